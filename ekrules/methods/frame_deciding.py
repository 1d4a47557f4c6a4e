"""Frame deciding: a table and a frame of cases to the same frame with what each comes to.

In: a table, and a frame with a column for each input. Out: the frame with the outputs and the id of
the row that decided; null where none does, lists where the hit policy gives several. What a cell of
the table comes to is worked out once, and looked up for each of its cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ekrules.decision.cell_outcomes import cell_outcome, hangs_on_case
from ekrules.decision.columnar import ColumnarEngine
from ekrules.decision.conditions import InputReference
from ekrules.decision.hit_policies import Applied, apply_hit_policy
from ekrules.decision.inputs import Case
from ekrules.decision.outputs import Output
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, Faults
from ekrules.yaml_reader.units import NUMERIC_UNITS

if TYPE_CHECKING:
    import polars as pl

ROW = "row"
NAMED_BY = ("entity", "member")
_NOTHING = Applied((), ())


def decide_frame(
    table: DecisionTable, frame: pl.DataFrame, faults: Faults, named_by: Sequence[str] = NAMED_BY
) -> pl.DataFrame:
    """Return the frame with the table's outputs and the deciding row's id.

    A fault for each pair of rows that clash on some case, with the first such case, which is called
    by what stands in the columns `named_by`.
    """
    import polars as pl

    cells, rules = ColumnarEngine().cells(table.inputs, table.rules, frame)
    held_by = {one: [table.rows[number] for number in one] for one in set(rules)}
    held = [held_by[one] for one in rules]
    if hangs_on_case(table):
        by_case = [held[cell] for cell in cells.to_list()]
        cells = pl.int_range(len(by_case), dtype=pl.UInt32, eager=True)
        found = [
            apply_hit_policy(table, _case(table, frame, number, named_by), one)
            for number, one in enumerate(by_case)
        ]
        held = by_case
    else:
        outcomes = {one: cell_outcome(table, rows) for one, rows in held_by.items()}
        found = [outcomes[one] for one in rules]
    if any(isinstance(one, Fault) for one in found):
        _add_clashes(table, frame, named_by, cells, held, found, faults)
    applied = [_NOTHING if isinstance(one, Fault) else one for one in found]
    ids = pl.Series(ROW, [_row_ids(table, one) for one in applied], _row_type(table))
    return frame.with_columns(
        ids.gather(cells), *(_output(table, one, applied, cells) for one in table.outputs.values())
    )


def _case(table: DecisionTable, frame: pl.DataFrame, number: int, named_by: Sequence[str]) -> Case:
    row = frame.row(number, named=True)
    values = {name: row.get(name) for name in table.inputs}
    return Case(", ".join(str(row[name]) for name in named_by), values)


def _add_clashes(
    table: DecisionTable,
    frame: pl.DataFrame,
    named_by: Sequence[str],
    cells: pl.Series,
    held: Sequence[Sequence[Row]],
    found: Sequence[Applied | Fault],
    faults: Faults,
) -> None:
    import polars as pl

    clashes = pl.Series([isinstance(one, Fault) for one in found]).gather(cells)
    numbered = pl.DataFrame({"cell": cells}).with_row_index("number").filter(clashes)
    told = set()
    for number, cell in numbered.unique("cell", keep="first", maintain_order=True).iter_rows():
        case = _case(table, frame, number, named_by)
        fault = apply_hit_policy(table, case, held[cell])
        assert isinstance(fault, Fault)
        if (pair := (held[cell][0].id, fault.place)) not in told:
            told.add(pair)
            faults.found.append(fault)


def _row_ids(table: DecisionTable, applied: Applied) -> str | list[str] | None:
    ids = [row.id for row in applied.rows]
    if table.is_single_hit:
        return ids[0] if ids else None
    return ids


def _row_type(table: DecisionTable) -> Any:
    import polars as pl

    return pl.String() if table.is_single_hit else pl.List(pl.String())


def _output(
    table: DecisionTable, output: Output, applied: Sequence[Applied], cells: pl.Series
) -> pl.Expr | pl.Series:
    """Return one output for every case: looked up, or what the input holds that a row refers to."""
    import polars as pl

    said: list[list[Any]] = [[one[output.name] for one in cell.outcomes] for cell in applied]
    written = [[one for one in cell if not isinstance(one, InputReference)] for cell in said]
    kind = _type(output, [one for cell in written for one in cell if one is not None])
    if not table.is_single_hit and table.aggregation == "list":
        return pl.Series(output.name, written, pl.List(kind), strict=False).gather(cells)
    values = [cell[0] if cell else None for cell in written]
    looked_up = pl.Series(output.name, values, kind, strict=False).gather(cells)
    referred = [cell[0] if cell and isinstance(cell[0], InputReference) else None for cell in said]
    found: Any = looked_up
    for one in dict.fromkeys(one for one in referred if one is not None):
        refers = pl.Series([other == one for other in referred]).gather(cells)
        found = pl.when(refers).then(pl.col(one.name)).otherwise(found)
    return found if isinstance(found, pl.Series) else found.alias(output.name)


def _type(output: Output, values: Sequence[Any]) -> Any:
    """Return the type of an output's column; numbers are whole where all are written so."""
    import polars as pl

    if output.type in NUMERIC_UNITS:
        return pl.Int64() if all(isinstance(one, int) for one in values) else pl.Float64()
    others = {"text": pl.String(), "boolean": pl.Boolean(), "date": pl.Date()}
    return others[output.type]
