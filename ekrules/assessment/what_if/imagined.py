"""Imagined: the assessment as it would be, were some figures or inputs of a goal others.

In: an assessment and what is set. Out: another assessment by the same rules, and what differs.
What is set has no counts and no interval, so nothing imagined says how firm it is. Overrides
stand: a goal judged by a person keeps that status, whatever the rules would give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from ekrules.assessment.assessed import (
    Assessment,
    DecidedBy,
    FindingAssessment,
    GoalAssessment,
    RollUp,
    SeenInput,
    Status,
)
from ekrules.assessment.assessing import assess_above
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.probing import ATTAINMENT
from ekrules.assessment.rules import Rules
from ekrules.assessment.statuses import NO_ROW_APPLIES
from ekrules.assessment.what_if.asking import Concluded, GoalCase, conclusions, goal_case
from ekrules.assessment.what_if.method_goals import judged_anew, with_value
from ekrules.decision.tables import DecisionTable
from ekrules.goals.strategy import Goal, MeasureDefinition, Strategy
from ekrules.tables.combination import highest_of, lowest_of, mean_of
from ekrules.tables.measure import Measure, unknown_measure
from ekrules.yaml_reader.units import Value

SET_UNKNOWN = "set_unknown"


@dataclass(frozen=True)
class Settings:
    """What is imagined: measure id -> share (or number in its own unit), and inputs of one goal.

    None is unknown. target: another one for a goal that a method judges; None: it is as it is.
    """

    measures: Mapping[str, Fraction | None] = field(default_factory=dict)
    goal: str | None = None
    inputs: Mapping[str, Value | None] = field(default_factory=dict)
    target: float | None = None


@dataclass(frozen=True)
class Differences:
    """What is another in the second of two assessments by the same rules; pairs of both.

    goals: also those that see another figure and keep their colour.
    """

    measures: tuple[tuple[Measure, Measure], ...]
    goals: tuple[tuple[GoalAssessment, GoalAssessment], ...]
    themes: tuple[tuple[RollUp, RollUp], ...]
    overall: tuple[RollUp, RollUp] | None
    findings: tuple[tuple[FindingAssessment, FindingAssessment], ...]


def imagine(
    real: Assessment,
    strategy: Strategy,
    rules: Rules,
    on: date,
    settings: Settings,
    engines: EngineRoom,
) -> Assessment:
    """Return the assessment with the settings in place of what the survey gave."""
    measures = imagined_measures(strategy.measures, real.measures, settings.measures, on)
    cases, by_method = {}, {}
    for goal in strategy.goals.values():
        if goal.table_id in rules.methods:
            target = settings.target if goal.id == settings.goal else None
            if target is not None or not _is_untouched(goal, real.measures, measures):
                by_method[goal.id] = target
            continue
        case = goal_case(goal, measures, rules.status, on)
        cases[goal.id] = case.with_values(settings.inputs) if goal.id == settings.goal else case
    said = _all_concluded(cases, rules.status, engines)
    goals = tuple(
        _judged_anew(one, cases[one.goal], said[one.goal], settings)
        if one.goal in cases
        else judged_anew(
            one, strategy.goals[one.goal], strategy, rules, measures, on, by_method[one.goal]
        )
        if one.goal in by_method
        else one
        for one in real.goals
    )
    above = assess_above(strategy, goals, measures, rules, engines)
    return replace(
        real,
        measures=measures,
        goals=goals,
        themes=above.themes,
        findings=above.findings,
        overall=above.overall,
        segments=(),
    )


def _is_untouched(goal: Goal, real: Mapping[str, Measure], imagined: Mapping[str, Measure]) -> bool:
    """Whether the measure that a method judges the goal by is as it was."""
    name = goal.attainment or ""
    return real.get(name) == imagined.get(name)


def _all_concluded(
    cases: Mapping[str, GoalCase], tables: Mapping[str, DecisionTable], engines: EngineRoom
) -> dict[str, Concluded]:
    found: dict[str, Concluded] = {}
    for table in tables.values():
        asked = {name: one.values for name, one in cases.items() if one.table is table}
        said = conclusions(table, asked.values(), engines) if asked else ()
        found |= dict(zip(asked, said, strict=True))
    return found


def _judged_anew(
    real: GoalAssessment, case: GoalCase, said: Concluded, settings: Settings
) -> GoalAssessment:
    row, reasons = said.row, dict(case.reasons)
    if real.goal == settings.goal:
        reasons |= {name: SET_UNKNOWN for name, one in settings.inputs.items() if one is None}
    for name, measure in case.measures.items():
        if measure in settings.measures and settings.measures[measure] is None:
            reasons[name] = SET_UNKNOWN
    return replace(
        real,
        status=real.status if real.override else said.status,
        computed=said.status,
        reason=None if row else _why_grey(case, reasons),
        decided_by=DecidedBy(case.table.id, row.id, row.place, row.says) if row else None,
        inputs=tuple(
            SeenInput(
                name,
                value,
                case.measures.get(name),
                None if value is not None else why,
            )
            for name, value in case.values.items()
            for why in [reasons.get(name)]
        ),
        robust=None,
        to_next=None,
    )


def _why_grey(case: GoalCase, reasons: Mapping[str, str]) -> str:
    unknown = [name for name, value in case.values.items() if value is None]
    asked = (
        name for name in (ATTAINMENT, *case.goal.inputs, *case.goal.parameters) if name in unknown
    )
    return next((reasons[name] for name in asked if name in reasons), NO_ROW_APPLIES)


def imagined_measures(
    definitions: Mapping[str, MeasureDefinition],
    measures: Mapping[str, Measure],
    given: Mapping[str, Fraction | None],
    on: date = date.max,
) -> dict[str, Measure]:
    """Return the measures with those set, and with the combinations made of them.

    What a joint share is of stays with those asked: the shares of its other parts are held as they
    are. A combination that is set itself is what it is set to, whatever its parts are. on: until
    when the values of an indicator count, of which the newest is set.
    """
    found = dict(measures)

    def worked_out(name: str) -> Measure:
        definition = definitions[name]
        if name in given:
            return _set(measures[name], given[name], on)
        if not definition.parts:
            return measures[name]
        parts = [worked_out(part) for part in definition.parts]
        if all(one is measures[one.id] for one in parts):
            return measures[name]
        return _combined(name, definition, measures, parts)

    for name in definitions:
        found[name] = worked_out(name)
    return found


def _set(real: Measure, share: Fraction | None, on: date = date.max) -> Measure:
    if real.series is not None:
        return with_value(real, share, on)
    unknown = unknown_measure(real.id, "part_is_unknown", real.source, real.unit)
    if share is None:
        return replace(unknown, parts=real.parts)
    return replace(unknown, value=float(share), reason=None, parts=real.parts)


def _combined(
    name: str,
    definition: MeasureDefinition,
    measures: Mapping[str, Measure],
    parts: Sequence[Measure],
) -> Measure:
    match definition.combination:
        case "lowest_of":
            return lowest_of(name, parts)
        case "highest_of":
            return highest_of(name, parts)
        case "mean_of":
            return replace(mean_of(name, parts), numerator=None, denominator=None)
    return _joint(name, measures, parts)


def _joint(name: str, measures: Mapping[str, Measure], parts: Sequence[Measure]) -> Measure:
    """The joint share moves as each of its parts does: 12 % of which half is now all is 24 %."""
    real = measures[name]
    if any(one.value is None for one in parts) or real.value is None:
        return _set(real, None)
    share = real.exact
    for one in parts:
        if one is not measures[one.id]:
            before = measures[one.id]
            if before.value is None or not before.exact:
                return _set(real, None if one.value else Fraction(0))
            share *= Fraction(one.value or 0) / before.exact
    return _set(real, min(share, Fraction(1)))


def differences(before: Assessment, after: Assessment) -> Differences:
    """Return what differs between two assessments of the same strategy by the same rules."""
    overall = (before.overall, after.overall)
    return Differences(
        tuple(
            (before.measures[name], one)
            for name, one in after.measures.items()
            if one.value != before.measures[name].value
        ),
        tuple(
            (one, other)
            for one, other in zip(before.goals, after.goals, strict=True)
            if _seen(one) != _seen(other)
        ),
        tuple(
            (one, other)
            for one, other in zip(before.themes, after.themes, strict=True)
            if (one.status, one.counted) != (other.status, other.counted)
        ),
        overall if overall[0].status is not overall[1].status else None,
        tuple(
            (one, other)
            for one, other in zip(before.findings, after.findings, strict=True)
            if one.holds != other.holds
        ),
    )


def _seen(one: GoalAssessment) -> tuple[Status, Status, str | None, list[object]]:
    row = one.decided_by.row if one.decided_by else None
    return one.status, one.computed, row, [seen.value for seen in one.inputs]
