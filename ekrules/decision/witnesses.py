"""Witnesses: cases on which a clause holds, of values that a person would choose.

In: a clause and the inputs it reads. Out: cases, the plainest first, in the same order every time.
Inputs that the clause does not name are left unknown, unless others are asked for. Never asks what
a table decides of them: whoever needs a certain row tries them with an engine.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise, product
from typing import Any

from ekrules.decision.conditions import (
    Clause,
    Compare,
    InputReference,
    IsUnknown,
    Leaf,
    Value,
    read_inputs,
)
from ekrules.decision.inputs import Input, value_problem
from ekrules.decision.proof.natural_values import values_between

# Known values only; what is left out is unknown.
Given = dict[str, Value]
Points = Mapping[str, Sequence[Value]]

# Of one input, and of all together: enough to get past rows that stand above, and soon tried.
MOST_OF_ONE, MOST_CASES = 12, 400

_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "more_than": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
    "is": operator.eq,
    "is_not": operator.ne,
    "is_one_of": lambda value, values: value in values,
}


def witnesses(clause: Clause, inputs: Mapping[str, Input], points: Points) -> Iterator[Given]:
    """Yield cases on which the clause holds, at most MOST_CASES of them.

    points: for each input the values that its table holds it against, ascending.
    """
    unknown = {leaf.input for leaf in clause if isinstance(leaf, IsUnknown)}
    known = [name for name in read_inputs(clause) if name not in unknown]
    others = [name for name in inputs if name not in known and name not in unknown]
    candidates = [_candidates(inputs[name], _literal(clause, name), points[name]) for name in known]
    tried = islice(product(*candidates), MOST_CASES * 10)
    fitting = (dict(zip(known, values, strict=True)) for values in tried)
    holding = (given for given in fitting if all(_holds(leaf, given) for leaf in clause))
    yield from islice(_with_others(holding, others, inputs, points), MOST_CASES)


def _with_others(
    holding: Iterator[Given], others: Sequence[str], inputs: Mapping[str, Input], points: Points
) -> Iterator[Given]:
    """Yield each case as it is, and after all of those each with other inputs known as well."""
    plain = []
    for given in islice(holding, MOST_CASES // 2):
        plain.append(given)
        yield given
    more = [_candidates(inputs[name], (), points[name]) for name in others]
    for values in islice(product(*more), 20) if others else ():
        for given in plain[:10]:
            yield given | dict(zip(others, values, strict=True))


def _literal(clause: Clause, name: str) -> tuple[Compare, ...]:
    return tuple(
        leaf
        for leaf in clause
        if isinstance(leaf, Compare)
        and leaf.input == name
        and not isinstance(leaf.bound, InputReference)
    )


def _holds(leaf: Leaf, given: Given) -> bool:
    if not isinstance(leaf, Compare):
        return isinstance(leaf, IsUnknown) != (leaf.input in given)
    bound = leaf.bound
    held_against = given.get(bound.name) if isinstance(bound, InputReference) else bound
    if leaf.input not in given or held_against is None:
        return False
    return _TESTS[leaf.operator](given[leaf.input], held_against)


def _candidates(
    declared: Input, tests: Sequence[Compare], points: Sequence[Value]
) -> tuple[Value, ...]:
    """Return values of the input that pass the tests, the plainest first."""
    values: dict[tuple[type, Value], Value] = {}
    for value in (*_named(tests), *_of_type(declared, tests, points)):
        given = {declared.name: value}
        if value_problem(declared, value) is None and all(_holds(one, given) for one in tests):
            values.setdefault((type(value), value), value)
    return tuple(values.values())[:MOST_OF_ONE]


def _named(tests: Sequence[Compare]) -> Iterator[Value]:
    """Yield the values that the tests ask for by name."""
    for test in tests:
        if test.operator in ("is", "is_one_of"):
            named = test.bound if isinstance(test.bound, tuple) else (test.bound,)
            yield from (one for one in named if not isinstance(one, InputReference))


def _of_type(declared: Input, tests: Sequence[Compare], points: Sequence[Value]) -> Iterator[Value]:
    if declared.type == "boolean":
        yield from (True, False)
    elif declared.values:
        yield from declared.values
    else:
        yield from _of_interval(declared, tests, points)


def _of_interval(
    declared: Input, tests: Sequence[Compare], points: Sequence[Value]
) -> Iterator[Value]:
    """Yield one value well inside, then one between each two points, then the points."""
    low, high = _ends(declared, tests)
    yield from _middle(declared, low, high)
    inside = [one for one in points if _is_between(one, low, high)]
    cuts = [low, *inside, high]
    for left, right in pairwise(cuts):
        yield from _middle(declared, left, right)
    yield from (one for one in cuts if one is not None)


def _is_between(value: Any, low: Any, high: Any) -> bool:
    return (low is None or value > low) and (high is None or value < high)


def _middle(declared: Input, low: Any, high: Any) -> Sequence[Value]:
    found = values_between(declared.type, low, high, 3)
    # The middle of three is furthest from both ends.
    return sorted(found, key=lambda one: abs(found.index(one) - 1))


def _ends(declared: Input, tests: Sequence[Compare]) -> tuple[Any, Any]:
    low: Any = declared.lowest
    high: Any = declared.highest
    if declared.type == "share":
        low, high = 0.0, 1.0
    if declared.type == "count":
        low = max(0, int(low or 0))
    for test in tests:
        bound: Any = test.bound
        if test.operator in ("at_least", "more_than"):
            low = bound if low is None else max(low, bound)
        elif test.operator in ("at_most", "below"):
            high = bound if high is None else min(high, bound)
    return low, high


def points_of(leaves: Sequence[Leaf], inputs: Mapping[str, Input]) -> dict[str, list[Value]]:
    """Return for each input the values it is held against, ascending, each once."""
    found: dict[str, set[Value]] = {name: set() for name in inputs}
    for leaf in leaves:
        if isinstance(leaf, Compare) and not isinstance(leaf.bound, (tuple, InputReference)):
            found[leaf.input].add(leaf.bound)
    return {name: sorted(values, key=_order) for name, values in found.items()}


def _order(value: Value) -> tuple[str, Any]:
    kind = "day" if isinstance(value, date) else "text" if isinstance(value, str) else "number"
    return kind, value
