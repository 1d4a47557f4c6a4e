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

    @property
    def turned(self) -> QuestionTable:
        """The same with columns as rows: nineteen counties fit under each other, not beside."""
        heads = tuple(row[0] for row in self.rows)
        rows = tuple(
            (name, *(row[place] for row in self.rows)) for place, name in enumerate(self.columns, 1)
        )
        return QuestionTable(self.title, heads, rows, self.caption)
