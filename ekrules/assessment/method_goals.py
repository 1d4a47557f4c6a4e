"""Method goals: every goal of a strategy that a published method judges, for each group.

In: a strategy, the groups' measures, the methods by id. Out: group and goal -> its assessment.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import GoalAssessment
from ekrules.goals.strategy import Strategy
from ekrules.survey.indicator_series import Better
from ekrules.tables.measure import Measure

if TYPE_CHECKING:
    from ekrules.methods.method import Method

# The group of all respondents, beside which there are segments.
ALL = ""


def assess_by_methods(
    strategy: Strategy,
    groups: Mapping[str, Mapping[str, Measure]],
    methods: Mapping[str, Method],
    on: date,
) -> dict[tuple[str, str], GoalAssessment]:
    """Return the assessment of each goal that names a method, by group and goal."""
    from ekrules.assessment.method_judging import judge_by_method

    found = {}
    for group, measures in groups.items():
        for goal in strategy.goals.values():
            if goal.table_id in methods:
                better = better_of(goal.attainment, strategy, measures)
                found[group, goal.id] = judge_by_method(
                    goal,
                    strategy.theme_of_goal[goal.id].theme,
                    methods[goal.table_id],
                    measures,
                    on,
                    better,
                    imagine=group == ALL,
                )
    return found


def better_of(measure: str | None, strategy: Strategy, measures: Mapping[str, Measure]) -> Better:
    """Return which way a measure should go: up, unless the indicators that it is made of say other.

    Neither where they say different things: of their mean nobody can tell.
    """
    said: set[Better] = set()
    waiting = [measure or ""]
    while waiting:
        name = waiting.pop()
        definition = strategy.measures.get(name)
        if definition is None:
            continue
        series = measures[name].series
        if definition.indicator is not None and series is not None:
            said.add(series.better)
        elif not definition.parts:
            said.add("up")
        waiting.extend(definition.parts)
    return said.pop() if len(said) == 1 else "neither" if said else "up"
