"""Thresholds: the bounds that status tables hold the attainment against, each found once.

In: tables. Out: every threshold with the rows that share it, and how far it may move. A row that
asks for at least 60 % and its neighbour that asks for less than 60 % hold the same threshold:
moved apart they would leave a gap, or overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from ekrules.assessment.probing import ATTAINMENT
from ekrules.decision.conditions import (
    All,
    AnyOf,
    Clause,
    Compare,
    Condition,
    InputReference,
    IsUnknown,
    Leaf,
    NoneOf,
    clauses,
    leaves,
)
from ekrules.decision.inputs import Input
from ekrules.decision.tables import DecisionTable
from ekrules.yaml_reader.units import Value

# The name of the input that stands in for a bound while it moves; no file can declare it.
MOVED = "(the bound that moves)"

# A row's number in its table, and a leaf's number in the row.
Spot = tuple[int, int]


@dataclass(frozen=True)
class Threshold:
    """One bound on the attainment. rows: those that hold it; spots: where in the table.

    after, before: the thresholds next below and above it that may apply to the same goal; it must
    stay between them. conditions: what else the rows ask, one clause for each way.
    """

    table: str
    rows: tuple[str, ...]
    bound: float
    spots: frozenset[Spot]
    conditions: tuple[Clause, ...]
    after: float | None = None
    before: float | None = None

    def allows(self, bound: float) -> bool:
        """Whether it may stand there: between its neighbours, on neither, and within 0-100 %."""
        low = -inf if self.after is None else self.after
        high = inf if self.before is None else self.before
        return low < bound < high and 0 <= bound <= 1


def thresholds(table: DecisionTable) -> tuple[Threshold, ...]:
    """Return the table's thresholds on the attainment, in the order of its rows."""
    found: list[Threshold] = []
    for number, row in enumerate(table.rows):
        for place, leaf in enumerate(leaves(row.condition)):
            if _is_bound(leaf):
                one = Threshold(
                    table.id,
                    (row.id,),
                    float(leaf.bound),  # type: ignore[arg-type, union-attr]
                    frozenset({(number, place)}),
                    tuple(_elsewhere(row.condition)),
                )
                found = _merged(found, one)
    return tuple(_between_neighbours(one, found) for one in found)


def _is_bound(leaf: Leaf) -> bool:
    if not isinstance(leaf, Compare) or leaf.input != ATTAINMENT:
        return False
    in_order = leaf.operator in ("at_least", "more_than", "at_most", "below")
    return in_order and isinstance(leaf.bound, int | float)


def _elsewhere(condition: Condition) -> Iterator[Clause]:
    """Yield what each way to hold asks of the other inputs."""
    for clause in clauses(condition):
        yield tuple(leaf for leaf in clause if leaf.input != ATTAINMENT)


def _merged(found: Sequence[Threshold], one: Threshold) -> list[Threshold]:
    """Return the thresholds with one more, made one with those it is the other side of."""
    same = [other for other in found if other.bound == one.bound and _meet(other, one)]
    for other in same:
        rows = tuple(dict.fromkeys((*other.rows, *one.rows)))
        conditions = tuple(dict.fromkeys((*other.conditions, *one.conditions)))
        one = replace(one, rows=rows, spots=other.spots | one.spots, conditions=conditions)
    if not same:
        return [*found, one]
    return [one if other is same[0] else other for other in found if other not in same[1:]]


def _between_neighbours(one: Threshold, every: Sequence[Threshold]) -> Threshold:
    others = [other.bound for other in every if other is not one and _meet(other, one)]
    below = [bound for bound in others if bound < one.bound]
    above = [bound for bound in others if bound > one.bound]
    return replace(one, after=max(below, default=None), before=min(above, default=None))


def _meet(one: Threshold, other: Threshold) -> bool:
    """Whether both may apply to one goal, by what their rows ask of the other inputs."""
    return any(may_hold((*a, *b)) for a in one.conditions for b in other.conditions)


def may_hold(clause: Sequence[Leaf]) -> bool:
    """Whether all leaves can hold at once, input by input; in doubt they can."""
    names = dict.fromkeys(leaf.input for leaf in clause)
    return all(_may_hold_of_one([leaf for leaf in clause if leaf.input == name]) for name in names)


def _may_hold_of_one(parts: Sequence[Leaf]) -> bool:
    unknown = [isinstance(leaf, IsUnknown) for leaf in parts]
    if any(unknown):
        return all(unknown)
    low: tuple[float, bool] = (-inf, False)
    high: tuple[float, bool] = (inf, False)
    named: list[set[Value]] = []
    for leaf in parts:
        if not isinstance(leaf, Compare) or isinstance(leaf.bound, InputReference):
            continue
        several = leaf.bound if isinstance(leaf.bound, tuple) else (leaf.bound,)
        if leaf.operator in ("is", "is_one_of"):
            named.append(set(several))
        if isinstance(leaf.bound, int | float):
            if leaf.operator in ("at_least", "more_than"):
                low = max(low, (leaf.bound, leaf.operator == "more_than"))
            elif leaf.operator in ("at_most", "below"):
                # Of two with one bound the stricter counts: it comes first in this order.
                high = min(high, (leaf.bound, leaf.operator != "below"))
    crossed = low[0] > high[0] or (low[0] == high[0] and (low[1] or not high[1]))
    return not crossed and (not named or bool(set.intersection(*named)))


def movable(table: DecisionTable, threshold: Threshold) -> DecisionTable:
    """Return the table with the threshold as an input, MOVED, wherever it stands."""
    rows = tuple(
        replace(row, condition=_with_moved(row.condition, number, threshold.spots))
        for number, row in enumerate(table.rows)
    )
    inputs = {**table.inputs, MOVED: Input(MOVED, "share")}
    return replace(table, inputs=inputs, rows=rows, examples=(), not_judged=None)


def _with_moved(condition: Condition, row: int, spots: frozenset[Spot]) -> Condition:
    numbers = iter(range(sum(1 for _ in leaves(condition))))

    def rebuilt(part: Condition) -> Condition:
        if isinstance(part, All | AnyOf | NoneOf):
            return type(part)(tuple(rebuilt(one) for one in part.parts))
        if (row, next(numbers)) in spots and isinstance(part, Compare):
            return replace(part, bound=InputReference(MOVED))
        return part

    return rebuilt(condition)
