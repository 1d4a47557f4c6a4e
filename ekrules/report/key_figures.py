"""Key figures: the few numbers that a reader remembers, in large print.

A block of a Document. Every text is written out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyFigure:
    """A figure in large print and what it counts."""

    value: str
    label: str
    note: str


@dataclass(frozen=True)
class KeyFigures:
    """A handful of key figures."""

    figures: tuple[KeyFigure, ...]
