"""Came: what came back in a sheet, as texts with the addresses of their cells.

In: headings and rows of texts. Out: each text by row and heading, and its place for messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ekrules.errors import Place
from ekrules.survey.answer_files.xlsx_cells import address

SHEET = "Tabell"


@dataclass(frozen=True)
class CameRow:
    """One row that came back: its number in the sheet, and its texts by heading."""

    number: int
    id: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Came:
    """A whole sheet that came back; headings: by their column's number, from 1."""

    file: str
    headings: Mapping[str, int]
    rows: tuple[CameRow, ...]

    @property
    def whole(self) -> Place:
        """The place of the sheet as a whole."""
        return Place(f"{self.file}, {SHEET}")

    def place(self, number: int, heading: str) -> Place:
        """Return the place of a cell, as svar.xlsx, Tabell!C7.

        >>> str(Came("a.xlsx", {"rad": 1}, ()).place(7, "rad"))
        'a.xlsx, Tabell!A7'
        """
        return Place(f"{self.file}, {SHEET}!{address(number, self.headings[heading])}")
