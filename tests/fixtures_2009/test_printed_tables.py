"""The survey of 2009 held against itself, by arithmetic of its own and not by the product's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import accumulate

import pytest

from ekrules.errors import Faults
from ekrules.survey.printed import DONT_KNOW, TOTAL, UNANSWERED, PrintedCell, PrintedTable
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from tests.surveys import SURVEY_2009


@pytest.fixture(scope="module")
def survey() -> Survey:
    faults = Faults()
    read = read_survey(SURVEY_2009, faults)
    assert faults.found == []
    assert read is not None
    return read


def columns(survey: Survey) -> Iterator[tuple[PrintedTable, str | None, list[PrintedCell]]]:
    """Each printed column of counts: a table, or one item of a grid."""
    for printed in survey.printed.values():
        for item in dict.fromkeys(cell.item for cell in printed.cells):
            yield printed, item, [cell for cell in printed.cells if cell.item == item]


def rounded(count: int, everyone: int, unit: str = "0.1") -> set[float]:
    exact = Decimal(100 * count) / Decimal(everyone)
    return {float(exact.quantize(Decimal(unit), how)) for how in (ROUND_HALF_UP, ROUND_HALF_EVEN)}


def total_of(cells: list[PrintedCell]) -> int:
    [total] = [cell.count for cell in cells if cell.answer == TOTAL]
    return total


def test_249_of_430_municipalities_answered_about_18_themes(survey: Survey) -> None:
    about = survey.description
    assert (about.respondents, about.frame, about.wave) == (249, 430, 2009)
    assert [theme.number for theme in survey.themes] == list(range(1, 19))
    assert [theme.section for theme in survey.themes] == [f"3.{n}" for n in range(1, 19)]


def test_71_questions_were_printed_in_545_cells(survey: Survey) -> None:
    assert len(survey.questions) == len(survey.printed) == 71
    assert list(survey.questions) == list(survey.printed)
    assert [one.number for one in survey.questions.values()] == list(range(1, 72))
    assert sum(len(printed.cells) for printed in survey.printed.values()) == 545


def test_each_theme_prints_its_own_questions(survey: Survey) -> None:
    for theme, printed in zip(survey.themes, survey.printed_themes, strict=True):
        assert (theme.theme, theme.section) == (printed.theme, printed.section)
        assert [one.id for one in theme.questions] == [one.question for one in printed.tables]


def test_counts_of_one_answer_a_row_add_up_to_249(survey: Survey) -> None:
    checked = 0
    for printed, _, cells in columns(survey):
        if printed.layout != "multiple_response":
            checked += 1
            assert sum(cell.count for cell in cells if cell.answer != TOTAL) == total_of(cells)
            assert total_of(cells) == 249, printed.question
    assert checked == 98


def test_every_percent_is_its_count_of_the_printed_total(survey: Survey) -> None:
    for printed, item, cells in columns(survey):
        for cell in cells:
            expected = rounded(cell.count, total_of(cells))
            assert cell.percent in expected, (printed.question, item, cell.answer)


def test_every_valid_percent_is_the_percent_since_nothing_was_set_aside(survey: Survey) -> None:
    every = [c for _, _, cells in columns(survey) for c in cells if c.valid_percent is not None]
    assert len(every) > 200
    assert all(cell.valid_percent == cell.percent for cell in every)


def test_every_cumulative_percent_is_the_counts_so_far(survey: Survey) -> None:
    checked = 0
    for printed, _, cells in columns(survey):
        for cell, so_far in zip(cells, accumulate(c.count for c in cells), strict=True):
            if cell.cumulative_percent is not None:
                checked += 1
                expected = rounded(so_far, total_of(cells))
                assert cell.cumulative_percent in expected, (printed.question, cell.answer)
    assert checked > 200


def test_the_last_cumulative_percent_of_a_table_is_a_hundred(survey: Survey) -> None:
    for _, _, cells in columns(survey):
        told = [c.cumulative_percent for c in cells if c.cumulative_percent is not None]
        assert told == sorted(told)
        assert told[-1:] in ([], [100.0])


SEVERAL_ANSWERS = {
    "skjemalosninger": (202, 200),
    "geodata_typer": (202, 198),
    "postliste_innhold": (178, 169),
    "niva_4_bruk": (14, 12),
    "somlos_overforing": (166, 164),
    "samarbeidsomrader": (222, 222),
    "samarbeidsformer": (222, 221),
}


def test_the_seven_tables_of_several_answers_count_those_who_answered(survey: Survey) -> None:
    multiple = [one for one in survey.printed.values() if one.layout == "multiple_response"]
    assert {one.question for one in multiple} == SEVERAL_ANSWERS.keys()
    for printed in multiple:
        _, answered = SEVERAL_ANSWERS[printed.question]
        counts = printed.counts()
        assert counts[TOTAL] == answered
        assert sum(counts.values()) - answered >= answered
        chosen = [count for answer, count in counts.items() if answer != TOTAL]
        assert max(chosen) <= answered


ASKED = {
    "opptak_ettertid": 38, "skjemalosninger": 202, "tjenestetrappa": 202, "brukertilfredshet": 202,
    "minside": 202, "altinn": 202, "helsenett_pleie": 161, "meldinger_helseforetak": 161,
    "meldinger_fastleger": 161, "nav_utforming": 160, "geodata_typer": 202,
    "postliste_innhold": 178, "datatilsynet": 231, "niva_4_bruk": 14, "arkitektur_mal": 172,
    "referansekatalogen": 65, "somlos_overforing": 166, "samarbeidsomrader": 222,
    "samarbeidsformer": 222, "ikt_plan_strategisk": 144,
}  # fmt: skip


def test_the_follow_ups_are_these_and_each_was_put_to_this_many(survey: Survey) -> None:
    routed = {name: one.asked_if for name, one in survey.questions.items() if one.asked_if}
    assert routed.keys() == ASKED.keys()
    for name, routing in routed.items():
        counts = survey.printed[routing.question].counts()
        assert sum(counts[answer] for answer in routing.answers) == ASKED[name]


def test_no_table_leaves_unanswered_fewer_than_were_not_asked(survey: Survey) -> None:
    for printed, item, cells in columns(survey):
        not_asked = 249 - ASKED.get(printed.question, 249)
        counts = {cell.answer: cell.count for cell in cells}
        if printed.layout != "multiple_response":
            left = counts.get(UNANSWERED, 0) - not_asked
            assert 0 <= left <= 16, (printed.question, item)


def test_a_codebook_that_says_no_missing_kind_prints_none(survey: Survey) -> None:
    for printed, _, cells in columns(survey):
        question = survey.questions[printed.question]
        counts = {cell.answer: cell.count for cell in cells}
        if "dont_know" not in question.missing:
            assert counts.get(DONT_KNOW, 0) == 0, printed.question
        if "no_answer" not in question.missing and printed.layout != "multiple_response":
            not_asked = 249 - ASKED.get(printed.question, 249)
            assert counts.get(UNANSWERED, 0) == not_asked, printed.question


def test_no_table_needs_a_note_to_excuse_it(survey: Survey) -> None:
    assert not any(note.does_not_add_up for note in survey.notes)
