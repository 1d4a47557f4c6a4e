"""Tables drawn at random over few inputs and few bounds, so that rows often touch and clash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import inf, nextafter

from hypothesis import strategies as st

from ekrules.decision.conditions import (
    ORDER_OPERATORS,
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsKnown,
    IsUnknown,
    NoneOf,
    Value,
)
from ekrules.decision.inputs import Case, Input
from ekrules.decision.outputs import STATUS, Output
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable, HitPolicy
from ekrules.errors import Place

INPUTS = {
    one.name: one
    for one in (
        Input("attainment", "share", better="up"),
        Input("target", "share"),
        Input("years_left", "years", better="up", lowest=-2, highest=10),
        Input("offices", "count", better="down"),
        Input("coverage", "text", values=("full", "partial", "none")),
        Input("word", "text"),
        Input("grade", "text", ordered=True),
        Input("member", "boolean", better="up"),
        Input("opened", "date"),
    )
}
ABOVE_60 = nextafter(0.6, inf)
BOUNDS: dict[str, list[Value]] = {
    "attainment": [0.4, 0.6, ABOVE_60],
    "target": [0.6],
    "years_left": [0, 1.5],
    "offices": [1, 2],
    "coverage": ["full", "partial", "none"],
    "word": ["ja", "nei"],
    "grade": ["b", "b\x00", "d"],
    "member": [True, False],
    "opened": [date(2011, 12, 31), date(2012, 1, 1)],
}
# On the bounds and to either side of each, as far as there is a side.
TRIED: dict[str, list[Value]] = {
    "attainment": [0.0, 0.39, 0.4, 0.5, 0.6, ABOVE_60, 0.7, 0.8, 1.0],
    "target": [0.0, 0.45, 0.5, 0.6, ABOVE_60, 0.75, 1.0],
    "years_left": [-2, -1, 0, 1, 1.5, 4, 10],
    "offices": [0, 1, 2, 3],
    "coverage": ["full", "partial", "none"],
    "word": ["ja", "nei", "another text"],
    "grade": ["", "a", "b", "b\x00", "c", "d", "e"],
    "member": [True, False],
    "opened": [date(2011, 12, 30), date(2011, 12, 31), date(2012, 1, 1), date(2013, 5, 1)],
}
STATUSES = ("green", "yellow", "red", "grey")
POLICIES: tuple[HitPolicy, ...] = ("unique", "any", "first", "priority", "collect")


@st.composite
def leaves(draw: st.DrawFn, names: Sequence[str]) -> Condition:
    name = draw(st.sampled_from(names))
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return IsUnknown(name) if draw(st.booleans()) else IsKnown(name)
    if kind == 1:
        some = draw(st.lists(st.sampled_from(BOUNDS[name]), min_size=1, max_size=2))
        return Compare(name, "is_one_of", tuple(some))
    operators = [*(ORDER_OPERATORS if INPUTS[name].may_be_ordered else ()), "is", "is_not"]
    operator = draw(st.sampled_from(operators))
    if name == "attainment" and "target" in names and draw(st.booleans()):
        return Compare(name, operator, InputReference("target"))
    return Compare(name, operator, draw(st.sampled_from(BOUNDS[name])))


def conditions(names: Sequence[str]) -> st.SearchStrategy[Condition]:
    def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(parts, max_size=3).map(tuple)
        return st.one_of(several.map(All), several.map(AnyOf), several.map(NoneOf))

    return st.recursive(leaves(names), joined, max_leaves=5)


@st.composite
def tables(
    draw: st.DrawFn,
    names: Sequence[str] | None = None,
    policies: Sequence[HitPolicy] = POLICIES,
) -> DecisionTable:
    if names is None:
        names = draw(st.lists(st.sampled_from(list(INPUTS)), min_size=1, max_size=3, unique=True))
    asked = draw(st.lists(conditions(names), min_size=1, max_size=5))
    rows = tuple(
        Row(f"row {number}", one, {STATUS: draw(st.sampled_from(STATUSES))}, place=Place("t"))
        for number, one in enumerate(asked)
    )
    return DecisionTable(
        id="drawn",
        asks="?",
        hit_policy=draw(st.sampled_from(policies)),
        inputs={name: INPUTS[name] for name in names},
        rows=rows,
        outputs={STATUS: Output(STATUS, "text", ("red", "yellow", "green", "grey"))},
        not_judged=draw(st.none() | conditions(names)),
    )


@st.composite
def cases(draw: st.DrawFn, table: DecisionTable, known: frozenset[str] = frozenset()) -> Case:
    """One case; inputs in `known` have a value."""
    values: dict[str, Value | None] = {}
    for name in table.inputs:
        tried = st.sampled_from(TRIED[name])
        values[name] = draw(tried if name in known else st.none() | tried)
    return Case("case", values)
