"""Findings: which can never hold, and which hold whatever the figures are.

In: the conditions of findings and the inputs that they read (from_yaml/conditions.finding_inputs).
Out: those two kinds. A finding that rests on another is asked about together with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ekrules.decision.conditions import Condition, leaves, read_inputs
from ekrules.decision.inputs import Input
from ekrules.decision.proof.encoding import Encoding, Formula, encode
from ekrules.decision.proof.proving import SECONDS
from ekrules.decision.proof.questions import asked_inputs
from ekrules.decision.proof.scales import NamedValues
from ekrules.decision.proof.search import OutOfTimeError, Search
from ekrules.errors import Fault, Place

FINDING, MEASURE = "finding:", "measure:"


@dataclass(frozen=True)
class ConditionProof:
    """What was found of conditions, by id. undecided: not settled in time."""

    never: tuple[str, ...]
    always: tuple[str, ...]
    undecided: tuple[str, ...]


def prove_conditions(
    conditions: Mapping[str, Condition], inputs: Mapping[str, Input], seconds: float = SECONDS
) -> ConditionProof:
    """Return which conditions can never hold, and which always do.

    `conditions` by the finding's id. Measures may be unknown; for "always" they are known, save
    those that some condition asks about. Findings without a condition may hold or not.
    """
    read = read_inputs(leaf for one in conditions.values() for leaf in leaves(one))
    named = NamedValues()
    named.add_leaves(leaf for one in conditions.values() for leaf in leaves(one))
    encoding, held = encode({name: inputs[name] for name in read}, named)
    holds = {name: encoding.holds(one) for name, one in conditions.items()}
    search = Search(
        encoding, [*held, *_never_unknown(encoding), *_defined(encoding, holds)], seconds
    )
    known = _known(encoding, asked_inputs(conditions.values()))
    found: dict[str, list[str]] = {"never": [], "always": [], "undecided": []}
    for name, formula in holds.items():
        outcome = _outcome(search, formula, known)
        if outcome != "both":
            found[outcome].append(name)
    return ConditionProof(*(tuple(found[kind]) for kind in ("never", "always", "undecided")))


def condition_faults(proof: ConditionProof, places: Mapping[str, Place]) -> list[Fault]:
    """Return a fault for each finding that can never hold, or that always does."""
    never = [
        Fault(
            places[name],
            f'the finding "{name}" can never hold: no figures meet all that it asks for',
            "mend its bounds, or take it out",
        )
        for name in proof.never
    ]
    always = [
        Fault(
            places[name],
            f'the finding "{name}" always holds, whatever the figures are',
            "narrow it, or sign it as a judgement",
        )
        for name in proof.always
    ]
    return [*never, *always]


def _outcome(
    search: Search, formula: Formula, known: Formula
) -> Literal["never", "always", "both", "undecided"]:
    import z3

    try:
        if not search.is_possible(formula):
            return "never"
        return "both" if search.is_possible(z3.Not(formula), known) else "always"
    except OutOfTimeError:
        return "undecided"


def _never_unknown(encoding: Encoding) -> list[Formula]:
    """Return that statuses and findings have a value: grey is one, and so is not holding."""
    variables = encoding.variables.items()
    return [variable >= 0 for name, variable in variables if not name.startswith(MEASURE)]


def _known(encoding: Encoding, asked: frozenset[str]) -> Formula:
    import z3

    variables = encoding.variables.items()
    return z3.And(*(variable >= 0 for name, variable in variables if name not in asked))


def _defined(encoding: Encoding, holds: Mapping[str, Formula]) -> list[Formula]:
    """Return that a finding is true exactly where its condition holds."""
    found = []
    for name, formula in holds.items():
        variable = encoding.variables.get(FINDING + name)
        if variable is not None:
            position = encoding.scales[FINDING + name].positions[True]
            found.append((variable == position) == formula)
    return found
