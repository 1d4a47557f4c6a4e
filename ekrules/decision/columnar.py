"""The columnar engine: thousands to millions of cases at once; the one door to Narwhals and Polars.

In: inputs, rules, and cases or a frame (Polars, pandas, DuckDB, PySpark: what Narwhals takes).
Out: firings, or a frame of hits, for which each clause is one expression; or the cell of each case
(see `cells`), for which each input is read once. Null is unknown.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ekrules.decision.cells import ClauseSet, axes, members
from ekrules.decision.conditions import (
    Clause,
    InputReference,
    IsKnown,
    IsUnknown,
    Leaf,
    Operator,
    Value,
    read_inputs,
)
from ekrules.decision.inputs import Case, Input, InputType
from ekrules.decision.rule import (
    Firing,
    Prepared,
    Rule,
    check_rules,
    prepare,
    split_rules,
)
from ekrules.errors import Faults, Place, nearest_name
from ekrules.yaml_reader.units import NUMERIC_UNITS

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

_ROW = "row"


class ColumnarEngine:
    """Many cases at once, as Narwhals expressions; on Polars unless given another frame."""

    name = "columnar"

    def fire(
        self, inputs: Mapping[str, Input], rules: Sequence[Rule], cases: Sequence[Case]
    ) -> tuple[Firing, ...]:
        """Return every firing; see `engine.Engine`."""
        prepared = prepare(inputs, rules, cases)
        read = read_inputs(leaf for clause in prepared.clauses for leaf in clause.leaves)
        columns = {name: f"i{number}" for number, name in enumerate(read)}
        flags = _frame(prepared, columns).select(
            _holds(clause.leaves, columns, _ROW).alias(str(number))
            for number, clause in enumerate(prepared.clauses)
        )
        hits = [
            (case_number, clause_number)
            for clause_number in range(len(prepared.clauses))
            for case_number, holds in enumerate(flags[str(clause_number)].to_list())
            if holds
        ]
        return prepared.firings(hits)

    def fire_frame(
        self, inputs: Mapping[str, Input], rules: Sequence[Rule], frame: Any, case: str = "case"
    ) -> Any:
        """Return the hits on a frame as a frame of the same kind: columns case, rule, clause.

        `frame` has a column for every input that the rules read, and one, named by `case`, that
        identifies its rows. NaN counts as unknown, because that is how pandas writes it. A lazy
        frame stays lazy. Whole numbers beyond 2**53 are compared as the frame's library does.
        Raises InputError for a column that is missing or of another type than its input.
        """
        import narwhals as nw

        check_rules(inputs, rules)
        split = split_rules(rules)
        read = read_inputs(leaf for clause in split for leaf in clause.leaves)
        given = nw.from_native(frame)
        _check_columns(given, {name: inputs[name] for name in read}, (case,))
        known = _without_nan(given, read)
        columns = {name: name for name in read}
        if not split:
            return _hits(known, _never(case), case, "", 0).to_native()
        hits = [
            _hits(
                known, _holds(one.leaves, columns, case), case, rules[one.rule_number].id, one.index
            )
            for one in split
        ]
        return nw.concat(hits).to_native()

    def cells(
        self, inputs: Mapping[str, Input], rules: Sequence[Rule], frame: pl.DataFrame
    ) -> tuple[pl.Series, tuple[tuple[int, ...], ...]]:
        """Return each case's cell, a number, and for each cell the numbers of the rules that hold.

        Each input is read once, however many rules test it. NaN counts as unknown. Raises
        InputError for a column that is missing or of another type than its input.
        """
        import narwhals as nw

        from ekrules.decision.frame_cells import cells_of, plain_columns

        check_rules(inputs, rules)
        split = split_rules(rules)
        divided = axes([one.leaves for one in split])
        read = read_inputs(leaf for one in split for leaf in one.leaves)
        given = nw.from_native(frame, eager_only=True)
        _check_columns(given, {name: inputs[name] for name in read})
        every: ClauseSet = (1 << len(split)) - 1
        cells, sets = cells_of(divided, plain_columns(frame, read), every, frame.height)
        rule_numbers = [one.rule_number for one in split]
        rules_in = {one: members(one, rule_numbers) for one in set(sets)}
        return cells, tuple(rules_in[one] for one in sets)


def _hits(frame: Any, holds: nw.Expr, case: str, rule: str, clause: int) -> Any:
    import narwhals as nw

    return frame.filter(holds).select(
        nw.col(case).alias("case"), nw.lit(rule).alias("rule"), nw.lit(clause).alias("clause")
    )


def _frame(prepared: Prepared, columns: Mapping[str, str]) -> nw.DataFrame[Any]:
    """Return the cases as a frame: a row each, numbered, and a column for every input read."""
    import narwhals as nw

    numbers: dict[str, Any] = {_ROW: range(len(prepared.cases))}
    schema: dict[str, Any] = {_ROW: nw.Int64()}
    for name, column in columns.items():
        declared = prepared.inputs[name].type
        schema[column] = _dtype(declared)
        values = [case.values[name] for case in prepared.cases]
        numbers[column] = [_float(one) for one in values] if declared in NUMERIC_UNITS else values
    return nw.from_dict(numbers, schema, backend="polars")


def _float(value: Any) -> float | None:
    # Exact: check_cases lets no whole number beyond 2**53 through.
    return None if value is None else float(value)


def _dtype(declared: InputType) -> Any:
    import narwhals as nw

    others = {"text": nw.String(), "boolean": nw.Boolean(), "date": nw.Date()}
    return others.get(declared, nw.Float64())


def _holds(clause: Clause, columns: Mapping[str, str], any_column: str) -> nw.Expr:
    """Return the clause as an expression that is true where it holds, else false or null."""
    import narwhals as nw

    if not clause:
        # An expression that reads no column has no length of its own.
        return ~_never(any_column)
    return nw.all_horizontal(*(_test(leaf, columns) for leaf in clause), ignore_nulls=False)


def _never(any_column: str) -> nw.Expr:
    import narwhals as nw

    missing = nw.col(any_column).is_null()
    return missing & ~missing


def _test(leaf: Leaf, columns: Mapping[str, str]) -> nw.Expr:
    import narwhals as nw

    column = nw.col(columns[leaf.input])
    if isinstance(leaf, IsUnknown):
        return column.is_null()
    # Asked outright, because in pandas a missing value is different from everything.
    known = ~column.is_null()
    if isinstance(leaf, IsKnown):
        return known
    if isinstance(leaf.bound, InputReference):
        other = nw.col(columns[leaf.bound.name])
        return known & ~other.is_null() & _COMPARED[leaf.operator](column, other)
    return known & _COMPARED[leaf.operator](column, leaf.bound)


def _is_one_of(column: nw.Expr, values: tuple[Value, ...]) -> nw.Expr:
    import narwhals as nw

    # Not is_in: since Polars 2 it refuses whole numbers for a column of floats.
    return nw.any_horizontal(*(column == value for value in values), ignore_nulls=False)


_COMPARED: dict[Operator, Callable[[nw.Expr, Any], nw.Expr]] = {
    "at_least": operator.ge,
    "more_than": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
    "is": operator.eq,
    "is_not": operator.ne,
    "is_one_of": _is_one_of,
}


def _check_columns(frame: Any, read: Mapping[str, Input], others: Sequence[str] = ()) -> None:
    """Raise InputError for each column that is missing, or doesn't fit the input it stands for."""
    schema = frame.collect_schema()
    faults = Faults()
    for name in (*others, *read):
        if name not in schema:
            near = nearest_name(name, schema)
            faults.add(Place("frame"), f'no column is called "{name}"', "it is needed", near)
        elif name in read and not _fits(schema[name], read[name].type):
            found = f'the column "{name}" is of the type {schema[name]}'
            faults.add(Place("frame"), found, f"expected one for a {read[name].type}")
    faults.stop_if_any()


def _without_nan(frame: Any, read: Sequence[str]) -> Any:
    """Return the frame with null for NaN."""
    import narwhals as nw

    schema = frame.collect_schema()
    floats = [name for name in read if schema[name].is_float()]
    return frame.with_columns(
        nw.when(~nw.col(name).is_nan()).then(nw.col(name)).alias(name) for name in floats
    )


def _fits(dtype: Any, declared: InputType) -> bool:
    import narwhals as nw

    if declared in NUMERIC_UNITS:
        return bool(dtype.is_float() or dtype.is_integer())
    others = {"text": (nw.String, nw.Categorical, nw.Enum), "boolean": (nw.Boolean,)}
    return isinstance(dtype, others.get(declared, (nw.Date,)))
