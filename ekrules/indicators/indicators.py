"""Indicators: the catalogue, the entities, and every value with its place.

In: what was read and checked. Out: frozen lookups. A value that is not known has a named reason;
nothing is filled in.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ekrules.errors import Place
from ekrules.indicators.editions import revisions, shown_edition
from ekrules.indicators.entity import Entity
from ekrules.indicators.indicator import Indicator
from ekrules.indicators.period_cells import Period, is_until, last_day, row_period, year_of
from ekrules.indicators.value_rows import ValueSource

if TYPE_CHECKING:
    import polars as pl

# Why there is no value where no row has one.
NO_ROW = "no_row"


@dataclass(frozen=True, slots=True)
class Value:
    """One value in the indicator's unit, or the reason why it is not known, and its place.

    base: how many it rests on. edition: when it was published, as 2019; None where that is not
    said. period is None, and place is of the file as a whole, where no row has a value.
    """

    entity: str
    indicator: str
    period: Period | None
    value: float | None
    reason: str | None
    base: float | None
    flags: str | None
    place: Place
    edition: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Gap:
    """A period that others have a value for, and this entity has none; and why."""

    entity: str
    indicator: str
    period: Period
    reason: str


@dataclass(frozen=True)
class Indicators:
    """Values of indicators by entity and period. An id that is not there raises KeyError.

    frame: a row per value: entity and indicator (their ids), year or date (the other is null), part
    ("quarter" or "month" where the date is the first day of one), value (null with a reason), base,
    reason, flags, edition (a number that later ones are above, or null), line, column and file (the
    number of its source). It is sorted by indicator, entity and period. replaced: the same of
    values that a later edition replaced. files: every file that was read.
    """

    source: str
    catalogue: Mapping[str, Indicator]
    entities: Mapping[str, Entity]
    frame: pl.DataFrame
    replaced: pl.DataFrame
    sources: tuple[ValueSource, ...]
    files: tuple[Path, ...]

    def series(self, entity: str, indicator: str) -> tuple[Value, ...]:
        """Return the values by period, oldest first, unknown ones among them."""
        start, end = self._rows(entity, indicator)
        rows = self.frame.slice(start, end - start).iter_rows(named=True)
        return tuple(self._value(row) for row in rows)

    def latest(self, entity: str, indicator: str, until: Period | None = None) -> Value:
        """Return the newest known value that is not from after `until`.

        Where none is known, the newest unknown one; where there is no row, a value without a
        period and with the reason no_row.
        """
        series = [one for one in self.series(entity, indicator) if _is_until(one, until)]
        for one in reversed(series):
            if one.is_known:
                return one
        if series:
            return series[-1]
        place = Place(self.source)
        return Value(entity, indicator, None, None, NO_ROW, None, None, place)

    def newest(self, until: Period | None = None) -> pl.DataFrame:
        """Return the rows of `frame` that `latest` gives, of all that have one; at once."""
        import polars as pl

        is_until_then, of = pl.lit(value=True), ("indicator", "entity")
        until = None if until is None else last_day(until)
        if until is not None:
            year = pl.coalesce(pl.col("year"), pl.col("date").dt.year())
            is_until_then = year <= year_of(until)
            if isinstance(until, date):
                is_until_then &= pl.col("date").is_null() | (pl.col("date") <= until)
        rows = self.frame.filter(is_until_then)
        known = pl.col("value").is_not_null()
        return rows.sort(*of, known, maintain_order=True).unique(
            of, keep="last", maintain_order=True
        )

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """Every edition that a value is of, oldest first, as they are written."""
        both = {*self.frame["edition"].unique(), *self.replaced["edition"].unique()} - {None}
        return tuple(shown_edition(number) for number in sorted(both))

    def revisions(self) -> pl.DataFrame:
        """Return a row for each value that the next edition with it changed.

        The columns of `frame` are those of the later one; those with "was_" before them (was_value,
        was_edition and so on) of the one that it took the place of.
        """
        return revisions(self.frame, self.replaced)

    def applies(self, indicator: str, entity: str) -> bool:
        """Return whether an indicator is for an entity."""
        return self.catalogue[indicator].fits(self.entities[entity].attributes)

    def gaps(self) -> Iterator[Gap]:
        """Give each period without a known value, of those that anybody has for the indicator.

        Only of entities that the indicator is for. Information, and no fault.
        """
        for indicator in self.catalogue:
            periods: dict[Period, None] = {}
            reasons: dict[tuple[str, Period], str | None] = {}
            for row in self._rows_of(indicator).iter_rows(named=True):
                period = row_period(row)
                periods[period] = None
                reasons[row["entity"], period] = row["reason"]
            for entity in self.entities if periods else ():
                if self.applies(indicator, entity):
                    for period in sorted(periods):
                        reason = reasons.get((entity, period), NO_ROW)
                        if reason is not None:
                            yield Gap(entity, indicator, period, reason)

    @cached_property
    def _entity_codes(self) -> dict[str, int]:
        return {name: code for code, name in enumerate(sorted(self.entities))}

    @cached_property
    def _indicator_codes(self) -> dict[str, int]:
        return {name: code for code, name in enumerate(sorted(self.catalogue))}

    @cached_property
    def _starts(self) -> tuple[array[int], array[int]]:
        """Return one number for each series, in order, and the row that each begins with.

        After the last stands the number of rows.
        """
        import polars as pl

        indicator = pl.col("indicator").to_physical().cast(pl.Int64)
        entity = pl.col("entity").to_physical().cast(pl.Int64)
        keys = self.frame.select((indicator * len(self.entities) + entity).alias("key"))
        runs = keys["key"].rle().struct.unnest()
        ends = runs["len"].cast(pl.Int64).cum_sum().to_list()
        return array("q", runs["value"].to_list()), array("q", [0, *ends])

    def _rows(self, entity: str, indicator: str) -> tuple[int, int]:
        """Return the first row of a series, and the row after its last."""
        first = self._indicator_codes[indicator] * len(self.entities)
        return self._between(first + self._entity_codes[entity], 1)

    def _rows_of(self, indicator: str) -> pl.DataFrame:
        first = self._indicator_codes[indicator] * len(self.entities)
        start, end = self._between(first, len(self.entities))
        return self.frame.slice(start, end - start)

    def _between(self, key: int, keys: int) -> tuple[int, int]:
        numbers, starts = self._starts
        return starts[bisect_left(numbers, key)], starts[bisect_left(numbers, key + keys)]

    def _value(self, row: Mapping[str, Any]) -> Value:
        return Value(
            row["entity"],
            row["indicator"],
            row_period(row),
            row["value"],
            row["reason"],
            row["base"],
            row["flags"],
            self.sources[row["file"]].place(row["line"], row["column"]),
            None if row["edition"] is None else shown_edition(row["edition"]),
        )


def _is_until(one: Value, until: Period | None) -> bool:
    return one.period is not None and is_until(one.period, until)
