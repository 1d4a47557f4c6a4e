"""Where a slip stops the reading: each is told at its place, with what to write instead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.yaml_reader.parsing import parse
from tests.yaml_reader.reading import FILE, fault_of

PARSER_WORDS = re.compile(
    r"mapping|scalar|\bblock\b|\bflow\b|\bnode\b|token|expected <|indicator|\bYAML\b|context"
)
SOUND = """\
# About.
theme: helse
title: {nb: Helse, en: "Health"}
goals:
  - id: helse-1
    counts: [ja, nei]
    text:
      nb: 'Alle: alle'
    long: |
      Første linje.
      Andre linje: her.
  - id: helse-2
    text: {nb: Alle}
steps:
- {at: 1}
- {at: 2}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\n b: 2\n", ('2:2: 1 space before "b"; write none, so that it stands straight below '
         '"a" of line 1.')),
        ("a:\n  b: 1\n c: 2\n", ('3:2: 1 space before "c"; write 2 spaces, so that it stands '
         'straight below "b" of line 2.')),
        (" a: 1\nb: 2\nc: 3\n", ('1:2: 1 space before "a"; write none, so that "a" stands straight '
         'above "b" of line 2.')),
        ("a:\n - b: 1\n    c: 2\n    d: 3\n", ('2:2: 1 space before "-"; write 2 spaces, so that '
         '"b" stands straight above "c" of line 3.')),
        ("a:\n  - b\n  - d: 1\n    e: 2\n   - f\n", ('5:4: 3 spaces before "-"; '
         'write 2 spaces, so that it stands straight below "-" of line 3.')),
        ("a:\n  b:\n- c: 1\n", ('3:1: no space before "-"; write 4 spaces, so that it stands '
         'further in than "b" of line 2.')),
        ("a:\n  - b: 1\n  c: 2\n", ('3:3: 2 spaces before "c"; write 4 spaces, so that it stands '
         'straight below "b" of line 2.')),
        ("a:\n  - b: 1\n  - c: 2\n  d:\n    e: 3\n", ('4:3: no hyphen before "d"; write "- d", as '
         "line 3 begins.")),
        ("a: 1\n- b: 2\n", ('2:1: an item of a list where keys stand; write a key with a colon '
         'above it, or delete the "- ".')),
        ("- a\nb: 2\n", ('2:1: the key "b" where items of a list stand; begin it with "- ", as '
         "line 1 begins.")) ,
        ("a:\n  - b: 1\n    c: {}\n      - d: 3\n", ('4:7: an item of a list below "c" of line 3, '
         "where no list begins; write it straight below the key of its list, with nothing "
         "between them.")),
        ("a: |\n    b\n  c\n", ("3:3: 2 spaces before this line of a text that begins with 4; "
         "write 4, or move the first line of the text out to 2.")),
        ("a: |\n  b\nc d\ne: 1\n", ('3:1: "c d" stands outside the text of "a" above it; write 2 '
         "spaces before it, as before the other lines.")),
        ("a: |\n  b\n c: |\n  d\n", ('3:2: 1 space before "c"; write none, so that it stands '
         'straight below "a" of line 1.')),
        ("a:\n{b: 1}\n", ('2:1: the value of "a" stands no further in than its key; write it on '
         "the line of the key, after the colon.")),
    ],
)  # fmt: skip
def test_what_stands_too_far_in_or_out_is_told_how_many_spaces_it_needs(
    text: str, told: str
) -> None:
    assert fault_of(text) == f"{FILE}:{told}"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("status green", '1: no colon after "status"; write "status: green".'),
        ("status:green", '1: no space after the colon in "status:green"; write "status: green".'),
        ("status = green", '1: "=" in place of a colon; write "status: green".'),
        ("status -> green", '1: "->" in place of a colon; write "status: green".'),
        ("status – green", '1: "–" in place of a colon; write "status: green".'),
        ("status：green", '7: a wide colon ("："); write "status: green".'),
        ("status :green", ("8: a space before the colon and none after it; "
         'write "status: green".')),
        ('"status" green', '1: no colon after "status"; write "status: green".'),
        ('"status: green"', ("1: quotes round a key and its value together; "
         'write "status: green" without them.')),
        ("'status: green", "1: a quote (') before a key; delete it."),
        ("status: {a: 1},", "15: a comma at the end of the line; delete it."),
        ('status: "green",', "16: a comma at the end of the line; delete it."),
        ("status:\u00a0green", ("8: a no-break space after the colon; write an ordinary space "
         'there: "status: green".')),
        ("note to all readers", '1: no colon after "note"; write "note: to all readers".'),
        ("// note", '1: a comment that begins with "//"; begin it with "#".'),
        ("-----", '1: a line drawn with "-"; delete it, or begin it with "#".'),
        ("**Note**", ('1: "**Note**" is neither a key with a colon nor an item of a list; write '
         '"key: value"; or, if it is a note to readers, begin the line with "#".')),
        ("> status: green", ('1: ">" at the start of the line, as mail programs quote; delete it, '
         "here and on the lines below.")),
        ("? status: green", ('3: a "?" before a key; delete it, and write the key and its value '
         "on one line.")),
        ("...", '1: "..." ends the file, and more follows; delete this line.'),
        ("title:{nb: a, nn: b}", '1: no space after the colon of "title"; write "title: {".'),
    ],
)  # fmt: skip
def test_a_line_without_key_and_colon_is_told_how_it_is_written(line: str, told: str) -> None:
    fault = fault_of(f"a: 1\n{line}\nb: 2\n")
    assert fault.startswith(f"{FILE}:2:")
    assert fault == f"{FILE}:2:{told}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("goals\n  - id: a\n", '1:1: no colon after "goals"; write "goals:".'),
        ("a:\n  goals\n    - id: a\n", '2:3: no colon after "goals"; write "goals:".'),
        ("goals:\n  - id a\n    text: b\n", '2:5: no colon after "id"; write "id: a".'),
        ("a: |\n  b\nc\n  d\ne: 1\n", '3:1: no colon after "c"; write "c: |".'),
        ("a: |\n  b\nc |\n  d\ne: 1\n", '3:1: no colon and space after "c"; write "c: |".'),
    ],
)
def test_a_colon_that_is_missing_above_other_lines_is_told_at_its_word(
    text: str, told: str
) -> None:
    assert fault_of(text) == f"{FILE}:{told}"


@pytest.mark.parametrize("sign", ["–", "—", "−", "•", "*", "+", "--", "2."])
def test_a_sign_that_is_no_hyphen_is_told_before_an_item_of_a_list(sign: str) -> None:
    assert fault_of(f"a:\n  - {{b: 1}}\n  {sign} {{b: 2}}\n") == (
        f'{FILE}:3:3: "{sign}" is no hyphen; begin each item of a list with "- " '
        "(hyphen and space)."
    )


def test_a_hyphen_without_a_space_is_told() -> None:
    assert fault_of("a:\n  - id: b\n  -id: c\n") == (
        f'{FILE}:3:3: no space after the hyphen; write "- id: c".'
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Mål: alle", "7: a colon in a text without quotes; put the text in quotes: 'Mål: alle'."),
        ("det's: så", ("9: a colon in a text without quotes; put the text in quotes: "
         '"det\'s: så".')),
        ("(b: 1, c: 2)", "4: round brackets in place of { and }; write {b: 1, c: 2}."),
        ("ja, count: 50}", '17: a "}" that nothing opened; write "{" before "a".'),
        ("ja, count: 50, percent: 2", ("13: several keys on one line without { and }; write { "
         "before the first of them and } after the last.")),
        ("50 % below: 60 %", ('9: two keys on one line ("a" and "below"); begin a new line before '
         "\"below\"; or, if it is one text, put the text in quotes: '50 % below: 60 %'.")),
        ("@alle", "4: a text that begins with \"@\"; put the text in quotes: '@alle'."),
        ("% alle", "4: a text that begins with \"%\"; put the text in quotes: '% alle'."),
        ("*alle* her", "4: a text that begins with \"*\"; put the text in quotes: '*alle* her'."),
        ("- alle", "4: a text that begins with \"-\"; put the text in quotes: '- alle'."),
        ("[Mål] alle", "4: a text that begins with \"[\"; put the text in quotes: '[Mål] alle'."),
        ("{Mål} alle", "4: a text that begins with \"{\"; put the text in quotes: '{Mål} alle'."),
        ("`alle`", "4: alle stands between ` and `; delete these two signs."),
        ("| alle", ('4: a text on the same line as "|"; begin the text on the line below, further '
         "in; or, if the sign belongs to it, put the text in quotes: '| alle'.")),
        ("}alle", '4: a "}" where a value should begin; delete it.'),
        ("> 60", '4: ">" can\'t stand here; write it in words: {more_than: 60}.'),
        (">= -1.5", '4: ">=" can\'t stand here; write it in words: {at_least: -1.5}.'),
    ],
)  # fmt: skip
def test_a_text_that_can_not_stand_without_quotes_is_told_with_them(value: str, told: str) -> None:
    assert fault_of(f"a: {value}\nb: 1\n") == f"{FILE}:1:{told}"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("{b: 1", '4: this "{" is never closed; write "}" at the end of this line.'),
        ("[b, c", '4: this "[" is never closed; write "]" at the end of this line.'),
        ("{b: {c: 1}", '4: this "{" is never closed; write "}" at the end of this line.'),
        ("{b: 1)", '4: this "{" is never closed; write "}" in place of ")".'),
        ("[", '4: this "[" is never closed; write "]" after it.'),
        ("{b: 1}}", '10: a "}" too many; delete it.'),
        ("[b]]", '7: a "]" too many; delete it.'),
        ("{{b: 1}", '4: a "{" too many; delete it.'),
        ("{b: [c}", ('10: a "}", but the last to be opened was "["; write "]" before it or in its '
         "place.")),
        ("{b: 1 c: 2}", '9: no comma before "c"; write "1, c:".'),
        ("{b: {c: 1} d: 2}", '15: no comma before "d"; write ", d".'),
        ("{b: 'c' d: 2}", "11: no comma between 'c' and \"d: 2}\"; write a comma between them."),
        ("{b: c; d: 2}", '9: a semicolon in place of a comma; write "c, d:".'),
        ("{b: 1,, c: 2}", "10: a comma with nothing before it; delete it."),
        ("{nb: Mål: alle}", ("12: a colon in a text without quotes; put the text in quotes: "
         "'Mål: alle'.")),
        ("{nb: Helse en: Health}", '14: no comma before "en"; write "Helse, en:".'),
        ("{nb: Vi ser to: alle}", ("18: a colon in a text without quotes; put the text in quotes: "
         "'Vi ser to: alle'.")),
        ("{nb: (c: 1)}", "9: round brackets in place of { and }; write {c: 1}."),
        ("{nb: Få [to] er}", ("12: a \"[\" in a text without quotes; put the text in quotes: "
         "'Få [to] er'.")),
        ("{nb: @alle her}", ("9: a text that begins with \"@\"; put the text in quotes: "
         "'@alle her'.")),
        ("{nb: ?alle}", "9: a text that begins with \"?\"; put the text in quotes: '?alle'."),
        ("{nb: [Alle] her}", ("9: a text that begins with \"[\"; put the text in quotes: "
         "'[Alle] her'.")),
        ("{b: >= 60 %}", '8: ">=" can\'t stand here; write it in words: {at_least: 60 %}.'),
        ("{at_least: >=60%}", '15: ">=" can\'t stand here; write it in words: at_least: 60%.'),
        ("{b: c, > 60 %}", '11: ">" can\'t stand here; write it in words: more_than: 60 %.'),
        ("{b{c: 1}}", '6: no colon after "b"; write "b: {".'),
        ("{nb: Mål # alle}", ('13: " # alle" and the rest of the line are left out, for " #" '
         "begins a comment; put the text in quotes: 'Mål # alle'.")),
    ],
)  # fmt: skip
def test_a_slip_between_braces_is_told_at_its_sign(value: str, told: str) -> None:
    assert fault_of(f"a: {value}\nb: 1\n") == f"{FILE}:1:{told}"


def test_braces_over_several_lines_are_told_where_they_open_and_how_far_they_reach() -> None:
    assert fault_of("a: {b: 1,\n  c: 2\nd: 3\n") == (
        f'{FILE}:1:4: this "{{" is never closed; write "}}" at the end of line 2.'
    )


def test_a_comma_missing_at_the_end_of_a_line_of_json_is_told_there() -> None:
    assert fault_of('{\n  "a": "b"\n  "c": 1\n}\n') == (
        f'{FILE}:2:11: no comma at the end of this line, before "c"; write a comma here.'
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_quote_that_is_never_closed_is_told_where_it_stands(quote: str, line_end: str) -> None:
    fault = fault_of(line_end.join(["a: 1", f"b: {quote}x y", "c: 2", "d: 3", ""]))
    assert fault == (
        f"{FILE}:2:4: this quote ({quote}) is never closed; end the text with the same quote: "
        f"{quote}x y{quote}."
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('"b\nc: "d"', ('1:4: this quote (") is never closed; end the text with the same quote: '
         '"b".')),
        ("\"b”", ('1:4: a text that begins with " and ends with ”; end it with a straight quote: '
         '"b".')),
        ("'det's slik'", ("1:8: this apostrophe ends the text, which began with the same sign; put "
         "the text in double quotes: \"det's slik\".")),
        ('"b" c', ("1:6: the quoted text ends here, and more follows (c); put the text in quotes: "
         "'\"b\" c'.")),
        ('"b "c" d"', ("1:7: the quoted text ends here, and more follows (c\" d\"); put the text "
         "in single quotes: 'b \"c\" d'.")),
        ('"P:\\helse"', ('1:7: "\\h", a backslash in a text between double quotes; write single '
         "quotes: 'P:\\helse'.")),
        ("{b: 'c' d}", ("1:10: the quoted text ends here, and more follows (d); put the text in "
         "quotes: \"'c' d\".")),
    ],
)  # fmt: skip
def test_a_slip_with_quotes_is_told_with_the_quotes_that_fit(value: str, told: str) -> None:
    assert fault_of(f"a: {value}\n") == f"{FILE}:{told}"


def test_the_first_of_several_slips_is_the_one_that_is_told() -> None:
    assert fault_of("a: {b: 1\nc d\ne: 'f\n").startswith(f'{FILE}:1:4: this "{{" is never closed')


lines_of_sound = SOUND.splitlines(keepends=True)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """The sound text with one sign put in, taken out or moved."""
    lines = list(lines_of_sound)
    at = draw(st.integers(0, len(lines) - 1))
    column = draw(st.integers(0, len(lines[at]) - 1))
    sign = draw(st.sampled_from("{}[]:,;\"'#-&*!|>%@`= ") | st.just(""))
    lines[at] = lines[at][:column] + sign + lines[at][column + (sign == "") :]
    return "".join(lines)


@settings(max_examples=400, deadline=None)
@given(broken())
def test_no_slip_is_told_in_the_words_of_a_parser(text: str) -> None:
    faults = Faults()
    parse(text, FILE, faults)
    for fault in faults.found:
        assert PARSER_WORDS.search(f"{fault.found}; {fault.expected}") is None
        assert 0 < fault.place.line <= text.count("\n") + 1


def test_the_sound_text_holds_no_slip() -> None:
    faults = Faults()
    assert parse(SOUND, FILE, faults) is not None


def test_a_comma_belongs_to_a_quoted_text_that_stands_outside_braces() -> None:
    assert 'the same quote: "alle, og små".' in fault_of('a: "alle, og små\nb: 1\n')
    assert 'the same quote: "alle".' in fault_of('a: {b: "alle, c: 1}\n')
