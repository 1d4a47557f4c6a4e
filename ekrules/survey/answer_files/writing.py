"""Writing: an eager frame to the bytes of any file of answers, the same every time.

In: a Narwhals frame of texts and numbers. Out: bytes, which `read_answer_file` reads back. Written
by Polars where rows are many; no text starts a formula when a spreadsheet opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ekrules.survey.answer_files.row_writing import (
    FORMULA_STARTS,
    NUMBER,
    Sheet,
    csv_bytes,
    harmless,
    xlsx_bytes,
)
from ekrules.survey.answer_files.sav_writing import sav_bytes, spss_names
from ekrules.survey.answer_files.table import RawColumn

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

__all__ = [
    "FRAME_ENDINGS",
    "Sheet",
    "csv_bytes",
    "file_names",
    "frame_bytes",
    "parquet_bytes",
    "sav_bytes",
    "spss_names",
    "xlsx_bytes",
]

FRAME_ENDINGS = ("csv", "xlsx", "sav", "parquet")


def frame_bytes(
    frame: nw.DataFrame[Any],
    ending: str,
    columns: Sequence[RawColumn] = (),
    sheet: str = "Svar",
) -> bytes:
    """Return an eager frame as a file with this ending, one of FRAME_ENDINGS.

    columns: what a .sav says of each column, by the frame's names; its variables are called
    `file_names(frame.columns, "sav")`. sheet: what an XLSX calls its one sheet. Raises InputError
    where a library is not installed or Excel cannot hold so many rows.
    """
    table = _whole(frame.lazy().collect("polars").to_native())
    if ending == "csv":
        return _csv(table)
    if ending == "xlsx":
        return xlsx_bytes([Sheet(sheet, table.columns, table.iter_rows())])
    if ending == "parquet":
        return parquet_bytes(frame)
    if ending == "sav":
        return _sav(table, columns)
    raise ValueError(f"{ending} is not one of {FRAME_ENDINGS}")


def file_names(names: Sequence[str], ending: str) -> list[str]:
    """Return what the columns are called in a file with this ending: SPSS does not take all names.

    >>> file_names(["kanaler:epost"], "sav"), file_names(["kanaler:epost"], "csv")
    (['kanaler_epost'], ['kanaler:epost'])
    """
    return spss_names(names) if ending == "sav" else list(names)


def _csv(table: pl.DataFrame) -> bytes:
    import polars as pl

    escaped = []
    for name in table.select(pl.col(pl.String)).columns:
        text = pl.col(name)
        is_formula = text.str.slice(0, 1).is_in(list(FORMULA_STARTS))
        is_formula &= ~text.str.contains(f"^(?:{NUMBER})$")
        escaped.append(pl.when(is_formula).then(pl.format("'{}", text)).otherwise(text).alias(name))
    table = table.with_columns(escaped)
    table.columns = [harmless(name) for name in table.columns]
    out = BytesIO()
    table.write_csv(
        out, separator=";", line_terminator="\r\n", include_bom=True, decimal_comma=True
    )
    return out.getvalue()


def parquet_bytes(frame: nw.DataFrame[Any]) -> bytes:
    """Return an eager frame as a Parquet file, its types as they are."""
    table: pl.DataFrame = frame.lazy().collect("polars").to_native()
    out = BytesIO()
    table.write_parquet(out)
    return out.getvalue()


def _sav(table: pl.DataFrame, columns: Sequence[RawColumn]) -> bytes:
    import narwhals as nw

    known = {column.name: column for column in columns}
    names = spss_names(table.columns)
    described = []
    for given, name in zip(table.columns, names, strict=True):
        column = known.get(given, RawColumn(given, label=given if given != name else None))
        described.append(RawColumn(name, column.label, column.value_labels, column.user_missing))
    table.columns = names
    return sav_bytes(nw.from_native(table, eager_only=True), described)


def _whole(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with codes as texts, and whole numbers without decimals.

    A column of numbers with blanks is one of floats: 45 would be written 45.0.
    """
    import polars as pl

    changed = []
    for series in table.get_columns():
        if series.dtype in (pl.Enum, pl.Categorical):
            changed.append(series.cast(pl.String))
        elif series.dtype.is_float() and ((series % 1 == 0) | series.is_null()).all():
            changed.append(series.cast(pl.Int64, strict=False))
    return table.with_columns(changed)
