"""The line nearest to all observations, by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from ekrules.facts.derived.options import Options
from ekrules.facts.derived.series import Target
from tests.facts.derived.made_series import ORDINARY, ask, value_of, yearly


def test_regression_with_equal_weights_is_least_squares() -> None:
    # x -1, 0, 1 and y 1, 2, 6: slope (6 - 1) / 2, mean 3.
    series = replace(ORDINARY, observations=yearly([1, 2, 6]), target=Target(80, 2020))
    assert value_of("slope_regression", series) == 2.5
    assert value_of("projected_regression", series) == 3 + 2.5 * 4
    assert value_of("projected_share_regression", series) == pytest.approx(12 / 79)


def test_regression_by_order_weighs_the_newest_most() -> None:
    # Weights 1, 2, 3 at x -1, 0, 1: x mean 1/3, y mean 23/6; sums 28/3 and 10/3.
    series = replace(ORDINARY, observations=yearly([1, 2, 6]))
    assert value_of("slope_regression", series, options=Options(weights="by_order")) == 2.8


@pytest.mark.parametrize(
    "options",
    [
        Options(weights=(4, 2, 1)),
        Options(weights=(8, 4, 2, 99)),
        Options(weights="halving", half_life=1),
        Options(weights=(1.0, 0.5, 0.25)),
    ],
    ids=["from the newest", "more than there are", "halving", "floats"],
)
def test_weights_are_counted_from_the_newest_and_only_their_ratios_matter(options: Options) -> None:
    series = replace(ORDINARY, observations=yearly([1, 2, 6]))
    # Weights 1, 2, 4 at -1, 0, 1: x mean 3/7, y mean 29/7.
    answer = ask("slope_regression", series, options=options)
    assert answer.exact == Fraction(37, 13)


def test_observations_without_a_declared_weight_have_none() -> None:
    series = replace(ORDINARY, observations=yearly([1000, 2, 6]))
    assert value_of("slope_regression", series, options=Options(weights=(1, 1))) == 4


def test_regression_starts_at_the_base() -> None:
    series = replace(ORDINARY, observations=yearly([1000, 52, 54, 56], first=2014))
    assert value_of("slope_regression", series) == 2
