"""Odd values: numbers that can be read and are likely of another scale than was meant.

In: Indicators. Out: values some ten, hundred or thousand times those beside them in time, and
percents that are all written as shares. No fault: each may be as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekrules.indicators.indicators import Indicators, Value

if TYPE_CHECKING:
    import polars as pl

FACTORS = (10, 100, 1000)
# What stands beside is alike where one is at most so many times the other.
_ALIKE = 1.5
# How near a power of ten it must come: 8 to 12 times is near to 10.
_NEAR = 1.25
# Fewer percents may all be small by chance.
FEWEST_PERCENTS = 5


@dataclass(frozen=True)
class OddValue:
    """A value, and how many times those beside it it is; divided: that many times less."""

    value: Value
    factor: int
    divided: bool
    beside: tuple[Value, ...]


def values_of_another_scale(indicators: Indicators) -> Iterator[OddValue]:
    """Yield each value that a power of ten tells from both beside it, which are alike.

    Beside the first and the last of a series stand the two next to it. A series of fewer than three
    known values has none.
    """
    import polars as pl

    pair = ["indicator", "entity"]
    known = indicators.frame.filter(pl.col("value").is_not_null()).select(*pair, "value")
    columns = {step: pl.col("value").shift(step).over(pair) for step in (-2, -1, 1, 2)}
    ratio = pl.lit(None, dtype=pl.Float64)
    for one, other in ((1, -1), (1, 2), (-1, -2)):
        ratio = pl.coalesce(ratio, _ratio(columns[one], columns[other], (one, other), columns))
    rows = known.with_columns(
        ratio.alias("ratio"), pl.int_range(pl.len()).over(pair).alias("number")
    ).filter(pl.col("ratio").is_not_null())
    for row in rows.iter_rows(named=True):
        yield _odd(indicators, row["entity"], row["indicator"], row["number"], row["ratio"])


def _ratio(
    one: pl.Expr, other: pl.Expr, steps: tuple[int, int], columns: dict[int, pl.Expr]
) -> pl.Expr:
    """Return how many times two alike values the value is, where that is near a power of ten."""
    import polars as pl

    value = pl.col("value")
    alike = ((one * other) > 0) & ((one / other) <= _ALIKE) & ((other / one) <= _ALIKE)
    ratio = value / ((one + other) / 2)
    near = [
        ratio.is_between(factor / _NEAR, factor * _NEAR)
        | ratio.is_between(1 / (factor * _NEAR), _NEAR / factor)
        for factor in FACTORS
    ]
    wanted = alike & pl.any_horizontal(near)
    if steps != (1, -1):
        # At an end of the series only: elsewhere the two on both sides say it.
        missing = columns[1] if steps == (-1, -2) else columns[-1]
        wanted = wanted & missing.is_null()
    return pl.when(wanted).then(ratio)


def _odd(
    indicators: Indicators, entity: str, indicator: str, number: int, ratio: float
) -> OddValue:
    known = [one for one in indicators.series(entity, indicator) if one.is_known]
    first, last = number == 0, number == len(known) - 1
    at = (1, 2) if first else (number - 2, number - 1) if last else (number - 1, number + 1)
    size = max(ratio, 1 / ratio)
    factor = min(FACTORS, key=lambda one: abs(one / size - 1))
    return OddValue(known[number], factor, ratio < 1, tuple(known[one] for one in at))


def percents_as_shares(indicators: Indicators) -> Iterator[str]:
    """Yield each indicator in percent whose values all lie from 0 to 1, and not all on an end."""
    import polars as pl

    named = [one.id for one in indicators.catalogue.values() if one.unit == "percent"]
    value = pl.col("value")
    held = (
        indicators.frame.with_columns(pl.col("indicator").cast(pl.String))
        .filter(value.is_not_null() & pl.col("indicator").is_in(named))
        .group_by("indicator")
        .agg(
            value.is_between(0, 1).all().alias("within"),
            value.is_between(0, 1, closed="none").any().alias("between"),
            pl.len().alias("count"),
        )
        .filter(pl.col("within") & pl.col("between") & (pl.col("count") >= FEWEST_PERCENTS))
    )
    found = set(held["indicator"].to_list())
    yield from (name for name in named if name in found)


def without_values(indicators: Indicators) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the indicators, and the entities, that have no known value."""
    import polars as pl

    known = indicators.frame.filter(pl.col("value").is_not_null())
    have = {one: set(known[one].unique().cast(pl.String)) for one in ("indicator", "entity")}
    return (
        tuple(one for one in indicators.catalogue if one not in have["indicator"]),
        tuple(one for one in indicators.entities if one not in have["entity"]),
    )


def first_values(indicators: Indicators, indicator: str) -> Iterator[Value]:
    """Yield the first known value of each entity that has one."""
    for entity in indicators.entities:
        known = (one for one in indicators.series(entity, indicator) if one.is_known)
        first = next(known, None)
        if first is not None:
            yield first
