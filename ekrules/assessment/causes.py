"""Causes: why a goal's status moved, found by asking the same tables what they would have said.

In: an earlier record, this assessment, and how each measure changed. Out: a GoalChange for each
goal of both. Three questions are put to this year's rules: last year's answers with last year's
time left (another status than last year's means that the rules, the target or the deadline
changed), last year's answers with this year's time left, and this year's answers with last year's
time left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import Assessment, GoalAssessment, Status
from ekrules.assessment.changed import Cause, GoalChange, Hindrance, MeasureChange, WhatIf
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.method_causes import what_if_of_methods
from ekrules.assessment.previous import PreviousGoal, PreviousRecord
from ekrules.assessment.statuses import table_values
from ekrules.decision.inputs import Case
from ekrules.decision.tables import DecisionTable
from ekrules.facts.goal_facts import goal_facts
from ekrules.goals.strategy import Goal, Strategy
from ekrules.tables.measure import Measure, unknown_measure

# Methods take libraries that tables alone do without.
if TYPE_CHECKING:
    from ekrules.methods.method import Method

THEN, TIME_ALONE, ANSWERS_ALONE = "then", "time", "answers"


def goal_changes(
    previous: PreviousRecord,
    assessment: Assessment,
    strategy: Strategy,
    changes: Mapping[str, MeasureChange],
    tables: Mapping[str, DecisionTable],
    on: date,
    engines: EngineRoom,
    methods: Mapping[str, Method] | None = None,
) -> dict[str, GoalChange]:
    """Return goal id -> how its status changed, for the goals that stand in both.

    changes: those of every measure; tables: this year's, by id; on: this survey's date; methods:
    the published ones that goals name.
    """
    both = [one for one in assessment.goals if one.goal in previous.goals]
    asked = [strategy.goals[one.goal] for one in both]
    what_if = _what_if(previous, asked, assessment.measures, tables, on, engines)
    if methods:
        what_if |= what_if_of_methods(previous, strategy, assessment, methods, on)
    return {
        one.goal: _change(
            previous.goals[one.goal],
            one,
            [changes[name] for name in _figures(goal, tables.get(goal.table_id))],
            what_if.get(one.goal),
        )
        for one, goal in zip(both, asked, strict=True)
    }


def _figures(goal: Goal, table: DecisionTable | None) -> tuple[str, ...]:
    """The measures that the goal's table sees; a method sees the attainment alone."""
    if table is None:
        return () if goal.attainment is None else (goal.attainment,)
    named = {"attainment": goal.attainment, **goal.inputs}
    return tuple(name for key, name in named.items() if name is not None and key in table.inputs)


def _what_if(
    previous: PreviousRecord,
    goals: Sequence[Goal],
    now: Mapping[str, Measure],
    tables: Mapping[str, DecisionTable],
    on: date,
    engines: EngineRoom,
) -> dict[str, WhatIf]:
    """Return goal id -> what this year's rules would say; nothing where the day is unknown."""
    if previous.reference_date is None:
        return {}
    day = previous.reference_date
    then = {name: previous.measures.get(name) or _unasked(name) for name in now}
    settings = {THEN: (then, day), TIME_ALONE: (then, on), ANSWERS_ALONE: (now, day)}
    found: dict[str, dict[str, Status]] = {goal.id: {} for goal in goals if goal.table_id in tables}
    for table in tables.values():
        # This year's bounds throughout: a bound that moved is a changed rule, not time that passed.
        cases = [
            Case(f"{goal.id} {name}", table_values(table, goal_facts(goal, measures, when, on)))
            for goal in goals
            if goal.table_id == table.id
            for name, (measures, when) in settings.items()
        ]
        for decision in engines.decide_many(table, cases):
            goal_id, _, name = decision.case.partition(" ")
            found[goal_id][name] = Status(decision.status or Status.GREY)
    return {
        goal: WhatIf(one[THEN], one[TIME_ALONE], one[ANSWERS_ALONE]) for goal, one in found.items()
    }


def _unasked(name: str) -> Measure:
    return unknown_measure(name, "not_in_survey")


def _change(
    then: PreviousGoal,
    now: GoalAssessment,
    figures: Sequence[MeasureChange],
    what_if: WhatIf | None,
) -> GoalChange:
    hindrance = next((one.hindrance for one in figures if one.hindrance is not None), None)
    if hindrance is None and what_if is None:
        # Without last year's day there is no telling what the time left has done.
        hindrance = Hindrance("basis_unknown", now.goal)
    grey = next((one for one in (now, then) if one.computed is Status.GREY), None)
    return GoalChange(
        goal=now.goal,
        then=then.status,
        now=now.status,
        computed_then=then.computed,
        computed_now=now.computed,
        cause=_cause(then, now, hindrance, what_if),
        hindrance=hindrance,
        grey_because=grey.reason if grey else None,
        what_if=what_if,
        is_clear=any(one.is_clear for one in figures),
    )


def _cause(
    then: PreviousGoal, now: GoalAssessment, hindrance: Hindrance | None, what_if: WhatIf | None
) -> Cause | None:
    """Why the status is another one; None where it is not."""
    if then.status is now.status:
        return None
    if then.status is not then.computed or now.status is not now.computed:
        return "override"
    if Status.GREY in (then.computed, now.computed):
        return "coverage"
    # Without a comparison nobody can say that it was the answers, or that it was not.
    if hindrance is not None or what_if is None:
        return "not_comparable"
    if what_if.then is not then.computed:
        return "rules"
    if what_if.time_alone is now.computed and what_if.answers_alone is not now.computed:
        return "time"
    if what_if.answers_alone is now.computed and what_if.time_alone is not now.computed:
        return "answers"
    return "both"
