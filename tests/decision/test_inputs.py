from __future__ import annotations

from datetime import date, datetime
from math import inf, nan

import pytest

from ekrules.decision.inputs import (
    Case,
    Input,
    InputType,
    check_cases,
    shown,
    shown_in,
    value_problem,
)
from ekrules.errors import InputError

INPUTS = {"attainment": Input("attainment", "share"), "coverage": Input("coverage", "text")}


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("share", 0), ("share", 1), ("share", 0.6), ("number", -1e308), ("number", 2**53),
        ("years", -0.25), ("count", 0), ("count", 430), ("text", ""), ("text", "true"),
        ("boolean", False), ("date", date(2011, 12, 31)),
    ],
)  # fmt: skip
def test_a_value_of_the_right_type_is_taken(type_: InputType, value: object) -> None:
    assert value_problem(Input("a", type_), value) is None


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        ("share", True, "a share from 0 to 1"),
        ("share", 60, "a share from 0 to 1"),
        ("share", -0.01, "a share from 0 to 1"),
        ("share", "60 %", "a share from 0 to 1"),
        ("number", nan, "a number"),
        ("number", inf, "a number"),
        ("number", 2**53 + 1, "of at most 9007199254740992"),
        ("number", -(10**400), "of at most 9007199254740992"),
        ("years", None, "a number"),
        ("count", 2.0, "a whole number from 0 up"),
        ("count", -1, "a whole number from 0 up"),
        ("count", False, "a whole number from 0 up"),
        ("text", 1, "a text"),
        ("text", "\ud800", "without broken characters"),
        ("boolean", 1, "true or false"),
        ("boolean", "true", "true or false"),
        ("date", "2011-12-31", "a date"),
        ("date", datetime(2011, 12, 31), "a date"),
    ],
)
def test_a_value_of_another_type_is_refused(type_: InputType, value: object, expected: str) -> None:
    assert expected in (value_problem(Input("a", type_), value) or "")


def test_a_text_outside_the_declared_values_is_refused() -> None:
    status = Input("status", "text", values=("green", "red"))
    assert value_problem(status, "red") is None
    assert value_problem(status, "rod") == 'expected one of "green", "red"'


def test_cases_that_fit_pass_and_unknown_fits_every_type() -> None:
    check_cases(INPUTS, [Case("a", {"attainment": 0.5, "coverage": None})])


def test_every_fault_of_every_case_is_told_at_once() -> None:
    cases = [
        Case("helse-1", {"attainment": True, "coverage": "full"}),
        Case("helse-1", {"atainment": 0.5, "attainment": 0.5}),
    ]
    with pytest.raises(InputError) as told:
        check_cases(INPUTS, cases)
    text = str(told.value)
    assert len(told.value.faults) == 4
    assert 'case "helse-1": "attainment" is true; expected a share from 0 to 1' in text
    assert 'case "helse-1": this id a second time' in text
    assert 'a value for "atainment"; no input is called that. Did you mean "attainment"?' in text
    assert 'no value for "coverage"; every input has one' in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "unknown"),
        (False, "false"),
        ("x" * 70, '"' + "x" * 57 + '..."'),
        pytest.param(10**5000, "a whole number that is too large", id="huge"),
        ((1, 2), "of the kind tuple"),
    ],
)
def test_values_are_shown_briefly(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_share_is_shown_in_percent_and_other_values_as_they_are() -> None:
    assert shown_in(Input("a", "share"), 1 / 3) == "33.33333333 %"
    assert shown_in(Input("a", "share"), None) == "unknown"
    assert shown_in(Input("a", "years"), 2.7) == "2.7"
