from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from ekrules.survey.answer_files import xlsx_workbook
from ekrules.survey.answer_files.xlsx_cells import address, column_number
from tests.survey_answer_files.opened import faults_of, rows_of, table_of

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("fastexcel")

ROWS: list[Any] = [("id", "q1", "q2"), ("0101", 1, "ja"), (102, 2.5, None)]


def book_of(folder: Path, rows: Iterable[Sequence[Any]], name: str = "svar.xlsx") -> Path:
    book = openpyxl.Workbook()
    fill(book.active, rows)
    book.save(folder / name)
    return folder / name


def fill(page: Any, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        page.append(list(row))


def changed(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """The workbook with one part of its zip changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_cells_read_as_text_and_whole_numbers_without_decimals(tmp_path: Path) -> None:
    rows = [*ROWS, (103, 3.0, True), (12345678901, 0.1, " a\nb "), (None, "   ", None)]
    table = table_of(book_of(tmp_path, rows))
    assert table.names == ("id", "q1", "q2")
    assert (table.first_row, table.odd_cells) == (2, ())
    assert rows_of(table) == [
        ("0101", "1", "ja"), ("102", "2.5", None), ("103", "3", "true"),
        ("12345678901", "0.1", "a\nb"),
    ]  # fmt: skip


def test_what_pandas_writes_is_read(tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    path = tmp_path / "svar.xlsx"
    frame = pd.DataFrame({"id": ["0101", "0102"], "q": [1, None], "navn": ["Bø", "Å"]})
    frame.to_excel(path, index=False)
    assert rows_of(table_of(path)) == [("0101", "1", "Bø"), ("0102", None, "Å")]


def test_a_formula_an_error_and_a_date_are_told_cell_by_cell(tmp_path: Path) -> None:
    rows = [
        ("id", "q1", "q2", "dato"),
        (1, "=1+1", "#N/A", date(2010, 5, 1)),
        (2, "x", 3, datetime(2010, 5, 1, 12, 30)),
        (3, "=A1", None, time(12, 30)),
    ]
    table = table_of(book_of(tmp_path, rows))
    told = [(one.row, one.column, one.value, one.found) for one in table.odd_cells]
    assert told == [
        (2, "q1", "=1+1", "a formula in B2 (=1+1)"),
        (2, "q2", "#N/A", "the error value #N/A in C2"),
        (2, "dato", "2010-05-01", "a date in D2"),
        (3, "dato", "2010-05-01T12:30:00", "a date in D3"),
        (4, "q1", "=A1", "a formula in B4 (=A1)"),
        (4, "dato", "12:30:00", "a date in D4"),
    ]
    # The frame holds the same, so that no reader can take a remembered result for an answer.
    assert rows_of(table) == [
        ("1", "=1+1", "#N/A", "2010-05-01"),
        ("2", "x", "3", "2010-05-01T12:30:00"),
        ("3", "=A1", None, "12:30:00"),
    ]


def test_a_remembered_result_is_not_taken_for_an_answer(tmp_path: Path) -> None:
    path = book_of(tmp_path, [("id", "q1"), (1, "=1+1"), (2, "=1+2")])
    changed(path, SHEET, lambda xml: xml.replace("<v />", "<v>2</v>").replace("<v/>", "<v>2</v>"))
    changed(path, SHEET, lambda xml: xml.replace("<f>1+2</f>", '<f t="shared" si="0"/>'))
    assert rows_of(table_of(path)) == [("1", "=1+1"), ("2", "=…")]


def test_a_number_format_with_letters_in_quotes_is_no_date(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    fill(page, [("id", "q", "r"), (1, 5, 5)])
    page["B2"].number_format = '0 "dager"'
    page["C2"].number_format = "[$-414]d. mmmm yyyy"
    book.save(tmp_path / "svar.xlsx")
    assert [one.column for one in table_of(tmp_path / "svar.xlsx").odd_cells] == ["r"]


def test_sheets_without_prefix_addresses_or_plain_namespace_are_read(tmp_path: Path) -> None:
    def without_addresses(xml: str) -> str:
        for cell in ("A1", "B1", "C1", "A2", "B2", "C2", "A3", "B3"):
            xml = xml.replace(f' r="{cell}"', "")
        return xml

    path = changed(book_of(tmp_path, ROWS), SHEET, without_addresses)
    assert rows_of(table_of(path)) == [("0101", "1", "ja"), ("102", "2.5", None)]


def test_a_table_that_starts_in_another_column_is_read(tmp_path: Path) -> None:
    rows = [(None, None, *row) for row in [("id", "q"), (1, 2), (2, "=1")]]
    table = table_of(book_of(tmp_path, rows))
    assert table.names == ("id", "q")
    assert rows_of(table) == [("1", "2"), ("2", "=1")]
    assert [(one.row, one.column) for one in table.odd_cells] == [(3, "q")]


def two_sheets(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Forklaring"
    fill(book.active, [("les dette",)])
    fill(book.create_sheet("Svar 2010"), ROWS)
    fill(book.create_sheet("Lister"), [(1,)])
    book["Lister"].sheet_state = "hidden"
    book.create_sheet("Tom")
    book.save(folder / "svar.xlsx")
    return folder / "svar.xlsx"


def test_of_several_sheets_with_content_one_must_be_named(tmp_path: Path) -> None:
    path = two_sheets(tmp_path)
    assert faults_of(path) == (
        'svar.xlsx: 3 sheets hold something: "Forklaring", "Svar 2010", "Lister (hidden)"; '
        "name one: sheet: in answers.yaml, or --sheet."
    )
    assert rows_of(table_of(path, "Svar 2010")) == [("0101", "1", "ja"), ("102", "2.5", None)]
    assert 'no sheet is called "Svar 2011"' in faults_of(path, "Svar 2011")
    assert 'Did you mean "Svar 2010"?' in faults_of(path, "Svar 2011")
    assert faults_of(path, "Tom").startswith("svar.xlsx: the sheet is empty; ")


def test_an_empty_sheet_beside_the_answers_is_no_second_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Figur")
    fill(book.create_sheet("Svar"), ROWS)
    book.save(tmp_path / "svar.xlsx")
    assert len(rows_of(table_of(tmp_path / "svar.xlsx"))) == 2


def test_a_sheet_of_a_csv_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "svar.csv").write_text("id;q\n1;2\n")
    assert 'the sheet "Svar" is asked for; a .csv file has no sheets' in faults_of(
        tmp_path / "svar.csv", "Svar"
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "svar.xlsx: no sheet holds anything; expected a header and a row per respondent."),
        ([("id", "q")], "svar.xlsx: a header and no rows; expected a row per respondent."),
        (
            [(), (), ("id", "q"), (1, 2)],
            "svar.xlsx:1:1: row 1 is empty; the first cell in use is A3; delete the empty rows",
        ),
        (
            [("Svar 2010",), ("id", "q"), (1, 2)],
            'svar.xlsx:1:1: A1 ("Svar 2010") is the only cell in row 1: it looks like a title; ',
        ),
        ([("id", None, "q"), (1, 2, 3)], "svar.xlsx:1:2: cell B1 has no name; "),
        (
            [("id", "q", "q"), (1, 2, 3)],
            'svar.xlsx:1:3: "q" stands over both cell B1 and cell C1; give each column a name',
        ),
        ([("id", "=A1"), (1, 2)], "svar.xlsx:1:1: the header holds a formula in B1 (=A1); "),
    ],
)
def test_a_sheet_that_is_no_table_says_where(
    tmp_path: Path, rows: list[Any], sentence: str
) -> None:
    assert sentence in faults_of(book_of(tmp_path, rows))


@pytest.mark.parametrize(("cells", "row"), [("B1:C1", 1), ("A2:A3", 2)])
def test_merged_cells_are_a_fault_with_their_address(tmp_path: Path, cells: str, row: int) -> None:
    book = openpyxl.Workbook()
    fill(book.active, ROWS)
    book.active.merge_cells(cells)
    book.save(tmp_path / "svar.xlsx")
    sentence = f"svar.xlsx:{row}:1: the cells {cells} are merged into one; unmerge them and fill in"
    assert sentence in faults_of(tmp_path / "svar.xlsx")


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    for part in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        path = book_of(tmp_path, ROWS)
        changed(path, part, lambda xml: bomb + xml[xml.index("<", 2) if xml[1] == "?" else 0 :])
        assert "the workbook declares a document type or entities" in faults_of(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book_of(tmp_path, ROWS)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.xml", bytes(3 * 1024**2))
    monkeypatch.setattr(xlsx_workbook, "SMALLEST_BOMB_BYTES", 1024**2)
    assert "the workbook unpacks to more than 2 MB; save the sheet as CSV" in faults_of(path)


def test_a_part_that_is_larger_than_it_says_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book_of(tmp_path, ROWS)
    size = 3 * 1024**2
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.xml", bytes(size))
    raw = path.read_bytes()
    path.write_bytes(raw.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    monkeypatch.setattr(xlsx_workbook, "SMALLEST_BOMB_BYTES", 1024**2)
    assert "the workbook unpacks to more than 2 MB" in faults_of(path)


def test_a_cell_far_away_does_not_eat_the_memory(tmp_path: Path) -> None:
    path = book_of(tmp_path, ROWS)
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    changed(path, SHEET, lambda xml: xml.replace("</sheetData>", far))
    assert "the sheet reaches to XFD1048576: 1048576 rows of 16384 columns" in faults_of(path)


def test_an_old_or_locked_workbook_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "save it as .xlsx without a password" in faults_of(path)
    path = path.rename(tmp_path / "svar.xls")
    assert 'a file with the ending ".xls"; open it in Excel and save it as .xlsx' in faults_of(path)


def test_addresses_and_numbers_agree() -> None:
    for column in (*range(1, 800), 16_384):
        assert column_number(address(1, column)[:-1]) == column
