"""Dataframes: any dataframe that Narwhals takes to a RawTable.

In: a pandas, Polars, PyArrow, DuckDB or PySpark frame, lazy or not. Out: a RawTable on the same
backend, or None with faults. A pandas index is no column and is not read.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.headers import by_number, check_names
from ekrules.survey.answer_files.sizes import check_rows
from ekrules.survey.answer_files.table import RawColumn, RawTable
from ekrules.survey.answer_files.text_columns import as_text, refuse_nested


def from_dataframe(native: Any, faults: Faults, source: str = "the dataframe") -> RawTable | None:
    """Return the table of a dataframe, or None with the reasons added to `faults`.

    A lazy frame stays lazy: its rows are neither counted nor read here. Row 1 is the first row.
    """
    import narwhals as nw
    from narwhals.exceptions import DuplicateError, NarwhalsError

    place = Place(source)
    expected = "expected a pandas, Polars, PyArrow, DuckDB or PySpark frame"
    try:
        frame = nw.from_native(native)
        if not isinstance(frame, (nw.DataFrame, nw.LazyFrame)):
            raise TypeError(type(native).__name__)
        names = _names(frame)
    except DuplicateError:
        _add_twice(native, place, faults)
        return None
    except TypeError:
        faults.add(place, f"{type(native).__name__} is no dataframe", expected)
        return None
    if not check_names([one.strip() for one in names.values()], place, by_number, faults):
        return None
    try:
        schema = frame.collect_schema()
        if not refuse_nested({str(one): dtype for one, dtype in schema.items()}, place, faults):
            return None
        rows = len(frame) if isinstance(frame, nw.DataFrame) else None
        if rows is not None and not check_rows(rows, len(names), place, faults):
            return None
        text = as_text(frame, schema, names)
    except NarwhalsError as error:
        faults.add(place, f"a column does not turn into text ({error})", "convert it first")
        return None
    return RawTable(source, tuple(map(RawColumn, names.values())), text, first_row=1)


def _names(frame: Any) -> dict[Any, str]:
    """Return the frame's column -> its name, stripped; raises DuplicateError for two alike.

    pandas may name columns by numbers.
    """
    from narwhals.exceptions import DuplicateError

    columns = list(frame.collect_schema().names())
    if len(set(columns)) < len(columns):
        raise DuplicateError(str(columns))
    return {column: str(column).strip() for column in columns}


def _add_twice(native: Any, place: Place, faults: Faults) -> None:
    names = getattr(native, "column_names", None) or list(getattr(native, "columns", ()))
    twice = [str(name) for name, count in Counter(names).items() if count > 1]
    for name in twice or ["?"]:
        found = f'two columns are called "{name}"'
        faults.add(place, found, "give each column a name of its own")
