"""Goal facts: what a status table may ask about one goal, with the reason for what is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ekrules.facts.time_left import years_left
from ekrules.goals.strategy import Goal
from ekrules.tables.measure import Measure

FactValue = float | str | None


@dataclass(frozen=True)
class GoalFacts:
    """One goal's row: input name -> value (None where unknown) and input name -> why unknown."""

    goal: str
    values: Mapping[str, FactValue]
    reasons: Mapping[str, str]
    measures: Mapping[str, str]


def goal_facts(goal: Goal, measures: Mapping[str, Measure], on: date) -> GoalFacts:
    """Return the facts of one goal on the survey's date.

    values: attainment and the goal's own inputs (shares), years_left (years; negative when the
    deadline has passed), target (share), coverage (text). measures: input name -> measure id.
    """
    names = dict(goal.inputs)
    if goal.attainment is not None:
        names["attainment"] = goal.attainment
    values: dict[str, FactValue] = {"attainment": None}
    reasons: dict[str, str] = {}
    for name, measure_id in names.items():
        values[name] = measures[measure_id].value
        if values[name] is None:
            reasons[name] = measures[measure_id].reason or "part_is_unknown"
    if goal.attainment is None:
        reasons["attainment"] = "not_in_survey"
    values["years_left"] = years_left(on, goal.deadline)
    if values["years_left"] is None:
        reasons["years_left"] = "no_deadline"
    values["target"] = goal.target_share
    values["coverage"] = goal.coverage
    return GoalFacts(goal.id, values, reasons, names)
