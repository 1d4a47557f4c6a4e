"""Judged alike: whether two records judged a goal by the same rules, on the same measures.

In: two records and a goal that both hold. Out: nothing, or the reason they are not compared. Where
the later run was held against just the earlier record, its own answer is taken: it had the rules
and the codebook at hand. Else what the records say must be enough, and in doubt they are not
compared.
"""

from __future__ import annotations

from typing import Literal, get_args

from ekrules.assessment.basis import MeasureBasis, RoutingBasis
from ekrules.assessment.changed import NotCompared
from ekrules.assessment.history.recorded import GoalRecordShape, RecordedRun

RulesOtherwise = Literal[
    "another_table",
    "other_inputs",
    "bound_moved",
    "deadline_moved",
    "rules_edited",
    "rules_unknown",
    "said_by_run",
]
Unlike = RulesOtherwise | NotCompared
_DAYS_A_YEAR = 365.25
# Of the years left; a year of 365 days and one of 366 differ by less.
_SLACK = 0.02


def why_unlike(then: RecordedRun, now: RecordedRun, goal: str) -> Unlike | None:
    """Return why a goal's two statuses can't be compared, or None where they can."""
    held = now.held_against(then, goal)
    if held is not None:
        if held.outcome != "not_comparable":
            return None
        said = held.not_compared.reason if held.not_compared else held.cause
        known = next((one for one in get_args(NotCompared) if one == said), None)
        return known or "said_by_run"
    was, is_now = then.goals[goal], now.goals[goal]
    return _rules_otherwise(then, now, was, is_now) or _measures_otherwise(then, now, was)


def _rules_otherwise(
    then: RecordedRun, now: RecordedRun, was: GoalRecordShape, is_now: GoalRecordShape
) -> RulesOtherwise | None:
    if was.decided_by is None or is_now.decided_by is None:
        return "rules_unknown"
    if was.decided_by.table != is_now.decided_by.table:
        return "another_table"
    if _measured(was) != _measured(is_now):
        return "other_inputs"
    if _bounds(was) != _bounds(is_now):
        return "bound_moved"
    if _deadline_moved(then, now, was, is_now):
        return "deadline_moved"
    hashes = then.hashes.get(was.decided_by.file), now.hashes.get(is_now.decided_by.file)
    if None in hashes:
        return "rules_unknown"
    return "rules_edited" if hashes[0] != hashes[1] else None


def _measured(goal: GoalRecordShape) -> dict[str, str | None]:
    return {name: seen.measure for name, seen in goal.inputs.items()}


def _bounds(goal: GoalRecordShape) -> dict[str, object]:
    return {name: seen.value for name, seen in goal.inputs.items() if seen.since is not None}


def _deadline_moved(
    then: RecordedRun, now: RecordedRun, was: GoalRecordShape, is_now: GoalRecordShape
) -> bool:
    """Whether the time left shrank by something else than the time that passed."""
    left = [one.inputs["years_left"].value for one in (was, is_now) if "years_left" in one.inputs]
    days = then.shape.reference_date, now.shape.reference_date
    if len(left) < 2 or days[0] is None or days[1] is None:
        return False
    before, after = left
    if not isinstance(before, int | float) or not isinstance(after, int | float):
        return before != after
    passed = (days[1] - days[0]).days / _DAYS_A_YEAR
    return abs(before - after - passed) > _SLACK


def _measures_otherwise(
    then: RecordedRun, now: RecordedRun, goal: GoalRecordShape
) -> NotCompared | None:
    names = [seen.measure for seen in goal.inputs.values() if seen.measure is not None]
    found = (_measure_otherwise(then, now, name, frozenset()) for name in names)
    return next((one for one in found if one is not None), None)


def _measure_otherwise(
    then: RecordedRun, now: RecordedRun, name: str, above: frozenset[str]
) -> NotCompared | None:
    """above: the measures this one is part of; in a record that leads in a circle, no further."""
    if name not in then.measures:
        return "not_asked_then"
    if name not in now.measures:
        return "not_asked_now"
    was, is_now = then.basis(name), now.basis(name)
    if was is None or is_now is None:
        return "basis_unknown"
    if then.measures[name].weighted != now.measures[name].weighted:
        return "weighted_otherwise"
    if (otherwise := _basis_otherwise(was, is_now)) is not None:
        return otherwise
    parts = (one for one in is_now.parts if one not in above and one != name)
    found = (_measure_otherwise(then, now, part, above | {name}) for part in parts)
    return next((one for one in found if one is not None), None)


def _basis_otherwise(was: MeasureBasis, is_now: MeasureBasis) -> NotCompared | None:
    """The crosswalk that says which changes do not matter stands in the codebook, not in records:
    here another wording is another question.
    """
    origins = [
        (
            one.item,
            one.evidence,
            one.publisher,
            one.indicator,
            one.entity,
            one.combination,
            one.parts,
            one.question is None,
        )
        for one in (was, is_now)
    ]
    if origins[0] != origins[1]:
        return "measured_otherwise"
    if was.unit != is_now.unit:
        return "unit_changed"
    if was.question is not None and is_now.question is not None:
        if was.question.question != is_now.question.question:
            return "measured_otherwise"
        if was.question.asks != is_now.question.asks:
            return "wording_changed"
        offered = [(one.kind, one.options, one.labels) for one in (was.question, is_now.question)]
        if offered[0] != offered[1]:
            return "options_changed"
        if _asked(was.question.asked_if) != _asked(is_now.question.asked_if):
            return "base_changed"
    if was.base != is_now.base:
        return "base_changed"
    return "counted_answers_changed" if set(was.counts) != set(is_now.counts) else None


def _asked(routing: RoutingBasis | None) -> object:
    return None if routing is None else (routing.of, frozenset(routing.answers))
