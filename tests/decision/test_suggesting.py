"""Suggested examples: on each bound and beside it, true of the table, and none twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf, nextafter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.decision.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsUnknown,
    Operator,
    Value,
)
from ekrules.decision.deciding import decide
from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.inputs import Case, Input, value_problem
from ekrules.decision.neighbours import neighbours
from ekrules.decision.outputs import Output
from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.rows import Example, Expectation, Row
from ekrules.decision.suggesting import SuggestedExample, suggest_examples
from ekrules.decision.tables import DecisionTable, HitPolicy
from ekrules.decision.telling_examples import most_telling
from ekrules.yaml_reader.wording import Wording
from tests.decision.generated import INPUTS, rules, values_of

SHARE, YEARS, COVERAGE = (
    Input("attainment", "share"),
    Input("years", "years"),
    Input("kind", "text"),
)
INPUTS_OF_GOAL = {one.name: one for one in (SHARE, YEARS, COVERAGE)}


def at(input_name: str, operator: Operator, bound: Value | InputReference) -> Compare:
    return Compare(input_name, operator, bound)


def table(
    *rows: tuple[str, Condition, str], hit_policy: HitPolicy = "unique", **more: object
) -> DecisionTable:
    built = tuple(
        Row(name, condition, {"status": status}, Wording(nb=f"sagt av {name}"))
        for name, condition, status in rows
    )
    made = DecisionTable("t", "?", hit_policy, INPUTS_OF_GOAL, built)
    return replace(made, **more)  # type: ignore[arg-type]


SIMPLE = table(
    ("good", at("attainment", "at_least", 0.6), "green"),
    ("bad", at("attainment", "below", 0.6), "red"),
)


def values(found: tuple[SuggestedExample, ...], name: str) -> list[Value | None]:
    return [one.given.get(name) for one in found]


def as_examples(found: tuple[SuggestedExample, ...]) -> tuple[Example, ...]:
    return tuple(
        Example(one.name, one.given, Expectation(one.then, one.rows, one.says)) for one in found
    )


def test_a_bound_gets_a_case_on_it_and_one_to_either_side() -> None:
    found = suggest_examples(SIMPLE)
    told = [(one.name, one.given, one.rows, one.then) for one in found]
    assert told[:3] == [
        ("attainment just below 60 %", {"attainment": 0.599}, ("bad",), {"status": "red"}),
        ("attainment exactly 60 %", {"attainment": 0.6}, ("good",), {"status": "green"}),
        ("attainment just above 60 %", {"attainment": 0.601}, ("good",), {"status": "green"}),
    ]


def test_an_input_gets_a_case_where_it_is_unknown() -> None:
    (last,) = suggest_examples(SIMPLE)[3:]
    assert (last.name, last.given, last.rows, last.then) == ("attainment unknown", {}, (), None)


def test_a_table_of_several_inputs_gets_one_case_in_which_nothing_is_known() -> None:
    early = All((at("attainment", "at_least", 0.6), at("years", "at_least", 2)))
    found = suggest_examples(table(("early", early, "green")))
    assert [one.name for one in found if not one.given] == ["nothing known"]
    assert found[-1] == SuggestedExample("nothing known", {}, (), None)


def test_nothing_known_is_not_suggested_where_an_example_gives_nothing() -> None:
    own = Example("no answers yet", {"attainment": None}, Expectation(rows=()))
    early = All((at("attainment", "at_least", 0.6), at("years", "at_least", 2)))
    found = suggest_examples(table(("early", early, "green"), examples=(own,)))
    assert all(one.given for one in found)


def test_a_row_that_asks_for_what_is_unknown_decides_where_nothing_is_known() -> None:
    found = suggest_examples(
        table(
            ("reached", at("attainment", "at_least", 0.6), "green"),
            ("unasked", All((IsUnknown("attainment"), IsUnknown("years"))), "yellow"),
        )
    )
    assert [one.rows for one in found if not one.given] == [("unasked",)]


def test_nothing_known_cannot_be_where_a_count_is_always_known() -> None:
    counted = Input("goals", "count")
    inputs = {one.name: one for one in (counted, Input("red", "share"))}
    row = Row("some", at("red", "more_than", 0), {"status": "red"})
    wholes = [SharesOfWhole("goals", ("red", "green"))]
    found = suggest_examples(DecisionTable("t", "?", "unique", inputs, (row,)), wholes)
    assert all(one.given for one in found)


def test_where_there_are_too_many_every_row_has_one_before_any_has_a_second() -> None:
    steps = [Compare("attainment", "is", number / 10) for number in range(10)]
    rows = [(f"row-{number}", one, "green") for number, one in enumerate(steps)]
    every = suggest_examples(table(*rows))
    few = most_telling(every, 12)
    assert len(every) > len(few) == 12
    assert {one.rows for one in few} == {one.rows for one in every}
    assert list(few) == [one for one in every if one in few]


def test_nothing_known_is_among_the_few() -> None:
    early = All((at("attainment", "at_least", 0.6), at("years", "at_least", 2)))
    (only,) = most_telling(suggest_examples(table(("early", early, "green"))), 1)
    assert only.name == "nothing known"


def test_the_sentence_of_the_row_is_known_for_who_asks() -> None:
    assert [one.says for one in suggest_examples(SIMPLE)[:2]] == ["sagt av bad", "sagt av good"]


def test_nothing_is_suggested_that_an_example_gives_already() -> None:
    own = Example("own", {"attainment": 0.6}, Expectation(rows=("good",)))
    assert values(suggest_examples(replace(SIMPLE, examples=(own,))), "attainment") == [
        0.599,
        0.601,
        None,
    ]


def test_the_same_value_decided_by_the_same_row_is_covered_whatever_else_is_given() -> None:
    own = Example("own", {"attainment": 0.6, "years": 7}, Expectation(rows=("good",)))
    assert 0.6 not in values(suggest_examples(replace(SIMPLE, examples=(own,))), "attainment")


def test_other_inputs_take_values_at_which_the_row_is_at_stake() -> None:
    early = All((at("attainment", "at_least", 0.6), at("years", "at_least", 2)))
    found = suggest_examples(table(("early", early, "green")))
    on_share = [one for one in found if one.name.startswith("attainment exactly")]
    assert [one.rows for one in on_share] == [("early",)]
    on_years = [one for one in found if one.name.startswith("years just below 2")]
    assert [(one.given["years"], one.rows) for one in on_years] == [(1.99, ())]


def test_a_bound_that_is_another_input_is_tried_at_that_inputs_value() -> None:
    inputs = {one.name: one for one in (SHARE, Input("target", "share"))}
    row = Row("met", at("attainment", "at_least", InputReference("target")), {"status": "green"})
    found = suggest_examples(DecisionTable("t", "?", "unique", inputs, (row,)))
    first = [(one.given["attainment"], one.given["target"], one.rows) for one in found[:3]]
    assert first == [(0.499, 0.5, ()), (0.5, 0.5, ("met",)), (0.501, 0.5, ("met",))]


def test_each_way_in_which_a_row_can_hold_has_its_bounds_tried() -> None:
    row = AnyOf((at("attainment", "at_least", 0.9), at("years", "below", 0)))
    names = [one.name for one in suggest_examples(table(("late-or-done", row, "green")))]
    assert "attainment exactly 90 %" in names
    assert "years exactly 0" in names


def test_a_row_without_bounds_gets_a_case_that_it_decides() -> None:
    found = suggest_examples(table(("text", at("kind", "is", "full"), "green")))
    assert [(one.name, one.rows) for one in found] == [
        ("kind unknown", ()),
        ("a case for text with kind full", ("text",)),
    ]


def test_a_row_below_one_that_holds_more_often_is_reached_where_it_decides() -> None:
    first = table(
        ("top", at("attainment", "at_least", 0.4), "green"),
        ("rest", at("attainment", "at_least", 0.1), "yellow"),
        hit_policy="first",
    )
    assert ("rest",) in [one.rows for one in suggest_examples(first)]


def test_a_row_that_can_never_decide_gets_none() -> None:
    never = table(
        ("top", at("attainment", "at_least", 0.4), "green"),
        ("dead", at("attainment", "at_least", 0.5), "yellow"),
        hit_policy="first",
    )
    assert all("dead" not in one.rows for one in suggest_examples(never))


def test_a_case_on_which_rows_clash_is_left_to_check() -> None:
    clashing = table(
        ("low", at("attainment", "at_most", 0.6), "red"),
        ("high", at("attainment", "at_least", 0.6), "green"),
    )
    assert 0.6 not in values(suggest_examples(clashing), "attainment")


def test_a_row_that_holds_only_where_an_input_is_unknown_keeps_it_unknown() -> None:
    undated = All((at("attainment", "at_least", 0.6), IsUnknown("years")))
    found = suggest_examples(table(("undated", undated, "green")))
    assert all("years" not in one.given for one in found)


def test_rows_that_are_collected_are_expected_by_name_and_their_sum_too() -> None:
    amount = {"amount": Output("amount", "number")}
    rows = (
        Row("young", Compare("age", "below", 25), {"amount": 98.83}),
        Row("any", All(()), {"amount": 1.17}),
    )
    inputs = {"age": Input("age", "number", lowest=0)}
    found = suggest_examples(
        DecisionTable("t", "?", "collect", inputs, rows, outputs=amount, aggregation="sum")
    )
    assert [(one.given.get("age"), one.rows, one.then) for one in found[:2]] == [
        (24.99, ("young", "any"), {"amount": 100.0}),
        (25, ("any",), {"amount": 1.17}),
    ]


@pytest.mark.parametrize(
    ("declared", "value", "expected"),
    [
        (SHARE, 0.6, (0.599, 0.601)),
        (SHARE, 0.0, (None, 0.001)),
        (SHARE, 1, (0.999, None)),
        (SHARE, 0.12345, (0.12344, 0.12346)),
        (YEARS, 2, (1.99, 2.01)),
        (YEARS, 0, (-0.01, 0.01)),
        (YEARS, 0.99, (0.98, 1)),
        (Input("n", "count"), 1, (0, 2)),
        (Input("n", "count"), 0, (None, 1)),
        (Input("n", "number", lowest=18), 18, (None, 18.01)),
        (Input("d", "date"), date(2012, 1, 1), (date(2011, 12, 31), date(2012, 1, 2))),
        (Input("d", "date"), date.max, (date(9999, 12, 30), None)),
        (COVERAGE, "full", (None, None)),
        (Input("b", "boolean"), True, (None, None)),
        (SHARE, 0.1 + 0.2, (nextafter(0.1 + 0.2, -inf), nextafter(0.1 + 0.2, inf))),
    ],
)
def test_neighbours_are_a_step_away_in_the_unit(
    declared: Input, value: Value, expected: tuple[Value | None, Value | None]
) -> None:
    assert neighbours(declared, value) == expected


@given(st.sampled_from(list(INPUTS.values())), st.data())
def test_neighbours_are_values_of_the_input_on_their_own_side(
    declared: Input, data: st.DataObject
) -> None:
    value = data.draw(values_of(declared.type))
    below, above = neighbours(declared, value)
    assert below is None or below < value  # type: ignore[operator]
    assert above is None or above > value  # type: ignore[operator]
    for one in (below, above):
        assert one is None or value_problem(declared, one) is None


POLICIES: tuple[HitPolicy, ...] = ("unique", "any", "first", "rule_order", "collect")


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    drawn = draw(rules().filter(bool))
    statuses = draw(st.lists(st.sampled_from(["green", "red"]), min_size=6, max_size=6))
    rows = tuple(
        Row(rule.id, rule.condition, {"status": status})
        for rule, status in zip(drawn, statuses, strict=False)
    )
    return DecisionTable("t", "?", draw(st.sampled_from(POLICIES)), INPUTS, rows)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_what_is_suggested_of_any_table_is_what_it_decides(drawn: DecisionTable) -> None:
    found = suggest_examples(drawn)
    engine = choose_engine("columnar")
    unknown = dict.fromkeys(drawn.inputs)
    cases = [Case(one.name, {**unknown, **one.given}) for one in found]
    for one, decision in zip(found, decide(drawn, cases, engine), strict=True):
        assert one.rows == tuple(row.id for row in decision.rows)
    assert len({frozenset(one.given.items()) for one in found}) == len(found)
    assert suggest_examples(drawn) == found


@settings(max_examples=40, deadline=None)
@given(tables())
def test_a_table_with_its_suggestions_lacks_none_and_meets_them(drawn: DecisionTable) -> None:
    complete = replace(drawn, examples=as_examples(suggest_examples(drawn)))
    assert suggest_examples(complete) == ()
    assert run_examples(complete, choose_engine("columnar")).failures == ()
