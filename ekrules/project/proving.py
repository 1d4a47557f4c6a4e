"""Proving: every table and every finding of a project through the prover.

In: tables, findings, and the goals whose own bounds the tables read. Out: what was proved wrong,
and what could not be settled in time. Reads no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from ekrules.assessment.finding_rules import ReadFinding
from ekrules.assessment.goal_tables import GOAL_INPUTS
from ekrules.assessment.input_types import input_types
from ekrules.assessment.rollup import (
    GOALS_ASSESSED,
    OVERALL_INPUTS,
    SHARES,
    THEME_INPUTS,
    THEMES_ASSESSED,
)
from ekrules.decision.conditions import Value
from ekrules.decision.from_yaml.conditions import finding_inputs
from ekrules.decision.inputs import InputType
from ekrules.decision.proof.faults import proof_faults, undecided_faults
from ekrules.decision.proof.finding_proofs import condition_faults, prove_conditions
from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.proof.proofs import Proof
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.proof.search import is_available
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, Place
from ekrules.facts.measure_units import measure_units
from ekrules.goals.parameters import Parameter
from ekrules.goals.strategy import Strategy
from ekrules.project.told import Told, told
from ekrules.survey.survey import Survey

# The colours of a theme's goals, and of a strategy's themes, are parts of one whole.
ROLLED_UP = tuple(
    SharesOfWhole(count, tuple(SHARES)) for count in (GOALS_ASSESSED, THEMES_ASSESSED)
)

# Of one goal: the values of the bounds that are its own, by the name of the input.
OwnBounds = Mapping[str, Value | None]
# A table, its proof, and for which goal it was proved -> what is wrong.
Tell = Callable[[DecisionTable, Proof, str | None], list[Fault]]


def prove_tables(
    tables: Iterable[DecisionTable],
    bounds: Mapping[str, Mapping[str, OwnBounds]],
    tell: Tell = proof_faults,
) -> list[Told]:
    """Return what is wrong with the tables, for every case there is.

    bounds: table id -> goal id -> the goal's own bounds. A table that reads such bounds is proved
    for each set of them, since what they might be besides is nobody's to decide.
    """
    found: list[Told] = []
    for table in tables:
        for constants, about in _sets_of_bounds(bounds.get(table.id, {})):
            proof = prove_table(table, constants, ROLLED_UP)
            found += told("error", "proof", tell(table, proof, about))
            found += told("warning", "unproved", undecided_faults(table, proof))
    return found


def _sets_of_bounds(of_goals: Mapping[str, OwnBounds]) -> Iterator[tuple[OwnBounds, str | None]]:
    """Yield each set of bounds once, with the first goal that has it."""
    seen: list[OwnBounds] = []
    for goal, bounds in of_goals.items():
        if bounds not in seen:
            seen.append(bounds)
            yield bounds, f'the goal "{goal}"'
    if not seen:
        yield {}, None


def is_given_to_all(table: DecisionTable) -> bool:
    """Whether a table reads only what every goal, theme or strategy gives: no bounds of its own."""
    return table.inputs.keys() <= {*GOAL_INPUTS, *THEME_INPUTS, *OVERALL_INPUTS}


def own_bounds(strategy: Strategy, on: date) -> dict[str, dict[str, OwnBounds]]:
    """Return table id -> goal id -> the goal's own bounds on a day, for tables that read some.

    A goal without bounds is among them: it may give a measure by the name that others give a bound.
    """
    found: dict[str, dict[str, OwnBounds]] = {}
    for goal in strategy.goals.values():
        bounds = {name: _bound(one, on) for name, one in goal.parameters.items()}
        found.setdefault(goal.table_id, {})[goal.id] = bounds
    return {table: of_goals for table, of_goals in found.items() if any(of_goals.values())}


def _bound(parameter: Parameter, on: date) -> Value:
    """The value in force, or the first one to come: that none holds yet is a warning of its own."""
    in_force = parameter.in_force(on) or parameter.from_each_day()[0]
    return in_force.value


def measure_types(strategy: Strategy, survey: Survey) -> dict[str, InputType]:
    """Return what a condition on each measure is: a share, or a number in a unit of its own."""
    units = {one.indicator: one.unit for one in survey.series.values()}
    return input_types(strategy.measures, measure_units(strategy, units))


def prove_findings(
    strategy: Strategy, survey: Survey, findings: Sequence[ReadFinding]
) -> list[Told]:
    """Return the findings that no figures could give, and those that all figures would."""
    conditions = {
        one.written.finding: one.condition for one in findings if one.condition is not None
    }
    inputs = finding_inputs(
        measure_types(strategy, survey),
        strategy.goals,
        [one.theme for one in strategy.themes],
        [one.written.finding for one in findings],
    )
    proof = prove_conditions(conditions, inputs)
    places = {one.written.finding: one.written.at("finding") for one in findings}
    found = told("error", "proof", condition_faults(proof, places))
    for name in proof.undecided:
        what = f'not proved in time that "{name}" can come and go'
        found += told("warning", "unproved", [Fault(places[name], what, "make its rule simpler")])
    return found


def why_left_out() -> list[Told]:
    """Return a note where there is no prover; nothing where there is one."""
    if is_available():
        return []
    found = "proofs were left out, because z3 is not installed"
    expected = 'pip install "ekrules[proof]" brings it'
    return told("note", "proofs-left-out", [Fault(Place("check"), found, expected)])
