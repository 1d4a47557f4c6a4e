"""Periods: years as whole numbers, or dates, quarters and months, as points on one line of years.

A date lies in its month by its share of the month's days, and each month is a twelfth of the year.
So the same day of the month is a whole number of twelfths away, and spans add up; by days they
would not, for years differ in length. (The 29th of a February has no such day in most years.)
A quarter or a month lies where it begins: the same quarter of the next year is one year away.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from ekrules.indicators.part_of_year import PartOfYear

Period = int | date

_MONTHS = 12


@lru_cache(maxsize=10_000)
def position(period: Period) -> Fraction:
    """Return where the period lies, in years.

    >>> position(2015), position(date(2015, 7, 1))
    (Fraction(2015, 1), Fraction(4031, 2))
    """
    if not isinstance(period, date):
        return Fraction(period)
    into_month = Fraction(period.day - 1, monthrange(period.year, period.month)[1])
    return period.year + (period.month - 1 + into_month) / _MONTHS


def years_between(start: Period, end: Period) -> Fraction:
    """Return the years from start to end, below 0 where end is first; both of one kind."""
    return position(end) - position(start)


def of_kind(period: Period, like: Period, edge: Literal["first", "last"] = "last") -> Period:
    """Return the period as the other one is written: a date's year, or a year's first or last day.

    Among quarters and months: the one that a date lies in, or a year's first or last.

    >>> of_kind(date(2030, 12, 31), like=2015), of_kind(2030, like=date(2015, 1, 1))
    (2030, datetime.date(2030, 12, 31))
    """
    if not isinstance(like, date):
        return period.year if isinstance(period, date) else period
    if isinstance(like, PartOfYear):
        part = type(like)
        if not isinstance(period, date):
            return part.of_year(period, last=edge == "last")
        return part.holding(period)
    if isinstance(period, date):
        return period
    return date(period, 1, 1) if edge == "first" else date(period, 12, 31)


def same_kind(periods: list[Period]) -> bool:
    """Tell whether all are years, or all dates, or all quarters, or all months."""
    return len({_kind(one) for one in periods}) <= 1


def _kind(period: Period) -> type:
    is_plain = isinstance(period, date) and not isinstance(period, PartOfYear)
    return date if is_plain else type(period)
