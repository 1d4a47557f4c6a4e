"""Moving: the next wave of made-up answers, mostly the same respondents, a little further on.

In: one wave of made-up answers and a seed. Out: another, with routing respected throughout: who
newly gives an answer that leads on is asked the questions behind it. No printed table stands behind
the counts of a next wave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ekrules.survey.answer_layout import (
    CHOSEN,
    DONT_KNOW,
    MISSING,
    NO_ANSWER,
    NOT_ASKED,
    NOT_CHOSEN,
    AnswerColumn,
    columns_of,
)
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.answers import SyntheticAnswers, indexes_asked
from ekrules.survey.synthesis.draws import Draws
from ekrules.survey.units import FrameUnit

# One respondent in twelve does not answer again; of the rest of the frame come so many that there
# are one in nineteen more than before (262 after 249).
ONE_LEAVES_IN = 12
ONE_MORE_IN = 19
# The chance that an answer becomes one step better (more where readiness is high) or one step
# worse, that it goes missing, and that a missing one is given.
BETTER, BETTER_BY_READINESS, BETTER_AT_LEAST, BETTER_AT_MOST = 0.09, 0.05, 0.02, 0.25
WORSE = 0.006
GOES_MISSING = 0.006
IS_GIVEN = 0.3
# Whose answers are taken over is the most alike of this many drawn at random.
DRAWN = 9


@dataclass(frozen=True)
class _Member:
    """One respondent of the next wave; source: whose earlier answers it starts from."""

    unit: FrameUnit
    ready: float
    source: int


def move_on(answers: SyntheticAnswers, survey: Survey, seed: int, year: int) -> SyntheticAnswers:
    """Return the wave of `year`, moved on from `answers`; the same seed gives the same wave."""
    draws = Draws(seed, "wave", year)
    members = _members(answers, draws)
    codes: dict[str, list[str]] = {}
    for question in survey.questions.values():
        moving = _MovingQuestion(answers, survey, question, Draws(seed, year, question.id))
        asked = set(indexes_asked(question, codes, len(members)))
        rows = [moving.row(one, index in asked) for index, one in enumerate(members)]
        for place, column in enumerate(moving.columns):
            codes[column.name] = [row[place] for row in rows]
    return SyntheticAnswers(
        seed=seed,
        wave=year,
        breakdowns=answers.breakdowns,
        units=answers.units,
        respondents=tuple(one.unit for one in members),
        readiness=answers.readiness,
        layout=answers.layout,
        codes={name: tuple(column) for name, column in codes.items()},
    )


def _members(answers: SyntheticAnswers, draws: Draws) -> list[_Member]:
    """Who answers next time; the less ready leave a little sooner, the readier join."""
    before = {unit.id: index for index, unit in enumerate(answers.respondents)}
    count = len(before)
    outside = [unit for unit in answers.units if unit.id not in before]
    leaving = count // ONE_LEAVES_IN
    joining = min(len(outside), leaving + max(1, count // ONE_MORE_IN))
    staying = _readiest(answers, list(answers.respondents), count - leaving, draws)
    coming = {*staying, *_readiest(answers, outside, joining, draws)}
    members = []
    for unit in answers.units:
        if unit.id in coming:
            ready = answers.readiness[unit.id]
            alike = before.get(unit.id)
            if alike is None:
                alike = _most_alike(answers.ready, ready, range(count), draws)
            members.append(_Member(unit, ready, alike))
    return members


def _readiest(
    answers: SyntheticAnswers, units: Sequence[FrameUnit], count: int, draws: Draws
) -> list[str]:
    keys = {unit.id: answers.readiness[unit.id] + 3.0 * draws.normal() for unit in units}
    return sorted(keys, key=lambda one: -keys[one])[:count]


def _most_alike(
    ready: Sequence[float], wanted: float, candidates: Sequence[int], draws: Draws
) -> int:
    drawn = [draws.one_of(candidates) for _ in range(DRAWN)]
    return min(drawn, key=lambda index: abs(ready[index] - wanted))


class _MovingQuestion:
    """One question: its earlier answers, and how they move on."""

    def __init__(
        self, answers: SyntheticAnswers, survey: Survey, question: Question, draws: Draws
    ) -> None:
        self.columns = [one for one in columns_of(survey, question) if one.kind != "number"]
        self._several = question.kind == "multi"
        self._kinds = [kind for kind in (DONT_KNOW, NO_ANSWER) if kind in question.missing]
        self._ready = answers.ready
        self._draws = draws
        self._before: list[tuple[str, ...]] = list(
            zip(*(answers.codes[column.name] for column in self.columns), strict=True)
        )
        self._asked = [i for i, row in enumerate(self._before) if row[0] != NOT_ASKED]
        # column's place -> those who gave an answer there
        self._known: Mapping[int, list[int]] = {
            place: [i for i in self._asked if self._before[i][place] not in MISSING]
            for place in range(len(self.columns))
        }

    def row(self, member: _Member, asked: bool) -> tuple[str, ...]:
        """Return the codes of one member for the question's columns."""
        if not asked:
            return (NOT_ASKED,) * len(self.columns)
        before = self._before[member.source]
        if before[0] == NOT_ASKED:
            return self._like(member, self._asked) or (NO_ANSWER,) * len(self.columns)
        if self._several:
            return self._moved_choices(member, before)
        return tuple(
            self._moved_code(member, place, column, before[place])
            for place, column in enumerate(self.columns)
        )

    def _like(self, member: _Member, candidates: Sequence[int]) -> tuple[str, ...] | None:
        if not candidates:
            return None
        return self._before[_most_alike(self._ready, member.ready, candidates, self._draws)]

    def _moved_code(self, member: _Member, place: int, column: AnswerColumn, code: str) -> str:
        if code in MISSING:
            given = self._like(member, self._known[place]) if self._happens(IS_GIVEN) else None
            return given[place] if given else code
        if self._kinds and self._happens(GOES_MISSING):
            return self._draws.one_of(self._kinds)
        step = self._step(member)
        rank = column.codes.index(code) + step
        return column.codes[min(max(rank, 0), len(column.codes) - 1)]

    def _moved_choices(self, member: _Member, before: tuple[str, ...]) -> tuple[str, ...]:
        """Options come and go one by one, but one stays at least."""
        if before[0] in MISSING:
            given = self._like(member, self._known[0]) if self._happens(IS_GIVEN) else None
            return given or before
        if self._kinds and self._happens(GOES_MISSING):
            return (self._draws.one_of(self._kinds),) * len(before)
        moved = tuple(self._moved_choice(member, code) for code in before)
        return moved if CHOSEN in moved else before

    def _moved_choice(self, member: _Member, code: str) -> str:
        step = self._step(member)
        return code if step == 0 else CHOSEN if step > 0 else NOT_CHOSEN

    def _step(self, member: _Member) -> int:
        """Return 1 for a step better, -1 for a step worse, 0 for the same answer."""
        better = BETTER + BETTER_BY_READINESS * member.ready
        better = min(max(better, BETTER_AT_LEAST), BETTER_AT_MOST)
        chance = self._draws.share()
        if chance < better:
            return 1
        return -1 if chance >= 1.0 - WORSE else 0

    def _happens(self, chance: float) -> bool:
        return self._draws.share() < chance
