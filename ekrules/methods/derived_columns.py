"""Derived columns: each derived input of a method, for every case at once.

In: a method, Indicators, the frame of cases. Out: the frame with a column for each, and one with
the reason where there is no number. Worked out by facts.derived, one series at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ekrules.facts.derived.derived_input import DerivedInput
from ekrules.facts.derived.options import Options
from ekrules.facts.derived.periods import Period
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.facts.derived.series import Band, BaseRule, Observation, Series, Target
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.period_cells import year_of
from ekrules.methods.cases import ENTITY, MEMBER
from ekrules.methods.method import Method
from ekrules.methods.method_file import SeriesEntry
from ekrules.methods.name_checks import NATURAL

if TYPE_CHECKING:
    import polars as pl

NO_DIRECTION, NO_SERIES = "no_direction", "no_observations"
_Pair = tuple[str, str]


def reason_of(name: str) -> str:
    """Return the column that says why a number is unknown."""
    return f"{name} reason"


def with_derived(
    method: Method, indicators: Indicators, cases: pl.DataFrame, now: Period | None
) -> pl.DataFrame:
    """Return the cases with every derived input of the method."""
    import polars as pl

    asked = {name: DERIVED_INPUTS[its] for name, its in method.file.derived.items()}
    if not asked:
        return cases
    series = _observations(indicators)
    moment = now if now is not None else _newest(indicators)
    entry = method.file.series
    columns: dict[str, list[Any]] = {name: [] for one in asked for name in (one, reason_of(one))}
    for case in cases.iter_rows(named=True):
        found = series.get((case[ENTITY], case[MEMBER]), ())
        for name, (value, reason) in _answers(entry, indicators, case, found, asked, moment):
            columns[name].append(value)
            columns[reason_of(name)].append(reason)
    types = {name: pl.Float64() if name in asked else pl.String() for name in columns}
    return cases.hstack([pl.Series(name, columns[name], types[name]) for name in columns])


def _answers(
    entry: SeriesEntry,
    indicators: Indicators,
    case: Mapping[str, Any],
    found: tuple[Observation, ...],
    asked: Mapping[str, DerivedInput],
    now: Period,
) -> Iterator[tuple[str, tuple[float | None, str | None]]]:
    band = _band(indicators, case)
    better: Any = case["better"] if band is None else "up"
    if better not in ("up", "down") or not found:
        reason = NO_SERIES if better in ("up", "down") else NO_DIRECTION
        yield from ((name, (None, reason)) for name in asked)
        return
    series = Series(
        case[MEMBER],
        found,
        better,
        target=_target(entry, case, found),
        band=band,
        limit=_limit(entry, indicators, case),
        base=_base(entry),
    )
    options = _options(entry)
    for name, one in asked.items():
        if band is not None and "band" not in one.needs:
            # Neither more nor less is better as such.
            yield name, (None, NO_DIRECTION)
            continue
        answer = one.of(series, now, options)
        yield name, (answer.value, answer.reason)


def _band(indicators: Indicators, case: Mapping[str, Any]) -> Band | None:
    """Return the band of an indicator that should be within one; one without two ends is none."""
    band = indicators.catalogue[case[MEMBER]].band
    if band is None or band.low is None or band.high is None:
        return None
    return Band(band.lowest, band.highest)


def _base(entry: SeriesEntry) -> BaseRule:
    base = entry.base
    return BaseRule(base.rule, base.period, base.years, base.otherwise, base.at_least_years)


def _options(entry: SeriesEntry) -> Options:
    from fractions import Fraction

    zero = entry.zero_taken_as
    return Options(
        zero_taken_as=None if zero is None or isinstance(zero, str) else zero,
        pace_after_deadline=entry.pace_after_deadline,
        at_most_years_old=entry.at_most_years_old,
        limit_exponent=Fraction(str(entry.limit_exponent)),
    )


def _target(
    entry: SeriesEntry, case: Mapping[str, Any], found: tuple[Observation, ...]
) -> Target | None:
    from ekrules.facts.derived.periods import of_kind

    if entry.target is None or case[entry.target] is None:
        return None
    said = entry.deadline
    year = case[said] if isinstance(said, str) else said
    # The catalogue's numbers are floats; a year is a whole one.
    period = None if year is None else of_kind(int(year), like=found[0].period)
    return Target(case[entry.target], period)


def _limit(entry: SeriesEntry, indicators: Indicators, case: Mapping[str, Any]) -> float | None:
    if entry.limit is None:
        return None
    if entry.limit != NATURAL:
        limit: float | None = case[entry.limit]
        return limit
    within = indicators.catalogue[case[MEMBER]].within
    if within is None:
        return None
    end = within.high if case["better"] == "up" else within.low
    return None if end is None or isinstance(end, str) else float(end)


def _observations(indicators: Indicators) -> dict[_Pair, tuple[Observation, ...]]:
    """Return the known values of each series, oldest first."""
    import polars as pl

    found: dict[_Pair, list[Observation]] = {}
    known = indicators.frame.filter(pl.col("value").is_not_null())
    columns = (known[name].cast(pl.String).to_list() for name in ("entity", "indicator"))
    rest = (known[name].to_list() for name in ("year", "date", "value"))
    for entity, indicator, year, date, value in zip(*columns, *rest, strict=True):
        observation = Observation(date if year is None else year, value)
        found.setdefault((entity, indicator), []).append(observation)
    return {pair: tuple(every) for pair, every in found.items()}


def _newest(indicators: Indicators) -> Period:
    """Return the year of the newest value there is."""
    frame = indicators.frame
    dates, years = frame["date"].drop_nulls(), frame["year"].drop_nulls()
    newest = [year_of(period) for period in (dates.max(), years.max()) if period is not None]  # type: ignore[arg-type]
    return max(newest, default=1)
