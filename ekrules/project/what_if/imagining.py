"""Imagining: the assessment with some figures set, and all that is then another, told in lines."""

from __future__ import annotations

from collections.abc import Sequence

from ekrules.assessment.assessed import Assessment, GoalAssessment, RollUp
from ekrules.assessment.what_if.imagined import Differences, Settings, differences, imagine
from ekrules.assessment.what_if.method_settings import read_method_settings
from ekrules.assessment.what_if.settings import read_settings
from ekrules.errors import Faults
from ekrules.project.explained import Step as Line
from ekrules.project.what_if.asking import Asked
from ekrules.project.what_if.method_goals import is_by_method, method_case
from ekrules.project.what_if.words import LANGUAGE, REASONS, amount_text, value_text
from ekrules.tables.measure import Measure


def ask_settings(
    asked: Asked, goal: str | None, texts: Sequence[str]
) -> tuple[Settings, Assessment]:
    """Return what the texts set and the imagined assessment; InputError where they are at fault."""
    faults = Faults()
    loaded = asked.loaded
    settings = _read(asked, goal, texts, faults)
    faults.stop_if_any()
    imagined = imagine(
        asked.assessment, loaded.strategy, loaded.rules, asked.on, settings, asked.engines
    )
    return settings, imagined


def _read(asked: Asked, goal: str | None, texts: Sequence[str], faults: Faults) -> Settings:
    strategy, measures = asked.loaded.strategy, asked.assessment.measures
    if goal is not None and is_by_method(asked, goal):
        by_method = method_case(asked, goal)
        if by_method is not None:
            return read_method_settings(texts, strategy, by_method, measures, faults)
        found = f'"{goal}" has no figure that could be set'
        faults.add(strategy.goals[goal].at("judged_by"), found, "set a measure without the goal")
        faults.stop_if_any()
    units = {name: one.unit for name, one in measures.items()}
    case = asked.case(goal) if goal else None
    return read_settings(texts, strategy, case, faults, units)


def tell_settings(
    asked: Asked, goal: str | None, settings: Settings, after: Assessment
) -> tuple[Line, ...]:
    """Return what is set, the goal before and after, and all else that differs."""
    found = differences(asked.assessment, after)
    lines = [Line("Set", _set(asked, settings, found))]
    if goal is not None:
        lines += _before_and_after(asked.assessment.goal(goal), after.goal(goal))
    others = [pair for pair in found.goals if pair[0].goal != goal]
    follows = [_goal(*pair) for pair in others] + _rolled_up(found) + _findings(found)
    lines.append(Line("What else follows", follows) if follows else Line("Nothing else is another"))
    return tuple(lines)


def _set(asked: Asked, settings: Settings, found: Differences) -> list[Line]:
    lines = []
    if settings.target is not None and settings.goal is not None:
        unit = asked.assessment.measures[
            asked.loaded.strategy.goals[settings.goal].attainment or ""
        ].unit
        lines.append(Line(f"target: {amount_text(settings.target, unit)}"))
    if settings.goal is not None and settings.inputs:
        case = asked.case(settings.goal)
        for name, value in settings.inputs.items():
            declared = case.table.inputs[name]
            before = value_text(declared, case.values[name])
            lines.append(Line(f"{name}: {value_text(declared, value)}, not {before}"))
    for name, share in settings.measures.items():
        unit = asked.assessment.measures[name].unit
        told = "unknown" if share is None else amount_text(share, unit)
        lines.append(Line(f"{name}: {told}, not {_share(asked.assessment.measures[name])}"))
    lines += [
        Line(f"{one.id}, which rests on it: {_share(other)}, not {_share(one)}")
        for one, other in found.measures
        if one.id not in settings.measures
    ]
    return lines


def _share(measure: Measure) -> str:
    return "unknown" if measure.value is None else amount_text(measure.exact, measure.unit)


def _before_and_after(before: GoalAssessment, after: GoalAssessment) -> list[Line]:
    lines = [Line(f"Before: {_judged(before)}"), Line(f"After: {_judged(after)}")]
    if (before.status, before.computed) == (after.status, after.computed):
        lines.append(Line("Its colour does not change"))
    return lines


def _judged(one: GoalAssessment) -> str:
    if one.decided_by is None:
        reason = one.reason or ""
        return f"{_colours(one)}, {REASONS.get(reason, reason)}"
    says = one.decided_by.says
    said = f": {says.in_language(LANGUAGE)}" if says else ""
    return f"{_colours(one)}, row {one.decided_by.row}{said}"


def _colours(one: GoalAssessment) -> str:
    """The status; where a person has set it, what the rules give as well."""
    if one.override is None:
        return str(one.status)
    return f"{one.status} (set by {one.override.by}; the rules give {one.computed})"


def _goal(before: GoalAssessment, after: GoalAssessment) -> Line:
    if _colours(before) == _colours(after):
        return Line(f"goal {after.goal}: stays {_judged(after)}")
    return Line(f"goal {after.goal}: {_judged(after)}; before {_colours(before)}")


def _rolled_up(found: Differences) -> list[Line]:
    lines = [Line(f"theme {_turned(*pair)}") for pair in found.themes]
    if found.overall is not None:
        before, after = found.overall
        lines.append(Line(f"the whole: {after.status}; before {before.status}"))
    return lines


def _turned(before: RollUp, after: RollUp) -> str:
    if before.status is after.status:
        return f"{after.id}: stays {after.status}, of other goals"
    return f"{after.id}: {after.status}; before {before.status}"


def _findings(found: Differences) -> list[Line]:
    return [
        Line(
            f"{after.kind} {after.id} {'is found' if after.holds else 'is not found any more'}: "
            f"{after.text.in_language(LANGUAGE)}"
        )
        for _, after in found.findings
    ]
