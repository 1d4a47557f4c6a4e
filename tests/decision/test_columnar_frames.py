from __future__ import annotations

from datetime import date, datetime
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings

from ekrules.decision.columnar import ColumnarEngine
from ekrules.decision.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    InputReference,
    IsKnown,
    IsUnknown,
)
from ekrules.decision.inputs import Case, Input
from ekrules.decision.rule import Rule
from ekrules.errors import InputError
from tests.decision import generated, oracle

INPUTS = {
    one.name: one
    for one in (
        Input("attainment", "share"),
        Input("target", "share"),
        Input("coverage", "text"),
        Input("on", "boolean"),
        Input("deadline", "date"),
    )
}
RULES = [
    Rule("met", Compare("attainment", "at_least", InputReference("target"))),
    Rule("not full", Compare("coverage", "is_not", "full")),
    Rule("partial", Compare("coverage", "is_one_of", ("partial", "indirect"))),
    Rule("off or none", AnyOf((Compare("on", "is", False), IsUnknown("attainment")))),
    Rule("dated", All((IsKnown("deadline"), Compare("deadline", "below", date(2012, 1, 1))))),
    Rule("always", ALWAYS),
]
COLUMNS: dict[str, list[Any]] = {
    "case": ["a", "b", "c"],
    "attainment": [0.6, 0.5, None],
    "target": [0.6, 0.9, 0.1],
    "coverage": ["full", None, "partial"],
    "on": [True, None, False],
    "deadline": [date(2011, 12, 31), date(2012, 1, 1), None],
    "another column": [1, 2, 3],
}
HITS = {
    ("a", "met", 0), ("a", "dated", 0), ("a", "always", 0), ("b", "always", 0),
    ("c", "not full", 0), ("c", "partial", 0), ("c", "off or none", 0), ("c", "off or none", 1),
    ("c", "always", 0),
}  # fmt: skip


def hits_of(frame: Any) -> set[tuple[Any, ...]]:
    found = nw.from_native(frame).lazy().collect("polars")
    assert found.columns == ["case", "rule", "clause"]
    rows = found.rows()
    assert len(rows) == len(set(rows))
    return set(rows)


def test_a_polars_frame_gives_the_hits_of_its_rows() -> None:
    assert hits_of(ColumnarEngine().fire_frame(INPUTS, RULES, pl.DataFrame(COLUMNS))) == HITS


def test_a_lazy_frame_stays_lazy() -> None:
    found = ColumnarEngine().fire_frame(INPUTS, RULES, pl.LazyFrame(COLUMNS))
    assert isinstance(found, pl.LazyFrame)
    assert hits_of(found) == HITS


def test_a_pandas_frame_gives_the_same_hits() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    inputs = {name: one for name, one in INPUTS.items() if name not in ("on", "deadline")}
    rules = [RULES[0], RULES[1], RULES[2], Rule("none", IsUnknown("attainment"))]
    frame = pandas.DataFrame({name: COLUMNS[name] for name in ("case", *inputs)})
    found = hits_of(ColumnarEngine().fire_frame(inputs, rules, frame))
    assert found == {("a", "met", 0), ("c", "not full", 0), ("c", "partial", 0), ("c", "none", 0)}


def test_a_duckdb_relation_gives_the_same_hits() -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    frame = pl.DataFrame(COLUMNS)  # noqa: F841  DuckDB reads it by name
    relation = duckdb.sql("select * from frame")
    assert hits_of(ColumnarEngine().fire_frame(INPUTS, RULES, relation)) == HITS


def test_nan_counts_as_unknown() -> None:
    frame = pl.DataFrame({"id": [1], "a": [float("nan")]})
    inputs = {"a": Input("a", "number")}
    rules = [Rule("more", Compare("a", "more_than", 1.0)), Rule("unknown", IsUnknown("a"))]
    found = ColumnarEngine().fire_frame(inputs, rules, frame, case="id")
    assert hits_of(found) == {(1, "unknown", 0)}


def test_without_rules_there_are_no_hits() -> None:
    found = ColumnarEngine().fire_frame({}, [], pl.DataFrame({"case": ["a"]}))
    assert hits_of(found) == set()


@settings(max_examples=40, deadline=None)
@given(generated.rules(), generated.several_cases())
def test_a_frame_gives_what_the_oracle_fires(rules: list[Rule], cases: list[Case]) -> None:
    dtypes = {"text": pl.String, "boolean": pl.Boolean, "date": pl.Date, "count": pl.Int64}
    schema = {one.name: dtypes.get(one.type, pl.Float64) for one in generated.INPUTS.values()}
    rows = [{"case": one.id, **one.values} for one in cases]
    frame = pl.DataFrame(rows, schema={"case": pl.String, **schema}, strict=False)
    found = hits_of(ColumnarEngine().fire_frame(generated.INPUTS, rules, frame))
    expected = oracle.firings(rules, cases)
    assert found == {(one.case, one.rule, one.clause_index) for one in expected}


def test_columns_that_are_missing_or_of_another_type_are_all_told() -> None:
    frame = pl.DataFrame(
        {"kase": ["a"], "atainment": [0.5], "target": ["0.5"], "coverage": [1], "on": ["true"],
         "deadline": [datetime(2011, 12, 31)]}
    )  # fmt: skip
    with pytest.raises(InputError) as told:
        ColumnarEngine().fire_frame(INPUTS, RULES, frame)
    text = str(told.value)
    assert 'no column is called "attainment"; it is needed. Did you mean "atainment"?' in text
    assert 'no column is called "case"; it is needed. Did you mean "kase"?' in text
    assert 'the column "target" is of the type String; expected one for a share' in text
    for name in ("coverage", "on", "deadline"):
        assert f'the column "{name}" is of the type' in text


def test_a_misspelt_input_is_refused_for_frames_too() -> None:
    rules = [Rule("r", IsUnknown("atainment"))]
    with pytest.raises(InputError, match="Did you mean"):
        ColumnarEngine().fire_frame(INPUTS, rules, pl.DataFrame(COLUMNS))
