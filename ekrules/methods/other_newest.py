"""Other newest: indicators as they would be with another newest value in one series, or with none.

In: Indicators, which series, until when, a value in its unit. Out: the same Indicators, but
for that one value. Where the series has no known value until then, they are as they were.
"""

from __future__ import annotations

from dataclasses import replace

from ekrules.indicators.indicators import Indicators
from ekrules.indicators.period_cells import Period


def with_newest(
    indicators: Indicators, entity: str, indicator: str, until: Period, value: float
) -> Indicators:
    """Return the indicators with the value in the place of the newest known one until then."""
    import polars as pl

    newest = indicators.newest(until)
    is_series = (pl.col("entity") == entity) & (pl.col("indicator") == indicator)
    row = newest.filter(is_series & pl.col("value").is_not_null())
    if not row.height:
        return indicators
    same = [
        pl.col(name).eq_missing(pl.lit(row[name].item(), dtype=row.schema[name]))
        for name in ("year", "date")
    ]
    is_newest = is_series & pl.all_horizontal(*same)
    changed = pl.when(is_newest).then(pl.lit(value)).otherwise(pl.col("value"))
    return replace(indicators, frame=indicators.frame.with_columns(changed.alias("value")))


def without_values(indicators: Indicators, entity: str, indicator: str, reason: str) -> Indicators:
    """Return the indicators with every value of a series unknown, for one reason."""
    import polars as pl

    frame = indicators.frame
    is_series = (pl.col("entity") == entity) & (pl.col("indicator") == indicator)
    why = pl.lit(reason).cast(frame.schema["reason"])
    gone = [
        pl.when(~is_series).then(pl.col("value")).alias("value"),
        pl.when(is_series).then(why).otherwise(pl.col("reason")).alias("reason"),
    ]
    return replace(indicators, frame=frame.with_columns(gone))
