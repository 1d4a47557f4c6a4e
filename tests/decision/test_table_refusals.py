"""What a table can't mean is refused when it is read, with the place and what to write instead."""

from __future__ import annotations

import pytest

from ekrules.decision.conditions import All
from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.inputs import Input
from ekrules.decision.outputs import Output
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import InputError
from tests.decision.test_hit_policies import read

TABLE = """decision: t
asks: How much?
hit_policy: rule_order
inputs: {age: {unit: number}, risk: {unit: text}}
outputs: {amount: {unit: number}, kind: {unit: text, values: [full, half]}}
rows:
  - {id: young, when: {age: {below: 25}}, then: {amount: 2, kind: half}}
  - {id: rest, when: {age: {at_least: 25}}, then: {amount: {input: age}, kind: full}}
examples:
  - {name: a child, given: {age: 3}, expect: {row: young}}
"""
REFUSED = [
    ("{input: age}", "{input: agee}", '8:', 'no input is called "agee"'),
    ("{input: age}", "{input: risk}", '8:', "is the input \"risk\" (a text)"),
    ("kind: full}}", "kind: {input: risk}}}", '8:', 'is the input "risk"; expected one of "full"'),
    ("kind: full}}", "kind: whole}}", '8:', 'expected one of "full", "half"'),
    ("amount: 2, kind", "amount: two, kind", '7:', "expected a number"),
    ("{row: young}", "{then: {amount: 2}}", '10:', "one outcome of a table that gives a list"),
    ("{row: young}", "{says: to}", '10:', "one outcome of a table that gives a list"),
    ("{row: young}", "{}", '10:', '"a child" expects nothing'),
    ("{row: young}", "{row: yong}", '10:', 'Did you mean "young"?'),
    ("{row: young}", "{row: young, rows: [young]}", '10:', '"row" and "rows" say the same'),
    ("{row: young}", "{rows: [young], then: {amuont: 2}}", '10:', 'no output is called "amuont"'),
    ("given: {age: 3}", "given: {agee: 3}", '10:', 'no input is called "agee"'),
    ("given: {age: 3}", "given: {age: three}", '10:', "expected a number"),
    ("then: {amount: 2, kind: half}}", "kind: half}", '7:', 'the key "kind"'),
    (", then: {amount: 2, kind: half}}", "}", '7:', 'a row without "status"'),
    ("then: {amount: 2,", "status: red, then: {status: red, amount: 2,", '7:', "status"),
    ("values: [full, half]", "values: [full, 3]", '5:', "expected a text"),
    ("unit: number}, risk", "unit: number, values: [a]}, risk", '4:', 'are for a text'),
    ("risk: {unit: text}", "risk: {unit: text, values: [a], ordered: true}", '4:', "by letters"),
    ("risk: {unit: text}", "risk: {unit: text, lowest: 1}", '4:', "for number, years and count"),
    ("age: {unit: number}", "age: {unit: number, lowest: 9, highest: 1}", '4:', "more than"),
    ("age: {unit: number}", "all: {unit: number}", '4:', "joins conditions"),
    ("rule_order", "collect\ncollect: sum", "1:", "with 2 outputs"),
    ("asks:", "not_judged: {agee: {below: 1}}\nasks:", "2:", 'no input is called "agee"'),
]  # fmt: skip


def test_the_table_itself_is_sound() -> None:
    table, told = read(TABLE)
    assert (table is not None, told) == (True, [])


@pytest.mark.parametrize(("stands", "put", "line", "told_of"), REFUSED)
def test_what_can_not_be_meant_is_refused_at_its_line(
    stands: str, put: str, line: str, told_of: str
) -> None:
    assert stands in TABLE
    table, told = read(TABLE.replace(stands, put, 1))
    assert table is None
    assert any(one.startswith(f"t.yaml:{line}") and told_of in one for one in told), told


def test_a_second_status_in_a_row_is_refused() -> None:
    text = TABLE.replace("amount: {unit: number}, kind", "status: {unit: text}, kind")
    text = text.replace("amount: {input: age}", "status: red")
    _, told = read(text.replace("then: {amount: 2,", "status: red, then: {status: green,"))
    assert any("a second status" in one for one in told), told


def test_a_table_built_without_outputs_or_with_a_wrong_aggregation_is_refused() -> None:
    rows = (Row("r", All(()), {}),)
    with pytest.raises(InputError, match="a table without outputs"):
        DecisionTable("t", "?", "unique", {"a": Input("a", "count")}, rows, outputs={})
    amount = {"amount": Output("amount", "number")}
    rows = (Row("r", All(()), {"amount": 1}),)
    with pytest.raises(InputError, match='"collect: sum" under the hit policy "first"'):
        DecisionTable("t", "?", "first", {}, rows, outputs=amount, aggregation="sum")


def test_an_example_that_meets_a_default_is_told_that_no_row_holds() -> None:
    text = TABLE.replace("rule_order", "first").replace(
        "amount: {unit: number}", "amount: {unit: number, default: 7}"
    )
    table, told = read(text.replace("given: {age: 3}, expect", "given: {risk: x}, expect"))
    assert told == []
    assert table is not None
    (failure,) = run_examples(table, choose_engine("columnar")).failures
    assert "amount 7, kind unknown by default, for no row holds" in failure.found
