"""Crosswalk reading: crosswalk.csv or crosswalk.yaml to a Crosswalk, with every fault at once.

In: a table (CSV, XLSX and the other formats of answers) with the columns year, old, new, old_name
and new_name, and share where units were split and somebody counted; or YAML with a list "changes"
of the same. Out: a Crosswalk. Never holds it against a frame; that is check_crosswalk's.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from ekrules.errors import Faults, Place, nearest_name
from ekrules.survey.crosswalk import Crosswalk, UnitChange, check_changes
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.models import Placed, read_model

if TYPE_CHECKING:
    from ekrules.survey.answer_files.table import RawTable

COLUMNS, SHARE = ("year", "old", "new", "old_name", "new_name"), "share"
FIRST_YEAR, LAST_YEAR = 1800, 2999


class WrittenChange(Placed):
    """One change as it stands in YAML; ids are quoted, so that "0101" keeps its zero."""

    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    """The first year of the new unit."""
    old: str = Field(min_length=1)
    """The id it had, in quotes, so that "0101" keeps its zero."""
    new: str = Field(min_length=1)
    """The id that it has, or one of them, in quotes."""
    old_name: str = ""
    """The name it had. May be left out."""
    new_name: str = ""
    """The name it has. May be left out."""
    share: int | float | str | None = None
    """The part of the old unit that is here now, as 62 %; for all its new units, or none."""


class CrosswalkFile(Placed):
    """crosswalk.yaml."""

    changes: tuple[WrittenChange, ...] = Field(min_length=1)
    """The changes, in the order of their years."""


def read_crosswalk(path: Path, faults: Faults, sheet: str | None = None) -> Crosswalk | None:
    """Return the crosswalk, or None where the file can't be read as one; faults are added."""
    crosswalk = (
        _from_yaml(path, faults)
        if path.suffix.lower() in {".yaml", ".yml"}
        else _from_table(path, faults, sheet)
    )
    if crosswalk is not None:
        check_changes(crosswalk, faults)
    return crosswalk


def _from_yaml(path: Path, faults: Faults) -> Crosswalk | None:
    file = read_model(path, CrosswalkFile, faults)
    if file is None:
        return None
    changes = tuple(
        UnitChange(
            year=one.year,
            old=one.old,
            new=one.new,
            old_name=one.old_name,
            new_name=one.new_name,
            share=None if one.share is None else _share(str(one.share), one.at("share"), faults),
            place=one.place,
        )
        for one in file.changes
    )
    return Crosswalk(shown_path(path), changes)


def _from_table(path: Path, faults: Faults, sheet: str | None) -> Crosswalk | None:
    from ekrules.survey.answer_files.reading import read_answer_file

    table = read_answer_file(path, faults, sheet)
    return None if table is None else crosswalk_of(table, faults)


def crosswalk_of(table: RawTable, faults: Faults) -> Crosswalk | None:
    """Return the rows of a raw table as a crosswalk; None where a column is missing."""
    header = Place(table.source, max(table.first_row - 1, 1), 1)
    expected = "expected the columns " + ", ".join(COLUMNS)
    for name in table.names:
        if name not in (*COLUMNS, SHARE):
            near = nearest_name(name, (*COLUMNS, SHARE))
            faults.add(
                header, f'there is a column "{name}"', f"{expected}, and perhaps share", near
            )
    missing = [name for name in COLUMNS if name not in table.names]
    for name in missing:
        found = f'there is no column "{name}"'
        faults.add(header, found, expected, nearest_name(name, table.names))
    if missing:
        return None
    reader = _Rows(table, faults)
    rows = (reader.change(number, row) for number, row in enumerate(reader.rows, table.first_row))
    return Crosswalk(table.source, tuple(one for one in rows if one is not None))


class _Rows:
    """Reads the rows of one table."""

    def __init__(self, table: RawTable, faults: Faults) -> None:
        names = [*COLUMNS, SHARE] if SHARE in table.names else list(COLUMNS)
        frame: Any = table.frame.select(*names)
        eager = frame if hasattr(frame, "iter_rows") else frame.collect()
        self.rows: list[tuple[str | None, ...]] = list(eager.iter_rows())
        self._columns = {name: table.names.index(name) + 1 for name in names}
        self._source, self._faults = table.source, faults

    def change(self, number: int, row: Sequence[str | None]) -> UnitChange | None:
        year, old, new, old_name, new_name, share = (*row, None)[:6]
        first = self._year(year, self._place(number, "year"))
        for name, cell in (("old", old), ("new", new)):
            if cell is None:
                self._add_blank(number, name, old)
        if first is None or old is None or new is None:
            return None
        place = self._place(number, SHARE if share is not None else "year")
        return UnitChange(
            year=first,
            old=old,
            new=new,
            old_name=old_name or "",
            new_name=new_name or "",
            share=None if share is None else _share(share, place, self._faults),
            place=Place(self._source, number, 1),
        )

    def _place(self, number: int, column: str) -> Place:
        return Place(self._source, number, self._columns[column])

    def _year(self, cell: str | None, place: Place) -> int | None:
        if cell is not None and cell.isascii() and cell.isdecimal() and len(cell) == 4:
            year = int(cell)
            if FIRST_YEAR <= year <= LAST_YEAR:
                return year
        found = "a row without a year" if cell is None else f'"{cell}" is no year'
        self._faults.add(place, found, "expected the first year of the new unit, as 2020")
        return None

    def _add_blank(self, number: int, name: str, old: str | None) -> None:
        found, expected = "a row without an old unit", "expected its id"
        if name == "new":
            found = f'"{old}" leads nowhere' if old else "a row without a new unit"
            expected = "expected the id of the unit that it became, or is a part of now"
        self._faults.add(self._place(number, name), found, expected)


def _share(written: str, place: Place, faults: Faults) -> Fraction | None:
    """Return a share written 0,62 or 0.62 or 62 %, or None with a fault."""
    text = written.strip().removesuffix("%").strip().replace(",", ".", 1)
    whole, _, part = text.partition(".")
    if (whole + part).isascii() and (whole + part).isdecimal() and len(text) <= 20:
        share = Fraction(text) / (100 if "%" in written else 1)
        if 0 < share <= 1:
            return share
    faults.add(place, f'the share "{written}"', "expected one above 0 and at most 1, as 0,62")
    return None
