from __future__ import annotations

from datetime import date, datetime
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from ekrules.errors import Faults
from ekrules.survey.answer_files.dataframes import from_dataframe
from ekrules.survey.answer_files.table import RawTable
from tests.survey_answer_files.opened import rows_of

pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")

FRAME = pl.DataFrame(
    {
        "id": ["0101", " \u00a0b", ""],
        "heltall": [1, None, 3],
        "flyttall": [1.0, float("nan"), 2.5],
        "ja": [True, False, None],
        "dato": [date(2010, 1, 2), None, None],
        "tid": [datetime(2010, 1, 2, 3, 4, 5), datetime(2010, 1, 2), None],
        "merke": ["a", None, "b"],
    },
    schema_overrides={"merke": pl.Categorical},
)
ROWS = [
    ("0101", "1", "1", "true", "2010-01-02", "2010-01-02T03:04:05", "a"),
    ("b", None, None, "false", None, "2010-01-02", None),
    (None, "3", "2.5", None, None, None, "b"),
]


def given(native: Any) -> RawTable:
    faults = Faults()
    table = from_dataframe(native, faults)
    assert [str(one) for one in faults.found] == []
    assert table is not None
    return table


def refused(native: Any) -> str:
    faults = Faults()
    assert from_dataframe(native, faults, "rammen") is None
    return "\n".join(map(str, faults.found))


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow", "narwhals"])
def test_every_frame_gives_the_same_texts(kind: str) -> None:
    frames: dict[str, Any] = {
        "polars": lambda: FRAME,
        "pandas": FRAME.to_pandas,
        "pyarrow": FRAME.to_arrow,
        "narwhals": lambda: nw.from_native(FRAME),
    }
    table = given(frames[kind]())
    assert rows_of(table) == ROWS
    assert (table.source, table.first_row) == ("the dataframe", 1)


def test_a_lazy_frame_stays_lazy() -> None:
    table = given(FRAME.lazy())
    assert isinstance(table.frame, nw.LazyFrame)
    assert rows_of(table) == ROWS


def test_a_duckdb_relation_stays_lazy() -> None:
    arrow = FRAME.to_arrow()
    table = given(duckdb.from_arrow(arrow))
    assert isinstance(table.frame, nw.LazyFrame)
    assert rows_of(table) == ROWS


def test_pandas_integers_that_blanks_made_floats_read_as_integers() -> None:
    frame = pd.DataFrame({"q": [1, None, 3], "r": [1, 2, 3]}, index=[7, 8, 9])
    table = given(frame)
    assert table.names == ("q", "r")
    assert rows_of(table) == [("1", "1"), (None, "2"), ("3", "3")]


def test_pandas_columns_of_mixed_objects_read_as_their_texts() -> None:
    frame = pd.DataFrame(
        {
            "a": [1, "x", None],
            "b": [True, None, False],
            "c": [1.0, date(2010, 1, 2), pd.NA],
            "d": pd.array([1, None, 3], dtype="Int64"),
            "e": pd.array([True, None, False], dtype="boolean"),
        }
    )
    assert rows_of(given(frame)) == [
        ("1", "true", "1", "1", "true"),
        ("x", None, "2010-01-02", None, None),
        (None, "false", None, "3", "false"),
    ]


def test_names_are_stripped_and_may_be_numbers_in_pandas() -> None:
    assert given(pl.DataFrame({" q ": ["1"]})).names == ("q",)
    assert given(pd.DataFrame([[1, 2]])).names == ("0", "1")


@pytest.mark.parametrize(
    "twice",
    [
        lambda: pd.DataFrame([[1, 2]], columns=["a", "a"]),
        lambda: pa.table([pa.array([1]), pa.array([2])], names=["a", "a"]),
    ],
    ids=["pandas", "pyarrow"],
)
def test_two_columns_of_one_name_are_a_fault(twice: Any) -> None:
    told = 'rammen: two columns are called "a"; give each column a name of its own.'
    assert refused(twice()) == told


def test_what_is_no_frame_is_a_fault() -> None:
    told = "is no dataframe; expected a pandas, Polars, PyArrow, DuckDB or PySpark frame."
    for native in ({"a": [1]}, [1], None, "svar.csv", FRAME.to_series()):
        assert told in refused(native)


def test_columns_of_lists_and_frames_without_rows_are_faults() -> None:
    assert 'the column "q" holds List' in refused(pl.DataFrame({"q": [[1]]}))
    assert 'the column "q" holds List' in refused(pl.LazyFrame({"q": [[1]]}))
    assert refused(pl.DataFrame({"q": []})) == (
        "rammen: a header and no rows; expected a row per respondent."
    )
