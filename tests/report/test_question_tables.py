"""The part with all tables: every question of the survey, its sentence, and all of its counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

import pytest

from ekrules.report.anchors import TABLES, answers_anchor, question_anchor
from ekrules.report.answer_tables import full_tables
from ekrules.report.composing import compose
from ekrules.report.document import DataTable, Disclosure, Document, Paragraph, Section
from ekrules.report.link_targets import anchors_in
from ekrules.report.material import Material
from ekrules.report.question_tables import question_blocks, question_says
from ekrules.report.settings import ReportParts, ReportSettings
from ekrules.report.spans import plain_text
from ekrules.survey.survey import Survey
from ekrules.tables.tallies import tallies_of
from tests.answered import answered
from tests.made_up import made_up_outcome
from tests.narrative.question_surveys import FIRST, UNIT, asked
from tests.real_project import outcome, real
from tests.report.builders import world

IN_NO_MEASURE = (
    "opptak_ettertid",
    "skjemalosninger",
    "brukertilfredshet",
    "mobile_enheter",
    "niva_4_bruk",
    "samarbeidsformer",
)
Kind = TypeVar("Kind")


def parts(of: Any, kind: type[Kind]) -> Iterator[Kind]:
    """Yield everything of a kind that a document holds, in reading order."""
    if isinstance(of, kind):
        yield of
    values = of if isinstance(of, tuple) else ()
    if is_dataclass(of):
        values = tuple(getattr(of, one.name) for one in fields(of))
    for one in values:
        yield from parts(one, kind)


@cache
def document() -> Document:
    loaded, made = real(), outcome()
    return compose(made.assessment, made.narrative, loaded.strategy, loaded.survey, loaded.rules)


@cache
def tables_part() -> Section:
    return next(one for one in document().sections if one.anchor == TABLES)


def question(name: str) -> Section:
    wanted = question_anchor(name)
    return next(one for one in parts(tables_part(), Section) if one.anchor == wanted)


def said(section: Section) -> str:
    return " ".join(plain_text(one.text) for one in section.blocks if isinstance(one, Paragraph))


def shown(table: DataTable) -> list[list[str]]:
    return [[plain_text(cell).replace("\u00a0", " ") for cell in row.cells] for row in table.rows]


def tables_of(section: Section) -> list[DataTable]:
    (folded,) = [one for one in section.blocks if isinstance(one, Disclosure)]
    return list(parts(folded.blocks, DataTable))


def material(survey: Survey) -> Material:
    made = outcome()
    return Material(made.assessment, made.narrative, made.loaded.strategy, survey)


def test_the_part_stands_between_method_and_themes() -> None:
    anchors = [one.anchor for one in document().sections]
    assert anchors.index("method") < anchors.index(TABLES) < anchors.index("themes")


def test_every_theme_of_the_codebook_has_a_section_with_its_questions_in_order() -> None:
    themes = [one for one in tables_part().blocks if isinstance(one, Section)]
    titles = [f"{one.title.nb} – svarene" for one in real().survey.themes]
    assert [one.title for one in themes] == titles
    for section, theme in zip(themes, real().survey.themes, strict=True):
        held = [one.anchor for one in section.blocks if isinstance(one, Section)]
        assert held == [question_anchor(one.id) for one in theme.questions]


def test_every_question_has_what_was_asked_of_whom_its_sentence_and_its_table() -> None:
    tallies = tallies_of(real().survey)
    for name, one in real().survey.questions.items():
        section = question(name)
        assert section.title == one.label.nb
        assert section.label == f"Spørsmål {one.number}"
        text = said(section)
        tally = tallies.of(name, one.item_ids[0])
        assert tally is not None
        base = "alle kommuner som svarte" if one.asked_of is None else one.asked_of.nb
        assert f"{one.asks.nb} Stilt til {base}: {tally.base_n('asked')}" in text
        assert outcome().narrative.questions[name].text in text
        assert tables_of(section)


@pytest.mark.parametrize("name", IN_NO_MEASURE)
def test_questions_that_no_measure_counts_are_in_the_report(name: str) -> None:
    measures = real().strategy.measures.values()
    assert name not in [one.question for one in measures]
    (table,) = tables_of(question(name))
    tally = tallies_of(real().survey).of(name)
    assert tally is not None
    counts = [row[1] for row in shown(table)][: len(tally.counts)]
    assert counts == [str(number) for number in tally.counts.values()]


def test_the_table_of_a_question_holds_every_answer_and_every_kind_of_missing() -> None:
    (table,) = tables_of(question("helsenett_pleie"))
    assert shown(table) == [
        ["Nei", "101", "62,7 %"],
        ["Ja", "46", "28,6 %"],
        ["Vet ikke", "11", "6,8 %"],
        ["Fikk spørsmålet, svarte ikke", "3", "1,9 %"],
        ["Fikk spørsmålet", "161", "100,0 %"],
        ["Fikk ikke spørsmålet", "88", ""],
        ["Alle", "249", ""],
    ]


def test_a_grid_is_shown_item_by_item_in_counts_and_in_percent() -> None:
    counts, percents = tables_of(question("bredband_kapasitet"))
    assert shown(counts)[1] == ["Skoler", "75", "169", "5", "0", "249", "0"]
    assert shown(percents)[1] == ["Skoler", "30,1 %", "67,9 %", "2,0 %", "0,0 %"]
    assert percents.caption.endswith("andel av spurte")


def test_a_figure_of_a_sentence_leads_to_the_questions_own_table_and_only_once() -> None:
    targets = set(anchors_in(document()))
    for name in real().survey.questions:
        links = [
            span.to
            for block in question(name).blocks
            if isinstance(block, Paragraph)
            for span in block.text
            if span.to is not None
        ]
        assert links == [answers_anchor(name)]
        assert answers_anchor(name) in targets


def test_what_a_picture_of_a_question_shows_is_told_by_its_sentence() -> None:
    made = material(real().survey)
    questions = real().survey.questions
    narrated = outcome().narrative.questions
    spoken = question_says(made, questions["lederkompetanse"])
    assert spoken == f"{questions['lederkompetanse'].label.nb}. {narrated['lederkompetanse'].text}"
    # It has the label in it already.
    assert question_says(made, questions["stjerner"]) == narrated["stjerner"].text


def test_the_part_can_be_left_out() -> None:
    settings = ReportSettings(parts=ReportParts(tables=False))
    without = world().document(settings=settings)
    assert TABLES not in [one.anchor for one in without.sections]
    assert not [one for one in anchors_in(without) if one.startswith("question.")]
    told = [plain_text(one.text) for one in parts(without.sections, Paragraph)]
    assert not [one for one in told if "Se spørsmål" in one]


def test_the_grounds_of_a_goal_lead_to_the_questions_own_place() -> None:
    grounds = next(one for one in parts(document().sections, Section) if one.anchor == "themes")
    links = [span.to for one in parts(grounds, Paragraph) for span in one.text]
    assert question_anchor("helsenett_pleie") in links


def test_answers_have_the_same_part_as_printed_tables() -> None:
    made = made_up_outcome()
    loaded = made.loaded
    told = compose(made.assessment, made.narrative, loaded.strategy, loaded.survey, loaded.rules)
    part = next(one for one in told.sections if one.anchor == TABLES)
    held = [one.anchor for one in parts(part, Section)]
    assert [question_anchor(name) in held for name in loaded.survey.questions]
    tallies = tallies_of(loaded.survey)
    section = next(one for one in parts(part, Section) if one.anchor == "question.helsenett")
    tally = tallies.of("helsenett")
    assert tally is not None
    (table,) = tables_of(section)
    assert [row[1] for row in shown(table)][:2] == [str(n) for n in tally.counts.values()]


def test_numbers_are_shown_by_how_many_gave_one_and_what_they_were() -> None:
    columns: dict[str, list[str | float | None]] = {
        "forst": ["ja", "ja", "ja", "nei"],
        "sak": [1.0, 2.5, 9.0, None],
        "sak:reason": ["given", "given", "given", "no_answer"],
    }
    survey = answered(columns, FIRST, asked("number", {}), unit=UNIT)
    counts, numbers = full_tables(material(survey), survey.questions["sak"])
    assert shown(counts)[0] == ["Ga et tall", "3", "75,0 %"]
    ((who, mean, interval, lowest, highest),) = shown(numbers)
    assert (who, mean, lowest, highest) == ("Alle", "4,2", "1,0", "9,0")
    low, _, high = interval.partition("–")
    assert float(low.replace(",", ".").replace("−", "-")) < 4.2 < float(high.replace(",", "."))


def test_a_question_without_counts_has_its_question_and_no_table() -> None:
    survey = replace(real().survey, printed_themes=())
    blocks = list(question_blocks(material(survey), survey.questions["helsenett"]))
    assert not list(parts(tuple(blocks), DataTable))
    assert isinstance(blocks[0], Paragraph)
    assert plain_text(blocks[0].text) == survey.questions["helsenett"].asks.nb
