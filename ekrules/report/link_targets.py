"""Link targets: what in a Document a link can lead to."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
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
