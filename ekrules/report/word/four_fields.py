"""Four fields: the findings at a glance in Word, two and two, each field under its own heading.

A table for where things stand and nothing else: it says of itself that it has no header row and
no row headings, so that a screen reader reads the fields one after another, row by row.
"""

from __future__ import annotations

from typing import Any

from docx.shared import Cm, Pt

from ekrules.report.four_fields import Field, FourFields
from ekrules.report.spans import Span, Text
from ekrules.report.word.marks import box_in, has_no_headings
from ekrules.report.word.styles import BULLET, NOTE, TABLE, TABLE_TEXT, heading
from ekrules.report.word.texts import Writing

_COLUMNS = 2
_FIELD_WIDTH = Cm(17) // _COLUMNS
_LINE_COLOR = "BFBFBF"


def add_four_fields(word: Any, block: FourFields, writing: Writing, level: int) -> None:
    """Add the fields as a table of two columns; its rows may break over pages."""
    rows = -(-len(block.fields) // _COLUMNS)
    table = word.add_table(rows=rows, cols=_COLUMNS, style=TABLE)
    has_no_headings(table)
    box_in(table, _LINE_COLOR)
    for column in table.columns:
        column._gridCol.w = _FIELD_WIDTH
    for cell, field in zip(table._cells, block.fields, strict=False):
        cell._tc.width = _FIELD_WIDTH
        _fill(cell, field, writing, level)
    # A table must not touch the next one: Word would make them one.
    _add_line(word, TABLE_TEXT, (), writing)


def _fill(cell: Any, field: Field, writing: Writing, level: int) -> None:
    first = cell.paragraphs[0]
    writing.styles.set_on(first, heading(level))
    first.paragraph_format.space_before = Pt(3)
    writing.add(first, (Span(f"{field.title} ({len(field.lines)})"),))
    for line in field.lines:
        _add_line(cell, BULLET, (Span(line.text, to=line.to),), writing)
    if not field.lines:
        _add_line(cell, NOTE, (Span(field.none_found),), writing)


def _add_line(place: Any, style: str, text: Text, writing: Writing) -> None:
    paragraph = place.add_paragraph()
    writing.styles.set_on(paragraph, style)
    writing.add(paragraph, text)
