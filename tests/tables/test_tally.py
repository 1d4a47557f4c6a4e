from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.survey.codebook import Question
from ekrules.survey.reading import read_survey
from ekrules.tables.tally import BASES, Tally, tally
from tests.surveys import (
    BRUK,
    BRUK_COUNTS,
    FORMER,
    KANALER,
    NETT,
    NETT_COUNTS,
    SURVEY_2009,
    question,
    small_survey,
    survey_of,
)


def sizes(counted: Tally) -> dict[str, int]:
    return {base: counted.base_n(base) for base in BASES}


def test_a_question_put_to_everyone_has_everyone_in_its_widest_bases() -> None:
    counted = tally(small_survey(), NETT)
    assert sizes(counted) == {"all": 100, "asked": 100, "answered": 100, "known": 90}
    assert dict(counted.counts) == {"nei": 30, "ja": 60}


def test_a_follow_up_keeps_those_not_asked_apart_from_those_who_gave_no_answer() -> None:
    counted = tally(small_survey(), BRUK)
    assert (counted.not_asked, counted.no_answer, counted.dont_know) == (40, 5, 10)
    assert sizes(counted) == {"all": 100, "asked": 60, "answered": 55, "known": 45}


def test_those_whose_answer_before_is_unknown_might_have_been_asked() -> None:
    last = question("sist", asked_if=("bruk", "ja"))
    counts = {"nei": 5, "ja": 12, "unanswered": 83, "total": 100}
    survey = survey_of((NETT, NETT_COUNTS), (BRUK, BRUK_COUNTS), (last, counts))
    assert tally(survey, NETT).perhaps_asked == 0
    assert tally(survey, BRUK).perhaps_asked == 10
    # 10 do not know whether they are on the net; 10 do not know and 5 do not say if they use it.
    assert tally(survey, last).perhaps_asked == 10 + 10 + 5


def test_a_question_of_several_answers_counts_no_answer_from_its_total() -> None:
    counted = tally(small_survey(), FORMER)
    assert (counted.not_asked, counted.no_answer, counted.dont_know) == (40, 5, 5)
    assert sizes(counted) == {"all": 100, "asked": 60, "answered": 55, "known": 50}


def test_a_grid_is_counted_item_by_item() -> None:
    survey = small_survey()
    assert sizes(tally(survey, KANALER, "epost")) == {
        "all": 100,
        "asked": 100,
        "answered": 96,
        "known": 90,
    }
    assert tally(survey, KANALER, "sms").counts["ja"] == 50
    assert tally(survey, KANALER, "sms").item == "sms"


def test_the_care_services_of_2009_leave_88_not_asked_and_3_without_an_answer() -> None:
    survey = read_survey(SURVEY_2009, Faults())
    assert survey is not None
    counted = tally(survey, survey.questions["helsenett_pleie"])
    assert (counted.not_asked, counted.no_answer) == (88, 3)
    assert sizes(counted) == {"all": 249, "asked": 161, "answered": 158, "known": 147}


@given(
    st.lists(st.integers(0, 60), min_size=5, max_size=5),
    st.lists(st.integers(0, 60), min_size=2, max_size=2),
)
def test_bases_lie_inside_each_other_and_the_counts_add_up(
    asked: list[int], past: list[int]
) -> None:
    ja, nei, dont_know, no_answer, _ = asked
    parent = {"ja": ja + nei + dont_know + no_answer, "nei": past[0], "dont_know": past[1]}
    respondents = sum(parent.values())
    if not respondents:
        return
    counts = {
        "ja": ja, "nei": nei, "dont_know": dont_know,
        "unanswered": no_answer + sum(past), "total": respondents,
    }  # fmt: skip
    survey = survey_of(
        (NETT, {**parent, "total": respondents}),
        (BRUK, counts),
        respondents=respondents,
        frame=respondents,
    )
    counted = tally(survey, BRUK)
    every = sizes(counted)
    assert every["all"] >= every["asked"] >= every["answered"] >= every["known"] >= 0
    assert every["all"] - every["asked"] == counted.not_asked == sum(past)
    assert every["asked"] - every["answered"] == counted.no_answer == no_answer
    assert every["answered"] - every["known"] == counted.dont_know == dont_know
    assert sum(counted.counts.values()) == every["known"]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=4), st.integers(0, 9), st.integers(0, 9))
def test_counts_of_several_answers_overlap_but_each_lies_inside_known(
    chosen: list[int], dont_know: int, no_answer: int
) -> None:
    known = max(chosen)
    answered = known + dont_know
    asked = answered + no_answer
    if not asked:
        return
    names = [f"valg_{n}" for n in range(len(chosen))]
    multi: Question = question("valg", "multi", names)
    counts = dict(zip(names, chosen, strict=True))
    survey = survey_of(
        (multi, {**counts, "dont_know": dont_know, "total": answered}),
        respondents=asked,
        frame=asked,
    )
    counted = tally(survey, multi)
    assert sizes(counted) == {
        "all": asked, "asked": asked, "answered": answered, "known": known,
    }  # fmt: skip
    assert dict(counted.counts) == counts
    assert all(count <= counted.base_n("known") for count in counted.counts.values())


@pytest.mark.parametrize("name", ["q", "r"])
def test_a_tally_says_what_it_counts(name: str) -> None:
    asked = question(name)
    counted = tally(survey_of((asked, {"nei": 40, "ja": 60, "total": 100})), asked)
    assert (counted.question, counted.item, counted.respondents) == (name, None, 100)
    assert (counted.dont_know, counted.no_answer, counted.not_asked) == (0, 0, 0)
