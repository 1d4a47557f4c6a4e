"""Limits and scores as published, by hand and by plain floats.

Sources: docs/reference/derived-inputs.md.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ekrules.facts.derived.series import Better, Series, Target
from tests.facts.derived.made_series import ask, from_to, points, value_of

fewer = settings(max_examples=30, deadline=None)
directions: st.SearchStrategy[Better] = st.sampled_from(("up", "down"))


plain = st.integers(1, 1000).map(lambda cents: cents / 10)


def growth(start: float, end: float, years: int) -> float:
    return float((end / start) ** (1 / years) - 1)


@pytest.mark.parametrize(
    ("base", "limit", "better", "factor"),
    [
        (0, 100, "up", 1.0),
        (50, 100, "up", 1 - 0.5**4.44),
        (90, 100, "up", 1 - 0.9**4.44),
        (100, 100, "up", 0.0),
        # A lower limit is come near to from above, and eases as much at the same distance.
        (15, 10, "down", 1 - 0.5**4.44),
        (11, 10, "down", 1 - 0.9**4.44),
        (20, 10, "down", 1.0),
        (30, 10, "down", 1.0),
        (5, 0, "down", 1.0),
        (0, 0, "down", 1.0),
        (-15, -10, "up", 1 - 0.5**4.44),
        (-90, -100, "down", 1 - 0.9**4.44),
    ],
)
def test_limit_factor_is_the_published_one(
    base: float, limit: float, better: Better, factor: float
) -> None:
    series = replace(from_to(base, base, None, better=better), limit=limit)
    assert value_of("limit_factor", series) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    ("better", "base"), [("up", 101), ("down", 99)], ids=["above the upper", "below the lower"]
)
def test_base_past_its_limit_has_no_factor(better: Better, base: float) -> None:
    series = replace(from_to(base, 100, None, better=better), limit=100)
    assert ask("limit_factor", series).reason == "base_beyond_limit"


@pytest.mark.parametrize(
    ("growth", "score"),
    [
        ("-0.02", -5.0),
        ("-0.03", -5.0),
        ("-0.01", -3.75),
        ("0", -2.5),
        ("0.0025", -1.25),
        ("0.005", 0.0),
        ("0.01", 1.25),
        ("0.015", 2.5),
        ("0.018", 4.0),
        ("0.02", 5.0),
        ("0.5", 5.0),
    ],
)
def test_score_without_a_target_is_the_published_one(growth: str, score: float) -> None:
    a_year_on = points({2019: 100, 2020: Fraction(100) * (1 + Fraction(growth))})
    series = Series("made up", a_year_on, better="up")
    assert value_of("progress_score", series) == score


def test_limit_eases_the_bounds_of_a_score_but_not_those_below_zero() -> None:
    series = Series("made up", points({2019: 80, 2020: 80.4}), better="up", limit=100)
    factor = 1 - 0.8**4.44
    expected = 250 * 0.005 / factor - 1.25
    assert value_of("progress_score", series) == pytest.approx(expected, rel=1e-12)
    falling = replace(series, observations=points({2019: 80, 2020: 79.2}))
    assert value_of("progress_score", falling) == -3.75


def test_holding_the_limit_scores_full() -> None:
    held = Series("made up", points({2019: 100, 2020: 100}), better="up", limit=100)
    assert value_of("progress_score", held) == 5
    lost = replace(held, observations=points({2019: 100, 2020: 99}))
    assert value_of("progress_score", lost) == -3.75


@pytest.mark.parametrize(
    ("pace", "score"),
    [
        ("-0.7", -5.0),
        ("-0.6", -5.0),
        ("0", -2.5),
        ("0.3", -2.5 + 4.1667 * 0.3),
        ("0.6", 0.00004),
        ("0.95", 7.1429 * 0.95 - 4.2857),
        ("1.3", 5.0),
        ("2", 5.0),
    ],
)
def test_score_with_a_target_is_the_published_one(pace: str, score: float) -> None:
    # Two years at 1 % are required; in the first, the growth was pace times 1 %.
    newest = 100 + Fraction(pace)
    target = Target(102.01, 2020)
    series = Series("made up", points({2018: 100, 2019: newest}), better="up", target=target)
    assert ask("pace_cagr", series).exact == pytest.approx(Fraction(pace), abs=1e-40)
    assert value_of("progress_score", series) == pytest.approx(score, rel=1e-9)


def test_target_that_is_reached_scores_full_whatever_the_trend() -> None:
    assert value_of("progress_score", from_to(95, 85, 80)) == 5


@pytest.mark.parametrize("growth", ["0.0149", "0.015", "0.0151"])
def test_eased_growth_is_held_against_the_bound_that_the_limit_eases(growth: str) -> None:
    # 1.5 % times C, with the base at half the limit.
    factor = 1 - Fraction(0.5**4.44)
    newest = 50 * (1 + Fraction(growth) * factor)
    series = Series("made up", points({2019: 50, 2020: newest}), better="up", limit=100)
    assert value_of("cagr_eased_by_limit", series) == pytest.approx(float(growth), rel=1e-9)
    free = replace(series, limit=None)
    assert value_of("cagr_eased_by_limit", free) == value_of("cagr", free)


def test_fall_is_not_eased_by_a_limit_even_at_it() -> None:
    series = Series("made up", points({2019: 100, 2020: 99}), better="up", limit=100)
    assert value_of("cagr_eased_by_limit", series) == -0.01
    held = replace(series, observations=points({2019: 100, 2020: 100}))
    assert ask("cagr_eased_by_limit", held).reason == "base_at_limit"


@fewer
@given(plain, plain, plain, st.integers(1, 14), directions)
def test_pace_and_its_score_are_what_plain_floats_make_of_the_published_formulas(
    base: float, newest: float, target: float, years: int, better: Better
) -> None:
    assume(abs(growth(base, target, 15)) > 1e-6)
    found = points({2015: base, 2015 + years: newest})
    series = Series("plain", found, better, Target(target, 2030))
    way = 1 if better == "up" else -1
    pace = way * growth(base, newest, years) / abs(growth(base, target, 15))
    told = ask("pace_cagr", series, 2040)
    assert told.value == pytest.approx(pace, rel=1e-6, abs=1e-9)
    slope, constant = (7.1429, -4.2857) if pace >= 0.6 else (4.1667, -2.5)
    score = min(max(slope * pace + constant, -5), 5)
    reached = way * (newest - target) >= 0
    assert ask("progress_score", series, 2040).value == pytest.approx(
        5 if reached else score, abs=1e-4
    )


@fewer
@given(plain, plain, st.integers(1, 14), directions, st.none() | st.just(0) | st.just(120))
def test_score_without_target_is_what_plain_floats_make_of_the_published_formulas(
    base: float, newest: float, years: int, better: Better, limit: float | None
) -> None:
    way = 1 if better == "up" else -1
    assume(limit is None or way * (base - limit) < 0)
    found = points({2015: base, 2015 + years: newest})
    series = Series("plain", found, better, limit=limit)
    rate = way * growth(base, newest, years)
    eased = 1 - (base / 120) ** 4.44 if limit else 1
    if rate < 0:
        score = 125 * rate - 2.5
    elif rate < 0.005 * eased:
        score = 500 * rate / eased - 2.5
    elif rate < 0.015 * eased:
        score = 250 * rate / eased - 1.25
    else:
        score = 500 * rate / eased - 5
    held = min(max(score, -5), 5)
    assert ask("progress_score", series, 2040).value == pytest.approx(held, abs=1e-6)
