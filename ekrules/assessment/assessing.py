"""Assessing: goals, then themes, then findings, then the whole, each resting on those before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ekrules.assessment.assessed import (
    Assessment,
    FindingAssessment,
    GoalAssessment,
    RollUp,
    Status,
)
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.findings import assess_findings
from ekrules.assessment.overrides import Override, check_overrides
from ekrules.assessment.rollup import assess_overall, assess_themes
from ekrules.assessment.rules import Rules
from ekrules.assessment.statuses import assess_goals
from ekrules.decision.engine import EnginePreference
from ekrules.errors import Faults
from ekrules.goals.strategy import Strategy
from ekrules.survey.codebook import SurveyDescription
from ekrules.tables.measure import Measure


def assess(
    strategy: Strategy,
    survey: SurveyDescription,
    measures: Mapping[str, Measure],
    rules: Rules,
    overrides: Sequence[Override] = (),
    preference: EnginePreference = "auto",
) -> Assessment:
    """Return the whole assessment; raise InputError with every fault found on the way."""
    engines = EngineRoom(preference)
    computed = assess_goals(
        strategy, measures, rules.status, survey.reference_date, engines, rules.methods
    )
    goals = _overridden(computed, overrides, survey, strategy)
    above = assess_above(strategy, goals, measures, rules, engines)
    return Assessment(
        strategy=strategy.description.strategy,
        survey=survey.survey,
        wave=survey.wave,
        engine=engines.name,
        measures=measures,
        goals=goals,
        themes=above.themes,
        findings=above.findings,
        overall=above.overall,
    )


@dataclass(frozen=True)
class AboveGoals:
    """What rests on the goals: themes, the whole and findings."""

    themes: tuple[RollUp, ...]
    overall: RollUp
    findings: tuple[FindingAssessment, ...]


def assess_above(
    strategy: Strategy,
    goals: Sequence[GoalAssessment],
    measures: Mapping[str, Measure],
    rules: Rules,
    engines: EngineRoom,
) -> AboveGoals:
    """Return what the rules make of goals that have their status, overridden or not."""
    themes = assess_themes([one.theme for one in strategy.themes], goals, rules.theme, engines)
    overall = assess_overall(strategy.description.strategy, themes, rules.overall, engines)
    findings = assess_findings(
        rules.findings,
        measures,
        {one.goal: one.status for one in goals},
        {one.id: one.status for one in themes},
        engines,
    )
    return AboveGoals(themes, overall, findings)


def _overridden(
    computed: Sequence[GoalAssessment],
    overrides: Sequence[Override],
    survey: SurveyDescription,
    strategy: Strategy,
) -> tuple[GoalAssessment, ...]:
    faults = Faults()
    statuses = {one.goal: one.computed for one in computed}
    themes = [one.theme for one in strategy.themes]
    standing = check_overrides(tuple(overrides), statuses, survey.reference_date, faults, themes)
    faults.stop_if_any()
    return tuple(
        _judged_over(one, standing[one.goal]) if one.goal in standing else one for one in computed
    )


def _judged_over(computed: GoalAssessment, override: Override) -> GoalAssessment:
    """The way to the next status begins at the computed one, which no longer stands."""
    status, applied = Status(override.status), override.applied()
    return replace(computed, status=status, override=applied, to_next=None)
