"""Hit policies: what a table makes of the rows that hold on a case, as DMN defines them.

In: a table, the rows that hold (in the order written), a case. Out: the rows that decide and
their outcomes, or why they can't. Never asks whether a row holds: engines do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ekrules.decision.conditions import InputReference, Value
from ekrules.decision.inputs import Case, shown_in
from ekrules.decision.outputs import STATUS, Outcome, Output, told
from ekrules.decision.rows import Row
from ekrules.decision.tables import Aggregation, DecisionTable
from ekrules.errors import Fault


@dataclass(frozen=True)
class Applied:
    """The rows that decide, in the policy's order, and their outcomes.

    Aggregated rows have one outcome together; defaults are an outcome without a row.
    """

    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]


def apply_hit_policy(table: DecisionTable, case: Case, held: Sequence[Row]) -> Applied | Fault:
    """Return what the hit policy makes of the rows that hold on the case.

    unique: at most one; any: all of one outcome; first: the top one; priority: the one whose
    outputs stand first in their values; rule_order, output_order: all, in that order; collect:
    all, or their sum, least, greatest or number.
    """
    if table.hit_policy == "collect" and table.aggregation != "list":
        return _aggregated(table, case, held)
    if not held:
        defaults = table.defaults
        return Applied((), () if defaults is None else (defaults,))
    if table.hit_policy in ("unique", "any"):
        clash = _clash(table, case, held)
        if clash is not None:
            return clash
    ordered = list(held)
    if table.hit_policy in ("priority", "output_order"):
        # A stable sort: of equal priority the upper row comes first.
        ordered.sort(key=lambda row: _priority(table, concluded(row, case)))
    rows = tuple(ordered[:1] if table.is_single_hit else ordered)
    return Applied(rows, tuple(concluded(row, case) for row in rows))


def concluded(row: Row, case: Case) -> dict[str, Value | None]:
    """Return the row's outcome on a case: what refers to an input is what the case holds."""
    return {
        name: case.values[value.name] if isinstance(value, InputReference) else value
        for name, value in row.then.items()
    }


def _priority(table: DecisionTable, outcome: Outcome) -> tuple[int, ...]:
    """Return a sort key, lowest first: by the first output that has priorities, then the next."""
    return tuple(
        output.values.index(outcome[name]) if outcome[name] in output.values else len(output.values)
        for name, output in table.outputs.items()
        if output.values
    )


def _clash(table: DecisionTable, case: Case, held: Sequence[Row]) -> Fault | None:
    top = held[0]
    if table.hit_policy == "unique":
        others, advice = held[1:], "narrow one of them"
    else:
        first = concluded(top, case)
        others = [row for row in held if concluded(row, case) != first]
        advice = f"give them one {' and '.join(table.outputs)}, or narrow one of them"
    if not others:
        return None
    other = others[0]
    values = ", ".join(
        f"{name} {shown_in(declared, case.values[name])}" for name, declared in table.inputs.items()
    )
    found = (
        f'both "{top.id}" ({_brief(table, top, case)}, {top.place}) and'
        f' "{other.id}" ({_brief(table, other, case)}) of the table'
        f' "{table.id}" apply to "{case.id}" ({values})'
    )
    return Fault(other.place, found, f'its hit policy is "{table.hit_policy}": {advice}')


def _brief(table: DecisionTable, row: Row, case: Case) -> str:
    if list(row.then) == [STATUS] and row.status:
        return row.status
    return told(concluded(row, case), table.outputs)


def _aggregated(table: DecisionTable, case: Case, held: Sequence[Row]) -> Applied:
    if table.aggregation == "count":
        # That no row holds is known, and counts as none; the other aggregates have no value then.
        name, output = next(iter(table.outputs.items()))
        no_rows = 0 if output.default is None else output.default
        return Applied(tuple(held), ({name: len(held) or no_rows},))
    ((name, output),) = table.outputs.items()
    values = [value for row in held if (value := concluded(row, case)[name]) is not None]
    if not values:
        return Applied(tuple(held), () if output.default is None else ({name: output.default},))
    return Applied(tuple(held), ({name: _aggregate(table.aggregation, output, values)},))


def _aggregate(aggregation: Aggregation, output: Output, values: Sequence[Value]) -> Value:
    comparable: list[Any] = list(values)
    if aggregation == "min":
        least: Value = min(comparable)
        return least
    if aggregation == "max":
        greatest: Value = max(comparable)
        return greatest
    assert not isinstance(comparable[0], date), output
    if all(isinstance(one, int) for one in comparable):
        return int(sum(comparable))
    # In decimals, as they are written: 0.1 and 0.2 make 0.3, in whatever order.
    return float(sum(Decimal(repr(one)) for one in comparable))
