"""Published formulas, worked out by hand and held against the inputs.

Sources: docs/reference/derived-inputs.md.
"""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from ekrules.facts.derived.options import Options
from ekrules.facts.derived.series import Target
from tests.facts.derived.made_series import ask, from_to, points, value_of

TAKEN = Options(zero_taken_as=0.001)


def test_growth_rate_is_the_compound_annual_one() -> None:
    # (100 * 1.1^5 = 161.051) in five years is 10 % a year.
    assert value_of("cagr", from_to(100, 161.051, None)) == 0.1


def test_pace_is_the_observed_growth_rate_over_the_required_one() -> None:
    # Doubling in fifteen years needs 2^(1/15) - 1 = 4.7294 % a year; 50 to 60 in five is 3.7137 %.
    series = from_to(50, 60, 100)
    observed, required = 1.2 ** (1 / 5) - 1, 2 ** (1 / 15) - 1
    assert value_of("required_cagr", series) == pytest.approx(0.047294, abs=5e-7)
    assert value_of("pace_cagr", series) == pytest.approx(observed / required, rel=1e-12)


def test_pace_of_a_fall_that_is_wanted_is_above_zero() -> None:
    # Halving in fifteen years; a tenth is gone in five.
    series = from_to(20, 18, 10, better="down")
    expected = (1 - 0.9 ** (1 / 5)) / (1 - 0.5 ** (1 / 15))
    assert value_of("pace_cagr", series) == pytest.approx(expected, rel=1e-12)


def test_pace_below_zero_is_turned_by_the_sign_of_the_base() -> None:
    # From -10 towards -5: the size shrinks, so the plain rate is below zero while it gets better.
    series = from_to(-10, -9, -5)
    assert value_of("cagr", series) < 0
    assert value_of("cagr_for_the_better", series) > 0
    mirrored = from_to(10, 9, 5, better="down")
    assert value_of("pace_cagr", series) == value_of("pace_cagr", mirrored)


def test_base_past_the_target_and_moving_away_from_better_has_a_pace_below_zero() -> None:
    # The required rate leads down here, and the wanted direction is up: its size is used.
    assert value_of("pace_cagr", from_to(90, 70, 80)) < 0
    assert value_of("pace_linear", from_to(90, 70, 80)) == -6.0


def test_pace_after_the_deadline_is_told_only_where_that_is_declared() -> None:
    # Four a year were required by 2018; two a year it was until 2020.
    series = replace(from_to(50, 60, 62), target=Target(62, 2018))
    assert ask("pace_linear", series).reason == "deadline_passed"
    declared = Options(pace_after_deadline=True)
    assert value_of("pace_linear", series, options=declared) == 0.5
    expected = (1.2 ** (1 / 5) - 1) / (1.24 ** (1 / 3) - 1)
    assert value_of("pace_cagr", series, options=declared) == pytest.approx(expected, rel=1e-12)


def test_zero_target_is_taken_as_a_thousandth_only_where_that_is_declared() -> None:
    series = from_to(10, 5, 0, better="down")
    assert ask("pace_cagr", series).reason == "target_is_zero"
    expected = (1 - 0.5 ** (1 / 5)) / (1 - 0.0001 ** (1 / 15))
    assert value_of("pace_cagr", series, options=TAKEN) == pytest.approx(expected, rel=1e-12)


def test_zero_base_is_taken_as_a_thousandth_only_where_that_is_declared() -> None:
    series = from_to(0, 5, 10)
    assert ask("pace_cagr", series).reason == "base_is_zero"
    expected = (5000 ** (1 / 5) - 1) / (10000 ** (1 / 15) - 1)
    assert value_of("pace_cagr", series, options=TAKEN) == pytest.approx(expected, rel=1e-12)


def test_target_of_zero_that_is_taken_as_a_thousandth_is_reached_at_a_thousandth() -> None:
    series = from_to(10, 0.001, 0, better="down")
    assert value_of("past_target", series) < 0
    assert value_of("past_target", series, options=TAKEN) == 0


def test_base_year_without_data_is_the_next_year_with_data() -> None:
    series = replace(from_to(1, 1, 80), observations=points({2014: 40, 2017: 50, 2020: 60}))
    answer = ask("change", series)
    assert answer.value == 10
    assert dict(answer.steps)["base_period"] == 2017


def test_target_may_be_so_many_times_the_base() -> None:
    halved = replace(from_to(40, 30, 1, better="down"), target=Target(0.5, 2030, times_base=True))
    plain = from_to(40, 30, 20, better="down")
    for name in ("share_come", "pace_cagr", "past_target", "expected_linear", "progress_score"):
        assert value_of(name, halved) == value_of(name, plain)
    assert dict(ask("share_come", halved).steps)["target"] == 20


def test_path_through_milestones_starts_at_the_base_and_ends_at_the_target() -> None:
    series = replace(from_to(40, 30, 20), milestones=points({2022: 54, 2025: 60}))
    # From 40 in 2015 to 54 in 2022; from 60 in 2025 to 20 in 2030.
    assert value_of("expected_milestones", series) == 50
    later = replace(series, observations=points({2015: 40, 2027: 50}))
    assert value_of("expected_milestones", later, 2027) == 44
    assert value_of("gap_milestones", later, 2027) == 6
    halved = replace(later, target=Target(0.5, 2030, times_base=True))
    assert value_of("expected_milestones", halved, 2027) == 44
    for ended in (None, Target(20), Target(20, 2026)):
        stopped = replace(later, target=ended)
        assert ask("expected_milestones", stopped, 2027).reason == "outside_milestones"


def test_relative_change_is_over_the_size_of_the_base() -> None:
    assert value_of("relative_change", from_to(40, 50, None)) == 0.25
    assert value_of("relative_change", from_to(-40, -50, None)) == -0.25
    assert ask("relative_change", from_to(0, 50, None)).reason == "base_is_zero"


def test_pace_of_what_remains_is_over_the_rate_needed_from_now_on() -> None:
    # Two a year so far; 30 more in ten years.
    series = from_to(50, 60, 90)
    assert value_of("pace_remaining_linear", series) == pytest.approx(2 / 3)
    expected = (1.2**0.2 - 1) / (1.5**0.1 - 1)
    assert value_of("pace_remaining_cagr", series) == pytest.approx(expected, rel=1e-12)
    assert value_of("pace_remaining_linear", from_to(50, 40, 90)) < 0


def test_un_progress_chart_expects_the_value_at_the_deadline_by_the_growth_rate() -> None:
    # 50 to 60 in five years: 60 * 1.2^2 = 86.4 in ten more; 36.4 of the 50 points to 100.
    series = from_to(50, 60, 100)
    assert value_of("projected_geometric", series) == 86.4
    assert value_of("projected_share_geometric", series) == 0.728


def test_un_progress_chart_takes_a_target_of_zero() -> None:
    # 10 to 5 in five years: 1.25 in ten more; 8.75 of the 10 points down to 0.
    assert value_of("projected_share_geometric", from_to(10, 5, 0, better="down")) == 0.875


def test_way_come_is_the_part_of_the_distance_that_is_gone() -> None:
    assert value_of("share_come", from_to(40, 50, 60)) == 0.5
    assert value_of("share_come", from_to(40, 38, 60)) == -0.1
    assert value_of("share_come", from_to(60, 30, 40, better="down")) == 1.5


def test_required_and_remaining_rates_are_those_that_lead_to_the_target() -> None:
    series = from_to(50, 60, 80)
    assert value_of("required_points_per_year", series) == 2
    assert value_of("remaining_points_per_year", series) == 2
    assert value_of("remaining_cagr", series) == pytest.approx((80 / 60) ** 0.1 - 1, rel=1e-12)


def test_arrival_is_the_year_in_which_the_projection_meets_the_target() -> None:
    series = from_to(50, 60, 85)
    assert value_of("arrival_linear", series) == 2032.5
    assert value_of("years_late_linear", series) == 2.5
    years = 5 * log(85 / 60) / log(1.2)
    assert value_of("arrival_geometric", series) == pytest.approx(2020 + years, rel=1e-14)
    assert value_of("years_late_geometric", series) == pytest.approx(years - 10, rel=1e-9)
