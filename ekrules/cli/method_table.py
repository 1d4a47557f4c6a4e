"""Method table: how many of each level have which colour, laid out so that every word can be read.

In: what a method came to, and how wide the terminal is. Out: a table, a row for each level; where
that is too wide, a row for each colour.
"""

from __future__ import annotations

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from ekrules.methods.method import COLOUR
from ekrules.methods.running import LevelResult, MethodResult

# Of a level that is scored and not judged.
NOT_JUDGED = "–"
# What a table would take is told only of a terminal that has room for it.
_VERY_WIDE = 10_000


def colours_table(result: MethodResult, console: Console) -> Table:
    """Return how many are judged and how many have each colour."""
    colours = _colours(result)
    head = ["level", "judged", *colours]
    rows = [[level.name, *_cells(level, colours)] for level in result.levels]
    table = _table([head, *rows])
    unbounded = console.options.update_width(_VERY_WIDE)
    if Measurement.get(console, unbounded, table).maximum <= console.width:
        return table
    return _table([list(column) for column in zip(head, *rows, strict=True)])


def _table(rows: list[list[str]]) -> Table:
    table = Table()
    for at, heading in enumerate(rows[0]):
        table.add_column(heading, justify="right" if at else "left")
    for row in rows[1:]:
        table.add_row(*row)
    return table


def _cells(level: LevelResult, colours: list[str]) -> list[str]:
    if level.table is None:
        return [NOT_JUDGED] * (1 + len(colours))
    counts = _counts(level)
    return [str(sum(counts.values())), *(str(counts.get(colour, 0)) for colour in colours)]


def _colours(result: MethodResult) -> list[str]:
    """Return the method's own colours in its order, or the statuses; what is not judged is grey."""
    own = result.method.file.colours
    found = {colour for level in result.levels for colour in _counts(level)}
    order = list(own) or ["green", "yellow", "red"]
    return [*order, *sorted(found - set(order))]


def _counts(level: LevelResult) -> dict[str, int]:
    """Return how many have each colour, of those that the method is for."""
    if level.table is None:
        return {}
    column = COLOUR if COLOUR in level.table.outputs else "status"
    frame = level.frame.filter(level.frame["applies"])
    colours = frame[column].fill_null("grey")
    return {name: int((colours == name).sum()) for name in colours.unique().sort().to_list()}
