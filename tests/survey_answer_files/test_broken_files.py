"""Files broken on purpose, and the round trips that must hold for whole ones."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.survey.answer_files import contents
from ekrules.survey.answer_files.reading import ENDINGS, read_answer_file
from ekrules.survey.answer_files.text_columns import BLANKS
from ekrules.survey.answer_files.writing import Sheet, csv_bytes, frame_bytes, xlsx_bytes
from tests.survey_answer_files.opened import csv_file, faults_of, rows_of, table_of

# Any text that a text file can hold: line ends of other kinds would be made into these.
CELLS = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n"))
NAMES = st.lists(
    CELLS.map(str.strip).filter(bool), min_size=1, max_size=5, unique=True
)  # fmt: skip


def as_read(cell: str) -> str | None:
    return cell.strip(BLANKS) or None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data(), NAMES)
def test_any_texts_written_as_csv_read_back_equal(
    tmp_path: Path, data: st.DataObject, names: list[str]
) -> None:
    # The apostrophe before what would be a formula stays: see test_writing.
    names = [f"n{name}" for name in names]
    row = st.lists(CELLS.map(lambda cell: f"c{cell}" if cell else ""), min_size=len(names))
    rows = data.draw(st.lists(row.map(lambda cells: cells[: len(names)]), min_size=1, max_size=4))
    rows.append(["slutt"] * len(names))
    table = table_of(csv_file(tmp_path, csv_bytes(names, rows)))
    assert list(table.names) == [name.strip() for name in names]
    assert rows_of(table) == [tuple(map(as_read, row)) for row in rows]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(raw=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode()))
def test_any_bytes_are_read_or_refused_and_raise_nothing(tmp_path: Path, raw: bytes) -> None:
    path = csv_file(tmp_path, raw)
    faults = Faults()
    table = read_answer_file(path, faults)
    assert (table is None) == bool(faults.found)


PIECES = st.sampled_from(["a", "1", ";", ",", "\t", '"', '""', "\n", "\r\n", "\r", " ", "ø", "1,5"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_jumble_of_separators_is_read_or_refused(tmp_path: Path, text: str) -> None:
    faults = Faults()
    table = read_answer_file(csv_file(tmp_path, text), faults)
    assert (table is None) == bool(faults.found)
    assert "not read as it was checked" not in "".join(map(str, faults.found))


@pytest.mark.parametrize("ending", [one for one in ENDINGS if one not in (".zsav", ".xlsm")])
def test_a_file_that_is_not_what_its_ending_says_is_told(tmp_path: Path, ending: str) -> None:
    raw = {
        ".xlsx": xlsx_bytes([Sheet("a", ["q"], [("1",)])]),
        ".parquet": b"PAR1" + bytes(20) + b"PAR1",
        ".sav": b"$FL2@(#) SPSS DATA FILE" + bytes(200),
        ".csv": b"id;q\n1;2\n",
    }
    own = {".txt": ".csv", ".tsv": ".csv"}.get(ending, ending)
    for kind, content in raw.items():
        if kind != own:
            told = faults_of(csv_file(tmp_path, content, f"svar{ending}"))
            assert told.startswith(f"svar{ending}: the ending is {ending}, but the file is ")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!DOCTYPE html><html>", "a web page or an XML file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file (.xls) or one with a password"),
    ],
)
def test_what_else_a_file_is_is_told(tmp_path: Path, content: bytes, kind: str) -> None:
    assert f"but the file is {kind}; " in faults_of(csv_file(tmp_path, content))


def test_a_path_without_a_file_is_told(tmp_path: Path) -> None:
    csv_file(tmp_path, "id;q\n1;2\n", "svar-2010.csv")
    assert faults_of(tmp_path / "svar-2011.csv") == (
        "svar-2011.csv: there is no such file; expected a file of answers. "
        'Did you mean "svar-2010.csv"?'
    )
    assert faults_of(tmp_path / "svar-2010.csv" / "a.csv").startswith("a.csv: there is no such")
    assert "there is no such file" in faults_of(tmp_path / "mappe" / "svar.csv")
    (tmp_path / "mappe.csv").mkdir()
    assert faults_of(tmp_path / "mappe.csv").startswith("mappe.csv: this is a folder; ")


@pytest.mark.parametrize("name", ["svar.doc", "svar", "svar.json"])
def test_other_endings_are_told_with_those_that_are_read(tmp_path: Path, name: str) -> None:
    told = faults_of(csv_file(tmp_path, "id;q\n1;2\n", name))
    assert "expected one of .csv, .txt, .tsv, .xlsx, .xlsm, .sav, .zsav, .parquet" in told


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_file_is_told_whatever_its_ending(tmp_path: Path, ending: str) -> None:
    told = faults_of(csv_file(tmp_path, b"", f"svar{ending}"))
    assert told == f"svar{ending}: the file is empty; expected a header and a row per respondent."


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MOST_BYTES", 8)
    assert "9 bytes; at most 8 are read" in faults_of(csv_file(tmp_path, "id;q\n1;2\n"))


def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    names = ";".join(f"q{number}" for number in range(1_000_000))
    path = csv_file(tmp_path, f"{names}\n{';' * 999_999}\n")
    told = faults_of(path)
    assert told == (
        "svar.csv:1:1: more than 20000 columns; no more are read: "
        "is this the right file, and is it whole."
    )


def test_twenty_thousand_columns_are_read(tmp_path: Path) -> None:
    names = ";".join(f"q{number}" for number in range(20_000))
    assert len(table_of(csv_file(tmp_path, f"{names}\n{';1' * 20_000}"[:-2] + "\n")).names) > 0


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ekrules.survey.answer_files.csv_rows.MOST_ROWS", 2)
    told = faults_of(csv_file(tmp_path, "id;q\n1;2\n2;3\n3;4\n"))
    assert told == "svar.csv: more than 2 rows; at most 2 are read."
    monkeypatch.setattr("ekrules.survey.answer_files.sizes.MOST_CELLS", 3)
    told = faults_of(csv_file(tmp_path, "id;q\n1;2\n2;3\n"))
    assert told.startswith("svar.csv: 2 rows of 2 columns; at most 3 cells are read; ")


def test_a_workbook_cut_short_anywhere_is_a_sentence(tmp_path: Path) -> None:
    raw = xlsx_bytes([Sheet("Svar", ["id", "q"], [(str(n), n) for n in range(50)])])
    for length in (4, 30, *random.Random(1).sample(range(5, len(raw)), 60), len(raw) - 1):
        told = faults_of(csv_file(tmp_path, raw[:length], "svar.xlsx"))
        assert told.startswith("svar.xlsx: the workbook is cut short or damaged")


def test_a_damaged_workbook_is_read_or_refused_and_raises_nothing(tmp_path: Path) -> None:
    raw = xlsx_bytes([Sheet("Svar", ["id", "q"], [(str(n), n) for n in range(50)])])
    rng = random.Random(2)
    for _ in range(100):
        changed = bytearray(raw)
        for _ in range(rng.choice([1, 3, 10])):
            changed[rng.randrange(4, len(raw))] = rng.randrange(256)
        faults = Faults()
        table = read_answer_file(csv_file(tmp_path, bytes(changed), "svar.xlsx"), faults)
        assert (table is None) == bool(faults.found)


def test_nothing_heavy_is_loaded_before_a_file_is_read() -> None:
    code = (
        "import sys, ekrules.survey.answer_files.reading, ekrules.survey.answer_files.writing, "
        "ekrules.survey.answer_files.dataframes\n"
        "heavy = {'polars', 'narwhals', 'fastexcel', 'pyreadstat', 'xlsxwriter', 'numpy'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


@pytest.mark.parametrize(
    ("ending", "library", "extra"),
    [(".xlsx", "fastexcel", "excel"), (".sav", "pyreadstat", "spss")],
)
def test_a_library_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, library: str, extra: str
) -> None:

    frame = nw.from_native(pl.DataFrame({"q": ["1"]}), eager_only=True)
    path = csv_file(tmp_path, frame_bytes(frame, ending[1:]), f"svar{ending}")
    blocked = tmp_path / "blocked" / library
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text("raise ImportError")
    monkeypatch.syspath_prepend(str(blocked.parent))
    monkeypatch.delitem(sys.modules, library, raising=False)
    assert f'is not installed; run: pip install "ekrules[{extra}]".' in faults_of(path)
