from __future__ import annotations

import io
import sys
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import InputError
from ekrules.survey.answer_files.row_writing import FORMULA_STARTS, harmless
from ekrules.survey.answer_files.table import RawColumn
from ekrules.survey.answer_files.writing import (
    FRAME_ENDINGS,
    Sheet,
    csv_bytes,
    file_names,
    frame_bytes,
    sav_bytes,
    spss_names,
    xlsx_bytes,
)
from tests.survey_answer_files.opened import csv_file, rows_of, table_of

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
pyreadstat = pytest.importorskip("pyreadstat")

HEADER = ["id", "tekst", "tall"]
DANGEROUS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "=cmd|' /C calc'!A0",
    "＝1",
]
FRAME = pl.DataFrame(
    {
        "nr": ["0101", "0102", "0103"],
        "kanaler:epost": ["chosen", "=x", None],
        "tekst": ['a;"b"', "to\nlinjer", "-5"],
        "alder": [45.0, None, 7.0],
        "vekt": [0.5, 1.25, 2.0],
        "q": pl.Series(["1", "9", "2"], dtype=pl.Enum(["1", "2", "9"])),
    }
)
COLUMNS = [RawColumn("q", "Har dere en plan?", {"1": "Ja", "9": "Vet ikke"}, frozenset({"9"}))]


def written(ending: str) -> bytes:
    return frame_bytes(nw.from_native(FRAME, eager_only=True), ending, COLUMNS)


def test_csv_is_as_norwegian_excel_opens_it() -> None:
    rows: list[Any] = [
        ("1", "æ;ø", 1.5),
        ("2", None, -3),
        ("3", "-5", 2.0),
        ("4", True, date(2010, 1, 2)),
    ]
    assert (
        csv_bytes(HEADER, rows)
        == (
            '\ufeffid;tekst;tall\r\n1;"æ;ø";1,5\r\n2;;-3\r\n3;-5;2\r\n4;true;2010-01-02\r\n'
        ).encode()
    )


def test_a_text_that_many_rows_repeat_is_written_the_same_in_each() -> None:
    rows: list[Any] = [("=x", f"{number};", float("nan")) for number in range(10_100)]
    lines = csv_bytes(HEADER, [*rows, *rows]).decode("utf-8-sig").splitlines()[1:]
    assert lines == [f'\'=x;"{number};";NaN' for number in range(10_100)] * 2


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_starts_a_formula(tmp_path: Path, text: str) -> None:
    # Quoted or not, a cell's text begins with an apostrophe.
    table = table_of(csv_file(tmp_path, csv_bytes([text, "q"], [(text, 1), ("x", 2)])))
    assert table.names[0].startswith("'")
    assert str(rows_of(table)[0][0]).startswith("'")
    frame = pl.DataFrame({text: [text, "x"], "q": ["1", "2"]})
    raw = frame_bytes(nw.from_native(frame, eager_only=True), "csv")
    table = table_of(csv_file(tmp_path, raw))
    assert table.names[0].startswith("'")
    assert str(rows_of(table)[0][0]).startswith("'")


@given(st.text())
def test_harmless_texts_start_no_formula_and_numbers_stay(text: str) -> None:
    made = harmless(text)
    assert made in (text, f"'{text}")
    if made[:1] in tuple(FORMULA_STARTS) and made:
        float(made.replace(",", "."))


@given(number=st.integers() | st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_numbers_stay_numbers(number: float) -> None:
    cell = csv_bytes(["a"], [(number,)]).decode("utf-8-sig").splitlines()[1]
    assert type(number)(cell.replace(",", ".")) == number


def test_a_workbook_holds_texts_as_texts(tmp_path: Path) -> None:
    rows: list[Any] = [(text, 1, None) for text in [*DANGEROUS, "http://a.no", "007", "{=1}"]]
    rows += [("x", 1.5, True), ("y", float("nan"), date(2010, 1, 2))]
    (tmp_path / "a.xlsx").write_bytes(xlsx_bytes([Sheet("Svar", HEADER, rows)]))
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Svar"]
    for written_row, row in zip(rows, page.iter_rows(min_row=2), strict=True):
        assert row[0].data_type == "s"
        assert row[0].hyperlink is None
        assert row[0].value.replace("_x000D_", "\r") == written_row[0].replace("\r\n", "\n")
    assert [cell.value for cell in page[len(rows)]] == ["x", 1.5, True]
    assert [cell.value for cell in page[len(rows) + 1]] == ["y", "nan", "2010-01-02"]


def test_a_workbook_has_a_bold_frozen_header_and_readable_columns(tmp_path: Path) -> None:
    rows = [("1", "å" * 30, 2), ("2", "x" * 500, 3)]
    (tmp_path / "a.xlsx").write_bytes(xlsx_bytes([Sheet("Svar", HEADER, rows)]))
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Svar"]
    assert page.freeze_panes == "A2"
    assert all(cell.font.bold for cell in page[1])
    assert [round(page.column_dimensions[one].width) for one in "ABC"] == [9, 61, 9]


def test_sheet_names_are_made_ones_that_excel_takes(tmp_path: Path) -> None:
    names = ["a/b:c", "A/B:C", "", "x" * 40, "x" * 40, "'hei'"]
    raw = xlsx_bytes([Sheet(name, ["q"], [("1",)]) for name in names])
    (tmp_path / "a.xlsx").write_bytes(raw)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [
        "a b c", "A B C (2)", "Ark", "x" * 31, "x" * 27 + " (2)", "hei",
    ]  # fmt: skip


def test_text_that_no_xml_holds_leaves_the_workbook_whole(tmp_path: Path) -> None:
    raw = xlsx_bytes([Sheet("Svar", ["id", "q"], [("1", "a\x00b\x1b"), ("2", "x" * 40_000)])])
    (tmp_path / "a.xlsx").write_bytes(raw)
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Svar"]
    assert page["B2"].value == "a\ufffdb\ufffd"
    assert len(page["B3"].value) == 32_767


def test_more_rows_than_excel_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ekrules.survey.answer_files.row_writing.MOST_SHEET_ROWS", 3)
    with pytest.raises(InputError, match='the sheet "Svar": more than 2 rows; Excel holds no more'):
        xlsx_bytes([Sheet("Svar", ["q"], [("1",)] * 3)])


@pytest.mark.parametrize("ending", FRAME_ENDINGS)
def test_two_runs_at_two_times_give_the_same_bytes(ending: str) -> None:
    first = written(ending)
    # The .sav's own clock counts whole seconds; the workbook's dates are read below.
    time.sleep(1.1 if ending == "sav" else 0)
    assert written(ending) == first


def test_a_workbook_is_dated_the_same_day_whenever_it_is_made() -> None:
    with zipfile.ZipFile(io.BytesIO(written("xlsx"))) as archive:
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


@pytest.mark.parametrize("ending", FRAME_ENDINGS)
def test_a_frame_reads_back_as_it_was(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"svar.{ending}"
    path.write_bytes(written(ending))
    table = table_of(path)
    mark = "," if ending == "csv" else "."
    formula = "'=x" if ending == "csv" else "=x"
    assert table.names == tuple(file_names(FRAME.columns, ending))
    assert rows_of(table) == [
        ("0101", "chosen", 'a;"b"', "45", f"0{mark}5", "1"),
        ("0102", formula, "to\nlinjer", None, f"1{mark}25", "9"),
        ("0103", None, "-5", "7", "2" if mark == "." else "2,0", "2"),
    ]


def test_a_sav_keeps_labels_and_missing_codes(tmp_path: Path) -> None:
    path = tmp_path / "svar.sav"
    path.write_bytes(written("sav"))
    columns = {column.name: column for column in table_of(path).columns}
    assert columns["q"] == COLUMNS[0]
    assert columns["kanaler_epost"].label == "kanaler:epost"
    frame, described = pyreadstat.read_sav(path, output_format="polars")
    assert frame["q"].to_list() == [1.0, None, 2.0]
    assert described.variable_value_labels["q"] == {1.0: "Ja", 9.0: "Vet ikke"}


def test_codes_that_are_no_numbers_stay_text_in_a_sav(tmp_path: Path) -> None:
    frame = nw.from_native(pl.DataFrame({"nr": ["0101", "102"], "q": ["1", "ja"]}))
    path = tmp_path / "svar.sav"
    path.write_bytes(sav_bytes(frame, [RawColumn("nr"), RawColumn("q", None, {"ja": "Ja"})]))
    assert rows_of(table_of(path)) == [("0101", "1"), ("102", "ja")]


@given(st.lists(st.text(), max_size=8))
def test_spss_takes_every_name_and_keeps_them_apart(names: list[str]) -> None:
    made = spss_names(names)
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert name.isascii()
        assert name[0].isalpha()
        assert len(name) <= 64


@pytest.mark.parametrize(("ending", "library", "extra"), [
    ("xlsx", "xlsxwriter", "excel"), ("sav", "pyreadstat", "spss"),
])  # fmt: skip
def test_a_library_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, ending: str, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError, match=rf'pip install "ekrules\[{extra}\]"'):
        written(ending)
