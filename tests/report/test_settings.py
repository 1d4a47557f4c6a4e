"""An agency's own report: parts left out, its own front, and no link that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
import pypdf
import pytest
from docx.oxml.ns import qn

from ekrules.errors import Faults
from ekrules.report.document import Document, Notice
from ekrules.report.html import html_text
from ekrules.report.link_targets import anchors_in
from ekrules.report.markdown import markdown_text
from ekrules.report.settings import (
    AS_SHIPPED,
    REPORT,
    ReportParts,
    ReportSettings,
    read_report_settings,
)
from ekrules.report.spans import plain_text
from ekrules.report.typeset.pdf import pdf_bytes
from ekrules.report.word.docx import docx_bytes
from ekrules.report.workbook import xlsx_bytes
from ekrules.yaml_reader.wording import Wording
from tests.report.builders import world
from tests.report.pages import read_page

DAY = date(2009, 4, 1)
PARTS = ReportParts.keys()
# What stands in the small world, and the section that each part begins with.
FIRST = {"summary": "overall"}
ABSENT = ("changes", "segments", "causes")
each_part = pytest.mark.parametrize("part", PARTS)


def without(*parts: str) -> ReportSettings:
    return ReportSettings(parts=ReportParts(**dict.fromkeys(parts, False)))


def only(part: str) -> ReportSettings:
    return without(*(one for one in PARTS if one != part))


def read(folder: Path, text: str) -> tuple[ReportSettings, list[str]]:
    (folder / REPORT).write_text(text, encoding="utf-8")
    faults = Faults()
    settings = read_report_settings(folder, faults)
    return settings, [str(one).partition(REPORT)[2] for one in faults.found]


def links(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from links(one)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name == "to" and inner is not None:
                yield inner
            yield from links(inner)


@each_part
def test_a_part_that_is_left_out_is_gone_and_nothing_leads_to_it(part: str) -> None:
    document = world().document(settings=without(part))
    assert FIRST.get(part, part) not in [one.anchor for one in document.sections]
    assert set(links(document)) <= set(anchors_in(document))


@each_part
def test_a_report_may_have_one_part_alone(part: str) -> None:
    document = world().document(settings=only(part))
    assert part in ABSENT or document.sections[0].anchor == FIRST.get(part, part)
    assert set(links(document)) <= set(anchors_in(document))
    page = read_page(html_text(document))
    assert page.faults == []


def test_no_part_is_left_out_where_nothing_is_said() -> None:
    assert world().document(settings=ReportSettings()) == world().document()


def short() -> Document:
    return world().document(settings=without("themes", "rules", "method", "notes"))


def test_what_led_to_a_part_that_is_left_out_stands_as_text_in_the_page() -> None:
    page = read_page(html_text(short()))
    assert page.faults == []
    assert [one for one in page.links if one.startswith("#") and one[1:] not in page.ids] == []
    assert "#None" not in page.links
    # The overview leads to themes and goals; their names and statuses stay.
    assert "#goal.alfa-1" in read_page(html_text(world().document())).links
    assert "#goal.alfa-1" not in page.links
    assert "Alfa" in page.text


def test_what_led_to_a_part_that_is_left_out_stands_as_text_in_markdown() -> None:
    text = markdown_text(short())
    targets = set(re.findall(r'<a id="([^"]+)">', text))
    led = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert led
    assert led <= targets
    assert "[Mål 1.1](" not in text
    assert "Mål 1.1" in text


def test_what_led_to_a_part_that_is_left_out_stands_as_text_in_word() -> None:
    body = docx.Document(BytesIO(docx_bytes(short(), DAY))).element.body
    names = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    led = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    assert led
    assert led <= names
    assert "Mål 1.1" in "".join(one.text or "" for one in body.iter(qn("w:t")))


def test_what_led_to_a_part_that_is_left_out_stands_as_text_in_the_pdf() -> None:
    pages = pypdf.PdfReader(BytesIO(pdf_bytes(short(), DAY))).pages
    assert "Mål 1.1" in "".join(page.extract_text() for page in pages)


OWN = ReportSettings(
    title=Wording(nb="Tittelen vår", en="Our title"),
    kicker=Wording(nb="Statusrapport"),
    publisher=Wording(nb="Etaten"),
    author="Kari Nordmann",
    date=date(2026, 11, 2),
)


def test_the_front_says_what_the_agency_says() -> None:
    document = world().document(settings=OWN)
    assert (document.kicker, document.title) == ("Statusrapport", "Tittelen vår")
    said = {fact.label: plain_text(fact.text) for fact in document.facts.facts}
    assert said["Rapporten utgis av"] == "Etaten"
    assert said["Forfatter"] == "Kari Nordmann"
    assert said["Rapportens dato"] == "2. november 2026"
    assert said["Status per"] == "1. april 2009"
    assert "Vurdering" not in said


def test_the_front_is_in_the_language_of_the_report() -> None:
    one = world()
    english = replace(one, narrative=replace(one.narrative, language="en"))
    document = english.document(settings=OWN)
    assert document.title == "Our title"
    assert "Report published by" in [fact.label for fact in document.facts.facts]


def test_the_author_stands_in_the_properties_of_each_file() -> None:
    document = world().document(settings=OWN)
    word = docx.Document(BytesIO(docx_bytes(document, DAY)))
    assert word.core_properties.author == "Kari Nordmann"
    pdf = pypdf.PdfReader(BytesIO(pdf_bytes(document, DAY))).metadata
    assert pdf is not None
    assert pdf.author == "Kari Nordmann"
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(document, DAY)))
    assert book.properties.creator == "Kari Nordmann"


def made_up(settings: ReportSettings) -> Document:
    one = world()
    about = one.survey.description.model_copy(update={"synthetic": True})
    return replace(one, survey=replace(one.survey, description=about)).document(settings=settings)


@pytest.mark.parametrize("part", [one for one in PARTS if one not in ABSENT])
def test_no_setting_hides_that_answers_are_made_up(part: str) -> None:
    document = made_up(replace_parts(OWN, part))
    assert document.kicker == "Statusrapport – oppdiktede svar"
    first = document.sections[0].blocks[0]
    assert isinstance(first, Notice)
    assert first.title == "Svarene er oppdiktet"


def replace_parts(settings: ReportSettings, part: str) -> ReportSettings:
    return settings.model_copy(update={"parts": only(part).parts})


def test_without_the_file_a_report_is_as_shipped(tmp_path: Path) -> None:
    faults = Faults()
    assert read_report_settings(tmp_path, faults) == AS_SHIPPED
    assert faults.found == []


def test_the_file_is_read_in_full(tmp_path: Path) -> None:
    settings, faults = read(
        tmp_path,
        "title: {nb: Tittelen vår, en: Our title}\nkicker: {nb: Statusrapport}\n"
        "publisher: {nb: Etaten}\nauthor: Kari Nordmann\ndate: 2026-11-02\n"
        "parts: {segments: false, notes: true}\n",
    )
    assert faults == []
    own = OWN.model_copy(update={"parts": ReportParts(segments=False)})
    assert settings.model_dump() == own.model_dump()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("parts: {segmentz: false}\n", 'Did you mean "segments"?'),
        ("parts: {swto: false}\n", 'Did you mean "swot"?'),
        ("titel: {nb: A}\n", 'Did you mean "title"?'),
        (
            "parts: {swot: nei}\n",
            ':1:15: "nei"; expected true or false (here false, without quotes).',
        ),
        ("date: 2.11.2026\n", ':1:7: "2.11.2026"; expected a date written 2026-11-02.'),
        ("author: ''\n", ':1:9: ""; expected a text.'),
        ("title: {nb: 60 % i mål}\n", 'the share "60 %"; shares come from measures'),
        (
            "parts: {" + ", ".join(f"{one}: false" for one in PARTS) + "}\n",
            ":1:8: every part is left out; leave one of them in.",
        ),
    ],
)
def test_a_slip_in_the_file_is_one_fault_that_says_what_to_write(
    tmp_path: Path, text: str, fault: str
) -> None:
    _, faults = read(tmp_path, text)
    assert len(faults) == 1
    assert fault in faults[0]
