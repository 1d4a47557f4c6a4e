"""Row writing: tables to the bytes of CSV and XLSX files, the same every time.

In: headers and rows. Out: bytes; who writes them to disk is another matter. No text that is
written starts a formula when the file is opened in a spreadsheet. Frames: see `writing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeAlias

from ekrules.errors import Fault, InputError, Place
from ekrules.survey.answer_files.missing_library import missing_library

Cell: TypeAlias = str | int | float | bool | date | datetime | None

# What makes a spreadsheet take a text for a formula; the wide forms do so in Japanese ones.
FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
NUMBER = r"[+-]?[0-9]+(?:[.,][0-9]+)?"
_NUMBER = re.compile(NUMBER)
# Any separator is quoted, and not only ours, so that no reader mistakes it for one.
_QUOTED = re.compile(r'[";,\t|\r\n]|^\s|\s$')
_MOST_TEXTS_KEPT = 10_000
# A file's own time would make two runs differ.
_CREATED = datetime(2000, 1, 1)
# Column widths in characters: none so narrow or wide that a sheet is hard to read.
_NARROWEST, _WIDEST, _ROWS_MEASURED = 8, 60, 200
# What Excel can hold in one sheet, one name, and one cell.
MOST_SHEET_ROWS, _MOST_SHEET_NAME, _MOST_CELL_TEXT = 1_048_576, 31, 32_767
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# Characters that XML cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name, its header, and its rows, one tuple a row.

    is_form: people fill it in and send it back: what they type stays the text they typed, and
    long texts are wrapped. locked: the headings whose columns they leave as they are.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    is_form: bool = False
    locked: frozenset[str] = frozenset()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before it if need be.

    Numbers stay as they are.

    >>> harmless("=1+1"), harmless("-5"), harmless("-a"), harmless("a=1")
    ("'=1+1", '-5', "'-a", 'a=1')
    """
    if text.startswith(tuple(FORMULA_STARTS)) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV, as Norwegian Excel opens it.

    UTF-8 with its mark, semicolons, decimal commas, CRLF; dates are ISO, None is blank.

    >>> csv_bytes(["a", "b"], [["=x", 1.5]]).decode("utf-8-sig")
    "a;b\\r\\n'=x;1,5\\r\\n"
    """
    lines = [";".join(_quoted(harmless(name)) for name in header)]
    texts: dict[str, str] = {}
    for row in rows:
        line = ";".join([_csv_cell(cell, texts) for cell in row])
        # A line with nothing in it would be taken for none.
        lines.append(line or '""')
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-8")


def _csv_cell(cell: Cell, texts: dict[str, str]) -> str:
    """Return a cell as CSV; `texts` keeps what texts became, because many rows repeat them."""
    if not isinstance(cell, str):
        # Numbers, dates and words for yes and no hold nothing to quote.
        return _text(cell)
    found = texts.get(cell)
    if found is None:
        found = _quoted(harmless(cell))
        if len(texts) < _MOST_TEXTS_KEPT:
            texts[cell] = found
    return found


def _quoted(text: str) -> str:
    if _QUOTED.search(text) is None or _NUMBER.fullmatch(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        text = repr(cell)
        if not text[-1].isdigit() or "e" in text:
            # By way of Decimal: a spreadsheet need not know 1e+16 for a number.
            text = f"{Decimal(text):f}"
        return text.removesuffix(".0").replace(".", ",")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook; texts stay texts, whatever they begin with. The same bytes every time.

    Raises InputError where XlsxWriter is not installed, or a sheet has more rows than Excel can
    hold.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise InputError(
            [missing_library(Place("--format xlsx"), "Excel files", "excel")]
        ) from error
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": _CREATED})
    bold = book.add_format({"bold": True})
    names: set[str] = set()
    for sheet in sheets:
        name = _sheet_name(sheet.name, names)
        styles = _form_styles(book) if sheet.is_form else {}
        _write_sheet(book.add_worksheet(name), sheet, bold, styles)
    book.close()
    return out.getvalue()


def _form_styles(book: Any) -> dict[bool, Any]:
    """Return how columns of a form look, by whether they are locked."""
    # "@" is Excel's own word for text: it leaves "60 %" and "1/2" as they are typed.
    text = {"num_format": "@", "text_wrap": True, "valign": "top"}
    locked = {**text, "font_color": "#595959", "bg_color": "#eeeeee"}
    return {False: book.add_format(text), True: book.add_format(locked)}


def _write_sheet(page: Any, sheet: Sheet, bold: Any, styles: Mapping[bool, Any]) -> None:
    widths = [len(name) for name in sheet.header]
    for column, name in enumerate(sheet.header):
        page.write_string(0, column, _cell_text(name), bold)
    for number, row in enumerate(sheet.rows, start=1):
        if number >= MOST_SHEET_ROWS:
            found = f"more than {MOST_SHEET_ROWS - 1} rows"
            expected = "Excel holds no more; write CSV or Parquet"
            raise InputError([Fault(Place(f'the sheet "{sheet.name}"'), found, expected)])
        for column, cell in enumerate(row):
            style = styles.get(sheet.header[column] in sheet.locked) if styles else None
            _write_cell(page, number, column, cell, style)
            if number <= _ROWS_MEASURED and column < len(widths):
                widths[column] = max(widths[column], len(_text(cell)))
    page.freeze_panes(1, 0)
    for column, width in enumerate(widths):
        style = styles.get(sheet.header[column] in sheet.locked)
        page.set_column(column, column, min(max(width + 2, _NARROWEST), _WIDEST), style)


def _write_cell(page: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        page.write_string(row, column, _cell_text(cell), style)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, date):
        # As text: a sheet's dates begin in 1900, and its readers guess at their format.
        page.write_string(row, column, cell.isoformat())
    elif abs(cell) < float("inf"):
        page.write_number(row, column, cell)
    else:
        page.write_string(row, column, str(cell))


def _cell_text(text: str) -> str:
    """Return the text that a cell can hold: XML has no control characters."""
    return _NOT_XML.sub("\ufffd", text)[:_MOST_CELL_TEXT]


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes, and that no sheet before has."""
    plain = _NOT_IN_A_SHEET_NAME.sub(" ", name).strip(" '")[:_MOST_SHEET_NAME] or "Ark"
    free, number = plain, 1
    while free.casefold() in taken:
        number += 1
        ending = f" ({number})"
        free = plain[: _MOST_SHEET_NAME - len(ending)] + ending
    taken.add(free.casefold())
    return free
