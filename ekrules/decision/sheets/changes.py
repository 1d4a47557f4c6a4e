"""Changes: what came back of a sheet, held against the table, as edits of its YAML.

In: a table with its grid, and texts by cell. Out: edits that touch only what changed, or a fault
for each cell that can't be used. Never reads a workbook, and never decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ekrules.decision.sheets.came import Came, CameRow
from ekrules.decision.sheets.cells import CellReader
from ekrules.decision.sheets.grid import GridRow, columns_of, grid_of
from ekrules.decision.sheets.row_edits import added_row, row_edits
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.yaml_reader.layout import Steps
from ekrules.yaml_reader.nodes import MapNode
from ekrules.yaml_reader.replacing import Edit, InsertItem, RemoveItem

# In these tables the order of the rows decides, or is part of the answer.
_ORDERED = ("first", "priority", "rule_order", "output_order")


def edits_for(
    table: DecisionTable, node: MapNode, steps: Steps, came: Came, faults: Faults
) -> list[Edit]:
    """Return the edits that bring the YAML at `steps` to what came back; empty: nothing changed.

    node: what the table was read from. Adds a fault for each cell that can't be used.
    """
    rows = grid_of(table, node)
    _check_headings(table, came, faults)
    if faults.found:
        return []
    _check_ids(came, faults)
    _check_order(table, rows, came, faults)
    reader = CellReader(table, came, faults)
    return list(_Comparison(rows, (*steps, "rows"), came, reader).edits())


@dataclass(frozen=True)
class _Comparison:
    rows: Sequence[GridRow]
    steps: Steps
    came: Came
    reader: CellReader

    def edits(self) -> Iterator[Edit]:
        numbers = {row.id: number for number, row in enumerate(self.rows)}
        index = 0
        for one in self.came.rows:
            number = numbers.get(one.id)
            if number is None:
                yield InsertItem(self.steps, index, added_row(self.reader, one))
            else:
                index = number + 1
                yield from row_edits(self.reader, self.rows[number], one, (*self.steps, number))
        back = {one.id for one in self.came.rows}
        for name, number in numbers.items():
            if name not in back:
                yield RemoveItem(self.steps, number)


def _check_headings(table: DecisionTable, came: Came, faults: Faults) -> None:
    known = [column.heading for column in columns_of(table)]
    for heading in came.headings:
        if heading not in known:
            faults.add_unknown_name(came.place(1, heading), "column", heading, known)
    for heading in known:
        if heading not in came.headings:
            faults.add(came.whole, f'no column "{heading}"', "put it back, as it was written out")


def _check_ids(came: Came, faults: Faults) -> None:
    seen: dict[str, CameRow] = {}
    for one in came.rows:
        place = came.place(one.number, "rad")
        if not one.id:
            faults.add(place, "a row without an id", "write one, as early-ahead")
        elif one.id in seen:
            found = f'the row "{one.id}" a second time (first in row {seen[one.id].number})'
            faults.add(place, found, "give one of them another id")
        seen.setdefault(one.id, one)


def _check_order(table: DecisionTable, rows: Sequence[GridRow], came: Came, faults: Faults) -> None:
    if table.hit_policy not in _ORDERED:
        return
    numbers = {row.id: number for number, row in enumerate(rows)}
    last = -1
    for one in came.rows:
        number = numbers.get(one.id, last)
        if number < last:
            found = f'the row "{one.id}" has moved, and under "{table.hit_policy}" order counts'
            faults.add(
                came.place(one.number, "rad"), found, "put it back; move rows in the YAML by hand"
            )
        last = max(last, number)
