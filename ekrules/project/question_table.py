"""Question table: one table ready to print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class QuestionTable:
    """Texts only: the columns' headings without the first, and rows that begin with their own."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
