"""A derived input: its name, unit and needs, and the one door by which it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ekrules.facts.derived.arithmetic import nearest
from ekrules.facts.derived.calculation import Calculation, Derived
from ekrules.facts.derived.options import Options
from ekrules.facts.derived.periods import Period
from ekrules.facts.derived.reasons import Unknown
from ekrules.facts.derived.series import Series

# own: the indicator's unit. share: 1 is the whole way, and it may be below 0 or above 1. rate: a
# share of the value each year, 0.02 is 2 % a year. years: a span. year: a point in time, as 2027.5.
DerivedUnit = Literal["own", "own_per_year", "share", "rate", "years", "year", "number"]
Need = Literal["base", "target", "deadline", "milestones", "limit", "band"]


@dataclass(frozen=True)
class DerivedInput:
    """What a table asks about a series, and how it is worked out.

    needs: what the series must have besides an observation. heeds: the options that may change the
    answer. sentence: what it is, as the end of "name: ...".
    """

    name: str
    unit: DerivedUnit
    needs: tuple[Need, ...]
    heeds: tuple[str, ...]
    sentence: str
    compute: Callable[[Calculation], Fraction]

    def of(self, series: Series, now: Period, options: Options | None = None) -> Derived:
        """Return the number, or the reason why there is none, as is known in the period now.

        now is a year where the series has years, a date where it has dates.
        """
        asked = Calculation(series, now, options or Options())
        try:
            answer = self.compute(asked)
            return Derived(nearest(answer), None, tuple(asked.steps.items()), answer)
        except Unknown as unknown:
            return Derived(None, unknown.reason, tuple(asked.steps.items()))
