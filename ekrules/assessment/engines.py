"""Engines: which engine decides what, and which ones a run used.

The record names the engines that gave the statuses and findings. The probes around a status go
to the same engine where they fit its limits and to columnar where they do not, and are not named:
both engines mean the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ekrules.decision.deciding import Decision, decide
from ekrules.decision.engine import EnginePreference, choose_engine
from ekrules.decision.inputs import Case, Input
from ekrules.decision.rule import Firing, Rule
from ekrules.decision.tables import DecisionTable


@dataclass
class EngineRoom:
    """Runs tables and rules on the preferred engine, and remembers which engines ran."""

    preference: EnginePreference = "auto"
    used: list[str] = field(default_factory=list)

    def decide(self, table: DecisionTable, cases: Sequence[Case]) -> tuple[Decision, ...]:
        """Return a decision for each case."""
        if not cases:
            return ()
        engine = choose_engine(self.preference, table.rules, len(cases))
        self._note(engine.name)
        return decide(table, cases, engine)

    def decide_many(self, table: DecisionTable, cases: Sequence[Case]) -> tuple[Decision, ...]:
        """Return a decision for each of many cases that only ask what if."""
        if not cases:
            return ()
        preference: EnginePreference = "columnar" if self.preference == "columnar" else "auto"
        return decide(table, cases, choose_engine(preference, table.rules, len(cases)))

    def fire(
        self, inputs: Mapping[str, Input], rules: Sequence[Rule], case: Case
    ) -> tuple[Firing, ...]:
        """Return the clauses of the rules that hold on one case."""
        engine = choose_engine(self.preference, rules, 1)
        self._note(engine.name)
        return engine.fire(inputs, rules, [case])

    def _note(self, name: str) -> None:
        if name not in self.used:
            self.used.append(name)

    @property
    def name(self) -> str:
        """The engine that ran; both, where one part went past the limits of rete."""
        return "+".join(self.used)
