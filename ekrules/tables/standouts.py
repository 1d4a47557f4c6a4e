"""Standouts: which of several shares lie highest and lowest, and which are about alike.

In: Measures of one question: of its answers, or of the items of a grid. Out: a Spread. Nothing is
ranked that chance could have ranked. How two shares of the same respondents move together is not
known from printed tables, so two of them differ only where they would whatever the tie: where
their intervals lie apart. As all pairs are looked at, each interval is as wide as that takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ekrules.tables.difference import adjusted_level
from ekrules.tables.intervals import Interval, share_interval
from ekrules.tables.measure import Measure
from ekrules.tables.quantiles import LEVEL

SpreadKind = Literal["apart", "ends", "alike"]


@dataclass(frozen=True)
class Spread:
    """The highest shares and the lowest, each group from its own end, ties in the given order.

    apart: the two groups have none in common, and each member of one is about like its end. ends:
    the highest and the lowest differ, and what lies between can't be told from either; each group
    holds one then. alike: no two differ; the groups hold all.
    """

    kind: SpreadKind
    highest: tuple[Measure, ...]
    lowest: tuple[Measure, ...]


def spread_of(measures: Sequence[Measure]) -> Spread:
    """Return which of the measures stand out; each of them must be known.

    >>> from ekrules.tables.measure import counted_share
    >>> many, few = (counted_share(str(n), n, 200, "NAV") for n in (150, 50))
    >>> spread_of([few, many]).highest == (many,)
    True
    """
    highest, lowest = _end(measures, highest=True), _end(measures, highest=False)
    if len(highest) == len(measures):
        return Spread("alike", highest, lowest)
    if {one.id for one in highest} & {one.id for one in lowest}:
        return Spread("ends", highest[:1], lowest[:1])
    return Spread("apart", highest, lowest)


def leading(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """Return the highest share and those that chance could have put there, highest first."""
    return _end(measures, highest=True)


def _end(measures: Sequence[Measure], *, highest: bool) -> tuple[Measure, ...]:
    pairs = len(measures) * (len(measures) - 1) // 2
    level = adjusted_level(LEVEL, max(1, pairs))
    inwards = sorted(measures, key=lambda one: one.exact, reverse=highest)
    end = inwards[0]
    ends = ((one, end) if highest else (end, one) for one in inwards)
    return tuple(
        one
        for one, (lower, higher) in zip(inwards, ends, strict=True)
        if not lies_apart(lower, higher, level)
    )


def lies_apart(lower: Measure, higher: Measure, level: float = LEVEL) -> bool:
    """Whether the whole interval of one share lies below that of the other."""
    return _interval(lower, level)[1] < _interval(higher, level)[0]


def _interval(measure: Measure, level: float) -> Interval:
    if measure.estimate is None:  # counted elsewhere, in full
        return float(measure.exact), float(measure.exact)
    return share_interval(measure.estimate, level)
