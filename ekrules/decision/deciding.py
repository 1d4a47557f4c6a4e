"""Deciding: a table, cases and an engine to one Decision a case, or every fault.

A case on which no row holds is decided as nothing, never as the last row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ekrules.decision.engine import Engine
from ekrules.decision.hit_policies import apply_hit_policy
from ekrules.decision.inputs import Case
from ekrules.decision.outputs import STATUS, Outcome
from ekrules.decision.rows import Row
from ekrules.decision.rule import Firing
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, Faults


@dataclass(frozen=True)
class Decision:
    """What a table decided on a case.

    rows: those that decide, in the order of the hit policy. outcomes: what they conclude, one
    each; aggregated rows have one together, and defaults are one without a row. firings: every
    clause that held, also of rows that the hit policy passed over.
    """

    case: str
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]
    firings: tuple[Firing, ...]

    @property
    def row(self) -> Row | None:
        """The first row that decides; None where none holds."""
        return self.rows[0] if self.rows else None

    @property
    def outcome(self) -> Outcome | None:
        """The first outcome; None where nothing is concluded."""
        return self.outcomes[0] if self.outcomes else None

    @property
    def status(self) -> str | None:
        """The status concluded; None where no row holds, or the table gives none."""
        status = (self.outcome or {}).get(STATUS)
        return status if isinstance(status, str) else None


def decide(table: DecisionTable, cases: Sequence[Case], engine: Engine) -> tuple[Decision, ...]:
    """Return a decision for each case, in order.

    Raises InputError with every case of a wrong type, and every case on which more rows apply
    than the hit policy allows; EngineLimitError where the engine can't run the table.
    """
    faults = Faults()
    decisions = []
    for case, firings in zip(cases, fired_on(table, cases, engine), strict=True):
        decision = conclude(table, case, firings)
        if isinstance(decision, Fault):
            faults.found.append(decision)
        else:
            decisions.append(decision)
    faults.stop_if_any()
    return tuple(decisions)


def fired_on(
    table: DecisionTable, cases: Sequence[Case], engine: Engine
) -> tuple[tuple[Firing, ...], ...]:
    """Return for each case the clauses that hold, of every row."""
    by_case: dict[str, list[Firing]] = {case.id: [] for case in cases}
    for firing in engine.fire(table.inputs, table.rules, cases):
        by_case[firing.case].append(firing)
    return tuple(tuple(by_case[case.id]) for case in cases)


def conclude(table: DecisionTable, case: Case, firings: tuple[Firing, ...]) -> Decision | Fault:
    """Return what the table concludes where these clauses hold, or why it can't."""
    held = {firing.rule for firing in firings}
    applied = apply_hit_policy(table, case, [row for row in table.rows if row.id in held])
    if isinstance(applied, Fault):
        return applied
    return Decision(case.id, applied.rows, applied.outcomes, firings)
