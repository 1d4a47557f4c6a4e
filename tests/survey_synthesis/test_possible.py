"""Any table that respondents could have given is made exactly; any other is refused by name."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ekrules.errors import InputError
from ekrules.survey.printed import TOTAL
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.answers import synthesize_answers
from tests.survey_synthesis.made_up import unlike_printed, wrongly_routed
from tests.surveys import (
    BRUK,
    FORMER,
    KANALER,
    NETT,
    Counts,
    question,
    small_survey,
    survey_of,
)

OPTIONS = ("papir", "epost", "sms")
KANAL = question("kanal", "multi", OPTIONS)
RATING = question("rating", options=("lav", "middels", "hoy"), asked_if=("nett", "ja"))

# What one respondent may do with each question; () is no answer.
CHOICES = st.one_of(
    st.just(()),
    st.just(("dont_know",)),
    st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True),
)
RESPONDENT = st.fixed_dictionaries(
    {
        "nett": st.sampled_from(("nei", "ja", "dont_know", "unanswered")),
        "rating": st.sampled_from(("lav", "middels", "hoy", "dont_know", "unanswered")),
        "kanal": CHOICES,
        "epost": st.sampled_from(("nei", "ja", "dont_know", "unanswered")),
        "sms": st.sampled_from(("nei", "ja", "dont_know", "unanswered")),
    }
)


def printed_of(respondents: list[dict[str, object]]) -> Survey:
    """The survey that a publisher would print of these respondents."""

    def column(key: str, options: tuple[str, ...], routed: bool = False) -> Counts:
        answers = [
            "unanswered" if routed and one["nett"] != "ja" else one[key] for one in respondents
        ]
        rows = {name: answers.count(name) for name in (*options, "unanswered", "dont_know")}
        return rows | {TOTAL: len(answers)}

    chosen = [one["kanal"] for one in respondents]
    kanal = {name: sum(name in one for one in chosen) for name in (*OPTIONS, "dont_know")}  # type: ignore[operator]
    grid = {item: column(item, ("nei", "ja")) for item in ("epost", "sms")}
    return survey_of(
        (NETT, column("nett", ("nei", "ja"))),
        (RATING, column("rating", ("lav", "middels", "hoy"), routed=True)),
        (KANAL, kanal | {TOTAL: sum(bool(one) for one in chosen)}),
        (KANALER, grid),
        respondents=len(respondents),
        frame=len(respondents) + 3,
    )


@given(st.lists(RESPONDENT, min_size=1, max_size=12), st.integers(0, 99))
def test_whatever_respondents_could_have_printed_is_made_exactly(
    respondents: list[dict[str, object]], seed: int
) -> None:
    survey = printed_of(respondents)
    answers = synthesize_answers(survey, seed)
    assert unlike_printed(answers, survey) == []
    assert wrongly_routed(answers, survey) == []


def multiple_tables(asked: int) -> set[tuple[int, int, int, int]]:
    """Every table (papir, epost, dont_know, total) that `asked` respondents can give."""
    answers = [(0, 0, 0, 0), (0, 0, 1, 1), (1, 0, 0, 1), (0, 1, 0, 1), (1, 1, 0, 1)]
    ways = combinations_with_replacement(answers, asked)
    return {tuple(sum(cells) for cells in zip(*way, strict=True)) for way in ways}


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_a_table_of_several_choices_is_refused_exactly_where_nobody_could_have_given_it(
    asked: int,
) -> None:
    possible = multiple_tables(asked)
    for papir, epost, dont_know, total in product(range(asked + 2), repeat=4):
        counts = {"papir": papir, "epost": epost, "dont_know": dont_know, TOTAL: total}
        survey = survey_of(
            (NETT, {"nei": 2, "ja": asked, TOTAL: asked + 2}),
            (FORMER, counts),
            respondents=asked + 2,
        )
        if (papir, epost, dont_know, total) in possible:
            assert unlike_printed(synthesize_answers(survey, 1), survey) == []
        else:
            with pytest.raises(InputError, match='"former"'):
                synthesize_answers(survey, 1)


COUNT = st.integers(0, 4)


@given(COUNT, COUNT, COUNT, COUNT, st.integers(0, 8))
@example(1, 1, 2, 0, 4)
def test_a_column_is_made_where_it_adds_up_and_holds_those_not_asked_and_else_refused(
    no: int, yes: int, unanswered: int, dont_know: int, total: int
) -> None:
    survey = survey_of(
        (NETT, {"nei": 1, "ja": 3, TOTAL: 4}),
        (BRUK, {"nei": no, "ja": yes, "unanswered": unanswered, "dont_know": dont_know,
                TOTAL: total}),
        respondents=4,
    )  # fmt: skip
    if no + yes + unanswered + dont_know == total == 4 and unanswered >= 1:
        answers = synthesize_answers(survey, 1)
        assert unlike_printed(answers, survey) == []
        assert wrongly_routed(answers, survey) == []
    else:
        with pytest.raises(InputError, match='"bruk"'):
            synthesize_answers(survey, 1)


def test_every_impossible_question_is_named_at_once() -> None:
    survey = survey_of(
        (NETT, {"nei": 30, "ja": 60, TOTAL: 100}),
        (question("epj"), {"nei": 50, "ja": 50, TOTAL: 100}),
        (
            KANALER,
            {
                "epost": {"nei": 1, "ja": 98, TOTAL: 100},
                "sms": {"nei": 9, "ja": 91, TOTAL: 100},
            },
        ),
        (KANAL, {"papir": 9, "epost": 2, "sms": 1, TOTAL: 8}),
    )
    with pytest.raises(InputError) as refused:
        synthesize_answers(survey, 1)
    told = sorted(fault.found for fault in refused.value.faults)
    assert told == [
        '9 chose "papir" in "kanal"',
        'the counts of "kanaler", item "epost" add up to 99, the total is 100',
        'the counts of "nett" add up to 90, the total is 100',
    ]


def test_a_follow_up_to_an_impossible_question_is_not_complained_of_as_well() -> None:
    survey = survey_of(
        (NETT, {"nei": 30, "ja": 60, TOTAL: 100}), (BRUK, {"nei": 1, "ja": 1, TOTAL: 2})
    )
    with pytest.raises(InputError) as refused:
        synthesize_answers(survey, 1)
    assert len(refused.value.faults) == 1


def test_a_survey_without_printed_tables_is_refused() -> None:
    with pytest.raises(InputError, match="no printed tables"):
        synthesize_answers(survey_of((NETT, {})), 1)


def test_no_answers_are_made_up_for_a_question_that_no_table_prints() -> None:
    survey = survey_of(
        (NETT, {"nei": 40, "ja": 60, TOTAL: 100}), (BRUK, {}), (question("alder", "number", ()), {})
    )
    answers = synthesize_answers(survey, 1)
    assert answers.codes["bruk"].count("no_answer") == 60
    assert answers.codes["bruk"].count("not_asked") == 40
    assert set(answers.codes["alder:reason"]) == {"no_answer"}
    assert "alder" not in answers.codes


def test_unanswered_in_a_table_of_several_choices_is_those_outside_its_total() -> None:
    counts = {"papir": 3, "epost": 2, "sms": 0, TOTAL: 4}
    for unanswered, fits in ((6, True), (0, True), (5, False)):
        survey = survey_of((KANAL, counts | {"unanswered": unanswered}), respondents=10)
        if fits:
            assert synthesize_answers(survey, 1).codes["kanal:sms"].count("no_answer") == 6
        else:
            with pytest.raises(InputError, match='5 unanswered in "kanal"'):
                synthesize_answers(survey, 1)


def test_a_survey_without_a_frame_table_has_units_without_segments() -> None:
    answers = synthesize_answers(small_survey(), 1)
    assert (len(answers.respondents), len(answers.units)) == (100, 200)
    assert all(unit.segments == {} for unit in answers.units)
    assert answers.breakdowns == ()
    assert unlike_printed(answers, small_survey()) == []
