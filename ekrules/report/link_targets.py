"""Link targets: what in a Document a link can lead to, and links that lead nowhere."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args

from ekrules.charts.pictures import Drawing
from ekrules.report.document import Disclosure, Document, Entry, Row, Section
from ekrules.report.spans import Span


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
    elif not isinstance(value, Span):
        for name in _parts(value):
            found += _within(getattr(value, name))
    return found


def _parts(value: Any) -> tuple[str, ...]:
    """Return the fields of a block that may hold others; a drawing holds no link."""
    kind: Any = type(value)
    return _parts_of(kind)


# A report has over a hundred thousand blocks: what each kind is made of is looked up once.
@cache
def _parts_of(kind: Any) -> tuple[str, ...]:
    if not is_dataclass(kind) or kind in get_args(Drawing):
        return ()
    return tuple(field.name for field in fields(kind))


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
    changed = {}
    for name in _parts(value):
        old = getattr(value, name)
        if name == "to":
            new = old if old in anchors else None
        else:
            # Most of what a block holds is words, and a call for each of them takes its time.
            new = old if old is None or type(old) is str else _living(old, anchors)
        if new is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value
