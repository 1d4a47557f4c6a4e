"""Cells: what clauses divide cases into, so that all cases of a cell are decided at once.

In: clauses. Out: an axis for each input that they test, and each pair of inputs that they hold
against each other: where it is divided, and which clauses can hold at each position on it. A clause
holds in a cell exactly where it can hold at the cell's position on every axis. Never looks at a
case: engines do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ekrules.decision.conditions import (
    ORDER_OPERATORS,
    Clause,
    Compare,
    InputReference,
    IsUnknown,
    Leaf,
    Value,
)

# On every axis. What is known stands at 1 and up.
UNKNOWN = 0
# A set of clauses: the bit of a clause's number is set where it is in.
ClauseSet = int


@dataclass(frozen=True)
class Cut:
    """Where an axis is divided: just before the bound, or just after it."""

    bound: Value
    is_after: bool


@dataclass(frozen=True)
class OrderedAxis:
    """An input that is held against bounds by order: its position is 1 and the cuts before it."""

    input: str
    cuts: tuple[Cut, ...]
    can_hold: tuple[ClauseSet, ...]


@dataclass(frozen=True)
class NamedAxis:
    """An input of which values are named: 1 is any other value, 2 the first named, and so on."""

    input: str
    values: tuple[Value, ...]
    can_hold: tuple[ClauseSet, ...]


@dataclass(frozen=True)
class PairAxis:
    """An input held against another of the same case: 1 where it is less, 2 equal, 3 more."""

    input: str
    other: str
    can_hold: tuple[ClauseSet, ...]


Axis = OrderedAxis | NamedAxis | PairAxis
_PAIR_CUTS = {Cut(0, is_after=False): 0, Cut(0, is_after=True): 1}


def axes(clauses: Sequence[Clause]) -> tuple[Axis, ...]:
    """Return the axes that the clauses divide cases on, in the order they are first tested.

    >>> low, high = Compare("a", "below", 3), Compare("a", "at_least", 3)
    >>> axes([(low,), (high,)])
    (OrderedAxis(input='a', cuts=(Cut(bound=3, is_after=False),), can_hold=(0, 1, 2)),)
    """
    tested: dict[tuple[str, str | None], list[tuple[int, Leaf]]] = {}
    for number, clause in enumerate(clauses):
        for leaf in clause:
            tested.setdefault((leaf.input, _other(leaf)), []).append((number, leaf))
    return tuple(
        _axis(name, other, leaves, len(clauses)) for (name, other), leaves in tested.items()
    )


def members(held: ClauseSet, rule_numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the rules of which a clause is in the set, in order, each once.

    >>> members(0b1101, [0, 1, 1, 1])
    (0, 1)
    """
    found = {rule: None for clause, rule in enumerate(rule_numbers) if held >> clause & 1}
    return tuple(found)


def _other(leaf: Leaf) -> str | None:
    if isinstance(leaf, Compare) and isinstance(leaf.bound, InputReference):
        return leaf.bound.name
    return None


def _axis(name: str, other: str | None, leaves: list[tuple[int, Leaf]], clauses: int) -> Axis:
    if other is not None:
        return PairAxis(name, other, _can_hold(leaves, clauses, 4, _PAIR_CUTS))
    compared = [leaf for _, leaf in leaves if isinstance(leaf, Compare)]
    if any(leaf.operator in ORDER_OPERATORS for leaf in compared):
        cuts = sorted({cut for leaf in compared for cut in _cuts(leaf)}, key=_in_order)
        numbers = {cut: number for number, cut in enumerate(cuts)}
        return OrderedAxis(name, tuple(cuts), _can_hold(leaves, clauses, len(cuts) + 2, numbers))
    values = tuple(dict.fromkeys(value for leaf in compared for value in _values(leaf)))
    # A named value lies between the cuts before and after it, if the values are put in a row.
    ends = {
        Cut(value, end): number + end
        for number, value in enumerate(values)
        for end in (False, True)
    }
    return NamedAxis(name, values, _can_hold(leaves, clauses, len(values) + 2, ends))


def _in_order(cut: Cut) -> tuple[Any, bool]:
    return cut.bound, cut.is_after


def _values(leaf: Compare) -> Iterator[Value]:
    """Yield the bounds of a comparison; one with another input has the only one of its axis."""
    if isinstance(leaf.bound, InputReference):
        yield 0
    elif isinstance(leaf.bound, tuple):
        yield from leaf.bound
    else:
        yield leaf.bound


def _cuts(leaf: Compare) -> Iterator[Cut]:
    """Yield where what the comparison says turns."""
    for value in _values(leaf):
        if leaf.operator not in ("more_than", "at_most"):
            yield Cut(value, is_after=False)
        if leaf.operator not in ("at_least", "below"):
            yield Cut(value, is_after=True)


def _can_hold(
    leaves: list[tuple[int, Leaf]], clauses: int, positions: int, numbers: dict[Cut, int]
) -> tuple[ClauseSet, ...]:
    """Return for each position the clauses of which every leaf on the axis holds there."""
    found = [(1 << clauses) - 1] * positions
    for clause, leaf in leaves:
        for position in range(positions):
            if not _holds(leaf, position, numbers):
                found[position] &= ~(1 << clause)
    return tuple(found)


def _holds(leaf: Leaf, position: int, numbers: dict[Cut, int]) -> bool:
    if not isinstance(leaf, Compare):
        return (position == UNKNOWN) == isinstance(leaf, IsUnknown)
    if position == UNKNOWN:
        return False

    def is_past(value: Value, is_after: bool) -> bool:
        return position - 1 > numbers[Cut(value, is_after)]

    values = list(_values(leaf))
    if leaf.operator in ("at_least", "below"):
        return is_past(values[0], is_after=False) == (leaf.operator == "at_least")
    if leaf.operator in ("more_than", "at_most"):
        return is_past(values[0], is_after=True) == (leaf.operator == "more_than")
    equal = any(is_past(one, is_after=False) and not is_past(one, is_after=True) for one in values)
    return equal != (leaf.operator == "is_not")
