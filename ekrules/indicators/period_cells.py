"""Period cells: a column of texts to years and dates.

In: texts. Out: a year or a date for each, and which are neither. 2019.0 is the year 2019, as
programs write it that hold years as numbers with decimals.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ekrules.indicators.indicators_file import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    import polars as pl

Period = int | date

_YEAR, _DATE = r"^([0-9]{4})(?:[.,]0*)?$", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PERIOD_EXPECTED = "expected a year (as 2019) or a date (as 2019-12-31)"


def period_cells(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return years (Int32) and dates; of each text one is null, and both where it is neither."""
    import polars as pl

    different = texts.unique().drop_nulls()
    years = different.str.extract(_YEAR, 1).cast(pl.Int32)
    years = years.set(~years.is_between(FIRST_YEAR, LAST_YEAR), None)
    dates = different.set(~different.str.contains(_DATE), None).str.to_date(strict=False)
    is_far = ~dates.dt.year().is_between(FIRST_YEAR, LAST_YEAR)
    dates = dates.set(is_far, None)
    # Many rows have few periods.
    read = pl.DataFrame({"text": different, "year": years, "date": dates})
    every = pl.DataFrame({"text": texts}).join(read, on="text", how="left", maintain_order="left")
    return every["year"], every["date"]


def is_until(period: Period, until: Period | None) -> bool:
    """Return whether a period is no later than another; a year ends with its last day.

    >>> is_until(2019, date(2019, 6, 30)), is_until(date(2019, 12, 31), 2019), is_until(2020, 2019)
    (True, True, False)
    """
    if until is None:
        return True
    if isinstance(period, date) and isinstance(until, date):
        return period <= until
    return year_of(period) <= year_of(until)


def year_of(period: Period) -> int:
    """Return the year that a period is, or lies in."""
    return period.year if isinstance(period, date) else period
