"""Tables on frames: the same rows decide as one case at a time, whatever the hit policy."""

from __future__ import annotations

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
from ekrules.decision.tables import DecisionTable, HitPolicy
from ekrules.errors import Faults
from ekrules.methods.frame_deciding import decide_frame

NUMBERS = st.one_of(st.none(), st.integers(0, 6).map(float))
INPUTS = {name: Input(name, "number") for name in ("a", "b")}
OUTPUTS = {
    "colour": Output("colour", "text", ("red", "green", "grey"), default="grey"),
    "seen": Output("seen", "number"),
}
ROWS = (
    Row("high", Compare("a", "at_least", 3), {"colour": "green", "seen": InputReference("b")}),
    Row("over", Compare("a", "more_than", InputReference("b")), {"colour": "red", "seen": 1.5}),
    Row("low", Compare("b", "below", 2), {"colour": "green", "seen": 2.0}),
)


def table(policy: HitPolicy, rows: tuple[Row, ...] = ROWS) -> DecisionTable:
    return DecisionTable("t", "What?", policy, INPUTS, rows, outputs=OUTPUTS)


@pytest.mark.parametrize("policy", ["first", "priority"])
@given(cases=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8))
def test_each_case_is_decided_as_by_itself(
    policy: HitPolicy, cases: list[tuple[float | None, float | None]]
) -> None:
    made = table(policy)
    frame = pl.DataFrame(cases, schema={"a": pl.Float64, "b": pl.Float64}, orient="row")
    names = [str(number) for number in range(len(cases))]
    faults = Faults()
    found = decide_frame(made, frame.with_columns(entity=pl.Series(names)), faults)
    assert faults.found == []
    alone = [
        Case(name, dict(zip("ab", one, strict=True)))
        for name, one in zip(names, cases, strict=True)
    ]
    for row, decision in zip(found.to_dicts(), decide(made, alone, ColumnarEngine()), strict=True):
        assert row["row"] == (decision.row.id if decision.row else None)
        assert {"colour": row["colour"], "seen": row["seen"]} == dict(decision.outcome or {})


def test_rows_of_one_outcome_may_both_hold_where_any_is_the_policy() -> None:
    alike = tuple(Row(name, ALWAYS, {"colour": "red", "seen": 1.0}) for name in ("one", "two"))
    frame = pl.DataFrame({"a": [1.0], "b": [1.0], "entity": ["A"], "member": ["x"]})
    faults = Faults()
    assert decide_frame(table("any", alike), frame, faults)["row"].to_list() == ["one"]
    assert faults.found == []
    other = (*alike, Row("three", ALWAYS, {"colour": "green", "seen": 1.0}))
    decide_frame(table("any", other), frame, faults)
    (fault,) = faults.found
    assert '"three" hold for A, x' in fault.found
