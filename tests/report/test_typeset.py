"""What the PDF promises: tagged, titled, with bookmarks; PDF/UA-1 and PDF/A-2a, texts as texts."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ekrules.project.reporting import document_of
from ekrules.report.document import Document, FactList, FurnitureWords, Paragraph, Section
from ekrules.report.spans import Span
from ekrules.report.typeset.as_data import document_data
from ekrules.report.typeset.pdf import pdf_bytes
from tests.real_project import outcome
from tests.report.builders import world

DAY = date(2009, 4, 1)
HOSTILE = "#panic() $x$ _a_ *b* @ref <label> \\ // [c] = d `e` <script> & {{ 7*7 }}"


@cache
def pdf(spice: str = "") -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf_bytes(world(spice).document(), DAY)))


def test_the_file_is_tagged_and_says_its_language_and_title() -> None:
    root = pdf().root_object
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(root["/Lang"]).startswith("nb")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    metadata = pdf().metadata
    assert metadata is not None
    assert metadata.title == f"{world().document().kicker}: {world().document().title}"


def test_the_file_declares_both_standards() -> None:
    declared = root_metadata()
    assert "<pdfuaid:part>1</pdfuaid:part>" in declared
    assert "<pdfaid:part>2</pdfaid:part>" in declared
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in declared


def root_metadata() -> str:
    metadata: Any = pdf().root_object["/Metadata"]
    return str(metadata.get_data(), "utf-8")


def test_a_tool_that_checks_pdf_ua_finds_nothing_in_the_whole_report(tmp_path: Path) -> None:
    # It holds some of the rules; the typesetter refuses to write what breaks the others it knows.
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes(document_of(outcome()), DAY))
    told = pdfua.validate(str(path))
    assert len(told.outcomes) >= 12
    assert [(one.rule_id, one.message) for one in told.findings] == []


def test_every_section_is_a_bookmark() -> None:
    titles = [str(one["/Title"]) for one in pdf().outline if not isinstance(one, list)]
    assert titles == [one.title for one in world().document().sections]


def test_hostile_texts_stay_texts() -> None:
    calm, hostile = pdf(), pdf(HOSTILE)
    assert len(calm.outline) == len(hostile.outline)
    text = "".join(page.extract_text() for page in hostile.pages).replace("\n", " ")
    assert "#panic()" in text
    assert "{{ 7*7 }}" in text


def lone(text: str) -> Document:
    return Document(
        language="nb",
        kicker="Rapport",
        title="Tittel",
        subtitle="",
        facts=FactList(()),
        sections=(Section("a", "Del", (Paragraph((Span(text, to="nowhere"),)),)),),
        words=FurnitureWords("", "Innhold", ""),
    )


_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))


@settings(max_examples=20)
@given(st.text(_LETTERS, max_size=60))
@example("\uea14 \U000f0001 \U0010fffd \ufeff \ufffe \ufdd0 \u202e \u200b \u0378 \u2029")
def test_any_text_can_be_set(text: str) -> None:
    assert pdf_bytes(lone(text), DAY).startswith(b"%PDF-")


def test_a_letter_that_no_font_has_is_shown_by_its_number() -> None:
    made = pypdf.PdfReader(BytesIO(pdf_bytes(lone("Mål 日"), DAY)))
    assert "Mål [U+65E5]" in "".join(page.extract_text() for page in made.pages)


def set_text(text: str) -> str:
    """The text as it can be copied out of the PDF again, without spaces and breaks."""
    made = pypdf.PdfReader(BytesIO(pdf_bytes(lone(text), DAY)))
    return re.sub(r"\s", "", "".join(page.extract_text() for page in made.pages))


# Chosen for what stands in names of Norwegian places, and of those who live there.
@pytest.mark.parametrize(
    "text",
    [
        "Ærøskøbing",
        "Čáhcesuolu",
        "đŋŧž",
        "TiếngViệt",
        "Łódź",
        "Ελλάδα",
        "Привет",
        "שלום",
        "ქართული",
    ],
)
def test_these_letters_are_in_the_typesetters_own_fonts(text: str) -> None:
    assert text in set_text(text)


def test_arabic_is_shown_joined_and_not_numbered() -> None:
    assert "U+" not in set_text("سلام")


@pytest.mark.parametrize("text", ["日本", "カナ", "한국", "ไทย", "தமிழ்", "አማርኛ", "ᐃᓄᒃ", "😀"])
def test_a_script_that_no_font_has_is_shown_by_its_numbers(text: str) -> None:
    assert "".join(f"[U+{ord(one):04X}]" for one in text) in set_text(text)


def test_a_link_that_leads_nowhere_is_plain_text() -> None:
    [section] = document_data(lone("ord"))["sections"]
    assert section["blocks"][0]["text"] == [{"text": "ord"}]
