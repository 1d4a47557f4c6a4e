"""Inputs: what a rule may ask about, and the cases it is asked about.

In: declared inputs (name and type) and cases (a value for each, or None for unknown).
Out: nothing; or every wrong type, missing and extra value at once, as an InputError.
Values reach the engines only by this door: to an engine "abc" might be more than 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ekrules.decision.conditions import Value
from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.yaml_reader.units import LARGEST_WHOLE, NUMERIC_UNITS, Unit, unit_problem

InputType = Unit
Direction = Literal["up", "down", "neither"]

ORDERED_TYPES: tuple[InputType, ...] = (*NUMERIC_UNITS, "date")


@dataclass(frozen=True)
class Input:
    """One thing a rule may ask about.

    `better` says which way is progress. `values` lists what a text may be; empty: any text.
    `ordered`: a text may be held against others by order, letter by letter, by character code.
    `lowest` and `highest` are the natural limits of a number; a share has its own.
    """

    name: str
    type: InputType
    better: Direction = "neither"
    values: tuple[str, ...] = ()
    ordered: bool = False
    lowest: float | None = None
    highest: float | None = None

    @property
    def may_be_ordered(self) -> bool:
        """Whether at_least, more_than, at_most and below have a meaning for it."""
        return self.type in ORDERED_TYPES or self.ordered


def said(name: str) -> str:
    """Return an input's name as it is said in a sentence; those of findings begin with a kind.

    >>> said("attainment"), said("measure:journal")
    ('"attainment"', 'the measure "journal"')
    """
    kind, sign, own = name.partition(":")
    if not sign:
        return f'"{name}"'
    return f'the {"status of the " if kind in ("goal", "theme") else ""}{kind} "{own}"'


@dataclass(frozen=True)
class Case:
    """What rules are asked about: a value for every input, None where it is unknown."""

    id: str
    values: Mapping[str, Value | None]


def check_cases(inputs: Mapping[str, Input], cases: Sequence[Case]) -> None:
    """Raise InputError with every fault of every case; do nothing when there are none."""
    faults = Faults()
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            faults.add(_place(case), "this id a second time", "each case has an id of its own")
        seen.add(case.id)
        _check_case(inputs, case, faults)
    faults.stop_if_any()


def _place(case: Case) -> Place:
    return Place(f'case "{case.id}"')


def _check_case(inputs: Mapping[str, Input], case: Case, faults: Faults) -> None:
    for name in case.values:
        if name not in inputs:
            near = nearest_name(name, inputs)
            faults.add(_place(case), f'a value for "{name}"', "no input is called that", near)
    for name, declared in inputs.items():
        if name not in case.values:
            expected = "every input has one (None where it is unknown)"
            faults.add(_place(case), f'no value for "{name}"', expected)
            continue
        value = case.values[name]
        problem = None if value is None else value_problem(declared, value)
        if problem is not None:
            faults.add(_place(case), f'"{name}" is {shown(value)}', problem)


def value_problem(declared: Input, value: object) -> str | None:
    """Return what was expected where `value` is no value of the input; None where it is one.

    >>> value_problem(Input("attainment", "share"), True)
    'expected a share from 0 to 1'
    """
    problem = unit_problem(declared.type, value)
    if problem is not None:
        return problem
    if declared.values and value not in declared.values:
        return f"expected one of {listed(declared.values)}"
    return _limit_problem(declared, value)


def _limit_problem(declared: Input, value: object) -> str | None:
    if not isinstance(value, (int, float)):
        return None
    if declared.lowest is not None and value < declared.lowest:
        return f"expected {declared.lowest:g} or more"
    if declared.highest is not None and value > declared.highest:
        return f"expected {declared.highest:g} or less"
    return None


def shown(value: object) -> str:
    """Return a value in a few words, for a message.

    >>> shown(0.65), shown("nei"), shown(None), shown(True), shown(date(2011, 12, 31))
    ('0.65', '"nei"', 'unknown', 'true', '2011-12-31')
    """
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        # Python refuses to write out whole numbers of thousands of digits.
        return "a whole number that is too large"
    if isinstance(value, (int, float, date)):
        return str(value)
    return f"of the kind {type(value).__name__}"


def shown_in(declared: Input, value: object) -> str:
    """Return a value as its input writes it: shares in percent.

    >>> shown_in(Input("attainment", "share"), 0.65)
    '65 %'
    """
    if declared.type == "share" and isinstance(value, (int, float)):
        return f"{value * 100:.10g} %"
    return shown(value)
