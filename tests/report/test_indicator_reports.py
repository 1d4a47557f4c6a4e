"""Reports of goals that rest on indicators: tables, pictures, methods, sources."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest

from ekrules.assessment.assessed import SeenInput
from ekrules.charts.series_line import SeriesLine
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.project.reporting import document_of
from ekrules.report.document import DataTable, Disclosure, Document, Fact, FactList, Figure, Section
from ekrules.report.figure_numbers import figures_in
from ekrules.report.html import html_text
from ekrules.report.impact_values import seen_in_words
from ekrules.report.markdown import markdown_text
from ekrules.report.phrases import read_indicator_phrases
from ekrules.report.spans import plain_text
from ekrules.report.word.docx import docx_bytes
from ekrules.report.workbook import number_in, tables_in
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.narrative.test_indicator_goals import outcome
from tests.real_project import outcome as real_outcome

SEEN = (("ventetid", 19.0), ("lesere", 72.25))


@cache
def document(language: Language = "nb") -> Document:
    return document_of(outcome(language))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def tables(language: Language = "nb") -> list[tuple[tuple[str, ...], DataTable]]:
    return [(one.under, one.table) for one in tables_in(document(language))]


def rows(caption: str, under: str = "") -> list[list[str]]:
    for places, table in tables():
        if caption in table.caption and (not under or any(under in one for one in places)):
            return [[plain(plain_text(cell)) for cell in row.cells] for row in table.rows]
    raise AssertionError(caption)


def series_figures() -> list[Figure]:
    return [one for one in figures_in(document().sections) if isinstance(one.drawing, SeriesLine)]


def facts_of(goal: str) -> dict[str, str]:
    """The facts among a goal's grounds."""

    def found(blocks: tuple[object, ...]) -> dict[str, str]:
        for block in blocks:
            if isinstance(block, Disclosure) and block.anchor == f"goal.{goal}.grounds":
                lists = [one for one in block.blocks if isinstance(one, FactList)]
                facts: list[Fact] = [fact for one in lists for fact in one.facts]
                return {one.label: plain(plain_text(one.text)) for one in facts}
            if isinstance(block, Section) and (inner := found(block.blocks)):
                return inner
        return {}

    return found(document().sections)


def test_an_indicators_row_has_value_unit_period_base_source_and_place() -> None:
    [row] = rows("Tallene fra indikatorer", "Mål 2.3")
    assert row[0] == "Husholdninger som leser Oppdiktet kommune (0301)"
    assert row[1:5] == ["72,25 %", "andel", "2024", "1 234"]
    for part in ("Kulturkontoret", "https://www.example.org/readers", "NLOD 2.0", "values.csv:9"):
        assert part in row[5]


def test_a_number_is_a_number_in_the_workbook_and_its_unit_stands_beside_it() -> None:
    [row] = rows("Tallene fra indikatorer", "Mål 2.7")
    assert row[1:3] == ["12 600", "kroner"]
    assert number_in(row[1], "nb") == (12600.0, 0, False)


def test_an_unknown_indicator_says_why_in_its_row() -> None:
    [row] = rows("Tallene fra indikatorer", "Mål 2.6")
    assert row[1] == "ukjent (kilden oppgir at verdien mangler)"


def test_a_goal_names_its_method_with_source_link_and_licence_and_its_row_in_words() -> None:
    facts = facts_of("lan-2")
    for part in ("Statistics Canada and Open SDG", "(2023)", "https://open-sdg.", "MIT"):
        assert part in facts["Metode"]
    assert "away-from-the-target" in facts["Avgjort av"]
    assert facts["Raden gjelder når"].endswith("(pace) er under 0")
    assert facts["Metodens egen farge"] == "deterioration"


def test_the_way_to_the_next_status_is_in_the_unit_of_the_indicator() -> None:
    assert facts_of("lan-1")["Til neste status"] == "grønn ved 14,4 dager: 4,6 dager mindre"
    assert facts_of("lan-3")["Til neste status"] == "grønn ved 79,18 %: 6,93 prosentpoeng mer"


def test_a_derived_input_is_told_with_what_it_is_and_each_step() -> None:
    found = {row[0]: row for row in rows("Det metoden regner ut", "Mål 2.1")}
    assert found["arrival"][1] == "2038,7"
    assert found["late"][1] == "10,7 år"
    assert found["there"][1] == "16,6 dager"
    assert "basens verdi 24,5 dager" in found["pace"][3]
    assert "endring i året som trengs \u22121,12 dager per år" in found["pace"][3]


def test_a_parameter_says_who_gave_it() -> None:
    found = {row[0]: row for row in rows("Tallene metoden er gitt", "Mål 2.2")}
    assert found["Verdien som skal nås"][1] == "5 000"
    assert found["Verdien som skal nås"][2].startswith("målet selv (")
    assert found["Farten som er god nok"][2].startswith("metoden (")
    by_catalogue = {row[0]: row for row in rows("Tallene metoden er gitt", "Mål 2.4")}
    assert by_catalogue["Grensen for grønt"][1] == "80 %"
    assert by_catalogue["Grensen for grønt"][2].startswith("katalogen")


def test_the_picture_says_the_finding_and_has_its_numbers_as_a_table() -> None:
    figure = series_figures()[0]
    said = plain(figure.alternative)
    assert said.startswith("Ned fra 24,5 dager i 2015 til 19 dager i 2024.")
    assert "Til målverdien, 10 dager, er det 9 dager igjen." in said
    assert "dårligere an enn veien til målet, 14,5 dager" in said
    assert figure.data is not None
    [first, _, last] = [[plain_text(cell) for cell in row.cells] for row in figure.data.rows]
    assert first[:3] == ["2015", "24,5", "24,5"]
    assert last[:4] == ["2024", "19", "14,5", "e"]


def test_there_is_a_picture_where_there_are_two_values_or_more_and_a_bar_of_a_share_alone() -> None:
    captions = [plain(one.caption) for one in series_figures()]
    assert len(captions) == 5
    assert not any("Medlemmer" in one for one in captions)
    assert "Medlemmer: " in html_text(document())


def test_what_is_no_share_is_not_drawn_among_percents_and_that_is_said() -> None:
    text = plain(markdown_text(document()))
    assert (
        "Ikke tegnet, fordi målet ikke måles som andel: [Mål 2.1](#goal.lan-1) (19 dager)" in text
    )


def test_the_appendix_has_each_method_with_its_rows() -> None:
    found = {row[0]: row for row in rows("Metoden progress-to-target")}
    assert found["fast-enough"][1:3] == ["grønn", "on track"]
    assert found["fast-enough"][3].endswith("(pace) er minst farten som er god nok")
    for method in ("sdg-dashboard", "un-progress-chart", "straight-line"):
        assert rows(f"Metoden {method}")


def test_the_method_part_counts_sources_and_names_publishers_and_licences() -> None:
    text = plain(markdown_text(document()))
    assert "Målene bygger på 1 tall fra undersøkelsen, 0 fra andre kilder" in text
    assert "og 7 fra indikatorer." in text
    found = {row[0]: row for row in rows("Indikatorer, med utgiver og vilkår")}
    assert found["Ventetid på lån"][1:] == [
        "dager",
        "Statistisk kontor (oppdiktet)",
        "https://www.example.org/waiting",
        "CC BY 4.0",
    ]
    assert found["Innkjøp av bøker"][2:] == ["ikke oppgitt"] * 3


def test_the_front_names_who_published_the_indicators() -> None:
    facts = {one.label: plain_text(one.text) for one in document().facts.facts}
    assert facts["Indikatorer fra"] == (
        "Statistisk kontor (oppdiktet) og Kulturkontoret (oppdiktet)"
    )
    assert "7 er vurdert etter indikatorer" in markdown_text(document())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_derived_input_has_words_in_every_language(language: Language) -> None:
    words = read_indicator_phrases(language).phrases
    assert {f"derived_{name}" for name in DERIVED_INPUTS} <= words.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_and_the_page_can_be_written_in_every_language(language: Language) -> None:
    made = document(language)
    day = outcome(language).loaded.survey.description.reference_date
    with ZipFile(BytesIO(docx_bytes(made, day))) as held:
        assert "word/document.xml" in held.namelist()
    assert html_text(made).count("<svg") >= len(series_figures())


def test_a_strategy_without_indicators_has_none_of_this() -> None:
    text = markdown_text(document_of(real_outcome()))
    words = read_indicator_phrases("nb")
    for name in ("sources_heading", "methods_heading", "indicators_caption", "about_indicators"):
        assert words[name] not in text


def test_what_a_decision_saw_is_told_as_it_is_published() -> None:
    measures = outcome().assessment.measures
    days, percent = (SeenInput("value", value, name) for name, value in SEEN)
    assert plain(seen_in_words(days, measures, "nb")) == "19 dager"
    # A method sees a percent as of a hundred; it is the same figure.
    assert plain(seen_in_words(percent, measures, "nb")) == "72,25 %"
