"""Relations: what is known to hold between inputs that are made of the same, whatever the figures.

In: relations by the names of inputs. Out: the same as z3 takes them, over positions on scales. The
least of some numbers is never above their mean; a mean is known only where something is counted.
A case that breaks one can't be, so no proof shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.proof.scales import NamedValues, Scale

# z3 has no types of its own to offer.
Formula = Any


@dataclass(frozen=True)
class NeverAbove:
    """Where both are known, `lower` is at most `upper`. Both are of one type."""

    lower: str
    upper: str


@dataclass(frozen=True)
class KnownWith:
    """Where `one` is known, `other` is known too."""

    one: str
    other: str


@dataclass(frozen=True)
class AlwaysKnown:
    """The input has a value in every case."""

    name: str


@dataclass(frozen=True)
class KnownIfCounted:
    """`value` is known exactly where `count`, when it is known, is 1 or more."""

    value: str
    count: str


Relation = NeverAbove | KnownWith | AlwaysKnown | KnownIfCounted
# All that may be given to a proof of what holds between its inputs.
Given = SharesOfWhole | Relation


def relations_among(given: Iterable[Given], inputs: Iterable[str]) -> tuple[Relation, ...]:
    """Return the relations between inputs that are there."""
    names = set(inputs)
    relations = (one for one in given if not isinstance(one, SharesOfWhole))
    return tuple(one for one in relations if names >= {*_names(one)})


def name_values(relations: Iterable[Relation], named: NamedValues) -> None:
    """Note what has to stand on the scales for the relations to be told on them."""
    for one in relations:
        if isinstance(one, NeverAbove):
            named.pairs[(one.lower, one.upper)] = None
        elif isinstance(one, KnownIfCounted):
            named.add(one.count, 1)


def formulas(
    relations: Sequence[Relation],
    variables: Mapping[str, Formula],
    scales: Mapping[str, Scale],
    keys: Mapping[str, str],
) -> Iterator[Formula]:
    """Yield each relation. keys: the variable of an input, where it is not called the same."""
    import z3

    for one in relations:
        names = [keys.get(name, name) for name in _names(one)]
        first, *rest = (variables[name] for name in names)
        if isinstance(one, AlwaysKnown):
            yield first >= 0
        elif isinstance(one, KnownWith):
            yield z3.Implies(first >= 0, rest[0] >= 0)
        elif isinstance(one, NeverAbove):
            yield z3.Implies(z3.And(first >= 0, rest[0] >= 0), first <= rest[0])
        else:
            counted = rest[0] >= scales[names[1]].positions[1]
            yield z3.Implies(rest[0] >= 0, (first >= 0) == counted)


def _names(one: Relation) -> tuple[str, ...]:
    if isinstance(one, NeverAbove):
        return one.lower, one.upper
    if isinstance(one, KnownWith):
        return one.one, one.other
    return (one.name,) if isinstance(one, AlwaysKnown) else (one.value, one.count)
