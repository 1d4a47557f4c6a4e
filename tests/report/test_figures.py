"""Figures of a report: each says in words what it shows, in every format, and is drawn once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from ekrules.charts import pictures
from ekrules.charts.drawing import svg_of_compiled
from ekrules.charts.pictures import sheet_of
from ekrules.charts.segment_bars import SegmentBars
from ekrules.charts.sheet import Words
from ekrules.charts.stacked_bars import StackedBars
from ekrules.project.checking import check_project
from ekrules.project.reporting import document_of
from ekrules.project.told import Told
from ekrules.report.document import Document, Figure, Paragraph, Section
from ekrules.report.figures.segments import crossed_figures
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from ekrules.report.material import Material
from ekrules.report.settings import CrossedFigure, ReportSettings
from ekrules.report.spans import plain_text
from ekrules.report.typeset.pdf import pdf_bytes
from ekrules.report.word.docx import docx_bytes
from tests.made_up import made_up_outcome
from tests.real_project import copied_project, outcome
from tests.report.test_reports_of_answers import parts

DAY = date(2009, 4, 1)


@cache
def document() -> Document:
    return document_of(outcome())


@cache
def of_answers() -> Document:
    return document_of(made_up_outcome())


def figures(of: Document) -> list[Figure]:
    return list(parts(of, Figure))


def test_the_figures_are_numbered_through() -> None:
    numbers = [re.match(r"Figur (\d+)\. ", one.caption) for one in figures(document())]
    assert [int(one[1]) for one in numbers if one] == list(range(1, len(numbers) + 1))
    assert len(numbers) > 30


def test_every_figure_says_in_words_what_it_shows() -> None:
    for one in (*figures(document()), *figures(of_answers())):
        assert len(one.alternative) > 20
        assert one.alternative not in one.caption


def test_a_figure_of_made_up_answers_says_so_itself() -> None:
    assert all(one.caption.endswith("(oppdiktede svar)") for one in figures(of_answers()))


def test_html_names_each_picture_for_those_who_do_not_see_it() -> None:
    page = html_text(document())
    named = [unescape(one) for one in re.findall(r'<svg role="img" aria-label="([^"]*)"', page)]
    assert set(named) >= {one.alternative for one in figures(document())}


def test_word_names_each_picture_for_those_who_do_not_see_it() -> None:
    word = docx.Document(BytesIO(docx_bytes(document(), DAY)))
    named = [one.get("descr") for one in word.element.body.iter(qn("wp:docPr"))]
    assert named == [one.alternative for one in figures(document())]


def test_the_pdf_names_each_picture_for_those_who_do_not_see_it() -> None:
    reader = pypdf.PdfReader(BytesIO(pdf_bytes(document(), DAY)))
    named = set(_alternatives(reader.trailer["/Root"]["/StructTreeRoot"], set()))  # type: ignore[index]
    assert named >= {one.alternative for one in figures(document())}


def _alternatives(element: Any, seen: set[int]) -> Iterator[str]:
    element = element.get_object()
    if isinstance(element, list):
        for one in element:
            yield from _alternatives(one, seen)
    elif isinstance(element, dict) and id(element) not in seen:
        seen.add(id(element))
        if "/Alt" in element:
            yield str(element["/Alt"])
        if "/K" in element:
            yield from _alternatives(element["/K"], seen)


def test_markdown_says_what_a_picture_would_show() -> None:
    text = re.sub(r"\\(.)", r"\1", markdown_text(document()))
    for one in figures(document()):
        assert one.alternative in unescape(text)


def test_each_figure_is_drawn_once_for_all_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    draw = svg_of_compiled

    def counted(chart: dict[str, Any]) -> str:
        drawn.append(chart)
        return draw(chart)

    monkeypatch.setattr(pictures, "svg_of_compiled", counted)
    pictures.svg_of.cache_clear()
    pictures.png_of.cache_clear()
    for write in (html_text, markdown_text):
        write(document())
    for make in (docx_bytes, pdf_bytes):
        make(document(), DAY)
    assert len(drawn) == len({one.drawing for one in figures(document())})


def test_without_the_library_a_page_says_what_the_picture_would_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ekrules.report.html.charts_are_here", lambda: False)
    page = unescape(html_text(document()))
    assert all(one.alternative in page for one in figures(document()))


def test_the_bars_of_a_question_are_shares_of_those_who_were_asked() -> None:
    [grid] = [one for one in figures(document()) if one.caption.endswith("tjenestetrappa")]
    assert isinstance(grid.drawing, StackedBars)
    assert {bar.note for bar in grid.drawing.bars} == {"n = 202"}
    for bar in grid.drawing.bars:
        assert sum(part.share for part in bar.parts) == pytest.approx(1)


def test_a_segment_with_too_few_answers_has_no_bar_and_says_why() -> None:
    unknown = [
        bar
        for one in figures(of_answers())
        if isinstance(one.drawing, SegmentBars)
        for bar in one.drawing.bars
        if bar.share is None
    ]
    assert unknown
    for bar in unknown:
        assert bar.written == "ingen fikk spørsmålet"


def test_statuses_by_segment_are_told_by_shape_too() -> None:
    shown = [one for one in figures(of_answers()) if "etter status" in one.caption]
    assert shown
    for one in shown:
        words = {word.text for word in sheet_of(one.drawing).placed if isinstance(word, Words)}
        for shape, status in (("●", "grønne"), ("▲", "gule"), ("■", "røde"), ("◇", "grå")):
            assert f"{shape} {status}" in words


def crossed(by: str, *, with_answers: bool) -> list[Any]:
    of = made_up_outcome() if with_answers else outcome()
    loaded = of.loaded
    settings = ReportSettings.model_construct(
        figures=(CrossedFigure.model_construct(question="stjerner", by=by),)
    )
    material = Material(
        of.assessment, of.narrative, loaded.strategy, loaded.survey, settings=settings
    )
    return list(crossed_figures(material, loaded.survey.questions["stjerner"]))


def test_stars_by_size_are_drawn_where_there_are_answers() -> None:
    [figure] = crossed("size", with_answers=True)
    assert isinstance(figure, Figure)
    assert isinstance(figure.drawing, StackedBars)
    assert figure.drawing.answers[0].label == "6 stjerner"
    assert 1 < len(figure.drawing.bars) <= 6


def test_stars_by_size_need_answers_and_say_so() -> None:
    [note] = crossed("size", with_answers=False)
    assert isinstance(note, Paragraph)
    assert "folketall" in plain_text(note.text)


def checked(line: str, folder: Path) -> list[Told]:
    root = copied_project(folder)
    path = root / "rules/ekommune2012/report.yaml"
    path.write_text(f"figures:\n  - {line}\n", encoding="utf-8")
    report = check_project(root, "ekommune2012", proofs=False)
    return [one for one in report.told if one.code == "figure-not-drawn"]


@pytest.mark.parametrize(
    ("line", "level", "told"),
    [
        ("{question: stjernar, by: size}", "warning", 'Did you mean "stjerner"?'),
        ("{question: stjerner, by: sizes}", "warning", 'Did you mean "size"?'),
        ("{question: kanaler, by: size}", "warning", '"kanaler" is a grid question'),
        ("{question: stjerner, by: innbyggertall}", "note", "the figure is left out"),
    ],
)
def test_a_figure_of_what_the_survey_has_not_is_told(
    line: str, level: str, told: str, tmp_path: Path
) -> None:
    [found] = checked(line, tmp_path)
    assert found.level == level
    assert found.fault.place.line == 2
    assert told in str(found.fault)


def test_a_figure_that_can_be_drawn_is_not_told(tmp_path: Path) -> None:
    assert checked("{question: stjerner, by: size}", tmp_path) == []


def test_a_report_does_without_a_figure_that_the_survey_has_not() -> None:
    [note] = crossed("innbyggertall", with_answers=True)
    assert isinstance(note, Paragraph)


def test_a_figure_has_its_numbers_in_a_table_of_the_same_section() -> None:
    for section in parts(document(), Section):
        for block in section.blocks:
            if isinstance(block, Figure):
                assert block.data is not None or _has_table(section)


def _has_table(section: Section) -> bool:
    from ekrules.report.document import DataTable
    from ekrules.report.status_blocks import StatusOverview

    return any(True for kind in (DataTable, StatusOverview) for _ in parts(section, kind))
