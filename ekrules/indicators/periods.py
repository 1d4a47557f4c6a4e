"""Periods of indicators: years, quarters, months and dates, as values and goals are of them.

In: a text. Out: a period, or None. A quarter or a month is a date that knows what it is.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from ekrules.indicators.part_of_year import PARTS, PartOfYear, part_of_year

Period = int | date

FIRST_YEAR, LAST_YEAR = 1000, 2999
YEAR, DATE = r"^([0-9]{4})(?:[.,]0*)?$", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PERIOD_EXPECTED = (
    "expected a year (as 2019), a quarter (as 2019Q1), a month (as 2019-03) or a date"
    " (as 2019-12-31)"
)


def period_of(text: str) -> Period | None:
    """Return the period that a text is, or None.

    >>> period_of("2019"), str(period_of("2019-K1")), period_of("2019-12-31"), period_of("soon")
    (2019, '2019Q1', datetime.date(2019, 12, 31), None)
    """
    period: Period | None = part_of_year(text)
    if period is None and (found := re.match(YEAR, text)):
        period = int(found[1])
    elif period is None and re.match(DATE, text):
        try:
            period = date.fromisoformat(text)
        except ValueError:
            return None
    is_near = period is not None and FIRST_YEAR <= year_of(period) <= LAST_YEAR
    return period if is_near else None


def kind_of(period: Period) -> str:
    """Return what a period is: "quarter", "month", "date" or "year"."""
    if not isinstance(period, date):
        return "year"
    return next((name for name, one in PARTS.items() if isinstance(period, one)), "date")


def last_day(period: Period) -> Period:
    """Return a quarter's or a month's last day; a year or a date stands as it is.

    >>> last_day(part_of_year("2019Q1")), last_day(2019)
    (datetime.date(2019, 3, 31), 2019)
    """
    if not isinstance(period, PartOfYear):
        return period
    months = period.month - 1 + period.months
    after = date(period.year + months // 12, months % 12 + 1, 1)
    return after - timedelta(days=1)


def is_until(period: Period, until: Period | None) -> bool:
    """Return whether a period is no later than another; a year ends with its last day.

    >>> is_until(2019, date(2019, 6, 30)), is_until(date(2019, 12, 31), 2019), is_until(2020, 2019)
    (True, True, False)
    """
    if until is None:
        return True
    until = last_day(until)
    if isinstance(period, date) and isinstance(until, date):
        return period <= until
    return year_of(period) <= year_of(until)


def year_of(period: Period) -> int:
    """Return the year that a period is, or lies in."""
    return period.year if isinstance(period, date) else period
