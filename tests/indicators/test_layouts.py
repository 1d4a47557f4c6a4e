"""Values are read however their file is laid out: in columns, below a title, above notes."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tests.indicators.made_files import faults_of, read
from tests.indicators.made_layouts import NORWAY, ONLINE, WIDE, folder, told


def test_a_sheet_may_have_a_title_above_and_notes_below(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "table.xlsx") as book:
        sheet = book.add_worksheet("Sheet 1")
        sheet.merge_range("A1:D1", "Data extracted on 01/01/2021")
        sheet.write_row("A3", ["Land", 2018, 2019, 2020])
        sheet.write_row("A4", ["NO", 96.25, ":", "98 b"])
        sheet.write_row("A5", ["SE", 93, 94, 95])
        sheet.write_row("A7", ["Special value"])
        sheet.write_row("A8", [":", "not available"])
        sheet.merge_range("A9:D9", "Made up")
        sheet.write_formula("A10", "=TODAY()")
    yaml = """\
        values: table.xlsx
        header_line: 3
        ends_before: ""
        columns: {entity: Land}
        value_columns: "{period}"
        indicator: online
        marks: [b]
        missing: [":"]
        """
    path = folder(tmp_path, dedent(yaml) + NORWAY + ONLINE, "unused.csv", "x")
    indicators = read(path)
    assert list(told(indicators).values()) == [96.25, "missing", 98.0, 93.0, 94.0, 95.0]
    assert indicators.series("SE", "online")[2].place[1:] == (5, 4)


def test_tables_below_one_another_are_each_read_by_their_lines(tmp_path: Path) -> None:
    yaml = """\
        values:
          - {file: two.csv, last_line: 3, indicator: online}
          - {file: two.csv, header_line: 6, indicator: phones}
        """
    catalogue = ONLINE.replace("}]", "}, {id: phones, label: {nb: M}, unit: percent, better: up}]")
    values = (
        "entity;period;value\nNO;2018;1\nSE;2018;2\n\nTelefoner\nentity;period;value\nNO;2018;3\n"
    )
    path = folder(tmp_path, dedent(yaml) + NORWAY + catalogue, "two.csv", values)
    assert told(read(path)) == {
        ("NO", "online", "2018"): 1.0,
        ("NO", "phones", "2018"): 3.0,
        ("SE", "online", "2018"): 2.0,
    }


@pytest.mark.parametrize(
    ("pattern", "values"),
    [
        ("{indicator}", "entity,period,online\nNO,2018,1\nSE,2018,2\n"),
        ("{entity}", "indicator,period,NO,SE\nonline,2018,1,2\n"),
        ("{entity} {period}", "indicator,NO 2018,SE 2018\nonline,1,2\n"),
        ("{period}: {indicator} (%)", "entity,2018: online (%)\nNO,1\nSE,2\n"),
        ("{period}", "entity,indicator,2018\nNO,online,1\nSE,online,2\n"),
    ],
)
def test_heads_of_columns_may_say_any_of_what_a_value_is_of(
    pattern: str, values: str, tmp_path: Path
) -> None:
    yaml = f'values: values.csv\nvalue_columns: "{pattern}"\n{NORWAY}{ONLINE}'
    path = folder(tmp_path, yaml, "values.csv", values)
    assert told(read(path)) == {("NO", "online", "2018"): 1.0, ("SE", "online", "2018"): 2.0}


def test_quarters_may_head_columns(tmp_path: Path) -> None:
    yaml = f'values: values.csv\nvalue_columns: "{{period}}"\nindicator: online\n{NORWAY}{ONLINE}'
    values = "entity,2018 Q1,2018-Q2,2018K3\nNO,1,2,3\n"
    path = folder(tmp_path, yaml, "values.csv", values)
    assert [period for _, _, period in told(read(path))] == ["2018Q1", "2018Q2", "2018Q3"]


def test_column_that_is_named_as_not_used_is_passed_over(tmp_path: Path) -> None:
    yaml = WIDE + "not_used: {columns: [Merknad]}\n"
    path = folder(tmp_path, yaml, "values.csv", "entity,2018,Merknad\nNO,1,sett an\n")
    assert told(read(path)) == {("NO", "online", "2018"): 1.0}


def test_a_blank_line_within_quotes_is_no_end(tmp_path: Path) -> None:
    yaml = WIDE + 'ends_before: ""\n'
    values = 'entity,name,2018\nNO,"Norge\n\nog Svalbard",1\nSE,Sverige,2\n\nNote\n'
    indicators = read(folder(tmp_path, yaml, "values.csv", values))
    assert list(told(indicators).values()) == [1.0, 2.0]
    assert indicators.series("SE", "online")[0].place.line == 5


def test_what_stands_below_may_be_known_by_its_first_words(tmp_path: Path) -> None:
    yaml = WIDE + 'ends_before: [Kilde, "©"]\n'
    values = "entity,2018\nNO,1\nSE,2\nKilde: ingen\nFI,3\n"
    assert list(told(read(folder(tmp_path, yaml, "values.csv", values))).values()) == [1.0, 2.0]


def test_a_sentence_with_commas_is_a_note(tmp_path: Path) -> None:
    yaml = WIDE + 'ends_before: ""\n'
    values = 'entity,2018,2019\nNO,1,2\n\nMålt i januar, mars, mai, juli\n"og, oktober"",\n'
    assert list(told(read(folder(tmp_path, yaml, "values.csv", values))).values()) == [1.0, 2.0]


def test_files_of_entities_and_codebooks_may_have_titles_too(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("Kommuner 2020\n\nid,label\nNO,Norge\n\nKilde: ingen\n")
    (tmp_path / "codebook.csv").write_text("Kodebok\ncode,name\nonline,På nett\nKilde\n")
    yaml = """\
        values: values.csv
        entities: {file: places.csv, header_line: 3, ends_before: ""}
        indicators_file:
          file: codebook.csv
          header_line: 2
          last_line: 3
          columns: {id: code, label: name}
          for_all: {unit: percent, better: up}
        """
    values = "entity,period,indicator,value\nNO,2018,online,1\n"
    assert told(read(folder(tmp_path, yaml, "values.csv", values))) == {
        ("NO", "online", "2018"): 1.0
    }


def test_lines_are_told_of_no_parquet_file(tmp_path: Path) -> None:
    import polars as pl

    pl.DataFrame({"entity": ["NO"], "2018": [1]}).write_parquet(tmp_path / "values.parquet")
    yaml = WIDE.replace("values.csv", "values.parquet")
    path = folder(tmp_path, yaml, "x.csv", "x")
    assert told(read(path)) == {("NO", "online", "2018"): 1.0}
    path.write_text(yaml + "header_line: 2\n", encoding="utf-8")
    assert faults_of(path) == [
        "values.parquet: a line of the header is told; a .parquet file has no lines around it."
    ]


def test_header_below_the_last_row_of_a_sheet_is_told(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "values.xlsx") as book:
        book.add_worksheet().write_row("A1", ["entity", 2018])
    yaml = WIDE.replace("values.csv", "values.xlsx") + "header_line: 4\n"
    assert faults_of(folder(tmp_path, yaml, "x.csv", "x")) == [
        'values.xlsx: the sheet has 1 rows; expected the header in row 4, as "header_line" says.'
    ]
