"""Figures: a picture of a Document as one of Word, with its caption and what it shows in words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ekrules.charts.pictures import png_of, width_of
from ekrules.report.document import Figure
from ekrules.report.spans import Span
from ekrules.report.word.styles import BODY, CAPTION
from ekrules.report.word.tables import PAGE_WIDTH, add_data_table
from ekrules.report.word.texts import Writing


def add_figure(word: Any, figure: Figure, writing: Writing) -> None:
    """Add a picture with its caption below, and its numbers as a table where it has them."""
    paragraph = word.add_paragraph()
    writing.styles.set_on(paragraph, BODY)
    paragraph.paragraph_format.keep_with_next = True
    width = round(PAGE_WIDTH * width_of(figure.drawing))
    shape = paragraph.add_run().add_picture(BytesIO(png_of(figure.drawing)), width=width)
    # Without these LibreOffice sets the picture in from the margin.
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    properties = shape._inline.docPr
    properties.set("descr", figure.alternative)
    properties.set("title", figure.caption)
    caption = word.add_paragraph()
    writing.styles.set_on(caption, CAPTION)
    writing.add(caption, (Span(figure.caption),))
    if figure.data:
        add_data_table(word, figure.data, writing)
