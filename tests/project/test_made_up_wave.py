"""The made-up answers of 2009, read back from a file of each kind, are the printed tables."""

from __future__ import annotations

from functools import cache

import pytest

from ekrules.assessment.assessed import GoalAssessment
from ekrules.survey.answer_files.writing import FRAME_ENDINGS
from ekrules.tables.measure import Measure
from ekrules.tables.tallies import Tallies, tallies_of
from tests.made_up import made_up, made_up_outcome
from tests.real_project import outcome, real

PRINTED = tallies_of(real().survey)
QUESTIONS = sorted(real().survey.printed)


@cache
def counted_once() -> Tallies:
    return tallies_of(made_up().survey)


def figures(measure: Measure) -> tuple[object, ...]:
    names = ("value", "numerator", "denominator", "base", "low", "high", "lowest", "highest")
    others = ("reason", "missing", "combined", "weighted", "parts", "estimate", "exact")
    return tuple(getattr(measure, one) for one in (*names, *others))


def judgement(goal: GoalAssessment) -> tuple[object, ...]:
    row = goal.decided_by.row if goal.decided_by else None
    return goal.goal, goal.theme, goal.status, goal.reason, row, goal.robust, goal.to_next


@pytest.mark.parametrize("ending", FRAME_ENDINGS)
def test_every_tally_of_every_question_is_that_of_the_printed_table(ending: str) -> None:
    counted = tallies_of(made_up(ending).survey)
    assert len(QUESTIONS) == 71
    assert counted.questions.keys() == PRINTED.questions.keys()
    unlike = {
        name: (found, PRINTED.questions[name])
        for name, found in counted.questions.items()
        if found != PRINTED.questions[name]
    }
    assert unlike == {}
    assert (counted.respondents, counted.frame, counted.frame_is_known) == (249, 430, True)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_printed_cell_is_counted_in_the_answers(question: str) -> None:
    survey, counted = real().survey, counted_once()
    table = survey.printed[question]
    for cell in table.cells:
        found = counted.of(question, cell.item)
        assert found is not None
        unanswered = found.no_answer + found.not_asked + found.left_out
        expected = {
            **found.counts,
            "dont_know": found.dont_know,
            "unanswered": unanswered,
            # A table of several options is printed of those who answered it.
            "total": 249 - unanswered if table.layout == "multiple_response" else 249,
        }
        assert cell.count == expected[cell.answer], cell.answer


def test_all_measures_are_those_of_the_printed_tables() -> None:
    ours, theirs = made_up_outcome().assessment.measures, outcome().assessment.measures
    assert len(ours) == 131
    assert {one: figures(two) for one, two in ours.items()} == {
        one: figures(two) for one, two in theirs.items()
    }


def test_goals_themes_findings_and_the_whole_are_judged_as_by_the_printed_tables() -> None:
    ours, theirs = made_up_outcome().assessment, outcome().assessment
    assert [judgement(one) for one in ours.goals] == [judgement(one) for one in theirs.goals]
    assert [(one.id, one.status, one.counted) for one in ours.themes] == [
        (one.id, one.status, one.counted) for one in theirs.themes
    ]
    assert (ours.overall.status, ours.overall.counted) == (
        theirs.overall.status,
        theirs.overall.counted,
    )
    assert [(one.id, one.holds, one.because) for one in ours.findings] == [
        (one.id, one.holds, one.because) for one in theirs.findings
    ]


def test_who_answered_is_told_as_the_source_printed_it() -> None:
    ours, theirs = made_up().survey.frame, real().survey.frame
    assert ours is not None
    assert theirs is not None
    counted = {one.id: one for one in ours.breakdowns}
    for printed in theirs.breakdowns:
        found = counted[printed.id]
        assert [one.respondents for one in found.segments] == [
            one.respondents for one in printed.segments
        ]
        if printed.has_frame:
            assert [(one.frame, one.response_rate) for one in found.segments] == [
                (one.frame, one.response_rate) for one in printed.segments
            ]
            totals = (found.total, printed.total)
            assert len({(one.respondents, one.frame, one.response_rate) for one in totals}) == 1


def test_nothing_of_the_file_is_left_out() -> None:
    answers = made_up().survey.answers
    assert answers is not None
    assert {kind for kind, count in answers.counts.items() if count} == {"missing"}
