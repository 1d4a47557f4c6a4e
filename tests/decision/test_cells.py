"""Cells: each case lies in one, and what holds in it is what holds on the case."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings

from ekrules.decision import frame_cells
from ekrules.decision.cells import Cut, NamedAxis, OrderedAxis, PairAxis, axes
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

NUMBER, TEXT = {"a": Input("a", "number")}, {"a": Input("a", "text", ordered=True)}


def held(rules: list[Rule], frame: pl.DataFrame, inputs: dict[str, Input]) -> list[list[str]]:
    """Return for each case the ids of the rules that hold."""
    cells, by_cell = ColumnarEngine().cells(inputs, rules, frame)
    return [[rules[number].id for number in by_cell[cell]] for cell in cells.to_list()]


@pytest.mark.parametrize("most", [1, 30, 10_000])
@settings(max_examples=60, deadline=None)
@given(rules=generated.rules(), cases=generated.several_cases())
def test_in_a_cell_hold_the_rules_that_the_oracle_fires_on_its_cases(
    most: int, rules: list[Rule], cases: list[Case]
) -> None:
    dtypes = {"text": pl.String, "boolean": pl.Boolean, "date": pl.Date, "count": pl.Int64}
    schema = {one.name: dtypes.get(one.type, pl.Float64) for one in generated.INPUTS.values()}
    frame = pl.DataFrame([one.values for one in cases], schema=schema, strict=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frame_cells, "MOST_CELLS", most)
        found = held(rules, frame, generated.INPUTS)
    expected: dict[str, dict[str, None]] = {one.id: {} for one in cases}
    for one in oracle.firings(rules, cases):
        expected[one.case][one.rule] = None
    assert found == [list(one) for one in expected.values()]


def test_an_axis_is_cut_once_however_many_rows_test_it() -> None:
    below, above = Compare("a", "below", 0.6), Compare("a", "at_least", 0.6)
    (axis,) = axes([(below,), (above,), (above, Compare("a", "at_most", 0.9))])
    assert isinstance(axis, OrderedAxis)
    assert axis.cuts == (Cut(0.6, is_after=False), Cut(0.9, is_after=True))
    assert axis.can_hold == (0b000, 0b001, 0b110, 0b010)


def test_texts_that_are_only_named_have_a_position_each_and_one_for_all_others() -> None:
    (axis,) = axes([(Compare("a", "is_one_of", ("x", "y")),), (Compare("a", "is_not", "x"),)])
    assert axis == NamedAxis("a", ("x", "y"), (0b00, 0b10, 0b01, 0b11))


def test_an_input_held_against_another_is_an_axis_of_its_own() -> None:
    clause = (Compare("a", "at_least", InputReference("b")), IsKnown("a"))
    assert axes([clause]) == (PairAxis("a", "b", (0, 0, 1, 1)), NamedAxis("a", (), (0, 1)))


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        ([1, 2, None], pl.UInt8),
        ([1.0, 2.5, float("nan")], pl.Float32),
        ([1.0, 2.0, None], pl.Float64),
    ],
)
def test_columns_of_any_numeric_type_are_held_against_the_same_bounds(
    values: list[Any], dtype: Any
) -> None:
    rules = [Rule("low", Compare("a", "below", 2)), Rule("none", IsUnknown("a"))]
    frame = pl.DataFrame({"a": pl.Series(values, dtype=dtype)})
    assert held(rules, frame, NUMBER) == [["low"], [], ["none"]]


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical, pl.Enum(["z", "m", "a"])])
def test_texts_compare_letter_by_letter_also_where_the_column_has_an_order(dtype: Any) -> None:
    rules = [Rule("up to m", Compare("a", "at_most", "m")), Rule("q", Compare("a", "is", "q"))]
    frame = pl.DataFrame({"a": pl.Series(["a", "m", "z", None], dtype=dtype)})
    assert held(rules, frame, TEXT) == [["up to m"], ["up to m"], [], []]


def test_rules_that_test_nothing_hold_in_the_only_cell() -> None:
    rules = [Rule("always", ALWAYS), Rule("never", AnyOf(()))]
    assert held(rules, pl.DataFrame({"b": [1, 2]}), {}) == [["always"], ["always"]]
    assert held([], pl.DataFrame({"b": [1]}), {}) == [[]]


def test_more_cells_than_a_number_could_count_are_never_made() -> None:
    names = [f"input {number}" for number in range(70)]
    inputs = {name: Input(name, "number") for name in names}
    rules = [Rule(name, Compare(name, "at_least", 1)) for name in names]
    rules.append(Rule("every", All(tuple(Compare(name, "at_least", 1) for name in names))))
    frame = pl.DataFrame({name: [0.0, 1.0, float(n == 3)] for n, name in enumerate(names)})
    assert held(rules, frame, inputs) == [[], [*names, "every"], ["input 3"]]


def test_a_column_that_does_not_fit_its_input_is_refused() -> None:
    frame = pl.DataFrame({"a": ["1"], "aa": [1]})
    with pytest.raises(InputError, match='the column "a" is of the type String'):
        ColumnarEngine().cells(NUMBER, [Rule("r", IsKnown("a"))], frame)
    with pytest.raises(InputError, match=r'no column is called "a".*Did you mean "aa"'):
        ColumnarEngine().cells(NUMBER, [Rule("r", IsKnown("a"))], frame.select("aa"))
