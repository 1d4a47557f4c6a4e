"""Evidence: what each sentence with figures rests on, where a reader can ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest

from ekrules.assessment.assessed import BreakdownAssessment, Tendency
from ekrules.narrative.runs import Paragraph as NarrativeParagraph
from ekrules.narrative.runs import Run
from ekrules.narrative.sentences import sentences_of
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.project.reporting import document_of
from ekrules.report.document import Document, Paragraph
from ekrules.report.evidence import told
from ekrules.report.html import html_text
from ekrules.report.link_targets import anchors_in
from ekrules.report.markdown import markdown_text
from ekrules.report.material import Material
from ekrules.report.spans import Evidence, plain_text
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.answered import breakdown
from tests.real_project import ROOT, STRATEGY
from tests.report.builders import World, world

HOSTILE = '</details></summary><script>alert(1)</script> & "{{ 7*7 }}" \u202e'


@cache
def outcome_in(language: Language) -> Outcome:
    return run_assessment(load(locate(ROOT, STRATEGY), language), "columnar")


def paragraphs(value: Any) -> Iterator[Paragraph]:
    """Every paragraph of a document that has evidence, in reading order."""
    if isinstance(value, Paragraph) and value.evidence is not None:
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from paragraphs(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from paragraphs(getattr(value, field.name))


def material(of: World) -> Material:
    return Material(of.assessment, of.narrative, of.strategy, of.survey, of.rules)


def evidence_of(*runs: Run, goal: str | None = None) -> list[str]:
    """The lines of one paragraph's evidence, as text."""
    paragraph = told(material(world()), NarrativeParagraph(runs), goal)
    if paragraph.evidence is None:
        return []
    return [plain_text(line) for one in paragraph.evidence.sentences for line in one.lines]


def figure(ref: str, text: str = "12") -> Run:
    return Run(text, "figure", ref)


@pytest.mark.parametrize(
    ("ref", "line"),
    [
        ("measure:nett", "På nett: 70,0\u00a0% (7 av 10 spurte). Kilde: kap. 3.1, spm. 1."),
        ("survey:respondents", "Svar: 10 av 20 "),
        ("survey:response_rate", "Svar: 10 av 20 "),
        ("survey:questions", "Spørreskjemaet: "),
        ("survey:date", "Undersøkelsen gjelder 1. april 2009."),
        ("strategy:goals", "Strategien: 3 mål i 2 temaer, 2 fra kilden og 1 avledet."),
        ("strategy:derived_goals", "Strategien: 3 mål i 2 temaer"),
        ("rollup:alfa", "Målene i temaet Alfa: 1 gul, 1 grå."),
        ("rollup:goals", "Alle målene: 1 grønn, 1 gul, 1 grå."),
        ("rollup:derived:green", "De avledede målene: 1 grønn."),
        (
            "rollup:goals:firm",
            "Mål med usikkerhetsintervall: 2. Samme status i hele intervallet: 1.",
        ),
        ("findings:strength", "Funnene: 1 styrke, 0 svakheter, 0 muligheter, 1 trussel."),
        ("goal:alfa-1:deadline", "Målets frist: 31. desember 2009. Undersøkelsen gjelder 1. april"),
        ("goals:alfa-1+beta-1", "2 mål: Mål 1.1, Mål 2.1."),
        ("goal:beta-1:number", "Mål 2.1 Snitt: grønn."),
        ("question:nett:=ja/asked", "Nett, «Ja»: 70,0\u00a0% (7 av 10 spurte). Kilde: kap. 3.1"),
        ("question:nett", "Nett. Kilde: kap. 3.1, spm. 1."),
    ],
)
def test_a_line_says_what_a_figure_rests_on(ref: str, line: str) -> None:
    (found,) = evidence_of(Run("Det er "), figure(ref), Run("."))
    assert found.startswith(line)


@pytest.mark.parametrize(
    "ref", ["measure:ukjent", "goal:borte:deadline", "annet:noe", "", "rollup:x"]
)
def test_a_reference_that_leads_nowhere_has_no_line(ref: str) -> None:
    assert evidence_of(Run("Det er "), figure(ref), Run(".")) == []


def test_figures_of_one_measure_in_a_sentence_are_told_of_once() -> None:
    three = (figure("measure:nett", "Om lag"), Run(" ("), figure("measure:nett"), Run("). Så "))
    found = evidence_of(
        *three, figure("measure:nett"), Run(" og "), figure("measure:brev"), Run(".")
    )
    assert [one.partition(":")[0] for one in found] == ["På nett", "På nett", "Brev"]


def test_a_paragraph_without_figures_has_no_evidence() -> None:
    assert told(material(world()), NarrativeParagraph((Run("Bare ord."),))).evidence is None


def test_each_sentence_is_marked_by_its_own_spans() -> None:
    runs = (Run("Ord. Av alle er "), figure("measure:nett", "6"), Run(" i mål. Mer "),
            figure("measure:brev", "7"), Run(" her. Slutt."))  # fmt: skip
    paragraph = told(material(world()), NarrativeParagraph(runs))
    assert plain_text(paragraph.text) == "Ord. Av alle er 6 i mål. Mer 7 her. Slutt."
    assert paragraph.evidence is not None
    marked = [
        plain_text(paragraph.text[one.start : one.end]) for one in paragraph.evidence.sentences
    ]
    assert marked == ["Av alle er 6 i mål. ", "Mer 7 her. "]
    openings = [one.opening for one in paragraph.evidence.sentences]
    assert openings == ["«Av alle er 6 i mål.»", "«Mer 7 her.»"]


def test_a_long_sentence_is_named_by_its_first_words() -> None:
    long = NarrativeParagraph((Run("En to tre fire fem seks, sju, åtte "), figure("measure:nett")))
    evidence = told(material(world()), long).evidence
    assert evidence is not None
    assert evidence.sentences[0].opening == "«En to tre fire fem seks, sju …»"


def test_quotes_within_a_quoted_sentence_are_single() -> None:
    runs = (Run("«"), Run("Nett", "quotation"), Run("»: "), figure("measure:nett"), Run("."))
    evidence = told(material(world()), NarrativeParagraph(runs)).evidence
    assert evidence is not None
    assert evidence.sentences[0].opening == "«‘Nett’: 12.»"


@pytest.mark.parametrize("ref", ["segment:storrelse:sma", "segment:storrelse:sma:others"])
def test_a_segment_is_told_of_with_all_others(ref: str) -> None:
    told_of = world()
    tendency = Tendency("alfa-1", "sma", 0.5, 0.25, (1, 2), (2, 8), 25.0, 1.0, 49.0, "ahead")
    segments = (BreakdownAssessment("storrelse", (), (tendency,)),)
    of = replace(
        told_of,
        survey=replace(told_of.survey, breakdowns=(breakdown("storrelse", {"sma": 2}),)),
        assessment=replace(told_of.assessment, segments=segments),
    )
    evidence = told(material(of), NarrativeParagraph((figure(ref),)), "alfa-1").evidence
    assert evidence is not None
    ((line,),) = (one.lines for one in evidence.sentences)
    label = of.survey.breakdown("storrelse").segments[0].label.nb
    shares = "50,0\u00a0% (1 av 2). Alle andre: 25,0\u00a0% (2 av 8)."
    assert plain_text(line) == f"{label}: {shares}"
    other = told(material(of), NarrativeParagraph((figure(ref),)), "alfa-2")
    assert other.evidence is None
    of_several = told(material(of), NarrativeParagraph((figure(ref),))).evidence
    assert of_several is not None
    assert plain_text(of_several.sentences[0].lines[0]) == f"{label}."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_real_report_with_a_figure_has_evidence(language: Language) -> None:
    done = outcome_in(language)
    document = document_of(done)
    marked = [
        plain_text(paragraph.text[one.start : one.end]).strip()
        for paragraph in paragraphs(document)
        for one in paragraph.evidence.sentences  # type: ignore[union-attr]
    ]
    expected = [
        sentence.text
        for _, _, paragraph in done.narrative.paragraphs()
        for sentence in sentences_of(paragraph)
        if sentence.figures
    ]
    assert sorted(marked) == sorted(expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_evidence_leads_somewhere(language: Language) -> None:
    document = document_of(outcome_in(language))
    anchors = set(anchors_in(document))
    lines = [line for one in evidences(document) for s in one.sentences for line in s.lines]
    assert all(span.to is None or span.to in anchors for line in lines for span in line)
    linked = sum(any(span.to for span in line) for line in lines)
    assert linked > 0.9 * len(lines)


def evidences(document: Document) -> list[Evidence]:
    return [one.evidence for one in paragraphs(document) if one.evidence is not None]


def test_a_page_folds_the_evidence_in_right_below_its_paragraph() -> None:
    page = html_text(world().document())
    assert len(
        re.findall(r'</p>\n<details class="evidence">\n<summary>Hva setningene', page)
    ) == len([one for one in evidences(world().document()) if not one.is_below])
    assert "<details open" not in page


def test_what_stands_above_its_own_table_is_not_said_twice_on_the_page() -> None:
    document = world().document()
    paragraph = Paragraph(document.sections[0].blocks[1].text, "body", Evidence("Tittel", (), True))  # type: ignore[union-attr]
    page = html_text(
        replace(document, sections=(replace(document.sections[0], blocks=(paragraph,)),))
    )
    assert "Tittel" not in page


def test_sentences_in_a_row_on_the_same_counts_are_told_of_together() -> None:
    runs = (figure("survey:frame", "20"), Run(" fikk den. "), figure("survey:respondents", "10"))
    evidence = told(material(world()), NarrativeParagraph(runs)).evidence
    assert evidence is not None
    assert len(evidence.sentences) == 2
    (together,) = evidence.together
    assert together[1] == ("«20 fikk den.»", "«10»")


def test_no_text_from_a_file_becomes_markup_of_the_page() -> None:
    document = world(HOSTILE).document()
    page = html_text(document)
    assert evidences(document)
    assert "<script" not in page
    assert page.count("<details") == page.count("</details>")
    assert page.count('class="evidence"') == sum(not one.is_below for one in evidences(document))


def test_markdown_leaves_the_evidence_to_the_record() -> None:
    assert "Hva setningene hviler på" not in markdown_text(world().document())
