"""Numbering: goals and themes whose number, id or section breaks the order of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ekrules.errors import Fault, Place
from ekrules.goals.strategy import Strategy, StrategyTheme
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told

# Ids are made of the theme and the number where at least this share of them are.
MOST_IDS = 0.9


def out_of_order(loaded: Loaded) -> list[Told]:
    """Return gaps in the numbers, ids that hold another number, and sections unlike the rest."""
    strategy = loaded.strategy
    return [
        *told("note", "number-missing", _missing_numbers(strategy)),
        *told("note", "id-and-number", _other_numbers(strategy)),
        *told("note", "unusual-section", _other_sections(strategy)),
    ]


def _missing_numbers(strategy: Strategy) -> Iterator[Fault]:
    themes = [(one.number, one.at("number")) for one in strategy.themes]
    yield from _gaps("theme", themes)
    for theme in strategy.themes:
        yield from _gaps("goal", _numbers(theme))


def _gaps(kind: str, numbers: Sequence[tuple[int, Place]]) -> Iterator[Fault]:
    before = 0
    for number, place in sorted(numbers):
        if number > before + 1:
            missing = [str(one) for one in range(before + 1, min(number, before + 13))]
            found = f"{kind} number {number}, and no {kind} has the number {', '.join(missing)}"
            yield Fault(place, found, "see whether one is missing, or number them anew")
        before = number


def _other_numbers(strategy: Strategy) -> Iterator[Fault]:
    """Ids unlike "helse-2" where nearly all are; a theme with a gap is told as that."""
    goals = strategy.goals.values()
    themes = strategy.theme_of_goal
    unlike = [goal for goal in goals if goal.id != f"{themes[goal.id].theme}-{goal.number}"]
    if len(unlike) > (1 - MOST_IDS) * len(goals):
        return
    for goal in unlike:
        theme = themes[goal.id]
        if not any(_gaps("goal", _numbers(theme))):
            found = f'the goal "{goal.id}" is number {goal.number} of the theme "{theme.theme}"'
            expected = f'by the ids of the others it would be "{theme.theme}-{goal.number}"'
            yield Fault(goal.at("number"), found, expected)


def _other_sections(strategy: Strategy) -> Iterator[Fault]:
    """One goal of a theme that the strategy puts elsewhere; what was derived may stand anywhere."""
    for theme in strategy.themes:
        goals = [goal for goal in theme.goals if goal.source == "published"]
        counted = Counter(goal.section for goal in goals).most_common()
        if len(counted) != 2 or counted[0][1] < 2 or counted[1][1] > 1:
            continue
        section = counted[0][0]
        for goal in goals:
            if goal.section != section:
                found = f'"{goal.id}" stands in section "{goal.section}" of the source'
                expected = f'the other goals of its theme stand in "{section}"'
                yield Fault(goal.at("section"), found, expected)


def _numbers(theme: StrategyTheme) -> list[tuple[int, Place]]:
    return [(goal.number, goal.at("number")) for goal in theme.goals]
