"""Scales: straight lines between anchors, exactly on them, and what happens where they meet."""

from __future__ import annotations

from math import nextafter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.methods.method_file import ScaleEntry
from ekrules.methods.scales import with_scale
from tests.methods.made_methods import BODY, indicator, indicators, method, rows

NUMBERS = st.integers(-10_000, 10_000).map(lambda whole: whole / 100)


def scaled(
    value: float | None,
    anchors: list[tuple[float, float]],
    meet: str = "later",
    beyond: str = "clipped",
) -> float | None:
    points = tuple({"at": at, "gives": gives} for at, gives in anchors)
    entry = ScaleEntry.model_validate(
        {"anchors": points, "where_anchors_meet": meet, "beyond": beyond}
    )
    faults = Faults()
    frame = pl.DataFrame(
        {"member": ["m"], "value": [value]}, schema_overrides={"value": pl.Float64}
    )
    answer = with_scale(frame, "scaled", entry, faults)
    faults.stop_if_any()
    found: float | None = answer["scaled"].item()
    return found


def test_a_value_between_two_anchors_is_on_the_straight_line() -> None:
    assert scaled(15, [(10, 1), (20, 2)]) == 1.5
    assert scaled(15, [(20, 1), (10, 2)]) == 1.5


def test_half_way_in_decimals_is_half_way() -> None:
    # In floats alone this comes to 1.4999999999999998.
    assert scaled(0.4, [(0.5, 1), (0.3, 2)]) == 1.5


def test_beyond_the_ends_is_clipped_or_goes_on_as_is_stated() -> None:
    assert scaled(25, [(10, 1), (20, 2)]) == 2
    assert scaled(25, [(10, 1), (20, 2)], beyond="continued") == 2.5
    assert scaled(5, [(10, 1), (20, 2)], beyond="continued") == 0.5


def test_where_anchors_meet_the_stated_one_counts() -> None:
    anchors = [(0.0, 0.0), (0.0, 1.0), (20.0, 2.0)]
    assert scaled(0, anchors) == 1
    assert scaled(0, anchors, meet="earlier") == 0
    assert scaled(10, anchors) == 1.5
    assert scaled(10, anchors, meet="earlier") == 1.5
    assert scaled(-1, anchors) == 0


def test_what_is_unknown_has_no_place_on_a_scale() -> None:
    assert scaled(None, [(10, 1), (20, 2)]) is None


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_on_an_anchor_is_exactly_there_and_just_short_of_it_is_not(
    a: float, b: float, c: float, d: float
) -> None:
    low, red, green, high = sorted((a, b, c, d))
    assume(low < red < green < high)
    anchors = [(low, 0.0), (red, 1.0), (green, 2.0), (high, 3.0)]
    assert [scaled(at, anchors) for at, _ in anchors] == [0, 1, 2, 3]
    short = scaled(nextafter(green, low), anchors)
    assert short is not None
    assert 1 < short < 2


def test_anchors_that_turn_about_are_a_fault_that_names_the_indicator(tmp_path: Path) -> None:
    body = BODY.replace("{at: red, gives: 1}", "{at: red, gives: 1}, {at: 50, gives: 1.5}")
    source = indicators(
        tmp_path, indicator("x", "parameters: {red: 10, green: 20}"), "A,2020,x,15\n"
    )
    with pytest.raises(
        Exception, match=r'"position" for the indicator "x" \(red 10, 50, green 20\)'
    ):
        rows(method(tmp_path, body), source)


def test_a_position_does_not_hang_on_how_many_are_judged_beside_it(tmp_path: Path) -> None:
    from tests.methods.one_goal import among_many, indicators_of, shipped

    parameters = {"worst": 0.0, "red": 0.1, "green": 11.6, "best": 62.9}
    alone = indicators_of(tmp_path, {"A": {2012: 24.1}}, parameters=parameters)
    beside = indicators_of(tmp_path, {"A": {2012: 24.1}, "B": {2012: 11.7}}, parameters=parameters)
    method = shipped("sdg-dashboard")
    assert among_many(method, alone)["position"] == among_many(method, beside)["position"]
