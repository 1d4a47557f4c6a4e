"""Workbook: every table of a Document as a sheet of its own, its figures as numbers.

In: a Document and the day it speaks of. Out: the bytes of an .xlsx file, the same for the same
document. The first sheet lists the tables, below
what a reader should know first. In a column of numbers a cell that is a figure and
nothing else becomes a number; all else stays text, and no text starts a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from ekrules.report.document import (
    Block,
    DataTable,
    Disclosure,
    Document,
    Entry,
    Figure,
    Notice,
    Paragraph,
    Quadrants,
    Section,
)
from ekrules.report.spans import plain_text
from ekrules.yaml_reader.wording import Language

# As figures are written in each language: "1 049", "87,1 %", "-3,2"; in English "1,049", "87.1%".
_SPACE = "[ \u00a0\u202f]"


def _figure(between: str, mark: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<sign>[-\u2212]?)(?P<whole>\d{{1,3}}(?:{between}\d{{3}})+|\d{{1,15}})"
        rf"(?:{mark}(?P<decimals>\d{{1,6}}))?(?P<percent>{_SPACE}?%)?"
    )


_FIGURES: dict[Language, re.Pattern[str]] = {
    "nb": _figure(_SPACE, ","),
    "nn": _figure(_SPACE, ","),
    "en": _figure(",", r"\."),
}
_SHEET_FORBIDS = re.compile(r"[\[\]:*?/\\]")
# The library leaves out, without a word, what is longer than a cell can hold.
_MOST_LETTERS = 32_767
_MOST_SHEET_NAME, _WIDEST, _NARROWEST = 31, 60, 9


@dataclass(frozen=True)
class Placed:
    """A table and the headings it stands under, outermost first."""

    under: tuple[str, ...]
    table: DataTable


def tables_in(document: Document) -> tuple[Placed, ...]:
    """Return every table of the document, in reading order."""
    return tuple(_tables(document.sections, ()))


def xlsx_bytes(document: Document, day: date) -> bytes:
    """Return the document's tables as a workbook."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {
            "title": document.title,
            "author": document.author,
            "created": datetime.combine(day, time()),
        }
    )
    formats = _Formats(book)
    placed = tables_in(document)
    names = _sheet_names(placed)
    _write_contents(book, formats, document, placed, names)
    for one, name in zip(placed, names, strict=True):
        _write_table(book.add_worksheet(name), formats, one, document.language)
    book.close()
    return out.getvalue()


def number_in(text: str, language: Language) -> tuple[float, int, bool] | None:
    """Return a figure as number, decimals and whether it is a percent; None where it is a text.

    >>> number_in("87,1 %", "nb"), number_in("1,049", "en"), number_in("45 av 249", "nb")
    ((0.871, 1, True), (1049.0, 0, False), None)
    """
    written = _FIGURES[language].fullmatch(text.strip())
    if written is None:
        return None
    whole = re.sub(r"\D", "", written["whole"])
    decimals = written["decimals"] or ""
    exponent = "e-2" if written["percent"] else ""
    value = float(f"{whole}.{decimals or 0}{exponent}")
    return (-value if written["sign"] else value), len(decimals), bool(written["percent"])


def _tables(blocks: tuple[Block, ...], under: tuple[str, ...]) -> Iterator[Placed]:
    for block in blocks:
        match block:
            case DataTable():
                yield Placed(under, block)
            case Figure(data=DataTable() as data):
                yield Placed(under, data)
            case Section():
                label = f"{block.label} " if block.label else ""
                yield from _tables(block.blocks, (*under, f"{label}{block.title}"))
            case Disclosure():
                yield from _tables(block.blocks, (*under, plain_text(block.summary)))
            case Notice():
                yield from _tables(block.blocks, (*under, block.title))
            case Entry():
                yield from _tables(block.blocks, (*under, plain_text(block.text)))
            case Quadrants():
                for quadrant in block.quadrants:
                    yield from _tables(quadrant.entries, (*under, quadrant.title))
            case _:
                pass


class _Formats:
    """The few ways a cell can look."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[tuple[int, bool], Any] = {}
        self.caption = book.add_format({"bold": True, "font_size": 12})
        self.note = book.add_format({"font_color": "#595959", "text_wrap": False})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})

    def number(self, decimals: int, percent: bool) -> Any:
        """Return how a figure with so many decimals looks."""
        key = decimals, percent
        if key not in self._numbers:
            shown = "#,##0" + ("." + "0" * decimals if decimals else "") + (" %" if percent else "")
            self._numbers[key] = self._book.add_format({"num_format": shown, "valign": "top"})
        return self._numbers[key]


def _sheet_names(placed: tuple[Placed, ...]) -> list[str]:
    names = []
    for number, one in enumerate(placed, 1):
        title = " ".join(_SHEET_FORBIDS.sub(" ", one.table.caption).split())
        names.append(f"{number} {title}"[:_MOST_SHEET_NAME].strip().strip("'"))
    return names


def _write_contents(
    book: Any, formats: _Formats, document: Document, placed: tuple[Placed, ...], names: list[str]
) -> None:
    sheet = book.add_worksheet(document.words.contents[:_MOST_SHEET_NAME])
    _write(sheet, (0, 0), document.title, formats.caption)
    _write(sheet, (1, 0), document.kicker, formats.note)
    sheet.set_column(0, 0, _WIDEST)
    sheet.set_column(1, 1, _WIDEST)
    told = _told_first(document)
    for row, text in enumerate(told, 2):
        _write(sheet, (row, 0), text, formats.note)
    for row, (one, name) in enumerate(zip(placed, names, strict=True), 3 + len(told)):
        quoted = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!A1", string=one.table.caption[:255])
        _write(sheet, (row, 1), " › ".join(one.under), formats.note)


def _told_first(document: Document) -> list[str]:
    """Return what a reader should know before the tables: that texts are missing, say."""
    first = document.sections[0].blocks if document.sections else ()
    return [
        f"{notice.title}: {plain_text(one.text)}"
        for notice in first
        if isinstance(notice, Notice)
        for one in notice.blocks
        if isinstance(one, Paragraph)
    ]


def _write(sheet: Any, cell: tuple[int, int], text: str, look: Any) -> None:
    """Write a text; one that no cell has room for is cut, and ends with "…"."""
    if len(text) > _MOST_LETTERS:
        text = f"{text[: _MOST_LETTERS - 1]}…"
    sheet.write_string(*cell, text, look)


def _write_table(sheet: Any, formats: _Formats, placed: Placed, language: Language) -> None:
    table = placed.table
    _write(sheet, (0, 0), table.caption, formats.caption)
    _write(sheet, (1, 0), " › ".join(placed.under), formats.note)
    widths = [len(column.title) for column in table.columns]
    for position, column in enumerate(table.columns):
        _write(sheet, (2, position), column.title, formats.head)
    for at, row in enumerate(table.rows, 3):
        for position, cell in enumerate(row.cells):
            text = plain_text(cell)
            widths[position] = max(widths[position], len(text))
            number = number_in(text, language) if table.columns[position].is_number else None
            if number is None:
                _write(sheet, (at, position), text, formats.text)
            else:
                value, decimals, percent = number
                sheet.write_number(at, position, value, formats.number(decimals, percent))
    if table.footnote:
        _write(sheet, (4 + len(table.rows), 0), plain_text(table.footnote), formats.note)
    for position, width in enumerate(widths):
        sheet.set_column(position, position, min(_WIDEST, max(_NARROWEST, width + 2)))
    sheet.freeze_panes(3, 1)
