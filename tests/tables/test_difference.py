from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.tables.design import WHOLE, counted, simple_design
from ekrules.tables.difference import (
    Difference,
    adjusted_level,
    correlation_of_shares,
    difference_of_means,
    difference_of_shares,
    hybrid_interval,
    mean_against_rest,
    share_against_rest,
)
from ekrules.tables.domain_sums import MeanSums, ShareSums
from ekrules.tables.estimation import (
    Estimate,
    NoEstimate,
    covariance,
    estimate_mean,
    estimate_share,
)
from ekrules.tables.intervals import score_interval, share_interval
from ekrules.tables.quantiles import two_sided_quantile
from ekrules.tables.simple_sample import simple_share
from tests.tables.samples import Respondent, design_of, known, means_of, near, shares_of

# Newcombe (1998), Statistics in Medicine 17: 873-890, table II, method 10.
NEWCOMBE = {
    (56, 70, 48, 80): (0.0524, 0.3339),
    (9, 10, 3, 10): (0.1705, 0.8090),
    (6, 7, 2, 7): (0.0582, 0.8062),
    (5, 56, 0, 29): (-0.0381, 0.1926),
    (0, 10, 0, 20): (-0.1611, 0.2775),
    (0, 10, 0, 10): (-0.2775, 0.2775),
    (10, 10, 0, 20): (0.6791, 1.0),
    (10, 10, 0, 10): (0.6075, 1.0),
}


@st.composite
def shares(draw: st.DrawFn) -> Estimate:
    """A share of a simple sample."""
    respondents = draw(st.integers(1, 100))
    asked = draw(st.integers(1, respondents))
    frame = respondents + draw(st.integers(0, 300))
    return simple_share(draw(st.integers(0, asked)), asked, respondents, frame)


@pytest.mark.parametrize(("counts", "printed"), NEWCOMBE.items())
def test_differences_are_those_that_newcombe_printed(
    counts: tuple[int, int, int, int], printed: tuple[float, float]
) -> None:
    yes, n, other_yes, other_n = counts
    z = two_sided_quantile()
    first, second = yes / n, other_yes / other_n
    ranges = score_interval(first, n, z), score_interval(second, other_n, z)
    found = hybrid_interval(first, ranges[0], second, ranges[1])
    assert list(found) == pytest.approx(list(printed), abs=5.1e-5)


@given(shares(), shares(), st.integers(1, 20), st.floats(-1, 1))
def test_an_interval_holds_the_difference_and_mirrors_when_the_two_change_places(
    first: Estimate, second: Estimate, comparisons: int, correlation: float
) -> None:
    found = difference_of_shares(first, second, 0.95, comparisons, correlation)
    assert -1 <= found.low <= found.value <= found.high <= 1
    mirrored = difference_of_shares(second, first, 0.95, comparisons, correlation)
    assert (mirrored.low, mirrored.high) == (near_zero(-found.high), near_zero(-found.low))
    assert mirrored.excludes_zero == found.excludes_zero


def near_zero(expected: float) -> object:
    return pytest.approx(expected, abs=1e-12)


@given(shares(), shares(), st.integers(1, 19))
def test_more_comparisons_ask_for_more(first: Estimate, second: Estimate, comparisons: int) -> None:
    found = difference_of_shares(first, second, comparisons=comparisons)
    stricter = difference_of_shares(first, second, comparisons=comparisons + 1)
    assert stricter.low <= found.low
    assert found.high <= stricter.high
    assert found.excludes_zero or not stricter.excludes_zero


@given(shares(), shares())
def test_shares_that_move_together_are_told_apart_sooner(first: Estimate, second: Estimate) -> None:
    apart, together = (difference_of_shares(first, second, correlation=c) for c in (0.0, 0.6))
    assert apart.low <= together.low + 1e-12
    assert together.high <= apart.high + 1e-12


@given(shares())
def test_a_share_against_a_known_one_keeps_its_own_interval(share: Estimate) -> None:
    known_share = simple_share(1, 4, 4, 4)
    found = difference_of_shares(share, known_share)
    low, high = share_interval(share)
    assert found.low == near_zero(low - 0.25)
    assert found.high == near_zero(high - 0.25)


def test_two_censuses_differ_by_what_they_differ() -> None:
    found = difference_of_shares(simple_share(3, 4, 4, 4), simple_share(1, 4, 4, 4))
    assert found == Difference(0.5, 0.5, 0.5, 0.95)
    assert found.excludes_zero
    same = difference_of_shares(simple_share(3, 4, 4, 4), simple_share(3, 4, 4, 4))
    assert not same.excludes_zero


def test_a_level_is_divided_among_the_comparisons() -> None:
    assert adjusted_level(0.95, 1) == 0.95
    assert adjusted_level(0.95, 10) == near(0.995)
    found = difference_of_shares(simple_share(1, 9, 9, 20), simple_share(2, 9, 9, 20), 0.9, 4)
    assert found.level == near(0.975)
    with pytest.raises(ValueError, match="expected at least one"):
        adjusted_level(0.95, 0)


def test_means_differ_by_their_standard_errors() -> None:
    first, second = Estimate(50, 3.0, 40, 39, 60.0), Estimate(40, 4.0, 30, 29, 50.0)
    found = difference_of_means(first, second)
    assert found is not None
    assert (found.low, found.high) == (near(10 - 1.959963984540054 * 5), near(19.79981992270027))
    assert found.excludes_zero
    tied = difference_of_means(first, second, correlation=0.5)
    assert tied is not None
    assert tied.high == near(10 + 1.959963984540054 * 13**0.5)
    strict = difference_of_means(first, second, comparisons=5, degrees_of_freedom=20)
    assert strict is not None
    assert strict.high == near(10 + 5 * two_sided_quantile(0.99, 20))
    assert not strict.excludes_zero


def test_one_answer_is_no_mean_to_compare() -> None:
    one, many = Estimate(50, 0.0, 1, 0, 1.7), Estimate(40, 4.0, 30, 29, 50.0)
    assert difference_of_means(one, many) is None
    assert difference_of_means(Estimate(50, 0.0, 1, 0, inf), many) is not None


def test_a_segment_or_a_rest_without_answers_gives_a_reason() -> None:
    design = simple_design(10, 20)
    some = {(WHOLE, WHOLE): ShareSums(counted(10), counted(4))}
    assert share_against_rest(design, some, {}) == NoEstimate("base_is_zero")
    assert share_against_rest(design, {}, some) == NoEstimate("base_is_zero")
    numbers = {cell: one.as_mean for cell, one in some.items()}
    assert mean_against_rest(design, numbers, {}) == NoEstimate("base_is_zero")
    assert mean_against_rest(design, {}, numbers) == NoEstimate("base_is_zero")


def test_a_segment_of_a_simple_sample_is_compared_as_a_sample_of_its_own() -> None:
    design = simple_design(30, 50)
    segment = {(WHOLE, WHOLE): ShareSums(counted(10), counted(9))}
    rest = {(WHOLE, WHOLE): ShareSums(counted(20), counted(4))}
    found = share_against_rest(design, segment, rest)
    expected = difference_of_shares(simple_share(9, 10, 30, 50), simple_share(4, 20, 30, 50))
    assert isinstance(found, Difference)
    assert (found.low, found.high) == (near(expected.low), near(expected.high))
    assert found.excludes_zero


def test_a_mean_of_a_segment_is_compared_with_the_ties_that_post_strata_make() -> None:
    rows = [
        Respondent(float(y), stratum=stratum, post=post)
        for y, stratum, post in zip([9, 7, 8, 2, 4, 3, 1], "aabaabb", "xyxxxyy", strict=True)
    ]
    design = design_of(rows, {"a": 20, "b": 9}, {"x": 14.0, "y": 15.0})
    segment = means_of(replace(row, counts=number < 3) for number, row in enumerate(rows))
    rest = means_of(replace(row, counts=number >= 3) for number, row in enumerate(rows))
    found = mean_against_rest(design, segment, rest, comparisons=2)
    first, second = known(estimate_mean(design, segment)), known(estimate_mean(design, rest))
    tie = covariance(design, segment, rest) / (first.standard_error * second.standard_error)
    assert abs(tie) > 0.01
    assert found == difference_of_means(first, second, comparisons=2, correlation=tie)


def test_means_that_show_no_spread_are_not_tied() -> None:
    design = simple_design(4, 40)
    same, other = MeanSums(2, 2.0, 6.0, 2.0, 6.0, 18.0), MeanSums(2, 2.0, 4.0, 2.0, 4.0, 8.0)
    found = mean_against_rest(design, {(WHOLE, WHOLE): same}, {(WHOLE, WHOLE): other})
    assert found == Difference(1.0, 1.0, 1.0, 0.95)


def test_a_share_that_everyone_has_is_tied_to_no_other() -> None:
    rows = [Respondent(1.0 if number < 5 else float(number % 2), post="xy"[number % 3 > 0])
            for number in range(12)]  # fmt: skip
    design = design_of(rows, {WHOLE: 40}, {"x": 30.0, "y": 10.0})
    segment = shares_of(replace(row, counts=number < 5) for number, row in enumerate(rows))
    rest = shares_of(replace(row, counts=number >= 5) for number, row in enumerate(rows))
    assert known(estimate_share(design, segment)).value == 1
    assert correlation_of_shares(design, segment, rest) == 0
    assert correlation_of_shares(design, rest, segment) == 0
    assert correlation_of_shares(design, {}, rest) == 0
