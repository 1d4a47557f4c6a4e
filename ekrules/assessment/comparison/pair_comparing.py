"""Pair comparing: two results of methods to every pair of another colour, and why.

In: two sides, each a method and indicators. Out: a MethodComparison. Every mix of the causes that
differ is run once on all the data, since a number may rest on all entities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ekrules.assessment.comparison.attribution import Verdict, attribute
from ekrules.assessment.comparison.causes import Cause, State, in_order, states_of
from ekrules.assessment.comparison.method_differences import method_causes, method_differences
from ekrules.assessment.comparison.mixed_methods import (
    MethodSide,
    MixedMethods,
    Results,
    results_of,
)
from ekrules.assessment.comparison.pairs import (
    LevelComparison,
    MethodComparison,
    Pair,
    PairComparison,
)


def compare_methods(
    old: MethodSide, new: MethodSide, doing: Callable[[State], None] = lambda _: None
) -> MethodComparison:
    """Return every pair of another colour; InputError where a side's method can't be run on it."""
    causes = in_order(method_causes(old, new))
    was, now = results_of(old), results_of(new)
    mixed = MixedMethods(old, new, doing, {frozenset(): was, frozenset(causes): now})
    # Run in the order of their sizes, and none where nothing differs.
    for state in states_of(causes):
        mixed.results(state)
    names = dict.fromkeys(pair[0] for pair in (*now, *was))
    return MethodComparison(
        causes,
        method_differences(old, new),
        tuple(_level(name, was, now, causes, mixed) for name in names),
    )


def _level(
    name: str, old: Results, new: Results, causes: tuple[Cause, ...], mixed: MixedMethods
) -> LevelComparison:
    before = {pair for pair in old if pair[0] == name}
    after = [pair for pair in new if pair[0] == name]
    shared = [pair for pair in after if pair in before]
    found = list(_pairs(shared, causes, mixed))
    moved = tuple(one for one in found if one.attribution.moved)
    though = tuple(one for one in found if one.attribution.cancels)
    return LevelComparison(
        name,
        moved,
        though,
        alike=len(shared) - len(moved) - len(though),
        new_pairs=len(after) - len(shared),
        gone_pairs=len(before) - len(shared),
    )


def _pairs(
    pairs: list[Pair], causes: tuple[Cause, ...], mixed: MixedMethods
) -> Iterator[PairComparison]:
    """Yield the pairs that some mix moves."""
    states = list(states_of(causes))
    old, new = mixed.results(states[0]), mixed.results(states[-1])
    assert old is not None
    assert new is not None
    for pair in pairs:
        came = {state: mixed.verdict(pair, state) for state in states}
        if len({one.comes_to for one in came.values() if one.comes_to is not None}) < 2:
            continue
        own = [one for one in causes if _matters(one, came)]
        found = attribute(own, came.__getitem__)
        yield PairComparison(pair[1], pair[2], old[pair], new[pair], found)


def _matters(cause: Cause, came: dict[State, Verdict]) -> bool:
    """Whether taking the cause from the new side changes any mix's colour."""
    return any(
        came[state].comes_to != came[state | {cause}].comes_to
        for state in came
        if cause not in state
    )
