"""XLSX: one sheet of a workbook to a RawTable; values through fastexcel, the rest from its XML.

In: a path that is a zip by its first bytes. Out: a RawTable, or None with faults by cell. A
formula's remembered result is never taken for an answer.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.parsers import expat

from ekrules.errors import Faults, Place, listed
from ekrules.survey.answer_files.bounds import MOST_SHEET_CELLS, MOST_SHEET_ROWS
from ekrules.survey.answer_files.file_part import WHOLE, FilePart
from ekrules.survey.answer_files.missing_library import missing_library
from ekrules.survey.answer_files.table import RawTable
from ekrules.survey.answer_files.xlsx_cells import SheetCells, address, holds_anything, read_cells
from ekrules.survey.answer_files.xlsx_values import check_merged, read_values
from ekrules.survey.answer_files.xlsx_workbook import (
    AGAIN,
    BROKEN,
    DAMAGED,
    DeclarationError,
    Sheet,
    check_unpacked,
    check_workbook,
    date_styles,
    read_sheets,
)
from ekrules.yaml_reader.files import shown_path

_BESIDE = "the sheet holds one header row and the answers below it, and nothing beside them"


def read_xlsx(
    path: Path, sheet: str | None, faults: Faults, part: FilePart = WHOLE
) -> RawTable | None:
    """Return the table of one sheet, or None with the reasons added to `faults`.

    part: the rows that hold it.
    """
    place = Place(shown_path(path))
    try:
        with zipfile.ZipFile(path) as archive:
            if not check_workbook(archive, place, faults):
                return None
            if not check_unpacked(archive, place, faults):
                return None
            chosen = _chosen(archive, sheet, place, faults)
            if chosen is None:
                return None
            with archive.open(chosen.part) as stream:
                cells = read_cells(stream, date_styles(archive))
    except DeclarationError:
        found = "the workbook declares a document type or entities, as no Excel file does"
        faults.add(place, found, AGAIN)
        return None
    except (*BROKEN, expat.ExpatError, StopIteration):
        faults.add(place, DAMAGED, AGAIN)
        return None
    if not _check_layout(cells, part, place, faults):
        return None
    try:
        import fastexcel  # noqa: F401
    except ImportError:
        faults.found.append(missing_library(place, "Excel files", "excel"))
        return None
    return read_values(path, chosen.name, cells, faults, part)


def _chosen(
    archive: zipfile.ZipFile, wanted: str | None, place: Place, faults: Faults
) -> Sheet | None:
    """Return the sheet to read: the one named, or the only one that holds anything."""
    sheets = read_sheets(archive)
    if wanted is not None:
        named = [one for one in sheets if one.name.strip() == wanted.strip()]
        if not named:
            faults.add_unknown_name(place, "sheet", wanted, [one.name for one in sheets])
            return None
        return named[0]
    full = []
    for one in sheets:
        with archive.open(one.part) as stream:
            if holds_anything(stream):
                full.append(one)
    if not full:
        faults.add(place, "no sheet holds anything", "expected a header and a row per respondent")
    elif len(full) > 1:
        names = listed(one.name + " (hidden)" * one.is_hidden for one in full)
        expected = "name one: sheet: in answers.yaml, or --sheet"
        faults.add(place, f"{len(full)} sheets hold something: {names}", expected)
    return full[0] if len(full) == 1 else None


def _check_layout(cells: SheetCells, part: FilePart, place: Place, faults: Faults) -> bool:
    """Return whether the sheet is one table from its header on; add a fault if not."""
    before = len(faults.found)
    if cells.last_row == 0:
        faults.add(place, "the sheet is empty", "expected a header and a row per respondent")
    elif cells.last_row < part.header_line:
        found = f"the sheet has {cells.last_row} rows"
        expected = f'expected the header in row {part.header_line}, as "header_line" says'
        faults.add(place, found, expected)
    elif cells.first_row > 1 and part.header_line == 1:
        top = address(cells.first_row, cells.first_column)
        found = f"row 1 is empty; the first cell in use is {top}"
        here = Place(place.file, 1, 1)
        faults.add(here, found, "delete the empty rows: the header must stand in row 1")
    # Where the table ends is not known yet if its end is told by what stands there.
    if not part.ends_before:
        check_merged(cells, part.header_line, part.last_line or cells.last_row, place, faults)
    rows, columns = cells.last_row, cells.last_column
    if rows * columns > MOST_SHEET_CELLS or rows > MOST_SHEET_ROWS:
        last = address(rows, columns)
        found = f"the sheet reaches to {last}: {rows} rows of {columns} columns"
        faults.add(place, found, f"at most {MOST_SHEET_CELLS} cells are read; {_BESIDE}")
    return len(faults.found) == before
