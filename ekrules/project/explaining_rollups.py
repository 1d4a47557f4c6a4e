"""Explaining roll-ups: a theme from its status to its goals, and the whole to its themes.

A goal whose status a person has set is told as such wherever that status counts.
"""

from __future__ import annotations

from ekrules.assessment.assessed import RollUp, SeenInput, Status
from ekrules.assessment.rollup import GOALS_ASSESSED, THEMES_ASSESSED
from ekrules.goals.strategy import StrategyTheme
from ekrules.narrative.numbers import decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import read_phrases
from ekrules.project.assessing import Outcome
from ekrules.project.explained import Explanation, Step, decided_step, override_steps


def explain_theme(outcome: Outcome, theme: StrategyTheme) -> Explanation:
    """Return why a theme has its status: the row, what it saw, and each goal that counts."""
    rolled = _rolled(outcome, theme)
    steps = _steps(outcome, rolled)
    steps += [_goal(outcome, theme, goal.id) for goal in theme.goals]
    title = theme.title.in_language(outcome.loaded.language)
    paragraph = outcome.narrative.themes[theme.theme].text
    return Explanation(title, rolled.status, tuple(steps), paragraph)


def explain_whole(outcome: Outcome) -> Explanation:
    """Return why the whole has its status: the row, what it saw, and each theme that counts."""
    overall, strategy = outcome.assessment.overall, outcome.loaded.strategy
    steps = _steps(outcome, overall)
    steps += [_theme(outcome, theme) for theme in strategy.themes]
    title = strategy.description.title.in_language(outcome.loaded.language)
    return Explanation(title, overall.status, tuple(steps), outcome.narrative.overall.text)


def _rolled(outcome: Outcome, theme: StrategyTheme) -> RollUp:
    return next(one for one in outcome.assessment.themes if one.id == theme.theme)


def _steps(outcome: Outcome, rolled: RollUp) -> list[Step]:
    language = outcome.loaded.language
    decided = decided_step(rolled.decided_by, rolled.reason, language)
    return [decided, *(_input(outcome, one) for one in rolled.inputs)]


def _input(outcome: Outcome, one: SeenInput) -> Step:
    language = outcome.loaded.language
    words = read_phrases(language)
    name = words.input.get(one.name, one.name)
    if not isinstance(one.value, int | float):
        return Step(f"{name}: {words.reason[one.reason or 'nothing_assessed']}")
    if one.name in (GOALS_ASSESSED, THEMES_ASSESSED):
        return Step(f"{name}: {decimal_text(int(one.value), language)}")
    return Step(f"{name}: {percent_text(rounded_percent(one.value), language)}")


def _goal(outcome: Outcome, theme: StrategyTheme, goal_id: str) -> Step:
    """A goal with its status, and under it who has set that."""
    loaded = outcome.loaded
    goal, assessed = loaded.strategy.goals[goal_id], outcome.assessment.goal(goal_id)
    text = f"{theme.number}.{goal.number} {goal.text.in_language(loaded.language)}"
    step = Step(f"{text}: {_colour(outcome, assessed.status)}")
    step.rests_on += override_steps(assessed, loaded.language)
    return step


def _theme(outcome: Outcome, theme: StrategyTheme) -> Step:
    """A theme with its status, and under it the goals whose status a person has set."""
    rolled = _rolled(outcome, theme)
    text = f"{theme.number} {theme.title.in_language(outcome.loaded.language)}"
    step = Step(f"{text}: {_colour(outcome, rolled.status)}")
    step.rests_on += [_goal(outcome, theme, name) for name in rolled.overridden]
    return step


def _colour(outcome: Outcome, status: Status) -> str:
    return read_phrases(outcome.loaded.language).status[status.value].word
