"""Time left: from the survey's date to a deadline, by the calendar.

A deadline is the last day of its time: whoever is asked on that day still has it before them, and
the end of 2010 is two whole years after the end of 2008. Whole years are counted from anniversary
to anniversary, so that "exactly one year" is a date and not a share of days.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS_IN_A_YEAR = 12


def years_left(on: date, deadline: date | str) -> float | None:
    """Return the years from `on` until the deadline is over; None where there is no deadline.

    Negative once the deadline has passed, and then counted from the deadline itself.

    >>> years_left(date(2009, 1, 1), date(2010, 12, 31)), years_left(date(2009, 4, 1), "none")
    (2.0, None)
    """
    if not isinstance(deadline, date):
        return None
    if deadline < on:
        return -_years(deadline, on)
    return _years(on, deadline + timedelta(days=1))


def months_and_days(on: date, deadline: date) -> tuple[int, int]:
    """Return the whole months between `on` and the deadline, either way, and the days besides.

    >>> months_and_days(date(2009, 4, 1), date(2009, 12, 31))
    (9, 0)
    """
    start, end = (deadline, on) if deadline < on else (on, deadline + timedelta(days=1))
    months = _whole_months(start, end)
    return months, (end - _months_later(start, months)).days


def _years(start: date, end: date) -> float:
    years = _whole_months(start, end) // MONTHS_IN_A_YEAR
    last = _months_later(start, years * MONTHS_IN_A_YEAR)
    following = _months_later(start, (years + 1) * MONTHS_IN_A_YEAR)
    return years + (end - last).days / (following - last).days


def _whole_months(start: date, end: date) -> int:
    months = (end.year - start.year) * MONTHS_IN_A_YEAR + end.month - start.month
    return months if _months_later(start, months) <= end else months - 1


def _months_later(start: date, months: int) -> date:
    """The same day of the month, or the last one where the month is shorter."""
    year, month = divmod(start.year * MONTHS_IN_A_YEAR + start.month - 1 + months, MONTHS_IN_A_YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
