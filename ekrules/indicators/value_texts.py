"""Value texts: the rows of a file of values as one frame of texts, a row for each value.

In: a table, which column says what, and the heads of its columns of values. Out: entity, indicator,
period, value, base, flags, unit and edition as texts, with the line and the column of each value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ekrules.indicators.column_heads import Head
from ekrules.indicators.source_tables import SourceTable
from ekrules.indicators.value_layouts import Layout

if TYPE_CHECKING:
    import polars as pl

TEXTS = ("entity", "indicator", "period", "value", "base", "flags", "unit", "edition")
# What the file may call otherwise than it is called here.
MEANT = ("entity", "period", "indicator", "unit")


def value_texts(
    table: SourceTable, layout: Layout, columns: Mapping[str, str], heads: Sequence[Head] | None
) -> pl.DataFrame:
    """Return TEXTS, the line, and the number of the column that each value stands in ("column").

    A text that stands for another is already that other.
    """
    import polars as pl

    said = {
        key: _meant(pl.col(columns[key]), layout, key)
        if key in columns
        else pl.lit(layout.stated(key), dtype=pl.String)
        for key in TEXTS
    }
    line = table.lines.alias("line")
    if heads is None:
        number = pl.lit(table.number(columns["value"]), dtype=pl.UInt16)
        frame = table.frame.select(one.alias(key) for key, one in said.items())
        return frame.with_columns(line, number.alias("column"))
    headed = {key for head in heads for key in head.said}
    rest = [one.alias(key) for key, one in said.items() if key not in headed and key != "value"]
    names = [head.column for head in heads]
    # Numbers stand for the names of columns, which might be those of keys.
    numbered = [pl.col(name).alias(str(number)) for number, name in enumerate(names)]
    wide = table.frame.select(*rest, *numbered).with_columns(line)
    numbers = [str(number) for number in range(len(names))]
    long = wide.unpivot(
        on=numbers,
        index=[one for one in wide.columns if not one.isdecimal()],
        variable_name="head",
        value_name="value",
    )
    return long.with_columns(_of_heads(heads, headed)).select(*TEXTS, "line", "column")


def _meant(cells: pl.Expr, layout: Layout, key: str) -> pl.Expr:
    meanings: Mapping[str, str] = getattr(layout.meanings, key) if key in MEANT else {}
    return cells.replace(list(meanings), list(meanings.values())) if meanings else cells


def _of_heads(heads: Sequence[Head], headed: set[str]) -> Iterator[pl.Expr]:
    """Give what the head of each value's column says, and the column's number."""
    import polars as pl

    number = pl.col("head").cast(pl.UInt32)
    for key in sorted(headed):
        said = pl.Series([head.said[key] for head in heads], dtype=pl.String)
        yield pl.lit(said).gather(number).alias(key)
    columns = pl.Series([head.number for head in heads], dtype=pl.UInt16)
    yield pl.lit(columns).gather(number).alias("column")


def unused_meanings(
    table: SourceTable, layout: Layout, columns: Mapping[str, str], heads: Sequence[Head] | None
) -> Iterator[tuple[str, str]]:
    """Give the key and the text of each meaning that no cell and no head of the file has."""
    written = [head.column for head in heads or ()]
    for key in MEANT:
        meanings: Mapping[str, str] = getattr(layout.meanings, key)
        there = set(table.frame[columns[key]].unique()) if meanings and key in columns else set()
        for text in meanings:
            if text not in there and not any(text in head for head in written):
                yield key, text
