"""The values that stand for all those between two bounds."""

from __future__ import annotations

from datetime import date
from math import inf, nextafter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.decision.inputs import Input, InputType, value_problem
from ekrules.decision.proof.natural_values import values_between


@pytest.mark.parametrize(
    ("type_", "low", "high", "expected"),
    [
        ("share", 0.6, 0.9, 0.75),
        ("share", 0.0, 0.05, 0.03),
        ("share", 0.9, 1.0, 0.95),
        ("years", 0, 1, 0.5),
        ("years", 2, None, 3),
        ("years", None, 0, -1),
        ("number", 18, 25, 20),
        ("number", None, None, 1),
        ("count", 1, None, 2),
        ("count", 0, 100, 50),
        ("date", date(2009, 4, 1), date(2011, 12, 31), date(2010, 1, 1)),
        ("date", date(2009, 4, 1), date(2009, 4, 3), date(2009, 4, 2)),
        ("date", None, date(1, 1, 2), date(1, 1, 1)),
        ("text", "b", "d", "c"),
    ],
)
def test_a_round_value_stands_between(type_: InputType, low: Any, high: Any, expected: Any) -> None:
    assert values_between(type_, low, high, 1) == (expected,)


@pytest.mark.parametrize(
    ("type_", "low", "high"),
    [
        ("share", 0.6, nextafter(0.6, inf)),
        ("count", 1, 2),
        ("date", date(2011, 12, 31), date(2012, 1, 1)),
        ("date", date.max, None),
        ("text", "b", "b\x00"),
        ("text", None, ""),
    ],
)
def test_nothing_stands_between_neighbours(type_: InputType, low: Any, high: Any) -> None:
    assert values_between(type_, low, high, 3) == ()


def test_as_many_are_found_as_there_are() -> None:
    assert values_between("count", 1, 4, 5) == (2, 3)
    assert values_between("date", date(2012, 1, 1), date(2012, 1, 4), 5) == (
        date(2012, 1, 2),
        date(2012, 1, 3),
    )


floats = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(floats, min_size=2, max_size=2, unique=True).map(sorted), st.integers(1, 4))
def test_numbers_stand_strictly_between_and_ascend(bounds: list[float], many: int) -> None:
    low, high = bounds
    found: list[Any] = list(values_between("number", low, high, many))
    assert all(value_problem(Input("x", "number"), value) is None for value in found)
    assert all(one < other for one, other in zip([low, *found], [*found, high], strict=True))
    one_by_one = [low]
    while len(one_by_one) <= many and one_by_one[-1] < high:
        one_by_one.append(nextafter(one_by_one[-1], inf))
    assert len(found) == min(many, len([value for value in one_by_one[1:] if value < high]))


@given(st.none() | floats, st.none() | floats)
def test_open_ends_have_a_value_beyond_the_bound(low: float | None, high: float | None) -> None:
    if low is not None and high is not None:
        return
    for value in values_between("number", low, high, 1):
        assert isinstance(value, (int, float))
        assert low is None or value > low
        assert high is None or value < high


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)


@given(st.lists(texts, min_size=2, max_size=2, unique=True).map(sorted))
def test_texts_stand_strictly_between_unless_they_are_neighbours(bounds: list[str]) -> None:
    low, high = bounds
    found = values_between("text", low, high, 1)
    assert found or high == low + "\x00"
    assert all(low < str(value) < high for value in found)
