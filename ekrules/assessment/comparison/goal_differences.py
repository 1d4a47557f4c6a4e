"""Goal differences: all that may move one goal's status, with what it was and became.

In: two sides and a goal that both have. Out: Differences, each of one cause. Only what the tables
that judge the goal ask about is told: a deadline that no row reads moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from ekrules.assessment.comparison.compared_side import ComparedSide
from ekrules.assessment.comparison.differences import Difference, Overridden, Written, written
from ekrules.assessment.comparison.figure_differences import FigureDifferences
from ekrules.assessment.comparison.figures import Figures
from ekrules.assessment.comparison.indicator_differences import (
    SeriesDifferences,
    bounds_of,
    definitions_of,
)
from ekrules.assessment.comparison.method_mixing import OF_SERIES
from ekrules.assessment.comparison.table_differences import table_differences
from ekrules.assessment.overrides import Override
from ekrules.facts.time_left import years_left
from ekrules.goals.strategy import Goal
from ekrules.yaml_reader.units import Unit

if TYPE_CHECKING:
    from ekrules.methods.method import Method

EXPIRED = "expired"


@dataclass(frozen=True)
class GoalDifferences:
    """Finds what differs for each goal of two sides."""

    old: ComparedSide
    new: ComparedSide
    figures: Figures

    def of(self, goal_id: str) -> tuple[Difference, ...]:
        """Return what differs for a goal, cause by cause."""
        was, now = self.old.strategy.goals[goal_id], self.new.strategy.goals[goal_id]
        read = FigureDifferences(self.figures)
        names = self._used(was), self._used(now)
        return (
            *read.values(*names),
            *self._time(was, now),
            *self._aims(was, now),
            *self._parameters(was, now),
            *self._measured(was, now),
            *read.definitions(*names),
            *self._rules(was, now),
            *self._override(goal_id),
        )

    @property
    def _sides(self) -> tuple[ComparedSide, ComparedSide]:
        return self.old, self.new

    def _asked(self, *goals: Goal) -> frozenset[str]:
        """What the tables and methods that judge the goal, on either side, ask about."""
        named = [one.rules.status.get(goal.table_id) for one in self._sides for goal in goals]
        asked = {name for table in named if table is not None for name in table.inputs}
        for method in self._methods(*goals):
            asked |= {"attainment", *method.file.parameters}
        return frozenset(asked)

    def _methods(self, *goals: Goal) -> tuple[Method, ...]:
        """The published methods that judge the goal, on either side."""
        named = (one.rules.methods.get(goal.table_id) for one in self._sides for goal in goals)
        return tuple(method for method in named if method is not None)

    def _used(self, goal: Goal) -> tuple[str, ...]:
        """The measures that the goal's tables see."""
        named = {"attainment": goal.attainment, **goal.inputs}
        asked = self._asked(goal)
        return tuple(dict.fromkeys(one for key, one in named.items() if one and key in asked))

    def _time(self, was: Goal, now: Goal) -> Iterator[Difference]:
        yield from self._day_of_method(was, now)
        if "years_left" not in self._asked(was, now):
            return
        for goal in (now, was):
            left = [years_left(side.on, goal.deadline) for side in self._sides]
            if left[0] != left[1]:
                told = [None if one is None else Written(one, "years") for one in left]
                places = [side.survey.description.at("reference_date") for side in self._sides]
                yield Difference("time", "years_left", goal.id, told, places)
                return

    def _day_of_method(self, was: Goal, now: Goal) -> Iterator[Difference]:
        """A method may ask how old an observation is, or where the path stands on a day."""
        methods = [side.rules.methods.get(goal.table_id) for side, goal in self._with(was, now)]
        derives = any(one is not None and one.file.derived for one in methods)
        if derives and self.old.on != self.new.on:
            told = [Written(side.on, "date") for side in self._sides]
            places = [side.survey.description.at("reference_date") for side in self._sides]
            yield Difference("time", "reference_date", now.id, told, places)

    def _with(self, was: Goal, now: Goal) -> tuple[tuple[ComparedSide, Goal], ...]:
        return (self.old, was), (self.new, now)

    def _aims(self, was: Goal, now: Goal) -> Iterator[Difference]:
        asked = self._asked(was, now)
        if asked & {"years_left", "deadline"} and was.deadline != now.deadline:
            told = [_deadline(goal) for goal in (was, now)]
            places = [goal.at("deadline") for goal in (was, now)]
            yield Difference("target", "deadline", now.id, told, places)
        targets = was.target_on(self.old.on), now.target_on(self.new.on)
        if "target" in asked and targets[0] != targets[1]:
            unit: Unit = "share" if self._is_share(now) else "number"
            aims = [None if one is None else Written(one, unit) for one in targets]
            places = [goal.at("target") for goal in (was, now)]
            yield Difference("target", "target", now.id, aims, places)

    def _parameters(self, was: Goal, now: Goal) -> Iterator[Difference]:
        asked = self._asked(was, now)
        for name in dict.fromkeys((*now.parameters, *was.parameters)):
            bounds = [_in_force(was, name, self.old.on), _in_force(now, name, self.new.on)]
            if name in asked and bounds[0] != bounds[1]:
                places = [
                    goal.key_at("parameters", name) if name in goal.parameters else None
                    for goal in (was, now)
                ]
                yield Difference("target", "parameter", name, bounds, places)

    def _measured(self, was: Goal, now: Goal) -> Iterator[Difference]:
        asked = self._asked(was, now)
        keys: tuple[Literal["attainment", "coverage"], ...] = ("attainment", "coverage")
        for key in keys:
            told = [written(getattr(goal, key)) for goal in (was, now)]
            if key in asked and told[0] != told[1]:
                places = [goal.at(key) for goal in (was, now)]
                yield Difference("measure", key, now.id, told, places)
        for name in dict.fromkeys((*now.inputs, *was.inputs)):
            told = [written(goal.inputs.get(name)) for goal in (was, now)]
            if name in asked and told[0] != told[1]:
                places = [goal.at("inputs") for goal in (was, now)]
                yield Difference("measure", "input", name, told, places)

    def _rules(self, was: Goal, now: Goal) -> Iterator[Difference]:
        for name in dict.fromkeys((now.table_id, was.table_id)):
            old, new = (side.rules.status.get(name) for side in self._sides)
            if old is not None and new is not None:
                yield from table_differences(old, new)
            yield from self._of_method(name)
        yield from self._of_catalogue(was, now)
        if was.table_id != now.table_id:
            told = [Written(goal.table_id) for goal in (was, now)]
            places = [goal.at("judged_by") for goal in (was, now)]
            yield Difference("method", "judged_by", now.id, told, places)

    def _is_share(self, goal: Goal) -> bool:
        measure = self.new.assessment.measures.get(goal.attainment or "")
        return measure is None or measure.is_share

    def _of_method(self, name: str) -> Iterator[Difference]:
        old, new = (side.rules.methods.get(name) for side in self._sides)
        if old is None or new is None:
            return
        from ekrules.assessment.comparison.method_differences import defaults_of, of_methods

        yield from defaults_of(old, new)
        yield from of_methods(old, new)

    def _of_catalogue(self, was: Goal, now: Goal) -> Iterator[Difference]:
        """What a method reads beside the figures: the catalogue, and the others in it."""
        methods = self._methods(was, now)
        if not methods:
            return
        names = tuple(dict.fromkeys((*self._used(now), *self._used(was))))
        for one in self.figures.entries(names):
            yield from bounds_of(*one)
            yield from definitions_of(*one, OF_SERIES)
        around, holds = SeriesDifferences(self.figures), any(one.file.across for one in methods)
        yield from around.entities(names, all_of_them=holds)
        if holds:
            yield from around.of_others(names)

    def _override(self, goal_id: str) -> Iterator[Difference]:
        was, now = (side.overrides.get(goal_id) for side in self._sides)
        if _said(was) == _said(now):
            return
        note = EXPIRED if was is not None and now is None and was.until < self.new.on else None
        places = [None if one is None else one.place for one in (was, now)]
        yield Difference("override", "override", goal_id, (_said(was), _said(now)), places, note)


def _deadline(goal: Goal) -> Written:
    return Written(goal.deadline, "date" if isinstance(goal.deadline, date) else None)


def _in_force(goal: Goal, name: str, day: date) -> Written | None:
    found = goal.in_force(day).get(name)
    return None if found is None else Written(found.value, found.unit)


def _said(override: Override | None) -> Overridden | None:
    if override is None:
        return None
    return Overridden(override.status, override.by, override.until.isoformat())
