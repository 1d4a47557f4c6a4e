"""Theme views: what a template may say of a theme's goals taken together.

In: an assessment and what it rests on. Out: plain maps of marked texts and flags: which goal is
furthest and which is behind, what is due next, which findings hold, who is ahead or behind, and the
figures that no goal states. Goals are held apart only where their intervals do not meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ekrules.assessment.assessed import FINDING_KINDS, Direction, RollUp, Status
from ekrules.goals.strategy import Goal, StrategyTheme
from ekrules.narrative.measure_views import is_apart
from ekrules.narrative.numbers import date_text
from ekrules.narrative.phrases import joined
from ekrules.narrative.runs import figure, lower_first, quotation
from ekrules.narrative.template_slips import View
from ekrules.narrative.unused_figures import (
    unused_answers,
    unused_indicators,
    unused_measures,
)
from ekrules.narrative.views import Views
from ekrules.narrative.ways_of_telling import WAYS, time_class
from ekrules.tables.measure import Measure

NOTHING: View = {"exists": False}
# So many figures beside those of the goals are told; the rest stand in the tables.
_MOST_FURTHER = 3


def theme_view(views: Views, theme: StrategyTheme, rolled: RollUp) -> View:
    """Return every name that a theme's paragraph may use."""
    return {
        **views.roll_up(rolled),
        "all_goals": all_of(views, len(theme.goals), f"rollup:{rolled.id}"),
        "of_three": WAYS[theme.number % 3],
        "of_four": WAYS[theme.number % 4],
        **_apart(views, theme.goals),
        "due": _due(views, theme.goals),
        "overdue": _overdue(views, theme.goals),
        **_findings(views, theme.theme),
        "tendencies": _tendencies(views, theme.goals),
        "others": unused_measures(views, theme)[:_MOST_FURTHER],
        "indicators": unused_indicators(views, theme)[:_MOST_FURTHER],
        "answers": unused_answers(views, theme)[:_MOST_FURTHER],
    }


def all_of(views: Views, number: int, ref: str) -> str:
    """Return "both" or "all 3" as a traced figure, ready to stand before a noun."""
    words = views.phrases
    if number == len("ab"):
        return figure(words.both_word, ref)
    return f"{figure(words.all_of_word, ref)} {views.counted(number, ref)}"


def goal_numbers(views: Views, goals: Iterable[Goal]) -> str:
    """Return the goals' numbers as a list in running text: "1.1 og 1.3"."""
    return joined([_number(views, goal) for goal in goals], views.phrases.and_word)


def _number(views: Views, goal: Goal) -> str:
    theme = views.strategy.theme_of_goal[goal.id]
    return figure(f"{theme.number}.{goal.number}", f"goal:{goal.id}:number")


def _apart(views: Views, goals: Sequence[Goal]) -> dict[str, object]:
    """ahead and behind: the goal clearly further than every other, and the one clearly behind."""
    measures = views.assessment.measures
    known = [
        (goal, measures[goal.attainment])
        for goal in goals
        if goal.attainment
        and measures[goal.attainment].value is not None
        # A number of days is neither ahead of a share nor behind it.
        and measures[goal.attainment].is_share
    ]
    ranked = sorted(known, key=lambda one: one[1].exact)
    ahead, behind = NOTHING, NOTHING
    if len(ranked) > 1:
        if all(is_apart(ranked[-1][1], one) for _, one in ranked[:-1]):
            ahead = _standing(views, *ranked[-1])
        if all(is_apart(ranked[0][1], one) for _, one in ranked[1:]):
            behind = _standing(views, *ranked[0])
    return {"ahead": ahead, "behind": behind, "pair": len(ranked) == len("ab")}


def _standing(views: Views, goal: Goal, measure: Measure) -> View:
    ref = f"measure:{measure.id}"
    return {
        "exists": True,
        "number": _number(views, goal),
        "label": quotation(views.label(measure.id)),
        "percent": figure(views.percent(measure), ref),
        "counts": figure(views.counts(measure), ref),
    }


def _due(views: Views, goals: Sequence[Goal]) -> View:
    """The nearest deadline that is not passed, the goals that have it, and those not on track."""
    on = views.survey.description.reference_date
    ahead = [one for one in goals if isinstance(one.deadline, date) and one.deadline >= on]
    if not ahead:
        return NOTHING
    nearest = min(one.deadline for one in ahead if isinstance(one.deadline, date))
    due = [one for one in ahead if one.deadline == nearest]
    off = [one for one in due if views.assessment.goal(one.id).status is not Status.GREEN]
    ref = f"goal:{due[0].id}:deadline"
    return {
        "exists": True,
        "date": figure(date_text(nearest, views.language), ref),
        "time": figure(views.time_text(on, nearest), ref),
        "time_class": time_class(on, nearest),
        "goals": goal_numbers(views, due),
        "one": len(due) == 1,
        "all_goals": len(due) == len(goals),
        "any_off_track": bool(off),
        "one_off_track": len(off) == 1,
        "all_off_track": len(off) == len(due),
        "off_track": goal_numbers(views, off),
    }


def _overdue(views: Views, goals: Sequence[Goal]) -> View:
    """The goals whose deadline is passed, and which of them are not on track."""
    on = views.survey.description.reference_date
    passed = [one for one in goals if isinstance(one.deadline, date) and one.deadline < on]
    missed = [one for one in passed if views.assessment.goal(one.id).status is not Status.GREEN]
    if not passed:
        return NOTHING
    return {
        "exists": True,
        "goals": goal_numbers(views, passed),
        "one": len(passed) == 1,
        "any_missed": bool(missed),
        "one_missed": len(missed) == 1,
        "all_missed": len(missed) == len(passed),
        "missed": goal_numbers(views, missed),
    }


def _findings(views: Views, theme: str) -> dict[str, object]:
    """Of each kind the theme's first finding that holds by its figures, and no one's opinion."""
    held = [
        one
        for one in views.assessment.findings
        if one.theme == theme and one.holds and one.judgement is None
    ]
    first = {one.kind: one for one in reversed(held)}
    return {
        kind: {"exists": True, "text": quotation(first[kind].text.in_language(views.language))}
        if kind in first
        else NOTHING
        for kind in FINDING_KINDS
    }


def _tendencies(views: Views, goals: Sequence[Goal]) -> View:
    """The segment that is clearly ahead on most of the goals, and the one clearly behind."""
    found = {one: _most_often(views, goals, one) for one in ("ahead", "behind")}
    return {"exists": any(one["exists"] for one in found.values()), **found}


def _most_often(views: Views, goals: Sequence[Goal], direction: Direction) -> View:
    found: dict[tuple[str, str], list[Goal]] = {}
    for breakdown in views.assessment.segments:
        for one in breakdown.tendencies:
            stands = [goal for goal in goals if goal.id == one.goal and one.direction == direction]
            if stands:
                found.setdefault((breakdown.breakdown, one.segment), []).extend(stands)
    if not found:
        return NOTHING
    (name, segment), on = max(found.items(), key=lambda item: len(item[1]))
    divided = views.survey.breakdown(name)
    label = divided.label.in_language(views.language)
    named = next(one.label for one in divided.segments if one.id == segment)
    return {
        "exists": True,
        "segment": quotation(named.in_language(views.language)),
        "breakdown": quotation(lower_first(label)),
        "goals": goal_numbers(views, on),
        "one": len(on) == 1,
        "all_goals": len(on) == len(goals),
    }
