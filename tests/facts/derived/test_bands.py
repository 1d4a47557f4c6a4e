"""Bands and two-sided targets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ekrules.facts.derived.bands import as_distances
from ekrules.facts.derived.series import Band, Observation, Series, Target
from tests.facts.derived.made_series import NAN, ORDINARY, ask, value_of, yearly

BALANCE = Series("women among leaders", yearly([30, 70, 58]), "up", band=Band(50, 50, 2030))
BAND = Series("fill level", yearly([30, 45]), "up", band=Band(40, 60))


@pytest.mark.parametrize(
    ("value", "distance"), [(30, 10), (40, 0), (50, 0), (60, 0), (60.5, 0.5), (-5, 45)]
)
def test_distance_is_to_the_nearest_end_and_zero_within(value: float, distance: float) -> None:
    series = replace(BAND, observations=yearly([value]))
    assert value_of("distance_to_band", series) == distance


def test_either_side_of_a_two_sided_target_is_as_far() -> None:
    assert value_of("distance_to_band", BALANCE) == 8
    assert value_of("band_share_come", BALANCE) == 0.6


def test_crossing_to_the_other_side_as_far_out_has_come_no_part_of_the_way() -> None:
    series = replace(BALANCE, observations=yearly([30, 70]))
    assert value_of("band_share_come", series) == 0


def test_way_from_within_the_band_has_no_share() -> None:
    assert ask("band_share_come", replace(BAND, observations=yearly([50, 70]))).reason == (
        "base_within_band"
    )


def test_distances_are_a_series_of_which_everything_can_be_asked() -> None:
    distances = as_distances(BALANCE)
    assert [one.value for one in distances.observations] == [20, 20, 8]
    assert distances.better == "down"
    assert distances.target == Target(0, 2030)
    assert value_of("pace_linear", distances) == 0.6 * 15 / 2
    assert value_of("share_come", distances) == value_of("band_share_come", BALANCE)


def test_distances_are_put_on_a_number_for_methods_that_cannot_take_zero() -> None:
    # 50 + |value - 50|, as Open SDG has it for shares that should be even.
    distances = as_distances(BALANCE, added=50)
    assert [one.value for one in distances.observations] == [70, 70, 58]
    assert distances.target == Target(50, 2030)
    assert value_of("pace_cagr", distances) > 0


def test_distances_leave_aside_what_spoke_of_the_values_themselves() -> None:
    distances = as_distances(ORDINARY)
    assert (distances.band, distances.limit, distances.milestones) == (None, None, ())


def test_value_that_is_no_number_has_no_distance() -> None:
    unread = Observation(2020, NAN)
    distances = as_distances(replace(BAND, observations=(*yearly([30, 45]), unread)))
    assert distances.observations[-1] is unread
    assert ask("change", distances).reason == "not_finite"
