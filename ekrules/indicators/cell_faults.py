"""Cell faults: what is said of cells that are not what they should be, and of the rows they are in.

In: a table and its wrong cells. Out: one fault for all cells that are wrong alike, by the first of
them with the lines of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ekrules.errors import Faults, Place
from ekrules.indicators.bounds import MOST_TOLD
from ekrules.indicators.source_tables import MOST_LINES, REWORDED, SourceTable, lines_told

if TYPE_CHECKING:
    import polars as pl


def add_cells(
    table: SourceTable,
    column: str | None,
    cells: pl.DataFrame,
    said: Callable[[Any], tuple[str, str]],
    faults: Faults,
) -> None:
    """Add one fault for all cells that hold the same, for the first of these; then how many.

    cells: the line and the content ("cell") of each wrong cell of a column, and in "head" its
    column where they stand in several (column is None). said: what was found and what was
    expected, by content.
    """
    import polars as pl

    line = pl.col("line")
    heads = pl.lit(column) if column is not None else pl.col("head").cast(pl.String)
    alike = (
        cells.with_columns(heads.alias("head"))
        .group_by("cell", maintain_order=True)
        .agg(
            pl.col("head").first(),
            line.first(),
            line.slice(1, MOST_LINES).alias("more"),
            pl.len(),
        )
    )
    for cell, head, first, more, count in alike.head(MOST_TOLD).iter_rows():
        found, expected = said(cell)
        also = f" (also in {lines_told(more, count - 1)})" if more else ""
        faults.add(table.place(first, head), f'column "{head}": {found}{also}', expected)
    if alike.height > MOST_TOLD:
        where = "the columns of values" if column is None else f'the column "{column}"'
        found = f"{cells.height} cells with faults in {where}"
        expected = f"the first {MOST_TOLD} are told; mend what they share"
        faults.add(Place(table.source), found, expected)


def add_odd_cells(
    table: SourceTable, columns: Iterable[str], dates_in: str | None, faults: Faults
) -> SourceTable:
    """Return the table without the rows that hold a formula or an error where it is read.

    dates_in: the column where a date is what is expected.
    """
    wanted = set(columns)
    lines = set(table.lines) if table.odd else set()
    told = set()
    for cell in table.odd:
        is_date = cell.column == dates_in and cell.found.startswith("a date")
        if cell.column in wanted and cell.row in lines and not is_date:
            expected = cell.expected
            for theirs, ours in REWORDED.items():
                expected = expected.replace(theirs, ours)
            faults.add(table.place(cell.row, cell.column), cell.found, expected)
            told.add(cell.row)
    return table.kept(~table.lines.is_in(list(told))) if told else table
