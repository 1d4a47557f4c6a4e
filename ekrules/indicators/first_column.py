"""First column: one column that holds several texts, as Eurostat's "freq,unit,geo\\TIME_PERIOD".

In: a table, and the names of what its first column holds. Out: the table with a column for each, or
faults: a cell with more texts or fewer. The number of the column in the file is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ekrules.errors import Faults, Place
from ekrules.indicators.cell_faults import add_cells
from ekrules.indicators.source_tables import SourceTable
from ekrules.yaml_reader.nodes import short

_MARK = ","


def with_first_column(
    table: SourceTable, names: Sequence[str], place: Place, faults: Faults
) -> SourceTable | None:
    """Return the table with its first column divided into `names`, or None with faults."""
    import polars as pl

    first, *rest = table.names
    before = len(faults.found)
    _check_names(table, names, place, faults)
    texts = table.frame[first]
    counts = texts.str.count_matches(_MARK, literal=True) + 1
    wrong = table.cells(first).filter((counts != len(names)).fill_null(value=False))

    def said(text: str) -> tuple[str, str]:
        found = f'"{short(text)}" holds {text.count(_MARK) + 1} texts with commas between'
        return found, f'expected {len(names)}, as "first_column" says'

    add_cells(table, first, wrong, said, faults)
    if len(faults.found) > before:
        return None
    divided = texts.str.split_exact(_MARK, len(names) - 1).struct.unnest()
    divided.columns = list(names)
    stripped = pl.all().str.strip_chars()
    divided = divided.with_columns(pl.when(stripped != "").then(stripped).name.keep())
    numbers = [table.number(first)] * len(names) + [table.number(name) for name in rest]
    frame = divided.hstack(table.frame.select(rest))
    odd = tuple(replace(one, column=names[0]) if one.column == first else one for one in table.odd)
    return replace(table, names=(*names, *rest), frame=frame, numbers=tuple(numbers), odd=odd)


def _check_names(table: SourceTable, names: Sequence[str], place: Place, faults: Faults) -> None:
    """Add a fault where the header holds more texts or fewer, or a name stands twice."""
    first, *rest = table.names
    count = first.count(_MARK) + 1
    if count not in (1, len(names)):
        found = f'the first column of {table.source} is headed "{short(first)}"'
        faults.add(place, found, f"expected a name for each of its {count} texts")
    for index, name in enumerate(names):
        if name in rest or name in names[:index]:
            found = f'two columns of {table.source} are called "{short(name)}"'
            faults.add(place, found, "give each a name of its own")
