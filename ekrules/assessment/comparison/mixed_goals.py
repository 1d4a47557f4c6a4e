"""Mixed goals: the goals judged with some causes as on the new side, the others as on the old.

In: two sides and a state. Out: each goal that both have, as it is assessed then. A mix that no
files could state together, as a table that asks for a bound which the goal has not, is not judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ekrules.assessment.assessed import GoalAssessment
from ekrules.assessment.comparison.attribution import Verdict
from ekrules.assessment.comparison.causes import Cause, State
from ekrules.assessment.comparison.compared_side import ComparedSide
from ekrules.assessment.comparison.figures import Figures
from ekrules.assessment.comparison.method_mixing import fits, mixed_method
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.goal_tables import GOAL_UNITS
from ekrules.assessment.input_types import input_type
from ekrules.assessment.method_goals import assess_by_methods
from ekrules.assessment.statuses import assess_goals
from ekrules.decision.tables import DecisionTable
from ekrules.errors import InputError
from ekrules.goals.parameters import DatedShare, Parameter
from ekrules.goals.strategy import Goal, Strategy
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.units import Unit

if TYPE_CHECKING:
    from ekrules.methods.method import Method

# Why a mix is not judged: its table asks for what its goal does not give.
DOES_NOT_FIT = "does_not_fit"

Bound = TypeVar("Bound", DatedShare, Parameter)


@dataclass
class MixedGoals:
    """Judges the goals that both sides have; what was judged once is kept."""

    old: ComparedSide
    new: ComparedSide
    figures: Figures
    engines: EngineRoom = field(default_factory=EngineRoom)
    _found: dict[State, Mapping[str, GoalAssessment]] = field(default_factory=dict)

    @property
    def shared(self) -> tuple[str, ...]:
        """The goals that both sides have, in the order of the new one."""
        old = self.old.strategy.goals
        return tuple(one for one in self.new.strategy.goals if one in old)

    def verdict(self, goal_id: str, state: State) -> Verdict:
        """Return what a goal comes to; a person's judgement stands whatever the rules give."""
        found = self.assessed(state).get(goal_id)
        if found is None:
            return Verdict(None, reason=DOES_NOT_FIT)
        override = self._side("override", state).overrides.get(goal_id)
        computed, row = found.computed.value, found.decided_by.row if found.decided_by else None
        status = computed if override is None else override.status
        return Verdict(status, computed, row, found.reason)

    def assessed(self, state: State) -> Mapping[str, GoalAssessment]:
        """Return the goals by the rules alone; one that can't be judged so is not among them."""
        by_rules = state - {"override"}
        if by_rules not in self._found:
            self._found[by_rules] = self._assess(by_rules)
        return self._found[by_rules]

    def tables(self, state: State) -> dict[str, DecisionTable]:
        """Return the tables for goals; one that only the naming side has is taken from there."""
        rules, naming = (self._side(one, state).rules for one in ("rule", "method"))
        return {**naming.status, **rules.status}

    def goal(self, goal_id: str, state: State) -> Goal:
        """Return the goal as it is in a state, its dated bounds those of their own side's day."""
        judged, aimed, measured = (
            self._side(one, state).strategy.goals[goal_id]
            for one in ("method", "target", "measure")
        )
        day, target = self._side("target", state).on, aimed.target
        return judged.model_copy(
            update={
                "deadline": aimed.deadline,
                "target": _pinned(target, day) if isinstance(target, DatedShare) else target,
                "parameters": {n: _pinned(one, day) for n, one in aimed.parameters.items()},
                "attainment": measured.attainment,
                "inputs": measured.inputs,
                "coverage": measured.coverage,
            }
        )

    def methods(self, state: State) -> dict[str, Method]:
        """Return the methods that goals name, each mixed of its two versions where there are two.

        One whose tables do not fit the rest is not among them.
        """
        rest, ruling, aimed = (
            self._side(one, state).rules.methods for one in ("method", "rule", "target")
        )
        mixed = {
            name: mixed_method(one, ruling.get(name, one), aimed.get(name, one))
            for name, one in rest.items()
        }
        return {name: one for name, one in mixed.items() if fits(one, rest[name])}

    def _assess(self, state: State) -> Mapping[str, GoalAssessment]:
        naming = self._side("method", state).rules
        tables, measures = self.tables(state), self.figures.of(state)
        goals = [self.goal(one, state) for one in self.shared]
        by_table = [
            one
            for one in goals
            if one.table_id not in naming.methods and _fits(one, tables[one.table_id], measures)
        ]
        day = self._side("time", state).on
        assessed = assess_goals(
            self._strategy(by_table, state), measures, tables, day, self.engines
        )
        found = {one.goal: one for one in assessed}
        methods = self.methods(state)
        for goal in goals:
            method = methods.get(goal.table_id)
            if goal.table_id in naming.methods and method is not None:
                found |= self._by_method(goal, method, state)
        return found

    def _by_method(self, goal: Goal, method: Method, state: State) -> dict[str, GoalAssessment]:
        """Return the goal by its method; nothing where it gives a bound that the method has not.

        New figures come with their day: a method asks no day for what is later than it.
        """
        if method.indicator is None or not method.file.parameters.keys() >= goal.parameters.keys():
            return {}
        days = (self._side(one, state).on for one in ("time", "new_values"))
        strategy, groups = self._strategy([goal], state), {"": self.figures.of(state)}
        try:
            found = assess_by_methods(strategy, groups, {method.id: method}, max(days))
        except InputError:
            return {}
        return {one.goal: one for one in found.values()}

    def _strategy(self, goals: Sequence[Goal], state: State) -> Strategy:
        """One theme holds them all: what a goal comes to does not hang on its theme."""
        measures = self._side("measure", state).strategy.measures
        theme = self.new.strategy.themes[0]
        held = theme.model_copy(update={"goals": tuple(goals), "measures": measures})
        return replace(self.new.strategy, themes=(held,))

    def _side(self, cause: Cause, state: State) -> ComparedSide:
        return self.figures.side(cause, state)


def _pinned(dated: Bound, day: date) -> Bound:
    """Return a bound with the value of a day alone, whichever day it is then asked about."""
    begun = [one for one in dated.values if one.from_ <= day]
    newest = max(begun, key=lambda one: one.from_, default=None)
    kept, since = (dated.values[0], date.max) if newest is None else (newest, date.min)
    return dated.model_copy(update={"values": (kept.model_copy(update={"from_": since}),)})


def _fits(goal: Goal, table: DecisionTable, measures: Mapping[str, Measure]) -> bool:
    """Whether the goal gives all that the table asks for, in the units that it asks for."""
    units = {name: input_type(one.unit) for name, one in measures.items()}
    own = units.get(goal.attainment or "", "share")
    given: dict[str, Unit] = {
        **GOAL_UNITS,
        "attainment": own,
        "target": own,
        **{name: units.get(measure, "share") for name, measure in goal.inputs.items()},
        **{name: one.unit for name, one in goal.parameters.items()},
    }
    return all(given.get(name) == one.type for name, one in table.inputs.items())
