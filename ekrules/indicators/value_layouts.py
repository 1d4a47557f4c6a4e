"""Value layouts: how each file of values is read, by its own keys and those beside `values`.

In: indicators.yaml and the columns of a file. Out: which column or which text says what, or faults.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.indicators.file_texts import DecimalMark
from ekrules.indicators.indicators_file import (
    IndicatorsFile,
    ValueColumns,
    ValueMeanings,
    ValuesFile,
    ValuesLayout,
)
from ekrules.indicators.source_tables import SourceTable, check_column
from ekrules.survey.answer_files.file_part import FilePart

# What a value must have, and what may stand once for a whole file.
NEEDED, STATED = ("entity", "period", "indicator", "value"), ("entity", "period", "indicator")
EDITION = "edition"
# Of one value each, and so not of a row that has several.
_OF_A_VALUE = ("base", "flags")
_OPTIONAL = (*_OF_A_VALUE, "unit", EDITION)


@dataclass(frozen=True)
class Layout:
    """How one file of values is read; file is None for a dataframe."""

    file: str | None
    file_place: Place
    own: ValuesLayout
    beside: IndicatorsFile

    def at(self, key: str, *steps: str) -> Place:
        """Return where a key stands, or what stands under it."""
        return self._of(key).key_at(key, *steps)

    def _of(self, key: str) -> ValuesLayout:
        """Return what says the key: the file itself, or what stands beside `values`."""
        return self.own if key in self.own.model_fields_set else self.beside

    def _said(self, key: str) -> Any:
        return getattr(self._of(key), key)

    @property
    def place_of_columns(self) -> Place:
        """Where the columns are named, or else the file."""
        has_columns = "columns" in self._of("columns").model_fields_set
        return self.at("columns") if has_columns else self.file_place

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook."""
        sheet: str | None = self._said("sheet")
        return sheet

    @property
    def part(self) -> FilePart:
        """The lines of the file that hold the table, each told by the file or beside `values`."""
        keys = ("header_line", "last_line", "ends_before")
        header, last, before = (self._said(key) for key in keys)
        return FilePart(header or 1, last, before or ())

    @property
    def first_column(self) -> tuple[str, ...] | None:
        """What the first column holds, where it holds several texts."""
        names: tuple[str, ...] | None = self._said("first_column")
        return names

    @property
    def value_columns(self) -> str | None:
        """How a column of values is headed, where a row has several."""
        pattern: str | None = self._said("value_columns")
        return pattern

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks that stand in the cell beside its number."""
        return self._said("marks") or ()

    @property
    def meanings(self) -> ValueMeanings:
        """What texts of the file stand for."""
        meanings: ValueMeanings = self._said("meanings")
        return meanings

    def meaning(self, key: str, text: str) -> str:
        """Return what a text of the file stands for; itself where nothing else is said."""
        meanings: Mapping[str, str] = getattr(self.meanings, key)
        return meanings.get(text, text)

    @property
    def columns(self) -> ValueColumns:
        """What the file calls its columns."""
        columns: ValueColumns = self._said("columns")
        return columns

    @property
    def where(self) -> Mapping[str, tuple[str, ...]]:
        """The filters."""
        where: Mapping[str, tuple[str, ...]] = self._said("where")
        return where

    @property
    def decimal(self) -> DecimalMark | None:
        """The mark before decimals."""
        decimal: DecimalMark | None = self._said("decimal")
        return decimal

    def column(self, key: str) -> str | None:
        """Return the column that says a key; None where the file alone states it, or none does."""
        if key in self.own.model_fields_set and self._of("columns") is not self.own:
            return None
        column: str | None = getattr(self.columns, key)
        return column

    def stated(self, key: str) -> str | None:
        """Return what the whole file is of, where that is stated."""
        said: str | int | date | None = self._said(key) if key in (*STATED, EDITION) else None
        return None if said is None else str(said)


def layouts_of(file: IndicatorsFile, *, is_given: bool) -> tuple[Layout, ...]:
    """Return how each file is read; is_given: a dataframe stands in place of all of them.

    What a file of a list says is of that file, and not of the dataframe.
    """
    if is_given or file.values is None:
        return (Layout(None, file.place, file, file),)
    files = (file.values,) if isinstance(file.values, str) else file.values
    return tuple(_of_one(one, index, file) for index, one in enumerate(files))


def _of_one(one: str | ValuesFile, index: int, file: IndicatorsFile) -> Layout:
    """Return how one file of a list is read; its name alone is as all that stands beside."""
    if isinstance(one, str):
        return Layout(one, file.at("values", index), file, file)
    return Layout(one.file, one.at("file"), one, file)


def columns_in(
    table: SourceTable, layout: Layout, headed: Collection[str] | None, faults: Faults
) -> dict[str, str] | None:
    """Return what is said by a column -> the column, or None with faults.

    headed: what the heads of the columns of values say, where a row has several; else None.
    """
    before = len(faults.found)
    needed = NEEDED if headed is None else [key for key in STATED if key not in headed]
    if not _has_any(table, layout, needed, faults):
        return None
    for key in headed or ():
        _check_not_headed(layout, key, faults)
    columns: dict[str, str] = {}
    for key in (*needed, *_OPTIONAL):
        named, stated = layout.column(key), layout.stated(key)
        if headed is not None and key in _OF_A_VALUE:
            _check_has_one(layout, key, named, faults)
        elif named is not None:
            if check_column(table, named, layout.columns.at(key), faults):
                columns[key] = named
        elif stated is not None:
            _check_not_twice(table, layout, key, faults)
        elif key in table.names:
            columns[key] = key
        elif key in needed:
            _add_no_column(table, layout, key, faults)
    return None if len(faults.found) > before else columns


def _has_any(table: SourceTable, layout: Layout, needed: Collection[str], faults: Faults) -> bool:
    """Return whether any needed column is there; one fault stands for a header without any."""
    said = [(layout.column(key), layout.stated(key), key) for key in needed]
    wanted = [column or key for column, stated, key in said if column or stated is None]
    has_any = len(wanted) < 2 or any(name in table.names for name in wanted)
    if not has_any:
        found = f"{table.source} has none of the columns {listed(wanted)}"
        expected = 'expected them in its header, or their names under "columns"'
        faults.add(layout.place_of_columns, found, f"{expected} (it has {listed(table.names)})")
    return has_any


def _check_not_headed(layout: Layout, key: str, faults: Faults) -> None:
    """Add a fault where the heads of columns say a key, and something else says it too."""
    if layout.stated(key) is not None or layout.column(key) is not None:
        place = layout.at(key) if layout.stated(key) is not None else layout.columns.at(key)
        found = f'"{key}", and "value_columns" has it in the heads of columns'
        faults.add(place, found, "keep one of them")


def _check_has_one(layout: Layout, key: str, named: str | None, faults: Faults) -> None:
    if named is not None:
        found = f'a column of "{key}", and a row has several values'
        faults.add(layout.columns.at(key), found, "leave it out: nobody can tell which it is of")


def _check_not_twice(table: SourceTable, layout: Layout, key: str, faults: Faults) -> None:
    if key in table.names:
        found = f'"{key}", and {table.source} has a column of that name'
        expected = f'leave out "{key}" here, or take the column out of the file'
        faults.add(layout.at(key), found, expected)


def _add_no_column(table: SourceTable, layout: Layout, key: str, faults: Faults) -> None:
    found = f'{table.source} has no column "{key}"'
    expected = f'expected its name under "columns" (it has {listed(table.names)})'
    if key in STATED:
        expected += f', or "{key}" for the whole file'
    near = nearest_name(key, table.names)
    faults.add(layout.place_of_columns, found, expected, near)
