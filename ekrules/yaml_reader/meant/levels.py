"""Level slips: keys that stand beside the key they belong under, which is so left without a value.

In: what is wrong with a map. Out: the rest of it, when each such slip has been told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Protocol, TypeVar

from ekrules.errors import Faults
from ekrules.yaml_reader.nodes import MapNode, Node, ScalarNode, short

_HOLDS_KEYS = ("model_type", "model_attributes_type", "dict_type")


class Complaint(Protocol):
    """One thing that is wrong: its kind, and the nodes from the root down to it."""

    @property
    def kind(self) -> str:
        """What pydantic calls it."""

    @property
    def name(self) -> str:
        """The key that it is about."""

    @property
    def trail(self) -> Sequence[Node]:
        """The nodes from the root down to what it is about."""


One = TypeVar("One", bound=Complaint)


def without_keys_beside(every: Iterable[One], faults: Faults) -> list[One]:
    """Add a fault for the keys that stand beside their empty key; return what else is wrong."""
    each = list(every)
    strange = {(id(one.trail[-2]), one.name) for one in each if one.kind == "extra_forbidden"}
    told: set[tuple[int, str]] = set()
    for one in each:
        parent = one.trail[-2] if len(one.trail) > 1 else None
        if one.kind in _HOLDS_KEYS and isinstance(parent, MapNode):
            beside = _keys_beside(one.trail[-1], parent, strange)
            if beside:
                told |= {(id(parent), key) for key in [one.name, *beside]}
                _add_fault(parent, one.name, beside, faults)
    return [one for one in each if len(one.trail) < 2 or (id(one.trail[-2]), one.name) not in told]


def _keys_beside(node: Node, parent: MapNode, strange: set[tuple[int, str]]) -> list[str]:
    """Return the keys of other lines right after an empty one that `parent` may not hold."""
    if not isinstance(node, ScalarNode) or node.text:
        return []
    keys = list(parent.values)
    at = next(index for index, key in enumerate(keys) if parent.values[key] is node)
    line = parent.key_places[keys[at]].line
    following = takewhile(lambda key: (id(parent), key) in strange, keys[at + 1 :])
    return [key for key in following if parent.key_places[key].line > line]


def _add_fault(parent: MapNode, above: str, beside: Sequence[str], faults: Faults) -> None:
    first, last = parent.key_places[beside[0]], parent.key_places[beside[-1]]
    what = "them" if beside[1:] else "it"
    those = f"lines {first.line} to {last.line}" if beside[1:] else "this line"
    found = f'"{short(beside[0])}" stands straight below "{short(above)}", which is left empty'
    faults.add(first, found, f'move {those} in by two spaces, to put {what} under "{above}"')
