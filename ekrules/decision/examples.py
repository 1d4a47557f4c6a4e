"""Examples: does a table decide its own examples as they say, and has each row one?

In: tables with examples, an engine. Out: what failed, with places; rows that nothing tries.
"""

from __future__ import annotations

from dataclasses import dataclass

from ekrules.decision.engine import Engine
from ekrules.decision.inputs import Case
from ekrules.decision.tables import (
    NO_ROW,
    Decision,
    DecisionTable,
    Example,
    Row,
    conclude,
    fired_on,
)
from ekrules.errors import Fault

NO_STATUS = "grey"


@dataclass(frozen=True)
class ExamplesOutcome:
    """What came of a table's examples: those that failed, and the rows that no example reaches."""

    failures: tuple[Fault, ...]
    rows_without_example: tuple[Row, ...]


def run_examples(table: DecisionTable, engine: Engine) -> ExamplesOutcome:
    """Decide every example of the table; an input that an example leaves out is unknown.

    Raises EngineLimitError where the engine can't run the table.
    """
    unknown = dict.fromkeys(table.inputs)
    cases = [Case(example.name, unknown | dict(example.given)) for example in table.examples]
    failures: list[Fault] = []
    reached: set[str] = set()
    trails = fired_on(table, cases, engine)
    for example, case, firings in zip(table.examples, cases, trails, strict=True):
        decision = conclude(table, case, firings)
        if isinstance(decision, Fault):
            failures.append(Fault(example.place, decision.found, decision.expected))
            continue
        reached |= {decision.row.id} if decision.row else set()
        failures.extend(_failure(example, decision))
    missing = tuple(row for row in table.rows if row.id not in reached)
    return ExamplesOutcome(tuple(failures), missing)


def _failure(example: Example, decision: Decision) -> list[Fault]:
    row = decision.row.id if decision.row else NO_ROW
    # A case that no row decides is not assessed, which a goal shows as grey.
    status_met = example.status in (None, decision.conclusion or NO_STATUS)
    if status_met and example.row in (None, row):
        return []
    wanted = [
        f'{kind} "{value}"'
        for kind, value in (("status", example.status), ("row", example.row))
        if value is not None
    ]
    found = f'the example "{example.name}" gives {_told(decision)}'
    expected = f"it expects {' and '.join(wanted)}; mend the row or the example"
    return [Fault(example.place, found, expected)]


def _told(decision: Decision) -> str:
    if decision.row is None:
        return "no row and so no status"
    return f'status "{decision.conclusion}" by row "{decision.row.id}" ({decision.row.place})'
