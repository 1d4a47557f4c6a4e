"""Engines: what each promises, and which one runs.

In: checked inputs, rules and cases. Out: every firing, in the same order from every engine.
Imports no engine's library: `rete` and `columnar` do, when they run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from ekrules.decision.columnar import ColumnarEngine
from ekrules.decision.inputs import Case, Input
from ekrules.decision.limits import limit_faults
from ekrules.decision.rete import ReteEngine, is_available
from ekrules.decision.rule import Firing, Rule, split_rules
from ekrules.errors import EngineLimitError, Fault, Place

EnginePreference = Literal["auto", "rete", "columnar"]


class Engine(Protocol):
    """Finds which clauses of which rules hold on which cases."""

    @property
    def name(self) -> str:
        """The engine's name, as the record and the command line write it."""
        ...

    def fire(
        self, inputs: Mapping[str, Input], rules: Sequence[Rule], cases: Sequence[Case]
    ) -> tuple[Firing, ...]:
        """Return every firing, by case, then rule, then clause, each in the order given.

        Raises InputError where rules, cases and inputs do not fit together, EngineLimitError
        where the engine can't run this many.
        """
        ...


def choose_engine(
    preference: EnginePreference, rules: Sequence[Rule] = (), cases: int = 0
) -> Engine:
    """Return the engine to run `rules` on this many `cases`.

    "auto" takes rete where it is installed and the rules fit its limits, else columnar.
    Raises EngineLimitError when rete is asked for by name and can't run them.
    """
    if preference == "columnar":
        return ColumnarEngine()
    faults = _why_not_rete(rules, cases)
    if not faults:
        return ReteEngine()
    if preference == "rete":
        raise EngineLimitError(faults)
    return ColumnarEngine()


def _why_not_rete(rules: Sequence[Rule], cases: int) -> tuple[Fault, ...]:
    if not is_available():
        place, found = Place("engine rete"), "durable-rules is not installed"
        expected = "it runs on Python 3.11 and 3.12; elsewhere use --engine columnar"
        return (Fault(place, found, expected),)
    return limit_faults(rules, split_rules(rules), cases)
