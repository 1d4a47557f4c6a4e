"""XLSX cells: what a sheet's own XML says of its cells that a table of values does not.

In: the stream of one sheet. Out: the rectangle in use, merged cells, and each cell that holds a
formula, an error or a date. Streamed: memory is that of the odd cells only.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Literal
from xml.parsers import expat

from ekrules.survey.answer_files.xlsx_workbook import DeclarationError

OddKind = Literal["formula", "error", "date"]

_LETTERS = re.compile("[A-Z]{1,4}")
_MOST_TEXT = 200


@dataclass(frozen=True)
class OddCell:
    """A cell that is no plain value; row and column from 1; text: its formula or error."""

    row: int
    column: int
    kind: OddKind
    text: str


@dataclass
class SheetCells:
    """The cells of one sheet: the rectangle that holds anything, from 1; 0 is an empty sheet."""

    first_row: int = 0
    last_row: int = 0
    first_column: int = 0
    last_column: int = 0
    merged: list[str] = field(default_factory=list)
    odd: list[OddCell] = field(default_factory=list)

    def hold(self, row: int, column: int) -> None:
        """Widen the rectangle to a cell that holds something."""
        if not self.last_row:
            self.first_row, self.first_column = row, column
        # Not min and max: this is called for every cell.
        if row > self.last_row:
            self.last_row = row
        elif row < self.first_row:
            self.first_row = row
        if column > self.last_column:
            self.last_column = column
        elif column < self.first_column:
            self.first_column = column


class _Enough(Exception):
    """The sheet holds something; no need to read on."""


def holds_anything(stream: IO[bytes]) -> bool:
    """Return whether any cell of a sheet holds anything. Raises as `read_cells`."""
    return _Scan(frozenset(), is_first_enough=True).run(stream).last_row > 0


def read_cells(stream: IO[bytes], date_styles: frozenset[int]) -> SheetCells:
    """Return what the sheet says of its cells.

    Raises expat.ExpatError where it is no XML, and DeclarationError where it declares entities.
    """
    return _Scan(date_styles).run(stream)


class _Scan:
    """One pass over a sheet: expat calls back for each element.

    A plain cell costs two calls and no more; ends and texts are listened to in odd cells only.
    """

    def __init__(self, date_styles: frozenset[int], is_first_enough: bool = False) -> None:
        self.cells = SheetCells()
        self._date_styles = {str(number) for number in date_styles}
        self._is_first_enough = is_first_enough
        self._columns: dict[str, int] = {}
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._texts: dict[str, list[str]] = {}

    def run(self, stream: IO[bytes]) -> SheetCells:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse
        with suppress(_Enough):
            self._parser.ParseFile(stream)
        return self.cells

    def _refuse(self, *_: object) -> None:
        raise DeclarationError("document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:  # some programs write a prefix
            name = name.rpartition(":")[2]
        if name == "c":
            self._cell = attributes
            self._start_cell(attributes.get("r", ""))
        elif name == "v" or name == "is":
            self._start_value(name)
        elif name == "f":
            self._start_value(name)
            self._listen(name)
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "mergeCell":
            self.cells.merged.append(attributes.get("ref", ""))

    def _start_cell(self, reference: str) -> None:
        if not reference:
            self._column += 1
            return
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            if not _LETTERS.fullmatch(letters):
                raise ValueError(f"the address {reference}")
            column = self._columns[letters] = column_number(letters)
        self._column, self._row = column, int(reference[len(letters) :])

    def _start_value(self, name: str) -> None:
        self.cells.hold(self._row, self._column)
        if self._is_first_enough:
            raise _Enough
        kind = self._cell.get("t", "n")
        if kind == "e" or kind == "d" or (kind == "n" and self._cell.get("s") in self._date_styles):
            self._listen(name)

    def _listen(self, name: str) -> None:
        """Keep what stands in this element, until its cell ends."""
        text = self._texts[name] = []
        self._parser.CharacterDataHandler = text.append
        self._parser.EndElementHandler = self._end

    def _end(self, name: str) -> None:
        self._parser.CharacterDataHandler = None
        if name.rpartition(":")[2] == "c":
            self._parser.EndElementHandler = None
            self._end_cell()
            self._texts.clear()

    def _end_cell(self) -> None:
        texts = {name: "".join(parts)[:_MOST_TEXT] for name, parts in self._texts.items()}
        kind: OddKind
        if "f" in texts:
            # A formula shared with another cell may have no text here.
            kind, text = "formula", f"={texts['f'] or '…'}"
        elif self._cell.get("t") == "e":
            kind, text = "error", texts.get("v") or "#ERROR!"
        else:
            kind, text = "date", ""
        self.cells.odd.append(OddCell(self._row, self._column, kind, text))


def column_number(letters: str) -> int:
    """Return the number, from 1, of a column of letters.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """Return a cell's address; row and column from 1.

    >>> address(3, 28)
    'AB3'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
