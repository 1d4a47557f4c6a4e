"""SPSS writing: a frame of codes to the bytes of a .sav file, with its labels.

In: a frame of text and numbers, and RawColumns that say how SPSS shall show it. Out: bytes, the
same every time, which `sav_reading` reads back as they were.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ekrules.errors import InputError, Place
from ekrules.survey.answer_files.missing_library import missing_library
from ekrules.survey.answer_files.table import RawColumn

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

# Where a .sav's header keeps the day and time it was made (ReadStat: sav_file_header_record_t).
_TIME_AT, _FIXED_TIME = 92, b"01 Jan 0000:00:00"
# A code that can be a number without becoming another text: "7", never "07" or "7.0".
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_NOT_IN_A_NAME = re.compile(r"[^\w.@#$]", re.ASCII)
_MOST_NAME, _MOST_LABEL, _MOST_MISSING = 64, 255, 3


def sav_bytes(frame: nw.DataFrame[Any], columns: Sequence[RawColumn]) -> bytes:
    """Return an eager frame as a .sav file: one variable for each of `columns`, in their order.

    A text column whose cells and codes are all whole numbers becomes a variable of numbers; SPSS
    tabulates those best. Names must be SPSS's own: see `spss_names`. At most three codes can be
    declared missing. Raises InputError where pyreadstat is not installed.
    """
    try:
        import pyreadstat
    except ImportError as error:
        raise InputError([missing_library(Place("--format sav"), "SPSS files", "spss")]) from error
    import polars as pl

    given: pl.DataFrame = frame.lazy().collect("polars").to_native()
    written, labels, missing, shown = [], {}, {}, {}
    for column in columns:
        series = _series(given.get_column(column.name), column)
        is_number = series.dtype.is_numeric()
        written.append(series)
        labels[column.name] = {
            _code(code, is_number): label[:_MOST_LABEL]
            for code, label in column.value_labels.items()
        }
        missing[column.name] = [
            _code(code, is_number) for code in sorted(column.user_missing)[:_MOST_MISSING]
        ]
        shown[column.name] = (column.label or "")[:_MOST_LABEL]
    with tempfile.TemporaryDirectory(prefix="ekrules-") as folder:
        path = Path(folder) / "table.sav"
        pyreadstat.write_sav(
            pl.DataFrame(written),
            path,
            column_labels={name: label for name, label in shown.items() if label},
            variable_value_labels={name: one for name, one in labels.items() if one},
            missing_ranges={name: codes for name, codes in missing.items() if codes},
            row_compress=True,
        )
        raw = bytearray(path.read_bytes())
    raw[_TIME_AT : _TIME_AT + len(_FIXED_TIME)] = _FIXED_TIME
    return bytes(raw)


def _series(series: pl.Series, column: RawColumn) -> pl.Series:
    """Return the column as SPSS shall hold it: numbers where every code is one."""
    import polars as pl

    if series.dtype.is_numeric():
        return series.cast(pl.Float64)
    text = series.cast(pl.String)
    codes = {*text.drop_nulls().unique(), *column.value_labels, *column.user_missing}
    if codes and all(_WHOLE.fullmatch(code) for code in codes):
        return text.cast(pl.Float64)
    return text


def _code(code: str, is_number: bool) -> Any:
    return float(code) if is_number else code


def spss_names(names: Iterable[str]) -> list[str]:
    """Return names that SPSS takes, in the same order, no two alike when case is overlooked.

    >>> spss_names(["kanaler:epost", "@respondent", "2010", "Epj", "epj"])
    ['kanaler_epost', 'respondent', 'v2010', 'Epj', 'epj_2']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        plain = _NOT_IN_A_NAME.sub("_", name).lstrip("@#$._").rstrip("._")[:_MOST_NAME] or "v"
        if not plain[0].isalpha():
            plain = f"v{plain}"[:_MOST_NAME]
        free, number = plain, 1
        while free.casefold() in taken:
            number += 1
            ending = f"_{number}"
            free = plain[: _MOST_NAME - len(ending)] + ending
        taken.add(free.casefold())
        found.append(free)
    return found
