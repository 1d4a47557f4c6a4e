from __future__ import annotations

import random
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ekrules.errors import Faults
from ekrules.survey.answer_files import sav_child, sav_reading
from ekrules.survey.answer_files.reading import read_answer_file
from ekrules.survey.answer_files.sav_header import count_variables
from tests.survey_answer_files.opened import faults_of, rows_of, table_of

pyreadstat = pytest.importorskip("pyreadstat")


def sav_of(folder: Path, columns: dict[str, Any], name: str = "svar.sav", **options: Any) -> Path:
    pyreadstat.write_sav(pl.DataFrame(columns), folder / name, **options)
    return folder / name


@pytest.mark.parametrize("options", [{}, {"row_compress": True}, {"compress": True}])
def test_values_labels_and_missing_codes_are_kept_apart(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    path = sav_of(
        tmp_path,
        {"id": ["0101", "b", "c"], "q1": [1.0, 9.0, None], "q2": [0.5, 98.0, 99.0]},
        column_labels={"q1": "Har kommunen en plan?"},
        variable_value_labels={"q1": {1.0: "Ja", 2.0: "Nei", 9.0: "Vet ikke"}},
        missing_ranges={"q1": [9.0], "q2": [{"lo": 90.0, "hi": 99.0}]},
        name="svar.zsav" if "compress" in options else "svar.sav",
        **options,
    )
    table = table_of(path)
    assert rows_of(table) == [("0101", "1", "0.5"), ("b", "9", "98"), ("c", None, "99")]
    assert (table.first_row, table.odd_cells) == (1, ())
    first, second, third = table.columns
    assert (first.label, first.value_labels, first.user_missing) == (None, {}, frozenset())
    assert second.label == "Har kommunen en plan?"
    assert second.value_labels == {"1": "Ja", "2": "Nei", "9": "Vet ikke"}
    assert second.user_missing == {"9"}
    # Of a range, the codes that stand in the file.
    assert third.user_missing == {"98", "99"}


def test_text_codes_are_kept_apart_too(tmp_path: Path) -> None:
    path = sav_of(
        tmp_path,
        {"q": ["a", "x", " "]},
        variable_value_labels={"q": {"a": "Ja", "x": "Ukjent"}},
        missing_ranges={"q": ["x"]},
    )
    table = table_of(path)
    assert rows_of(table) == [("a",), ("x",)]
    assert table.columns[0].user_missing == {"x"}


def test_dates_are_iso(tmp_path: Path) -> None:
    columns = {
        "d": [date(2010, 1, 2), None, date(1890, 1, 1)],
        "m": [datetime(2010, 1, 2, 3, 4, 5), datetime(1600, 1, 1), None],
        "t": [time(3, 4, 5), None, time(0)],
    }
    assert rows_of(table_of(sav_of(tmp_path, columns))) == [
        ("2010-01-02", "2010-01-02T03:04:05", "03:04:05"),
        (None, "1600-01-01T00:00:00", None),
        ("1890-01-01", None, "00:00:00"),
    ]


def test_a_date_that_no_calendar_has_stays_a_number(tmp_path: Path) -> None:
    path = sav_of(tmp_path, {"d": [1e15, 13_513_219_200.0]}, variable_format={"d": "DATE11"})
    assert [row[0] for row in rows_of(table_of(path))] == ["1000000000000000", "2011-01-01"]


def test_an_old_file_in_windows_1252_is_read(tmp_path: Path) -> None:
    path = sav_of(tmp_path, {"navn": ["Bxdx"]}, column_labels={"navn": "Sted"})
    raw = path.read_bytes().replace(b"Bxdx", "Bødø".encode("cp1252"))
    # The record that names the encoding, gone astray as in files older than SPSS 15.
    path.write_bytes(raw.replace(b"UTF-8", b"\x00\x00\x00\x00\x00"))
    assert rows_of(table_of(path)) in ([("Bødø",)],)


def test_names_that_are_no_answer_files_say_so(tmp_path: Path) -> None:
    path = tmp_path / "svar.sav"
    path.write_text("id;q\n1;2\n")
    told = faults_of(path)
    assert told == (
        "svar.sav: the ending is .sav, but the file is something else, or cut short; "
        "give it its right ending, or export it again."
    )


def test_a_file_without_rows_says_so(tmp_path: Path) -> None:
    path = sav_of(tmp_path, {"q": pl.Series([], dtype=pl.Float64)})
    assert faults_of(path) == "svar.sav: a header and no rows; expected a row per respondent."


def test_a_million_variables_are_refused(tmp_path: Path) -> None:
    raw = sav_of(tmp_path, {"q": [1.0]}).read_bytes()
    variable = raw[176:208]
    assert variable[:4] == b"\2\0\0\0"
    path = tmp_path / "svar.sav"
    path.write_bytes(raw[:176] + variable * 1_000_000 + raw[208:])
    assert faults_of(path).startswith("svar.sav: more than 20000 columns; no more are read")


def test_variables_are_counted_with_labels_texts_and_missing_codes(tmp_path: Path) -> None:
    path = sav_of(
        tmp_path,
        {"a": [1.0], "b": ["x" * 100], "c": [2.0]},
        column_labels={"a": "Spørsmål", "c": "c"},
        missing_ranges={"a": [8.0, 9.0], "c": [{"lo": 1.0, "hi": 2.0}, 9.0]},
    )
    assert count_variables(path, 100) == 3
    assert count_variables(path, 1) == 2


def damaged(raw: bytes, seed: int) -> bytes:
    """Some bytes changed, most of them in the header, where they do the most harm."""
    rng = random.Random(seed)
    changed = bytearray(raw)
    for _ in range(rng.choice([1, 2, 5, 30])):
        end = len(changed) if rng.random() < 0.4 else min(2500, len(changed))
        changed[rng.randrange(end)] = rng.choice([0, 1, 127, 128, 255, rng.randrange(256)])
    return bytes(changed)


def test_a_file_cut_short_anywhere_is_a_sentence(tmp_path: Path) -> None:
    raw = sav_of(tmp_path, {"id": list("abcdefgh"), "q": [1.0] * 8}).read_bytes()
    path = tmp_path / "kort.sav"
    for length in (8, 176, len(raw) - 1):
        path.write_bytes(raw[:length])
        assert faults_of(path).startswith("kort.sav: the SPSS file is cut short or damaged")


def test_what_crashes_the_library_does_not_crash_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sav_of(tmp_path, {"q": [1.0]})
    crash = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    monkeypatch.setattr(sav_reading, "_CHILD", crash if sys.platform != "win32" else "import nope")
    told = "svar.sav: the SPSS file is cut short or damaged: what reads it broke down; export or "
    assert faults_of(path).startswith(told)


def test_what_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sav_of(tmp_path, {"q": [1.0]})
    monkeypatch.setattr(sav_reading, "_CHILD", "while True: pass")
    monkeypatch.setattr(sav_reading, "SAV_SECONDS", 1)
    assert "after 1 seconds it is not read" in faults_of(path)


def test_damaged_files_are_read_or_refused_and_raise_nothing(tmp_path: Path) -> None:
    raw = sav_of(
        tmp_path,
        {"id": list("abcdefgh"), "q": [1.0, 2.0] * 4, "d": [date(2010, 1, 1)] * 8},
        variable_value_labels={"q": {1.0: "Ja"}},
        missing_ranges={"q": [2.0]},
    ).read_bytes()
    path = tmp_path / "skadd.sav"
    for seed in range(4):
        path.write_bytes(damaged(raw, seed))
        faults = Faults()
        assert (read_answer_file(path, faults) is None) == bool(faults.found)


def test_the_child_says_what_is_wrong(tmp_path: Path) -> None:
    raw = sav_of(tmp_path, {"id": list("abcdefgh"), "q": [1.0, 2.0] * 4}).read_bytes()
    path = tmp_path / "skadd.sav"
    for seed in range(40):
        path.write_bytes(raw[: random.Random(seed).randrange(176, len(raw))])
        found = sav_child._read(str(path), tmp_path / "cells")
        assert found["fault"] == "damaged"
