"""Series: one indicator's values by period, and what is wanted of them.

In: what the file of values, the catalogue and the goal say. Out: frozen values. Raises ValueError
where the parts do not fit together; the rooms that read files have told a person of it before.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ekrules.facts.derived.arithmetic import Number
from ekrules.facts.derived.periods import Period, same_kind

Better = Literal["up", "down"]
BaseKind = Literal["fixed", "first", "years_before"]
Otherwise = Literal["none", "next", "previous"]


@dataclass(frozen=True)
class Observation:
    """One value, in the indicator's unit, and its period. A gap is no observation."""

    period: Period
    value: Number


@dataclass(frozen=True)
class Target:
    """A value to reach, and the period by which; None is without end.

    times_base: the value is how many times the base value the target is, as 0.5 for a half.
    """

    value: Number
    period: Period | None = None
    times_base: bool = False


@dataclass(frozen=True)
class Band:
    """From low to high, both ends within it, is where the value should be; by the period.

    A two-sided target is a band whose ends are the same.
    """

    low: Number
    high: Number
    period: Period | None = None

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"a band from {self.low} to {self.high} has its ends the wrong way")


@dataclass(frozen=True)
class BaseRule:
    """Which observation the way is counted from.

    fixed: the one of `period`; years_before: the one `years` before the newest; where there is
    none, `otherwise`: the next one after (at most the newest), the one before, or none.
    first: the oldest there is. at_least_years: how far before the newest it must be, at the least.
    """

    kind: BaseKind = "first"
    period: Period | None = None
    years: int | None = None
    otherwise: Otherwise = "none"
    at_least_years: Number = 1

    def __post_init__(self) -> None:
        if (self.kind == "fixed") != (self.period is not None):
            raise ValueError("a fixed base has a period, and no other has")
        if (self.kind == "years_before") != (self.years is not None):
            raise ValueError("a base some years before has years, and no other has")


@dataclass(frozen=True)
class Series:
    """An indicator's observations, oldest first, and what is wanted of them.

    limit is the natural end of the scale in the direction of better. milestones are values that
    the path goes through, earliest first. All periods are years, or all are dates.
    """

    id: str
    observations: tuple[Observation, ...]
    better: Better
    target: Target | None = None
    band: Band | None = None
    limit: Number | None = None
    base: BaseRule = BaseRule()
    milestones: tuple[Observation, ...] = ()

    def __post_init__(self) -> None:
        if not same_kind(list(self.periods)):
            raise ValueError(f"{self.id}: some periods are years and some are dates")
        for kind, points in (("observation", self.observations), ("milestone", self.milestones)):
            for one, after in pairwise(points):
                if not _before(one, after):
                    raise ValueError(f"{self.id}: {kind} {after.period} is not after {one.period}")

    @property
    def direction(self) -> int:
        """1 where more is better, -1 where less is."""
        return 1 if self.better == "up" else -1

    @property
    def periods(self) -> tuple[Period, ...]:
        """Every period that is named, of observations, milestones, target, band and base."""
        ends = (self.target, self.band, self.base)
        named = [one.period for one in ends if one is not None and one.period is not None]
        return (*(one.period for one in (*self.observations, *self.milestones)), *named)


def _before(one: Observation, after: Observation) -> bool:
    # Of one kind, as all are; numbers and dates are held against each other many times as fast as
    # where they lie.
    return one.period < after.period  # type: ignore[operator]
