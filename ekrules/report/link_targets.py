"""Link targets: what in a Document a link can lead to, and links that lead nowhere."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from ekrules.report.document import Disclosure, Document, Entry, Row, Section, Span


def anchors_in(document: Document) -> list[str]:
    """Return every anchor that something in the document bears, in reading order."""
    return _within(document)


def _within(value: Any) -> list[str]:
    found: list[str] = []
    if isinstance(value, (Section, Entry, Disclosure, Row)) and value.anchor:
        found.append(value.anchor)
    if isinstance(value, tuple):
        for one in value:
            found += _within(one)
    elif is_dataclass(value) and not isinstance(value, Span):
        for field in fields(value):
            found += _within(getattr(value, field.name))
    return found


def without_dead_links(document: Document) -> Document:
    """Return the document in which a link to what it does not hold is its text alone."""
    living = _living(document, frozenset(anchors_in(document)))
    assert isinstance(living, Document)
    return living


def _living(value: Any, anchors: frozenset[str]) -> Any:
    """Return the value without dead links; the very same one where it has none."""
    if isinstance(value, tuple):
        many = tuple(_living(one, anchors) for one in value)
        return value if all(a is b for a, b in zip(many, value, strict=True)) else many
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for name in (field.name for field in fields(value)):
        old = getattr(value, name)
        is_dead = name == "to" and old not in anchors
        new = None if is_dead else _living(old, anchors)
        if new is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value
