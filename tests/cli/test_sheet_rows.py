"""ekrules sheet: several outputs, new rows, and cells that say the same in other words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Ran, ekrules

openpyxl = pytest.importorskip("openpyxl")

AMOUNTS = """\
tables:
  - decision: amounts
    asks: How much?
    hit_policy: first
    inputs: {age: {unit: number}, share: {unit: share}}
    outputs: {amount: {unit: number, default: 0}, why: {unit: text, default: none}}
    rows:
      - {id: young, when: {age: {below: 25}}, then: {amount: 98.83, why: age}}
      - {id: few, when: {share: {below: 60 %}}, then: {amount: 5, why: share}}
"""
FILE = Path("amounts.yaml")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def edited(text: str, **cells: object) -> Ran:
    """Write the table out, change these cells and bring it in."""
    FILE.write_text(text, encoding="utf-8")
    assert ekrules("sheet", "out", FILE, "--out", "t.xlsx").code == 0
    book = openpyxl.load_workbook("t.xlsx")
    sheet: Any = book["Tabell"]
    for address, value in cells.items():
        sheet[address] = value
    book.save("t.xlsx")
    return ekrules("sheet", "in", "t.xlsx", "--no-proofs")


def now() -> str:
    return FILE.read_text(encoding="utf-8")


def test_the_same_in_other_words_is_no_change() -> None:
    ran = edited(AMOUNTS, B2="under 25,0", C3="mindre enn 60%", E3='"share"')
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Nothing has changed")
    assert now() == AMOUNTS


def test_a_new_row_concludes_every_output() -> None:
    ran = edited(AMOUNTS, A4="old", B4="minst 25", D4="7", E4="age")
    assert ran.code == 0, ran.err
    assert now() == AMOUNTS + (
        "      - id: old\n"
        "        when: {age: {at_least: 25}}\n"
        "        then: {amount: 7, why: age}\n"
    )


def test_a_new_row_with_a_value_at_fault_is_told_once() -> None:
    ran = edited(AMOUNTS, A4="old", B4="minst 25", D4="mye", E4="age")
    assert ran.code == 1
    (told,) = ran.told
    assert told.startswith("t.xlsx, Tabell!D4: ")
    assert now() == AMOUNTS


def test_a_sentence_is_added_to_a_row_that_had_none() -> None:
    ran = edited(AMOUNTS, F2="Ung")
    assert ran.code == 0, ran.err
    row = "then: {amount: 98.83, why: age}}\n"
    assert now() == AMOUNTS.replace(row, row.replace("}}", "}, says: {nb: Ung}}"))


COLOURS = """\
tables:
  - decision: amounts
    asks: How much?
    hit_policy: first
    inputs: {age: {unit: number}}
    rows:
      - {id: young, when: {age: {below: 25}}, status: green}
      - {id: old, when: {age: {at_least: 25}}, status: red}
"""


def test_a_sentence_must_be_in_bokmaal() -> None:
    ran = edited(COLOURS, E2="Young")
    assert ran.code == 1
    assert "no sentence in bokmål" in ran.err
    assert now() == COLOURS
