"""Periods: years as whole numbers, or dates, as points on one line of years.

A date lies in its month by its share of the month's days, and each month is a twelfth of the year.
So the same day of the month is a whole number of twelfths away, and spans add up; by days they
would not, for years differ in length. (The 29th of a February has no such day in most years.)
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Literal

Period = int | date

_MONTHS = 12


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

    >>> of_kind(date(2030, 12, 31), like=2015), of_kind(2030, like=date(2015, 1, 1))
    (2030, datetime.date(2030, 12, 31))
    """
    if isinstance(period, date):
        return period if isinstance(like, date) else period.year
    if not isinstance(like, date):
        return period
    return date(period, 1, 1) if edge == "first" else date(period, 12, 31)


def same_kind(periods: list[Period]) -> bool:
    """Tell whether all are years or all are dates."""
    return len({isinstance(one, date) for one in periods}) <= 1
