"""Positions: conditions and cases as small whole numbers, for the rete engine.

In: clauses, cases. Out: tests and facts whose every value is a position among the bounds that
the clauses name: 2 * i + 1 on the i-th bound, 2 * i just before it. Order and equality are kept
exactly, whatever the type: no decimal text, date or hostile string ever reaches durable-rules,
which rejects "1e-05", reads NaN as null and takes true, 1 and "true" for the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ekrules.decision.conditions import (
    Clause,
    Compare,
    InputReference,
    IsUnknown,
    Leaf,
    Operator,
    Value,
)
from ekrules.decision.inputs import Case

# Every fact holds this key, and every pattern begins with it.
PRESENCE = "k"

# On the only bound of a comparison with another input of the same case.
_EQUAL = 1

_TESTS: dict[Operator, str] = {
    "at_least": "$gte",
    "more_than": "$gt",
    "at_most": "$lte",
    "below": "$lt",
    "is_not": "$neq",
}


@dataclass(frozen=True)
class Subject:
    """What one key of a fact tells: an input's position among bounds, or against another input."""

    input: str
    against: str | None = None


@dataclass(frozen=True)
class Encoding:
    """Numbers the subjects of some clauses, and orders the bounds of each input."""

    numbers: Mapping[Subject, int]
    bounds: Mapping[str, Sequence[Any]]

    def pattern(self, clause: Clause) -> list[dict[str, Any]]:
        """Return the clause as tests on one fact, in durable-rules' notation."""
        return [{PRESENCE: 1}, *(self._test(leaf) for leaf in clause)]

    def fact(self, case: Case) -> dict[str, int]:
        """Return the case as a fact; a subject with an unknown input has no position."""
        fact = {PRESENCE: 1}
        for subject, number in self.numbers.items():
            value = case.values[subject.input]
            if subject.against is None:
                fact |= self._known_or_not(number, subject.input, value)
            elif value is not None and (other := case.values[subject.against]) is not None:
                fact[f"i{number}"] = _position(value, (other,))
        return fact

    def _known_or_not(self, number: int, name: str, value: Value | None) -> dict[str, int]:
        if value is None:
            return {f"u{number}": 1}
        return {f"i{number}": _position(value, self.bounds[name])}

    def _test(self, leaf: Leaf) -> dict[str, Any]:
        number = self.numbers[_subject(leaf)]
        if isinstance(leaf, IsUnknown):
            return {f"u{number}": 1}
        key = f"i{number}"
        if not isinstance(leaf, Compare):
            return {"$gte": {key: 0}}
        # A value written twice would make the rule fire twice.
        distinct = dict.fromkeys(self._on_bound(leaf.input, bound) for bound in _bounds(leaf))
        on_bounds = [{key: position} for position in distinct]
        if leaf.operator == "is_one_of":
            return {"$or": on_bounds}
        return on_bounds[0] if leaf.operator == "is" else {_TESTS[leaf.operator]: on_bounds[0]}

    def _on_bound(self, name: str, bound: Value | InputReference) -> int:
        if isinstance(bound, InputReference):
            return _EQUAL
        return _position(bound, self.bounds[name])


def encode(clauses: Iterable[Clause]) -> Encoding:
    """Return the encoding that serves these clauses."""
    numbers: dict[Subject, int] = {}
    found: dict[str, set[Any]] = {}
    for clause in clauses:
        for leaf in clause:
            numbers.setdefault(_subject(leaf), len(numbers))
            literals = (one for one in _bounds(leaf) if not isinstance(one, InputReference))
            found.setdefault(leaf.input, set()).update(literals)
    return Encoding(numbers, {name: sorted(bounds) for name, bounds in found.items()})


def subjects(clause: Clause) -> set[Subject]:
    """Return what the clause's tests read; each is one key of a fact."""
    return {_subject(leaf) for leaf in clause}


def _subject(leaf: Leaf) -> Subject:
    if isinstance(leaf, Compare) and isinstance(leaf.bound, InputReference):
        return Subject(leaf.input, leaf.bound.name)
    return Subject(leaf.input)


def _bounds(leaf: Leaf) -> Iterator[Value | InputReference]:
    if isinstance(leaf, Compare):
        yield from leaf.bound if isinstance(leaf.bound, tuple) else (leaf.bound,)


def _position(value: Value, bounds: Sequence[Any]) -> int:
    """Return 2 * i + 1 on the i-th bound, 2 * i between it and the bound before.

    >>> [_position(value, (0.4, 0.6)) for value in (0.3, 0.4, 0.5, 0.6, 0.7)]
    [0, 1, 2, 3, 4]
    """
    before = bisect_left(bounds, value)
    return 2 * before + (before < len(bounds) and bounds[before] == value)
