"""Made-up answers of 2009, made once for each seed, and what a table would count of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ekrules.errors import Faults
from ekrules.survey.answer_layout import CHOSEN, NO_ANSWER, NOT_ASKED, part_column
from ekrules.survey.codebook import Question
from ekrules.survey.printed import DONT_KNOW, TOTAL, UNANSWERED, PrintedCell
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.answers import SyntheticAnswers, synthesize_answers
from ekrules.survey.synthesis.frame_details import shipped_frame_details
from ekrules.survey.units import FrameUnit
from tests.surveys import SURVEY_2009

SEEDS = (0, 1, 2009, -7)


@cache
def survey_2009() -> Survey:
    faults = Faults()
    survey = read_survey(SURVEY_2009, faults)
    faults.stop_if_any()
    assert survey is not None
    return survey


@cache
def answers_2009(seed: int) -> SyntheticAnswers:
    faults = Faults()
    details = shipped_frame_details(survey_2009(), faults)
    assert details is not None
    return synthesize_answers(survey_2009(), seed, details)


def counted(
    answers: SyntheticAnswers, survey: Survey, question: Question, cell: PrintedCell
) -> int:
    """Return what the made-up answers hold of one printed cell."""
    if question.kind != "multi":
        codes = answers.codes[part_column(question.id, cell.item)]
        if cell.answer == TOTAL:
            return len(codes)
        if cell.answer == UNANSWERED:
            return codes.count(NOT_ASKED) + codes.count(NO_ANSWER)
        return codes.count(cell.answer)
    options = survey.option_ids(question)
    if cell.answer in options:
        return answers.codes[part_column(question.id, cell.answer)].count(CHOSEN)
    rows = list(
        zip(*(answers.codes[part_column(question.id, one)] for one in options), strict=True)
    )
    if cell.answer == DONT_KNOW:
        return sum(set(row) == {DONT_KNOW} for row in rows)
    assert cell.answer == TOTAL
    return sum(CHOSEN in row or set(row) == {DONT_KNOW} for row in rows)


def unlike_printed(answers: SyntheticAnswers, survey: Survey) -> list[tuple[str, str, int, int]]:
    """Return every printed cell that the made-up answers count otherwise."""
    return [
        (table.question, f"{cell.item} {cell.answer}", cell.count, found)
        for table in survey.printed.values()
        for cell in table.cells
        if (found := counted(answers, survey, survey.questions[table.question], cell)) != cell.count
    ]


def wrongly_routed(answers: SyntheticAnswers, survey: Survey) -> list[tuple[str, str]]:
    """Return (column, respondent) wherever someone was asked who should not be, or the reverse."""
    found = []
    for column in answers.layout:
        routing = survey.questions[column.question].asked_if
        for index, code in enumerate(answers.codes[column.name]):
            earlier = answers.codes[routing.question][index] if routing else None
            asked = routing is None or earlier in routing.answers
            if asked != (code != NOT_ASKED):
                found.append((column.name, answers.respondents[index].id))
    return found


def segment_counts(units: Sequence[FrameUnit], breakdown: str) -> dict[str, int]:
    segments = [unit.segments[breakdown] for unit in units]
    return {one: segments.count(one) for one in dict.fromkeys(segments)}
