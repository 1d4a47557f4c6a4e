"""Written values: what a person wrote for an input, as the value the rules compare.

In: a scalar from YAML and the input it is for. Out: the value, or a fault. A share is written in
percent and read as the nearest float of its decimal text: 60 % is 0.6, 12,5 % is 0.125.
"""

from __future__ import annotations

import re

from ekrules.decision.conditions import Value
from ekrules.decision.inputs import Input, value_problem
from ekrules.errors import Faults
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import Node, ScalarNode

# A plain, a no-break and a narrow no-break space: word processors put any of them before "%".
_PERCENT = re.compile(r"([+-]?[0-9]{1,20}(?:[.,][0-9]{1,20})?)[ \u00a0\u202f]?%")


def share_of(text: str) -> float | None:
    """Return percent text as a share, not yet held against 0..1; None where it is no percent.

    >>> [share_of(text) for text in ("60 %", "12.5%", "12,5 %", "0.6")]
    [0.6, 0.125, 0.125, None]
    """
    written = _PERCENT.fullmatch(text)
    if written is None:
        return None
    # Moving the exponent, not dividing, gives the nearest float of the decimal text.
    return float(written[1].replace(",", ".") + "e-2")


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
    if declared.type == "share" and isinstance(node.value, str):
        return share_of(node.value)
    return node.value


def _form_problem(declared: Input, node: Node) -> str | None:
    """Say what was expected where the text itself, not its value, is of the wrong form."""
    if not isinstance(node, ScalarNode):
        return "expected one value"
    written = node.value
    if declared.type == "share":
        share = share_of(written) if isinstance(written, str) else None
        if share is None:
            return 'a share is written with "%" (as 60 %)'
        return None if 0 <= share <= 1 else "expected a share from 0 % to 100 %"
    if isinstance(written, str) and declared.type != "text" and share_of(written) is not None:
        return f'"{declared.name}" is a {declared.type}, and only a share is written with "%"'
    if declared.type == "text" and not isinstance(written, str):
        return "expected a text (in quotes, where it looks like something else)"
    return None
