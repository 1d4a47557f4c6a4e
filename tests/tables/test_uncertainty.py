from __future__ import annotations

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.tables.uncertainty import Z, nonresponse_bounds, wilson_interval


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """numerator, denominator, respondents and frame that can occur together."""
    frame = draw(st.integers(2, 2000))
    respondents = draw(st.integers(1, frame))
    denominator = draw(st.integers(1, respondents))
    return draw(st.integers(0, denominator)), denominator, respondents, frame


@given(samples())
def test_an_interval_holds_the_share_and_stays_between_nothing_and_all(
    sample: tuple[int, int, int, int],
) -> None:
    low, high = wilson_interval(*sample)
    assert 0 <= low <= sample[0] / sample[1] <= high <= 1


@given(samples())
def test_an_interval_of_those_who_say_no_mirrors_that_of_those_who_say_yes(
    sample: tuple[int, int, int, int],
) -> None:
    numerator, denominator, respondents, frame = sample
    low, high = wilson_interval(numerator, denominator, respondents, frame)
    mirrored = wilson_interval(denominator - numerator, denominator, respondents, frame)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(samples(), st.integers(1, 500))
def test_an_interval_narrows_as_more_of_the_frame_answers(
    sample: tuple[int, int, int, int], more: int
) -> None:
    numerator, denominator, respondents, frame = sample
    low, high = wilson_interval(numerator, denominator, respondents, frame + more)
    nearer_low, nearer_high = wilson_interval(numerator, denominator, respondents, frame)
    assert low <= nearer_low + 1e-12
    assert nearer_high <= high + 1e-12


@given(samples())
def test_a_census_leaves_nothing_to_be_uncertain_of(sample: tuple[int, int, int, int]) -> None:
    numerator, denominator, respondents, _ = sample
    share = numerator / denominator
    assert wilson_interval(numerator, denominator, respondents, respondents) == (share, share)


def test_more_respondents_than_frame_is_a_census_too() -> None:
    assert wilson_interval(1, 2, 11, 10) == (0.5, 0.5)


def test_half_of_249_in_430_is_worked_out_by_hand() -> None:
    # n = 249 of 430, all of them asked: effective n = 248 * 430 / 181 = 589.171.
    # z^2 = 3.841459; 1 + z^2/n = 1.006520; p = 0.646586
    # centre = (0.646586 + 3.841459 / 1178.343) / 1.006520 = 0.645637
    # half = 1.959964 * sqrt(0.646586 * 0.353414 / 589.171 + 3.841459 / (4 * 589.171^2)) / 1.006520
    #      = 1.959964 * sqrt(0.00038785 + 0.00000277) / 1.006520 = 0.038486
    low, high = wilson_interval(161, 249, 249, 430)
    assert low == pytest.approx(0.607151, abs=2e-6)
    assert high == pytest.approx(0.684123, abs=2e-6)


def test_in_an_endless_frame_the_interval_is_wilsons_own_of_one_respondent_less() -> None:
    # Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662 by the score method; estimated
    # variances divide by n - 1, which is wider by a hair.
    low, high = wilson_interval(81, 263, 263, 10**9)
    assert (round(low, 4), round(high, 4)) == (0.2552, 0.3663)


def test_nobody_of_a_few_leaves_room_above_and_none_below() -> None:
    low, high = wilson_interval(0, 10, 10, 10**9)
    assert low == 0
    # At p = 0 the interval ends at z^2 / (n + z^2), n the effective size.
    assert isclose(high, Z * Z / (9 + Z * Z), rel_tol=1e-6)
    assert pytest.approx(1.959964, abs=1e-6) == Z
    assert sqrt(Z * Z) == Z


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_bounds_hold_the_share_of_those_asked_whatever_the_rest_would_have_said(
    yes: int, no: int, missing: int, outside: int
) -> None:
    asked = yes + no + missing
    if not asked:
        return
    lowest, highest = nonresponse_bounds(yes, asked, missing, outside)
    assert 0 <= lowest <= yes / asked <= highest <= 1


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 20), st.integers(0, 20), st.data())
def test_no_way_to_fill_in_the_missing_answers_goes_past_the_bounds(
    yes: int, no: int, missing: int, outside: int, data: st.DataObject
) -> None:
    asked = yes + no + missing
    if not asked:
        return
    lowest, highest = nonresponse_bounds(yes, asked, missing, outside)
    among_asked = data.draw(st.integers(0, missing))
    among_others = data.draw(st.integers(0, outside))
    # Of those outside, any number might not have been asked at all.
    put_to = data.draw(st.integers(among_others, outside))
    share = (yes + among_asked + among_others) / (asked + put_to)
    assert lowest <= share + 1e-12
    assert share <= highest + 1e-12


def test_when_everyone_answered_the_bounds_are_the_share() -> None:
    assert nonresponse_bounds(30, 40, 0, 0) == (0.75, 0.75)


def test_the_bounds_of_an_example_are_worked_out_by_hand() -> None:
    # 46 yes of 161 asked, 14 without a known answer, 181 outside: 46/342 and 241/342.
    assert nonresponse_bounds(46, 161, 14, 181) == (46 / 342, 241 / 342)
