"""Conditions: a tree of comparisons, and the clauses that both engines run.

In: comparisons on named inputs, joined by all, any and none.
Out: clauses (`clauses`), so that a rule holds exactly when one of its clauses holds.
Three-valued (Kleene): a comparison on an unknown is unknown, and only what is true holds.
Never looks at a value: engines do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from ekrules.errors import Fault, InputError, Place
from ekrules.yaml_reader import units

# A rule that splits into more ways to hold than this can't be read by a person either, and
# "all of many any" would otherwise grow without bound.
MOST_CLAUSES = 64

UNPLACED = Place("(not from a file)")

# What a rule compares is what a person can write.
Value = units.Value
Operator = Literal["at_least", "more_than", "at_most", "below", "is", "is_one_of", "is_not"]

ORDER_OPERATORS: tuple[Operator, ...] = ("at_least", "more_than", "at_most", "below")
OPERATORS: tuple[Operator, ...] = (*ORDER_OPERATORS, "is", "is_one_of", "is_not")


@dataclass(frozen=True)
class InputReference:
    """A bound that is another input of the same case."""

    name: str


Bound = Value | tuple[Value, ...] | InputReference


@dataclass(frozen=True)
class Compare:
    """One input against a bound; unknown when the input, or the one it is held against, is."""

    input: str
    operator: Operator
    bound: Bound


@dataclass(frozen=True)
class IsUnknown:
    """Holds when the input has no value; never unknown itself."""

    input: str


@dataclass(frozen=True)
class IsKnown:
    """Holds when the input has a value; never unknown itself."""

    input: str


@dataclass(frozen=True)
class All:
    """Holds when every part does; without parts, always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """Holds when one part does; without parts, never."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class NoneOf:
    """Holds when every part is false; a part that is unknown is not false."""

    parts: tuple[Condition, ...]


Leaf = Compare | IsUnknown | IsKnown
Condition = Leaf | All | AnyOf | NoneOf
Clause = tuple[Leaf, ...]

ALWAYS = All(())


def clauses(condition: Condition, place: Place = UNPLACED) -> tuple[Clause, ...]:
    """Return the ways in which the condition can be true: all leaves of one of the clauses.

    Disjunctive normal form, in the order written, without repeats. Exact in Kleene's logic,
    because de Morgan's laws and distribution are. Raises InputError past MOST_CLAUSES.

    >>> a, b = Compare("a", "at_least", 0.6), Compare("b", "is", "full")
    >>> clauses(NoneOf((All((a, b)),)))
    ((Compare(input='a', operator='below', bound=0.6),), \
(Compare(input='b', operator='is_not', bound='full'),))
    """
    try:
        return tuple(tuple(clause) for clause in _ways(condition, wanted=True))
    except _TooManyWaysError:
        found = f"this condition can hold in more than {MOST_CLAUSES} ways"
        raise InputError([Fault(place, found, "split it into several rows or findings")]) from None


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the leaves in the order written, as written."""
    if isinstance(condition, (All, AnyOf, NoneOf)):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition


def read_inputs(parts: Iterable[Leaf]) -> tuple[str, ...]:
    """Return the inputs that the leaves read, bounds included, in order, each once."""
    names: dict[str, None] = {}
    for leaf in parts:
        names[leaf.input] = None
        if isinstance(leaf, Compare) and isinstance(leaf.bound, InputReference):
            names[leaf.bound.name] = None
    return tuple(names)


_COMPLEMENT: dict[Operator, Operator] = {
    "at_least": "below",
    "below": "at_least",
    "more_than": "at_most",
    "at_most": "more_than",
    "is": "is_not",
    "is_not": "is",
}

# A clause under way: its leaves in order, as keys, so that a repeated leaf stands once.
_Way = dict[Leaf, None]


class _TooManyWaysError(Exception):
    """The condition splits into more than MOST_CLAUSES clauses."""


def _ways(condition: Condition, wanted: bool) -> list[_Way]:
    """Return the ways in which the condition can come out as `wanted` (true, or false)."""
    if isinstance(condition, (All, AnyOf, NoneOf)):
        of_parts = [_ways(part, _wanted_of_part(condition, wanted)) for part in condition.parts]
        every_part = isinstance(condition, AnyOf) != wanted
        return _joined(of_parts) if every_part else _distinct(chain.from_iterable(of_parts))
    return [dict.fromkeys((condition,) if wanted else _complement(condition))]


def _wanted_of_part(condition: All | AnyOf | NoneOf, wanted: bool) -> bool:
    return not wanted if isinstance(condition, NoneOf) else wanted


def _joined(of_parts: Iterable[list[_Way]]) -> list[_Way]:
    """Return every way to take one way of each part."""
    joined: list[_Way] = [{}]
    for ways in of_parts:
        joined = _distinct(one | other for one in joined for other in ways)
    return joined


def _distinct(ways: Iterable[_Way]) -> list[_Way]:
    kept: dict[frozenset[Leaf], _Way] = {}
    for way in ways:
        kept.setdefault(frozenset(way), way)
        if len(kept) > MOST_CLAUSES:
            raise _TooManyWaysError
    return list(kept.values())


def _complement(leaf: Leaf) -> tuple[Leaf, ...]:
    """Return the leaves that all hold exactly where the leaf is false (and so not unknown)."""
    if isinstance(leaf, IsUnknown):
        return (IsKnown(leaf.input),)
    if isinstance(leaf, IsKnown):
        return (IsUnknown(leaf.input),)
    if isinstance(leaf.bound, tuple):
        return tuple(Compare(leaf.input, "is_not", value) for value in leaf.bound)
    return (Compare(leaf.input, _COMPLEMENT[leaf.operator], leaf.bound),)
