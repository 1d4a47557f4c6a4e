"""Cell outcomes: what a table's hit policy makes of a cell, for all of its cases at once.

In: a table, the rows that hold in a cell. Out: what `hit_policies` makes of them, with a reference
to an input where a row concludes what an input holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ekrules.decision.conditions import InputReference
from ekrules.decision.hit_policies import Applied, apply_hit_policy
from ekrules.decision.inputs import Case
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault


def cell_outcome(table: DecisionTable, held: Sequence[Row]) -> Applied | Fault:
    """Return what the policy makes of the rows; of a Fault only that there is one counts.

    What a row concludes by reference stays a reference; see `hangs_on_case`.
    """
    return apply_hit_policy(table, _any_case(table), held)


def hangs_on_case(table: DecisionTable) -> bool:
    """Whether cases of one cell may be decided differently, as their own values are concluded.

    Not where one row decides by its place or its priority, which are no case's: what it refers to
    can be looked up after.
    """
    if table.hit_policy in ("unique", "first", "priority"):
        return False
    said = (one for row in table.rows for one in row.then.values())
    return any(isinstance(one, InputReference) for one in said)


def _any_case(table: DecisionTable) -> Case:
    """Return a case that holds a reference in place of each value."""
    references: Mapping[str, Any] = {name: InputReference(name) for name in table.inputs}
    return Case("any", references)
