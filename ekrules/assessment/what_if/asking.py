"""Asking: one goal as its table sees it, and what the table says when one input is another.

In: a goal's facts. Out: bands, the ranges of one input over which the table says the same.
A table changes its mind only where an input crosses a bound, so asking on every bound, and between
each pair of them, is asking everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import inf, nextafter
from typing import NoReturn

from ekrules.assessment.assessed import BEST_FIRST, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.statuses import table_values
from ekrules.decision.conditions import Compare, InputReference, leaves
from ekrules.decision.deciding import Decision
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, InputError
from ekrules.facts.goal_facts import goal_facts
from ekrules.goals.strategy import Goal
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.units import Value

Values = Mapping[str, Value | None]


@dataclass(frozen=True)
class GoalCase:
    """A goal, the table that judges it, and what the table sees on a day.

    measures: input name -> measure id, for the inputs that are figures. reasons: input name ->
    why it is unknown.
    """

    goal: Goal
    table: DecisionTable
    values: Values
    measures: Mapping[str, str]
    reasons: Mapping[str, str]

    def with_values(self, changed: Values) -> GoalCase:
        """Return the case with other values for some inputs."""
        return replace(self, values={**self.values, **changed})


@dataclass(frozen=True)
class Concluded:
    """What a table says: a status, and the row that gives it; no row is grey."""

    status: Status
    row: Row | None

    def is_better_than(self, other: Status) -> bool:
        """Whether the colour is a better one; any colour is better than grey."""
        return rank(self.status) < rank(other)


@dataclass(frozen=True)
class Band:
    """The values lowest..highest of one input, both among them, that come to the same."""

    lowest: float
    highest: float
    concluded: Concluded

    def holds(self, value: float) -> bool:
        """Whether the value lies in the band."""
        return self.lowest <= value <= self.highest


def rank(status: Status) -> int:
    """Return 0 for the best status; grey, which says nothing of the goal, comes last."""
    return (*BEST_FIRST, Status.GREY).index(status)


def goal_case(
    goal: Goal,
    measures: Mapping[str, Measure],
    tables: Mapping[str, DecisionTable],
    on: date,
) -> GoalCase:
    """Return a goal as its table sees it on a day; InputError where a method judges it."""
    if goal.table_id not in tables:
        _refuse_judged_by_method(goal)
    table, facts = tables[goal.table_id], goal_facts(goal, measures, on)
    values = table_values(table, facts)
    return GoalCase(goal, table, values, facts.measures, facts.reasons)


def _refuse_judged_by_method(goal: Goal) -> NoReturn:
    found = f'"{goal.id}" is judged by the method "{goal.table_id}"'
    expected = "what if is asked of decision tables; "
    expected += f'"ekrules explain {goal.id}" tells which newest value gives a better status'
    raise InputError([Fault(goal.at("judged_by"), found, expected)])


def conclusions(
    table: DecisionTable, asked: Iterable[Values], engines: EngineRoom
) -> tuple[Concluded, ...]:
    """Return what the table says of each set of values, in order."""
    cases = [table.case(str(number), values) for number, values in enumerate(asked)]
    return tuple(concluded(one) for one in engines.decide_many(table, cases))


def concluded(decision: Decision) -> Concluded:
    """Return a decision as a status and its row."""
    return Concluded(Status(decision.status or Status.GREY), decision.row)


def bounds_on(name: str, table: DecisionTable, values: Values) -> tuple[float, ...]:
    """Return the numbers that the table holds an input against, for these values, lowest first.

    A bound that is another input counts with the value it has here; so does an input that `name`
    is the bound of.
    """
    found: set[float] = set()
    for row in table.rows:
        for leaf in leaves(row.condition):
            if isinstance(leaf, Compare):
                found.update(_numbers_against(name, leaf, values))
    return tuple(sorted(found))


def _numbers_against(name: str, leaf: Compare, values: Values) -> list[float]:
    reference = leaf.bound.name if isinstance(leaf.bound, InputReference) else None
    if leaf.input == name:
        bound = values.get(reference) if reference else leaf.bound
    elif reference == name:
        bound = values.get(leaf.input)
    else:
        return []
    several = bound if isinstance(bound, tuple) else (bound,)
    return [
        float(one) for one in several if isinstance(one, int | float) and not isinstance(one, bool)
    ]


def bands(
    case: GoalCase, name: str, low: float, high: float, engines: EngineRoom
) -> tuple[Band, ...]:
    """Return the bands of an input from low to high, the other inputs being as they are.

    Neighbours that the same row decides are one band.
    """
    ranges = ranges_of(case, name, low, high)
    asked = [{**case.values, name: lowest} for lowest, _ in ranges]
    found: list[Band] = []
    said = conclusions(case.table, asked, engines)
    for (lowest, highest), one in zip(ranges, said, strict=True):
        if found and found[-1].concluded == one:
            found[-1] = replace(found[-1], highest=highest)
        else:
            found.append(Band(lowest, highest, one))
    return tuple(found)


def ranges_of(
    case: GoalCase, name: str, low: float, high: float
) -> tuple[tuple[float, float], ...]:
    """Return low..high of an input cut where the table may change its mind; a count is whole."""
    bounds = bounds_on(name, case.table, case.values)
    return ranges_between(bounds, low, high, whole=case.table.inputs[name].type == "count")


def ranges_between(
    bounds: Iterable[float], low: float, high: float, *, whole: bool = False
) -> tuple[tuple[float, float], ...]:
    """Return low..high cut on each bound and on both sides of it.

    whole: only whole numbers are wanted; low, high and the bounds are such.

    >>> ranges_between([0.5], 0.0, 1.0)
    ((0.0, 0.49999999999999994), (0.5, 0.5), (0.5000000000000001, 1.0))
    >>> ranges_between([5.0], 0, 9, whole=True)
    ((0, 4), (5, 5), (6, 9))
    """
    found: list[tuple[float, float]] = []
    start = low
    for bound in sorted({int(one) if whole else one for one in bounds}):
        if not low <= bound <= high:
            continue
        if start < bound:
            found.append((start, bound - 1 if whole else nextafter(bound, -inf)))
        found.append((bound, bound))
        start = bound + 1 if whole else nextafter(bound, inf)
    if start <= high:
        found.append((start, high))
    return tuple(found)
