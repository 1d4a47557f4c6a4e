"""Frame deciding: a table and a frame of cases to the same frame with what each comes to.

In: a table with one hit a case, and a frame with a column for each input. Out: the frame with the
outputs and the id of the row that decided; null where none does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ekrules.decision.columnar import ColumnarEngine
from ekrules.decision.conditions import InputReference
from ekrules.decision.rows import Row
from ekrules.decision.tables import BY_PRIORITY, DecisionTable
from ekrules.errors import Faults

if TYPE_CHECKING:
    import polars as pl

CASE, ROW = "case", "row"


def decide_frame(table: DecisionTable, frame: pl.DataFrame, faults: Faults) -> pl.DataFrame:
    """Return the frame with the table's outputs and the deciding row's id.

    A fault for each pair of rows that clash on some case, with the first such case.
    """
    import polars as pl

    numbered = frame.with_row_index(CASE)
    hits = ColumnarEngine().fire_frame(table.inputs, table.rules, numbered, CASE)
    ids = [row.id for row in table.rows]
    order = pl.DataFrame({"rule": ids, "number": range(len(ids)), "rank": _ranks(table)})
    held = hits.select(CASE, "rule").unique().join(order, on="rule").sort(CASE, "rank", "number")
    if table.hit_policy in ("unique", "any"):
        _add_clashes(table, numbered, held, faults)
    deciding = (
        held.group_by(CASE, maintain_order=True).first().select(CASE, pl.col("rule").alias(ROW))
    )
    decided = numbered.join(deciding, on=CASE, how="left", maintain_order="left")
    return decided.with_columns(_output(table, name) for name in table.outputs).drop(CASE)


def _ranks(table: DecisionTable) -> list[int]:
    """Return what rows are ordered by before their place in the table."""
    if table.hit_policy not in BY_PRIORITY:
        return [0] * len(table.rows)
    keys = [_priority(table, row) for row in table.rows]
    ordered = sorted(set(keys))
    return [ordered.index(key) for key in keys]


def _priority(table: DecisionTable, row: Row) -> tuple[int, ...]:
    return tuple(
        one.values.index(said) if (said := row.then.get(name)) in one.values else len(one.values)
        for name, one in table.outputs.items()
        if one.values
    )


def _output(table: DecisionTable, name: str) -> pl.Expr:
    import polars as pl

    default = table.outputs[name].default
    said = pl.lit(default)
    for row in reversed(table.rows):
        then = row.then.get(name)
        value = pl.col(then.name) if isinstance(then, InputReference) else pl.lit(then)
        said = pl.when(pl.col(ROW) == row.id).then(value).otherwise(said)
    return said.alias(name)


def _add_clashes(
    table: DecisionTable, cases: pl.DataFrame, held: pl.DataFrame, faults: Faults
) -> None:
    import polars as pl

    top = held.group_by(CASE, maintain_order=True).first().select(CASE, pl.col("rule").alias("top"))
    pairs = held.join(top, on=CASE).filter(pl.col("rule") != pl.col("top"))
    rows = {row.id: row for row in table.rows}
    for one in pairs.unique(["top", "rule"], maintain_order=True).iter_rows(named=True):
        first, other = rows[one["top"]], rows[one["rule"]]
        if table.hit_policy == "any" and first.then == other.then:
            continue
        case = cases.row(by_predicate=pl.col(CASE) == one[CASE], named=True)
        found = (
            f'both "{first.id}" ({first.place}) and "{other.id}" hold for'
            f" {case['entity']}, {case['member']}"
        )
        expected = f'the hit policy is "{table.hit_policy}": narrow one of them'
        faults.add(other.place, found, expected)
