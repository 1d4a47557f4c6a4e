"""Text columns: columns of any type to columns of text, on any frame, lazy or not.

In: a Narwhals frame. Out: the same rows as text by expressions that every backend knows, so that
a lazy frame stays lazy. Blank is null, whole numbers read "1", dates are ISO.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ekrules.errors import Faults, Place

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

# Named one by one: the backends disagree on what else is blank. The last are the no-break spaces,
# and signs without any width: a byte order mark stands where two files were joined.
BLANKS = " \t\r\n\x0b\x0c\u00a0\u202f\u200b\ufeff"


def refuse_nested(schema: Mapping[str, nw.dtypes.DType], place: Place, faults: Faults) -> bool:
    """Return whether every column has one value a cell; add a fault for each that has not."""
    import narwhals as nw

    before = len(faults.found)
    for name, dtype in schema.items():
        if dtype.is_nested() or dtype in (nw.Binary, nw.Duration):
            found = f'the column "{name}" holds {dtype}'
            faults.add(place, found, "expected text, numbers, dates or true and false in each cell")
    return len(faults.found) == before


def as_text(
    frame: nw.DataFrame[Any] | nw.LazyFrame[Any],
    schema: Mapping[str, nw.dtypes.DType],
    names: Mapping[str, str],
) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    """Return every column of the frame as text; names: the frame's name -> the new name."""
    return frame.select(*[_text(name, dtype).alias(names[name]) for name, dtype in schema.items()])


def _text(name: str, dtype: nw.dtypes.DType) -> nw.Expr:
    import narwhals as nw

    column = nw.col(name)
    if dtype == nw.Boolean:
        # Written out: the backends differ on True, true and 1.
        no = nw.when(~column).then(nw.lit("false"))
        return nw.when(column).then(nw.lit("true")).otherwise(no)
    text = _cast(column, dtype).str.strip_chars(BLANKS)
    return nw.when(text != "").then(text)


def _cast(column: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    import narwhals as nw

    if dtype == nw.Datetime:
        moment = column.dt.to_string("%Y-%m-%dT%H:%M:%S").str.replace_all(r"\.0+$", "")
        return moment.str.replace_all("T00:00:00", "", literal=True)
    if dtype == nw.Date:
        return column.dt.to_string("%Y-%m-%d")
    if dtype.is_float():
        # A whole column of answers turns to floats where one cell is blank (pandas).
        number = nw.when(~column.is_nan()).then(column).cast(nw.String)
        return number.str.replace_all(r"\.0+$", "").str.replace_all(r"^-0$", "0")
    text = column.cast(nw.String)
    if dtype == nw.Decimal or dtype == nw.Object:
        text = text.str.replace_all(r"\.0+$", "")
    if dtype == nw.Object:
        # pandas holds true, false and blank together as Python's own values.
        text = text.str.replace_all("^True$", "true").str.replace_all("^False$", "false")
    return text


def without_blank_end(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame without the rows at its end that hold nothing at all.

    Spreadsheets save rows that were once in use; nothing stands in them.
    """
    import polars as pl

    step, height = 1024, frame.height
    while height:
        start = max(0, height - step)
        tail = frame.slice(start, height - start)
        filled = tail.select(pl.any_horizontal(pl.all().is_not_null())).to_series().arg_true()
        if len(filled):
            return frame.head(start + int(filled[-1]) + 1)
        height = start
    return frame.clear()
