"""Causes: the kinds of difference that may move a status, and the states made by mixing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal, get_args

# new_values: figures of a later wave or period. revised_values: the same wave and period with
# another figure. time: the day that time left is counted from. target: the target, the deadline and
# other bounds of the goal or indicator. measure: another definition of the figure. rule: the rows
# that judge. method: other rows or another method judges. override: a person's judgement.
# members: goals, indicators or entities that only one side has; they move only what rests on them.
Cause = Literal[
    "new_values",
    "revised_values",
    "time",
    "target",
    "measure",
    "rule",
    "method",
    "override",
    "members",
]
CAUSES: tuple[Cause, ...] = get_args(Cause)

# The causes that are as on the new side; the others are as on the old one.
State = frozenset[Cause]
OLD: State = frozenset()


def in_order(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Return causes in the order in which they are told."""
    given = set(causes)
    return tuple(one for one in CAUSES if one in given)


def states_of(causes: Iterable[Cause]) -> Iterator[State]:
    """Yield every state that mixes some of the causes, the old one first, then by how many.

    >>> [sorted(one) for one in states_of(["time", "rule"])]
    [[], ['time'], ['rule'], ['rule', 'time']]
    """
    ordered = in_order(causes)
    for size in range(len(ordered) + 1):
        yield from map(frozenset, combinations(ordered, size))
