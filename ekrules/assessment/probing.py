"""Probing: what a table would say at other attainments: robustness and the way to the next status.

A table is constant between its bounds, so it is enough to ask at the ends of a range, on every
bound inside it and just above each: what holds just below a bound holds all the way down to the
bound before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, nextafter

from ekrules.assessment.assessed import BEST_FIRST, Status
from ekrules.decision.conditions import All, Compare, Condition, InputReference, leaves
from ekrules.decision.inputs import Case
from ekrules.decision.tables import DecisionTable
from ekrules.facts.goal_facts import FactValue

ATTAINMENT = "attainment"


def bounds_on_attainment(table: DecisionTable, values: Mapping[str, FactValue]) -> list[float]:
    """Return the attainments at which the table may change its mind for this goal, lowest first."""
    found: set[float] = set()
    for row in table.rows:
        if _is_ruled_out(row.condition, values):
            continue
        for leaf in leaves(row.condition):
            if isinstance(leaf, Compare):
                found |= _bounds_of(leaf, values)
    return sorted(found)


def _is_ruled_out(condition: Condition, values: Mapping[str, FactValue]) -> bool:
    """Whether the row can't hold at any attainment, by what it asks of the goal's other inputs."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    return any(_is_out_of_reach(part, values) for part in parts)


def _is_out_of_reach(part: Condition, values: Mapping[str, FactValue]) -> bool:
    if not isinstance(part, Compare) or part.input == ATTAINMENT:
        return False
    value, bound = values.get(part.input), part.bound
    if not isinstance(value, float) or not isinstance(bound, (int, float)):
        return False
    match part.operator:
        case "at_least":
            return value < bound
        case "more_than":
            return value <= bound
        case "at_most":
            return value > bound
        case "below":
            return value >= bound
    return False


def _bounds_of(leaf: Compare, values: Mapping[str, FactValue]) -> set[float]:
    reference = leaf.bound.name if isinstance(leaf.bound, InputReference) else None
    if leaf.input == ATTAINMENT:
        bound = values.get(reference) if reference else leaf.bound
    elif reference == ATTAINMENT:
        bound = values.get(leaf.input)
    else:
        return set()
    return {float(bound)} if isinstance(bound, (int, float)) else set()


def probe_points(bounds: list[float], low: float, high: float) -> list[float]:
    """Return the attainments to ask at so that every status in low..high shows.

    >>> probe_points([0.9], 0.5, 0.6)
    [0.5, 0.6]
    """
    above = [nextafter(one, inf) for one in bounds]
    inside = {point for point in (*bounds, *above) if low < point < high}
    return sorted({low, high} | inside)


def probe_case(case_id: str, values: Mapping[str, FactValue], attainment: float) -> Case:
    """Return the goal's case with another attainment."""
    return Case(case_id, {**values, ATTAINMENT: attainment})


def best_first(statuses: set[Status]) -> tuple[Status, ...]:
    """Return the statuses from best to worst, grey last."""
    return tuple(one for one in (*BEST_FIRST, Status.GREY) if one in statuses)
