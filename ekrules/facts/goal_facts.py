"""Goal facts: what a status table may ask about one goal, with the reason for what is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ekrules.facts.time_left import years_left
from ekrules.goals.parameters import NOT_IN_FORCE, InForce
from ekrules.goals.strategy import Goal
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.units import Value

FactValue = Value | None


@dataclass(frozen=True)
class GoalFacts:
    """One goal's row: input name -> value (None where unknown) and input name -> why unknown.

    measures: input name -> the measure it is; in_force: input name -> the dated value it is.
    """

    goal: str
    values: Mapping[str, FactValue]
    reasons: Mapping[str, str]
    measures: Mapping[str, str]
    in_force: Mapping[str, InForce] = field(default_factory=dict)


def goal_facts(
    goal: Goal, measures: Mapping[str, Measure], on: date, bounds_on: date | None = None
) -> GoalFacts:
    """Return the facts of one goal on the survey's date.

    values: attainment and the goal's own inputs (shares), years_left (years; negative when the
    deadline has passed), target (share), coverage (text), and the goal's parameters, each of its
    unit. measures: input name -> measure id. bounds_on: the day whose target and parameters
    count, where that is another.
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
    values["coverage"] = goal.coverage
    day = bounds_on or on
    in_force = goal.in_force(day)
    values["target"] = goal.target_on(day)
    values |= {name: in_force[name].value if name in in_force else None for name in goal.parameters}
    reasons |= {name: NOT_IN_FORCE for name in ("target", *goal.parameters) if values[name] is None}
    return GoalFacts(goal.id, values, reasons, names, in_force)
