"""References: from what a figure says of itself ("measure:helsenett") back to what it rests on.

In: a reference, and the assessment that the text was written from. Out: the number, or its counts
and their base, as they were worked out; never as they were written in a sentence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ekrules.assessment.assessed import Assessment, Status, Tendency
from ekrules.goals.strategy import Strategy
from ekrules.narrative.question_figures import QuestionFigures
from ekrules.survey.survey import Survey
from ekrules.tables.bases import Base
from ekrules.tables.measure import Measure
from ekrules.tables.missing_shares import KINDS, missing_share
from ekrules.tables.tallies import Tallies


@dataclass(frozen=True)
class Origin:
    """What a figure rests on.

    kind: the first part of its reference; name: the rest. measure: the strategy's measure it is, or
    is made from. question: the one whose answers were counted. value: a share (0..1), a count or a
    day; None where it is unknown or is no single number. numerator, denominator: unweighted.
    """

    kind: str
    name: str
    measure: str | None = None
    question: str | None = None
    value: float | int | str | None = None
    numerator: int | None = None
    denominator: int | None = None
    base: Base | None = None


@dataclass(frozen=True)
class References:
    """Finds what every figure of one assessment's text rests on; tallies: of all respondents."""

    assessment: Assessment
    strategy: Strategy
    survey: Survey
    tallies: Tallies

    def origin(self, reference: str, goal: str | None = None) -> Origin:
        """Return what a reference leads to; goal: the one whose paragraph the figure stands in."""
        kind, _, name = reference.partition(":")
        match kind:
            case "measure" | "change" if name in self.assessment.measures:
                return _of_measure(kind, name, self.assessment.measures[name])
            case "question":
                return self._of_question(name)
            case "survey":
                return self._of_survey(name)
            case "strategy":
                return Origin(kind, name, value=self._counts_of_strategy.get(name))
            case "rollup":
                return self._of_roll_up(name)
            case "goals":
                goals = name.split("+")
                known = all(goal in self.strategy.goals for goal in goals)
                return Origin(kind, name, value=len(goals) if known else None)
            case "findings":
                held = [one.kind for one in self.assessment.findings if one.holds]
                return Origin(kind, name, value=held.count(name) if name else len(held))  # type: ignore[arg-type]
            case "goal":
                return self._of_goal(name)
            case "segment":
                return self._of_segment(name, goal)
            case "indicator":
                return self._of_indicator(name)
            case "method":
                return self._of_method(name)
        return Origin(kind, name)

    def _of_question(self, name: str) -> Origin:
        question, item, names, base = question_reference(name)
        nothing = Origin("question", name, question=question)
        asked = self.survey.questions.get(question)
        tally = self.tallies.of(question, item or None) if asked else None
        if asked is None or tally is None or base not in ("all", "asked", "answered", "known"):
            return nothing
        figures = QuestionFigures(self.survey, self.strategy, self.tallies, asked)
        if set(names) == set(KINDS):
            return _of_measure("question", name, missing_share(name, tally), question)
        if not set(names) <= set(figures.options):
            return nothing
        share = figures.share(names, item or None, base)  # type: ignore[arg-type]
        return _of_measure("question", name, share, question)

    def _of_survey(self, name: str) -> Origin:
        respondents, frame = self.survey.respondents, self.survey.frame_size
        if name == "response_rate":
            return Origin("survey", name, None, None, respondents / frame, respondents, frame)
        values: dict[str, int | str] = {
            "respondents": respondents,
            "frame": frame,
            "questions": len(self.survey.questions),
            "themes": len(self.survey.themes),
            "date": self.survey.description.reference_date.isoformat(),
        }
        return Origin("survey", name, value=values.get(name))

    @cached_property
    def _counts_of_strategy(self) -> dict[str, int]:
        goals = self.strategy.goals.values()
        derived = sum(goal.source == "derived" for goal in goals)
        return {
            "goals": len(goals),
            "published_goals": len(goals) - derived,
            "derived_goals": derived,
            "themes": len(self.strategy.themes),
        }

    def _of_roll_up(self, name: str) -> Origin:
        """As "helse" or "goals": something counted among them; as "helse:green": who are that."""
        of_what, _, which = name.partition(":")
        counted = self.counted(of_what)
        if counted is None:
            return Origin("rollup", name)
        total = sum(counted.values())
        if not which:
            return Origin("rollup", name, denominator=total)
        if which not in tuple(Status):
            return Origin("rollup", name, value=self._firmness.get(which))
        number = counted[Status(which)]
        return Origin("rollup", name, value=number, numerator=number, denominator=total)

    def counted(self, of_what: str) -> Counter[Status] | None:
        """How many have each status: of a theme's goals, of the themes, or of goals by source."""
        for rolled in (*self.assessment.themes, self.assessment.overall):
            if rolled.id == of_what:
                return Counter(dict(rolled.counted))
        sources = {"goals": ("published", "derived")} | {
            one: (one,) for one in ("published", "derived")
        }
        if of_what not in sources:
            return None
        written = self.strategy.goals
        return Counter(
            one.status
            for one in self.assessment.goals
            if written[one.goal].source in sources[of_what]
        )

    @cached_property
    def _firmness(self) -> dict[str, int]:
        """How many goals have an interval, and are the same all over it, and over the bounds."""
        probed = [one.robust for one in self.assessment.goals if one.robust is not None]
        return {
            "uncertain": len(probed),
            "firm": sum(one.same_in_interval for one in probed),
            "firm_in_bounds": sum(one.same_in_bounds for one in probed),
        }

    def _of_goal(self, name: str) -> Origin:
        goal_id, _, what = name.partition(":")
        goal = self.strategy.goals.get(goal_id)
        if goal is None:
            return Origin("goal", name)
        if what == "number":
            theme = self.strategy.theme_of_goal[goal_id]
            return Origin("goal", name, value=f"{theme.number}.{goal.number}")
        if what == "target":
            on = self.survey.description.reference_date
            return Origin("goal", name, measure=goal.attainment, value=goal.target_on(on))
        day = goal.deadline.isoformat() if isinstance(goal.deadline, date) else None
        return Origin("goal", name, value=day)

    def _of_indicator(self, name: str) -> Origin:
        """As "svartid:2009": an earlier observation of a measure's series, in its own unit."""
        measure, _, period = name.partition(":")
        series = getattr(self.assessment.measures.get(measure), "series", None)
        found = [one for one in series.known if str(one.period) == period] if series else []
        value = found[0].value if found else None
        return Origin("indicator", name, measure=measure, value=value)

    def _of_method(self, name: str) -> Origin:
        """As "helse-2:pace": what a method worked out of a goal, or was given for it."""
        goal_id, _, what = name.partition(":")
        judged = next((one.method for one in self.assessment.goals if one.goal == goal_id), None)
        if judged is None:
            return Origin("method", name)
        numbers = {one.name: one.value for one in judged.derived}
        numbers |= {one.name: one.value for one in judged.parameters}
        return Origin("method", name, value=numbers.get(what))

    def _of_segment(self, name: str, goal: str | None) -> Origin:
        breakdown, _, rest = name.partition(":")
        segment, _, of_others = rest.partition(":")
        tendency = self.tendency(breakdown, segment, goal)
        if tendency is None:
            return Origin("segment", name)
        share = tendency.others if of_others else tendency.share
        counts = tendency.other_counts if of_others else tendency.counts
        return Origin("segment", name, None, None, share, *counts)

    def tendency(self, breakdown: str, segment: str, goal: str | None) -> Tendency | None:
        """Return how a segment stands on a goal; None where it does not stand apart."""
        for one in self.assessment.segments:
            for tendency in one.tendencies if one.breakdown == breakdown else ():
                if (tendency.segment, tendency.goal) == (segment, goal):
                    return tendency
        return None


def question_reference(name: str) -> tuple[str, str, tuple[str, ...], str]:
    """Return question, grid item, answers and base; what is left out is empty.

    >>> question_reference("kanaler:epost=stor+svaert_stor/asked")
    ('kanaler', 'epost', ('stor', 'svaert_stor'), 'asked')
    """
    question, _, rest = name.partition(":")
    item, _, counted = rest.partition("=")
    answers, _, base = counted.partition("/")
    return question, item, tuple(answers.split("+")) if answers else (), base


def _of_measure(kind: str, name: str, measure: Measure, question: str | None = None) -> Origin:
    return Origin(
        kind,
        name,
        None if question else measure.id,
        question or measure.question,
        measure.value,
        measure.numerator,
        measure.denominator,
        measure.base,
    )
