from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.yaml_reader import parsing
from ekrules.yaml_reader.nodes import Plain, place_at, plain
from ekrules.yaml_reader.parsing import MOST_DEPTH, MOST_NODES, parse
from ekrules.yaml_reader.text_slips.quiet import list_slip, odd_key_slip, word_slip
from ekrules.yaml_reader.text_slips.unseen import refuse_unseen
from tests.surveys import ROOT
from tests.yaml_reader.reading import FILE, fault_of, faults_of, values_of


def test_maps_lists_and_words_are_read_as_they_stand() -> None:
    text = """
        goal: helse-2
        deadline: 2011-12-31
        counts: [ja, nei]
        target: 100 %
        steps:
          - {at: 0.5, reached: true}
          - nothing:
    """
    assert values_of(text) == {
        "goal": "helse-2",
        "deadline": date(2011, 12, 31),
        "counts": ("ja", "nei"),
        "target": "100 %",
        "steps": ({"at": 0.5, "reached": True}, {"nothing": None}),
    }


@pytest.mark.parametrize("quoted", ['"{}"', "'{}'"])
@pytest.mark.parametrize("word", ["7", "12.5", "true", "null", "~", "", "2009-04-01"])
def test_a_word_in_quotes_is_text(quoted: str, word: str) -> None:
    assert values_of(f"a: {quoted.format(word)}") == {"a": word}


@pytest.mark.parametrize("block", ["|-", ">-"])
def test_a_word_in_a_block_is_text(block: str) -> None:
    assert values_of(f"a: {block}\n  7\n") == {"a": "7"}


def test_a_key_is_the_text_that_stands_there() -> None:
    assert values_of("no: 1\n012: 2\n2009-04-01: 3\ntrue: 4\n~: 5\n") == {
        "no": 1,
        "012": 2,
        "2009-04-01": 3,
        "true": 4,
        "~": 5,
    }


def test_comments_a_start_line_and_an_end_line_are_no_values() -> None:
    assert values_of("# about\n---\na: 1  # one\n...\n# after\n") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: &x 1", ('1:4: "&x" gives a value a name to be taken by, which is not used here; write '
         "the value itself, without it; or, if it belongs to a text, put the text in quotes: "
         "'&x 1'.")),
        ("a: [&x b]", '1:5: "&x" gives a value a name to be taken by, '),
        ("a: &x {b: c}", ('1:4: "&x" gives a value a name to be taken by, which is not used here; '
         "write the value itself, without it.")),
        ("&x a: 1", '1:1: "&x" gives a value a name to be taken by, '),
        ("a: *x", ('1:4: "*x" takes a value from elsewhere in the file, which is not used here; '
         "write the value itself, without it.")),
        ("*x : 1", '1:1: "*x" takes a value from elsewhere in the file, '),
        ("a: !!str no", ('1:4: "!!str" names a type, which is not used here; write the value '
         "itself, without it.")),
        ("a: !mine no", ('1:4: "!mine" names a type, which is not used here; write the value '
         "itself, without it; or, if it belongs to a text, put the text in quotes: '!mine no'.")),
        ("a: ! no", '1:4: "!" names a type, '),
        ("a: !!python/object/apply:os.system [x]", '1:4: "!!python/object/apply:os.sy..." names '),
        ("a: 1\nb:\n  <<: {c: 1}", ('3:3: "<<", which takes keys from elsewhere in the file and '
         "is not used here; write the keys out here.")),
        ('"<<": {c: 1}', '1:1: "<<", which takes keys '),
        ("? [a, b]\n: c", ('1:3: a "?" before a key; delete it, and write the key and its value '
         "on one line.")),
        ("? {a: b}\n: c", '1:3: a "?" before a key; '),
        ("{a: b}: c", ('1:1: "{a: b}: c" in the place of a key; expected a word, and a colon '
         "after it.")),
        ("a: {{ b }}", "1:4: a text that begins with \"{{\"; put the text in quotes: '{{ b }}'."),
        ("a: 1\n---\nb: 2", ('2:1: "---" below the first line, which begins a second file within '
         "this one; delete this line.")),
        ("---\n---\n", '2:1: "---" below the first line, '),
        ("", '1:1: the file is empty; expected lines like "key: value".'),
        (" \n\n", "1:1: the file is empty; "),
        ("# a thought\n", ('1:1: the file holds no keys (only comments); expected lines like '
         '"key: value".')),
        ("# a\n- a\n- b", ("2:1: the file begins with a list; expected a key with a colon above "
         "it, as in the other files of this kind.")),
        ("[1, 2]", "1:1: the file begins with a list; "),
        ("Planen kommer", ('1:1: "Planen kommer" is neither a key with a colon nor an item of a '
         'list; write "key: value"; or, if it is a note to readers, begin the line with "#".')),
    ],
)  # fmt: skip
def test_what_has_surprised_people_is_refused_where_it_stands(text: str, fault: str) -> None:
    faults = Faults()
    assert parse(text, FILE, faults) is None
    [found] = faults.found
    assert str(found).startswith(f"{FILE}:{fault}")


def test_a_key_that_stands_twice_is_refused_with_the_line_of_the_first() -> None:
    assert fault_of("a: 1\nb: 2\na: 3\n") == (
        'file.yaml:3:1: the key "a" a second time (first on line 1); keep one of them.'
    )


def test_every_repeated_key_of_a_file_is_told_at_once() -> None:
    found = faults_of("a: {x: 1, x: 2}\nb: [{y: 1, y: 2}]\na: 3\n")
    assert [line.split(":")[1:3] for line in found] == [["1", "11"], ["2", "12"], ["3", "1"]]


def test_keys_that_only_look_alike_are_two_keys() -> None:
    assert values_of('"1": a\n"01": b\n"1.0": c\n') == {"1": "a", "01": "b", "1.0": "c"}


@pytest.mark.parametrize(
    "code",
    [0, 7, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x2028, 0x2029, 0xFEFF, 0xAD, 0x200B, 0x202E, 0xE000],
)
def test_a_character_that_nobody_sees_is_told_where_it_stands(code: int) -> None:
    fault = fault_of(f"a: 1\nblå: x{chr(code)}y\n")
    assert fault.startswith(f"{FILE}:2:7: a character that can't be seen (U+{code:04X}")
    assert fault.endswith("); delete it.")


@given(st.characters(exclude_categories=["Cs"], exclude_characters='"\\\t'))
def test_a_character_is_taken_by_the_yaml_library_or_refused_before_it(one: str) -> None:
    faults = Faults()
    parse(f'a: "x{one}y"', FILE, faults)
    assert all("that can't be seen" in fault.found for fault in faults.found)
    if one.isprintable():
        assert faults.found == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_are_the_same_whatever_ends_the_lines(newline: str) -> None:
    faults = Faults()
    node = parse(newline.join(["a: 1", "b:", "  - c: ø", ""]), FILE, faults)
    assert node is not None
    assert str(place_at(node, ["b", 0, "c"])) == "file.yaml:3:8"


def test_a_column_counts_letters_and_not_bytes() -> None:
    faults = Faults()
    node = parse("{blåbærsyltetøy: ja, æ: nei}", FILE, faults)
    assert node is not None
    assert str(place_at(node, ["æ"])) == "file.yaml:1:25"


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * MOST_DEPTH + "]" * MOST_DEPTH,
        "a: " + "{a: " * MOST_DEPTH + "1" + "}" * MOST_DEPTH,
        "\n".join(" " * depth + "a:" for depth in range(MOST_DEPTH + 1)),
        "a:\n" + "- " * MOST_DEPTH + "x",
    ],
    ids=["brackets", "braces", "indents", "dashes"],
)
def test_nesting_past_the_bound_is_refused(text: str) -> None:
    assert f"more than {MOST_DEPTH} levels of keys and lists in one another; " in fault_of(text)


def test_nesting_up_to_the_bound_is_read() -> None:
    lists = MOST_DEPTH - 1
    values_of("a: " + "[" * lists + "]" * lists)


@pytest.mark.parametrize(("most", "is_read"), [(7, True), (6, False)])
def test_a_file_holds_no_more_values_than_the_bound(
    monkeypatch: pytest.MonkeyPatch, most: int, is_read: bool
) -> None:
    monkeypatch.setattr(parsing, "MOST_NODES", most)
    text = "a: [1, 2]\nb: 3\n"  # the map, two keys, the list and three numbers
    if is_read:
        values_of(text)
    else:
        assert fault_of(text) == "file.yaml:2:4: more than 6 values; split the file."


def test_a_slip_that_was_told_of_a_line_is_not_told_again_as_what_stopped_the_reading() -> None:
    assert len(faults_of("a: {b: “Mål: alle”}\n")) == 1
    assert len(faults_of("a: {b: Mål #1}\n")) == 1


def test_a_slip_further_down_is_told_beside_what_was_read_before_it() -> None:
    found = faults_of("a: “b”\nc: 'd\n")
    assert [fault.split(":")[1] for fault in found] == ["1", "2"]


HOSTILE = {
    "brackets": "'a: ' + '[' * 100_000",
    "closed brackets": "'a: ' + '[' * 100_000 + ']' * 100_000",
    "braces": "'{a: ' * 100_000",
    "dashes": "'- ' * 100_000",
    "questions": "'? ' * 100_000",
    "indents": "'\\n'.join(' ' * n + 'a:' for n in range(1_900))",
    "flat list": "'a: [' + '1,' * 1_000_000 + ']'",
    "flat map": "''.join(f'k{n}: 1\\n' for n in range(250_000))",
}


def test_hostile_nesting_and_size_give_a_fault_and_never_a_crash() -> None:
    code = f"""
from ekrules.errors import Faults
from ekrules.yaml_reader.parsing import parse
for name, text in {{{", ".join(f"{name!r}: {text}" for name, text in HOSTILE.items())}}}.items():
    faults = Faults()
    assert parse(text, name, faults) is None
    print(faults.found[0])
"""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    said = ran.stdout.splitlines()
    assert len(said) == len(HOSTILE)
    assert all("levels of keys" in line or "before a key" in line for line in said[:6])
    assert all(f"more than {MOST_NODES} values; split the file" in line for line in said[6:])


def holds_no_slip(text: str) -> bool:
    """Whether a text is read as it stands without quotes; what is told has tests of its own."""
    faults = Faults()
    refuse_unseen(text, FILE, faults)
    told = word_slip(text, 0, len(text), text) or odd_key_slip(0, text) or list_slip(0, text)
    return told is None and not faults.found


# Written out as they are, those left out are refused (above).
texts = st.text(
    st.characters(
        exclude_categories=["Cs", "Cf", "Cn", "Co", "Zl", "Zp"], exclude_characters="\x85"
    ),
    max_size=30,
).filter(holds_no_slip)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.decimals(-(10**6), 10**6, places=2).map(float)
    | st.dates()
    | texts
)
keys = texts.filter(lambda key: key != "<<")
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def as_lists(value: Plain) -> object:
    if isinstance(value, tuple):
        return [as_lists(one) for one in value]
    if isinstance(value, dict):
        return {key: as_lists(one) for key, one in value.items()}
    return value


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(keys, values, min_size=1, max_size=5),
    st.sampled_from([True, False]),
    st.sampled_from([None, True, False]),
    st.sampled_from([yaml.CSafeLoader, yaml.SafeLoader]),
)
def test_what_was_written_is_what_is_read_by_either_parser_of_the_library(
    written: dict[str, Plain], unicode: bool, flow: bool | None, loader: object
) -> None:
    text = yaml.safe_dump(as_lists(written), allow_unicode=unicode, default_flow_style=flow)
    faults = Faults()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "_Loader", loader)
        node = parse(text, FILE, faults)
    assert node is not None, (text, faults.found)
    assert plain(node) == written


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_value_or_faults_and_never_both_or_neither(text: str) -> None:
    faults = Faults()
    node = parse(text, FILE, faults)
    assert (node is None) == bool(faults.found)
    assert all(fault.place.line > 0 for fault in faults.found)
