"""The repository's own project: loaded once, copied to be broken, and with other counts."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from ekrules.decision.engine import EnginePreference
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import locate
from ekrules.survey.printed import TOTAL, UNANSWERED, PrintedTable
from ekrules.survey.survey import Survey

ROOT = Path(__file__).parents[1]
STRATEGY, SURVEY = "ekommune2012", "ekommune2009"
GOALS, RULES = f"goals/{STRATEGY}", f"rules/{STRATEGY}"
PRINTED = f"fixtures/{SURVEY}/printed"


@cache
def real() -> Loaded:
    return load(locate(ROOT, STRATEGY))


@cache
def outcome(engine: EnginePreference = "columnar") -> Outcome:
    return run_assessment(real(), engine)


def copied_project(into: Path) -> Path:
    for folder in ("goals", "rules", "fixtures"):
        shutil.copytree(ROOT / folder, into / folder)
    return into


def replaced(path: Path, old: str, new: str) -> int:
    """Replace text that stands once in a file; return the line it stood on."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f'"{old}" stands {text.count(old)} times in {path.name}'
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


Cell = tuple[str, str | None, str]
Counts = Mapping[Cell, int]


def with_counts(survey: Survey, counts: Counts) -> Survey:
    """Return the survey with other printed counts: (question, item, answer) -> count."""
    return replace(
        survey,
        printed_themes=tuple(
            theme.model_copy(update={"tables": tuple(_with(one, counts) for one in theme.tables)})
            for theme in survey.printed_themes
        ),
    )


def _with(table: PrintedTable, counts: Counts) -> PrintedTable:
    cells = [
        cell.model_copy(
            update={"count": counts.get((table.question, cell.item, cell.answer), cell.count)}
        )
        for cell in table.cells
    ]
    return table.model_copy(update={"cells": tuple(cells)})


def nobody_asked(survey: Survey, parent: str) -> dict[Cell, int]:
    """Return counts with which nobody is asked the follow-ups of `parent`."""
    counts: dict[Cell, int] = {}
    for question in survey.questions.values():
        routing = question.asked_if
        if routing is None or routing.question != parent:
            continue
        cells = survey.printed[parent].counts()
        passing = dict.fromkeys(routing.answers, 0)
        away = next(one for one in cells if one not in (*passing, TOTAL, UNANSWERED))
        moved = cells[away] + sum(cells[answer] for answer in passing)
        for answer in passing:
            counts[parent, None, answer] = 0
        counts[parent, None, away] = moved
        table = survey.printed[question.id]
        for cell in table.cells:
            everyone = survey.respondents if table.layout != "multiple_response" else 0
            whole = cell.answer in (TOTAL, UNANSWERED)
            counts[question.id, cell.item, cell.answer] = everyone if whole else 0
    return counts


@st.composite
def other_counts(draw: st.DrawFn) -> dict[Cell, int]:
    """Other answers to some questions, and some follow-ups that nobody was asked."""
    survey = real().survey
    counts: dict[Cell, int] = {}
    parents = {one.asked_if.question for one in survey.questions.values() if one.asked_if}
    for parent in draw(st.lists(st.sampled_from(sorted(parents)), max_size=2, unique=True)):
        counts |= nobody_asked(survey, parent)
    touched = {question for question, _, _ in counts}
    free = [
        (question.id, item)
        for question in survey.questions.values()
        for item in question.item_ids
        if question.id not in parents and question.id not in touched
    ]
    for question, item in draw(st.lists(st.sampled_from(free), max_size=8, unique=True)):
        counts |= draw(_moved(survey.printed[question], item))
    return counts


@st.composite
def _moved(draw: st.DrawFn, table: PrintedTable, item: str | None) -> dict[Cell, int]:
    """Some respondents give another answer to one question."""
    cells = table.counts(item)
    answers = [one for one in cells if one not in (TOTAL, UNANSWERED)]
    source = draw(st.sampled_from(answers))
    if table.layout == "multiple_response":
        number = draw(st.integers(0, cells[TOTAL]))
        return {(table.question, item, source): number}
    target = draw(st.sampled_from([one for one in cells if one not in (TOTAL, source)]))
    number = draw(st.integers(0, cells[source]))
    return {
        (table.question, item, source): cells[source] - number,
        (table.question, item, target): cells[target] + number,
    }
