"""Answers: what the made-up respondents of one wave answered, in the canonical layout.

In: a survey with printed tables and a seed. Out: SyntheticAnswers, whose counts equal every printed
cell. Plain Python; a frame is made of it in scaling.py. Never says that anyone answered this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ekrules.errors import Faults
from ekrules.survey.answer_layout import (
    NO_ANSWER,
    NOT_ASKED,
    AnswerColumn,
    answer_columns,
    columns_of,
    part_column,
)
from ekrules.survey.breakdowns import Breakdown
from ekrules.survey.codebook import Question
from ekrules.survey.printed import DONT_KNOW, TOTAL, PrintedTable
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.columns import (
    Asked,
    asked_with_chance,
    multiple_columns,
    single_column,
)
from ekrules.survey.synthesis.draws import Draws
from ekrules.survey.synthesis.frame_details import FrameDetails
from ekrules.survey.synthesis.margins import frame_margins
from ekrules.survey.synthesis.possible import check_can_be_made
from ekrules.survey.synthesis.units import make_units
from ekrules.survey.units import FrameUnit

Codes = tuple[str, ...]


@dataclass(frozen=True)
class SyntheticAnswers:
    """One wave of made-up answers.

    units: the frame; respondents: those of it who answer; both in the order of their ids. codes:
    column -> one code for each respondent, for every column but those of numbers, which are blank.
    readiness: unit id -> how ready it is (mean 0, deviation about 1).
    """

    seed: int
    wave: int
    breakdowns: tuple[Breakdown, ...]
    units: tuple[FrameUnit, ...]
    respondents: tuple[FrameUnit, ...]
    readiness: Mapping[str, float]
    layout: tuple[AnswerColumn, ...]
    codes: Mapping[str, Codes]

    @cached_property
    def ready(self) -> tuple[float, ...]:
        """The readiness of each respondent, in their order."""
        return tuple(self.readiness[unit.id] for unit in self.respondents)


def synthesize_answers(
    survey: Survey, seed: int, details: FrameDetails | None = None
) -> SyntheticAnswers:
    """Return made-up answers whose counts equal every printed table, and every printed margin.

    details: frame totals that the survey does not print (frame_details.py). The same seed gives the
    same answers. A question that no table prints gets no answers. Raises InputError, naming each
    question, where no respondents could have given a printed table.
    """
    faults = Faults()
    about = survey.description
    respondents = about.respondents or 0
    frame = about.frame or respondents
    check_can_be_made(survey, respondents, faults)
    if not survey.printed:
        faults.stop_if_any()
    margins = frame_margins(survey, details, respondents, frame, faults)
    faults.stop_if_any()
    made = make_units(survey, margins, respondents, frame, seed)
    ready = tuple(made.readiness[unit.id] for unit in made.respondents)
    care = Draws(seed, "care").normals(respondents)
    codes: dict[str, Codes] = {}
    for question in survey.questions.values():
        draws = Draws(seed, "question", question.id)
        asked = asked_with_chance(indexes_asked(question, codes, respondents), ready, care, draws)
        codes |= _codes_of(survey, question, asked, draws)
    return SyntheticAnswers(
        seed=seed,
        wave=about.wave,
        breakdowns=tuple(one.breakdown for one in margins),
        units=made.units,
        respondents=made.respondents,
        readiness=made.readiness,
        layout=answer_columns(survey),
        codes=codes,
    )


def indexes_asked(
    question: Question, codes: Mapping[str, Sequence[str]], respondents: int
) -> tuple[int, ...]:
    """Return the indexes of those whose earlier answer led to the question."""
    if question.asked_if is None:
        return tuple(range(respondents))
    earlier = codes[question.asked_if.question]
    return tuple(i for i, code in enumerate(earlier) if code in question.asked_if.answers)


def _codes_of(survey: Survey, question: Question, asked: Asked, draws: Draws) -> dict[str, Codes]:
    table = survey.printed.get(question.id)
    if table is None:
        return _without_answers(survey, question, asked)
    if question.kind == "multi":
        counts = table.counts()
        columns = multiple_columns(
            asked, _options(survey, question, table, None), counts.get(DONT_KNOW, 0),
            counts[TOTAL], draws,
        )  # fmt: skip
        return {part_column(question.id, option): codes for option, codes in columns.items()}
    return {
        part_column(question.id, item): single_column(
            asked,
            _options(survey, question, table, item),
            table.counts(item).get(DONT_KNOW, 0),
            draws,
        )
        for item in question.item_ids
    }


def _options(
    survey: Survey, question: Question, table: PrintedTable, item: str | None
) -> dict[str, int]:
    counts = table.counts(item)
    return {option: counts.get(option, 0) for option in survey.option_ids(question)}


def _without_answers(survey: Survey, question: Question, asked: Asked) -> dict[str, Codes]:
    """No table says what was answered, so nothing is made up."""
    reached = set(asked.indexes)
    codes = tuple(NO_ANSWER if i in reached else NOT_ASKED for i in range(asked.respondents))
    return {one.name: codes for one in columns_of(survey, question) if one.kind != "number"}
