"""Table differences: where two versions of a decision table are not the same.

In: two tables. Out: each row that is another, new or gone, and what else decides otherwise. Names
of examples, words of reasons and where a row stands in its file are no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ekrules.assessment.comparison.causes import Cause
from ekrules.assessment.comparison.differences import Difference, Written
from ekrules.assessment.impact import paired
from ekrules.decision.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    IsUnknown,
    Leaf,
    NoneOf,
)
from ekrules.decision.inputs import Input
from ekrules.decision.proof.wording import comparison_in_words
from ekrules.decision.rows import Row
from ekrules.decision.tables import BY_PRIORITY, DecisionTable

IN_ORDER = ("first", *BY_PRIORITY)


def table_differences(
    old: DecisionTable, new: DecisionTable, cause: Cause = "rule"
) -> Iterator[Difference]:
    """Yield what differs between two versions of a table."""
    places = (old.place, new.place)
    if old.hit_policy != new.hit_policy:
        policies = (Written(old.hit_policy), Written(new.hit_policy))
        yield Difference(cause, "hit_policy", new.id, policies, places)
    if _declared(old) != _declared(new) or old.outputs != new.outputs:
        inputs = [Written(", ".join(one.inputs)) for one in (old, new)]
        yield Difference(cause, "table_inputs", new.id, inputs, places)
    for name, (was, now) in paired(old.rows, new.rows, lambda one: one.id).items():
        if was is None or now is None or (was.condition, was.then) != (now.condition, now.then):
            yield _row(cause, name, was, now, {**old.inputs, **new.inputs})
    shared = [[one.id for one in side.rows] for side in (old, new)]
    both = [[one for one in ids if one in shared[0] and one in shared[1]] for ids in shared]
    if new.hit_policy in IN_ORDER and both[0] != both[1]:
        order = [Written(", ".join(ids)) for ids in both]
        yield Difference(cause, "row_order", new.id, order, places)


def _declared(table: DecisionTable) -> dict[str, tuple[object, ...]]:
    """What a table takes; which way is better, and an input's ends, decide nothing."""
    return {name: (one.type, one.values, one.ordered) for name, one in table.inputs.items()}


def _row(
    cause: Cause, name: str, old: Row | None, new: Row | None, inputs: Mapping[str, Input]
) -> Difference:
    told = [None if one is None else Written(row_in_words(one, inputs)) for one in (old, new)]
    places = [None if one is None else one.place for one in (old, new)]
    return Difference(cause, "row", name, told, places)


def row_in_words(row: Row, inputs: Mapping[str, Input]) -> str:
    """Return a row as it reads: when it holds, and what it concludes."""
    then = ", ".join(
        str(value) if name == "status" else f"{name} {value}" for name, value in row.then.items()
    )
    return f"{condition_in_words(row.condition, inputs)} → {then}"


def condition_in_words(condition: Condition, inputs: Mapping[str, Input]) -> str:
    """Return a condition in the words of the rule language.

    >>> parts = (Compare("a", "at_least", 0.6), Compare("a", "below", 0.9))
    >>> condition_in_words(All(parts), {"a": Input("a", "share")})
    'a at least 60 % and below 90 %'
    """
    if isinstance(condition, AnyOf | NoneOf):
        word = "any of" if isinstance(condition, AnyOf) else "none of"
        parts = "; ".join(condition_in_words(one, inputs) for one in condition.parts)
        return f"{word} ({parts})"
    if not isinstance(condition, All):
        return f"{condition.input.replace('_', ' ')} {_test(condition, inputs)}"
    told: list[str] = []
    before: str | None = None
    for one in condition.parts:
        name = None if isinstance(one, All | AnyOf | NoneOf) else one.input
        if name is not None and name == before and not isinstance(one, All | AnyOf | NoneOf):
            told[-1] += f" and {_test(one, inputs)}"
        else:
            told.append(condition_in_words(one, inputs))
        before = name
    return ", ".join(told) or "always"


def _test(leaf: Leaf, inputs: Mapping[str, Input]) -> str:
    if isinstance(leaf, Compare):
        return comparison_in_words(inputs, leaf, {})
    return "unknown" if isinstance(leaf, IsUnknown) else "known"
