"""Unused figures: what a theme's part of the survey tells that no goal states.

In: a theme. Out: a view of each measure that no goal rests on, and of each question that no measure
counts, told by its most common answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from ekrules.goals.strategy import Goal, StrategyTheme
from ekrules.narrative.goal_views import stated_measures
from ekrules.narrative.indicator_views import published_view
from ekrules.narrative.lexicon import band_of
from ekrules.narrative.measure_views import is_apart, is_published
from ekrules.narrative.question_figures import QuestionFigures
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.narrative.views import Views
from ekrules.survey.codebook import Question
from ekrules.tables.measure import Measure


def unused_measures(views: Views, theme: StrategyTheme) -> list[View]:
    """Return the theme's measures of the survey with a value that no goal rests on."""
    names = _unused(views, theme)
    return [views.measure(one) for one in names if not is_published(one, views.strategy)]


def unused_indicators(views: Views, theme: StrategyTheme) -> list[View]:
    """Return the theme's measures of indicators with a value that no goal rests on."""
    names = _unused(views, theme)
    return [published_view(views, one) for one in names if is_published(one, views.strategy)]


def _unused(views: Views, theme: StrategyTheme) -> list[str]:
    used, measures = _used(views), views.assessment.measures
    return [one for one in theme.measures if one not in used and measures[one].value is not None]


def unused_answers(views: Views, theme: StrategyTheme) -> list[View]:
    """Return the most common answer to each of the theme's questions that no measure counts.

    is_clear: whether it is so beyond uncertainty. Of a yes or no it is always the yes. Nothing of a
    grid or a number, which no one answer tells.
    """
    counted = {one.question for one in views.strategy.measures.values()}
    questions = [
        question
        for part in views.survey.themes
        if part.theme == theme.theme
        for question in part.questions
        if question.id not in counted and question.kind in ("single", "multi")
    ]
    return [view for one in questions for view in _answer(views, one)]


def _answer(views: Views, question: Question) -> Iterator[View]:
    figures = QuestionFigures(views.survey, views.strategy, views.tallies, question)
    if figures.unknown() is not None:
        return
    shares = dict(zip(figures.options, figures.answers(), strict=True))
    known = {option: one for option, one in shares.items() if one.value is not None}
    if not known:
        return
    yes = figures.yes_and_no[0] if figures.yes_and_no else ""
    option = yes if yes in known else max(known, key=lambda name: known[name].exact)
    others = [one for name, one in known.items() if name != option]
    label = figures.options[option].label
    yield {
        **_told(views, question, known[option]),
        "answer": quotation(label.in_language(views.language)),
        "yes": yes == option,
        "is_clear": all(is_apart(known[option], one) for one in others),
    }


def _told(views: Views, question: Question, share: Measure) -> dict[str, object]:
    band = band_of(share.exact, views.language)
    words = figure(band.words, share.id)
    group = quotation(views.asked(question))
    counts = f"{share.numerator} {views.phrases.out_of} {share.denominator}"
    base = views.phrases.base[share.base] if share.base else ""
    return {
        "label": quotation(question.label.in_language(views.language)),
        "words": f"{words}{band.joins}{group}",
        "share": words,
        "group": group,
        "percent": figure(views.percent(share), share.id),
        "counts": figure(f"{counts} {base}".strip(), share.id),
    }


def _used(views: Views) -> set[str]:
    """Every measure that a goal names, or that one of these is put together of."""
    used: set[str] = set()

    def add(name: str) -> None:
        if name not in used:
            used.add(name)
            for part in views.strategy.measures[name].parts:
                add(part)

    for goal in views.strategy.goals.values():
        for name in _named(goal):
            add(name)
    return used


def _named(goal: Goal) -> Iterator[str]:
    yield from stated_measures(goal)
    yield from goal.inputs.values()
    if goal.attainment:
        yield goal.attainment
