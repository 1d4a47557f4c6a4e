"""Changes: this assessment held against the record of an earlier one.

In: the earlier record, this assessment, and the strategy, survey and rules behind it. Out: Changes:
every measure's change in points with its interval, and every status then and now with why it moved.
What is not the same thing in both years is not compared, and says why. Judges nothing anew: what a
status would have been comes from the same tables and engine as the statuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ekrules.assessment.assessed import Assessment
from ekrules.assessment.causes import goal_changes
from ekrules.assessment.changed import (
    Changes,
    Hindrance,
    MeasureChange,
    PreviousRun,
    StatusChange,
)
from ekrules.assessment.comparability import comparability
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.previous import PreviousRecord
from ekrules.assessment.rules import Rules
from ekrules.decision.engine import EnginePreference
from ekrules.goals.strategy import Strategy
from ekrules.survey.indicator_series import exactly
from ekrules.survey.survey import Survey
from ekrules.tables.difference import hybrid_interval
from ekrules.tables.measure import Measure


def changes_since(
    previous: PreviousRecord,
    assessment: Assessment,
    strategy: Strategy,
    survey: Survey,
    rules: Rules,
    preference: EnginePreference = "auto",
) -> Changes:
    """Return what changed; the record must be of the same strategy (previous.check_previous)."""
    measures = _measure_changes(previous, assessment, strategy, survey)
    goals = goal_changes(
        previous,
        assessment,
        strategy,
        measures,
        rules.status,
        survey.description.reference_date,
        EngineRoom(preference),
        rules.methods,
    )
    return Changes(
        previous=PreviousRun(
            survey=previous.survey,
            wave=previous.wave,
            reference_date=previous.reference_date,
            synthetic=previous.synthetic,
            sha256=previous.sha256,
        ),
        measures=measures,
        goals=goals,
        new_goals=tuple(one.goal for one in assessment.goals if one.goal not in previous.goals),
        dropped_goals=_dropped(previous.goals, (one.goal for one in assessment.goals)),
        themes=tuple(
            StatusChange(one.id, previous.themes.get(one.id), one.status)
            for one in assessment.themes
        ),
        overall=StatusChange(assessment.overall.id, previous.overall, assessment.overall.status),
    )


def _dropped(earlier: Iterable[str], now: Iterable[str]) -> tuple[str, ...]:
    there = set(now)
    return tuple(name for name in earlier if name not in there)


def _measure_changes(
    previous: PreviousRecord, assessment: Assessment, strategy: Strategy, survey: Survey
) -> dict[str, MeasureChange]:
    comparing = comparability(previous, assessment.measures, strategy, survey)
    names = [*assessment.measures, *_dropped(previous.measures, assessment.measures)]
    return {
        name: measure_change(
            name,
            previous.measures.get(name),
            assessment.measures.get(name),
            comparing.hindrance(name),
        )
        for name in names
    }


_SHARE = Measure(id="", value=None)


def measure_change(
    name: str, then: Measure | None, now: Measure | None, hindrance: Hindrance | None
) -> MeasureChange:
    """Return how far a measure moved, in percentage points or in its own unit.

    By nothing where it is hindered.
    """
    shares = _exact_then(then, now), _exact(now)
    if then is None or now is None or hindrance is not None:
        unit = (now or then or _SHARE).unit
        return MeasureChange(name, *shares, hindrance=hindrance, unit=unit)
    assert shares[0] is not None
    assert shares[1] is not None
    moved = shares[1] - shares[0]
    if not now.is_share:
        return MeasureChange(name, *shares, change=moved, unit=now.unit)
    points = moved * 100
    low, high = _interval(then, now, float(points))
    return MeasureChange(name, *shares, points, low, high)


def _exact_then(then: Measure | None, now: Measure | None) -> Fraction | None:
    """A record holds what was published as a float: it is the decimals that were published."""
    if then is None or then.value is None or now is None or now.series is None:
        return _exact(then)
    return exactly(then.value)


def _exact(measure: Measure | None) -> Fraction | None:
    return None if measure is None or measure.value is None else measure.exact


def _interval(then: Measure, now: Measure, points: float) -> tuple[float | None, float | None]:
    """The 95 % interval in points; the ends of one figure without an interval are the figure.

    Taken as two samples drawn apart. Where many of the same answered both years the true interval
    is narrower, so that what is clear here is clear.
    """
    if then.low is None and now.low is None:
        return None, None
    ranges = _ends(now), _ends(then)
    low, high = hybrid_interval(now.value or 0.0, ranges[0], then.value or 0.0, ranges[1])
    # The points come from the counts, and may lie a rounding outside ends made of floats.
    return min(low * 100, points), max(high * 100, points)


def _ends(measure: Measure) -> tuple[float, float]:
    value = measure.value or 0.0
    low = value if measure.low is None else measure.low
    high = value if measure.high is None else measure.high
    return min(low, value), max(high, value)


def by_size(changes: Mapping[str, MeasureChange]) -> list[MeasureChange]:
    """Return the measures that are compared, the largest change first."""
    compared = [one for one in changes.values() if one.points is not None]
    return sorted(compared, key=lambda one: abs(one.points or Fraction(0)), reverse=True)
