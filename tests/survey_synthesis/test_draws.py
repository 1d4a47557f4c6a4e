from __future__ import annotations

from statistics import mean, stdev

from hypothesis import given
from hypothesis import strategies as st

from ekrules.survey.synthesis.draws import Draws


def test_draws_are_the_same_on_every_python() -> None:
    # Written down once; a Python or a machine that gives others would give other files.
    draws = Draws(2009, "question", "epj")
    assert [draws.share(), draws.normal()] == [0.814818296077282, 1.4560868856476494]
    assert draws.shuffled(range(8)) == [1, 0, 5, 6, 3, 7, 2, 4]
    assert draws.below(1000) == 184


def test_normal_draws_have_mean_nought_and_deviation_one() -> None:
    found = Draws(1, "many").normals(20_000)
    assert abs(mean(found)) < 0.03
    assert abs(stdev(found) - 1.0) < 0.03


@given(st.integers(), st.lists(st.integers(), max_size=30))
def test_shuffling_loses_nothing_and_adds_nothing(seed: int, things: list[int]) -> None:
    assert sorted(Draws(seed).shuffled(things)) == sorted(things)


def test_streams_with_other_names_are_others() -> None:
    assert Draws(1, "a").normals(3) != Draws(1, "b").normals(3)
    assert Draws(1, "a").normals(3) == Draws(1, "a").normals(3)
