"""Judgement views: what a template may say of the whole at the end: what goes well, lags, is due.

In: an assessment and what it rests on. Out: plain maps of marked texts and flags, one for each side
of the judgement; a side with nothing to say does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ekrules.assessment.assessed import GoalAssessment, Status
from ekrules.goals.strategy import Goal
from ekrules.narrative.numbers import decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import joined
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.narrative.theme_views import NOTHING, all_of, goal_numbers
from ekrules.narrative.views import Views
from ekrules.narrative.ways_of_telling import level_of, time_class

# The sides of the judgement, in the order in which they are told.
SIDES = ("well", "lags", "due", "coverage", "firmness", "change")
# So many goals of a kind are told by what measures them, more by their numbers alone.
_MOST_NAMED = 5
# So many goals nearest to a better colour are named.
_MOST_STEPS = 3
_REF = "rollup:goals"


def judgement_view(views: Views) -> Mapping[str, View]:
    """Return side -> its view; each has exists, and the rest only where that is so."""
    return {
        "well": _well(views),
        "lags": _lags(views),
        "due": due_view(views),
        "coverage": _coverage(views),
        "firmness": _firmness(views),
        "change": _change(views),
    }


def _goals(views: Views, assessed: Iterable[GoalAssessment]) -> list[Goal]:
    return [views.strategy.goals[one.goal] for one in assessed]


def _of_status(views: Views, status: Status) -> list[GoalAssessment]:
    return [one for one in views.assessment.goals if one.status is status]


def listed(views: Views, name: str, goals: Sequence[Goal]) -> dict[str, object]:
    """Return goals under a name: how many, whether any or one, their numbers and their labels."""
    return {
        name: views.counted(len(goals), f"goals:{'+'.join(one.id for one in goals)}"),
        f"any_{name}": bool(goals),
        f"one_{name}": len(goals) == 1,
        f"few_{name}": len(goals) <= _MOST_NAMED,
        f"{name}_numbers": goal_numbers(views, goals),
        f"{name}_named": joined([_named(views, one) for one in goals], views.phrases.and_word),
    }


def _named(views: Views, goal: Goal) -> str:
    """What a goal is measured by, and its number: "«Innlogging med MinID» (9.2)"."""
    label = goal.text.in_language(views.language)
    if goal.attainment:
        label = views.label(goal.attainment)
    opens, closes = views.phrases.quotes
    return f"{opens}{quotation(label)}{closes} ({goal_numbers(views, [goal])})"


def _themes(views: Views, status: Status) -> dict[str, object]:
    found = [one for one in views.assessment.themes if one.status is status]
    return {
        "themes": views.theme_titles(status),
        "any_themes": bool(found),
        "one_theme": len(found) == 1,
    }


def _well(views: Views) -> View:
    """The themes and goals on track, and the goals that all or nearly all have reached."""
    green = _goals(views, _of_status(views, Status.GREEN))
    reached = [one for one in green if _level(views, one) in ("full", "near_full")]
    if not green:
        return NOTHING
    return {
        "exists": True,
        **_themes(views, Status.GREEN),
        **listed(views, "goals", green),
        **listed(views, "reached", reached),
        "total": views.counted(len(views.assessment.goals), _REF),
        "one_total": len(views.assessment.goals) == 1,
    }


def _level(views: Views, goal: Goal) -> str:
    measure = views.assessment.measures.get(goal.attainment or "")
    if measure is None or measure.value is None or not measure.is_share:
        return "unknown"
    return level_of(measure.exact)


def _lags(views: Views) -> View:
    """The themes and goals that are critical, and the goals that hardly any have reached."""
    red = _goals(views, _of_status(views, Status.RED))
    yellow = _goals(views, _of_status(views, Status.YELLOW))
    scarce = [one for one in yellow if _level(views, one) in ("scarce", "empty")]
    if not red and not scarce:
        return NOTHING
    return {
        "exists": True,
        **_themes(views, Status.RED),
        **listed(views, "goals", red),
        **listed(views, "scarce", scarce),
    }


def due_view(views: Views) -> View:
    """The goals due within a year of the survey and those past their date; which are not there."""
    on = views.survey.description.reference_date
    goals = list(views.strategy.goals.values())
    soon = [one for one in goals if time_class(on, one.deadline) == "soon"]
    passed = [one for one in goals if time_class(on, one.deadline) == "passed"]
    if not soon and not passed:
        return NOTHING
    return {
        "exists": True,
        **listed(views, "soon", soon),
        **listed(views, "off_track", _off_track(views, soon)),
        "all_off_track": len(_off_track(views, soon)) == len(soon),
        **listed(views, "passed", passed),
        **listed(views, "missed", _off_track(views, passed)),
        "all_missed": len(_off_track(views, passed)) == len(passed),
    }


def _off_track(views: Views, goals: Iterable[Goal]) -> list[Goal]:
    return [one for one in goals if views.assessment.goal(one.id).status is not Status.GREEN]


def _coverage(views: Views) -> View:
    """How many goals the survey reaches in full, in part, indirectly and not at all."""
    goals = list(views.strategy.goals.values())
    by_kind = {
        name: [one for one in goals if one.coverage == name]
        for name in ("full", "partial", "indirect", "none")
    }
    if len(by_kind["full"]) == len(goals):
        return NOTHING
    told: dict[str, object] = {"exists": True, "total": views.counted(len(goals), _REF)}
    # Not "none", which a template may not write; and "full" is the level of a share elsewhere.
    named = {"full": "whole", "partial": "partial", "indirect": "indirect", "none": "outside"}
    for kind, name in named.items():
        told |= listed(views, name, by_kind[kind])
    return told


def _firmness(views: Views) -> View:
    """How many colours stand all over the interval; those that may be another, and which."""
    probed = [one for one in views.assessment.goals if one.robust is not None]
    if not probed:
        return NOTHING
    firm = [one for one in probed if one.robust and one.robust.same_in_interval]
    certain = [one for one in probed if one.robust and one.robust.same_in_bounds]
    loose = [one for one in probed if one not in firm]
    return {
        "exists": True,
        "probed": views.counted(len(probed), f"{_REF}:uncertain"),
        "all_probed": all_of(views, len(probed), f"{_REF}:uncertain"),
        "one_probed": len(probed) == 1,
        "firm": views.counted(len(firm), f"{_REF}:firm"),
        "all_firm": not loose,
        "any_firm": bool(firm),
        "all_certain": len(certain) == len(probed),
        **listed(views, "loose", _goals(views, loose)),
        **listed(views, "certain", _goals(views, certain)),
    }


def _change(views: Views) -> View:
    """The goals nearest to a better colour, by the share that is missing."""
    near = [
        one
        for one in views.assessment.goals
        if one.to_next is not None and one.override is None and one.to_next.points > 0
    ]
    nearest = sorted(near, key=lambda one: one.to_next.points if one.to_next else 0.0)
    if not nearest:
        return NOTHING
    steps = [_step(views, one) for one in nearest[:_MOST_STEPS]]
    return {"exists": True, "first": steps[0], "others": steps[1:], "one": len(steps) == 1}


def _step(views: Views, one: GoalAssessment) -> dict[str, object]:
    goal, step = views.strategy.goals[one.goal], one.to_next
    assert step is not None  # only such goals are asked for
    assert goal.attainment is not None  # a step is one of the attainment
    measure = views.assessment.measures[goal.attainment]
    ref = f"measure:{goal.attainment}"
    phrase = views.phrases.status[step.status.value]
    points = rounded_percent(step.points / 100)
    return {
        "number": goal_numbers(views, [goal]),
        "label": quotation(views.label(goal.attainment)),
        "counted": step.more is not None,
        "more": views.counted(step.more or 0, ref),
        "one": step.more == 1,
        "total": views.counted(measure.denominator or 0, ref),
        "points": figure(decimal_text(points, views.language), ref),
        "needed": figure(percent_text(rounded_percent(step.needed), views.language), ref),
        "status_word": phrase.word,
        "status_one": phrase.one,
    }
