"""Method goals: a goal that a published method judges, as it would be with other figures.

In: a goal, its method, imagined measures, and another target. Out: its assessment. The other years,
the deadline and the day stay as they are; a value that is set stands in the place of the newest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from ekrules.assessment.assessed import GoalAssessment
from ekrules.assessment.method_goals import better_of
from ekrules.assessment.rules import Rules
from ekrules.goals.strategy import Goal, Strategy
from ekrules.survey.indicator_series import MISSING, IndicatorSeries, as_published
from ekrules.tables.measure import Measure, unknown_measure

if TYPE_CHECKING:
    from ekrules.indicators.indicators import Indicators


def judged_anew(
    real: GoalAssessment,
    goal: Goal,
    strategy: Strategy,
    rules: Rules,
    measures: Mapping[str, Measure],
    on: date,
    target: float | None,
) -> GoalAssessment:
    """Return a goal judged by its method on imagined measures; an override stays.

    target: another one, as a share or in the measure's own unit; None: the goal's own.
    """
    from ekrules.assessment.method_judging import judge_by_method

    asked = goal if target is None else goal.model_copy(update={"target": target})
    found = judge_by_method(
        asked,
        real.theme,
        rules.methods[goal.table_id],
        measures,
        on,
        better_of(goal.attainment, strategy, measures),
        imagine=False,
    )
    status = real.status if real.override else found.computed
    return replace(found, status=status, override=real.override)


def with_value(real: Measure, value: Fraction | None, on: date) -> Measure:
    """Return an indicator's measure with another newest value; None: none of them is known."""
    series = real.series
    assert series is not None
    if value is None:
        unknown = unknown_measure(real.id, "missing", real.source, real.unit)
        return replace(unknown, series=_series_without(series))
    number = as_published(float(value), series.unit)
    return replace(
        real,
        value=float(value),
        reason=None,
        numerator=None,
        denominator=None,
        series=_series_with(series, number, on),
    )


def _series_with(series: IndicatorSeries, value: float, on: date) -> IndicatorSeries:
    from ekrules.methods.other_newest import with_newest

    among = cast("Indicators", series.among)
    changed = with_newest(among, series.entity, series.indicator, on, value)
    newest = series.newest
    values = tuple(replace(one, value=value) if one is newest else one for one in series.values)
    return replace(series, values=values, among=changed)


def _series_without(series: IndicatorSeries) -> IndicatorSeries:
    from ekrules.methods.other_newest import without_values

    among = cast("Indicators", series.among)
    changed = without_values(among, series.entity, series.indicator, MISSING)
    values = tuple(replace(one, value=None, reason=MISSING) for one in series.values)
    return replace(series, values=values, among=changed)
