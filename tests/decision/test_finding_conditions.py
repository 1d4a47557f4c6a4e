from __future__ import annotations

import pytest

from ekrules.decision.conditions import All, AnyOf, Compare, Condition, IsUnknown, NoneOf
from ekrules.decision.from_yaml.conditions import finding_inputs, read_finding_condition
from ekrules.errors import Faults
from ekrules.yaml_reader.nodes import MapNode
from ekrules.yaml_reader.parsing import parse

FINDING_INPUTS = finding_inputs(
    {"plan": "share", "offices": "count"}, ["helse-2"], ["helse"], ["plans-not-practised"]
)


def read_finding(written: str) -> tuple[Condition, list[str]]:
    faults = Faults()
    root = parse(f"when: {written}", "swot.yaml", faults)
    assert root is not None
    node = root.values["when"]
    assert isinstance(node, MapNode)
    condition = read_finding_condition(node, FINDING_INPUTS, faults)
    return condition, [str(fault) for fault in faults.found]


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{measure: plan, at_least: 75 %}", Compare("measure:plan", "at_least", 0.75)),
        (
            "{measure: plan, at_least: 25 %, below: 75 %}",
            All(
                (Compare("measure:plan", "at_least", 0.25), Compare("measure:plan", "below", 0.75))
            ),
        ),
        ("{measure: offices, more_than: 3}", Compare("measure:offices", "more_than", 3)),
        ("{measure: plan, unknown: true}", IsUnknown("measure:plan")),
        ("{goal: helse-2, status: {is: red}}", Compare("goal:helse-2", "is", "red")),
        (
            "{theme: helse, status: {is_one_of: [red, yellow]}}",
            Compare("theme:helse", "is_one_of", ("red", "yellow")),
        ),
        ("{finding: plans-not-practised}", Compare("finding:plans-not-practised", "is", True)),
        (
            "{any: [{finding: plans-not-practised}, {none: [{measure: plan, below: 40 %}]}]}",
            AnyOf(
                (
                    Compare("finding:plans-not-practised", "is", True),
                    NoneOf((Compare("measure:plan", "below", 0.4),)),
                )
            ),
        ),
    ],
)
def test_a_finding_reads_measures_statuses_and_findings(written: str, condition: Condition) -> None:
    assert read_finding(written) == (condition, [])


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{measure: plann, at_least: 75 %}", 'no measure is called "plann"'),
        ("{measure: [plan], at_least: 75 %}", '"measure" with a list of 1; write measure: plan'),
        ("{measure: plan, at_least: 75}", 'a share is written with "%"'),
        ("{measure: plan}", '"measure: plan" without a bound; write one beside it'),
        ("{measure: plan, status: {is: red}}", '"status" of a measure (plan); a measure has none'),
        ("{goal: helse-2, status: {is: rod}}", 'expected one of "green", "yellow", "red", "grey"'),
        ("{goal: helse-2}", 'without "status"; write the status it must have (as'),
        ("{goal: helse-2, is: red}", 'the key "is"; write status: {is: red}'),
        ("{goal: helse-3, status: {is: red}}", 'no goal is called "helse-3"'),
        ("{theme: hels, status: {is: red}}", 'Did you mean "helse"?'),
        ("{finding: plans}", 'no finding is called "plans"'),
        ("{finding: plans-not-practised, is: true}", "; write {finding: plans-not-practised}"),
        ("{at_least: 75 %}", 'expected "measure", "goal", "theme" or "finding" first'),
        ("{measure: plan, goal: helse-2, at_least: 75 %}", "each is a condition of its own"),
    ],
)
def test_a_slip_in_a_finding_is_told(written: str, told: str) -> None:
    _, faults = read_finding(written)
    assert any(told in fault for fault in faults)
    assert len(faults) <= 2
