"""Method views: what a template may say of a goal that a published method judges.

In: a goal's judgement by its method: derived inputs, parameters and observations. Out: plain maps
of marked texts: the method and its source, and in numbers whatever it works out of pace, growth,
arrival and the value at the deadline. What it does not work out does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor

from ekrules.assessment.assessed import GoalAssessment
from ekrules.assessment.judged_by_method import JudgedInput
from ekrules.narrative.amounts import (
    amount_text,
    first_series,
    published_unit,
    share_text,
    when_text,
    worked_out_decimals,
)
from ekrules.narrative.goal_views import GoalViews
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.survey.indicator_series import IndicatorSeries, IndicatorValue

NOTHING: View = {"exists": False}
TARGET, DEADLINE = "target", "deadline"
# Derived inputs by what they say, the plainest first: a method works out one or the other.
PACES = ("pace_linear", "pace_cagr", "pace_remaining_linear", "pace_remaining_cagr")
GROWTHS = ("cagr_for_the_better", "cagr_eased_by_limit", "cagr")
PROJECTIONS = ("projected_linear", "projected_geometric", "projected_regression")
SHARES_COME = (
    "projected_share_linear",
    "projected_share_geometric",
    "projected_share_regression",
)
ARRIVALS = ("arrival_linear", "arrival_geometric")
# From here on a pace is told as enough, or nearly so; which colour it gives is the method's.
_ENOUGH, _NEARLY = Fraction(1), Fraction(9, 10)
_MOST_PERCENT = 10


def method_view(views: GoalViews, assessed: GoalAssessment) -> View:
    """Return the method's names; nothing where a table judges the goal."""
    judged = assessed.method
    if judged is None:
        return NOTHING
    return {
        "exists": True,
        "title": quotation(judged.title.in_language(views.language)),
        "publisher": quotation(judged.source.publisher),
        "reached": _is_reached(assessed),
        "never": _reason(assessed, ARRIVALS) == "no_arrival",
        "pace": _pace(views, assessed),
        "growth": _growth(views, assessed),
        "projected": _projected(views, assessed),
        "way": _way(views, assessed),
        "arrival": _arrival(views, assessed),
    }


def method_target(assessed: GoalAssessment) -> float | None:
    """Return the target that the method saw, in the indicator's unit; None where there is none."""
    return parameter_value(assessed, TARGET)


def parameter_value(assessed: GoalAssessment, name: str) -> float | None:
    """Return a parameter as the method saw it."""
    judged = assessed.method
    for one in judged.parameters if judged is not None else ():
        if one.name == name:
            return one.value
    return None


def base_observation(views: GoalViews, assessed: GoalAssessment) -> IndicatorValue | None:
    """Return the observation that the method counts the way from, where it counts it."""
    series, judged = series_of(views, assessed), assessed.method
    if judged is None or series is None:
        return None
    for one in judged.derived:
        base = dict(one.steps).get("base_period")
        found = next((value for value in series.known if value.period == base), None)
        if found is not None:
            return found
    return None


def series_of(views: GoalViews, assessed: GoalAssessment) -> IndicatorSeries | None:
    """Return the series of a goal's attainment, where it comes from an indicator."""
    goal = views.strategy.goals[assessed.goal]
    measure = views.assessment.measures.get(goal.attainment or "")
    return None if measure is None else first_series(measure, views.assessment.measures)


def _asked(assessed: GoalAssessment, names: tuple[str, ...]) -> Iterator[JudgedInput]:
    """Yield the derived inputs of these kinds that the method works out, the first kind first."""
    judged = assessed.method
    derived = judged.derived if judged is not None else ()
    for name in names:
        yield from (one for one in derived if one.asks == name)


def _known(assessed: GoalAssessment, names: tuple[str, ...]) -> tuple[JudgedInput, float] | None:
    for one in _asked(assessed, names):
        if one.value is not None:
            return one, one.value
    return None


def _reason(assessed: GoalAssessment, names: tuple[str, ...]) -> str | None:
    return next((one.reason for one in _asked(assessed, names) if one.reason is not None), None)


def _is_reached(assessed: GoalAssessment) -> bool:
    past = _known(assessed, ("past_target",))
    if past is not None:
        return past[1] >= 0
    return _reason(assessed, (*ARRIVALS, *PACES)) == "target_reached"


def _ref(assessed: GoalAssessment, one: JudgedInput) -> str:
    return f"method:{assessed.goal}:{one.name}"


def _pace(views: GoalViews, assessed: GoalAssessment) -> View:
    """The pace over the one that is needed: how much of it, and in which band."""
    found = _known(assessed, PACES)
    if found is None:
        return NOTHING
    one, value = found
    percent = share_text(Fraction(value), views.language, 0)
    return {
        "exists": True,
        "percent": figure(percent, _ref(assessed, one)),
        "band": _pace_band(Fraction(value)),
        # A pace of forty times the needed one says no more than that it is enough.
        "is_told": 0 < value < _MOST_PERCENT,
    }


def _pace_band(pace: Fraction) -> str:
    if pace <= 0:
        return "still" if pace == 0 else "wrong"
    if pace >= _ENOUGH:
        return "enough"
    return "nearly" if pace >= _NEARLY else "slow"


def _growth(views: GoalViews, assessed: GoalAssessment) -> View:
    """The change a year, as a share of the value, and whether it is for the better."""
    found = _known(assessed, GROWTHS)
    if found is None or found[0].asks == "cagr":
        return NOTHING
    one, value = found
    way = "still" if value == 0 else "right" if value > 0 else "wrong"
    rate = share_text(abs(Fraction(value)), views.language)
    return {"exists": True, "rate": figure(rate, _ref(assessed, one)), "way": way}


def _projected(views: GoalViews, assessed: GoalAssessment) -> View:
    """The value at the deadline, in the indicator's unit."""
    found, series = _known(assessed, PROJECTIONS), series_of(views, assessed)
    if found is None or series is None:
        return NOTHING
    one, value = found
    unit = published_unit(series)
    own = [known.value for known in series.known if known.value is not None]
    decimals = None if unit.is_percent else worked_out_decimals(value, own)
    deadline = dict(one.steps).get(DEADLINE)
    when = when_text(deadline, views.language) if isinstance(deadline, int | date) else ""
    return {
        "exists": True,
        "value": figure(amount_text(value, unit, views.language, decimals), _ref(assessed, one)),
        "when": figure(when, f"method:{assessed.goal}:{DEADLINE}"),
        "has_when": bool(when),
    }


def _way(views: GoalViews, assessed: GoalAssessment) -> View:
    """How much of the way from the base to the target is gone by the deadline."""
    found = _known(assessed, SHARES_COME)
    if found is None:
        return NOTHING
    one, value = found
    band = "back" if value < 0 else "whole" if value >= 1 else "part"
    percent = share_text(Fraction(value), views.language, 0)
    return {"exists": True, "percent": figure(percent, _ref(assessed, one)), "band": band}


def _arrival(views: GoalViews, assessed: GoalAssessment) -> View:
    """The first year whose value is at the target, if all goes on as it has."""
    found = _known(assessed, ARRIVALS)
    if found is None or found[1] > date.max.year:
        return NOTHING
    one, value = found
    newest = dict(one.steps).get("newest_period")
    # Years are whole points: what is met between two of them is first seen in the later.
    year = floor(value) if isinstance(newest, date) else ceil(value)
    deadline = parameter_value(assessed, DEADLINE)
    return {
        "exists": True,
        "when": figure(when_text(year, views.language), _ref(assessed, one)),
        "has_deadline": deadline is not None,
        "in_time": deadline is not None and value <= deadline,
    }
