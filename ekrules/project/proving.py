"""Proving: every table and every finding of a project through the prover.

In: tables, findings, and the goals whose own bounds the tables read. Out: what was proved wrong,
and what could not be settled in time. Reads no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ekrules.assessment.finding_rules import ReadFinding
from ekrules.assessment.rollup import GOALS_ASSESSED, SHARES, THEMES_ASSESSED
from ekrules.decision.condition_reading import finding_inputs
from ekrules.decision.conditions import Value
from ekrules.decision.proof.faults import proof_faults, undecided_faults
from ekrules.decision.proof.finding_proofs import condition_faults, prove_conditions
from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.proof.search import is_available
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, Place
from ekrules.goals.strategy import Strategy
from ekrules.project.told import Told, told

# The colours of a theme's goals, and of a strategy's themes, are parts of one whole.
ROLLED_UP = tuple(
    SharesOfWhole(count, tuple(SHARES)) for count in (GOALS_ASSESSED, THEMES_ASSESSED)
)

# Of one goal: the values of the bounds that are its own, by the name of the input.
OwnBounds = Mapping[str, Value | None]


def prove_tables(
    tables: Iterable[DecisionTable], bounds: Mapping[str, Mapping[str, OwnBounds]]
) -> list[Told]:
    """Return what is wrong with the tables, for every case there is.

    bounds: table id -> goal id -> the goal's own bounds. A table that reads such bounds is proved
    for each set of them, since what they might be besides is nobody's to decide.
    """
    found: list[Told] = []
    for table in tables:
        for constants, about in _sets_of_bounds(bounds.get(table.id, {})):
            proof = prove_table(table, constants, ROLLED_UP)
            found += told("error", "proof", proof_faults(table, proof, about))
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


def own_bounds(strategy: Strategy, on: date) -> dict[str, dict[str, OwnBounds]]:
    """Return table id -> goal id -> the goal's own bounds on a day; only goals that have some."""
    found: dict[str, dict[str, OwnBounds]] = {}
    for goal in strategy.goals.values():
        in_force = goal.in_force(on)
        bounds = {
            name: in_force[name].value if name in in_force else None for name in goal.parameters
        }
        if bounds:
            found.setdefault(goal.table_id, {})[goal.id] = bounds
    return found


def prove_findings(strategy: Strategy, findings: Sequence[ReadFinding]) -> list[Told]:
    """Return the findings that no figures could give, and those that all figures would."""
    conditions = {
        one.written.finding: one.condition for one in findings if one.condition is not None
    }
    inputs = finding_inputs(
        dict.fromkeys(strategy.measures, "share"),
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
