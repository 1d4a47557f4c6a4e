"""The notation of cells: every condition goes out and comes back, and people may write freely."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.decision.inputs import Input, InputType
from ekrules.decision.sheets.notation import cell_text, read_cell
from ekrules.errors import Faults, Place
from ekrules.yaml_reader.flow import flow_text
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.replaced_meaning import meaning_of
from ekrules.yaml_reader.scalars import meaning

HERE = Place("Tabell!B2")
SHARE, TEXT = Input("attainment", "share"), Input("epj", "text")
# Letters and signs that a person can see and type.
SEEN = st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.characters(
    min_codepoint=0xAE, max_codepoint=0x24F
)
TEXTS = st.text(SEEN, min_size=1, max_size=12).filter(lambda text: text == text.strip())
SPOKEN = st.sampled_from(
    ["ukjent", "ikke x", "en av: a", "over", "minst b", "inndata: c", "-", "="]
)


def _scalar(text: str, *, is_text: bool = False) -> ScalarNode:
    return ScalarNode(HERE, text, text if is_text else meaning(text))


def _bounds(declared: Input) -> st.SearchStrategy[Node]:
    if declared.type == "text":
        return (TEXTS | SPOKEN).map(lambda text: _scalar(text, is_text=True))
    if declared.type == "boolean":
        return st.sampled_from(["true", "false"]).map(_scalar)
    if declared.type == "date":
        return st.dates(min_value=date(1000, 1, 1)).map(lambda day: _scalar(day.isoformat()))
    numbers = st.decimals(0, 100, places=2).map(str) | st.integers(0, 100).map(str)
    if declared.type == "share":
        return numbers.map(lambda number: _scalar(f"{number} %"))
    return (numbers | st.just("target")).map(_scalar)


@st.composite
def _asked(draw: st.DrawFn) -> tuple[Input, MapNode]:
    types: list[InputType] = ["share", "number", "years", "text", "boolean", "date"]
    type_ = draw(st.sampled_from(types))
    declared = Input("asked", type_)
    bound = _bounds(declared)
    words = ["at_least", "more_than", "at_most", "below", "is", "is_not", "is_one_of", "unknown"]
    tests: dict[str, Node] = {}
    for word in draw(st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True)):
        if word == "unknown":
            tests[word] = _scalar(draw(st.sampled_from(["true", "false"])))
        elif word == "is_one_of":
            tests[word] = ListNode(HERE, tuple(draw(st.lists(bound, min_size=1, max_size=3))))
        else:
            tests[word] = draw(bound)
    return declared, MapNode(HERE, tests)


@given(_asked())
def test_a_condition_that_goes_out_as_text_comes_back_as_it_was(
    asked: tuple[Input, MapNode],
) -> None:
    declared, tests = asked
    faults = Faults()
    text = cell_text(declared, tests)
    back = read_cell(declared, text, HERE, faults)
    assert not faults.found, text
    assert back is not None
    assert meaning_of(back) == meaning_of(tests), text
    assert cell_text(declared, back) == text


@given(_asked())
def test_a_condition_in_flow_style_is_read_by_yaml_as_it_was(asked: tuple[Input, MapNode]) -> None:
    _, tests = asked
    faults = Faults()
    read = parse(f"when: {flow_text(tests)}", "f.yaml", faults)
    assert not faults.found
    assert read is not None
    assert meaning_of(read.values["when"]) == meaning_of(tests)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("≥ 60 %; ≤90%", ">= 60 %; <= 90 %"),
        ("minst 60 %; under 90 %", ">= 60 %; < 90 %"),
        ("Over 12,5 %", "> 12.5 %"),
        ("høyst 40\u00a0%", "<= 40 %"),
        ("=> 5 %", ">= 5 %"),
        ("", "-"),
        ("–", "-"),
        ("Ukjent", "ukjent"),
        ("kjent; < 5 %", "kjent; < 5 %"),
        (">= target", ">= target"),
    ],
)
def test_people_may_write_signs_and_words_as_they_like(text: str, canonical: str) -> None:
    faults = Faults()
    assert cell_text(SHARE, read_cell(SHARE, text, HERE, faults)) == canonical
    assert not faults.found


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("full", "full"),
        ("ikke full", "ikke full"),
        ("en av: delvis, full", "en av: delvis, full"),
        ('"ikke besvart"', '"ikke besvart"'),
        ("inndata: forrige", "inndata: forrige"),
    ],
)
def test_texts_are_compared_by_name(text: str, canonical: str) -> None:
    faults = Faults()
    assert cell_text(TEXT, read_cell(TEXT, text, HERE, faults)) == canonical
    assert not faults.found


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("0.6", "write >= 60 % (or < 60 %) as text"),
        (">= 0,6", "write >= 60 % (or < 60 %) as text"),
        ("60 %-90 %", "write both bounds: >= 60 %; < 90 %"),
        ("60–90 %", "write both bounds: >= 60 %; < 90 %"),
        (">=", "write it as >= 60 %; < 90 %"),
        (">= 5 %; >= 6 %", "the same comparison stands twice"),
    ],
)
def test_what_can_be_misread_is_refused_with_what_to_write(text: str, advice: str) -> None:
    faults = Faults()
    assert read_cell(SHARE, text, HERE, faults) is None
    (told,) = map(str, faults.found)
    assert told.startswith("Tabell!B2: ")
    assert advice in told
