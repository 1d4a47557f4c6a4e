"""Period cells: a column of texts to years, dates, and quarters and months as their first day.

In: texts. Out: a year or a date for each, whether the date is that of a quarter or month, and which
are neither. 2019.0 is the year 2019, as programs write it that hold years as numbers with decimals.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ekrules.indicators.part_of_year import MONTH, PARTS, QUARTER, part_of_year
from ekrules.indicators.periods import (
    DATE,
    FIRST_YEAR,
    LAST_YEAR,
    PERIOD_EXPECTED,
    YEAR,
    Period,
    is_until,
    kind_of,
    last_day,
    period_of,
    year_of,
)

__all__ = [
    "PERIOD_EXPECTED",
    "Period",
    "is_until",
    "last_day",
    "period_cells",
    "period_of",
    "row_period",
    "shown_periods",
    "year_of",
]

if TYPE_CHECKING:
    import polars as pl


def period_cells(texts: pl.Series) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return years (Int32), dates, and "quarter" or "month" of a date that is one's first day.

    Of each text year or date is null, and both where it is no period.
    """
    import polars as pl

    different = texts.unique().drop_nulls()
    years = different.str.extract(YEAR, 1).cast(pl.Int32)
    years = years.set(~years.is_between(FIRST_YEAR, LAST_YEAR), None)
    is_part = different.str.contains(QUARTER) | different.str.contains(MONTH)
    parts = [
        part_of_year(text) if is_one else None
        for text, is_one in zip(different, is_part, strict=True)
    ]
    kinds = [None if one is None else kind_of(one) for one in parts]
    dates = different.set(~different.str.contains(DATE), None).str.to_date(strict=False)
    firsts = pl.Series([None if one is None else date(*one.timetuple()[:3]) for one in parts])
    dates = dates.zip_with(~is_part, firsts.cast(pl.Date))
    is_far = ~dates.dt.year().is_between(FIRST_YEAR, LAST_YEAR)
    dates = dates.set(is_far, None)
    # Many rows have few periods.
    kind = pl.Series(kinds, dtype=pl.String)
    read = pl.DataFrame({"text": different, "year": years, "date": dates, "part": kind})
    every = pl.DataFrame({"text": texts}).join(read, on="text", how="left", maintain_order="left")
    return every["year"], every["date"], every["part"]


def row_period(row: Mapping[str, Any]) -> Period:
    """Return the period of a row of values: its year, its date, or the quarter or month."""
    day: Period = row["date"] if row["year"] is None else row["year"]
    part = row["part"]
    return day if part is None or isinstance(day, int) else PARTS[part].holding(day)


def shown_periods() -> pl.Expr:
    """Return what the period of each row of values is written as."""
    import polars as pl

    day, year = pl.col("date"), pl.col("year").cast(pl.String)
    quarter = day.dt.year().cast(pl.String) + "Q" + day.dt.quarter().cast(pl.String)
    of_part = pl.when(pl.col("part") == "quarter").then(quarter)
    written = of_part.when(pl.col("part") == "month").then(day.dt.strftime("%Y-%m"))
    return pl.coalesce(year, written.otherwise(day.cast(pl.String)))
