"""Printed tables: every cell of a published table, its count and its percents as printed.

In: printed/*.yaml. Out: frozen models. Percents are kept as printed and never computed with:
they are there to be held against the counts.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ekrules.errors import Place
from ekrules.yaml_reader.models import Placed

# The source prints one word, "Ubesvart", for two things: not asked and asked without an answer.
UNANSWERED = "unanswered"
DONT_KNOW = "dont_know"
TOTAL = "total"
NOT_OPTIONS = (UNANSWERED, DONT_KNOW, TOTAL)

Layout = Literal["frequency", "multiple_response", "grid"]


class PrintedCell(Placed):
    """One printed row (or, in a grid, one crossing): count in respondents, percents 0..100."""

    item: str | None = None
    """The id of the row, in a grid; left out in other tables."""
    answer: str
    """The id of the option that is counted; or unanswered, dont_know or total."""
    count: int = Field(ge=0)
    """How many respondents."""
    percent: float
    """The percent as printed, 0 to 100; held against the count, never computed with."""
    valid_percent: float | None = None
    """The percent of valid answers as printed. May be left out."""
    cumulative_percent: float | None = None
    """The running percent as printed. May be left out."""


class PrintedTable(Placed):
    """One question's table as the source prints it."""

    question: str
    """The question's id."""
    layout: Layout
    """frequency: counts that add up. multiple_response: several answers each. grid: a frequency for
    each item.
    """
    cells: tuple[PrintedCell, ...] = Field(min_length=1)
    """The cells, in the order of the page."""

    def counts(self, item: str | None = None) -> dict[str, int]:
        """Return answer id -> count, for one grid item or (None) for the whole table."""
        return {cell.answer: cell.count for cell in self.cells if cell.item == item}

    def place_of(self, item: str | None, answer: str, key: str = "count") -> Place:
        """Return the place of one cell's value, for messages."""
        for cell in self.cells:
            if (cell.item, cell.answer) == (item, answer):
                return cell.at(key)
        return self.place


class PrintedTheme(Placed):
    """The printed tables of one theme."""

    theme: str
    """The theme's id."""
    section: str
    """Where the tables are printed, in quotes, as "3.3"."""
    tables: tuple[PrintedTable, ...]
    """The tables, one for each question."""
