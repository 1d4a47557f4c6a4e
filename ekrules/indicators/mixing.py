"""Mixing: the values of two versions of the same indicators, some from each.

In: two Indicators, an old and a new. Out: Indicators with the later values of one and the values
up to then of one. Later is after the last period that the old version knows, series by series.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ekrules.indicators.entity import Entity
from ekrules.indicators.indicator import Indicator
from ekrules.indicators.indicators import Indicators

if TYPE_CHECKING:
    import polars as pl

_OF = ("indicator", "entity")
_MOMENT, _LAST, _LATER = "moment", "last", "is_later"


def mixed_indicators(
    old: Indicators,
    new: Indicators,
    catalogue: Mapping[str, Indicator],
    entities: Mapping[str, Entity],
    *,
    later: bool,
    revised: bool,
) -> Indicators:
    """Return the values of these indicators and entities; later, revised: whether the new ones.

    revised: those of periods that the old version has reached already.
    """
    before, after = _divided(old, new)
    frame = _joined(after if revised else before, after if later else before)
    return Indicators(
        source=(new if later else old).source,
        catalogue=catalogue,
        entities=entities,
        frame=_in_order(frame, catalogue, entities),
        replaced=old.replaced.clear(),
        sources=(*old.sources, *new.sources),
        files=(*old.files, *new.files),
    )


def values_differ(old: Indicators, new: Indicators) -> tuple[bool, bool]:
    """Return whether the new version has other later values, and other values up to then."""
    import polars as pl

    before, after = _divided(old, new)
    of = [*_OF, _MOMENT, "value", "reason"]
    pairs = [
        (before.filter(is_part).select(of), after.filter(is_part).select(of))
        for is_part in (pl.col(_LATER), ~pl.col(_LATER))
    ]
    found = [not one.sort(of).equals(other.sort(of)) for one, other in pairs]
    return found[0], found[1]


def _divided(old: Indicators, new: Indicators) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of both, each with whether it is later than what the old version knows."""
    import polars as pl

    frames = [_with_texts(old, 0), _with_texts(new, len(old.sources))]
    known = frames[0].filter(pl.col("value").is_not_null())
    last = known.group_by(_OF).agg(pl.col(_MOMENT).max().alias(_LAST))
    is_later = (pl.col(_LAST).is_null() | (pl.col(_MOMENT) > pl.col(_LAST))).alias(_LATER)
    before, after = (
        one.join(last, on=_OF, how="left", maintain_order="left").with_columns(is_later)
        for one in frames
    )
    return before, after


def _with_texts(indicators: Indicators, sources_before: int) -> pl.DataFrame:
    import polars as pl

    end_of_year = pl.date(pl.col("year"), 12, 31)
    return indicators.frame.with_columns(
        *(pl.col(name).cast(pl.String) for name in _OF),
        (pl.col("file") + sources_before).cast(pl.UInt16).alias("file"),
        pl.coalesce(pl.col("date"), end_of_year).alias(_MOMENT),
    )


def _joined(until: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return pl.concat([until.filter(~pl.col(_LATER)), after.filter(pl.col(_LATER))])


def _in_order(
    frame: pl.DataFrame, catalogue: Mapping[str, Indicator], entities: Mapping[str, Entity]
) -> pl.DataFrame:
    """Return the rows of these alone, by indicator, entity and period."""
    import polars as pl

    ids = {"indicator": sorted(catalogue), "entity": sorted(entities)}
    own = frame.filter(*(pl.col(name).is_in(known) for name, known in ids.items()))
    enums = [pl.col(name).cast(pl.Enum(known)) for name, known in ids.items()]
    return own.with_columns(enums).sort(*_OF, _MOMENT).drop(_MOMENT, _LAST, _LATER)


def until_day(indicators: Indicators, day: date) -> Indicators:
    """Return the indicators without what is from after a day; a year counts until its end."""
    import polars as pl

    is_known = pl.col("date").is_null() | (pl.col("date") <= day)
    is_begun = pl.col("year").is_null() | (pl.col("year") <= day.year)
    return replace(indicators, frame=indicators.frame.filter(is_known & is_begun))
