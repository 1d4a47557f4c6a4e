"""Corruption: whatever is done to cells of a file, each is told or is an answer; others stay."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ekrules.errors import Faults
from ekrules.survey.answer_files.text_columns import BLANKS
from ekrules.survey.answer_layout import MISSING, RESPONDENT
from ekrules.survey.answers.cell_faults import ROW_KINDS
from ekrules.survey.codebook import Option
from ekrules.survey.coded_answers import CodedAnswers
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from tests.made_up import copied_wave, wave_folder

HOW_MANY, FIRST_ROW = 300, 2
JUNK = (
    "?", "jja", "NEI!", "100 %", "01.feb", "2010-02-01", "=1+1", "#N/A", "9", "-1", "1,5", "\u200b",
    "ja nei", "x" * 5000, "tja; nei", 'et "sitat"', "linje\nskift", "0", "ikke_valgt",
)  # fmt: skip

# Any will do; more than two take longer than they tell.
SEEDS = (1, 2)

Row = dict[str, str]
Cell = tuple[int, str]


@cache
def rows_as_made() -> tuple[tuple[str, ...], list[Row]]:
    with (wave_folder() / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        rows = list(reader)
    return tuple(reader.fieldnames or ()), rows


def corrupted(survey: Survey, seed: int) -> tuple[list[Row], set[Cell]]:
    """The rows with 300 cells changed, of answers and of who gave them, and which these are."""
    rng = random.Random(seed)
    rows = [dict(row) for row in rows_as_made()[1]]
    columns = [column for question in survey.questions for column in _columns(question)]
    cells = [(at, name) for at in range(len(rows)) for name in [*columns, "kommunenr"]]
    changed: set[Cell] = set()
    for at, name in rng.sample(cells, HOW_MANY):
        old = rows[at][name]
        kinds = [rng.choice(JUNK), "", rng.choice(MISSING), rng.choice(rows)[name], f" {old} ",
                 old.upper(), old[:-1], old + old[-1:], f"{old};"]  # fmt: skip
        rows[at][name] = rng.choice(kinds)
        if rows[at][name] != old:
            changed.add((at, name))
    return rows, changed


def _columns(question: str) -> Iterator[str]:
    yield from (name for name in rows_as_made()[0] if name.partition(":")[0] == question)


def read(folder: Path, rows: list[Row]) -> Survey:
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows_as_made()[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    about = folder / "survey.yaml"
    about.write_text(about.read_text("utf-8").replace("respondents: 249\n", ""), "utf-8")
    faults = Faults()
    survey = read_survey(folder, faults)
    assert [str(one) for one in faults.found] == []
    assert survey is not None
    return survey


def answers(survey: Survey) -> CodedAnswers:
    assert survey.answers is not None
    return survey.answers


def cells(survey: Survey) -> dict[str, dict[str, Any]]:
    """Respondent -> column -> code."""
    frame: pl.DataFrame = answers(survey).frame.to_native()
    return {row[RESPONDENT]: row for row in frame.iter_rows(named=True)}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_corrupted_cell_is_told_or_an_answer_and_the_others_are_as_before(
    tmp_path: Path, seed: int
) -> None:
    made = read(copied_wave(tmp_path / "made"), rows_as_made()[1])
    rows, changed = corrupted(made, seed)
    broken = read(copied_wave(tmp_path / "broken"), rows)
    # A multiple-response question is left out whole for one cell that is no answer.
    whole = {one.id for one in made.questions.values() if one.kind == "multi"}
    told = {(one.row, one.column) for one in answers(broken).faults}
    told |= {(one.row, one.question) for one in answers(broken).faults if one.question in whole}
    left_out = {one.row for one in answers(broken).faults if one.kind in ROW_KINDS}
    before, after = cells(made), cells(broken)
    touched = _touched(made, changed)
    for at, name in changed:
        number = FIRST_ROW + at
        if {(number, name), (number, name.partition(":")[0])} & told or number in left_out:
            continue
        assert _is_answer(made, after, rows[at], name), (number, name, rows[at][name])
    for at, row in enumerate(rows_as_made()[1]):
        if FIRST_ROW + at in left_out or (at, "kommunenr") in changed:
            continue
        for name, code in before[row["kommunenr"]].items():
            if (at, name.partition(":")[0]) not in touched:
                assert after[row["kommunenr"]][name] == code, (at, name)
    for fault in answers(broken).faults:
        at = (fault.row or 0) - FIRST_ROW
        is_moved = fault.row in left_out or (at, "kommunenr") in changed
        assert fault.is_notice or is_moved or (at, fault.question) in touched


def _touched(survey: Survey, changed: set[Cell]) -> set[tuple[int, str]]:
    """Row and question where a cell was changed, and the follow-ups to such."""
    touched = {(at, name.partition(":")[0]) for at, name in changed}
    for one in survey.questions.values():
        if one.asked_if is not None:
            parent = one.asked_if.question
            touched |= {(at, one.id) for at, name in touched if name == parent}
    return touched


def _is_answer(survey: Survey, after: dict[str, dict[str, Any]], row: Row, name: str) -> bool:
    """Whether the cell reads as an answer, or stands where nobody was asked and says nothing."""
    text = row[name].strip(BLANKS).lower()
    if name == "kommunenr":
        return text in after
    question = survey.questions[name.partition(":")[0]]
    code = after[row["kommunenr"].strip(BLANKS)][name]
    if question.kind == "multi":
        # Beside a choice a blank is a box not ticked; beside a "don't know" such a box is nothing.
        silent = text in ("", "not_chosen", *MISSING) and code in ("not_chosen", *MISSING)
        return text == code or silent
    labels = {text.lower(): one.id for one in survey.options_of(question) for text in _texts(one)}
    return code == labels.get(text) or (code in MISSING and text in ("", *MISSING))


def _texts(option: Option) -> Iterator[str]:
    yield option.id
    yield from (text for text in (option.label.nb, option.label.nn, option.label.en) if text)
