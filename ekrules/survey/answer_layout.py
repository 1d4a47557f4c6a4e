"""Layout: how answers stand in a frame, whatever file they came from.

One row per respondent. One text column per single question, per grid item and per option of a
multiple-response question, holding an option's id or one of MISSING; so every count is a count of
codes, and the bases follow from it. A number question has a column of numbers, blank where there
is none, and beside it one that says why. Columns that are no answers begin with "@".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from ekrules.survey.codebook import Question

# What a cell holds where there is no answer. left_out: something stood there that is no answer to
# the question (an unknown code, say); it was reported and is counted by itself.
DONT_KNOW, NO_ANSWER, NOT_ASKED, LEFT_OUT = "dont_know", "no_answer", "not_asked", "left_out"
MISSING = (DONT_KNOW, NO_ANSWER, NOT_ASKED, LEFT_OUT)
# What the column of one option holds where the question was answered.
CHOSEN, NOT_CHOSEN = "chosen", "not_chosen"
# What the column beside a number holds where there is a number.
GIVEN = "given"

RESPONDENT, NAME, WEIGHT = "@respondent", "@name", "@weight"

ColumnKind = Literal["code", "number", "reason"]


class Questionnaire(Protocol):
    """What knows its questions and their options: a Survey."""

    @property
    def questions(self) -> Mapping[str, Question]:
        """Question id -> question."""
        ...

    def option_ids(self, question: Question) -> tuple[str, ...]:
        """Return the ids of the question's options."""
        ...


@dataclass(frozen=True)
class AnswerColumn:
    """One column of answers.

    part: the grid's item or the option, None where the question has one column. codes: what the
    cells may hold, MISSING aside; none in a column of numbers.
    """

    name: str
    question: str
    part: str | None
    kind: ColumnKind
    codes: tuple[str, ...]


def breakdown_column(breakdown: str) -> str:
    """Return the column that says which segment of a breakdown a respondent is in."""
    return f"@{breakdown}"


def part_column(question: str, part: str | None) -> str:
    """Return the column of a question, or of one of its items or options.

    >>> part_column("kanaler", "epost"), part_column("epj", None)
    ('kanaler:epost', 'epj')
    """
    return question if part is None else f"{question}:{part}"


def reason_column(question: str) -> str:
    """Return the column that says why a number question has no number."""
    return f"{question}:reason"


def columns_of(survey: Questionnaire, question: Question) -> tuple[AnswerColumn, ...]:
    """Return the columns of one question, in the order of the codebook."""
    options = survey.option_ids(question)
    if question.kind == "number":
        reason = AnswerColumn(reason_column(question.id), question.id, None, "reason", (GIVEN,))
        return AnswerColumn(question.id, question.id, None, "number", ()), reason
    if question.kind == "multi":
        parts: Iterable[str | None] = options
        codes: tuple[str, ...] = (CHOSEN, NOT_CHOSEN)
    else:
        parts, codes = question.item_ids, options
    return tuple(
        AnswerColumn(part_column(question.id, part), question.id, part, "code", codes)
        for part in parts
    )


def answer_columns(survey: Questionnaire) -> tuple[AnswerColumn, ...]:
    """Return the columns of every question, in the order of the questionnaire."""
    return tuple(
        one for question in survey.questions.values() for one in columns_of(survey, question)
    )
