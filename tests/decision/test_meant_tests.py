"""What a message tells a person to write is read as what they meant."""

from __future__ import annotations

import pytest

from ekrules.decision.conditions import All, Compare, Condition, IsKnown, IsUnknown
from ekrules.decision.from_yaml.conditions import read_condition
from ekrules.decision.inputs import Input
from ekrules.decision.meant.conditions import sentence_meant
from ekrules.decision.meant.operators import bounds_meant
from ekrules.decision.meant.values import example_of, value_meant
from ekrules.decision.meant.words import join_meant, operator_meant
from ekrules.errors import Faults
from ekrules.yaml_reader.nodes import MapNode
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.units import UNITS, Unit

INPUTS = {
    "attainment": Input("attainment", "share"),
    "years_left": Input("years_left", "years"),
    "coverage": Input("coverage", "text", values=("full", "partial")),
}


def read(when: str) -> Condition:
    """Return the condition; what is advised may not itself be at fault."""
    faults = Faults()
    node = parse(f"when: {when}", "t.yaml", faults)
    assert node is not None
    below = node.values["when"]
    assert isinstance(below, MapNode)
    condition = read_condition(below, INPUTS, faults)
    assert [str(one) for one in faults.found] == []
    return condition


def advised(name: str, text: str) -> Condition:
    meant = bounds_meant(INPUTS[name], text)
    assert meant is not None
    return read(f"{{{name}: {meant[: meant.index('}') + 1]}}}")


@pytest.mark.parametrize(
    ("text", "operator", "share"),
    [
        (">= 60 %", "at_least", 0.6),
        ("≥60 %", "at_least", 0.6),
        ("=> 60%", "at_least", 0.6),
        ("minst 60 prosent", "at_least", 0.6),
        ("At least 60 percent", "at_least", 0.6),
        ("60 % eller mer", "at_least", 0.6),
        ("60 % or more", "at_least", 0.6),
        ("over 60", "more_than", 0.6),
        ("mer enn 0,6", "more_than", 0.6),
        ("> 60.5 %", "more_than", 0.605),
        ("maks 60 %", "at_most", 0.6),
        ("ikke over 60 %", "at_most", 0.6),
        ("60 % og under", "at_most", 0.6),
        ("under 60 %", "below", 0.6),
        ("less than 60 %", "below", 0.6),
        ("mindre enn 60 %", "below", 0.6),
    ],
)
def test_a_bound_in_words_is_advised_as_what_it_says(
    text: str, operator: str, share: float
) -> None:
    assert advised("attainment", text) == Compare("attainment", operator, share)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["30-60 %", "30 % - 60 %", "30 – 60 %", "30..60 %", "mellom 30 og 60 %", "between 30 and 60 %",
     "fra 30 til 60 prosent", "30 to 60 %", "0.3-0.6"],
)  # fmt: skip
def test_a_range_is_advised_with_both_its_ends(text: str) -> None:
    low, high = Compare("attainment", "at_least", 0.3), Compare("attainment", "below", 0.6)
    assert advised("attainment", text) == All((low, high))
    assert '"at_most: 60 %"' in str(bounds_meant(INPUTS["attainment"], text))


def test_texts_and_unknowns_are_advised_as_what_they_say() -> None:
    assert advised("coverage", "er full") == Compare("coverage", "is", "full")
    assert advised("coverage", "ikke delvis") == Compare("coverage", "is_not", "partial")
    assert advised("coverage", "!= full") == Compare("coverage", "is_not", "full")
    assert advised("years_left", "ukjent") == IsUnknown("years_left")
    assert advised("years_left", "kjent") == IsKnown("years_left")
    assert advised("years_left", "minst 2 år") == Compare("years_left", "at_least", 2)


@pytest.mark.parametrize(
    "text", ["60 %", "mange", "", "halvparten", "60 % 70 %", "over", "over alt"]
)
def test_where_nobody_can_tell_nothing_is_advised(text: str) -> None:
    assert bounds_meant(INPUTS["attainment"], text) is None


def test_a_status_is_grey_and_never_unknown() -> None:
    goal = Input("goal:helse-2", "text", values=("green", "grey"))
    assert bounds_meant(goal, "unknown") == "{is: grey}"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("attainment over 60 %", "{attainment: {more_than: 60 %}}"),
        ("attainment >= 60 %", "{attainment: {at_least: 60 %}}"),
        ("years_left < 2", "{years_left: {below: 2}}"),
        ("attainment mellom 30 og 60 %", "{attainment: {at_least: 30 %, below: 60 %}}"),
        ("attainment unknown", "{attainment: {unknown: true}}"),
    ],
)
def test_a_sentence_is_advised_as_a_condition_that_can_be_read(text: str, when: str) -> None:
    assert sentence_meant(text, of_finding=False) == when
    read(when)


def test_a_sentence_without_a_name_is_no_condition() -> None:
    assert sentence_meant("minst 60 % har nådd målet", of_finding=False) is None
    assert sentence_meant("journal under 40 %", of_finding=True) == (
        "{measure: journal, below: 40 %}"
    )


@pytest.mark.parametrize("unit", UNITS)
def test_the_example_of_every_unit_can_be_read(unit: Unit) -> None:
    faults = Faults()
    node = parse(f"when: {{a: {example_of(Input('a', unit))}}}", "t.yaml", faults)
    assert node is not None
    read_condition(node.values["when"], {"a": Input("a", unit)}, faults)  # type: ignore[arg-type]
    assert faults.found == []


def test_months_are_no_years_and_a_count_is_whole() -> None:
    assert value_meant(INPUTS["years_left"], "24 måneder") is None
    assert value_meant(INPUTS["years_left"], "2,5 år") == "2.5"
    assert value_meant(Input("n", "count"), "2.5") is None
    assert value_meant(Input("on", "boolean"), "ja") == "true"


def test_words_that_differ_in_whether_the_bound_counts_are_kept_apart() -> None:
    words = ["minst", "over", "høyst", "under", "less_than", "gte", "<=", "not more than"]
    assert [operator_meant(word) for word in words] == [
        "at_least", "more_than", "at_most", "below", "below", "at_least", "at_most", "at_most",
    ]  # fmt: skip
    assert [join_meant(word) for word in ("og", "eller", "ikke", "attainment")] == [
        "all", "any", "none", None,
    ]  # fmt: skip
