"""Reading: any file of answers to one RawTable, by its ending.

In: a path, and a sheet's name where a workbook has several. Out: a RawTable, or None with faults.
"""

from __future__ import annotations

from pathlib import Path

from ekrules.errors import Faults, Place, nearest_name
from ekrules.survey.answer_files.contents import (
    OLD_WORKBOOK,
    PARQUET,
    SPSS,
    WORKBOOK,
    add_unreadable,
    check_file,
    kind_of,
)
from ekrules.survey.answer_files.csv_reading import read_csv
from ekrules.survey.answer_files.file_part import WHOLE, FilePart
from ekrules.survey.answer_files.parquet_reading import read_parquet
from ekrules.survey.answer_files.sav_reading import read_sav
from ekrules.survey.answer_files.table import RawTable
from ekrules.survey.answer_files.xlsx_reading import read_xlsx
from ekrules.yaml_reader.files import shown_path

TEXT_ENDINGS, SHEET_ENDINGS = (".csv", ".txt", ".tsv"), (".xlsx", ".xlsm")
SPSS_ENDINGS, PARQUET_ENDINGS = (".sav", ".zsav"), (".parquet",)
ENDINGS = TEXT_ENDINGS + SHEET_ENDINGS + SPSS_ENDINGS + PARQUET_ENDINGS
# What a file with each ending begins with; None is text.
_KINDS: dict[str, tuple[str | None, ...]] = {
    **dict.fromkeys(TEXT_ENDINGS, (None,)),
    **dict.fromkeys(SHEET_ENDINGS, (WORKBOOK,)),
    **dict.fromkeys(SPSS_ENDINGS, SPSS),
    **dict.fromkeys(PARQUET_ENDINGS, (PARQUET,)),
}


def read_answer_file(
    path: Path, faults: Faults, sheet: str | None = None, part: FilePart = WHOLE
) -> RawTable | None:
    """Return the table of a file of answers, or None with the reasons added to `faults`.

    sheet: the sheet to read, of a workbook; None reads the only one with content. part: the lines
    that hold the table, of a text file or a sheet.
    """
    place = Place(shown_path(path))
    ending = path.suffix.lower()
    if not check_file(path, faults):
        return None
    if ending not in _KINDS:
        found = f'a file with the ending "{ending}"' if ending else "a file without an ending"
        accepted = f"expected one of {', '.join(ENDINGS)}"
        if ending == ".xls":
            accepted = "open it in Excel and save it as .xlsx"
        faults.add(place, found, accepted, nearest_name(ending, ENDINGS))
        return None
    if sheet is not None and ending not in SHEET_ENDINGS:
        faults.add(place, f'the sheet "{sheet}" is asked for', f"a {ending} file has no sheets")
        return None
    if not part.is_whole and ending not in TEXT_ENDINGS + SHEET_ENDINGS:
        faults.add(place, "a line of the header is told", f"a {ending} file has no lines around it")
        return None
    try:
        if not _check_kind(path, ending, place, faults):
            return None
        return _read(path, ending, sheet, part, faults)
    except OSError as error:
        add_unreadable(place, error, faults)
        return None


def _read(
    path: Path, ending: str, sheet: str | None, part: FilePart, faults: Faults
) -> RawTable | None:
    if ending in TEXT_ENDINGS:
        return read_csv(path, faults, part)
    if ending in SHEET_ENDINGS:
        return read_xlsx(path, sheet, faults, part)
    return read_sav(path, faults) if ending in SPSS_ENDINGS else read_parquet(path, faults)


def _check_kind(path: Path, ending: str, place: Place, faults: Faults) -> bool:
    """Return whether a file begins as its ending says; add a fault if not."""
    kind = kind_of(path)
    if kind in _KINDS[ending]:
        return True
    found = f"the ending is {ending}, but the file is {kind or 'something else, or cut short'}"
    expected = "give it its right ending, or export it again"
    if kind == OLD_WORKBOOK:
        expected = "open it in Excel and save it as .xlsx without a password"
    faults.add(place, found, expected)
    return False
