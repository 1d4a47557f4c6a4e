"""Bounds of one condition that coincide or stand in the wrong order are told when they are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.decision.conditions import Compare, Operator
from ekrules.decision.from_yaml.conditions import read_condition
from ekrules.decision.inputs import Input
from ekrules.decision.interval_checks import interval_problem
from ekrules.errors import Faults
from ekrules.yaml_reader.parsing import parse

SHARE = Input("attainment", "share")
LOWER: tuple[Operator, ...] = ("at_least", "more_than")
UPPER: tuple[Operator, ...] = ("at_most", "below")


def told(condition: str) -> list[str]:
    faults = Faults()
    node = parse(f"when: {condition}", "r.yaml", faults)
    assert node is not None
    when = node.values["when"]
    read_condition(when, {"attainment": SHARE}, faults)  # type: ignore[arg-type]
    return [str(one) for one in faults.found]


def test_bounds_that_coincide_are_told() -> None:
    (one,) = told("{attainment: {at_least: 60 %, below: 60 %}}")
    assert one == (
        'r.yaml:1:20: "at_least" and "below" on "attainment" are both 60 %; nothing can be both;'
        " move one of them."
    )


def test_bounds_in_the_wrong_order_are_told_as_they_were_likely_meant() -> None:
    (one,) = told("{attainment: {at_least: 90 %, below: 60 %}}")
    assert "leave nothing between them" in one
    assert "(as {at_least: 60 %, below: 90 %})" in one


@pytest.mark.parametrize("sound", ["at_least: 60 %, at_most: 60 %", "more_than: 0 %, below: 1 %"])
def test_one_point_and_an_interval_are_something(sound: str) -> None:
    assert told(f"{{attainment: {{{sound}}}}}") == []


@given(
    st.sampled_from(LOWER), st.sampled_from(UPPER), st.integers(0, 4), st.integers(0, 4),
)  # fmt: skip
def test_what_is_told_is_just_what_no_value_meets(
    lower: Operator, upper: Operator, low: int, high: int
) -> None:
    tests = [Compare("attainment", lower, low / 4), Compare("attainment", upper, high / 4)]
    # Eighths lie on every bound and between each two.
    values = [n / 8 for n in range(9)]
    above = [v for v in values if v > low / 4 or (lower == "at_least" and v == low / 4)]
    meets = [v for v in above if v < high / 4 or (upper == "at_most" and v == high / 4)]
    assert (interval_problem(SHARE, tests) is None) == bool(meets)
