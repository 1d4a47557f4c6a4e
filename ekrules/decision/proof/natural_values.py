"""Natural values: the roundest number, day or text that lies between two others.

In: a type and two bounds. Out: values strictly between them, for cases that a person will read.
The same bounds always give the same values.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, inf, nextafter
from sys import float_info
from typing import Any

from ekrules.decision.conditions import Value
from ekrules.decision.inputs import InputType
from ekrules.yaml_reader.units import LARGEST_WHOLE

# Times a power of ten: 50 before 25 before 10, since a half is rounder than a quarter.
_QUARTER = Fraction(5, 2)
_STEPS = (Fraction(5), _QUARTER, Fraction(1))
_ONE, _PERCENT = Fraction(1), Fraction(1, 100)
_DIGITS = 18


# Many inputs have the same bounds. typed, because 1 and 1.0 are equal keys.
@lru_cache(maxsize=1024, typed=True)
def values_between(type_: InputType, low: Any, high: Any, many: int) -> tuple[Value, ...]:
    """Return up to `many` values strictly between two of the type, ascending; None: no bound.

    Fewer than `many` only where no more exist.

    >>> values_between("share", 0.6, 0.9, 1), values_between("count", 2, 4, 2)
    ((0.75,), (3,))
    """
    found: list[Any] = []
    while len(found) < many:
        new = [
            value
            for left, right in pairwise([low, *found, high])
            if (value := _between(type_, left, right)) is not None
        ]
        if not new:
            break
        for value in new[: many - len(found)]:
            insort(found, value)
    return tuple(found)


def _between(type_: InputType, low: Any, high: Any) -> Value | None:
    if type_ == "date":
        return _day_between(low, high)
    if type_ == "text":
        return _text_between(low, high)
    if type_ == "count":
        last = LARGEST_WHOLE + 1 if high is None else high
        return _whole_between(-1 if low is None else low, last)
    return _number_between(low, high, may_be_whole=type_ != "share")


def _whole_between(low: int, high: int) -> int | None:
    if high - low < 2:
        return None
    # Beyond the last bound the next whole number is the most natural: 1 goal, 2 goals.
    if high > LARGEST_WHOLE:
        return low + 1
    for step in _steps(Fraction(high - low), _ONE):
        multiple = _nearest_multiple(Fraction(low), Fraction(high), step)
        if multiple is not None and multiple.denominator == 1:
            return int(multiple)
    return (low + high) // 2


def _number_between(low: float | None, high: float | None, *, may_be_whole: bool) -> Value | None:
    start, end = _window(low, high)
    unit = _ONE if may_be_whole else _PERCENT
    for step in _steps(Fraction(end) - Fraction(start), unit):
        multiple = _nearest_multiple(Fraction(start), Fraction(end), step)
        if multiple is not None and start < float(multiple) < end:
            return int(multiple) if may_be_whole and _is_whole(multiple) else float(multiple)
    following = nextafter(float(start), inf)
    return following if following < end else None


def _is_whole(value: Fraction) -> bool:
    return value.denominator == 1 and abs(value) < LARGEST_WHOLE


def _window(low: float | None, high: float | None) -> tuple[float, float]:
    """Return bounds to look between; where one is missing, a little way beyond the other."""
    largest = float_info.max
    if low is None and high is None:
        return 0.0, 2.0
    if low is None:
        assert high is not None
        return max(-largest, float(high) - max(2.0, abs(float(high)))), high
    if high is None:
        return low, min(largest, float(low) + max(2.0, abs(float(low))))
    return low, high


def _steps(width: Fraction, unit: Fraction) -> Iterator[Fraction]:
    """Yield steps to look for multiples of, the coarsest first; 3 is rounder than 2.5 units."""
    over, under = width.numerator, width.denominator
    magnitude = len(str(over // under)) - 1 if over >= under else -len(str(under // max(over, 1)))
    for exponent in range(magnitude, magnitude - _DIGITS, -1):
        for step in _STEPS:
            if step * Fraction(10) ** exponent != _QUARTER * unit:
                yield step * Fraction(10) ** exponent


def _nearest_multiple(low: Fraction, high: Fraction, step: Fraction) -> Fraction | None:
    """Return the multiple of `step` strictly between, nearest the middle, the lower of two."""
    first, last = floor(low / step) + 1, ceil(high / step) - 1
    if first > last:
        return None
    middle = (low + high) / 2 / step
    return min(max(ceil(middle - Fraction(1, 2)), first), last) * step


def _day_between(low: date | None, high: date | None) -> date | None:
    first = date.min if low is None else low
    last = date.max if high is None else high
    start = first.toordinal() + (low is not None)
    end = last.toordinal() - (high is not None)
    if start > end:
        return None
    if high is None and low is not None:
        end = min(end, start + 800)
    if low is None:
        start = max(start, (end if high is not None else date(2012, 1, 1).toordinal()) - 800)
        end = end if high is not None else start + 1600
    return _roundest_day(start, end)


def _roundest_day(start: int, end: int) -> date:
    """Return a first of January, else a first of a month, else the day in the middle."""
    first, last = date.fromordinal(start), date.fromordinal(end)
    middle = date.fromordinal((start + end) // 2)
    starts_of_years = (date(year, 1, 1) for year in (middle.year, middle.year + 1) if year < 10_000)
    for day in (*starts_of_years, middle.replace(day=1), _next_month(middle)):
        if day is not None and first <= day <= last:
            return day
    return middle


def _next_month(day: date) -> date | None:
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, 1) if year < 10_000 else None


def _text_between(low: str | None, high: str | None) -> str | None:
    """Return a text between two by character codes: a letter, or the lower text and a little."""
    base = low or ""
    letters = list("mabcdefghijklnopqrstuvwxyzMA0 ")
    longer = [base + letter for letter in letters]
    # base + "\0" follows base at once: where it does not fit, nothing does.
    for text in (*letters, *longer, base + "\0", ""):
        if (low is None or low < text) and (high is None or text < high):
            return text
    return None
