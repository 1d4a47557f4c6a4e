"""Derived columns: each derived input of a method, for every case at once.

In: a method, Indicators, the frame of cases. Out: the frame with a column for each, and one with
the reason where there is no number. Worked out by facts.derived, one series at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ekrules.facts.derived.calculation import Derived
from ekrules.facts.derived.periods import Period
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.facts.derived.series import Band, Observation, Series
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.part_of_year import PARTS
from ekrules.indicators.period_cells import last_day, year_of
from ekrules.methods.columns import BETTER, ENTITY, MEMBER, NO_DIRECTION, reason_of
from ekrules.methods.method import Method
from ekrules.methods.series_of_cases import series_of

__all__ = ["NO_DIRECTION", "derived_of", "observations", "reason_of", "with_derived"]

if TYPE_CHECKING:
    import polars as pl

NO_SERIES = "no_observations"
_Pair = tuple[str, str]
Observed = Mapping[_Pair, tuple[Observation, ...]]


def with_derived(
    method: Method,
    indicators: Indicators,
    observed: Observed,
    cases: pl.DataFrame,
    names: Sequence[str],
    now: Period,
) -> pl.DataFrame:
    """Return the cases with some derived inputs of the method, each with its reason."""
    import polars as pl

    columns: dict[str, list[Any]] = {name: [] for one in names for name in (one, reason_of(one))}
    for case in cases.iter_rows(named=True):
        for name, answer in derived_of(method, indicators, observed, case, names, now):
            columns[name].append(answer.value)
            columns[reason_of(name)].append(answer.reason)
    types = {name: pl.Float64() if name in names else pl.String() for name in columns}
    return cases.hstack([pl.Series(name, columns[name], types[name]) for name in columns])


def derived_of(
    method: Method,
    indicators: Indicators,
    observed: Observed,
    case: Mapping[str, Any],
    names: Sequence[str],
    now: Period,
) -> Iterator[tuple[str, Derived]]:
    """Give derived inputs of one case, which is a row of the frame, with their steps."""
    found = observed.get((case[ENTITY], case[MEMBER]), ())
    band = _band(indicators, case)
    better: Any = case[BETTER] if band is None else "up"
    if better not in ("up", "down") or not found:
        reason: Any = NO_SERIES if better in ("up", "down") else NO_DIRECTION
        yield from ((name, Derived(None, reason, ())) for name in names)
        return
    # Several inputs are mostly asked of one and the same series.
    made: dict[int, Series] = {}
    for name in names:
        entry, one = method.series_of_derived[name], DERIVED_INPUTS[method.file.derived[name].input]
        if band is not None and "band" not in one.needs:
            # Neither more nor less is better as such.
            yield name, Derived(None, NO_DIRECTION, ())  # type: ignore[arg-type]
            continue
        if id(entry) not in made:
            made[id(entry)] = series_of(entry, indicators, case, found, better, band)
        yield name, one.of(made[id(entry)], now, method.options_of_derived[name])


def _band(indicators: Indicators, case: Mapping[str, Any]) -> Band | None:
    """Return the band of an indicator that should be within one; one without two ends is none."""
    band = indicators.catalogue[case[MEMBER]].band
    if band is None or band.low is None or band.high is None:
        return None
    return Band(band.lowest, band.highest)


def observations(indicators: Indicators) -> Observed:
    """Return the known values of each series, oldest first."""
    import polars as pl

    found: dict[_Pair, list[Observation]] = {}
    known = indicators.frame.filter(pl.col("value").is_not_null())
    columns = (known[name].cast(pl.String).to_list() for name in ("entity", "indicator"))
    rest = (known[name].to_list() for name in ("year", "date", "part", "value"))
    for entity, indicator, year, date, part, value in zip(*columns, *rest, strict=True):
        period = year if year is not None else date if part is None else PARTS[part].holding(date)
        observation = Observation(period, value)
        found.setdefault((entity, indicator), []).append(observation)
    return {pair: tuple(every) for pair, every in found.items()}


def moment(indicators: Indicators, until: Period | None) -> Period:
    """Return what now is: the period that is asked about, or the newest year there is."""
    return newest_year(indicators) if until is None else last_day(until)


def newest_year(indicators: Indicators) -> Period:
    """Return the year of the newest value there is."""
    frame = indicators.frame
    dates, years = frame["date"].drop_nulls(), frame["year"].drop_nulls()
    newest = [year_of(period) for period in (dates.max(), years.max()) if period is not None]  # type: ignore[arg-type]
    return max(newest, default=1)
