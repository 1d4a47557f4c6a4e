"""Together: another input and the attainment that then give a status, neither alone."""

from __future__ import annotations

from typing import Any

from ekrules.assessment.assessed import Status
from ekrules.assessment.what_if.other_inputs import together
from ekrules.yaml_reader.units import Value
from tests.assessment.builders import share
from tests.assessment.judged_goal import ENGINES, asked, parameter, status_with

GREEN = Status.GREEN


def together_with(declared: str, *rows: str, **of_goal: Any) -> list[tuple[str, Value, float]]:
    """Return name, value and the lowest attainment, each held against the table."""
    case, _ = asked(declared, *rows, **of_goal)
    found = together(case, GREEN, ENGINES)
    for one in found:
        assert one.to != case.values[one.input.name]
        changed = case.with_values({one.input.name: one.to})
        for end in (one.attainment.lowest, one.attainment.highest):
            assert status_with(changed, "attainment", end) is GREEN
    return [(one.input.name, one.to, one.attainment.lowest) for one in found]


def test_the_attainment_and_another_input_may_do_together_what_neither_does_alone() -> None:
    found = together_with(
        "attainment: {unit: share}, speed: {unit: number}, coverage: {unit: text}",
        "when: {attainment: {at_least: 90 %}, speed: {at_least: 5}}, status: green",
        "when: {attainment: {at_least: 80 %}, coverage: {is: partial}}, status: green",
        "when: {speed: {unknown: false}}, status: red",
        parameters={"speed": parameter("number", 2)},
    )
    assert found == [("speed", 5.0, 0.9), ("coverage", "partial", 0.8)]


def test_of_two_values_that_do_it_together_the_nearest_is_told() -> None:
    found = together_with(
        "attainment: {unit: share}, speed: {unit: number}",
        "when: {attainment: {at_least: 90 %}, speed: {at_most: 1}}, status: green",
        "when: {attainment: {at_least: 50 %}, speed: {at_least: 9}}, status: green",
        "when: {speed: {unknown: false}}, status: red",
        parameters={"speed": parameter("number", 2)},
    )
    assert found == [("speed", 1.0, 0.9)]


def test_an_input_is_not_said_to_do_it_with_the_value_that_it_has() -> None:
    # 90.5 % is no share of nine, so no count leads there; the speed has nothing to do with it.
    narrow = "when: {attainment: {at_least: 90 %, below: 91 %}, speed: {at_least: 1}}"
    found = together_with(
        "attainment: {unit: share}, speed: {unit: number}, coverage: {unit: text}",
        f"{narrow}, status: green",
        "when: {coverage: {is: full}}, status: red",
        parameters={"speed": parameter("number", 2)},
        measures={"m": share(1, asked=9)},
    )
    assert [name for name, value, _ in found if value in (2.0, "full")] == []


def test_an_unknown_input_may_be_any_value_that_does_it_together() -> None:
    found = together_with(
        "attainment: {unit: share}, years_left: {unit: years}",
        "when: {attainment: {at_least: 90 %}, years_left: {at_least: 1}}, status: green",
        "when: {years_left: {unknown: true}}, status: red",
    )
    assert found == [("years_left", 1.0, 0.9)]


def test_an_input_that_no_value_helps_is_left_out() -> None:
    found = together_with(
        "attainment: {unit: share}, speed: {unit: number}, voted: {unit: boolean}",
        "when: {attainment: {at_least: 9 %}, speed: {at_least: 5}, voted: {is: true}}, "
        "status: green",
        "when: {speed: {unknown: false}}, status: red",
        parameters={"speed": parameter("number", 2), "voted": parameter("boolean", False)},
    )
    assert found == []


def test_without_an_attainment_nothing_goes_together_with_it() -> None:
    case, _ = asked(
        "coverage: {unit: text}",
        "when: {coverage: {is: full}}, status: green",
        "when: {coverage: {is: indirect}}, status: red",
        coverage="indirect",
    )
    assert together(case, GREEN, ENGINES) == ()
