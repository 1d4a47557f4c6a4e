"""Written values: what a person wrote for an input, as the value the rules compare.

In: a scalar from YAML and the input it is for. Out: the value, or a fault. A share is written in
percent and read as the nearest float of its decimal text: 60 % is 0.6, 12,5 % is 0.125.
"""

from __future__ import annotations

from typing import cast

from ekrules.decision.conditions import Value
from ekrules.decision.inputs import Input, value_problem
from ekrules.decision.meant.values import value_meant
from ekrules.errors import Faults
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import Node, ScalarNode
from ekrules.yaml_reader.units import form_problem, value_of

_CALENDAR_YEARS = range(1900, 2200)


def read_value(declared: Input, node: Node, faults: Faults) -> Value | None:
    """Return the value at `node` for the input, or None with the reason added to `faults`."""
    expected = problem_at(declared, node)
    if expected is not None:
        faults.add(node.place, shown(node), _with_what_is_meant(declared, node, expected))
        return None
    return _value_at(declared, node)


def problem_at(declared: Input, node: Node) -> str | None:
    """Return what was expected where `node` is no value of the input; None where it is one."""
    problem = _form_problem(declared, node) or value_problem(declared, _value_at(declared, node))
    return problem or _year_problem(declared, node)


def _year_problem(declared: Input, node: Node) -> str | None:
    """Say that a year stands where a number of years should: every case would be below it."""
    value = node.value if isinstance(node, ScalarNode) else None
    if declared.type == "years" and type(value) is int and value in _CALENDAR_YEARS:
        return "expected a number of years (as 2), and no year"
    return None


def _value_at(declared: Input, node: Node) -> Value | None:
    """Return what stands at `node`, a share read from percent; None where it is no scalar."""
    if not isinstance(node, ScalarNode):
        return None
    return cast("Value | None", value_of(declared.type, node.value))


def _form_problem(declared: Input, node: Node) -> str | None:
    """Say what was expected where the text itself, not its value, is of the wrong form."""
    if not isinstance(node, ScalarNode):
        return "expected one value"
    return form_problem(declared.type, declared.name, node.value)


def _with_what_is_meant(declared: Input, node: Node, expected: str) -> str:
    """Return what was expected, and the exact text to write where it can be told."""
    meant = value_meant(declared, node.text) if isinstance(node, ScalarNode) else None
    if meant is None or f"(as {meant}" in expected:
        return expected
    if isinstance(node, ScalarNode) and meant == node.text:
        # It stands in quotes, and so is a text.
        return f"{expected}, without quotes" if isinstance(node.value, str) else expected
    return f"{expected}: write {meant}"
