"""Goal views: what a template may say about one goal.

In: an assessment and what it rests on. Out: plain maps of marked texts and flags: its figures and
how each stands to the one before it, its level, its time, its colour and how firm that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import GoalAssessment, Status
from ekrules.facts.time_left import MONTHS_IN_A_YEAR, months_and_days
from ekrules.goals.strategy import Goal
from ekrules.narrative.change_views import change_view
from ekrules.narrative.measure_views import MeasureViews, is_apart
from ekrules.narrative.numbers import (
    date_text,
    decimal_text,
    percent_text,
    rounded_percent,
)
from ekrules.narrative.phrases import joined
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.narrative.tendency_views import tendency_view
from ekrules.narrative.values import value_text
from ekrules.narrative.ways_of_telling import level_of, time_class, way_of
from ekrules.tables.measure import Measure

if TYPE_CHECKING:
    from ekrules.assessment.what_if.calendar import Turn

# Of a table that judges so few goals every reason is told; of another only now and then, since the
# reader has met it before and finds it in the grounds.
_FEW_GOALS = 3


@dataclass(frozen=True)
class GoalViews(MeasureViews):
    """Builds views of the goals of one assessment, and of the measures they rest on.

    turns: goal id -> when its colour changes by the passing of time alone, where it does.
    """

    turns: Mapping[str, Turn] = field(default_factory=dict)

    def goal(self, assessed: GoalAssessment) -> View:
        """One goal: deadline, status, why, figures, what is needed for the next status."""
        goal = self.strategy.goals[assessed.goal]
        return {
            **self.frame(assessed),
            "level": self._level(goal),
            "figures": list(self._figures(goal)),
            "target": self._target(goal),
            "next": self._next(assessed, goal.attainment),
            "change": change_view(self.changes, goal.attainment, self.language),
        }

    def frame(self, assessed: GoalAssessment) -> dict[str, object]:
        """What may be said of any goal, whatever unit it is measured in."""
        goal = self.strategy.goals[assessed.goal]
        says = assessed.decided_by.says if assessed.decided_by else None
        robust = assessed.robust
        theme = self.strategy.theme_of_goal[goal.id]
        return {
            "text": quotation(goal.text.in_language(self.language)),
            "derived": goal.source == "derived",
            **self._deadline(goal),
            **self.status_view(assessed.status),
            "why": quotation(says.in_language(self.language)) if says else "",
            "tells_why": bool(says) and self._tells_why(goal),
            "reason": self._why_grey(assessed),
            "of_three": way_of(theme, goal, 3),
            "of_four": way_of(theme, goal, 4),
            "coverage": goal.coverage,
            "coverage_note": self._optional(goal.coverage_note),
            "remark": self._optional(goal.remark),
            "turn": self._turn(assessed),
            "tendencies": tendency_view(self.assessment, self.survey, goal.id, self.language),
            "firm": robust.same_in_interval if robust else True,
            "firm_in_bounds": robust.same_in_bounds if robust else True,
            "certain": robust.same_in_bounds if robust else False,
            "interval": self.words_of(robust.interval if robust else ()),
            "bounds": self.words_of(robust.bounds if robust else ()),
            "overridden": assessed.override is not None,
            "computed": self.status_view(assessed.computed)["status_word"],
        }

    def _tells_why(self, goal: Goal) -> bool:
        judged = sum(one.table_id == goal.table_id for one in self.strategy.goals.values())
        return judged <= _FEW_GOALS or way_of(self.strategy.theme_of_goal[goal.id], goal, 3) == "a"

    def _level(self, goal: Goal) -> str:
        measure = self.assessment.measures.get(goal.attainment or "")
        return "unknown" if measure is None or measure.value is None else level_of(measure.exact)

    def _figures(self, goal: Goal) -> Iterator[View]:
        """The measures its paragraph states, each with how it stands to the one before it.

        A part that a combination takes its value from is told there and not once more.
        """
        theme, before = self.strategy.theme_of_goal[goal.id], ""
        named = list(stated_measures(goal))
        named = [name for name in named if not self._is_told_before(name, named)]
        for place, name in enumerate(named):
            yield {
                **self.measure(name),
                "relation": self._relation(name, before) if place else "first",
                "of_three": way_of(theme, goal, 3, place),
                "of_four": way_of(theme, goal, 4, place),
            }
            before = name

    def _is_told_before(self, name: str, named: Sequence[str]) -> bool:
        earlier = named[: named.index(name)]
        return any(self.taken_part(one) == name for one in earlier)

    def _relation(self, name: str, before: str) -> str:
        """Return how a share stands to the one told before it: more, fewer, again or other.

        again: of the same group, and no further from it than chance may take it. other: of another
        group, so that the two are not held against each other.
        """
        own, earlier = (self.assessment.measures[one] for one in (name, before))
        if own.value is None or earlier.value is None or not self._same_group(own, earlier):
            return "other"
        if not is_apart(own, earlier):
            return "again"
        return "more" if own.exact > earlier.exact else "fewer"

    def _same_group(self, one: Measure, other: Measure) -> bool:
        return one.denominator == other.denominator and self.group(one) == self.group(other)

    def _target(self, goal: Goal) -> View:
        """What the goal asks for, and how far it is from there; where it is not reached."""
        target = goal.target_on(self.survey.description.reference_date)
        measure = self.assessment.measures.get(goal.attainment or "")
        if target is None or measure is None or measure.value is None:
            return {"exists": False}
        missing = Fraction(str(target)) - measure.exact
        if rounded_percent(missing) <= 0:
            return {"exists": False}
        ref = f"measure:{measure.id}"
        return {
            "exists": True,
            "percent": figure(value_text(target, "share", self.language), ref),
            "points": figure(decimal_text(rounded_percent(missing), self.language), ref),
        }

    def _why_grey(self, assessed: GoalAssessment) -> str:
        """Why a goal is grey: no row applied, for this reason, or the row that did says it."""
        if assessed.reason is not None:
            return quotation(self.phrases.reason[assessed.reason])
        if assessed.status is not Status.GREY or assessed.decided_by is None:
            return ""
        return self._optional(assessed.decided_by.says)

    def _optional(self, wording: object) -> str:
        text = getattr(wording, "in_language", None)
        return quotation(text(self.language)) if text else ""

    def _deadline(self, goal: Goal) -> View:
        if not isinstance(goal.deadline, date):
            unset: View = {"deadline": "", "time": "", "passed": False, "time_class": "none"}
            return {"has_deadline": False, **unset}
        on = self.survey.description.reference_date
        ref = f"goal:{goal.id}:deadline"
        return {
            "has_deadline": True,
            "deadline": figure(date_text(goal.deadline, self.language), ref),
            "time": figure(self.time_text(on, goal.deadline), ref),
            "passed": goal.deadline < on,
            "time_class": time_class(on, goal.deadline),
        }

    def time_text(self, on: date, deadline: date) -> str:
        """Return the time between in whole years and months, or in days where it is less."""
        all_months, days = months_and_days(on, deadline)
        years, months = divmod(all_months, MONTHS_IN_A_YEAR)
        words = self.phrases
        parts = []
        if years:
            parts.append(f"{years} {words.year_one if years == 1 else words.year_many}")
        if months:
            parts.append(f"{months} {words.month_one if months == 1 else words.month_many}")
        if not parts:
            parts.append(f"{days} {words.day_one if days == 1 else words.day_many}")
        return joined(parts, words.and_word)

    def status_view(self, status: Status) -> dict[str, object]:
        """Return a status's name, its word, the word as said of one goal, and its meaning."""
        phrase = self.phrases.status[status.value]
        return {
            "status": status.value,
            "status_word": phrase.word,
            "status_one": phrase.one,
            "status_meaning": phrase.meaning,
        }

    def words_of(self, statuses: Sequence[Status]) -> str:
        """Return statuses as words in a list: "grønn eller gul"."""
        words = [self.phrases.status[one.value].word for one in statuses]
        return joined(words, self.phrases.or_word)

    def _next(self, assessed: GoalAssessment, attainment: str | None) -> View:
        """The step is from the computed status, so an override leaves it nowhere to begin."""
        step = assessed.to_next
        if step is None or attainment is None or assessed.override is not None:
            return {"exists": False}
        ref = f"measure:{attainment}"
        points = rounded_percent(Fraction(step.points) / 100)
        counted = step.more is not None
        return {
            "exists": True,
            "counted": counted,
            "more": figure(decimal_text(step.more or 0, self.language), ref),
            "one": step.more == 1,
            "total": figure(decimal_text(self._denominator(attainment), self.language), ref),
            "points": figure(decimal_text(points, self.language), ref),
            "needed": figure(percent_text(rounded_percent(step.needed), self.language), ref),
            "status_word": self.phrases.status[step.status.value].word,
            "status_one": self.phrases.status[step.status.value].one,
        }

    def _denominator(self, measure: str) -> int:
        return self.assessment.measures[measure].denominator or 0

    def _turn(self, assessed: GoalAssessment) -> View:
        """What time alone does to the computed status; an override does not follow it."""
        turn = self.turns.get(assessed.goal)
        if turn is None or assessed.override is not None:
            return {"exists": False}
        from ekrules.assessment.what_if.asking import rank

        ref = f"goal:{assessed.goal}:deadline"
        return {
            "exists": True,
            "date": figure(date_text(turn.day, self.language), ref),
            "worse": rank(turn.status) > rank(assessed.computed),
            "status_word": self.phrases.status[turn.status.value].word,
            "status_one": self.phrases.status[turn.status.value].one,
        }

    def counted(self, number: int, ref: str) -> str:
        """Return a count as a traced figure."""
        return figure(decimal_text(number, self.language), ref)


def stated_measures(goal: Goal) -> tuple[str, ...]:
    """Return the measures a goal's paragraph states, the attainment first where none are named."""
    if goal.measures:
        return goal.measures
    return (goal.attainment,) if goal.attainment else ()
