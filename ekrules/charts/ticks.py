"""Ticks: round numbers along an axis, from below the lowest that is drawn to above the highest."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor

_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def round_ticks(low: float, high: float, most: int = 6) -> tuple[Decimal, ...]:
    """Return evenly spaced round numbers that hold low and high between them, `most` at the most.

    >>> [str(one) for one in round_ticks(10.0, 24.5)]
    ['10', '15', '20', '25']
    """
    least, highest = (Decimal(repr(float(one))) for one in (low, high))
    if highest <= least:
        least, highest = least - 1, least + 1
    step = _step((highest - least) / (most - 1), least, highest, most)
    start, end = floor(least / step), ceil(highest / step)
    return tuple(_plain(step * at) for at in range(start, end + 1))


def year_ticks(first: float, last: float, most: int = 8) -> tuple[int, ...]:
    """Return whole years up to the last, every so many of them, the last one always.

    >>> year_ticks(2015, 2028), year_ticks(2015.2, 2016.9)
    ((2016, 2018, 2020, 2022, 2024, 2026, 2028), (2016, 2017))
    """
    end = ceil(last)
    years = end - floor(first)
    every = next(step for step in _YEARS if years / step < most)
    return tuple(reversed(range(end, ceil(first) - 1, -every)))


def _step(at_least: Decimal, low: Decimal, high: Decimal, most: int) -> Decimal:
    power = Decimal(1).scaleb(at_least.adjusted())
    for step in (factor * power * scale for scale in (1, 10) for factor in _STEPS):
        if step >= at_least and ceil(high / step) - floor(low / step) < most:
            return step
    return power * 100


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()
