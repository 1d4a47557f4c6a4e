from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.tables.design import WHOLE, counted, stratified_design
from ekrules.tables.domain_sums import ShareSums
from ekrules.tables.estimation import Estimate, estimate_share
from ekrules.tables.intervals import (
    effective_size,
    mean_interval,
    score_interval,
    share_interval,
    simple_effective_size,
)
from ekrules.tables.quantiles import two_sided_quantile
from ekrules.tables.simple_sample import simple_share
from tests.tables.samples import known, near


def test_the_effective_size_is_worked_out_by_hand() -> None:
    # 100 of 249 asked, 430 in the frame: 100 · 248/249 · 430/181.
    assert simple_effective_size(100, 249, 430) == near(100 * 248 / 249 * 430 / 181)
    assert simple_effective_size(249, 249, 430) == near(248 * 430 / 181)
    assert simple_effective_size(249, 249, None) == near(248)
    assert simple_effective_size(249, 249, 249) == inf


@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_the_effective_size_is_the_same_whatever_the_share(
    respondents: int, more: int, data: st.DataObject
) -> None:
    asked = data.draw(st.integers(1, respondents))
    expected = simple_effective_size(asked, respondents, respondents + more)
    for yes in {0, asked // 3, asked}:
        share = simple_share(yes, asked, respondents, respondents + more)
        assert effective_size(share) == near(expected)


def test_strata_that_each_answer_as_one_do_not_make_a_share_certain() -> None:
    design = stratified_design({"by": 5, "land": 5}, {"by": 50, "land": 50})
    sums = {
        ("by", WHOLE): ShareSums(counted(5), counted(5)),
        ("land", WHOLE): ShareSums(counted(5), counted(0)),
    }
    found = known(estimate_share(design, sums))
    assert found.standard_error == pytest.approx(0, abs=1e-8)
    assert effective_size(found) == near(10 * 4 / 5 / 0.9)
    low, high = share_interval(found)
    assert low < 0.3
    assert high > 0.7


def test_all_yes_leaves_room_below_and_none_above() -> None:
    design = stratified_design({"by": 5, "land": 20}, {"by": 50, "land": 50})
    sums = {
        ("by", WHOLE): ShareSums(counted(5), counted(5)),
        ("land", WHOLE): ShareSums(counted(20), counted(20)),
    }
    low, high = share_interval(known(estimate_share(design, sums)))
    assert high == 1
    # Respondents of "by" stand for ten each: 16 of a plain sample, and not 25.
    assert effective_size(known(estimate_share(design, sums))) == near(
        100**2 / (0.9 * 5 / 4 * 5 * 10**2 + 0.6 * 20 / 19 * 20 * 2.5**2)
    )
    assert 0.8 < low < 0.81


@given(st.integers(0, 60), st.integers(1, 60), st.integers(1, 100))
def test_a_higher_level_reaches_further(yes: int, no: int, more: int) -> None:
    share = simple_share(yes, yes + no, yes + no, yes + no + more)
    for method in ("wilson", "logit", "wald"):
        low, high = share_interval(share, 0.9, method)
        lower, higher = share_interval(share, 0.99, method)
        assert lower <= low
        assert high <= higher
        student_low, student_high = share_interval(share, 0.9, method, 5)
        assert student_low <= low
        assert high <= student_high


def test_textbook_intervals_stop_at_the_ends() -> None:
    assert share_interval(simple_share(1, 10, 10, 1000), method="wald")[0] == 0
    assert share_interval(simple_share(9, 10, 10, 1000), method="wald")[1] == 1


def test_a_logit_without_an_end_gives_way_to_wilson() -> None:
    for yes in (0, 10):
        share = simple_share(yes, 10, 10, 1000)
        assert share_interval(share, method="logit") == share_interval(share)


def test_a_logit_far_out_is_still_a_share() -> None:
    low, high = share_interval(Estimate(1e-9, 1e-3, 50, 49, 50.0), method="logit")
    assert 0 <= low < 1e-300
    assert high == 1


def test_a_sample_that_says_nothing_leaves_nearly_everything_open() -> None:
    low, high = score_interval(0.5, 1e-9, two_sided_quantile())
    assert low < 1e-4
    assert high > 1 - 1e-4


def test_a_mean_reaches_as_far_as_its_standard_errors() -> None:
    mean = Estimate(42.0, 2.0, 30, 29, 40.0)
    assert mean_interval(mean) == (near(42 - 2 * 1.959963984540054), near(42 + 3.919927969080108))
    low, high = mean_interval(mean, degrees_of_freedom=10) or (0.0, 0.0)
    assert (low, high) == (near(42 - 2 * two_sided_quantile(0.95, 10)), near(84 - low))


def test_one_answer_has_no_interval_unless_it_is_all_there_is() -> None:
    assert mean_interval(Estimate(42.0, 0.0, 1, 0, 1.7)) is None
    assert mean_interval(Estimate(42.0, 0.0, 1, 0, inf)) == (42.0, 42.0)


def test_a_sample_without_end_leaves_nothing_open() -> None:
    assert score_interval(0.3, inf, two_sided_quantile()) == (0.3, 0.3)
