"""The meaning of a condition, written down as plainly as possible, to hold the engines against."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from ekrules.decision.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsKnown,
    IsUnknown,
    Value,
    clauses,
)
from ekrules.decision.inputs import Case
from ekrules.decision.rule import Firing, Rule

Truth = bool | None
Values = Mapping[str, Value | None]

_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "more_than": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
    "is": operator.eq,
    "is_not": operator.ne,
    "is_one_of": lambda value, bound: value in bound,
}


def truth(condition: Condition, values: Values) -> Truth:
    """Kleene's three-valued logic, None for unknown."""
    if isinstance(condition, IsUnknown):
        return values[condition.input] is None
    if isinstance(condition, IsKnown):
        return values[condition.input] is not None
    if isinstance(condition, Compare):
        return _compared(condition, values)
    parts = [truth(part, values) for part in condition.parts]
    if isinstance(condition, All):
        return _and(parts)
    return _or(parts) if isinstance(condition, AnyOf) else _not(_or(parts))


def _compared(leaf: Compare, values: Values) -> Truth:
    bound: object = leaf.bound
    if isinstance(bound, InputReference):
        bound = values[bound.name]
    value = values[leaf.input]
    if value is None or bound is None:
        return None
    return _COMPARED[leaf.operator](value, bound)


def _and(parts: list[Truth]) -> Truth:
    if False in parts:
        return False
    return None if None in parts else True


def _or(parts: list[Truth]) -> Truth:
    if True in parts:
        return True
    return None if None in parts else False


def _not(part: Truth) -> Truth:
    return None if part is None else not part


def firings(rules: list[Rule], cases: list[Case]) -> tuple[Firing, ...]:
    """Every clause that holds, found by looking at each."""
    found = []
    for case in cases:
        for rule in rules:
            for index, clause in enumerate(clauses(rule.condition)):
                if truth(All(clause), case.values) is True:
                    found.append(Firing(case.id, rule.id, index, _seen(clause, case.values)))
    return tuple(found)


def _seen(clause: tuple[Any, ...], values: Values) -> tuple[tuple[str, Value | None], ...]:
    names: list[str] = []
    for leaf in clause:
        bound = getattr(leaf, "bound", None)
        names += [leaf.input, bound.name] if isinstance(bound, InputReference) else [leaf.input]
    return tuple((name, values[name]) for name in dict.fromkeys(names))
