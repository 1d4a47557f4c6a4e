"""What a report of answers has that one of printed tables has not: how they were read, segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args

import pytest

from ekrules.assessment.assessed import AppliedOverride, Status
from ekrules.project.assessing import Outcome
from ekrules.report.answers import answers_section
from ekrules.report.composing import compose
from ekrules.report.document import DataTable, Document, Notice, Section
from ekrules.report.material import Material
from ekrules.report.spans import plain_text
from ekrules.survey.answers.cell_faults import CellFaultKind
from ekrules.tables.representativeness import representation_of
from ekrules.yaml_reader.wording import Wording
from tests.made_up import made_up, made_up_outcome
from tests.real_project import outcome


def composed(of: Outcome) -> Document:
    loaded = of.loaded
    return compose(of.assessment, of.narrative, loaded.strategy, loaded.survey, loaded.rules)


@cache
def document() -> Document:
    return composed(made_up_outcome())


Kind = TypeVar("Kind")


def parts(of: Any, kind: type[Kind]) -> Iterator[Kind]:
    """Yield everything of a kind that a document holds, in reading order."""
    if isinstance(of, kind):
        yield of
    values = of if isinstance(of, tuple) else ()
    if is_dataclass(of):
        values = tuple(getattr(of, one.name) for one in fields(of))
    for one in values:
        yield from parts(one, kind)


def tables(of: Any, beginning: str) -> list[DataTable]:
    return [one for one in parts(of, DataTable) if one.caption.startswith(beginning)]


def texts(table: DataTable) -> list[list[str]]:
    return [[plain_text(cell).replace("\u00a0", " ") for cell in row.cells] for row in table.rows]


def section(of: Document, title: str) -> Section:
    return next(one for one in parts(of, Section) if one.title == title)


def test_made_up_answers_are_told_first_of_all_and_above_the_title() -> None:
    notice = next(parts(document().sections[0], Notice))
    assert notice.title == "Svarene er oppdiktet"
    assert document().kicker == "Vurdering av måloppnåelse – oppdiktede svar"
    printed = composed(outcome())
    assert "Svarene er oppdiktet" not in [one.title for one in parts(printed, Notice)]
    assert "oppdiktet" not in printed.kicker


def test_what_was_left_out_is_counted_by_kind() -> None:
    (table,) = tables(document(), "Merknader til svarene")
    assert texts(table) == [["Spurt, men svarte ikke", "213"]]
    assert plain_text(table.footnote).replace("\u00a0", " ") == "249 av 430 kommuner er med."
    assert not tables(composed(outcome()), "Merknader til svarene")


def how_read(**counts: int) -> tuple[Section, ...]:
    """Return what is said of answers of which so many cells of each kind were left out."""
    loaded = made_up()
    assert loaded.survey.answers is not None
    answers = replace(loaded.survey.answers, counts=counts)
    ours = made_up_outcome()
    return tuple(
        answers_section(
            Material(
                ours.assessment,
                ours.narrative,
                loaded.strategy,
                replace(loaded.survey, answers=answers),
            )
        )
    )


@pytest.mark.parametrize("kind", get_args(CellFaultKind))
def test_every_kind_of_fault_has_its_words(kind: str) -> None:
    (table,) = tables(how_read(**{kind: 7}), "Merknader til svarene")
    ((word, count),) = texts(table)
    assert count == "7"
    assert word[0].isupper()


def test_where_every_cell_is_an_answer_that_is_said() -> None:
    for counts in ({}, {"odd_cell": 0}):
        (told,) = how_read(**counts)
        assert told.title == "Slik ble svarene lest"
        assert not list(parts(told, DataTable))


def test_each_breakdown_is_held_against_its_frame() -> None:
    survey = made_up().survey
    assert survey.frame is not None
    found = tables(document(), "Svarene holdt opp mot alle kommuner, etter ")
    assert len(found) == len(survey.frame.breakdowns) == 4
    for table, one in zip(found, survey.frame.breakdowns, strict=True):
        clear = [part.is_clear for part in representation_of(one)]
        assert [row[4] == "mer enn tilfeldig frafall gir" for row in texts(table)] == clear
        assert [row[0] for row in texts(table)] == [part.label.nb for part in one.segments]
    assert not tables(composed(outcome()), "Svarene holdt opp mot")


def test_the_matrix_has_every_goal_by_every_segment_with_its_size() -> None:
    ours = made_up_outcome().assessment
    told = section(document(), "Forskjeller mellom grupper")
    for breakdown, part in zip(ours.segments, parts(told.blocks, Section), strict=True):
        (matrix,) = [one for one in parts(part, DataTable) if len(one.rows) == len(ours.goals)]
        heads = [one.title.replace("\u00a0", " ") for one in matrix.columns]
        assert heads[:2] == ["Mål", "Alle"]
        sizes = [f"({one.size.respondents} av {one.size.frame})" for one in breakdown.segments]
        assert all(head.endswith(size) for head, size in zip(heads[2:], sizes, strict=True))
        for row, goal in zip(matrix.rows, ours.goals, strict=True):
            for cell, one in zip(row.cells[2:], breakdown.segments, strict=True):
                assert cell[0].status is one.goal(goal.goal).status


def test_the_matrix_says_which_status_of_the_whole_a_person_has_set() -> None:
    made = made_up_outcome()
    first, *others = made.assessment.goals
    until = date(2010, 12, 31)
    signed = AppliedOverride("KS", Wording(nb="Nytt"), date(2009, 6, 1), first.computed, until)
    changed = replace(first, status=Status.GREY, override=signed)
    assessment = replace(made.assessment, goals=(changed, *others))
    told = section(composed(replace(made, assessment=assessment)), "Forskjeller mellom grupper")
    for part in parts(told.blocks, Section):
        (matrix,) = [one for one in parts(part, DataTable) if len(one.rows) == len(others) + 1]
        assert [row[1] for row in texts(matrix) if "overprøvd" in row[1]] == ["grå overprøvd"]
        assert texts(matrix)[0][1] == "grå overprøvd"


def test_what_is_hidden_of_a_segment_has_no_percent_in_the_matrix_and_says_why() -> None:
    ours, told = made_up_outcome().assessment, section(document(), "Forskjeller mellom grupper")
    strategy, hidden = made_up().strategy, 0
    for breakdown, part in zip(ours.segments, parts(told.blocks, Section), strict=True):
        (matrix,) = [one for one in parts(part, DataTable) if len(one.rows) == len(ours.goals)]
        for row, goal in zip(matrix.rows, ours.goals, strict=True):
            name = strategy.goals[goal.goal].attainment
            for cell, one in zip(row.cells[2:], breakdown.segments, strict=True):
                measure = one.measures[name] if name else None
                if measure is None or measure.value is None:
                    assert "%" not in plain_text(cell)
                    assert cell[0].hint
                    hidden += 1
                else:
                    assert "%" in plain_text(cell)
    assert hidden > 47


def test_only_clear_differences_stand_in_the_table_of_tendencies() -> None:
    ours, told = made_up_outcome().assessment, section(document(), "Forskjeller mellom grupper")
    for breakdown, part in zip(ours.segments, parts(told.blocks, Section), strict=True):
        clear = [one for one in breakdown.tendencies if one.direction != "unclear"]
        found = [one for one in parts(part, DataTable) if one.caption.startswith("Hvem som ligger")]
        assert len(found) == bool(clear)
        rows = texts(found[0]) if found else []
        assert len(rows) == len(clear)
        for row, one in zip(rows, clear, strict=True):
            assert row[2] == {"ahead": "foran", "behind": "bak"}[one.direction]
            assert row[3].endswith(f"({one.counts[0]} av {one.counts[1]})")
            assert row[4].endswith(f"({one.other_counts[0]} av {one.other_counts[1]})")


def test_printed_tables_have_no_section_of_segments() -> None:
    assert "Forskjeller mellom grupper" not in [
        one.title for one in parts(composed(outcome()), Section)
    ]
