"""Tables on frames: each case comes to the same as by itself, whatever the hit policy."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.decision.columnar import ColumnarEngine
from ekrules.decision.conditions import ALWAYS, Compare, InputReference
from ekrules.decision.deciding import decide
from ekrules.decision.inputs import Case, Input
from ekrules.decision.outputs import Output
from ekrules.decision.rows import Row
from ekrules.decision.tables import Aggregation, DecisionTable, HitPolicy
from ekrules.errors import Fault, Faults, InputError
from ekrules.methods.frame_deciding import decide_frame

NUMBERS = st.one_of(st.none(), st.integers(0, 6).map(float))
CASES = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8)
INPUTS = {name: Input(name, "number") for name in ("a", "b")}
COLOUR = Output("colour", "text", ("red", "green", "grey"), default="grey")
SEEN = Output("seen", "number")
OUTPUTS = {one.name: one for one in (COLOUR, SEEN)}
ROWS = (
    Row("high", Compare("a", "at_least", 3), {"colour": "green", "seen": InputReference("b")}),
    Row("over", Compare("a", "more_than", InputReference("b")), {"colour": "red", "seen": 1.5}),
    Row("low", Compare("b", "below", 2), {"colour": "green", "seen": 2.0}),
)


def table(
    policy: HitPolicy, rows: tuple[Row, ...] = ROWS, outputs: dict[str, Output] = OUTPUTS
) -> DecisionTable:
    return DecisionTable("t", "What?", policy, INPUTS, rows, outputs=outputs)


def of_one(output: Output, *values: Any) -> tuple[Row, ...]:
    """The three rows, with one output instead."""
    return tuple(
        Row(row.id, row.condition, {output.name: value})
        for row, value in zip(ROWS, values, strict=True)
    )


def collecting(aggregation: Aggregation, *values: Any) -> DecisionTable:
    rows, outputs = of_one(SEEN, *values), {"seen": SEEN}
    return DecisionTable(
        "t", "?", "collect", INPUTS, rows, outputs=outputs, aggregation=aggregation
    )


TABLES = {
    "first": table("first"),
    "priority": table("priority"),
    "unique": table("unique", ROWS[:1]),
    "any": table("any", of_one(COLOUR, "green", "green", "green"), {"colour": COLOUR}),
    "any that hangs on the case": table("any", ROWS[:1]),
    "rule order": table("rule_order", of_one(COLOUR, "green", "red", "red"), {"colour": COLOUR}),
    "output order": table("output_order"),
    "collect": collecting("list", 1, 2, 2),
    "sum": collecting("sum", 0.1, 0.2, 2),
    "sum of an input": collecting("sum", InputReference("b"), InputReference("a"), 2.0),
    "least": collecting("min", 2, 1, 3),
    "count": collecting("count", 1, 1, 1),
}


def frame_of(cases: list[tuple[float | None, float | None]]) -> pl.DataFrame:
    frame = pl.DataFrame(cases, schema={"a": pl.Float64, "b": pl.Float64}, orient="row")
    names = [f"c{number}" for number in range(len(cases))]
    return frame.with_columns(entity=pl.Series(names), member=pl.lit("m"))


def alone(
    made: DecisionTable, cases: list[tuple[float | None, float | None]]
) -> list[dict[str, Any]]:
    """Decide each case by itself; return the rows and outputs as a frame would hold them."""
    given = [Case(f"c{n}, m", {"a": a, "b": b}) for n, (a, b) in enumerate(cases)]
    found = []
    for one in decide(made, given, ColumnarEngine()):
        ids: Any = [row.id for row in one.rows]
        several = [dict(outcome) for outcome in one.outcomes]
        shown: dict[str, Any] = {name: [its[name] for its in several] for name in made.outputs}
        if made.is_single_hit or made.aggregation != "list":
            shown = {name: its[0] if its else None for name, its in shown.items()}
        found.append({"row": (ids or [None])[0] if made.is_single_hit else ids, **shown})
    return found


@pytest.mark.parametrize("name", TABLES)
@given(cases=CASES)
def test_each_case_is_decided_as_by_itself(
    name: str, cases: list[tuple[float | None, float | None]]
) -> None:
    made, faults = TABLES[name], Faults()
    found = decide_frame(made, frame_of(cases), faults)
    assert faults.found == []
    assert found.select("row", *made.outputs).to_dicts() == alone(made, cases)


@pytest.mark.parametrize("policy", ["unique", "any"])
@given(cases=CASES)
def test_rows_that_clash_are_told_where_they_clash_on_a_case_by_itself(
    policy: HitPolicy, cases: list[tuple[float | None, float | None]]
) -> None:
    made, faults = table(policy), Faults()
    decide_frame(made, frame_of(cases), faults)
    told: tuple[Fault, ...] = ()
    try:
        alone(made, cases)
    except InputError as error:
        told = error.faults
    assert set(faults.found) <= set(told)
    assert bool(faults.found) == bool(told)


def test_rows_of_one_outcome_may_both_hold_where_any_is_the_policy() -> None:
    alike = tuple(Row(name, ALWAYS, {"colour": "red", "seen": 1.0}) for name in ("one", "two"))
    frame = pl.DataFrame({"a": [1.0], "b": [1.0], "entity": ["A"], "member": ["x"]})
    faults = Faults()
    assert decide_frame(table("any", alike), frame, faults)["row"].to_list() == ["one"]
    assert faults.found == []
    other = (*alike, Row("three", ALWAYS, {"colour": "green", "seen": 1.0}))
    decide_frame(table("any", other), frame, faults)
    (fault,) = faults.found
    assert '"three" (colour "green", seen 1.0) of the table "t"' in fault.found
    assert 'apply to "A, x" (a 1.0, b 1.0)' in fault.found


def test_a_pair_of_rows_that_clash_on_many_cases_is_told_once() -> None:
    faults = Faults()
    decide_frame(table("unique"), frame_of([(4.0, 1.0), (5.0, 1.0), (4.0, 3.0)]), faults)
    (fault,) = faults.found
    assert '"over"' in fault.found
    assert 'apply to "c0, m"' in fault.found


def test_numbers_written_whole_stay_whole() -> None:
    frame = frame_of([(4.0, 1.0)])
    assert decide_frame(TABLES["least"], frame, Faults())["seen"].dtype == pl.Int64
    assert decide_frame(TABLES["sum"], frame, Faults())["seen"].dtype == pl.Float64
