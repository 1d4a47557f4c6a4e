"""Whatever a text holds, it is shown as it stands: in every format, in every language.

Files of ours can't hold most of this: markup, templates and letters that nobody sees are refused as
they are read. The writers hold on their own, for what comes in another way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import product

import docx
import openpyxl  # type: ignore[import-untyped]
import pypdf
import pytest
from docx.oxml.ns import qn

from ekrules.goals.strategy import Strategy, StrategyTheme
from ekrules.report.document import Column, DataTable, Document, Row, Section
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from ekrules.report.spans import Span
from ekrules.report.typeset.pdf import pdf_bytes
from ekrules.report.word.docx import docx_bytes
from ekrules.report.workbook import xlsx_bytes
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.report.builders import World, world
from tests.report.pages import read_page
from tests.report.test_formats_agree import read_docx, read_html, read_markdown, read_pdf

DAY = date(2009, 4, 1)
MARKUP = "<script>alert(1)</script>&amp;&{{7*7}}{%x%}${y}|**b**|=1+1"
LONG = "x" * 10_000
# e and an accent of its own, Hebrew, Arabic, and a text that is turned round and back again.
TURNED = "e\u0301שלוםسلام\u202eabc\u202c"
HOSTILE = {"markup": MARKUP, "long": LONG, "turned": TURNED}


@cache
def document(spice: str, language: Language) -> Document:
    """A report in which every text holds the spice; where it is long, the texts of the goals."""
    one = world("" if spice == "long" else HOSTILE.get(spice, ""))
    if spice == "long":
        strategy = world(LONG).strategy
        one = replace(one, strategy=replace(one.strategy, themes=_of_goals(one, strategy)))
    return replace(one, narrative=replace(one.narrative, language=language)).document()


def _of_goals(one: World, long: Strategy) -> tuple[StrategyTheme, ...]:
    def theme(theme: StrategyTheme) -> StrategyTheme:
        goals = [goal.model_copy(update={"text": long.goals[goal.id].text}) for goal in theme.goals]
        return theme.model_copy(update={"goals": tuple(goals)})

    return tuple(theme(each) for each in one.strategy.themes)


def read_workbook(document: Document) -> str:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(document, DAY)))
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


READ: dict[str, Callable[[Document], str]] = {
    "html": read_html,
    "md": read_markdown,
    "docx": read_docx,
    "pdf": read_pdf,
    "xlsx": read_workbook,
}


@cache
def read(name: str, spice: str, language: Language) -> str:
    """A report in one format, as it is read out of it again, without spaces and breaks."""
    return re.sub(r"[\s\u00ad]", "", READ[name](document(spice, language)))


each = pytest.mark.parametrize(("name", "language"), list(product(READ, LANGUAGES)))


@each
def test_markup_and_templates_are_shown_letter_by_letter(name: str, language: Language) -> None:
    assert MARKUP in read(name, "markup", language)


@each
def test_ten_thousand_letters_without_a_space_are_all_there(name: str, language: Language) -> None:
    # A plain truth: what is compared is too long to be shown.
    assert (LONG in read(name, "long", language)) is True


@each
def test_letters_of_other_scripts_are_all_there(name: str, language: Language) -> None:
    held = read(name, "turned", language)
    if name != "pdf":  # which holds letters in the order in which they are drawn
        assert TURNED in held
        return
    assert "é" in held or "e\u0301" in held
    assert "שלום" in held or "םולש" in held
    assert "U+" not in held


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spice", HOSTILE)
def test_a_hostile_page_is_built_as_a_calm_one(spice: str, language: Language) -> None:
    calm, hostile = (read_page(html_text(document(one, language))) for one in ("calm", spice))
    assert hostile.faults == []
    # A picture breaks a long label over several lines, each an element of its own.
    drawn = {"g", "text", "tspan", "path", "line", "rect"}
    built = [[tag for tag in one.tags if tag not in drawn] for one in (calm, hostile)]
    assert built[0] == built[1]
    assert hostile.headings == calm.headings


@pytest.mark.parametrize("spice", HOSTILE)
def test_a_hostile_word_file_is_built_as_a_calm_one(spice: str) -> None:
    def built(spice: str) -> list[str]:
        body = docx.Document(BytesIO(docx_bytes(document(spice, "nb"), DAY))).element.body
        return [one.tag for one in body.iter() if one.tag in (qn("w:p"), qn("w:tbl"))]

    assert built(spice) == built("calm")


@pytest.mark.parametrize("spice", HOSTILE)
def test_a_hostile_pdf_has_the_bookmarks_of_a_calm_one(spice: str) -> None:
    def bookmarks(spice: str) -> int:
        return len(pypdf.PdfReader(BytesIO(pdf_bytes(document(spice, "nb"), DAY))).outline)

    assert bookmarks(spice) == bookmarks("calm")


@pytest.mark.parametrize("spice", HOSTILE)
def test_hostile_markdown_has_the_headings_of_a_calm_one(spice: str) -> None:
    def headings(spice: str) -> list[str]:
        return re.findall(r"^#+ ", markdown_text(document(spice, "nb")), re.MULTILINE)

    assert headings(spice) == headings("calm")


def test_no_text_starts_a_formula_in_the_workbook() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(document("markup", "nb"), DAY)))
    cells = [one for sheet in book.worksheets for row in sheet.iter_rows() for one in row]
    assert {one.data_type for one in cells} <= {"s", "n"}


def test_a_text_that_no_cell_has_room_for_is_cut_and_not_lost() -> None:
    text = "y" * 40_000
    table = DataTable(text, (Column("Tema"),), (Row(((Span(text),),)),), footnote=(Span(text),))
    section = Section("a", "Del", (table,))
    held = read_workbook(replace(document("calm", "nb"), sections=(section,)))
    assert held.count("y" * 32_766 + "…") == 3
