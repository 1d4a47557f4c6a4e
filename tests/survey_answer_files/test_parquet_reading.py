from __future__ import annotations

import random
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.survey_answer_files.opened import faults_of, rows_of, table_of

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

COLUMNS: dict[str, Any] = {
    "id": ["0101", " b ", ""],
    "heltall": [1, None, 3],
    "flyttall": [1.0, None, 2.5],
    "ja": [True, False, None],
    "dato": [date(2010, 1, 2), None, None],
    "tid": [datetime(2010, 1, 2, 3, 4, 5), datetime(2010, 1, 2), None],
    "desimal": [Decimal("1.00"), Decimal("1.50"), None],
}
ROWS = [
    ("0101", "1", "1", "true", "2010-01-02", "2010-01-02T03:04:05", "1"),
    ("b", None, None, "false", None, "2010-01-02", "1.50"),
    (None, "3", "2.5", None, None, None, None),
]


def test_what_pyarrow_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    pq.write_table(pa.table(COLUMNS), path)
    table = table_of(path)
    assert rows_of(table) == ROWS
    assert (table.first_row, table.decimal) == (1, None)


@pytest.mark.parametrize("engine", ["pandas", "duckdb", "polars"])
def test_what_others_write_is_read(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "svar.parquet"
    frame = pl.DataFrame(COLUMNS)
    if engine == "pandas":
        frame.to_pandas().to_parquet(path)
    elif engine == "duckdb":
        duckdb = pytest.importorskip("duckdb")
        arrow = frame.to_arrow()
        duckdb.from_arrow(arrow).write_parquet(str(path))
    else:
        frame.with_columns(pl.col("id").cast(pl.Categorical)).write_parquet(path)
    assert rows_of(table_of(path)) == ROWS


def test_a_parquet_file_cut_short_anywhere_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    pq.write_table(pa.table(COLUMNS), path)
    raw = path.read_bytes()
    for length in (4, 11, 12, *random.Random(1).sample(range(13, len(raw)), 40)):
        path.write_bytes(raw[:length])
        assert faults_of(path) == (
            "svar.parquet: the Parquet file is cut short or damaged; "
            "expected a whole file; save or copy it again."
        )


def test_a_damaged_list_of_columns_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    pq.write_table(pa.table(COLUMNS), path)
    raw = path.read_bytes()
    length = int.from_bytes(raw[-8:-4], "little")
    path.write_bytes(raw[: -8 - length] + bytes(length) + raw[-8:])
    assert faults_of(path).startswith("svar.parquet: the Parquet file is cut short or damaged")
    path.write_bytes(raw[:-8] + b"\xff\xff\xff\x7f" + b"PAR1")
    assert "a list of columns of 2147483647 bytes" in faults_of(path)


@pytest.mark.parametrize(
    ("column", "what"), [([[1]], "List(Int64)"), ([{"a": 1}], "Struct"), ([b"a"], "Binary")]
)
def test_columns_of_columns_are_refused(tmp_path: Path, column: list[Any], what: str) -> None:
    path = tmp_path / "svar.parquet"
    pq.write_table(pa.table({"id": [1], "q": column}), path)
    assert f'svar.parquet: the column "q" holds {what}' in faults_of(path)


def test_a_parquet_file_without_rows_or_names_says_so(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    pq.write_table(pa.table({"id": pa.array([], pa.int64())}), path)
    assert faults_of(path) == "svar.parquet: a header and no rows; expected a row per respondent."
    pq.write_table(pa.table({"": [1], "a ": [1], "a": [2]}), path)
    assert faults_of(path) == (
        "svar.parquet: column 1 has no name; give every column a name.\n"
        'svar.parquet: "a" stands over both column 2 and column 3; '
        "give each column a name of its own."
    )


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    pq.write_table(pa.table([pa.array([1]), pa.array([2])], names=["a", "a"]), path)
    assert "svar.parquet: " in faults_of(path)
