"""What YAML reads otherwise than its writer meant, and says nothing of."""

from __future__ import annotations

import pytest

from ekrules.errors import Faults
from ekrules.yaml_reader.parsing import parse
from tests.surveys import ROOT
from tests.yaml_reader.reading import FILE, fault_of, faults_of, values_of


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("“Alle”", ('this text stands in “ and ”, which count as letters of the text; write '
         "straight quotes: \"Alle\", or '“Alle”' to show them.")),
        ("«Alle»", ('this text stands in « and », which count as letters of the text; write '
         "straight quotes: \"Alle\", or '«Alle»' to show them.")),
        ("”alle”", ('this text stands in ” and ”, which count as letters of the text; write '
         'straight quotes: "alle".')),
        ("‘alle’", ('this text stands in ‘ and ’, which count as letters of the text; write '
         'straight quotes: "alle".')),
        ("„alle“", ('this text stands in „ and “, which count as letters of the text; write '
         'straight quotes: "alle".')),
        ("“alle\"", "this text stands in “ and \", "),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line", ["a: {}\n", "a: {{b: {}}}\n", "a: [{}]\n", "a:\n  - {}\n"])
def test_quotes_that_are_not_straight_are_told_round_a_value(
    line: str, value: str, told: str
) -> None:
    assert told in fault_of(line.format(value))


@pytest.mark.parametrize(
    "text",
    [
        "«Ja» eller «nei»", "Svaret er «ja»", "«Ja» er svaret", "det “beste” er nok",
        "på 90’tallet", "kommunenes’", "5\" skjerm er \"stor\"", "Én rad, «Ubesvart», er alle",
        "«{label}» er",
    ],
)  # fmt: skip
def test_quotations_within_a_text_may_stand(text: str) -> None:
    assert values_of(f"a: {text}\n") == {"a": text}


def test_a_text_in_curly_quotes_that_a_comma_cuts_is_told_once_and_whole() -> None:
    assert "straight quotes: \"Alle, også små\", or '“Alle, også små”'" in fault_of(
        "a: {nb: “Alle, også små”}\n"
    )


def test_a_quote_that_only_ends_a_text_is_told() -> None:
    assert fault_of('a: 5.3"\n') == (
        f'{FILE}:1:4: a quote (") that ends this text, and none that begins it; write "5.3", '
        "with two straight quotes."
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nb: Mål #1", ("1:9: \"#1\" is left out, for \" #\" begins a comment; put the text in "
         "quotes: 'Mål #1'; or, if it is a comment, write a space after the #.")),
        ("nb: #helse", ("1:5: \"#helse\" is left out, for \" #\" begins a comment; put the text in "
         "quotes: '#helse'; or, if it is a comment, write a space after the #.")),
        ("nb: Mål # 1", ("1:9: \"# 1\" is left out, for \" #\" begins a comment; put the text in "
         "quotes: 'Mål # 1'; or, if it is a comment, write it on a line of its own.")),
        ("nb: alle // og små", ('1:10: "// og små" counts as part of the value; begin a comment '
         'with "#".')),
        ("nb: −40", ('1:5: the dash in "−40" is no hyphen, so this is no number; write -40 with an '
         "ordinary hyphen.")),
        ("nb: –12,5 %", ('1:5: the dash in "–12,5 %" is no hyphen, so this is no number; write '
         "-12,5 % with an ordinary hyphen.")),
        ("nb: 2011–12–31", ('1:5: "2011–12–31" with long dashes; write 2011-12-31 with ordinary '
         "hyphens.")),
        ("nb: helse–2", ('1:5: a long dash in "helse–2"; write helse-2 with an ordinary hyphen, or '
         "'helse–2' if it is a text.")),
        ("nb: single,", "1:11: a comma at the end of the value; delete it."),
        ("nb: KS;", "1:7: a semicolon at the end of the value; delete it."),
        ("nb: KS\u00a0", ('1:7: a no-break space after "KS" (as copied from Word or a web page); '
         "delete it.")),
        ("nb: \u00a0KS", ('1:5: a no-break space before "KS" (as copied from Word or a web page); '
         "delete it and write ordinary spaces.")),
        ("nb: [a; b]", '1:7: a semicolon in place of a comma; write "a, b".'),
        ("nb: [en: a]", ("1:6: a key with its value between [ and ]; write { and } round keys with "
         "values.")),
        ("nb: a\n  - b", ('2:3: a "-" that counts as part of the text above it, for it stands '
         "further in; write it straight below the key or the hyphen it belongs with; or, if it is "
         "one text, put the text in quotes.")),
    ],
)  # fmt: skip
def test_what_changes_a_value_unseen_is_told(line: str, told: str) -> None:
    assert fault_of(f"{line}\n") == f"{FILE}:{told}"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("nb: asked  # 46 of 161", "asked"),
        ("nb: asked # av alle", "asked"),
        ("nb: C#", "C#"),
        ("nb: 60\u00a0%", "60\u00a0%"),
        ("nb: Neste status,", "Neste status,"),
        ("nb: http://ks.no/a,b", "http://ks.no/a,b"),
        ("nb: nord–sør", "nord–sør"),
        ("nb: 2008–2012", "2008–2012"),
        ("nb: en lang\n  tekst - her", "en lang tekst - her"),
    ],
)
def test_what_only_looks_like_a_slip_is_read_as_it_stands(line: str, value: str) -> None:
    assert values_of(f"{line}\n") == {"nb": value}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("“a”: 1", ('1: the key "“a”" stands in quotes that are not straight; write a without '
         "them.")),
        ("\u00a0a: 1", ('1: a no-break space before "a" (as copied from Word or a web page); '
         "delete it and write ordinary spaces.")),
        ("a:: 1", '1: more than one colon after "a"; write "a:".'),
        ("a:{nb: 1}", '1: no space after the colon of "a"; write "a: {".'),
        ("a {nb: 1}", '1: no colon after "a"; write "a: {".'),
        ("-a: 1", ('1: a hyphen right before "a"; write "- a" if it begins an item of a list; if '
         "not, delete the hyphen.")),
        ("+a: 1", '1: a plus sign right before "a"; '),
    ],
)  # fmt: skip
def test_what_sticks_to_a_key_is_told(line: str, told: str) -> None:
    assert fault_of(f"{line}\n").startswith(f"{FILE}:1:{told}")


def test_line_numbers_that_were_pasted_with_a_text_are_told_once() -> None:
    assert fault_of("1 a: b\n2 c: d\n") == (
        f"{FILE}:1:1: a line number in front of a key; delete the numbers in front of the lines."
    )


@pytest.mark.parametrize(
    ("braces", "told"),
    [
        ("{nb:Helse}", 'no space after the colon in "nb:Helse"; write "nb: Helse".'),
        ("{nb Helse}", 'no colon after "nb"; write "nb: Helse".'),
        ("{nb = Helse}", '"=" in place of a colon; write "nb: Helse".'),
        ("{at_least:60 %, below: 90 %}", ('no space after the colon in "at_least:60 %"; write '
         '"at_least: 60 %".')),
        ("{answer ja, count 50}", 'no colon after "answer"; write "answer: ja".'),
    ],
)  # fmt: skip
def test_a_key_between_braces_without_its_colon_is_told_once(braces: str, told: str) -> None:
    assert fault_of(f"a: {braces}\n") == f"{FILE}:1:5: {told}"


@pytest.mark.parametrize("braces", ["{a >= 60 %}", "{at_least: 60,5 %}", "{nb: Alle, også små}"])
def test_what_only_the_kind_of_map_can_explain_is_left_to_it(braces: str) -> None:
    values_of(f"a: {braces}\n")


def test_every_quiet_slip_of_a_file_is_told_at_once() -> None:
    found = faults_of("a: “b”\nc: Mål #1\nd: {e:f}\n")
    assert [fault.split(":")[1] for fault in found] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "path",
    sorted(
        path.relative_to(ROOT).as_posix()
        for folder in ("rules", "goals", "fixtures", "ekrules")
        for path in (ROOT / folder).rglob("*.yaml")
    ),
)
def test_no_slip_is_seen_in_a_shipped_file(path: str) -> None:
    faults = Faults()
    parse((ROOT / path).read_text(encoding="utf-8"), path, faults)
    assert faults.found == []
