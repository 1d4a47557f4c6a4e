"""Tables: a table of a Document as one of Word: caption above, header row, numbers to the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ekrules.report.column_widths import column_widths
from ekrules.report.document import Column, DataTable, Row
from ekrules.report.spans import Span, Text
from ekrules.report.status_blocks import StatusOverview
from ekrules.report.word.marks import has_row_headings, keep_whole, make_header_row, shade
from ekrules.report.word.styles import CAPTION, NOTE, TABLE, TABLE_TEXT
from ekrules.report.word.texts import Writing

_HEADER_FILL = "EFEFEF"
# An A4 page within its margins.
PAGE_WIDTH = Cm(17)


def add_data_table(word: Any, table: DataTable, writing: Writing) -> None:
    """Add a table with its caption above and its footnote below."""
    _add_line(word, CAPTION, (Span(table.caption),), writing)
    _add_rows(word, table.columns, table.rows, writing)
    if table.footnote:
        _add_line(word, NOTE, table.footnote, writing)


def add_overview(word: Any, overview: StatusOverview, writing: Writing) -> None:
    """Add themes by goals as a table: a theme to a row, its goals side by side in one cell."""
    columns = tuple(
        Column(title)
        for title in (overview.theme_heading, overview.status_heading, overview.goals_heading)
    )
    rows = []
    for row in overview.rows:
        goals: list[Span] = []
        for number, goal in row.goals:
            goals += [Span("   " if goals else ""), Span(f"{number}: "), goal]
        rows.append(Row(((Span(f"{row.number} {row.title}"),), (row.status,), tuple(goals))))
    _add_rows(word, columns, rows, writing)


def _add_rows(word: Any, columns: Sequence[Column], rows: Sequence[Row], writing: Writing) -> None:
    made = word._body.add_table(1 + len(rows), len(columns), PAGE_WIDTH)
    writing.styles.set_on_table(made, TABLE)
    made.autofit = True
    has_row_headings(made)
    # One look at all cells: python-docx goes through the whole table for each cell asked for.
    cells = made._cells
    make_header_row(made.rows[0])
    for position, column in enumerate(columns):
        shade(cells[position], _HEADER_FILL)
        _fill(cells[position], (Span(column.title),), column, writing, strong=True)
    for number, row in enumerate(rows, 1):
        for position, text in enumerate(row.cells):
            cell = cells[number * len(columns) + position]
            _fill(cell, text, columns[position], writing, strong=row.is_total)
        if row.anchor:
            writing.bookmarks.set_on(cells[number * len(columns)].paragraphs[0], row.anchor)
    parts = column_widths(columns, rows)
    for position, part in enumerate(parts):
        width = PAGE_WIDTH * part // sum(parts)
        made.columns[position]._gridCol.w = width
        for cell in cells[position :: len(columns)]:
            cell._tc.width = width
    for row_made in made.rows:
        keep_whole(row_made)
    # A table must not touch the next one: Word would make them one.
    _add_line(word, TABLE_TEXT, (), writing)


def _add_line(word: Any, style: str, text: Text, writing: Writing) -> None:
    paragraph = word.add_paragraph()
    writing.styles.set_on(paragraph, style)
    writing.add(paragraph, text)


def _fill(cell: _Cell, text: Text, column: Column, writing: Writing, *, strong: bool) -> None:
    # The list of a cell's paragraphs is looked for anew each time it is asked for.
    paragraph = Paragraph(cell._tc.p_lst[0], cell)
    writing.styles.set_on(paragraph, TABLE_TEXT)
    if column.is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    writing.add(paragraph, text, strong=strong)
