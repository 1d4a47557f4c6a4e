from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.tables.mean_bounds import mean_nonresponse_bounds
from ekrules.tables.uncertainty import nonresponse_bounds

answers = st.lists(st.integers(-3, 8), max_size=20)


@given(answers, answers, st.integers(0, 20))
def test_no_values_of_the_missing_go_past_the_bounds(
    given_values: list[int], hidden: list[int], missing: int
) -> None:
    missing = min(missing, len(hidden))
    everyone = [*given_values, *hidden]
    if not everyone:
        return
    asked, outside = len(given_values) + missing, len(hidden) - missing
    low, high = mean_nonresponse_bounds(sum(given_values), asked, missing, outside, -3, 8)
    assert low - 1e-12 <= sum(everyone) / len(everyone) <= high + 1e-12


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 20), st.integers(0, 20))
def test_the_bounds_of_zeros_and_ones_are_those_of_a_share(
    yes: int, no: int, missing: int, outside: int
) -> None:
    asked = yes + no + missing
    if not asked:
        return
    bounds = mean_nonresponse_bounds(yes, asked, missing, outside, 0, 1)
    assert bounds == nonresponse_bounds(yes, asked, missing, outside)


def test_when_everyone_answered_the_bounds_are_the_mean() -> None:
    assert mean_nonresponse_bounds(90, 30, 0, 0, 1, 5) == (3.0, 3.0)


def test_a_mean_of_nobody_and_values_past_their_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="a mean of nobody"):
        mean_nonresponse_bounds(0, 0, 0, 0, 0, 5)
    with pytest.raises(ValueError, match="expected each between 0 and 5"):
        mean_nonresponse_bounds(60, 10, 0, 3, 0, 5)
