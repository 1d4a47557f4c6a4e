from __future__ import annotations

from fractions import Fraction
from math import nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.tables.measure import (
    Measure,
    counted_share,
    exact_share,
    survey_share,
    unknown_measure,
)
from ekrules.tables.tally import BASES, Base, Tally, tally
from ekrules.tables.uncertainty import nonresponse_bounds, wilson_interval
from tests.surveys import BRUK, FORMER, NETT, question, small_survey, survey_of


def test_150_of_250_reaches_60_percent() -> None:
    assert exact_share(150, 250) >= 0.6


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_the_nearest_float_there_is(numerator: int, denominator: int) -> None:
    share, exact = exact_share(numerator, denominator), Fraction(numerator, denominator)
    off = abs(Fraction(share) - exact)
    assert off <= abs(Fraction(nextafter(share, 2e6)) - exact)
    assert off <= abs(Fraction(nextafter(share, -1)) - exact)


@given(st.integers(0, 1000), st.integers(1, 10), st.integers(1, 1000))
def test_a_share_is_the_same_however_large_the_group(few: int, times: int, of: int) -> None:
    assert exact_share(few * times, of * times) == exact_share(few, of)


@pytest.mark.parametrize(
    ("base", "denominator"), [("all", 100), ("asked", 60), ("answered", 55), ("known", 45)]
)
def test_a_measure_names_its_base_and_counts(base: Base, denominator: int) -> None:
    measure = survey_share("bruk", tally(small_survey(), BRUK), ["ja"], base, 200, "liten2009 3.1")
    assert (measure.numerator, measure.denominator, measure.base) == (20, denominator, base)
    assert measure.value == 20 / denominator
    assert (measure.source, measure.question, measure.item) == ("liten2009 3.1", "bruk", None)
    assert measure.reason is None
    assert measure.unit == "share"


def test_several_options_of_one_answer_a_row_are_added() -> None:
    measure = survey_share("nett", tally(small_survey(), NETT), ["ja", "nei"], "known", 200, "")
    assert measure.value == 1


def test_the_interval_of_a_measure_is_that_of_its_counts() -> None:
    measure = survey_share("bruk", tally(small_survey(), BRUK), ["ja"], "asked", 200, "")
    assert (measure.low, measure.high) == wilson_interval(20, 60, 100, 200)


@pytest.mark.parametrize("base", ["asked", "answered", "known"])
def test_the_bounds_of_a_follow_up_are_over_those_asked_and_those_outside(base: Base) -> None:
    measure = survey_share("bruk", tally(small_survey(), BRUK), ["ja"], base, 200, "")
    # 100 of the frame did not answer at all, and 10 gave no answer to what led to the follow-up.
    assert (measure.lowest, measure.highest) == nonresponse_bounds(20, 60, 15, 110)
    assert measure.missing == 15


def test_the_bounds_of_all_are_over_the_whole_frame() -> None:
    measure = survey_share("nett", tally(small_survey(), NETT), ["ja"], "all", 200, "")
    assert (measure.lowest, measure.highest) == (60 / 200, 170 / 200)
    assert measure.missing == 10


def test_those_who_chose_an_option_of_several_are_a_share_of_those_asked() -> None:
    measure = survey_share("papir", tally(small_survey(), FORMER), ["papir"], "asked", 200, "")
    assert measure.value == 0.5


@given(
    st.integers(0, 99), st.integers(0, 99), st.integers(0, 9), st.integers(0, 9),
    st.integers(0, 99), st.integers(0, 99), st.sampled_from(BASES),
)  # fmt: skip
def test_a_measure_lies_inside_its_interval_and_its_interval_between_0_and_1(
    ja: int, nei: int, dont_know: int, no_answer: int, not_asked: int, outside: int, base: Base
) -> None:
    respondents = ja + nei + dont_know + no_answer + not_asked
    counted = Tally("q", None, respondents, {"ja": ja, "nei": nei}, dont_know, no_answer, not_asked)
    measure = survey_share("m", counted, ["ja"], base, respondents + outside, "")
    if measure.value is None:
        assert (measure.reason, measure.denominator) == ("base_is_zero", 0)
        assert (measure.low, measure.high, measure.lowest, measure.highest) == (None,) * 4
        return
    ends = (measure.low, measure.high, measure.lowest, measure.highest)
    low, high, lowest, highest = (end if end is not None else -1.0 for end in ends)
    assert 0 <= low <= measure.value <= high <= 1
    if base != "all":  # a share of all is read as if those not asked had been
        assert 0 <= lowest <= measure.value <= highest <= 1


def test_a_base_without_anyone_leaves_the_share_unknown_and_the_counts_known() -> None:
    asked = question("tom", asked_if=("nett", "ja"))
    survey = survey_of(
        (NETT, {"nei": 100, "ja": 0, "total": 100}),
        (asked, {"nei": 0, "ja": 0, "unanswered": 100, "total": 100}),
    )
    measure = survey_share("tom", tally(survey, asked), ["ja"], "asked", 200, "s")
    assert (measure.value, measure.reason) == (None, "base_is_zero")
    assert (measure.numerator, measure.denominator, measure.source) == (0, 0, "s")


def test_what_was_counted_elsewhere_is_a_share_without_a_range() -> None:
    measure = counted_share("nav", 293, 457, "NAV, 2008-12-31")
    assert (measure.value, measure.numerator, measure.denominator) == (293 / 457, 293, 457)
    assert (measure.low, measure.high, measure.lowest, measure.highest) == (None,) * 4
    assert (measure.base, measure.source) == (None, "NAV, 2008-12-31")
    assert measure.missing == 0


def test_an_unknown_measure_says_why() -> None:
    assert unknown_measure("m", "not_in_survey", "s") == Measure(
        id="m", value=None, reason="not_in_survey", source="s"
    )


def test_an_unknown_share_has_no_exact_value() -> None:
    with pytest.raises(ValueError, match=r"bruk is unknown \(base_is_zero\)"):
        _ = unknown_measure("bruk", "base_is_zero").exact


def test_a_weighted_share_is_its_estimate_and_not_the_quotient_of_its_counts() -> None:
    plain = Measure("m", 0.25, 1, 3)
    assert plain.exact == Fraction(1, 3)
    assert Measure("m", 0.25, 1, 3, weighted=True).exact == Fraction(1, 4)
