"""Segments: the same rules run on each part of a breakdown.

In: each segment's measures. Out: each segment's statuses, goal by goal and theme by theme. A goal
that a segment has too few respondents for is grey, with that reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ekrules.assessment.assessed import (
    BreakdownAssessment,
    GoalAssessment,
    SegmentAssessment,
    SegmentSize,
)
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.rollup import assess_overall, assess_themes
from ekrules.assessment.rules import Rules
from ekrules.assessment.statuses import assess_goals_of_groups
from ekrules.assessment.tendencies import tendencies_of
from ekrules.decision.engine import EnginePreference
from ekrules.facts.measures import SegmentMeasures
from ekrules.goals.strategy import Strategy
from ekrules.tables.measure import Measure


def assess_breakdown(
    breakdown: str,
    strategy: Strategy,
    on: date,
    sizes: Mapping[str, SegmentSize],
    measures: Mapping[str, SegmentMeasures],
    rules: Rules,
    preference: EnginePreference = "auto",
    breakdowns: int = 1,
) -> BreakdownAssessment:
    """Return the assessment of each segment.

    on: the survey's date. sizes, measures: by segment id, in the order to show them. breakdowns:
    how many are assessed in this run. Overrides are judgements of the whole and are not applied to
    its parts.
    """
    engines = EngineRoom(preference)
    own = {name: measures[name].own for name in sizes}
    goals = assess_goals_of_groups(strategy, own, rules.status, on, engines, rules.methods)
    segments = tuple(
        _segment(name, strategy, sizes[name], own[name], goals[name], rules, engines)
        for name in sizes
    )
    return BreakdownAssessment(breakdown, segments, tendencies_of(strategy, measures, breakdowns))


def _segment(
    name: str,
    strategy: Strategy,
    size: SegmentSize,
    measures: Mapping[str, Measure],
    goals: tuple[GoalAssessment, ...],
    rules: Rules,
    engines: EngineRoom,
) -> SegmentAssessment:
    themes = assess_themes([one.theme for one in strategy.themes], goals, rules.theme, engines)
    strategy_id = strategy.description.strategy
    overall = assess_overall(strategy_id, themes, rules.overall, engines)
    return SegmentAssessment(name, size, measures, goals, themes, overall)
