"""Indicator views: what a template may say of a goal that rests on indicators, or on a method.

In: an assessment and what it rests on. Out: plain maps of marked texts and flags. Numbers are in
their own unit, with the decimals they have; a share is put in words only where it says whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ekrules.assessment.assessed import GoalAssessment
from ekrules.goals.strategy import Goal
from ekrules.narrative.amounts import (
    UnitName,
    amount_text,
    first_series,
    measured_text,
    moved_text,
    published_unit,
    unit_name,
    when_text,
)
from ekrules.narrative.change_views import amount_change_view
from ekrules.narrative.goal_views import GoalViews, stated_measures
from ekrules.narrative.measure_views import base_text, is_published
from ekrules.narrative.method_views import (
    base_observation,
    method_target,
    method_view,
)
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.narrative.ways_of_telling import way_of
from ekrules.survey.indicator_series import (
    SHARE,
    IndicatorSeries,
    IndicatorValue,
    as_measured,
    exactly,
)
from ekrules.tables.measure import Measure

NOTHING: View = {"exists": False}
_ALL_DECIMALS = 6


def rests_on_indicators(views: GoalViews, assessed: GoalAssessment) -> bool:
    """Whether a goal is judged by a method, or states what was published as an indicator."""
    goal = views.strategy.goals[assessed.goal]
    if assessed.method is not None:
        return True
    named = {*stated_measures(goal), *([goal.attainment] if goal.attainment else [])}
    return any(is_published(name, views.strategy) for name in named)


def indicator_goal_view(views: GoalViews, assessed: GoalAssessment) -> View:
    """Return every name that the paragraph of such a goal may use."""
    goal = views.strategy.goals[assessed.goal]
    return {
        **views.frame(assessed),
        "figures": list(_figures(views, goal, assessed)),
        "target": _target(views, goal, assessed),
        "change": _change(views, goal),
        "next": _next(views, assessed, goal),
        "method": method_view(views, assessed),
    }


def published_view(views: GoalViews, name: str, base: IndicatorValue | None = None) -> View:
    """One measure with its value as it was published, and whose share it is where it is one.

    base: the observation that it is held against; the one before the newest where left out.
    """
    measure = views.assessment.measures[name]
    label = quotation(views.label(name))
    if measure.value is None:
        reason = views.phrases.reason[measure.reason or "not_in_survey"]
        return {"known": False, "label": label, "reason": quotation(reason)}
    ref = f"measure:{name}"
    text = measured_text(measure, views.assessment.measures, views.language)
    is_counted = measure.series is None and measure.is_share
    return {
        "known": True,
        "label": label,
        "value": figure(views.percent(measure) if is_counted else text, ref),
        "share": _share(views, measure),
        "published": _published(views, measure),
        "counted": _counted(views, measure) if is_counted else NOTHING,
        "earlier": _earlier(views, measure, base),
        "combination": views.strategy.measures[name].combination or "",
    }


def _figures(views: GoalViews, goal: Goal, assessed: GoalAssessment) -> Iterator[View]:
    theme = views.strategy.theme_of_goal[goal.id]
    for place, name in enumerate(stated_measures(goal)):
        own = base_observation(views, assessed) if name == goal.attainment else None
        yield {
            **published_view(views, name, own),
            "of_three": way_of(theme, goal, 3, place),
            "of_four": way_of(theme, goal, 4, place),
        }


def _share(views: GoalViews, measure: Measure) -> View:
    """The share in words; not of an indicator that does not say whose share it is."""
    has_group = views.strategy.measures[measure.id].of is not None
    if not measure.is_share or (is_published(measure.id, views.strategy) and not has_group):
        return NOTHING
    return {"exists": True, **views.in_words(measure.id)}


def _published(views: GoalViews, measure: Measure) -> View:
    """When the newest value is from, and who published it."""
    series, newest = measure.series, measure.series.newest if measure.series else None
    if series is None or newest is None:
        return NOTHING
    ref, base = f"measure:{measure.id}", base_text(newest.base, views.language)
    return {
        "exists": True,
        "when": figure(when_text(newest.period, views.language), ref),
        "publisher": quotation(series.publisher or ""),
        "has_publisher": series.publisher is not None,
        "base": figure(base, ref),
        "has_base": bool(base),
    }


def _counted(views: GoalViews, measure: Measure) -> View:
    definition = views.strategy.measures[measure.id]
    return {
        "exists": True,
        "counts": figure(views.counts(measure), f"measure:{measure.id}"),
        "from_outside": definition.evidence is not None,
        "source": quotation(views.source(definition)),
    }


def _earlier(views: GoalViews, measure: Measure, base: IndicatorValue | None) -> View:
    """The value that the newest is held against, how far it has moved, and whether that is good."""
    series = measure.series
    known = series.known if series is not None else ()
    before = base if base is not None else (known[-2] if len(known) > 1 else None)
    if series is None or before is None or before.value is None or not known:
        return NOTHING
    newest = known[-1]
    if newest.value is None or before.period == newest.period:
        return NOTHING
    moved = exactly(newest.value) - exactly(before.value)
    ref = f"indicator:{measure.id}:{before.period}"
    return {
        "exists": True,
        "value": figure(amount_text(before.value, published_unit(series), views.language), ref),
        "when": figure(when_text(before.period, views.language), ref),
        "moved": figure(moved_text(abs(moved), published_unit(series), views.language), ref),
        "up": moved > 0,
        "same": moved == 0,
        "way": _way(series, moved),
    }


def _way(series: IndicatorSeries, moved: Fraction) -> str:
    """right, wrong, or empty where nothing says which way is the better."""
    if series.better not in ("up", "down") or moved == 0:
        return ""
    return "right" if (moved > 0) == (series.better == "up") else "wrong"


def _target(views: GoalViews, goal: Goal, assessed: GoalAssessment) -> View:
    """What the goal asks for, in its measure's unit, and how far it is from there."""
    measure = views.assessment.measures.get(goal.attainment or "")
    wanted = goal.target_on(views.survey.description.reference_date)
    if measure is None:
        return NOTHING
    unit, ref = unit_name(measure, views.assessment.measures), f"goal:{goal.id}:target"
    target = None if wanted is None else exactly(wanted)
    series = first_series(measure, views.assessment.measures)
    if target is None and series is not None:
        given = method_target(assessed)
        target = None if given is None else as_measured(given, series.unit)
        ref = f"method:{goal.id}:target"
    if target is None:
        return NOTHING
    missing = _missing(measure, series, target)
    moved = "" if missing is None else moved_text(abs(missing), unit, views.language)
    return {
        "exists": True,
        "value": figure(amount_text(target, unit, views.language), ref),
        "missing": figure(moved, f"measure:{measure.id}"),
        "has_missing": missing is not None and missing > 0,
        "is_met": missing is not None and missing <= 0,
    }


def _missing(measure: Measure, series: IndicatorSeries | None, target: Fraction) -> Fraction | None:
    """How much there is to go, 0 or less where it is met; None where no way is the better."""
    better = series.better if series is not None else "up"
    if measure.value is None or better not in ("up", "down"):
        return None
    return target - measure.exact if better == "up" else measure.exact - target


def _change(views: GoalViews, goal: Goal) -> View:
    measure = views.assessment.measures.get(goal.attainment or "")
    if measure is None:
        return NOTHING
    unit = unit_name(measure, views.assessment.measures)
    return amount_change_view(views.changes, measure.id, unit, views.language)


def _next(views: GoalViews, assessed: GoalAssessment, goal: Goal) -> View:
    """The nearest value that gives a better status, and how far it is from the newest."""
    measure = views.assessment.measures.get(goal.attainment or "")
    if measure is None or measure.value is None or assessed.override is not None:
        return NOTHING
    series = first_series(measure, views.assessment.measures)
    step = assessed.next_value
    if step is not None:
        unit = UnitName(step.unit)
        if series is not None:
            unit = UnitName(step.unit, series.unit_one, series.unit_many)
        status, needed, moved = step.status, exactly(step.value), exactly(step.change)
    elif assessed.to_next is not None:
        near = assessed.to_next
        unit = UnitName(SHARE)
        status, needed = near.status, exactly(near.needed)
        moved = Fraction(near.points) / 100
    else:
        return NOTHING
    ref, phrase = f"measure:{measure.id}", views.phrases.status[status.value]
    return {
        "exists": True,
        # Just at the bound: a rounded number might be on its other side.
        "needed": figure(amount_text(needed, unit, views.language, _ALL_DECIMALS), ref),
        "moved": figure(moved_text(abs(moved), unit, views.language, _ALL_DECIMALS), ref),
        "up": moved > 0,
        "status_word": phrase.word,
        "status_one": phrase.one,
    }
