"""Statuses: each goal through the table that judges it, and how firmly its colour stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import (
    BEST_FIRST,
    DecidedBy,
    GoalAssessment,
    NextStatus,
    Robustness,
    SeenInput,
    Status,
)
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.method_goals import assess_by_methods
from ekrules.assessment.probing import (
    ATTAINMENT,
    best_first,
    bounds_on_attainment,
    probe_case,
    probe_points,
)
from ekrules.decision.deciding import Decision
from ekrules.decision.inputs import Case
from ekrules.decision.tables import DecisionTable
from ekrules.facts.goal_facts import GoalFacts, goal_facts
from ekrules.goals.strategy import Goal, Strategy
from ekrules.tables.measure import Measure, exact_share
from ekrules.yaml_reader.units import Value

# Methods take libraries that tables alone do without.
if TYPE_CHECKING:
    from ekrules.methods.method import Method

NO_ROW_APPLIES = "no_row_applies"
NO_METHODS: Mapping[str, Method] = MappingProxyType({})


@dataclass(frozen=True)
class _Judged:
    """One goal of one group on its way: its table, what the table saw, and what it decided."""

    group: str
    goal: Goal
    theme: str
    table: DecisionTable
    facts: GoalFacts
    values: Mapping[str, Value | None]
    decision: Decision

    @property
    def status(self) -> Status:
        return Status(self.decision.status or Status.GREY)


def assess_goals(
    strategy: Strategy,
    measures: Mapping[str, Measure],
    tables: Mapping[str, DecisionTable],
    on: date,
    engines: EngineRoom,
    methods: Mapping[str, Method] = NO_METHODS,
) -> tuple[GoalAssessment, ...]:
    """Return every goal's computed status, in the strategy's order; overrides come after."""
    return assess_goals_of_groups(strategy, {"": measures}, tables, on, engines, methods)[""]


def assess_goals_of_groups(
    strategy: Strategy,
    groups: Mapping[str, Mapping[str, Measure]],
    tables: Mapping[str, DecisionTable],
    on: date,
    engines: EngineRoom,
    methods: Mapping[str, Method] = NO_METHODS,
) -> dict[str, tuple[GoalAssessment, ...]]:
    """Return group -> its goals' statuses; every table is asked once, of all groups together.

    groups: group -> measure id -> Measure. methods: the published ones that goals name, by id.
    """
    judged = _judge(strategy, groups, tables, on, engines)
    probed = _probe(judged, groups, engines)
    found = {
        (one.group, one.goal.id): _assessed(one, groups[one.group], probed[one.group, one.goal.id])
        for one in judged
    }
    if methods:
        found |= assess_by_methods(strategy, groups, methods, on)
    return {group: tuple(found[group, goal] for goal in strategy.goals) for group in groups}


def _judge(
    strategy: Strategy,
    groups: Mapping[str, Mapping[str, Measure]],
    tables: Mapping[str, DecisionTable],
    on: date,
    engines: EngineRoom,
) -> list[_Judged]:
    goals = [goal for goal in strategy.goals.values() if goal.table_id in tables]
    facts = {
        (group, goal.id): goal_facts(goal, measures, on)
        for group, measures in groups.items()
        for goal in goals
    }
    decided: dict[tuple[str, str], Decision] = {}
    for table in tables.values():
        asked = [
            (group, goal.id) for group in groups for goal in goals if goal.table_id == table.id
        ]
        cases = [Case(_case_id(*one), table_values(table, facts[one])) for one in asked]
        decided |= dict(zip(asked, engines.decide(table, cases), strict=True))
    return [
        _Judged(
            group,
            goal,
            strategy.theme_of_goal[goal.id].theme,
            tables[goal.table_id],
            facts[group, goal.id],
            table_values(tables[goal.table_id], facts[group, goal.id]),
            decided[group, goal.id],
        )
        for group in groups
        for goal in goals
    ]


def _case_id(group: str, goal: str) -> str:
    return f"{goal} {group}" if group else goal


def table_values(table: DecisionTable, facts: GoalFacts) -> dict[str, Value | None]:
    """Return what a table sees of a goal: just the inputs that it declares."""
    return {name: facts.values.get(name) for name in table.inputs}


Probes = dict[float, Status]


def _probe(
    judged: Sequence[_Judged],
    groups: Mapping[str, Mapping[str, Measure]],
    engines: EngineRoom,
) -> dict[tuple[str, str], Probes]:
    """Return group and goal -> attainment -> status, for every attainment worth asking about."""
    probed: dict[tuple[str, str], Probes] = {(one.group, one.goal.id): {} for one in judged}
    for table in {one.table.id: one.table for one in judged}.values():
        asked = [
            (one, point)
            for one in judged
            if one.table is table
            for point in _points(one, groups[one.group])
        ]
        cases = [
            probe_case(f"{_case_id(one.group, one.goal.id)} {point!r}", one.values, point)
            for one, point in asked
        ]
        decisions = engines.decide_many(table, cases)
        for (one, point), decision in zip(asked, decisions, strict=True):
            probed[one.group, one.goal.id][point] = Status(decision.status or Status.GREY)
    return probed


def _points(one: _Judged, measures: Mapping[str, Measure]) -> list[float]:
    measure = measures.get(one.goal.attainment or "")
    if measure is None or measure.value is None or ATTAINMENT not in one.table.inputs:
        return []
    if not measure.is_share:
        # Nothing is uncertain of it, and there is no end to how far its table's bounds may lie.
        return []
    ends = [measure.value, measure.low, measure.high, measure.lowest, measure.highest]
    known = {end for end in ends if end is not None}
    # Up to 1.0, because the next better status may lie beyond every interval.
    beyond = probe_points(bounds_on_attainment(one.table, one.values), min(known), 1.0)
    return sorted(known | set(beyond))


def _assessed(one: _Judged, measures: Mapping[str, Measure], probed: Probes) -> GoalAssessment:
    row, measure = one.decision.row, measures.get(one.goal.attainment or "")
    return GoalAssessment(
        goal=one.goal.id,
        theme=one.theme,
        status=one.status,
        computed=one.status,
        reason=None if row else _why_grey(one),
        decided_by=DecidedBy(one.table.id, row.id, row.place, row.says) if row else None,
        inputs=tuple(
            SeenInput(
                name,
                value,
                one.facts.measures.get(name),
                one.facts.reasons.get(name),
                one.facts.in_force.get(name),
            )
            for name, value in one.values.items()
        ),
        override=None,
        robust=_robustness(one, measures, probed),
        to_next=_next_status(one.status, measure, probed) if probed and measure else None,
    )


def _why_grey(one: _Judged) -> str:
    """Why the first measure that the table asks for is unknown; else that no row was written."""
    for name in (ATTAINMENT, *one.goal.inputs, *one.goal.parameters):
        if name in one.values and name in one.facts.reasons:
            return one.facts.reasons[name]
    return NO_ROW_APPLIES


def _robustness(one: _Judged, measures: Mapping[str, Measure], probed: Probes) -> Robustness | None:
    """How firm the status is; None where nothing is uncertain, or more than the attainment is."""
    measure = measures.get(one.goal.attainment or "")
    others = [measures[name] for name in one.goal.inputs.values()]
    if not probed or measure is None or measure.low is None:
        return None
    if any(other.low is not None for other in others):
        return None

    def over(low: float | None, high: float | None) -> tuple[Status, ...]:
        ends = [end for end in (measure.value, low, high) if end is not None]
        return best_first({probed[p] for p in probed if min(ends) <= p <= max(ends)})

    return Robustness(over(measure.low, measure.high), over(measure.lowest, measure.highest))


def _next_status(status: Status, measure: Measure, probed: Probes) -> NextStatus | None:
    """The lowest attainment above today's that gives a better status, if one does."""
    if status not in BEST_FIRST or measure.value is None:
        return None
    better = BEST_FIRST[: BEST_FIRST.index(status)]
    reached = sorted(p for p, one in probed.items() if p > measure.value and one in better)
    if not reached:
        return None
    needed = reached[0]
    points = (Fraction(needed) - Fraction(measure.value)) * 100
    return NextStatus(probed[needed], needed, float(points), _more_needed(measure, needed))


def _more_needed(measure: Measure, needed: float) -> int | None:
    """How many more of the denominator it takes; None where the counts are not one group's.

    Nor where answers are weighted: it depends on who they are.
    """
    if measure.numerator is None or not measure.denominator:
        return None
    if measure.combined or measure.weighted:
        return None
    wanted = ceil(Fraction(needed) * measure.denominator)
    # The nearest float of the quotient decides, which may lie on the bound a count earlier.
    if exact_share(wanted - 1, measure.denominator) >= needed:
        wanted -= 1
    return wanted - measure.numerator
