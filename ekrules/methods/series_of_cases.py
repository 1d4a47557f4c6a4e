"""Series of cases: what a method wants of an indicator's values, as derived inputs take it.

In: a series entry, a case (a row with its parameters and whatever was worked out before), its
observations. Out: a Series and the Options. Periods are turned to the kind that the values have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ekrules.facts.derived.options import Options
from ekrules.facts.derived.periods import Period, of_kind, position
from ekrules.facts.derived.score_pieces import WITH_TARGET, WITHOUT_TARGET
from ekrules.facts.derived.series import Band, BaseRule, Better, Observation, Series, Target
from ekrules.indicators.period_cells import period_of
from ekrules.methods.columns import BETTER, MEMBER
from ekrules.methods.series_file import CATALOGUE, NATURAL, SeriesEntry, TargetOfBase

# What a check reads of a method needs no values.
if TYPE_CHECKING:
    from ekrules.indicators.indicators import Indicators

Case = Mapping[str, Any]


def series_of(
    entry: SeriesEntry,
    indicators: Indicators,
    case: Case,
    found: tuple[Observation, ...],
    better: Better,
    band: Band | None,
) -> Series:
    """Return the series of a case that has observations."""
    like = found[0].period
    return Series(
        case[MEMBER],
        found,
        better,
        target=_target(entry, case, like),
        band=band,
        limit=_limit(entry, indicators, case),
        base=_base(entry, like),
        milestones=_milestones(entry, indicators, case, like),
    )


def options_of(entry: SeriesEntry) -> Options:
    """Return what an entry declares about how derived inputs are worked out."""
    zero = entry.zero_taken_as
    with_target = tuple(one.piece for one in entry.score_with_target)
    without_target = tuple(one.piece for one in entry.score_without_target)
    return Options(
        zero_taken_as=None if zero is None or isinstance(zero, str) else zero,
        pace_after_deadline=entry.pace_after_deadline,
        at_most_years_old=entry.at_most_years_old,
        weights=entry.weights,
        half_life=entry.half_life,
        limit_exponent=entry.exponent,
        score_with_target=with_target or WITH_TARGET,
        score_without_target=without_target or WITHOUT_TARGET,
    )


def _base(entry: SeriesEntry, like: Period) -> BaseRule:
    base = entry.base
    # Of a year that has quarters, the first is the base.
    period = None if base.period is None else of_kind(base.period, like, edge="first")
    return BaseRule(base.rule, period, base.years, base.otherwise, base.at_least_years)


def _number(said: Any, case: Case) -> Any:
    return case[said] if isinstance(said, str) else said


def _target(entry: SeriesEntry, case: Case, like: Period) -> Target | None:
    is_times = isinstance(entry.target, TargetOfBase)
    said = entry.target.times_base if isinstance(entry.target, TargetOfBase) else entry.target
    value = _number(said, case)
    if value is None:
        return None
    year = _number(entry.deadline, case)
    # The catalogue's numbers are floats; a year is a whole one.
    period = None if year is None else of_kind(int(year), like)
    return Target(value, period, times_base=is_times)


def _limit(entry: SeriesEntry, indicators: Indicators, case: Case) -> float | None:
    if entry.limit is None:
        return None
    if entry.limit != NATURAL:
        limit: float | None = case[entry.limit]
        return limit
    within = indicators.catalogue[case[MEMBER]].within
    if within is None:
        return None
    end = within.high if case[BETTER] == "up" else within.low
    return None if end is None or isinstance(end, str) else float(end)


def _milestones(
    entry: SeriesEntry, indicators: Indicators, case: Case, like: Period
) -> tuple[Observation, ...]:
    """Return the milestones that are known, earliest first."""
    said: Mapping[str, Any] = {}
    if entry.milestones == CATALOGUE:
        said = indicators.catalogue[case[MEMBER]].milestones
    elif isinstance(entry.milestones, Mapping):
        said = entry.milestones
    found: dict[Period, Observation] = {}
    for text, one in said.items():
        period, value = period_of(text), _number(one, case)
        if period is not None and value is not None:
            at = of_kind(period, like)
            found[at] = Observation(at, value)
    return tuple(sorted(found.values(), key=lambda one: position(one.period)))
