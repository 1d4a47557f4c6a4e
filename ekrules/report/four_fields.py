"""Four fields: the findings at a glance, two and two, each leading to what it rests on.

A block of a Document. It holds the findings' texts alone; their grounds stand under it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ekrules.assessment.assessed import FindingKind


@dataclass(frozen=True)
class FieldLine:
    """A finding as its text; to: the anchor of its grounds, None where they are left out."""

    text: str
    to: str | None


@dataclass(frozen=True)
class Field:
    """The findings of one kind."""

    kind: FindingKind
    title: str
    lines: tuple[FieldLine, ...]
    none_found: str


@dataclass(frozen=True)
class FourFields:
    """Fields in two columns, read row by row."""

    fields: tuple[Field, ...]
