"""Proved: a table that came back, with its rows where they stand in the sheet, and its proof told.

In: a table as it would be, and the texts that came back. Out: the same table with the addresses of
cells for places, and faults that say what to write in cells. Never proves anything itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ekrules.decision.inputs import Input
from ekrules.decision.proof.faults import proof_faults
from ekrules.decision.proof.proofs import Extent, Gap, Proof
from ekrules.decision.proof.wording import case_in_words, value_in_words
from ekrules.decision.sheets.came import Came, CameRow
from ekrules.decision.sheets.grid import ROW, Column, GridRow, columns_of
from ekrules.decision.sheets.quoting import quoted
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, Place


def placed_in_sheet(table: DecisionTable, was: Sequence[GridRow], came: Came) -> DecisionTable:
    """Return the table with its rows, and itself, placed in the sheet that it came back in.

    was: the rows as they were written out. A row stands at the cell that was changed in it, and at
    its id where several were, or none.
    """
    before = {row.id: row for row in was}
    back = {one.id: one for one in came.rows}
    columns = [one for one in columns_of(table) if one.kind in ("input", "output")]
    rows = tuple(
        replace(row, place=_place(came, back[row.id], before.get(row.id), columns))
        if row.id in back
        else row
        for row in table.rows
    )
    return replace(table, rows=rows, place=came.whole)


def _place(came: Came, row: CameRow, was: GridRow | None, columns: Sequence[Column]) -> Place:
    changed = [
        one.heading
        for one in columns
        if was is not None and row.texts.get(one.heading, "").strip() != was.texts[one.heading]
    ]
    return came.place(row.number, changed[0] if len(changed) == 1 else ROW)


def decides_otherwise(old: DecisionTable, new: DecisionTable) -> bool:
    """Whether the rows of one ask or conclude something else; sentences don't decide."""
    return _deciding(old) != _deciding(new)


def _deciding(table: DecisionTable) -> list[tuple[object, object]]:
    return [(row.condition, row.then) for row in table.rows]


def sheet_faults(table: DecisionTable, proof: Proof, about: str | None = None) -> list[Fault]:
    """Return what is wrong with a table placed in its sheet; gaps say what to write in cells.

    about: for which goal the constants of the proof hold, as 'the goal "nav-1"'.
    """
    where = f"for {about}: " if about else ""
    gaps = [_gap(table, one, where) for one in proof.gaps]
    return [*gaps, *proof_faults(table, replace(proof, gaps=()), about)]


def _gap(table: DecisionTable, gap: Gap, where: str) -> Fault:
    headings = {one.name: one.heading for one in columns_of(table) if one.kind == "input"}
    case = case_in_words(table.inputs, gap.case, gap.extents or None)
    cells = _cells(table.inputs, gap.extents, headings) or "only - in its cells"
    expected = f"add a row with {cells}; cases left out on purpose stand in the YAML"
    return Fault(table.place, f'{where}{case}: no row of "{table.id}"', expected)


def _cells(
    inputs: Mapping[str, Input], extents: Mapping[str, Extent], headings: Mapping[str, str]
) -> str:
    told = [
        f"{extent_as_cell(inputs[name], one)} under {headings[name]}"
        for name, one in extents.items()
    ]
    return " and ".join(told)


def extent_as_cell(declared: Input, extent: Extent) -> str:
    """Return how far a gap reaches along an input, as a cell holds it.

    >>> extent_as_cell(Input("attainment", "share"), Extent(0.4, True, 0.9, False))
    '>= 40 %; < 90 %'
    >>> extent_as_cell(Input("kind", "text", values=("full",)), Extent("full", True, "full", True))
    'full'
    """
    if extent.is_unknown:
        return "ukjent"
    if extent.low is not None and extent.low == extent.high:
        return _value(declared, extent.low)
    parts = []
    if extent.low is not None:
        parts.append(f"{'>=' if extent.low_included else '>'} {_value(declared, extent.low)}")
    if extent.high is not None:
        parts.append(f"{'<=' if extent.high_included else '<'} {_value(declared, extent.high)}")
    return "; ".join(parts) or "kjent"


def _value(declared: Input, value: str | bool | float | date) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nei"
    return quoted(value) if isinstance(value, str) else value_in_words(declared, value)
