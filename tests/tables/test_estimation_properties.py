from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ekrules.tables.design import WHOLE, Design, counted, simple_design
from ekrules.tables.domain_sums import ShareSums
from ekrules.tables.estimation import (
    NoEstimate,
    estimate_mean,
    estimate_share,
)
from ekrules.tables.intervals import mean_interval, share_interval
from ekrules.tables.simple_sample import simple_share
from tests.tables.samples import Respondent, design_of, known, means_of, near, shares_of

STRATA, POSTS = "abc", "xy"


@st.composite
def samples(draw: st.DrawFn) -> list[Respondent]:
    """Rows of any design: some strata, some post-strata, some weights, of whom some count."""
    respondent = st.builds(
        Respondent,
        y=st.sampled_from([0.0, 1.0]),
        counts=st.booleans(),
        stratum=st.sampled_from(STRATA),
        post=st.sampled_from(POSTS),
        weight=st.sampled_from([0.5, 1.0, 1.25, 3.0]),
    )
    return draw(st.lists(respondent, min_size=1, max_size=30))


def frame_of(rows: list[Respondent], more: int) -> dict[str, float | None]:
    """Return a frame with `more` beside the respondents in each stratum."""
    strata = [row.stratum for row in rows]
    return {one: strata.count(one) + more for one in set(strata)}


def post_frame_of(rows: list[Respondent]) -> dict[str, float]:
    return {post: 40.0 + 17 * (post == "y") for post in {row.post for row in rows}}


def any_design(rows: list[Respondent], more: int, *, fitted: bool) -> Design:
    post_frame = post_frame_of(rows) if fitted else None
    return design_of(rows, frame_of(rows, more), post_frame, weighted=True)


@given(samples(), st.integers(0, 50), st.booleans(), st.floats(0.5, 0.999))
def test_an_interval_holds_its_share_and_stays_between_nothing_and_all(
    rows: list[Respondent], more: int, fitted: bool, level: float
) -> None:
    found = estimate_share(any_design(rows, more, fitted=fitted), shares_of(rows))
    if not any(row.counts for row in rows):
        assert found == NoEstimate("base_is_zero")
        return
    share = known(found)
    for method in ("wilson", "logit", "wald"):
        low, high = share_interval(share, level, method)
        assert 0 <= low <= share.value <= high <= 1


@given(samples(), st.booleans())
def test_a_census_has_no_interval(rows: list[Respondent], fitted: bool) -> None:
    assume(any(row.counts for row in rows))
    share = known(estimate_share(any_design(rows, 0, fitted=fitted), shares_of(rows)))
    assert share.is_census
    for method in ("wilson", "logit", "wald"):
        assert share_interval(share, 0.95, method) == (share.value, share.value)
    assert mean_interval(share) == (share.value, share.value)


@given(samples(), st.integers(0, 50), st.booleans(), st.data())
def test_one_more_yes_never_lowers_the_share(
    rows: list[Respondent], more: int, fitted: bool, data: st.DataObject
) -> None:
    noes = [place for place, row in enumerate(rows) if row.counts and not row.y]
    assume(noes)
    turned = list(rows)
    place = data.draw(st.sampled_from(noes))
    turned[place] = replace(rows[place], y=1.0)
    design = any_design(rows, more, fitted=fitted)
    before, after = (known(estimate_share(design, shares_of(one))) for one in (rows, turned))
    assert before.value < after.value


@given(st.integers(1, 80), st.integers(0, 200), st.data())
def test_one_more_yes_raises_both_ends_in_a_simple_sample(
    respondents: int, more: int, data: st.DataObject
) -> None:
    asked = data.draw(st.integers(1, respondents))
    ranges = [
        share_interval(simple_share(yes, asked, respondents, respondents + more))
        for yes in range(asked + 1)
    ]
    for (low, high), (next_low, next_high) in pairwise(ranges):
        assert low <= next_low + 1e-12
        assert high <= next_high + 1e-12


@given(samples(), st.integers(0, 50), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_cells_says_nothing(
    rows: list[Respondent], more: int, fitted: bool, shuffler: random.Random
) -> None:
    shuffled = list(rows)
    shuffler.shuffle(shuffled)
    found = [
        estimate_share(any_design(one, more, fitted=fitted), shares_of(one))
        for one in (rows, shuffled)
    ]
    assert found[0] == found[1]


@given(samples(), st.integers(0, 50))
def test_cells_split_without_a_reason_say_the_same(rows: list[Respondent], more: int) -> None:
    merged = [replace(row, post=WHOLE) for row in rows]
    split, whole = (
        estimate_share(any_design(one, more, fitted=False), shares_of(one))
        for one in (rows, merged)
    )
    if isinstance(split, NoEstimate):
        assert split == whole
        return
    assert split.value == near(known(whole).value)
    assert split.standard_error == pytest.approx(known(whole).standard_error, rel=1e-9, abs=1e-9)
    assert split.plain_size == near(known(whole).plain_size)


@given(samples(), st.integers(0, 50), st.booleans(), st.sampled_from([0.001, 7.0, 1e6]))
def test_the_scale_of_design_weights_says_nothing(
    rows: list[Respondent], more: int, fitted: bool, scale: float
) -> None:
    scaled = [replace(row, weight=row.weight * scale) for row in rows]
    one, other = (
        estimate_share(any_design(some, more, fitted=fitted), shares_of(some))
        for some in (rows, scaled)
    )
    if isinstance(one, NoEstimate):
        assert one == other
        return
    assert known(other).value == near(one.value)
    assert known(other).standard_error == pytest.approx(one.standard_error, rel=1e-6, abs=1e-8)
    assert known(other).plain_size == near(one.plain_size)


@given(samples(), st.integers(0, 50), st.booleans(), st.floats(-50, 50), st.floats(0.1, 20))
def test_a_mean_moves_with_its_origin_and_unit(
    rows: list[Respondent], more: int, fitted: bool, origin: float, unit: float
) -> None:
    assume(any(row.counts for row in rows))
    design = any_design(rows, more, fitted=fitted)
    moved = [replace(row, y=origin + unit * row.y) for row in rows]
    plain, other = (known(estimate_mean(design, means_of(one))) for one in (rows, moved))
    assert other.value == pytest.approx(origin + unit * plain.value, abs=1e-9)
    assert other.standard_error == pytest.approx(unit * plain.standard_error, abs=1e-4)


@given(st.integers(1, 300), st.integers(0, 500), st.data())
def test_the_general_path_is_the_closed_form_in_a_simple_sample(
    respondents: int, more: int, data: st.DataObject
) -> None:
    asked = data.draw(st.integers(1, respondents))
    yes = data.draw(st.integers(0, asked))
    design = simple_design(respondents, respondents + more)
    sums = {(WHOLE, WHOLE): ShareSums(counted(asked), counted(yes))}
    found = known(estimate_share(design, sums))
    closed = simple_share(yes, asked, respondents, respondents + more)
    assert found.value == closed.value == yes / asked
    assert found.degrees_of_freedom == closed.degrees_of_freedom
    assert found.plain_size == near(closed.plain_size)
    ends = share_interval(found), share_interval(closed)
    assert ends[0] == pytest.approx(ends[1], rel=1e-9, abs=1e-12)
    if respondents > 1:
        assert found.standard_error == pytest.approx(closed.standard_error, rel=1e-9, abs=1e-9)
