"""Every format holds the same words in the same order: none says more or less than another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
import pypdf
import pytest
from docx.oxml.ns import qn

from ekrules.project.reporting import document_of
from ekrules.report.document import Document, Figure, Paragraph, Quadrant
from ekrules.report.four_fields import Field
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from ekrules.report.peer_bars import PeerBars
from ekrules.report.spans import Span
from ekrules.report.status_blocks import MeasureBar, StatusShares
from ekrules.report.typeset.pdf import pdf_bytes
from ekrules.report.word.docx import docx_bytes
from ekrules.report.workbook import tables_in, xlsx_bytes
from tests.real_project import outcome
from tests.report.builders import world

DAY = date(2009, 4, 1)
# Letters of the title that the foot of a page in the PDF has room for.
MOST_AT_FOOT = 90
# What says how a block is drawn, and is no text of its own.
# Evidence is for a reader who asks: folded in on the page, as comments in Word where wished.
_UNSAID = ("words", "kind", "anchor", "to", "tone", "language", "author", "evidence", "logo")


@cache
def document() -> Document:
    return document_of(outcome())


class _Words(HTMLParser):
    """The words of a page, without those that stand in no text."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("style", "title", "nav")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "title", "nav")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def read_html(document: Document) -> str:
    """Return the words of a document as a page."""
    words = _Words()
    words.feed(html_text(document))
    return "".join(words.said)


def read_markdown(document: Document) -> str:
    """Return the words of a document as Markdown."""
    text = re.sub(r"</?(?:a|code|details|summary)\b[^>]*>", "", markdown_text(document))
    words = _Words()
    words.feed(re.sub(r"\\(.)", r"\1", text))
    return "".join(words.said)


def read_docx(document: Document) -> str:
    """Return the words of a document as a Word file."""
    word = docx.Document(BytesIO(docx_bytes(document, DAY)))
    return "".join(one.text or "" for one in word.element.body.iter(qn("w:t")))


def read_pdf(document: Document) -> str:
    """Return the words of a document as a PDF, without what stands at the foot of each page."""
    pages = pypdf.PdfReader(BytesIO(pdf_bytes(document, DAY))).pages
    foot = re.escape(document.title[:MOST_AT_FOOT]) + (
        "" if len(document.title) <= MOST_AT_FOOT else "…"
    )
    return "".join(re.sub(rf"{foot}\s*\d+\s*$", "", page.extract_text()) for page in pages)


FORMATS = {"html": read_html, "md": read_markdown, "docx": read_docx, "pdf": read_pdf}


def bare(text: str) -> str:
    """Return the letters and figures of a text: spaces and hyphens are each format's own."""
    return re.sub(r"[^\w%<>=,.]", "", text.replace("\u00ad", "")).casefold()


def texts(value: Any) -> Iterator[str]:
    """Every run of words in a document that each format must hold."""
    if isinstance(value, Span):
        if value.weight != "spoken":
            yield value.text
    elif isinstance(value, (MeasureBar, PeerBars, StatusShares)) or (
        isinstance(value, Paragraph) and value.tone == "picture"
    ):
        return  # pictures: a format that draws none says them in words of their own
    elif isinstance(value, Figure):
        yield value.caption
        yield from texts(value.data)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif is_dataclass(value):
        unsaid = set(_UNSAID)
        if (isinstance(value, Quadrant) and value.entries) or (
            isinstance(value, Field) and value.lines
        ):
            unsaid.add("none_found")
        yield from texts(
            [getattr(value, one.name) for one in fields(value) if one.name not in unsaid]
        )


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_holds_every_text_of_the_document(name: str) -> None:
    held = bare(FORMATS[name](document()))
    missing = [one for one in dict.fromkeys(texts(document())) if bare(one) not in held]
    assert missing == []


def test_the_workbook_holds_every_table_of_the_document() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(document(), DAY)))
    placed = tables_in(document())
    assert len(book.worksheets) == len(placed) + 1
    for sheet, one in zip(book.worksheets[1:], placed, strict=True):
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0][0] == one.table.caption
        assert [cell for cell in rows[2] if cell] == [one.title for one in one.table.columns]
        assert len(rows) >= 3 + len(one.table.rows)


@pytest.mark.parametrize("write", [docx_bytes, pdf_bytes, xlsx_bytes])
def test_the_same_document_is_the_same_bytes(write: Callable[[Document, date], bytes]) -> None:
    assert write(world().document(), DAY) == write(world().document(), DAY)
