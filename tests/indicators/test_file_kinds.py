"""File kinds: the same values from CSV, XLSX, Parquet and dataframes, and files that are amiss."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars
import pytest

from ekrules.indicators.indicators import Indicators
from ekrules.indicators.source_tables import REWORDED
from ekrules.survey.answer_files import (
    contents,
    csv_dialect,
    csv_rows,
    sizes,
    xlsx_reading,
    xlsx_values,
)
from tests.indicators.made_files import YAML, faults_of, read, write

ROWS: dict[str, list[Any]] = {
    "entity": ["A", "A", "B"],
    "period": [2019, 2020, 2019],
    "indicator": ["online", "online", "online"],
    "value": [0.1, None, 74.0],
    "base": [812.0, None, 3.0],
}


def as_csv(path: Path) -> None:
    polars.DataFrame(ROWS).write_csv(path)


def as_parquet(path: Path) -> None:
    polars.DataFrame(ROWS).write_parquet(path)


def as_xlsx(path: Path) -> None:
    sheet(path, [list(ROWS), *zip(*ROWS.values(), strict=True)])


def sheet(path: Path, *sheets: list[Any]) -> None:
    """Write a workbook of sheets, each a list of rows."""
    writer: Any = pytest.importorskip("xlsxwriter", reason="Excel files are not written here")
    with writer.Workbook(path) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            own = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        own.write_datetime(number, column, cell, dates)
                    elif cell == "#N/A":
                        own.write_formula(number, column, cell, value=cell)
                    else:
                        own.write(number, column, cell)


def holds_the_rows(indicators: Indicators, first_line: int) -> None:
    first, second = indicators.series("A", "online")
    assert (first.value, first.base, first.place.line) == (0.1, 812, first_line)
    assert (second.value, second.reason) == (None, "missing")
    assert indicators.latest("B", "online").value == 74


@pytest.mark.parametrize(
    ("name", "write_it", "first_line"),
    [("v.csv", as_csv, 2), ("v.parquet", as_parquet, 1), ("v.xlsx", as_xlsx, 2)],
)
def test_every_kind_of_file_gives_the_same_values(
    name: str, write_it: Callable[[Path], None], first_line: int, tmp_path: Path
) -> None:
    write_it(tmp_path / name)
    path = write(tmp_path, YAML.replace("values.csv", name), None)
    holds_the_rows(read(path), first_line)


@pytest.mark.parametrize(
    "frame",
    [
        polars.DataFrame(ROWS),
        polars.LazyFrame(ROWS),
        polars.DataFrame(ROWS).to_pandas(),
        polars.DataFrame(ROWS).to_arrow(),
    ],
    ids=["polars", "lazy polars", "pandas", "pyarrow"],
)
@pytest.mark.parametrize("named", ["values: values.csv\n", ""], ids=["in place of a file", "alone"])
def test_any_dataframe_gives_the_same_values(frame: Any, named: str, tmp_path: Path) -> None:
    path = write(tmp_path, YAML.replace("values: values.csv\n", named), None)
    indicators = read(path, frame)
    holds_the_rows(indicators, 1)
    assert indicators.latest("B", "online").place.file == "the dataframe"
    assert [one.name for one in indicators.files] == ["indicators.yaml", "places.csv"]


def test_dataframe_is_read_by_its_own_names_of_columns(tmp_path: Path) -> None:
    given = {"who": ["A"], "when": [2019.0], "what": ["wait"], "is": [2]}
    frame = polars.DataFrame(given).to_pandas()
    columns = "columns: {entity: who, period: when, indicator: what, value: is}\n"
    indicators = read(write(tmp_path, columns + YAML), frame)
    assert indicators.latest("A", "wait").value == 2


def test_infinity_in_a_dataframe_is_a_fault_with_its_row(tmp_path: Path) -> None:
    given = {**ROWS, "value": [1.0, float("inf"), float("nan")]}
    frame = polars.DataFrame(given).to_pandas()
    (fault,) = faults_of(write(tmp_path), frame)
    assert fault.startswith('the dataframe:2:4: column "value": "inf" is infinite')


def test_column_that_a_dataframe_lacks_is_told(tmp_path: Path) -> None:
    frame = polars.DataFrame(ROWS).drop("value")
    (fault,) = faults_of(write(tmp_path), frame)
    assert fault.startswith('indicators.yaml:1:1: the dataframe has no column "value"')


def test_what_is_no_dataframe_is_told(tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path), [1, 2])
    assert fault.startswith("the dataframe: list is no dataframe")


def test_dates_of_a_sheet_are_periods(tmp_path: Path) -> None:
    head = ["entity", "period", "indicator", "value"]
    sheet(tmp_path / "v.xlsx", [head, ["A", date(2019, 12, 31), "wait", 3]])
    path = write(tmp_path, YAML.replace("values.csv", "v.xlsx"), None)
    assert read(path).latest("A", "wait").period == date(2019, 12, 31)


def test_formula_where_a_value_should_be_is_one_fault(tmp_path: Path) -> None:
    head = ["entity", "period", "indicator", "value", "beside"]
    rows = [head, ["A", 2019, "wait", "=1+1", ""], ["A", 2020, "wait", 2, "=1+1"]]
    sheet(tmp_path / "v.xlsx", rows)
    (fault,) = faults_of(write(tmp_path, YAML.replace("values.csv", "v.xlsx"), None))
    assert fault.startswith("v.xlsx:2:4: a formula in D2 (=1+1); copy the column")


def test_error_value_says_that_a_value_was_expected(tmp_path: Path) -> None:
    head = ["entity", "period", "indicator", "value"]
    sheet(tmp_path / "v.xlsx", [head, ["A", 2019, "wait", "#N/A"]])
    faults = faults_of(write(tmp_path, YAML.replace("values.csv", "v.xlsx"), None))
    assert len(faults) == 1
    assert "answer" not in faults[0]


def test_sheet_is_named_where_a_workbook_has_several(tmp_path: Path) -> None:
    head = ["entity", "period", "indicator", "value"]
    old, new = ([head, ["A", 2019, "wait", value]] for value in (1, 2))
    sheet(tmp_path / "v.xlsx", old, new)
    yaml = YAML.replace("values.csv", "v.xlsx")
    (fault,) = faults_of(write(tmp_path, yaml, None))
    assert fault.endswith("name one: sheet: in indicators.yaml.")
    assert read(write(tmp_path, "sheet: Sheet2\n" + yaml, None)).latest("A", "wait").value == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("v.csv", b"PK\x03\x04 no text"),
        ("v.xlsx", b"entity,period\n"),
        ("v.parquet", b"PAR1 cut short"),
        ("v.csv", b"entity,period,indicator,value\nA,2019\n"),
        ("v.csv", b'entity,period,indicator,value\nA,2019,online,"1\n'),
        ("v.csv", b"\n\n\n"),
        ("v.json", b"{}"),
        ("v.csv", b"entity,entity,indicator,value\nA,2019,online,1\n"),
    ],
)
def test_file_that_is_amiss_is_told_in_the_words_of_values(
    name: str, content: bytes, tmp_path: Path
) -> None:
    path = write(tmp_path, YAML.replace("values.csv", name), None)
    (tmp_path / name).write_bytes(content)
    faults = faults_of(path)
    assert faults
    assert all(fault.startswith(name) for fault in faults)
    assert not any("answer" in fault or "respondent" in fault for fault in faults)


@pytest.mark.parametrize("words", REWORDED)
def test_words_that_are_put_otherwise_are_still_those_of_the_readers(words: str) -> None:
    rooms = (contents, csv_dialect, csv_rows, sizes, xlsx_reading, xlsx_values)
    assert any(words in inspect.getsource(room) for room in rooms)
