"""Hit policies: what is concluded where several rows hold, or none, as DMN defines it."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.decision.deciding import Decision, decide
from ekrules.decision.engine import Engine, EnginePreference, choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.from_yaml.entries import TableEntry
from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, InputError
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.parsing import parse
from tests.decision.engines import ENGINES

INPUTS = "inputs: {age: {unit: number, lowest: 0}, risk: {unit: text, values: [low, high]}}"
ROWS = """
  - {id: young, when: {age: {below: 25}}, then: {amount: 0.1}}
  - {id: risky, when: {risk: {is: high}}, then: {amount: 0.2}}
  - {id: old, when: {age: {at_least: 70}}, then: {amount: 0.1}}
"""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    preference: EnginePreference = request.param
    return choose_engine(preference)


def read(text: str) -> tuple[DecisionTable | None, list[str]]:
    faults = Faults()
    node = parse(text, "t.yaml", faults)
    entry = build_model(node, TableEntry, faults) if node else None
    table = build_table(entry.decision, entry, faults) if entry else None
    return table, [str(one) for one in sorted(faults.found, key=lambda one: one.order)]


def table(policy: str, *, outputs: str = "amount: {unit: number}", rows: str = ROWS) -> Any:
    text = f"decision: t\nasks: How much?\nhit_policy: {policy}\n{INPUTS}\n"
    built, told = read(f"{text}outputs: {{{outputs}}}\nrows:{rows}")
    assert told == []
    return built


def decided(one: DecisionTable, engine: Engine, age: float, risk: str | None) -> Decision:
    (decision,) = decide(one, [one.case("c", {"age": age, "risk": risk})], engine)
    return decision


def amounts(decision: Decision) -> list[Any]:
    return [outcome["amount"] for outcome in decision.outcomes]


def test_first_takes_the_upper_of_the_rows_that_hold(engine: Engine) -> None:
    decision = decided(table("first"), engine, 20, "high")
    assert (decision.row and decision.row.id, amounts(decision)) == ("young", [0.1])


def test_any_takes_rows_that_agree_and_refuses_those_that_do_not(engine: Engine) -> None:
    agreeing = ROWS.replace("0.2", "0.1")
    assert amounts(decided(table("any", rows=agreeing), engine, 20, "high")) == [0.1]
    with pytest.raises(InputError, match=r'both "young" .* and "risky"'):
        decided(table("any"), engine, 20, "high")


def test_priority_takes_the_value_listed_first_and_of_equals_the_upper_row(engine: Engine) -> None:
    one = table("priority", outputs="amount: {unit: number, values: [0.2, 0.1]}")
    assert amounts(decided(one, engine, 20, "high")) == [0.2]
    other = table("priority", outputs="amount: {unit: number, values: [0.1, 0.2]}")
    decision = decided(other, engine, 20, "high")
    assert [row.id for row in decision.rows] == ["young"]


def test_rule_order_gives_every_row_from_the_top(engine: Engine) -> None:
    decision = decided(table("rule_order"), engine, 80, "high")
    assert [row.id for row in decision.rows] == ["risky", "old"]
    assert amounts(decision) == [0.2, 0.1]


def test_output_order_gives_every_row_by_its_value(engine: Engine) -> None:
    one = table("output_order", outputs="amount: {unit: number, values: [0.1, 0.2]}")
    decision = decided(one, engine, 80, "high")
    assert [row.id for row in decision.rows] == ["old", "risky"]


@pytest.mark.parametrize(
    ("aggregation", "several", "none"),
    [("sum", [0.3], []), ("min", [0.1], []), ("max", [0.2], []), ("count", [2], [0])],
)
def test_collected_rows_are_one_value_together(
    engine: Engine, aggregation: str, several: list[float], none: list[int]
) -> None:
    one = table(f"collect\ncollect: {aggregation}")
    assert amounts(decided(one, engine, 20, "high")) == several
    assert [row.id for row in decided(one, engine, 20, "high").rows] == ["young", "risky"]
    # No row holds: their number is known, and no other value is.
    assert amounts(decided(one, engine, 50, "low")) == none


@given(st.permutations([0.1, 0.2, 0.3, 1e-05, 7.0]))
def test_a_sum_is_that_of_the_decimals_written_in_whatever_order(values: list[float]) -> None:
    rows = "\n" + "".join(
        f"  - {{id: r{number}, when: {{age: {{at_least: 0}}}}, then: {{amount: {value:.5f}}}}}\n"
        for number, value in enumerate(values)
    )
    one = table("collect\ncollect: sum", rows=rows)
    assert amounts(decided(one, choose_engine("columnar"), 1, None)) == [7.60001]


def test_a_default_is_concluded_where_no_row_holds_and_names_no_row(engine: Engine) -> None:
    one = table("unique", outputs="amount: {unit: number, default: 9}")
    decision = decided(one, engine, 50, "low")
    assert (amounts(decision), decision.rows) == ([9], ())
    collected = table("collect\ncollect: sum", outputs="amount: {unit: number, default: 9}")
    assert amounts(decided(collected, engine, 50, "low")) == [9]


def test_an_output_may_be_an_input_of_the_case(engine: Engine) -> None:
    rows = "\n  - {id: own, when: {}, then: {amount: {input: age}}}\n"
    assert amounts(decided(table("unique", rows=rows), engine, 33, None)) == [33]


def test_a_text_is_ordered_by_its_letters_only_where_it_says_so(engine: Engine) -> None:
    text = """
decision: t
asks: Which half?
hit_policy: unique
inputs: {name: {unit: text, ordered: true}}
outputs: {half: {unit: text}}
rows:
  - {id: first, when: {name: {below: n}}, then: {half: a-m}}
  - {id: second, when: {name: {at_least: n}}, then: {half: n-z}}
"""
    one, told = read(text)
    assert told == []
    assert one is not None
    cases = [one.case(name, {"name": name}) for name in ("m", "n", "Å")]
    # By character code, as DMN has it: capitals with rings come after every small letter.
    assert [d.outcome and d.outcome["half"] for d in decide(one, cases, engine)] == [
        "a-m", "n-z", "n-z",
    ]  # fmt: skip
    _, told = read(text.replace(", ordered: true", ""))
    assert told[0].startswith('t.yaml:8:38: "below" on "name", which is a text')


BAD = [
    ("hit_policy: priority", "", "no priority in"),
    ("hit_policy: first\ncollect: sum", "", '"collect" goes with "hit_policy: collect"'),
    ("hit_policy: collect\ncollect: sum", "outputs: {amount: {unit: text}}", "expected a number"),
    ("hit_policy: unique", "outputs: {status: {unit: text, default: grey}}", "a status by default"),
    ("hit_policy: unique", "outputs: {amount: {unit: number, values: [0.3]}}", "expected one of"),
]


@pytest.mark.parametrize(("policy", "outputs", "told_of"), BAD)
def test_what_no_hit_policy_could_mean_is_refused(policy: str, outputs: str, told_of: str) -> None:
    outputs = outputs or "outputs: {amount: {unit: number}}"
    built, told = read(f"decision: t\nasks: How?\n{policy}\n{INPUTS}\n{outputs}\nrows:{ROWS}")
    assert built is None
    assert any(told_of in one for one in told), told


def test_a_row_that_names_another_output_is_told_where_it_stands() -> None:
    rows = ROWS.replace("then: {amount: 0.2}", "then: {amuont: 0.2}")
    text = f"decision: t\nasks: How?\nhit_policy: first\n{INPUTS}\n"
    _, told = read(f"{text}outputs: {{amount: {{unit: number}}}}\nrows:{rows}")
    expected = 'no output is called "amuont"; expected one that exists. Did you mean "amount"?'
    assert told == [f"t.yaml:8:50: {expected}"]


def test_a_row_that_forgets_an_output_is_told() -> None:
    text = f"decision: t\nasks: How?\nhit_policy: first\n{INPUTS}\n"
    outputs = "outputs: {amount: {unit: number}, note: {unit: text}}"
    _, told = read(f"{text}{outputs}\nrows:{ROWS}")
    assert len(told) == 3
    assert told[1].startswith('t.yaml:8:5: the row "risky" concludes no "note"')


EXAMPLES = """
examples:
  - {name: both, given: {age: 20, risk: high}, expect: {rows: [risky, young]}}
  - {name: neither, given: {age: 50, risk: low}, expect: {row: none}}
  - {name: the sum, given: {age: 20, risk: high}, expect: {then: {amount: 0.3}}}
"""


def test_examples_of_collected_rows_name_them_in_any_order(engine: Engine) -> None:
    text = f"decision: t\nasks: How?\nhit_policy: collect\ncollect: sum\n{INPUTS}\n"
    one, told = read(f"{text}outputs: {{amount: {{unit: number}}}}\nrows:{ROWS}{EXAMPLES}")
    assert told == []
    assert one is not None
    outcome = run_examples(one, engine)
    assert outcome.failures == ()
    assert [row.id for row in outcome.rows_without_example] == ["old"]
    wrong = EXAMPLES.replace("amount: 0.3", "amount: 0.4")
    one, _ = read(f"{text}outputs: {{amount: {{unit: number}}}}\nrows:{ROWS}{wrong}")
    assert one is not None
    (failure,) = run_examples(one, engine).failures
    assert failure.found.startswith('the example "the sum" gives amount 0.3 by rows "young"')
    assert failure.expected.startswith("it expects amount 0.4")


def test_rows_in_rule_order_are_expected_in_that_order(engine: Engine) -> None:
    text = f"decision: t\nasks: How?\nhit_policy: rule_order\n{INPUTS}\n"
    outputs = "outputs: {amount: {unit: number}}"
    for order in permutations(("young", "risky")):
        example = "\nexamples:\n  - name: e\n    given: {age: 20, risk: high}\n"
        example += f"    expect: {{rows: [{', '.join(order)}]}}\n"
        one, told = read(f"{text}{outputs}\nrows:{ROWS.rstrip()}{example}")
        assert told == []
        assert one is not None
        assert (run_examples(one, engine).failures == ()) == (order == ("young", "risky"))


def test_the_sentence_of_a_row_may_be_expected(engine: Engine) -> None:
    text = """
decision: t
asks: How far?
hit_policy: unique
inputs: {attainment: {unit: share, better: up}}
rows:
  - {id: a, when: {attainment: {at_least: 60 %}}, status: green, says: {nb: mange er i mål}}
examples:
  - {name: e, given: {attainment: 60 %}, expect: {status: green, says: mange er i mål}}
"""
    one, told = read(text)
    assert told == []
    assert one is not None
    assert run_examples(one, engine).failures == ()
    other, _ = read(text.replace("says: mange er i mål}}", "says: få er i mål}}"))
    assert other is not None
    (failure,) = run_examples(other, engine).failures
    assert 'which says "mange er i mål"' in failure.found
    assert 'the sentence "få er i mål"' in failure.expected
