"""Written values: what a person wrote for an input, as the value the rules compare.

In: a scalar from YAML and the input it is for. Out: the value, or a fault. A share is written in
percent and read as the nearest float of its decimal text: 60 % is 0.6, 12,5 % is 0.125.
"""

from __future__ import annotations

from typing import cast

from ekrules.decision.conditions import Value
from ekrules.decision.inputs import Input, value_problem
from ekrules.errors import Faults
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import Node, ScalarNode
from ekrules.yaml_reader.units import form_problem, value_of


def read_value(declared: Input, node: Node, faults: Faults) -> Value | None:
    """Return the value at `node` for the input, or None with the reason added to `faults`."""
    value = _value_at(declared, node)
    expected = _form_problem(declared, node) or value_problem(declared, value)
    if expected is not None:
        faults.add(node.place, shown(node), expected)
        return None
    return value


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
