"""Checks: does a comparison fit the input it reads?

In: leaves, declared inputs. Out: what is wrong, in words, before anything is run.
A misspelt name or a bound of another type would otherwise never hold, and nobody would notice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ekrules.decision.conditions import ORDER_OPERATORS, Bound, Compare, InputReference, Leaf
from ekrules.decision.inputs import Input, said, shown, value_problem
from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.yaml_reader.units import unit_called


@dataclass(frozen=True)
class Problem:
    """What stands there, what was expected, and the nearest right name."""

    found: str
    expected: str
    nearest: str | None = None


def add_leaf_faults(place: Place, leaf: Leaf, inputs: Mapping[str, Input], faults: Faults) -> None:
    """Note what is wrong with a leaf, if anything is."""
    problem = leaf_problem(leaf, inputs)
    if problem is not None:
        faults.add(place, problem.found, problem.expected, problem.nearest)


def leaf_problem(leaf: Leaf, inputs: Mapping[str, Input]) -> Problem | None:
    """Return the first thing wrong with a leaf, or None."""
    declared = inputs.get(leaf.input)
    if declared is None:
        return unknown_input(leaf.input, inputs)
    if isinstance(leaf, Compare):
        return _operator_problem(leaf, declared) or _bound_problem(leaf, declared, inputs)
    return None


def unknown_input(name: str, inputs: Mapping[str, Input]) -> Problem:
    """Return that there is no such input, with the nearest there is, or all of them."""
    near = nearest_name(name, inputs)
    expected = "expected one that is declared"
    if near is None:
        expected = f"expected one of {listed(inputs)}" if inputs else "none is declared here"
    return Problem(f'no input is called "{name}"', expected, near)


def _operator_problem(leaf: Compare, declared: Input) -> Problem | None:
    if leaf.operator in ORDER_OPERATORS and not declared.may_be_ordered:
        found = f'"{leaf.operator}" on {said(declared.name)}, which is {unit_called(declared.type)}'
        return Problem(found, "expected is, is_one_of or is_not")
    is_list = isinstance(leaf.bound, tuple)
    if is_list != (leaf.operator == "is_one_of") or leaf.bound == ():
        found = f'"{leaf.operator}" with {_shown_bound(leaf.bound)}'
        expected = "a list of values" if leaf.operator == "is_one_of" else "one value"
        return Problem(found, f"expected {expected}")
    return None


def _shown_bound(bound: Bound) -> str:
    if isinstance(bound, tuple):
        return f"a list of {len(bound)}"
    return f'the input "{bound.name}"' if isinstance(bound, InputReference) else shown(bound)


def _bound_problem(leaf: Compare, declared: Input, inputs: Mapping[str, Input]) -> Problem | None:
    if isinstance(leaf.bound, InputReference):
        return _reference_problem(leaf.bound.name, declared, inputs)
    values = leaf.bound if isinstance(leaf.bound, tuple) else (leaf.bound,)
    for value in values:
        expected = value_problem(declared, value)
        if expected is not None:
            found = (
                f'"{declared.name}" ({unit_called(declared.type)}) is held against {shown(value)}'
            )
            return Problem(found, expected)
    return None


def _reference_problem(name: str, declared: Input, inputs: Mapping[str, Input]) -> Problem | None:
    other = inputs.get(name)
    if other is None:
        return unknown_input(name, inputs)
    if other.type != declared.type:
        found = f"{_with_unit(declared)} is held against {_with_unit(other)}"
        return Problem(found, f"expected another input of the unit {declared.type}")
    return None


def _with_unit(declared: Input) -> str:
    return f"{said(declared.name)} ({unit_called(declared.type)})"
