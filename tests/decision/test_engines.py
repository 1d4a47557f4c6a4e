"""Both engines against the oracle: same conclusions, same trail, same refusals."""

from __future__ import annotations

from math import inf, nextafter

import pytest
from hypothesis import given, settings

from ekrules.decision import rete
from ekrules.decision.columnar import ColumnarEngine
from ekrules.decision.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    InputReference,
    IsUnknown,
    Operator,
)
from ekrules.decision.engine import EnginePreference, choose_engine
from ekrules.decision.inputs import Case, Input
from ekrules.decision.rete import ReteEngine
from ekrules.decision.rule import Rule
from ekrules.errors import EngineLimitError, InputError
from tests.decision import generated, oracle
from tests.decision.engines import ENGINES, needs_rete, run_apart

NUMBER = {"a": Input("a", "number"), "b": Input("b", "number")}
TEXT = {"a": Input("a", "text")}


@needs_rete
@settings(max_examples=200, deadline=None)
@given(generated.rules(), generated.several_cases())
def test_rete_fires_what_the_oracle_fires(rules: list[Rule], cases: list[Case]) -> None:
    assert ReteEngine().fire(generated.INPUTS, rules, cases) == oracle.firings(rules, cases)


@settings(max_examples=120, deadline=None)
@given(generated.rules(), generated.several_cases())
def test_columnar_fires_what_the_oracle_fires(rules: list[Rule], cases: list[Case]) -> None:
    assert ColumnarEngine().fire(generated.INPUTS, rules, cases) == oracle.firings(rules, cases)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("bound", [0.6, 1 / 3, 1e-05, 5e-324, 0.0, 2.0**53, 1e308])
def test_the_nearest_floats_on_either_side_of_a_bound_are_told_apart(
    engine: EnginePreference, bound: float
) -> None:
    operators: list[Operator] = ["at_least", "more_than", "at_most", "below", "is", "is_not"]
    rules = [Rule(operator, Compare("a", operator, bound)) for operator in operators]
    values = {"below": nextafter(bound, -inf), "on": bound, "above": nextafter(bound, inf)}
    if bound == 2.0**53:
        values["above"] = bound
    cases = [Case(name, {"a": value, "b": None}) for name, value in values.items()]
    fired = choose_engine(engine).fire(NUMBER, rules, cases)
    assert fired == oracle.firings(rules, cases)
    assert {one.rule for one in fired if one.case == "on"} == {"at_least", "at_most", "is"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_share_of_two_counts_meets_the_bound_written_in_percent(engine: EnginePreference) -> None:
    inputs = {"a": Input("a", "share")}
    rule = Rule("r", Compare("a", "at_least", 0.6))
    fired = choose_engine(engine).fire(inputs, [rule], [Case("c", {"a": 150 / 250})])
    assert [one.case for one in fired] == ["c"]


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_texts_are_equal_only_to_themselves(engine: EnginePreference) -> None:
    texts = generated.TEXTS
    rules = [Rule(f"r{n}", Compare("a", "is", text)) for n, text in enumerate(texts)]
    cases = [Case(f"r{n}", {"a": text}) for n, text in enumerate(texts)]
    fired = choose_engine(engine).fire(TEXT, rules, cases)
    assert [(one.case, one.rule) for one in fired] == [(rule.id, rule.id) for rule in rules]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("operator", ["at_least", "more_than", "at_most", "below", "is", "is_not"])
def test_an_unknown_on_either_side_never_holds(
    engine: EnginePreference, operator: Operator
) -> None:
    rules = [
        Rule("literal", Compare("a", operator, 1.0)),
        Rule("reference", Compare("a", operator, InputReference("b"))),
        Rule("itself", Compare("a", operator, InputReference("a"))),
    ]
    cases = [Case("neither", {"a": None, "b": None}), Case("only b", {"a": None, "b": 1.0})]
    assert choose_engine(engine).fire(NUMBER, rules, cases) == ()
    only_a = [Case("only a", {"a": 1.0, "b": None})]
    assert choose_engine(engine).fire(NUMBER, rules[1:2], only_a) == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_firings_come_by_case_then_rule_then_clause(engine: EnginePreference) -> None:
    either = AnyOf((IsUnknown("b"), Compare("a", "below", 2.0)))
    rules = [Rule("z", either), Rule("y", ALWAYS)]
    cases = [Case(name, {"a": 1.0, "b": None}) for name in ("q", "p")]
    fired = choose_engine(engine).fire(NUMBER, rules, cases)
    assert [(one.case, one.rule, one.clause_index) for one in fired] == [
        ("q", "z", 0), ("q", "z", 1), ("q", "y", 0), ("p", "z", 0), ("p", "z", 1), ("p", "y", 0),
    ]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_without_rules_or_cases_or_inputs_there_is_nothing_to_fire(
    engine: EnginePreference,
) -> None:
    one = choose_engine(engine)
    always = Rule("r", ALWAYS)
    assert one.fire({}, [], []) == ()
    assert one.fire({}, [always], []) == ()
    assert one.fire(NUMBER, [Rule("r", IsUnknown("a"))], []) == ()
    assert one.fire({}, [], [Case("c", {})]) == ()
    assert [firing.seen for firing in one.fire({}, [always], [Case("c", {})])] == [()]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_misspelt_name_or_a_wrong_type_is_refused_never_passed_over(
    engine: EnginePreference,
) -> None:
    one = choose_engine(engine)
    with pytest.raises(InputError, match='no input is called "aa"'):
        one.fire(NUMBER, [Rule("r", IsUnknown("aa"))], [])
    with pytest.raises(InputError, match='"a" is "6"; expected a number'):
        one.fire(NUMBER, [], [Case("c", {"a": "6", "b": None})])


def test_columnar_is_given_where_it_is_asked_for() -> None:
    assert choose_engine("columnar").name == "columnar"


@needs_rete
def test_auto_takes_rete_where_the_rules_fit() -> None:
    assert choose_engine("auto", [Rule("r", IsUnknown("a"))], 28).name == "rete"


@needs_rete
def test_past_a_limit_auto_takes_columnar_and_rete_by_name_is_refused() -> None:
    assert choose_engine("auto", [], 1_000_000).name == "columnar"
    with pytest.raises(EngineLimitError, match="1000000 cases; it takes at most 5000"):
        choose_engine("rete", [], 1_000_000)


def test_without_durable_rules_auto_takes_columnar_and_rete_by_name_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise ImportError

    monkeypatch.setattr(rete, "_library", missing)
    assert choose_engine("auto").name == "columnar"
    with pytest.raises(EngineLimitError, match=r"not installed; .* use --engine columnar"):
        choose_engine("rete")


def test_importing_the_room_loads_no_engine() -> None:
    code = (
        "import sys, ekrules.decision.tables, ekrules.decision.examples\n"
        "import ekrules.decision.from_yaml.tables\n"
        "heavy = {'polars', 'narwhals', 'pandas', 'durable_rules_engine', 'durable'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert run_apart(code) == "[]"


def test_a_deep_condition_fires_once() -> None:
    condition = All((Compare("a", "is", 1.0),))
    for _ in range(40):
        condition = All((condition,))
    fired = ColumnarEngine().fire(NUMBER, [Rule("r", condition)], [Case("c", {"a": 1.0, "b": 2})])
    assert len(fired) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_value_named_twice_makes_the_rule_fire_once(engine: EnginePreference) -> None:
    inputs = {"coverage": Input("coverage", "text")}
    rule = Rule("r", Compare("coverage", "is_one_of", ("full", "full", "partial")))
    fired = choose_engine(engine).fire(inputs, [rule], [Case("c", {"coverage": "full"})])
    assert [firing.rule for firing in fired] == ["r"]
