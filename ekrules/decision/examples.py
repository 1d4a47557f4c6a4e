"""Examples: does a table decide its own examples as they say, and has each row one?

In: tables with examples, an engine. Out: what failed, with places; rows that nothing tries.
"""

from __future__ import annotations

from dataclasses import dataclass

from ekrules.decision.deciding import Decision, conclude, fired_on
from ekrules.decision.engine import Engine
from ekrules.decision.inputs import Case
from ekrules.decision.outputs import STATUS, Outcome, told
from ekrules.decision.rows import NO_ROW, Example, Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, listed

# A case that no row decides is not assessed, which a goal shows as grey.
NO_STATUS: Outcome = {STATUS: "grey"}


@dataclass(frozen=True)
class ExamplesOutcome:
    """What came of a table's examples: those that failed, and the rows that no example reaches.

    clashes: those of the failures where rows clash, which a proof of the table tells too.
    """

    failures: tuple[Fault, ...]
    rows_without_example: tuple[Row, ...]
    clashes: tuple[Fault, ...] = ()


def run_examples(table: DecisionTable, engine: Engine) -> ExamplesOutcome:
    """Decide every example of the table; an input that an example leaves out is unknown.

    Raises EngineLimitError where the engine can't run the table.
    """
    unknown = dict.fromkeys(table.inputs)
    cases = [Case(example.name, unknown | dict(example.given)) for example in table.examples]
    failures: list[Fault] = []
    clashes: list[Fault] = []
    reached: set[str] = set()
    trails = fired_on(table, cases, engine)
    for example, case, firings in zip(table.examples, cases, trails, strict=True):
        decision = conclude(table, case, firings)
        if isinstance(decision, Fault):
            clashes.append(Fault(example.place, decision.found, decision.expected))
            failures.append(clashes[-1])
            continue
        reached |= {row.id for row in decision.rows}
        failures.extend(_failure(table, example, decision))
    missing = tuple(row for row in table.rows if row.id not in reached)
    return ExamplesOutcome(tuple(failures), missing, tuple(clashes))


def _failure(table: DecisionTable, example: Example, decision: Decision) -> list[Fault]:
    said = decision.row.says.nb if decision.row and decision.row.says else None
    expects = example.expects
    is_met = expects.says is None or expects.says == said
    if is_met and _meets_outcome(example, decision) and _meets_rows(table, example, decision):
        return []
    wanted = [] if expects.then is None else [told(expects.then, table.outputs)]
    wanted += [] if expects.rows is None else [_named(expects.rows)]
    wanted += [] if expects.says is None else [f'the sentence "{expects.says}"']
    found = f'the example "{example.name}" gives {_told(table, decision, said, example)}'
    expected = f"it expects {' and '.join(wanted)}; mend the row or the example"
    return [Fault(example.place, found, expected)]


def _meets_outcome(example: Example, decision: Decision) -> bool:
    given = NO_STATUS if decision.outcome is None else decision.outcome
    wanted = example.expects.then or {}
    return all(given.get(name) == value for name, value in wanted.items())


def _meets_rows(table: DecisionTable, example: Example, decision: Decision) -> bool:
    wanted, given = example.expects.rows, tuple(row.id for row in decision.rows)
    if wanted is None:
        return True
    if table.hit_policy == "collect":
        # Collected rows have no order.
        return sorted(wanted) == sorted(given)
    return wanted == given


def _named(rows: tuple[str, ...]) -> str:
    if len(rows) > 1:
        return f"rows {listed(rows)}"
    return f'row "{rows[0] if rows else NO_ROW}"'


def _told(table: DecisionTable, decision: Decision, said: str | None, example: Example) -> str:
    nothing = "status" if STATUS in table.outputs else "outcome"
    if not decision.rows and not decision.outcomes:
        return f"no row and so no {nothing}"
    outcomes = "; ".join(told(one, table.outputs) for one in decision.outcomes)
    if not decision.rows:
        return f"{outcomes} by default, for no row holds"
    by = ", ".join(f'"{row.id}" ({row.place})' for row in decision.rows)
    sentence = f', which says "{said or "nothing"}"' if example.expects.says is not None else ""
    return f"{outcomes} by {'row' if len(decision.rows) == 1 else 'rows'} {by}{sentence}"
