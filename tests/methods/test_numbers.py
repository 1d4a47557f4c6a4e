"""A method's own arithmetic, its scales by logarithms, and the order in which it is worked out."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.methods.arithmetic_of_cases import _in_order
from ekrules.methods.working_order import rounds
from tests.methods.made_methods import indicator, indicators, method, rows, told

PARAMETERS = """\
parameters:
  a: {means: {nb: en}, default: none}
  b: {means: {nb: en}, default: none}
"""
JUDGED = """\
indicator:
  table:
    asks: Is it known?
    hit_policy: unique
    inputs: {made: {unit: number}}
    rows: [{id: known, when: {made: {unknown: false}}, status: green}]
"""


def made(folder: Path, body: str, of: str = "a: 0.3, b: 0.1", better: str = "up") -> dict[str, Any]:
    """Return the case of the indicator x, whose value is 2, in place A."""
    read = method(folder, PARAMETERS + body + JUDGED)
    entry = indicator("x", f"parameters: {{{of}}}", better=better)
    return rows(read, indicators(folder, entry, "A,2020,x,2\n"))["A", "x"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("of: a, minus: b", 0.2),
        ("of: a, plus: b", 0.4),
        ("of: a, times: 3", 0.9),
        ("over: b, of: a", 3),
        ("over: 2, times: 4, plus: 1, minus: b, of: a", 2.4),
        ("of: 1, minus: value", -1),
        ("of: value, times: direction", 2),
        ("of: a, minus: 10 %", 0.2),
        ("size_of: direction", 1),
        ("logarithm_of: value", math.log(2)),
        ("sum_of: [a, a, a, b]", 1),
        ("mean_of: [a, b]", 0.2),
        ("geometric_mean_of: [4, 9]", 6),
        ("geometric_mean_of: [0, 9]", 0),
        ("lowest_of: [a, b, value]", 0.1),
        ("highest_of: [a, b, 5]", 5),
        ("first_known_of: [a, b]", 0.3),
    ],
)
def test_it_comes_to_what_it_does_by_hand(tmp_path: Path, number: str, expected: float) -> None:
    assert made(tmp_path, f"numbers: {{made: {{{number}}}}}\n")["made"] == expected


@pytest.mark.parametrize(
    ("number", "better", "reason"),
    [
        ("of: a, minus: b", "up", "no_parameter"),
        ("of: value, over: 0", "up", "divisor_is_zero"),
        ("of: value, times: direction", "neither", "no_direction"),
        ("logarithm_of: 0", "up", "not_above_zero"),
        ("geometric_mean_of: [value, -1]", "up", "not_above_zero"),
        ("sum_of: [value, b]", "up", "no_parameter"),
        ("first_known_of: [b, b]", "up", "no_parameter"),
    ],
)
def test_where_there_is_none_it_is_grey_for_a_named_reason(
    tmp_path: Path, number: str, better: str, reason: str
) -> None:
    one = made(tmp_path, f"numbers: {{made: {{{number}}}}}\n", "a: 0.3", better)
    assert (one["made"], one["status"], one["reason"]) == (None, "grey", reason)


def test_what_no_number_can_hold_is_unknown(tmp_path: Path) -> None:
    names = [*"cdefg", "made"]
    steps = [f"{after}: {{of: {one}, times: {one}}}" for one, after in pairwise(names)]
    body = f"numbers: {{c: {{of: {10**15}, times: 1}}, {', '.join(steps)}}}\n"
    one = made(tmp_path, body)
    assert one["g"] == float(10**240)
    assert (one["made"], one["reason"]) == (None, "too_large")


def test_what_is_unknown_is_left_for_the_next_that_is_known(tmp_path: Path) -> None:
    assert made(tmp_path, "numbers: {made: {first_known_of: [a, b]}}\n", "b: 7")["made"] == 7


def test_numbers_rest_on_each_other_in_whatever_order_they_stand(tmp_path: Path) -> None:
    body = """\
scales:
  made:
    of: z
    anchors: [{at: low, gives: 0}, {at: 2, gives: 1}]
    where_anchors_meet: later
    beyond: clipped
numbers:
  z: {of: value, minus: average}
  low: {of: average, minus: 4}
across:
  average: {take: mean}
"""
    one = made(tmp_path, body)
    assert (one["average"], one["z"], one["low"], one["made"]) == (2, 0, -2, 0.5)


def test_numbers_in_a_circle_are_a_fault_that_names_them(tmp_path: Path) -> None:
    body = "numbers:\n  one: {of: two, plus: 1}\n  two: {of: one, plus: 1}\n"
    text = told(tmp_path, body)
    assert 'made.yaml:10:3: each of "one", "two" rests on another of them' in text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("of: value", '"of" goes with one or more of minus, plus, times, over'),
        ("minus: value", "expected one of of, size_of"),
        ("of: value, minus: 1, sum_of: [1, 2]", "expected one of of, size_of"),
        ("size_of: value, minus: 1", "and no other does"),
        ("of: vlaue, minus: 1", 'no number is called "vlaue"'),
        ("sum_of: [value]", "a list of 1; expected a list of at least 2"),
    ],
)
def test_a_step_that_is_none_or_two_is_a_fault(tmp_path: Path, number: str, said: str) -> None:
    text = told(tmp_path, f"numbers: {{made: {{{number}}}}}\n" + JUDGED)
    assert said in text
    assert len(text.splitlines()) == 1, text


def scaled(value: str, low: str = "1", more: str = "") -> str:
    return (
        f"numbers: {{x: {{of: {value}, plus: 0}}, l: {{of: {low}, plus: 0}}}}\n"
        f"scales: {{made: {{of: x, anchors: [{{at: {'l' if more else low}, gives: 0}},"
        " {at: 100, gives: 1}], where_anchors_meet: later, beyond: clipped, shape: logarithmic}}\n"
    )


@pytest.mark.parametrize(
    ("value", "expected"), [("1", 0), ("10", 0.5), ("100", 1), ("1000", 1), ("0.5", 0)]
)
def test_a_logarithmic_scale_is_exact_on_its_anchors_and_half_way(
    tmp_path: Path, value: str, expected: float
) -> None:
    assert made(tmp_path, scaled(value))["made"] == expected


def test_a_logarithmic_scale_has_no_number_for_what_is_not_above_zero(tmp_path: Path) -> None:
    one = made(tmp_path, scaled("0"))
    assert (one["made"], one["reason"]) == (None, "not_above_zero")
    assert "is above 0" in told(tmp_path, scaled("1", "0"))


def test_anchors_that_are_worked_out_and_meet_give_a_reason_and_no_fault(tmp_path: Path) -> None:
    body = """\
across: {low: {take: min}, high: {take: max}}
scales:
  made:
    anchors: [{at: low, gives: 0}, {at: high, gives: 1}]
    where_anchors_meet: later
    beyond: clipped
"""
    one = made(tmp_path, body)
    assert (one["low"], one["high"], one["made"], one["reason"]) == (2, 2, None, "anchors_meet")


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(0.001, 1e6))
def test_a_number_is_the_exact_one_rounded_once(of: float, minus: float, over: float) -> None:
    texts = {"of": repr(of), "minus": repr(minus), "over": repr(over)}
    exactly = (Fraction(texts["of"]) - Fraction(texts["minus"])) / Fraction(texts["over"])
    assert float(_in_order({key: Decimal(text) for key, text in texts.items()})) == float(exactly)


@given(st.permutations(["a", "b", "c", "d", "e"]), st.data())
def test_each_comes_after_all_that_it_rests_on(names: list[str], data: st.DataObject) -> None:
    rests_on = {
        name: data.draw(st.sets(st.sampled_from(names[:at]))) if at else set()
        for at, name in enumerate(names)
    }
    written = data.draw(st.permutations(names))
    found, circle = rounds({name: tuple(rests_on[name]) for name in written})
    assert circle == ()
    order = [name for each in found for name in each]
    assert sorted(order) == sorted(names)
    place = {name: at for at, each in enumerate(found) for name in each}
    assert all(place[one] < place[name] for name in names for one in rests_on[name])
