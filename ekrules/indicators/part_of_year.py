"""Parts of a year: quarters and months, each as its first day that knows what it is.

So a quarter is a date wherever dates are held against each other, lies where it begins on the line
of years, and is four to the year exactly. It is shown as 2019Q1, and a month as 2019-03.
"""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar

_MONTHS = 12
# As Eurostat (2019-Q1), the OECD (2019Q1), the ONS (2019 Q1) and Statistics Norway (2019K1).
QUARTER = r"^([0-9]{4})[- ]?[QqKk]([1-4])$"
# As ISO 8601 (2019-03), and as Eurostat and Statistics Norway (2019M03).
MONTH = r"^([0-9]{4})(?:-|[- ]?[Mm])(0[1-9]|1[0-2])$"


class PartOfYear(date):
    """A quarter or a month, as its first day."""

    months: ClassVar[int]
    """How many months it has."""

    @classmethod
    def holding(cls, day: date) -> PartOfYear:
        """Return the one that a day is in."""
        return cls(day.year, day.month - (day.month - 1) % cls.months, 1)

    @classmethod
    def of_year(cls, year: int, *, last: bool) -> PartOfYear:
        """Return the year's last, or first."""
        return cls(year, _MONTHS + 1 - cls.months if last else 1, 1)


class Quarter(PartOfYear):
    """A quarter.

    >>> str(Quarter.holding(date(2019, 5, 31)))
    '2019Q2'
    """

    months = 3

    def __str__(self) -> str:
        """Return 2019Q1."""
        return f"{self.year}Q{1 + (self.month - 1) // self.months}"

    isoformat = __str__


class Month(PartOfYear):
    """A month.

    >>> str(Month.of_year(2019, last=True))
    '2019-12'
    """

    months = 1

    def __str__(self) -> str:
        """Return 2019-03."""
        return f"{self.year}-{self.month:02}"

    isoformat = __str__


# By what a frame of values calls them.
PARTS: dict[str, type[PartOfYear]] = {"quarter": Quarter, "month": Month}


def part_of_year(text: str) -> PartOfYear | None:
    """Return the quarter or month of a text, or None where it is neither.

    >>> str(part_of_year("2019K1")), str(part_of_year("2019M03")), part_of_year("2019")
    ('2019Q1', '2019-03', None)
    """
    if found := re.match(QUARTER, text):
        return Quarter(int(found[1]), int(found[2]) * Quarter.months - 2, 1)
    if found := re.match(MONTH, text):
        return Month(int(found[1]), int(found[2]), 1)
    return None
