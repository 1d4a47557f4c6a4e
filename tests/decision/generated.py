"""Generated rules and cases: every type and operator, unknowns, hostile texts, adjacent floats."""

from __future__ import annotations

from datetime import date
from math import inf, nextafter

from hypothesis import strategies as st

from ekrules.decision.conditions import (
    OPERATORS,
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsKnown,
    IsUnknown,
    NoneOf,
    Operator,
    Value,
)
from ekrules.decision.inputs import ORDERED_TYPES, Case, Input, InputType
from ekrules.decision.rule import Rule

TYPES: tuple[InputType, ...] = ("share", "number", "years", "count", "text", "boolean", "date")

# Two of each type, so that every type has something to be held against.
INPUTS = {
    one.name: one
    for type_ in TYPES
    for one in (Input(f"{type_}-a", type_), Input(f"b {type_}", type_))
}


def beside(value: float) -> list[float]:
    return [nextafter(value, -inf), value, nextafter(value, inf)]


SHARES = [0, 1, 0.0, -0.0, 1e-05, 5e-324, *beside(0.6), *beside(1 / 3), 150 / 250, 0.1 + 0.2]
NUMBERS = [
    *SHARES, *beside(2.5), *beside(-1.0), 2, -7, 1e308, -1e-308, 1e16, 2**53, -(2**53), 2**53 - 1,
    0.1, 1e22, 123456789.123456789,
]  # fmt: skip
TEXTS = [
    "", " ", "true", "1", "null", "t:1", "'", '"', "\\", '"}]', "\x00", "a\x00b", "line\nline",
    "\t", "blåbær", "Blåbær", "é", "e\u0301", "🙂", "\u202e", "$m", "k", "x" * 10_000,
    "x" * 9_999 + "y",
]  # fmt: skip
POOLS: dict[InputType, list[Value]] = {
    "share": list(SHARES),
    "number": list(NUMBERS),
    "years": list(NUMBERS),
    "count": [0, 1, 2, 3, 429, 430, 2**53 - 1, 2**53],
    "text": list(TEXTS),
    "boolean": [True, False],
    "date": [date.min, date(2009, 4, 1), date(2011, 12, 31), date(2012, 1, 1), date.max],
}


def values_of(type_: InputType) -> st.SearchStrategy[Value]:
    drawn: dict[InputType, st.SearchStrategy[Value]] = {
        "share": st.floats(0, 1),
        "number": st.floats(allow_nan=False, allow_infinity=False),
        "count": st.integers(0, 2**53),
        "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    }
    pool = st.sampled_from(POOLS[type_])
    return st.one_of(pool, drawn[type_]) if type_ in drawn else pool


@st.composite
def leaves(draw: st.DrawFn) -> Condition:
    declared = draw(st.sampled_from(list(INPUTS.values())))
    kind = draw(st.sampled_from(["compare", "compare", "compare", "unknown", "known"]))
    if kind != "compare":
        return IsUnknown(declared.name) if kind == "unknown" else IsKnown(declared.name)
    ordered = declared.type in ORDERED_TYPES
    fitting: tuple[Operator, ...] = OPERATORS if ordered else ("is", "is_one_of", "is_not")
    operator = draw(st.sampled_from(fitting))
    if operator == "is_one_of":
        values = draw(st.lists(values_of(declared.type), min_size=1, max_size=4))
        return Compare(declared.name, operator, tuple(values))
    if draw(st.integers(0, 3)) == 0:
        others = [one.name for one in INPUTS.values() if one.type == declared.type]
        return Compare(declared.name, operator, InputReference(draw(st.sampled_from(others))))
    return Compare(declared.name, operator, draw(values_of(declared.type)))


def conditions() -> st.SearchStrategy[Condition]:
    def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(parts, max_size=3).map(tuple)
        return st.one_of(several.map(All), several.map(AnyOf), several.map(NoneOf))

    return st.recursive(leaves(), joined, max_leaves=6)


def rules() -> st.SearchStrategy[list[Rule]]:
    return st.lists(conditions(), max_size=6).map(
        lambda found: [Rule(f"rule {number}", one) for number, one in enumerate(found)]
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    values = {
        one.name: draw(st.one_of(st.none(), values_of(one.type), values_of(one.type)))
        for one in INPUTS.values()
    }
    return Case("case", values)


def several_cases(most: int = 5) -> st.SearchStrategy[list[Case]]:
    return st.lists(cases(), max_size=most).map(
        lambda found: [Case(f"case {number}", one.values) for number, one in enumerate(found)]
    )
