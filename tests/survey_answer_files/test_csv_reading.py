from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.survey_answer_files.opened import csv_file, faults_of, rows_of, table_of

pd = pytest.importorskip("pandas")
duckdb = pytest.importorskip("duckdb")

NORWEGIAN = "kommunenr;navn;areal;q1\r\n0301;Ås;1,5;3\r\n0104;Sør-Ødal;10;\r\n"
NORWEGIAN_ROWS = [("0301", "Ås", "1,5", "3"), ("0104", "Sør-Ødal", "10", None)]


@pytest.mark.parametrize(
    "raw",
    [
        NORWEGIAN.encode("cp1252"),
        NORWEGIAN.encode("utf-8"),
        NORWEGIAN.encode("utf-8-sig"),
        NORWEGIAN.encode("utf-16"),
        b"\xfe\xff" + NORWEGIAN.encode("utf-16-be"),
        ("sep=;\r\n" + NORWEGIAN).encode("cp1252"),
        NORWEGIAN.replace("\r\n", "\n").encode(),
        NORWEGIAN.replace("\r\n", "\r").encode("cp1252"),
        NORWEGIAN.replace(";", "\t").encode(),
        NORWEGIAN.replace(";", "|").encode(),
        NORWEGIAN.replace("1,5", '"1,5"').replace(";", ",").encode(),
        NORWEGIAN.rstrip().encode(),
        (NORWEGIAN + ";;;\r\n" * 3 + "\r\n" * 2).encode(),
        NORWEGIAN.replace("\r\n", ";;\r\n").encode(),
    ],
    ids=[
        "Windows-1252", "UTF-8", "UTF-8 with its mark", "UTF-16", "UTF-16 big-endian", "sep=",
        "line feeds", "old Mac", "tab", "bar", "comma", "no last line end", "blank rows at the end",
        "blank columns at the end",
    ],
)  # fmt: skip
def test_norwegian_csv_reads_the_same_however_it_is_saved(tmp_path: Path, raw: bytes) -> None:
    table = table_of(csv_file(tmp_path, raw))
    assert table.names == ("kommunenr", "navn", "areal", "q1")
    assert rows_of(table) == NORWEGIAN_ROWS
    assert table.decimal == ","
    assert table.first_row == (3 if raw.startswith(b"sep=") else 2)


def test_text_in_quotes_may_hold_separators_quotes_and_line_breaks(tmp_path: Path) -> None:
    content = 'id;"lang\r\nheader";c\r\n1;"a;b\r\n""c""";2\r\n2;" x ";"3"\r\n'
    table = table_of(csv_file(tmp_path, content))
    assert table.names == ("id", "lang\r\nheader", "c")
    assert rows_of(table) == [("1", 'a;b\r\n"c"', "2"), ("2", "x", "3")]
    assert table.first_row == 3


def test_a_comma_in_a_header_of_words_is_no_separator(tmp_path: Path) -> None:
    table = table_of(csv_file(tmp_path, "Ja, nei;Hvor ofte, omtrent\n1,5;2,5\n3,5;4,5\n"))
    assert table.names == ("Ja, nei", "Hvor ofte, omtrent")
    assert rows_of(table) == [("1,5", "2,5"), ("3,5", "4,5")]


def test_one_faulty_row_does_not_change_the_separator(tmp_path: Path) -> None:
    content = "Ja, nei;q\n" + "1,5;2\n" * 9 + "1,5;2;3\n"
    assert faults_of(csv_file(tmp_path, content)).startswith("svar.csv:11:1: the row has 3 fields")


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (["1,5", "2"], ","),
        (["1.5", "2"], "."),
        (["1.5", "2,5"], None),
        (["12", "a,b"], None),
        (["1,2,3", "01.02.2010"], None),
    ],
)
def test_the_decimal_mark_is_told_where_the_numbers_agree(
    tmp_path: Path, cells: list[str], decimal: str | None
) -> None:
    content = "id;tall\n" + "".join(f"{n};{cell}\n" for n, cell in enumerate(cells))
    assert table_of(csv_file(tmp_path, content)).decimal == decimal


def test_codes_with_leading_zeros_stay_as_written(tmp_path: Path) -> None:
    table = table_of(csv_file(tmp_path, "id;q\n0101;01\n0102;1.0\n"))
    assert rows_of(table) == [("0101", "01"), ("0102", "1.0")]


def test_a_row_of_blanks_between_others_keeps_the_numbering(tmp_path: Path) -> None:
    table = table_of(csv_file(tmp_path, "id;q\n1;a\n\n;\n2;b\n"))
    assert rows_of(table) == [("1", "a"), (None, None), (None, None), ("2", "b")]
    table = table_of(csv_file(tmp_path, "id;q\n\n1;a\n"))
    assert rows_of(table) == [(None, None), ("1", "a")]


def test_names_that_differ_by_case_or_blanks_are_two(tmp_path: Path) -> None:
    assert table_of(csv_file(tmp_path, "q1;Q1;q 1\n1;2;3\n")).names == ("q1", "Q1", "q 1")


def test_a_file_of_one_column_is_read(tmp_path: Path) -> None:
    assert rows_of(table_of(csv_file(tmp_path, "id\n1\n2\n"))) == [("1",), ("2",)]


def test_a_file_name_with_wildcards_is_a_name(tmp_path: Path) -> None:
    csv_file(tmp_path, "id;q\n9;9\n", "svar1.csv")
    assert rows_of(table_of(csv_file(tmp_path, "id;q\n1;2\n", "svar[1]*.csv"))) == [("1", "2")]


@pytest.mark.parametrize("dialect", ["excel", "excel-tab", "unix"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
def test_what_python_writes_is_read(tmp_path: Path, dialect: str, quoting: int) -> None:
    rows = [("id", "tekst"), ("1", 'sa "ja", og; gikk'), ("2", "to\nlinjer"), ("3", "æøå")]
    path = tmp_path / "svar.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, dialect=dialect, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    table = table_of(path)
    assert [table.names, *rows_of(table)] == rows


def test_what_pandas_writes_for_norwegian_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    frame = pd.DataFrame({"id": ["0101", "0102"], "navn": ["Bø", "Å"], "tall": [1.5, None]})
    frame.to_csv(path, sep=";", decimal=",", encoding="cp1252", index=False, lineterminator="\r\n")
    table = table_of(path)
    assert rows_of(table) == [("0101", "Bø", "1,5"), ("0102", "Å", None)]
    assert table.decimal == ","


@pytest.mark.parametrize("options", ["", ", DELIMITER '\t'", ", FORCE_QUOTE *", ", DELIMITER '|'"])
def test_what_duckdb_copies_is_read(tmp_path: Path, options: str) -> None:
    path = tmp_path / "svar.csv"
    query = "SELECT i AS id, 'a,b;\"' || i AS tekst, NULL AS tom FROM range(3) t(i)"
    duckdb.sql(f"COPY ({query}) TO '{path}' (HEADER{options})")
    assert rows_of(table_of(path)) == [(str(i), f'a,b;"{i}', None) for i in range(3)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "svar.csv: the file is empty; expected a header and a row per respondent."),
        ("\n\n \n", "svar.csv: the file holds nothing but blank lines; expected answers."),
        ("id;q\n", "svar.csv: a header and no rows; expected a row per respondent."),
        ("id;q\n;\n\n;\n", "svar.csv: a header and no rows; expected a row per respondent."),
        ("id;q;q\n1;2;3\n", 'svar.csv:1:3: "q" stands over both column 2 and column 3; '),
        ("id;;q\n1;2;3\n", "svar.csv:1:2: column 2 has no name; give every column a name."),
        ("id;q\n1;2\n1;2;3\n", "svar.csv:3:1: the row has 3 fields, and the header 2 fields; "),
        ("id;q;r\n1;2\n1;2;3\n", "svar.csv:2:1: the row has 2 fields, and the header 3 fields; "),
        ('id;q\n1;"a\nb"\n1\n', "svar.csv:4:1: the row has 1 field, and the header 2 fields; "),
        ("id:q:r\n1:2:3\n", 'svar.csv:1:1: the columns seem to be separated by ":"; expected a '),
        ("Svar 2010\nid;q\n1;2\n", "svar.csv:1:1: the rows have a semicolon between columns, "),
        ("\nid;q\n1;2\n", "svar.csv:1:1: the line is blank where the header should stand; delete"),
        ("sep=#\nid#q\n1#2\n", 'svar.csv:1:1: the line says that "#" separates; expected a semi'),
        ("id;q\n1;\x00\n", "svar.csv:2:1: the line holds a NUL byte: this is no text, or UTF-16"),
        ("id;q\n\n1;\x1b\n", "svar.csv:3:1: the line holds a control character (0x1b); "),
        ('id;q\n1;"a\n2;b\n', "svar.csv:2:1: a quote is opened in this row and never closed; "),
        ('id;q\n1;5" skjerm, 7" brett\n', "svar.csv:2:1: a quote stands inside a field; write"),
        ('id;"q\n1;2\n', "svar.csv:1:1: the header does not end: it is too long, or a quote in it"),
    ],
)
def test_a_text_file_that_is_no_table_says_where(
    tmp_path: Path, content: str, sentence: str
) -> None:
    assert sentence in faults_of(csv_file(tmp_path, content))


def test_two_encodings_in_one_file_are_told_by_line(tmp_path: Path) -> None:
    raw = "id;navn\n1;Bø\n2;Ås\n".encode() + "3;Tromsø\n".encode("cp1252")
    sentence = "svar.csv:4:8: two encodings are mixed: the file is UTF-8, but byte 0xf8 here is not"
    assert sentence in faults_of(csv_file(tmp_path, raw))


def test_one_line_of_utf8_among_many_of_windows_is_mixed_too(tmp_path: Path) -> None:
    raw = b"id;navn\n" + "1;Tromsø\n".encode("cp1252") * 50 + "2;Bø\n".encode()
    assert "two encodings are mixed" in faults_of(csv_file(tmp_path, raw))


def test_a_dash_after_a_norwegian_letter_is_not_taken_for_utf8(tmp_path: Path) -> None:
    raw = "id;tekst\n1;PÅ–AV\n2;blå\n".encode("cp1252")
    assert rows_of(table_of(csv_file(tmp_path, raw)))[0] == ("1", "PÅ–AV")


def test_an_unknown_encoding_is_told(tmp_path: Path) -> None:
    undefined = faults_of(csv_file(tmp_path, b"id;q\n1;a\x81\n"))
    assert "svar.csv:2:4: byte 0x81 is a letter neither in UTF-8 nor Windows-1252" in undefined
    dos = faults_of(csv_file(tmp_path, "id;q\n1;skjønn\n2;og bløt\n".encode("cp865")))
    assert "the letters look like those of DOS or an old Mac" in dos


def test_many_faulty_rows_are_told_in_one_sentence(tmp_path: Path) -> None:
    told = faults_of(csv_file(tmp_path, "id;q\n" + "1;2;3\n" * 500)).splitlines()
    assert len(told) == 21
    assert told[-1].startswith("svar.csv: 500 rows in all have another number of fields than")


def test_every_name_and_row_at_fault_is_told_at_once(tmp_path: Path) -> None:
    told = faults_of(csv_file(tmp_path, "id;;id\n1;2;3\n1\n"))
    assert len(told.splitlines()) == 3
