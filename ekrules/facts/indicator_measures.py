"""Indicator measures: the newest value of a series as a measure, or the reason why there is none.

In: an IndicatorSeries. Out: a Measure: a share where the indicator is a share or percent, else a
number in the indicator's own unit. Nothing is estimated, so there is no interval.
"""

from __future__ import annotations

from dataclasses import replace

from ekrules.survey.indicator_series import (
    MISSING,
    NO_ROW,
    IndicatorSeries,
    IndicatorValue,
    as_measured,
    measured_in,
)
from ekrules.tables.measure import Measure, unknown_measure


def indicator_measure(measure_id: str, series: IndicatorSeries) -> Measure:
    """Return the measure; where there is no value, why, and the series all the same."""
    newest, unit = series.newest, measured_in(series.unit)
    source = series.publisher or series.indicator
    if newest is None:
        return replace(unknown_measure(measure_id, NO_ROW, source, unit), series=series)
    source = f"{source}, {newest.period}"
    if newest.value is None:
        return replace(unknown_measure(measure_id, MISSING, source, unit), series=series)
    return Measure(
        id=measure_id,
        value=float(as_measured(newest.value, series.unit)),
        denominator=_base(newest),
        source=source,
        unit=unit,
        series=series,
    )


def _base(newest: IndicatorValue) -> int | None:
    """How many the value rests on, where that is a number of anything."""
    base = newest.base
    return int(base) if base is not None and base > 0 and base == int(base) else None
