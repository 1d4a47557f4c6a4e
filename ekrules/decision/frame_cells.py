"""Frame cells: the cell in which each row of a frame lies, each input read once.

In: axes (see `cells`) and a Polars frame with a column for each input. Out: each row's cell, and
for each cell the clauses that hold there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ekrules.decision.cells import Axis, ClauseSet, NamedAxis, PairAxis

if TYPE_CHECKING:
    import polars as pl

# Up to so many cells, every one is decided; past them, those in which some case lies.
MOST_CELLS = 10_000


def plain_columns(frame: pl.DataFrame, read: Sequence[str]) -> pl.DataFrame:
    """Return the columns that are read: null for NaN, and texts that compare letter by letter."""
    import polars as pl

    schema = frame.schema
    floats = [name for name in read if schema[name].is_float()]
    # Asked first, because there seldom is any, and asking is many times as quick as filling.
    has_nan = frame.select(pl.col(name).is_nan().any() for name in floats)
    filled = [pl.col(name).fill_nan(None) for name in floats if has_nan[name][0]]
    texts = [
        pl.col(name).cast(pl.String)
        for name in read
        if isinstance(schema[name], (pl.Categorical, pl.Enum))
    ]
    return frame.select(read).with_columns(*filled, *texts)


def cells_of(
    divided: Sequence[Axis], frame: pl.DataFrame, every: ClauseSet, height: int
) -> tuple[pl.Series, list[ClauseSet]]:
    """Return each case's cell, and for each cell the clauses that hold."""
    import polars as pl

    places = frame.select(_position(axis).alias(str(n)) for n, axis in enumerate(divided))
    cells, sets = pl.zeros(height, pl.UInt32, eager=True), [every]
    for axis, place in zip(divided, places.iter_columns(), strict=True):
        positions = len(axis.can_hold)
        if len(sets) * positions <= MOST_CELLS:
            cells = cells * positions + place
            sets = [before & here for before in sets for here in axis.can_hold]
        else:
            divided_on = cells.cast(pl.UInt64) * positions + place
            cells, sets = _with_cases(divided_on, sets, axis)
    return cells, sets


def _with_cases(
    cells: pl.Series, before: Sequence[ClauseSet], axis: Axis
) -> tuple[pl.Series, list[ClauseSet]]:
    """Return cells numbered anew: those in which a case lies, and alike ones as one."""
    import polars as pl

    found = cells.unique().sort()
    parts = (divmod(cell, len(axis.can_hold)) for cell in found.to_list())
    sets = [before[cell] & axis.can_hold[position] for cell, position in parts]
    numbers = {one: number for number, one in enumerate(dict.fromkeys(sets))}
    renumbered = pl.Series([numbers[one] for one in sets], dtype=pl.UInt32)
    return renumbered.gather(found.search_sorted(cells)), list(numbers)


def _position(axis: Axis) -> pl.Expr:
    """Return the position on an axis: a flat sum of what each test that holds adds.

    In small numbers and by when and then, because Polars adds those many times as fast as truths.
    """
    import polars as pl

    kind = pl.UInt8 if len(axis.can_hold) <= 2**8 else pl.UInt32
    column = pl.col(axis.input)
    known, steps = column.is_not_null(), [1] * len(axis.can_hold)
    if isinstance(axis, PairAxis):
        other = pl.col(axis.other)
        known = known & other.is_not_null()
        tests = [column >= other, column > other]
    elif isinstance(axis, NamedAxis):
        tests = [column == value for value in axis.values]
        steps = list(range(1, len(tests) + 1))
    else:
        tests = [column > cut.bound if cut.is_after else column >= cut.bound for cut in axis.cuts]
    added = zip((known, *tests), (1, *steps), strict=False)
    zero = pl.lit(0, kind)
    return pl.sum_horizontal(
        pl.when(test).then(pl.lit(step, kind)).otherwise(zero) for test, step in added
    )
