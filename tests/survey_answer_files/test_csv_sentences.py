"""What is said of a text file that is not quite a table, and what is read as if it were."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.survey.answer_files.bounds import MOST_NAME
from tests.survey_answer_files.opened import csv_file, faults_of, rows_of, table_of


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("1,2,3\n", "its columns are separated by a comma; expected a semicolon"),
        ("1;2\n", "expected one line per row, with a semicolon between columns"),
        ("1;2;3;\n", "take away each semicolon that is too many at the end of the row"),
        ("1;2;3;;;\n", "take away each semicolon that is too many at the end of the row"),
        ("1;2;x;y\n", "write a field that holds a semicolon in quotes"),
    ],
)
def test_a_row_of_other_fields_than_the_header_says_what_to_do(
    tmp_path: Path, row: str, sentence: str
) -> None:
    told = faults_of(csv_file(tmp_path, "id;a;b\n4;5;6\n7;8;9\n" + row))
    assert told.startswith("svar.csv:4:1: the row has ")
    assert told.endswith(f", and the header 3 fields; {sentence}.")


def test_a_header_with_another_separator_than_the_rows_is_no_title(tmp_path: Path) -> None:
    told = faults_of(csv_file(tmp_path, "id;a;b\n1,2,3\n4,5,6\n"))
    assert told == (
        "svar.csv:1:1: the header has a semicolon between columns, and the rows have a comma; "
        "expected the same in both."
    )


def test_a_title_with_separators_after_it_is_one_fault(tmp_path: Path) -> None:
    told = faults_of(csv_file(tmp_path, "Svar 2010;;\nid;a;b\n1;2;3\n"))
    assert told == (
        'svar.csv:1:1: "Svar 2010" is all that stands in the first line: it looks like a title; '
        "delete the lines above the header."
    )


def test_a_name_that_nobody_could_read_is_not_quoted(tmp_path: Path) -> None:
    told = faults_of(csv_file(tmp_path, f"id;{'a' * (MOST_NAME + 1)}\n1;2\n"))
    assert told == (
        f"svar.csv:1:2: the name of column 2 has {MOST_NAME + 1} characters; "
        f"at most {MOST_NAME} are read; is this a header."
    )
    assert len(table_of(csv_file(tmp_path, f"id;{'a' * MOST_NAME}\n1;2\n")).names) == 2


def test_marks_of_joined_files_are_no_letters(tmp_path: Path) -> None:
    mark = "\ufeff"
    table = table_of(csv_file(tmp_path, f"{mark}{mark}id;q\n1;2\n{mark}3;4\u200b\n5;\u200b\n"))
    assert table.names == ("id", "q")
    assert rows_of(table) == [("1", "2"), ("3", "4"), ("5", None)]


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("1.0", "", "-2.0"), ("1", None, "-2")),
        (("1,0", "2,00", "3,0"), ("1", "2", "3")),
        (("1.0", "2.5", "3.0"), ("1.0", "2.5", "3.0")),
        (("1.0", "2", "3.0"), ("1.0", "2", "3.0")),
        (("1.000", "2.000", "3.000"), ("1.000", "2.000", "3.000")),
        (("1.0", "Noark 4.0", "3.0"), ("1.0", "Noark 4.0", "3.0")),
        (("", "", "5.0"), (None, None, "5")),
    ],
)
def test_codes_that_a_program_held_as_numbers_with_decimals_read_as_whole(
    tmp_path: Path, cells: tuple[str, ...], read: tuple[str | None, ...]
) -> None:
    rows = "".join(f"x;{cell}\n" for cell in cells)
    assert [row[1] for row in rows_of(table_of(csv_file(tmp_path, f"id;q\n{rows}")))] == [*read]


def test_what_follows_the_first_rows_decides_too(tmp_path: Path) -> None:
    rows = "".join(f"{at};1.0\n" for at in range(1500))
    table = table_of(csv_file(tmp_path, f"id;q\n{rows}1500;1.5\n"))
    assert {row[1] for row in rows_of(table)} == {"1.0", "1.5"}


def test_a_tab_in_a_header_does_not_separate_where_semicolons_fit_every_row(
    tmp_path: Path,
) -> None:
    assert table_of(csv_file(tmp_path, "a\tb;q\nx\ty;1\nx;2\nx;3\n")).names == ("a\tb", "q")


def test_bytes_that_are_no_text_are_not_called_another_encoding(tmp_path: Path) -> None:
    told = faults_of(csv_file(tmp_path, b"id;q\n\xf5\x00\xff;\xc3\xb8\n"))
    assert told.startswith("svar.csv:2:2: the line holds a NUL byte: this is no text; ")


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "svar.csv").symlink_to("borte.csv")
    assert faults_of(tmp_path / "svar.csv") == (
        "svar.csv: this is a link to a file that is not there; expected a file."
    )


def test_a_very_long_row_with_quotes_is_told_and_not_looked_into(tmp_path: Path) -> None:
    told = faults_of(csv_file(tmp_path, f'id;q\n1;"{"x" * 10_000_000}"y"\n'))
    assert told.startswith("svar.csv:2:1: ")
    told = faults_of(csv_file(tmp_path, f'id;q\n1;y"{"x" * 10_000_000}"\n'))
    assert told == (
        "svar.csv:2:1: the row has 10000005 bytes, and quotes in it; "
        "is one never closed? At most 1048576 bytes are read."
    )
