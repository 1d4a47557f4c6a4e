"""Made answers: respondents who answer at random, as the routing has it, in the shared layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from ekrules.survey.answer_layout import (
    CHOSEN,
    DONT_KNOW,
    GIVEN,
    LEFT_OUT,
    NO_ANSWER,
    NOT_ASKED,
    NOT_CHOSEN,
    RESPONDENT,
    breakdown_column,
    part_column,
    reason_column,
)
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey

Cell = str | float | None
Row = dict[str, Cell]
UNANSWERED = (DONT_KNOW, NO_ANSWER, LEFT_OUT)


def answer_row(survey: Survey, random: Random, unknown: float = 0.1) -> Row:
    """Return one respondent's cells; unknown: how often an answer is one of UNANSWERED."""
    row: Row = {}
    for question in survey.questions.values():
        routing = question.asked_if
        if routing is not None and row[routing.question] not in routing.answers:
            row |= not_asked(survey, question)
        else:
            row |= _answered(survey, question, random, unknown)
    return row


def not_asked(survey: Survey, question: Question) -> Row:
    """Return the cells of a question that was not asked."""
    if question.kind == "number":
        return {question.id: None, reason_column(question.id): NOT_ASKED}
    parts = survey.option_ids(question) if question.kind == "multi" else question.item_ids
    return {part_column(question.id, part): NOT_ASKED for part in parts}


def _answered(survey: Survey, question: Question, random: Random, unknown: float) -> Row:
    options = survey.option_ids(question)
    missing = random.choice(UNANSWERED) if random.random() < unknown else None
    if question.kind == "number":
        number = None if missing else float(random.randint(0, 40)) / 2
        return {question.id: number, reason_column(question.id): missing or GIVEN}
    if question.kind == "multi":
        return {
            part_column(question.id, one): missing or random.choice((CHOSEN, NOT_CHOSEN))
            for one in options
        }
    return {
        part_column(question.id, item): (
            random.choice(UNANSWERED) if random.random() < unknown else random.choice(options)
        )
        for item in question.item_ids
    }


def answer_columns(
    survey: Survey,
    respondents: int,
    seed: int = 1,
    unknown: float = 0.1,
    breakdowns: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, list[Cell]]:
    """Return the columns of so many respondents, each in a random segment of each breakdown."""
    random = Random(seed)
    rows = []
    for number in range(respondents):
        row: Row = {RESPONDENT: f"{number:04}"}
        for breakdown, segments in (breakdowns or {}).items():
            row[breakdown_column(breakdown)] = random.choice(list(segments))
        rows.append(row | answer_row(survey, random, unknown))
    return {name: [row[name] for row in rows] for name in rows[0]}
