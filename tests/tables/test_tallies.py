"""Tallies: the whole and its segments, from printed tables and from answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.survey.answer_layout import (
    CHOSEN,
    DONT_KNOW,
    LEFT_OUT,
    NO_ANSWER,
    NOT_ASKED,
    NOT_CHOSEN,
)
from ekrules.survey.codebook import Weighting
from ekrules.survey.survey import Survey
from ekrules.survey.units import FrameUnit
from ekrules.tables.tallies import Tallies, segment_tallies, tallies_of
from ekrules.tables.tally import Tally, tally
from tests.answered import Cell, answered, breakdown
from tests.surveys import BRUK, FORMER, KANALER, NETT, question, small_survey
from tests.tables.made_answers import answer_columns

ALDER = question("alder", "number", options=(), asked_if=("nett", "ja"))
SUB = question("del", asked_if=("bruk", "ja"))
QUESTIONS = (NETT, BRUK, FORMER, KANALER, ALDER)
REGION = breakdown("region", {"nord": 60, "sor": 100, "vest": 40})
SIZE = breakdown("size", {"liten": None, "stor": None})


def random_survey(respondents: int, seed: int, weighting: Weighting | None = None) -> Survey:
    """Return a survey of a question of each kind; a tenth are in no region that is known."""
    empty = answered({"nett": ["ja"]}, *QUESTIONS)
    segments = {"region": (*REGION.segment_ids * 3, None), "size": SIZE.segment_ids}
    columns = answer_columns(empty, respondents, seed, 0.2, segments)  # type: ignore[arg-type]
    return answered(columns, *QUESTIONS, breakdowns=(REGION, SIZE), frame=200, weighting=weighting)


def numbers(one: Tally) -> Counter[str]:
    """Return all counts of a tally by name, with its counts of options."""
    names = ("respondents", "dont_know", "no_answer", "not_asked", "left_out", "perhaps_asked")
    return Counter({name: getattr(one, name) for name in names}) + Counter(
        {f"option {name}": number for name, number in one.counts.items()}
    )


def summed(groups: list[Tallies], of: tuple[str, str | None]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in groups:
        found = one.of(*of)
        assert found is not None
        total += numbers(found)
    return total


def test_printed_tables_give_the_tally_of_each_question_and_item() -> None:
    survey = small_survey()
    found = tallies_of(survey)
    assert found.of("nett") == tally(survey, NETT)
    assert found.of("kanaler", "sms") == tally(survey, KANALER, "sms")
    assert found.of("kanaler") is None
    assert (found.respondents, found.frame, found.frame_is_known) == (100, 200, True)
    assert found.numbers == {}


def test_printed_tables_have_no_segments() -> None:
    with pytest.raises(KeyError, match="region"):
        segment_tallies(small_survey(), "region")


def test_a_breakdown_that_is_not_there_has_no_segments() -> None:
    with pytest.raises(KeyError, match="county"):
        segment_tallies(random_survey(5, 1), "county")


def test_answers_are_counted_by_what_they_are() -> None:
    columns: dict[str, list[Cell]] = {
        "nett": ["ja", "ja", "ja", "nei", DONT_KNOW, NO_ANSWER, LEFT_OUT],
        "bruk": ["ja", DONT_KNOW, LEFT_OUT, *[NOT_ASKED] * 4],
        "del": ["ja", *[NOT_ASKED] * 6],
        "former:papir": [CHOSEN, NOT_CHOSEN, DONT_KNOW, *[NOT_ASKED] * 4],
        "former:epost": [CHOSEN, CHOSEN, DONT_KNOW, *[NOT_ASKED] * 4],
    }
    found = tallies_of(answered(columns, NETT, BRUK, SUB, FORMER, KANALER))
    assert found.of("nett") == Tally("nett", None, 7, {"nei": 1, "ja": 3}, 1, 1, 0, left_out=1)
    # Three gave no answer that says whether they should have been asked.
    assert found.of("bruk") == Tally(
        "bruk", None, 7, {"nei": 0, "ja": 1}, 1, 0, 4, perhaps_asked=3, left_out=1
    )
    # And of the question that follows it, two more.
    assert found.of("del") == Tally("del", None, 7, {"nei": 0, "ja": 1}, 0, 0, 6, perhaps_asked=5)
    assert found.of("former") == Tally(
        "former", None, 7, {"papir": 1, "epost": 2}, 1, 0, 4, perhaps_asked=3
    )


def test_a_question_that_the_answers_do_not_hold_has_no_tally() -> None:
    found = tallies_of(answered({"nett": ["ja"]}, NETT, BRUK))
    assert found.of("bruk") is None
    assert found.of("nett") is not None


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(0, 10**6), st.sampled_from(["region", "size"]))
def test_segments_add_up_to_the_whole(respondents: int, seed: int, by: str) -> None:
    survey = random_survey(respondents, seed)
    whole, segments = tallies_of(survey), segment_tallies(survey, by)
    column = survey.answers.frame[f"@{by}"] if survey.answers else []
    unknown = sum(value is None for value in column)
    assert sum(one.own.respondents for one in segments.values()) == respondents - unknown
    for name, one in whole.questions.items():
        for segment in segments.values():
            both = summed([segment.own, segment.others], name)
            assert both == numbers(one)
        if not unknown:
            assert summed([two.own for two in segments.values()], name) == numbers(one)


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(0, 10**6))
def test_numbers_of_a_segment_and_the_others_add_up_to_the_whole(
    respondents: int, seed: int
) -> None:
    survey = random_survey(respondents, seed)
    whole = tallies_of(survey).numbers["alder"]
    for one in segment_tallies(survey, "region").values():
        parts = [two.numbers["alder"] for two in (one.own, one.others) if two.numbers]
        assert sum(two.n for two in parts) == whole.n
        assert sum(two.wy for two in parts) == pytest.approx(whole.wy)
        ends = [two.lowest for two in parts if two.lowest is not None]
        assert min(ends, default=None) == whole.lowest


def test_a_respondent_whose_segment_is_unknown_is_in_none_and_among_the_others_of_all() -> None:
    columns: dict[str, list[Cell]] = {
        "@region": ["nord", None, "sor"],
        "nett": ["ja", "ja", "nei"],
    }
    found = segment_tallies(answered(columns, NETT, breakdowns=(REGION,)), "region")
    assert {name: one.own.respondents for name, one in found.items()} == {
        "nord": 1,
        "sor": 1,
        "vest": 0,
    }
    assert {name: one.others.respondents for name, one in found.items()} == {
        "nord": 2,
        "sor": 2,
        "vest": 3,
    }


def test_a_segment_without_respondents_has_tallies_of_nought() -> None:
    columns: dict[str, list[Cell]] = {"@region": ["nord"], "nett": ["ja"]}
    found = segment_tallies(answered(columns, NETT, breakdowns=(REGION,)), "region")["vest"]
    assert found.own.of("nett") == Tally("nett", None, 0, {"nei": 0, "ja": 0}, 0, 0, 0)
    assert (found.own.frame, found.own.frame_is_known) == (40, True)
    assert found.own.numbers == {}


def test_the_frame_of_a_segment_is_counted_in_the_list_or_written() -> None:
    survey = random_survey(50, 1)
    found = segment_tallies(survey, "region")
    assert {name: one.own.frame for name, one in found.items()} == REGION_FRAME
    assert {name: one.others.frame for name, one in found.items()} == {
        name: 200 - number for name, number in REGION_FRAME.items()
    }
    units = [
        FrameUnit(f"{name}{number}", name, {"region": name, "size": "liten"})
        for name, many in (("nord", 40), ("sor", 25), ("vest", 35))
        for number in range(many)
    ]
    listed = segment_tallies(replace(survey, units=tuple(units)), "region")
    assert [one.own.frame for one in listed.values()] == [40, 25, 35]
    assert [one.others.frame for one in listed.values()] == [60, 75, 65]


REGION_FRAME = {"nord": 60, "sor": 100, "vest": 40}


def test_where_nobody_knows_the_frame_a_segment_is_taken_to_have_answered_as_the_whole() -> None:
    survey = random_survey(50, 3)
    for one in segment_tallies(survey, "size").values():
        assert not one.own.frame_is_known
        # A quarter of the frame answered.
        assert one.own.frame == 4 * one.own.respondents
        assert one.others.frame == 4 * one.others.respondents


@pytest.mark.parametrize("strata", [None, "region", "size"])
@pytest.mark.parametrize("by", ["region", "size"])
def test_counts_stay_the_same_where_answers_are_weighted(strata: str | None, by: str) -> None:
    """A breakdown may be the one that answers are weighted by, or both may be the same."""
    survey = random_survey(60, 5)
    assert survey.answers is not None
    known = survey.answers.frame.filter(~survey.answers.frame["@region"].is_null())
    answers = replace(survey.answers, frame=known, respondents=len(known))
    size = breakdown("size", {"liten": 90, "stor": 110})
    plain = replace(survey, answers=answers, breakdowns=(REGION, size))
    weighting = Weighting(strata=strata, post_stratify="region")
    weighted = replace(
        plain, description=plain.description.model_copy(update={"weighting": weighting})
    )
    ours, theirs = segment_tallies(weighted, by), segment_tallies(plain, by)
    for name, one in ours.items():
        for own, other in ((one.own, theirs[name].own), (one.others, theirs[name].others)):
            assert own.questions.keys() == other.questions.keys()
            for key, found in own.questions.items():
                assert found.weighed is not None
                assert replace(found, weighed=None) == other.questions[key]
            assert own.numbers == other.numbers
            assert own.design is not None
            assert other.design is None
