"""A logo stands on the front of page, PDF and Word file, with its text, the same each time."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from ekrules.errors import InputError
from ekrules.report.document import Document, Paragraph, Section
from ekrules.report.html import html_text
from ekrules.report.logo.logo import Logo, LogoPicture
from ekrules.report.markdown import markdown_text
from ekrules.report.spans import Span
from ekrules.report.typeset.pdf import pdf_bytes
from ekrules.report.word.docx import docx_bytes
from ekrules.report.workbook import xlsx_bytes
from tests.report.builders import world
from tests.report.logos import JPEG, SVG, png
from tests.report.pages import read_page

DAY = date(2009, 4, 1)
TEXT = 'Etaten & "venner" <b>'
PICTURES = {
    "svg": LogoPicture("svg", SVG.encode(), 200, 50),
    "png": LogoPicture("png", png(200, 50), 200, 50),
    "jpeg": LogoPicture("jpeg", JPEG, 200, 50),
}
each_kind = pytest.mark.parametrize("kind", PICTURES)


@cache
def without_logo() -> Document:
    whole = world().document()
    section = Section("a", "Del", (Paragraph((Span("Ord"),)),))
    return replace(whole, sections=(section,))


def with_logo(kind: str = "svg", alternative: str = TEXT) -> Document:
    return replace(without_logo(), logo=Logo(PICTURES[kind], alternative))


def images(document: Document) -> list[str]:
    return re.findall(r"<img[^>]*>", html_text(document))


@each_kind
def test_the_page_holds_the_logo_itself_with_its_text(kind: str) -> None:
    [image] = images(with_logo(kind))
    source = re.search(r'src="data:image/([a-z+]+);base64,([^"]+)"', image)
    assert source is not None
    assert source[1].removesuffix("+xml") == kind
    assert b64decode(source[2]) == PICTURES[kind].content
    assert 'alt="Etaten &amp; &#34;venner&#34; &lt;b&gt;"' in image
    assert 'width="260" height="65"' in image
    assert read_page(html_text(with_logo(kind))).faults == []


def test_only_a_page_with_a_logo_may_show_pictures_and_only_its_own() -> None:
    policy = re.compile(r'Content-Security-Policy" content="([^"]*)"')
    found = policy.search(html_text(with_logo()))
    assert found is not None
    assert "img-src data:;" in found[1]
    plain = policy.search(html_text(without_logo()))
    assert plain is not None
    assert "img-src" not in plain[1]


def test_a_decorative_logo_is_passed_over_when_read_out() -> None:
    [image] = images(with_logo(alternative=""))
    assert 'alt=""' in image
    assert "/Figure" not in structure(with_logo(alternative=""))
    [picture] = word_pictures(with_logo(alternative=""))
    assert picture.get("descr") == ""
    assert [one.get("val") for one in picture.iter() if one.tag.endswith("}decorative")] == ["1"]


@each_kind
def test_the_pdf_shows_the_logo_with_its_text(kind: str) -> None:
    assert structure(with_logo(kind))["/Figure"] == [TEXT]
    front = pypdf.PdfReader(BytesIO(pdf_bytes(with_logo(kind), DAY))).pages[0]
    dots = len(front.images)
    assert dots == (0 if kind == "svg" else 1)


def structure(document: Document) -> dict[str, list[str]]:
    """Each kind of element on the PDF's front that has a text in place of it, with that text."""
    reader = pypdf.PdfReader(BytesIO(pdf_bytes(document, DAY)))
    found: dict[str, list[str]] = {}
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if "/Alt" in one:
                found.setdefault(str(one["/S"]), []).append(str(one["/Alt"]))
            waiting += [one["/K"]] if "/K" in one else []
    return found


@each_kind
def test_word_shows_the_logo_above_the_title_with_its_text(kind: str) -> None:
    [picture] = word_pictures(with_logo(kind))
    assert picture.get("descr") == TEXT
    opened = docx.Document(BytesIO(docx_bytes(with_logo(kind), DAY)))
    assert "graphic" in opened.paragraphs[0]._p.xml
    [shape] = opened.inline_shapes
    assert (round(shape.width.mm, 1), round(shape.height.mm, 1)) == (65.0, 16.2)


def word_pictures(document: Document) -> list[Any]:
    body = docx.Document(BytesIO(docx_bytes(document, DAY))).element.body
    return list(body.iter(qn("wp:docPr")))


def test_a_drawing_is_dots_in_word_of_which_there_are_enough_for_paper() -> None:
    opened = docx.Document(BytesIO(docx_bytes(with_logo("svg"), DAY)))
    [part] = [one for one in opened.part.package.iter_parts() if "media" in one.partname]
    assert part.content_type == "image/png"
    assert 760 < part.image.px_width <= 768


def test_markdown_and_the_workbook_leave_the_logo_out() -> None:
    assert markdown_text(with_logo()) == markdown_text(without_logo())
    assert xlsx_bytes(with_logo(), DAY) == xlsx_bytes(without_logo(), DAY)


@each_kind
def test_the_same_logo_gives_the_same_bytes(kind: str) -> None:
    one, other = with_logo(kind), replace(with_logo(kind))
    assert html_text(one) == html_text(other)
    assert pdf_bytes(one, DAY) == pdf_bytes(other, DAY)
    assert docx_bytes(one, DAY) == docx_bytes(other, DAY)


# Each is whole to its last byte; what its dots are, only those who draw it find out.
BROKEN = LogoPicture("jpeg", JPEG[:20] + b"\xff" * 8 + JPEG[28:], 200, 50)


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (pdf_bytes, "report.pdf: the logo can't be put into a PDF; save the logo as PNG."),
        (docx_bytes, "report.docx: the logo can't be put into a Word file; save the logo as PNG."),
    ],
)
def test_a_logo_that_turns_out_broken_is_told_in_one_sentence(
    write: Callable[[Document, date], bytes], sentence: str
) -> None:
    with pytest.raises(InputError) as told:
        write(replace(without_logo(), logo=Logo(BROKEN, TEXT)), DAY)
    assert str(told.value) == sentence
