"""Interval checks: do the bounds of one condition leave anything between them?

In: the comparisons on one input that must all hold. Out: what is wrong, where two bounds coincide,
stand in the wrong order, or are on the same side. Bounds that are other inputs are left to the
prover.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ekrules.decision.checks import Problem
from ekrules.decision.conditions import Compare, Condition, InputReference
from ekrules.decision.inputs import Input, said, shown_in

_LOWER, _UPPER = ("at_least", "more_than"), ("at_most", "below")
_INCLUSIVE = ("at_least", "at_most")


def interval_problem(declared: Input, tests: Sequence[Condition]) -> Problem | None:
    """Return why no value can meet all the tests on an input; None where one can.

    >>> at_least, below = Compare("a", "at_least", 0.6), Compare("a", "below", 0.6)
    >>> print(interval_problem(Input("a", "share"), [at_least, below]).found)
    "at_least" and "below" on "a" are both 60 %
    """
    compared = [
        one
        for one in tests
        if isinstance(one, Compare) and not isinstance(one.bound, (InputReference, tuple))
    ]
    for words in (_LOWER, _UPPER):
        same = [one for one in compared if one.operator in words]
        if len(same) > 1:
            return _on_one_side(declared, same[0], same[1])
    for lower in (one for one in compared if one.operator in _LOWER):
        for upper in (one for one in compared if one.operator in _UPPER):
            problem = _between(declared, lower, upper)
            if problem is not None:
                return problem
    return None


def _on_one_side(declared: Input, one: Compare, other: Compare) -> Problem:
    first, second = (
        f'"{test.operator}: {shown_in(declared, test.bound)}"' for test in (one, other)
    )
    end = "begins" if one.operator in _LOWER else "ends"
    return Problem(
        f"{first} and {second} on {said(declared.name)} both say where it {end}",
        "keep one of them, or mend the word that should be another",
    )


def _between(declared: Input, lower: Compare, upper: Compare) -> Problem | None:
    low: Any = lower.bound
    high: Any = upper.bound
    if low < high:
        return None
    shown_low, shown_high = shown_in(declared, low), shown_in(declared, high)
    if low > high:
        found = f'"{lower.operator}: {shown_low}" and "{upper.operator}: {shown_high}"'
        swapped = f"{lower.operator}: {shown_high}, {upper.operator}: {shown_low}"
        return Problem(
            f"{found} on {said(declared.name)} leave nothing between them",
            f"did they change places? (as {{{swapped}}})",
        )
    if lower.operator in _INCLUSIVE and upper.operator in _INCLUSIVE:
        return None
    found = (
        f'"{lower.operator}" and "{upper.operator}" on {said(declared.name)} are both {shown_low}'
    )
    return Problem(found, "nothing can be both; move one of them")
