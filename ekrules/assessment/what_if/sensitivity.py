"""Sensitivity: how many goals change colour as a bound moves, and which goals stand near one.

In: a strategy, its figures and its tables. Out: for each threshold, or parameter that is a bound,
the goals that change at every step; and each goal's distance to where its colour changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import inf, nextafter

from ekrules.assessment.assessed import Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.probing import ATTAINMENT
from ekrules.assessment.what_if.asking import GoalCase, Values, bands, conclusions, goal_case
from ekrules.assessment.what_if.thresholds import MOVED, Threshold, movable, thresholds
from ekrules.decision.conditions import Compare, InputReference, leaves
from ekrules.decision.tables import DecisionTable
from ekrules.goals.strategy import Strategy
from ekrules.tables.measure import Measure

MOST_POINTS = 20


@dataclass(frozen=True)
class Changed:
    """A goal that changes colour."""

    goal: str
    before: Status
    after: Status


@dataclass(frozen=True)
class Moved:
    """A bound moved by some percentage points, and the goals that change.

    bound: where it stands then; None for a parameter, which differs from goal to goal.
    """

    points: int
    bound: float | None
    changed: tuple[Changed, ...]


@dataclass(frozen=True)
class Sensitivity:
    """One bound at every step. moves: in order, the step of no points among them.

    goals: those that the bound may decide, by the inputs that they have besides the attainment.
    parameter: the name of the goals' own bound, where it is one; threshold: else.
    """

    table: str
    threshold: Threshold | None
    parameter: str | None
    goals: tuple[str, ...]
    moves: tuple[Moved, ...]

    @property
    def most_changed(self) -> int:
        """The most goals that change at any step."""
        return max((len(one.changed) for one in self.moves), default=0)


@dataclass(frozen=True)
class Nearness:
    """How far a goal's attainment is from where its colour changes; points: never negative."""

    goal: str
    status: Status
    value: Fraction
    bound: float
    beyond: Status

    @property
    def points(self) -> Fraction:
        """Percentage points between the attainment and the bound."""
        return abs(Fraction(self.bound) - self.value) * 100


def goal_cases(
    strategy: Strategy,
    measures: Mapping[str, Measure],
    tables: Mapping[str, DecisionTable],
    on: date,
) -> tuple[GoalCase, ...]:
    """Return every goal that a table judges as the table sees it, in the strategy's order."""
    judged = [goal for goal in strategy.goals.values() if goal.table_id in tables]
    return tuple(goal_case(goal, measures, tables, on) for goal in judged)


def sensitivities(
    cases: Sequence[GoalCase],
    tables: Mapping[str, DecisionTable],
    engines: EngineRoom,
    most_points: int = MOST_POINTS,
) -> tuple[Sensitivity, ...]:
    """Return every threshold of every table that judges a goal, then every parameter in use."""
    steps = range(-most_points, most_points + 1)
    found: list[Sensitivity] = []
    for table in tables.values():
        judged = [one for one in cases if one.table is table]
        if judged and ATTAINMENT in table.inputs:
            found += [_of(one, table, judged, steps, engines) for one in thresholds(table)]
            found += [
                _of_parameter(name, table, judged, steps, engines)
                for name in _parameters(table, judged)
            ]
    return tuple(found)


def _of(
    threshold: Threshold,
    table: DecisionTable,
    cases: Sequence[GoalCase],
    steps: Iterable[int],
    engines: EngineRoom,
) -> Sensitivity:
    moving = movable(table, threshold)
    to = {points: shifted(threshold.bound, points) for points in steps}
    allowed = {points: bound for points, bound in to.items() if threshold.allows(bound)}
    asked = [{**case.values, MOVED: bound} for bound in allowed.values() for case in cases]
    moves = _moves(allowed, moving, asked, cases, engines)
    return Sensitivity(
        table.id, threshold, None, _decided_by(threshold, table, cases, engines), moves
    )


def _decided_by(
    threshold: Threshold, table: DecisionTable, cases: Sequence[GoalCase], engines: EngineRoom
) -> tuple[str, ...]:
    """The goals that the bound parts: at some attainment one of its rows decides."""
    ends = (threshold.bound, nextafter(threshold.bound, -inf), nextafter(threshold.bound, inf))
    points = [one for one in ends if 0 <= one <= 1]
    asked = [{**case.values, ATTAINMENT: point} for case in cases for point in points]
    rows = [one.row.id if one.row else None for one in conclusions(table, asked, engines)]
    size = len(points)
    found = []
    for number, case in enumerate(cases):
        if case.values[ATTAINMENT] is not None:
            own = rows[number * size : (number + 1) * size]
            if len(set(own)) > 1 and set(own) & set(threshold.rows):
                found.append(case.goal.id)
    return tuple(found)


def _parameters(table: DecisionTable, cases: Sequence[GoalCase]) -> tuple[str, ...]:
    """The goals' own bounds that the table holds the attainment against."""
    found: dict[str, None] = {}
    for row in table.rows:
        for leaf in leaves(row.condition):
            if isinstance(leaf, Compare) and isinstance(leaf.bound, InputReference):
                pair = {leaf.input, leaf.bound.name}
                if ATTAINMENT in pair:
                    found.update(dict.fromkeys(pair - {ATTAINMENT}))
    return tuple(name for name in found if not any(name in case.measures for case in cases))


def _of_parameter(
    name: str,
    table: DecisionTable,
    cases: Sequence[GoalCase],
    steps: Iterable[int],
    engines: EngineRoom,
) -> Sensitivity:
    having = [case for case in cases if isinstance(case.values.get(name), int | float)]
    to = dict.fromkeys(steps)
    asked = [
        {**case.values, name: _within(shifted(float(case.values[name]), points))}  # type: ignore[arg-type]
        for points in to
        for case in having
    ]
    moves = _moves(to, table, asked, having, engines)
    return Sensitivity(table.id, None, name, tuple(one.goal.id for one in having), moves)


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _moves(
    to: Mapping[int, float | None],
    table: DecisionTable,
    asked: Sequence[Values],
    cases: Sequence[GoalCase],
    engines: EngineRoom,
) -> tuple[Moved, ...]:
    """Return a move for each step; asked: for every step in order, the values of every case."""
    if not cases:
        return tuple(Moved(points, bound, ()) for points, bound in to.items())
    said = [one.status for one in conclusions(table, asked, engines)]
    size = len(cases)
    by_step = {points: said[place * size : (place + 1) * size] for place, points in enumerate(to)}
    return tuple(
        Moved(
            points,
            bound,
            tuple(
                Changed(case.goal.id, before, after)
                for case, before, after in zip(cases, by_step[0], by_step[points], strict=True)
                if before is not after
            ),
        )
        for points, bound in to.items()
    )


def shifted(bound: float, points: int) -> float:
    """Return a bound some percentage points on, the nearest float of its decimal text.

    >>> shifted(0.6, 7), 0.6 + 0.07
    (0.67, 0.6699999999999999)
    """
    return float(Decimal(repr(float(bound))) + Decimal(points) / 100)


def nearest_bounds(cases: Sequence[GoalCase], engines: EngineRoom) -> tuple[Nearness, ...]:
    """Return the goals with the distance to where their colour changes, the nearest first.

    Goals without a known attainment are left out, and so are those that no attainment turns.
    """
    found = [one for case in cases if (one := _nearness(case, engines)) is not None]
    return tuple(sorted(found, key=lambda one: one.points))


def _nearness(case: GoalCase, engines: EngineRoom) -> Nearness | None:
    value = case.values.get(ATTAINMENT)
    if not isinstance(value, float):
        return None
    scale = bands(case, ATTAINMENT, 0.0, 1.0, engines)
    status = next(one.concluded.status for one in scale if one.holds(value))
    found = [
        # The bound itself belongs to the band above; what is below ends a hair under it.
        Nearness(case.goal.id, status, Fraction(value), bound, one.concluded.status)
        for one in scale
        if one.concluded.status is not status
        for bound in [one.lowest if one.lowest > value else nextafter(one.highest, inf)]
    ]
    return min(found, key=lambda one: one.points, default=None)
