"""SPSS: a .sav or .zsav to a RawTable, with labels, and user-missing codes kept apart.

In: a path that is SPSS's by its first bytes. Out: a RawTable, or None with faults. pyreadstat runs
in a process of its own: of 2000 files damaged by some bytes, five ended the process that read them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import (
    MOST_COLUMNS,
    SAV_BYTES_PER_SECOND,
    SAV_MEMORY_BYTES,
    SAV_SECONDS,
)
from ekrules.survey.answer_files.headers import by_number, check_names
from ekrules.survey.answer_files.library_faults import library_faults
from ekrules.survey.answer_files.missing_library import missing_library
from ekrules.survey.answer_files.sav_child import CELLS, FOUND
from ekrules.survey.answer_files.sav_header import count_variables
from ekrules.survey.answer_files.sizes import check_column_count, check_rows
from ekrules.survey.answer_files.table import RawColumn, RawTable
from ekrules.survey.answer_files.text_columns import as_text, without_blank_end
from ekrules.yaml_reader.files import shown_path

if TYPE_CHECKING:
    import polars as pl

_DAMAGED, _AGAIN = "the SPSS file is cut short or damaged", "export or copy it again"
# -P and the parent's own paths: the child must import what the parent would, and nothing else.
_CHILD = """\
import sys
sys.path[:] = sys.argv[4:]
from ekrules.survey.answer_files.sav_child import read_into
read_into(sys.argv[1], sys.argv[2], int(sys.argv[3]))
"""
# SPSS counts seconds from 14 October 1582, the day before its calendar begins.
_SECONDS_TO_1970 = 12_219_379_200
_DATE_FORMATS = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR")
_MOMENT_FORMATS = ("DATETIME", "YMDHMS")
# The years 1 to 9999, as seconds from 1970.
_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_799


def read_sav(path: Path, faults: Faults) -> RawTable | None:
    """Return the table of an SPSS file, or None with the reasons added to `faults`."""
    import narwhals as nw
    import polars as pl

    place = Place(shown_path(path))
    if not check_column_count(count_variables(path, MOST_COLUMNS), place, faults):
        return None
    with tempfile.TemporaryDirectory(prefix="ekrules-") as folder:
        found = _read_apart(path, Path(folder), place, faults)
        if found is None:
            return None
        with library_faults(place, _DAMAGED, _AGAIN, faults):
            with (Path(folder) / CELLS).open("rb") as file:
                cells = pl.read_ipc(file)
            return _table(cells, found, nw.from_native, place, faults)
    return None


def _read_apart(path: Path, folder: Path, place: Place, faults: Faults) -> dict[str, Any] | None:
    """Return what the child process found, or None with the reason."""
    seconds = SAV_SECONDS + path.stat().st_size // SAV_BYTES_PER_SECOND
    command = [sys.executable, "-P", "-c", _CHILD, str(path.resolve()), str(folder)]
    command += [str(SAV_MEMORY_BYTES), *sys.path]
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
        )
        found: dict[str, Any] = json.loads((folder / FOUND).read_text(encoding="utf-8"))
    except subprocess.TimeoutExpired:
        faults.add(place, f"{_DAMAGED}: after {seconds} seconds it is not read", _AGAIN)
        return None
    except (subprocess.CalledProcessError, OSError, ValueError):
        faults.add(place, f"{_DAMAGED}: what reads it broke down", _AGAIN)
        return None
    fault = found.get("fault")
    if fault == "missing":
        faults.found.append(missing_library(place, "SPSS files", "spss"))
    elif fault is not None:
        faults.add(place, f"{_DAMAGED} ({found['why']})", _AGAIN)
    return found if fault is None else None


def _table(
    cells: pl.DataFrame, found: Mapping[str, Any], wrap: Any, place: Place, faults: Faults
) -> RawTable | None:
    names = [name.strip() for name in found["names"]]
    good = check_names(names, place, by_number, faults)
    if not check_rows(cells.height, len(names), place, faults) or not good:
        return None
    # What is missing is told by number where the column is one of numbers, dates among them.
    columns = tuple(_column(n, name, cells, found) for n, name in enumerate(names))
    frame = wrap(_with_dates(cells, found["formats"]), eager_only=True)
    named = dict(zip(frame.columns, names, strict=True))
    text: pl.DataFrame = as_text(frame, frame.schema, named).to_native()
    table = wrap(without_blank_end(text), eager_only=True)
    return RawTable(place.file, columns, table, first_row=1)


def _with_dates(cells: pl.DataFrame, formats: Sequence[str]) -> pl.DataFrame:
    """Return the cells with dates, moments and times of day as such; others stay numbers."""
    import polars as pl

    changed = []
    for name, written in zip(cells.columns, formats, strict=True):
        kind = (written or "").rstrip("0123456789.")
        if not cells.schema[name].is_numeric():
            continue
        seconds = pl.col(name)
        since_1970 = seconds - _SECONDS_TO_1970
        bounded = pl.when(since_1970.is_between(_FIRST_SECOND, _LAST_SECOND)).then(since_1970)
        moment = (bounded * 1_000_000).cast(pl.Int64).cast(pl.Datetime("us"))
        if kind in _DATE_FORMATS:
            text = moment.dt.strftime("%Y-%m-%d")
        elif kind in _MOMENT_FORMATS:
            text = moment.dt.strftime("%Y-%m-%dT%H:%M:%S")
        elif kind == "TIME":
            day = pl.when(seconds.is_between(0, 86_399.999)).then(seconds)
            text = (day * 1_000_000_000).cast(pl.Int64).cast(pl.Time).dt.strftime("%H:%M:%S")
        else:
            continue
        # A user-missing code in such a column, say 999, is no date of ours: it stays a number.
        number = seconds.cast(pl.String).str.replace(r"\.0$", "")
        changed.append(pl.coalesce(text, number).alias(name))
    return cells.with_columns(changed)


def _column(number: int, name: str, cells: pl.DataFrame, found: Mapping[str, Any]) -> RawColumn:
    key = found["names"][number]
    labels = found["value_labels"].get(key, [])
    ranges = found["missing"].get(key, [])
    series = cells.to_series(number)
    codes: set[Any] = {code for code, _ in labels}
    if ranges:
        codes.update(series.drop_nulls().unique().to_list())
    missing = frozenset(_code_text(code) for code in codes if _is_in_any(code, ranges))
    return RawColumn(
        name=name,
        label=(found["labels"][number] or "").strip() or None,
        value_labels={
            _code_text(code): str(label).strip() for code, label in labels if _code_text(code)
        },
        user_missing=missing - {""},
    )


def _is_in_any(code: Any, ranges: Sequence[Mapping[str, Any]]) -> bool:
    for one in ranges:
        low, high = one["lo"], one["hi"]
        if isinstance(code, str) != isinstance(low, str):
            continue
        if isinstance(code, str):
            if code.rstrip() == str(low).rstrip():
                return True
        elif low <= code <= high:
            return True
    return False


def _code_text(code: Any) -> str:
    """Return a code as the frame's cells hold it: whole numbers without decimals.

    >>> _code_text(1.0), _code_text(1.5), _code_text(" a ")
    ('1', '1.5', 'a')
    """
    text = str(code).strip()
    return text.removesuffix(".0") if isinstance(code, float) else text
