"""Next values: the smallest change of the newest value by which a goal gets a better status.

In: a method that has judged a goal, and the series. Out: the nearest value in the direction of
better, with no more decimals than the series has, or none. All else stays as it is: the other
observations, the target, the deadline and the day.

A status need not go one way as the value does, so the nearest better one is looked for from today's
value outwards, ever further apart, and then between the last that does not do and the first that
does. What lies between two values that were tried is taken to be as they are where both are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import BEST_FIRST, NextValue, Status
from ekrules.survey.indicator_series import PERCENT, SHARE, IndicatorSeries, exactly
from ekrules.tables.measure import Measure

if TYPE_CHECKING:
    from ekrules.methods.goal_judging import SeriesJudge

# As far out as this many of the smallest steps that the series shows, doubled each time.
_DOUBLINGS = 40
# How many values are tried at once between two others.
_AT_ONCE = 24

# The statuses with the newest value so many steps away.
Try = Callable[[Sequence[int]], list[Status]]


def next_value(
    judge: SeriesJudge, status: Status, measure: Measure | None, unit: str
) -> NextValue | None:
    """Return the way to the next status; None from green and grey, and where there is none.

    Nor is there one of a measure that is counted or made of others: what its next value may be
    depends on how many there are; nor where a method holds entities against each other.
    """
    series = measure.series if measure is not None else None
    newest = series.newest if series is not None else None
    if series is None or newest is None or newest.value is None or not judge.may_imagine:
        return None
    way = _way(series, newest.value)
    if way == 0 or status not in BEST_FIRST[1:]:
        return None
    start, step = exactly(newest.value), way * _smallest_step(series)
    reach = _reach(series, start, step)
    better = BEST_FIRST[: BEST_FIRST.index(status)]

    def tried(steps: Sequence[int]) -> list[Status]:
        return [Status(one) for one in judge.statuses_at([float(start + n * step) for n in steps])]

    found = _first_better(tried, better, reach)
    if found is None:
        return None
    steps, reached = found
    value = float(start + steps * step)
    return NextValue(reached, value, float(steps * step), unit)


def _way(series: IndicatorSeries, value: float) -> int:
    """Return 1 where more is better from here, -1 where less is, 0 where neither is."""
    if series.better == "band" and series.band is not None:
        low, high = series.band
        return 1 if value < low else -1 if value > high else 0
    return {"up": 1, "down": -1}.get(series.better, 0)


def _smallest_step(series: IndicatorSeries) -> Fraction:
    """Return one of the last decimal that any value of the series is published with."""
    exponents = [
        Decimal(repr(one.value)).normalize().as_tuple().exponent
        for one in series.known
        if one.value is not None
    ]
    most = max((-one for one in exponents if isinstance(one, int)), default=0)
    return Fraction(1, 10 ** max(most, 0))


def _reach(series: IndicatorSeries, start: Fraction, step: Fraction) -> int:
    """Return how many steps there are to the end of the scale, or as many as are looked at."""
    low, high = series.limits
    if series.unit in (SHARE, PERCENT):
        # What leaves 0 to 100 % is no share.
        whole = 1.0 if series.unit == SHARE else 100.0
        low, high = low or 0.0, whole if high is None else min(high, whole)
    end = high if step > 0 else low
    furthest: int = 2**_DOUBLINGS
    return furthest if end is None else max(0, min(furthest, int((exactly(end) - start) / step)))


def _first_better(tried: Try, better: Sequence[Status], reach: int) -> tuple[int, Status] | None:
    """Return how many steps it takes to a better status, and which; None where none is in reach."""
    outwards = [2**n for n in range(_DOUBLINGS + 1) if 2**n < reach] + ([reach] if reach else [])
    last = 0
    said = tried(outwards) if outwards else []
    for steps, status in zip(outwards, said, strict=True):
        if status in better:
            return _narrowed(tried, better, last, (steps, status))
        last = steps
    return None


def _narrowed(
    tried: Try,
    better: Sequence[Status],
    last: int,
    first: tuple[int, Status],
) -> tuple[int, Status]:
    """Return the first step after `last`, which does not do, that does."""
    while first[0] - last > 1:
        width = first[0] - last
        between = sorted({last + width * n // (_AT_ONCE + 1) for n in range(1, _AT_ONCE + 1)})
        between = [steps for steps in between if last < steps < first[0]]
        for steps, status in zip(between, tried(between), strict=True):
            if status in better:
                first = steps, status
                break
            last = steps
    return first
