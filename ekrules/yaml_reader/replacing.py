"""Replacing: edits of a YAML file that leave every other byte as it is, comments and layout too.

In: the text and what is to stand where. Out: the new text, which is read again and means exactly
what was asked, or faults. Never touches a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ekrules.errors import Faults
from ekrules.yaml_reader.layout import Layout, Span, Steps, layout_of
from ekrules.yaml_reader.nodes import node_at
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.replaced_meaning import Meaning, meaning_after, meaning_of


@dataclass(frozen=True)
class Replace:
    """Another value, as one line of YAML, where a value stands."""

    steps: Steps
    text: str


@dataclass(frozen=True)
class AddKey:
    """A key with its value, as one line of YAML, last in a map."""

    steps: Steps
    key: str
    text: str


@dataclass(frozen=True)
class InsertItem:
    """A map with these keys and values before the item `index` of a list, or at its end."""

    steps: Steps
    index: int
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RemoveItem:
    """One item less in a list."""

    steps: Steps
    index: int


Edit = Replace | AddKey | InsertItem | RemoveItem


def edited(text: str, file: str, edits: Sequence[Edit], faults: Faults) -> str | None:
    """Return the text after the edits, or None with the reasons added to `faults`.

    Refuses an edit that would take a comment along, or after which the file would mean something
    else than what was asked.
    """
    before = len(faults.found)
    node = parse(text, file, faults)
    if node is None:
        return None
    layout = layout_of(text)
    changes = [_change(layout, one) for one in edits]
    for one, change in zip(edits, changes, strict=True):
        if change is None or (isinstance(one, Replace) and layout.holds_comment(one.steps)):
            found = "a comment, or a layout, that the change would not keep"
            place = node_at(node, one.steps).place
            faults.add(place, found, "make this change in the YAML by hand")
    if len(faults.found) > before:
        return None
    new = _applied(text, [change for change in changes if change is not None])
    wanted = meaning_after(meaning_of(node), edits_as_told(edits))
    again = parse(new, file, faults)
    if again is not None and meaning_of(again) != wanted:
        found = "the file would not mean what was asked after the change"
        faults.add(node.place, found, "make the change in the YAML by hand")
    return None if len(faults.found) > before else new


def edits_as_told(edits: Iterable[Edit]) -> list[tuple[Steps, str, int | str, Meaning]]:
    """Return each edit as where, what kind, which key or item, and what is meant."""
    told: list[tuple[Steps, str, int | str, Meaning]] = []
    for one in edits:
        if isinstance(one, Replace):
            told.append((one.steps[:-1], "set", one.steps[-1], _meant(one.text)))
        elif isinstance(one, AddKey):
            told.append((one.steps, "set", one.key, _meant(one.text)))
        elif isinstance(one, InsertItem):
            row = {key: _meant(text) for key, text in one.entries}
            told.append((one.steps, "insert", one.index, row))
        else:
            told.append((one.steps, "remove", one.index, None))
    return told


def _meant(text: str) -> Meaning:
    faults = Faults()
    node = parse(f"value: {text}\n", "", faults)
    faults.stop_if_any()
    assert node is not None
    return meaning_of(node.values["value"])


def _change(layout: Layout, edit: Edit) -> tuple[Span, str] | None:
    if isinstance(edit, Replace):
        return layout.value_span(edit.steps), layout.lead(edit.steps) + edit.text
    if isinstance(edit, AddKey):
        return layout.added_key(edit.steps, f"{edit.key}: {edit.text}")
    if isinstance(edit, InsertItem):
        return layout.inserted(edit.steps, edit.index, [f"{k}: {v}" for k, v in edit.entries])
    return layout.removed(edit.steps, edit.index)


def _applied(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    parts, end = [], 0
    for (start, stop), new in sorted(changes, key=lambda change: change[0]):
        parts += [text[end:start], new]
        end = stop
    return "".join((*parts, text[end:]))
