"""XLSX values: the values of one sheet as text, with the odd cells told.

In: a workbook whose sheet has been looked through, and is safe to read. Out: a RawTable, or None
with faults. The one door to fastexcel.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.file_part import WHOLE, FilePart, check_notes
from ekrules.survey.answer_files.headers import check_names
from ekrules.survey.answer_files.library_faults import library_faults
from ekrules.survey.answer_files.sizes import check_rows
from ekrules.survey.answer_files.table import RawCell, RawColumn, RawTable
from ekrules.survey.answer_files.text_columns import BLANKS, without_blank_end
from ekrules.survey.answer_files.xlsx_cells import OddCell, SheetCells, address
from ekrules.survey.answer_files.xlsx_workbook import AGAIN, DAMAGED
from ekrules.yaml_reader.files import shown_path

if TYPE_CHECKING:
    import polars as pl

_EXPECTED = {
    "formula": "copy the column and paste it as values; a remembered result may be out of date",
    "error": "expected an answer; mend the cell in Excel",
    "date": "expected text or a number; if Excel made a date of it, write it as text",
}
# How the library writes a date without a time, and a time without a date.
_MIDNIGHT, _NO_DATE = " 00:00:00", re.compile(r"^(?:1899-12-3[01]|1900-01-00) ")


def read_values(
    path: Path, sheet: str, cells: SheetCells, faults: Faults, part: FilePart = WHOLE
) -> RawTable | None:
    """Return the table of a sheet whose cells have been looked through; part: its rows."""
    place = Place(shown_path(path))
    grid = _grid(path, sheet, cells, place, faults)
    if grid is None:
        return None
    last = _last_row(grid, part)
    if part.ends_before and not check_merged(cells, part.header_line, last, place, faults):
        return None
    within = [one for one in cells.odd if part.header_line <= one.row <= last]
    odd = _odd_cells(grid, within, cells)
    grid = _with_odd_values(grid, cells, odd)
    table = _table(grid, cells, odd, part.header_line, last, place, faults)
    notes = _filled(grid, last) if part.ends_before and table is not None else []
    return table if table and check_notes(notes, len(table.columns), place, faults) else None


def _table(
    grid: pl.DataFrame,
    cells: SheetCells,
    odd: dict[OddCell, str],
    header_row: int,
    last: int,
    place: Place,
    faults: Faults,
) -> RawTable | None:
    """Return the table that stands from its header to its last row."""
    import narwhals as nw

    names = tuple((text or "").strip() for text in grid.row(header_row - 1))
    frame = without_blank_end(grid.slice(header_row, last - header_row))
    if not _check_header(names, cells, header_row, place, faults):
        return None
    kept = [n for n, name in enumerate(names) if name or not _is_blank(frame, n)]
    called = [address(header_row, cells.first_column + n) for n in kept]
    names = tuple(names[n] for n in kept)
    header = Place(place.file, header_row, 1)
    good = check_names(names, header, lambda n: f"cell {called[n]}", faults)
    if not good or not check_rows(frame.height, len(names), place, faults):
        return None
    frame = frame.select(frame.columns[n] for n in kept)
    frame.columns = list(names)
    by_column = dict(zip((cells.first_column + n for n in kept), names, strict=True))
    told = tuple(
        RawCell(one.row, by_column[one.column], value, _found(one), _EXPECTED[one.kind])
        for one, value in odd.items()
    )
    return RawTable(
        place.file,
        tuple(map(RawColumn, names)),
        nw.from_native(frame, eager_only=True),
        first_row=header_row + 1,
        odd_cells=told,
    )


def _last_row(grid: pl.DataFrame, part: FilePart) -> int:
    """Return the last row of the table: the one that is stated, or the one above its notes."""
    last = grid.height if part.last_line is None else min(part.last_line, grid.height)
    if part.ends_before:
        below = grid.slice(part.header_line, last - part.header_line)
        for number, row in enumerate(below.iter_rows()):
            if part.ends_at(next((text for text in row if text), "")):
                return part.header_line + number
    return last


def _filled(grid: pl.DataFrame, last: int) -> list[tuple[int, int]]:
    """Return the number of each row below the table, and how many of its cells are filled."""
    import polars as pl

    counts = grid.slice(last).select(pl.sum_horizontal(pl.all().is_not_null())).to_series()
    return list(enumerate(map(int, counts), last + 1))


def check_merged(
    cells: SheetCells, first_row: int, last_row: int, place: Place, faults: Faults
) -> bool:
    """Return whether no cells between two rows are merged; add a fault for each that are."""
    before = len(faults.found)
    for reference in cells.merged:
        first, _, last = reference.partition(":")
        row, end = (int("".join(filter(str.isdecimal, one)) or 0) for one in (first, last or first))
        if not row or (row <= last_row and end >= first_row):
            found = f"the cells {reference} are merged into one"
            here = Place(place.file, row, 1 if row else 0)
            faults.add(here, found, "unmerge them and fill in each cell; one header row, no groups")
    return len(faults.found) == before


def _grid(
    path: Path, sheet: str, cells: SheetCells, place: Place, faults: Faults
) -> pl.DataFrame | None:
    """Return every cell of the rectangle in use as text, the header among them."""
    import fastexcel
    import polars as pl

    with library_faults(place, DAMAGED, AGAIN, faults):
        loaded = fastexcel.read_excel(str(path)).load_sheet(
            sheet, header_row=None, skip_rows=0, dtypes="string"
        )
        grid: pl.DataFrame = pl.DataFrame(loaded)
        # The library leaves out blank columns at the left; and what it holds to be blank at the
        # edges may differ from what the sheet's XML says.
        first = min((one.absolute_index for one in loaded.available_columns()), default=0) + 1
        grid = _fitted(grid, first, cells)
        stripped = pl.all().str.strip_chars(BLANKS)
        return grid.with_columns(pl.when(stripped != "").then(stripped).name.keep())
    return None


def _fitted(grid: pl.DataFrame, first: int, cells: SheetCells) -> pl.DataFrame:
    """Return the grid on the rectangle from row 1 and the first column in use."""
    import polars as pl

    columns = range(cells.first_column, cells.last_column + 1)
    blank = pl.lit(None, dtype=pl.String)
    held = {first + n: column for n, column in enumerate(grid.columns)}
    grid = grid.select((pl.col(held[n]) if n in held else blank).alias(str(n)) for n in columns)
    missing = cells.last_row - grid.height
    if missing <= 0:
        return grid.head(cells.last_row)
    rows = pl.DataFrame({name: [None] * missing for name in grid.columns}, schema=grid.schema)
    return pl.concat([grid, rows])


def _odd_cells(grid: pl.DataFrame, odd: Sequence[OddCell], cells: SheetCells) -> dict[OddCell, str]:
    """Return each odd cell with the text that stands for it."""
    texts = {}
    for one in odd:
        text = one.text
        if one.kind == "date":
            text = grid.item(one.row - 1, one.column - cells.first_column) or "(a date)"
            text = _NO_DATE.sub("", text).removesuffix(_MIDNIGHT).replace(" ", "T", 1)
        texts[one] = text
    return texts


def _with_odd_values(
    grid: pl.DataFrame, cells: SheetCells, odd: dict[OddCell, str]
) -> pl.DataFrame:
    import polars as pl

    by_column: dict[int, dict[int, str]] = defaultdict(dict)
    for one, text in odd.items():
        by_column[one.column - cells.first_column][one.row - 1] = text
    changed = []
    for column, texts in by_column.items():
        series = grid.to_series(column).clone()
        changed.append(series.scatter(list(texts), pl.Series(list(texts.values()))))
    return grid.with_columns(changed)


def _check_header(
    names: tuple[str, ...], cells: SheetCells, header_row: int, place: Place, faults: Faults
) -> bool:
    """Return whether a row reads as a header; add a fault for a title or a formula in it."""
    before = len(faults.found)
    here = Place(place.file, header_row, 1)
    named = [n for n, name in enumerate(names) if name]
    if len(named) == 1 and len(names) > 1 and cells.last_row > header_row:
        cell = address(header_row, cells.first_column + named[0])
        found = f'{cell} ("{names[named[0]]}") is the only cell in row {header_row}: '
        found += "it looks like a title"
        faults.add(here, found, "delete the rows above the header: it must stand in row 1")
    for one in cells.odd:
        if one.row == header_row:
            faults.add(here, f"the header holds {_found(one)}", "write the name as text")
    return len(faults.found) == before


def _is_blank(frame: pl.DataFrame, column: int) -> bool:
    return frame.to_series(column).null_count() == frame.height


def _found(one: OddCell) -> str:
    cell = address(one.row, one.column)
    if one.kind == "formula":
        return f"a formula in {cell} ({one.text})"
    return f"the error value {one.text} in {cell}" if one.kind == "error" else f"a date in {cell}"
