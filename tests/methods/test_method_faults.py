"""Faults of method files: told at their place, one for each slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.errors import InputError
from ekrules.methods.method import Method
from tests.methods.made_methods import BODY, HEAD, LEVEL, indicator, indicators, method, rows, told

GOAL = LEVEL.replace("{ROLL_UP}", "{of: position, take: mean}")
OWN = BODY.replace("rows:", "outputs: {colour: {unit: text, values: [good, bad]}}\n    rows:")


@pytest.mark.parametrize(
    ("body", "place", "said"),
    [
        (BODY.replace("at: green", "at: gren"), "made.yaml:14:41:", 'is called "gren"'),
        (BODY.replace("\n  position:", "\n  green:"), "", 'it stands under "parameters" too'),
        (BODY.replace("meet: later", "meet: latter"), "made.yaml:15:25:", '"latter"; expected'),
        (BODY.replace("{position", "{posision"), "", 'no input of this table is called "posision"'),
        (BODY.replace("unique", "rule_order"), "", '"rule_order"; expected one that gives'),
        (BODY + GOAL.replace("of: position", "of: posision"), "", 'Did you mean "position"?'),
        (BODY + GOAL.replace("mean", "mean_of_worst"), "", '"k" goes with mean_of_worst'),
        (BODY + GOAL.replace("of: position", "of: status"), "", '"status" is a text, and'),
        (BODY + GOAL.replace(": goal", ": indicator"), "", '"indicator" a second time'),
        ("derived: {pace: pace_cagr}\n" + BODY, "made.yaml:9:17:", "needs a target and a deadline"),
        ("derived: {pace: pace_cager}\n" + BODY, "made.yaml:9:", 'Did you mean "pace_cagr"?'),
        ("derived: {far: gap_milestones}\n" + BODY, "made.yaml:9:", "which needs milestones; exp"),
        ("series: {target: goal}\n" + BODY, "made.yaml:9:", 'no parameter is called "goal"'),
        ("series: {base: {rule: fixed}}\n" + BODY, "made.yaml:9:", '"period" goes with'),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_stands(tmp_path: Path, body: str, place: str, said: str) -> None:
    text = told(tmp_path, body)
    assert said in text
    assert place in text
    assert len(text.splitlines()) == 1, text


def test_a_colour_must_have_a_common_one(tmp_path: Path) -> None:
    body = OWN.replace("status: green", "then: {colour: good}").replace(
        "status: yellow", "then: {colour: bad}"
    ).replace("status: red", "then: {colour: bad}")  # fmt: skip
    text = told(tmp_path, "colours: {good: green}\n" + body)
    assert 'no colour under "colours" is called "bad"' in text


def test_the_method_is_called_as_its_file(tmp_path: Path) -> None:
    text = told(tmp_path, BODY, HEAD.replace("method: made", "method: other"))
    assert text.endswith(
        'made.yaml:1:9: "other", and the file is called "made.yaml"; give both the same name.'
    )


def run(made: Method, folder: Path, more: str = "parameters: {red: 10, green: 20}") -> str:
    catalogue = indicator("x", more)
    with pytest.raises(InputError) as raised:
        rows(made, indicators(folder, catalogue, "A,2020,x,15\n"))
    return raised.value.text()


def test_a_parameter_that_no_indicator_has_is_a_fault(tmp_path: Path) -> None:
    text = run(method(tmp_path, BODY), tmp_path, "parameters: {red: 10, greenn: 20}")
    assert 'made.yaml:11:3: no parameter of any indicator is called "green"' in text
    assert 'Did you mean "greenn"?' in text


def test_a_group_that_nobody_belongs_to_is_a_fault(tmp_path: Path) -> None:
    group = "parameters_by_group: [{entities: {region: west}, parameters: {green: red}}]\n"
    text = run(method(tmp_path, group + BODY), tmp_path)
    assert 'nobody has "region" of "west"; expected one of "north", "south"' in text


def test_an_attribute_that_nothing_has_is_a_fault(tmp_path: Path) -> None:
    text = run(method(tmp_path, "attributes: [regoin]\n" + BODY), tmp_path)
    assert 'no attribute is called "regoin"' in text
    assert 'Did you mean "region"?' in text


def test_members_that_nobody_has_are_a_fault(tmp_path: Path) -> None:
    level = LEVEL.replace("{ROLL_UP}", "{of: position, take: mean, members: {region: west}}")
    text = run(method(tmp_path, BODY + level), tmp_path)
    assert 'nobody has "region" of "west"' in text


def test_rows_that_clash_are_told_with_a_case(tmp_path: Path) -> None:
    body = BODY.replace("at_least: 1.5, below: 2", "at_least: 1.4, below: 2")
    text = run(method(tmp_path, body), tmp_path, "parameters: {red: 9, green: 23}")
    assert 'both "middling"' in text
    assert '"poor" (' in text
    assert 'apply to "A, x" (' in text


def test_a_group_of_entities_uses_its_own_numbers(tmp_path: Path) -> None:
    group = "parameters_by_group: [{entities: {region: south}, parameters: {green: strict}}]\n"
    made = method(tmp_path, group + BODY)
    catalogue = indicator("x", "parameters: {red: 10, green: 20, strict: 40}")
    found = rows(made, indicators(tmp_path, catalogue, "A,2020,x,20\nC,2020,x,20\n"))
    assert (found["A", "x"]["green"], found["A", "x"]["status"]) == (20, "green")
    assert (found["C", "x"]["green"], found["C", "x"]["status"]) == (40, "red")
    assert (found["B", "x"]["status"], found["B", "x"]["reason"]) == ("grey", "no_row")


def test_an_indicator_without_a_parameter_is_grey_for_that_reason(tmp_path: Path) -> None:
    catalogue = indicator("x", "parameters: {red: 10, green: 20}") + indicator(
        "y", "parameters: {red: 1}"
    )
    source = indicators(tmp_path, catalogue, "A,2020,x,20\nA,2020,y,20\n")
    found = rows(method(tmp_path, BODY), source)["A", "y"]
    assert (found["status"], found["reason"]) == ("grey", "no_parameter")


def test_the_newest_known_value_until_a_year_is_judged(tmp_path: Path) -> None:
    catalogue = indicator("x", "parameters: {red: 10, green: 20}")
    source = indicators(tmp_path, catalogue, "A,2019,x,10\nA,2020,x,20\nA,2021,x,\n")
    made = method(tmp_path, BODY)
    assert rows(made, source)["A", "x"]["status"] == "green"
    assert rows(made, source, until=2019)["A", "x"]["status"] == "red"
    with pytest.raises(InputError, match="no value from 2018 or before"):
        rows(made, source, until=2018)
