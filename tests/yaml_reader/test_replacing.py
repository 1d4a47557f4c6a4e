"""Replacing in YAML: what is asked changes, and every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.yaml_reader.flow import quoted
from ekrules.yaml_reader.nodes import MapNode, ScalarNode
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.replacing import AddKey, Edit, InsertItem, RemoveItem, Replace, edited

FLOW = "rows: [{id: a}, {id: b}] # two\n"
BLOCK = (
    "rows:\n  # first\n  - id: a\n    says: >\n      folded\n      text\n\n  # second\n  - id: b\n"
)
FOLDED = ">\n      folded\n      text"
NEW = (("id", "n"), ("status", "red"))


def _edited(text: str, *edits: Edit) -> str:
    faults = Faults()
    new = edited(text, "f.yaml", edits, faults)
    assert not faults.found, faults.found
    assert new is not None
    return new


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        (FLOW, RemoveItem(("rows",), 0), "rows: [{id: b}] # two\n"),
        (FLOW, RemoveItem(("rows",), 1), "rows: [{id: a}] # two\n"),
        (FLOW, InsertItem(("rows",), 0, NEW), FLOW.replace("[", "[{id: n, status: red}, ")),
        (FLOW, InsertItem(("rows",), 2, NEW), FLOW.replace("]", ", {id: n, status: red}]")),
        (FLOW, AddKey(("rows", 0), "more", "1"), FLOW.replace("a}", "a, more: 1}")),
        (BLOCK, RemoveItem(("rows",), 1), BLOCK.removesuffix("  - id: b\n")),
        (BLOCK, Replace(("rows", 0, "says"), "new"), BLOCK.replace(FOLDED, "new")),
        (BLOCK, AddKey(("rows", 1), "more", "1"), BLOCK + "    more: 1\n"),
        (
            BLOCK,
            InsertItem(("rows",), 0, NEW),
            BLOCK.replace("  - id: a", "  - id: n\n    status: red\n  - id: a"),
        ),
        (
            "rows:\n- id: a",
            InsertItem(("rows",), 1, NEW),
            "rows:\n- id: a\n- id: n\n  status: red",
        ),
        (
            "rows:\r\n- id: a\r\n",
            InsertItem(("rows",), 1, NEW),
            "rows:\r\n- id: a\r\n- id: n\r\n  status: red\r\n",
        ),
        (
            "when:\n  a: 1\n  b: 2\nthen: x\n",
            Replace(("when",), "{c: 3}"),
            "when: {c: 3}\nthen: x\n",
        ),
    ],
)
def test_only_what_is_asked_changes(text: str, edit: Edit, expected: str) -> None:
    assert _edited(text, edit) == expected


def test_several_edits_count_items_as_they_stood_before() -> None:
    edits = (
        RemoveItem(("rows",), 0),
        InsertItem(("rows",), 1, (("id", "n"),)),
        InsertItem(("rows",), 1, (("id", "m"),)),
        Replace(("rows", 1, "id"), "c"),
    )
    assert _edited("rows:\n- id: a\n- id: b\n", *edits) == "rows:\n- id: n\n- id: m\n- id: c\n"


def test_a_value_with_a_comment_inside_is_not_replaced() -> None:
    faults = Faults()
    text = "when:\n  a: 1 # one\n  b: 2\n"
    assert edited(text, "f.yaml", [Replace(("when",), "{}")], faults) is None
    assert "a comment" in str(faults.found[0])


def test_a_number_sign_in_a_text_is_no_comment() -> None:
    assert _edited("when:\n  a: 'x # y'\n", Replace(("when",), "{}")) == "when: {}\n"


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20) | st.sampled_from("æøåÉ«–")))
def test_any_text_can_take_the_place_of_another(text: str) -> None:
    new = _edited("a: {b: old, c: 1} # kept\n", Replace(("a", "b"), quoted(text)))
    assert new.startswith("a: {b: ")
    assert new.endswith(", c: 1} # kept\n")
    node = parse(new, "f.yaml", Faults())
    assert node is not None
    held = node.values["a"]
    assert isinstance(held, MapNode)
    value = held.values["b"]
    assert isinstance(value, ScalarNode)
    assert value.value == text
