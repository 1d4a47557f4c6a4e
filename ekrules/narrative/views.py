"""Views: what a template may say about a measure, a goal, a theme, the survey and the whole.

In: an assessment and what it rests on. Out: plain maps of marked texts, flags and lists of them.
A view holds no objects, so there is nothing in it to call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import GoalAssessment, RollUp, Status
from ekrules.facts.time_left import MONTHS_IN_A_YEAR, months_and_days
from ekrules.goals.strategy import Goal
from ekrules.narrative.change_views import change_view
from ekrules.narrative.measure_views import MeasureViews
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

if TYPE_CHECKING:
    from ekrules.assessment.what_if.calendar import Turn


@dataclass(frozen=True)
class Views(MeasureViews):
    """Builds every view of one assessment: of its measures, and of all that they serve.

    turns: goal id -> when its colour changes by the passing of time alone, where it does.
    """

    turns: Mapping[str, Turn] = field(default_factory=dict)

    def survey_view(self) -> View:
        """respondents, frame, response_rate, questions, wave, title, date, publisher."""
        about = self.survey.description
        rate = rounded_percent(Fraction(self.survey.respondents, self.survey.frame_size))
        return {
            "title": quotation(about.title.in_language(self.language)),
            "publisher": quotation(about.publisher),
            "unit": quotation(about.unit.one.in_language(self.language)),
            "units": quotation(about.unit.many.in_language(self.language)),
            "printed": self.survey.answers is None,
            "synthetic": self.survey.is_synthetic,
            "wave": quotation(str(about.wave)),
            "respondents": self._count(self.survey.respondents, "survey:respondents"),
            "frame": self._count(self.survey.frame_size, "survey:frame"),
            "response_rate": figure(percent_text(rate, self.language), "survey:response_rate"),
            "questions": self._count(len(self.survey.questions), "survey:questions"),
            "themes": self._count(len(self.survey.themes), "survey:themes"),
            "date": figure(date_text(about.reference_date, self.language), "survey:date"),
        }

    def strategy_view(self) -> View:
        """title, owner, goals, derived_goals, themes."""
        goals = self.strategy.goals.values()
        derived = sum(goal.source == "derived" for goal in goals)
        return {
            "title": quotation(self.strategy.description.title.in_language(self.language)),
            "owner": quotation(self.strategy.description.owner),
            "goals": self._count(len(self.strategy.goals), "strategy:goals"),
            "published_goals": self._count(len(self.strategy.goals) - derived, "strategy:goals"),
            "derived_goals": self._count(derived, "strategy:goals"),
            "has_derived": derived > 0,
            "themes": self._count(len(self.strategy.themes), "strategy:themes"),
        }

    def _count(self, number: int, ref: str) -> str:
        return figure(decimal_text(number, self.language), ref)

    def goal(self, assessed: GoalAssessment) -> View:
        """One goal: deadline, status, why, figures, what is needed for the next status."""
        goal = self.strategy.goals[assessed.goal]
        says = assessed.decided_by.says if assessed.decided_by else None
        robust = assessed.robust
        return {
            "text": quotation(goal.text.in_language(self.language)),
            "derived": goal.source == "derived",
            **self._deadline(goal),
            **self._status(assessed.status),
            "why": quotation(says.in_language(self.language)) if says else "",
            "reason": self._why_grey(assessed),
            "coverage": goal.coverage,
            "coverage_note": self._optional(goal.coverage_note),
            "remark": self._optional(goal.remark),
            "figures": [self.measure(name) for name in stated_measures(goal)],
            "next": self._next(assessed, goal.attainment),
            "turn": self._turn(assessed),
            "change": change_view(self.changes, goal.attainment, self.language),
            "tendencies": tendency_view(self.assessment, self.survey, goal.id, self.language),
            "firm": robust.same_in_interval if robust else True,
            "firm_in_bounds": robust.same_in_bounds if robust else True,
            "interval": self.words_of(robust.interval if robust else ()),
            "bounds": self.words_of(robust.bounds if robust else ()),
            "overridden": assessed.override is not None,
            "computed": self._status(assessed.computed)["status_word"],
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
            return {"has_deadline": False, "deadline": "", "time": "", "passed": False}
        on = self.survey.description.reference_date
        ref = f"goal:{goal.id}:deadline"
        return {
            "has_deadline": True,
            "deadline": figure(date_text(goal.deadline, self.language), ref),
            "time": figure(self.time_text(on, goal.deadline), ref),
            "passed": goal.deadline < on,
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

    def _status(self, status: Status) -> dict[str, object]:
        phrase = self.phrases.status[status.value]
        return {
            "status": status.value,
            "status_word": phrase.word,
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
        }

    def roll_up(self, rolled: RollUp) -> View:
        """One theme or the whole: status, why, how many of each colour."""
        says = rolled.decided_by.says if rolled.decided_by else None
        total = sum(rolled.counted.values())
        # Grey gives a reason, which the sentence for one colour has no room for.
        uniform = rolled.status != Status.GREY and rolled.counted.get(rolled.status, 0) == total
        return {
            **self._status(rolled.status),
            "why": quotation(says.in_language(self.language)) if says else "",
            "reason": quotation(self.phrases.reason[rolled.reason]) if rolled.reason else "",
            "total": self._count(total, f"rollup:{rolled.id}"),
            "single": total == 1 and uniform,
            "uniform": uniform,
            "status_many": self.phrases.status[rolled.status.value].many,
            "colours": self.colours(rolled.counted, f"rollup:{rolled.id}"),
            **{f"any_{one.value}": rolled.counted.get(one, 0) > 0 for one in Status},
            **{f"one_{one.value}": rolled.counted.get(one, 0) == 1 for one in Status},
        }

    def colours(self, counted: Mapping[Status, int], ref: str) -> str:
        """Return how many of each colour there are: "1 grønt og 2 gule"."""
        parts = []
        for status in Status:
            number, phrase = counted.get(status, 0), self.phrases.status[status.value]
            if number:
                word = phrase.one if number == 1 else phrase.many
                parts.append(f"{self._count(number, ref)} {word}")
        return joined(parts, self.phrases.and_word)

    def theme_titles(self, status: Status) -> str:
        """Return the titles of the themes with a status, in order, as one list in words."""
        titles = {one.theme: one.title for one in self.strategy.themes}
        chosen = [
            quotation(titles[theme.id].in_language(self.language))
            for theme in self.assessment.themes
            if theme.status == status
        ]
        return joined(chosen, self.phrases.and_word)


def stated_measures(goal: Goal) -> tuple[str, ...]:
    """Return the measures a goal's paragraph states, the attainment first where none are named."""
    if goal.measures:
        return goal.measures
    return (goal.attainment,) if goal.attainment else ()
