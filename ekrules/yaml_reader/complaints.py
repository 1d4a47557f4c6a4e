"""Complaints: what pydantic finds wrong with a map, told in the words of the file.

In: a ValidationError and the node it is about. Out: faults, one for each thing to mend. What
merely follows from another fault, and the other branches of an "either or", are not told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ekrules.errors import Faults, Place, listed
from ekrules.yaml_reader.meant.expectations import expected_of, nearest_of
from ekrules.yaml_reader.meant.keys import KnownKeys, key_slip
from ekrules.yaml_reader.meant.levels import without_keys_beside
from ekrules.yaml_reader.meant.values import date_advice
from ekrules.yaml_reader.meant.words import meant_by
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode, nodes_along, short

__all__ = ["KnownKeys", "add_faults", "add_split_number", "shown"]

_WHOLE, _TAIL = re.compile("-?[0-9]{1,18}"), re.compile("[0-9]{1,18} ?%?")


@dataclass(frozen=True)
class _Complaint:
    """One pydantic error and the nodes from the root down to what it is about."""

    details: ErrorDetails
    trail: Sequence[Node]

    @property
    def kind(self) -> str:
        return self.details["type"]

    @property
    def node(self) -> Node:
        return self.trail[-1]

    @property
    def name(self) -> str:
        """The last step: the key that is missing, unknown, or has the value."""
        steps = self.details["loc"]
        return str(steps[-1]) if steps else ""

    @property
    def context(self) -> dict[str, Any]:
        return self.details.get("ctx") or {}

    @property
    def is_of_type(self) -> bool:
        """Whether the value is of the wrong type as a whole."""
        return self.kind.endswith("_type") or self.kind in ("literal_error", "enum")

    @property
    def above(self) -> Sequence[Node]:
        """The nodes that are of the right type, seeing that something else is wrong in them."""
        return self.trail[:-1] if self.is_of_type else self.trail

    @property
    def expected(self) -> str:
        words = expected_of(self.kind, self.node, self.context)
        return words or self.details["msg"][:1].lower() + self.details["msg"][1:]


def add_faults(error: ValidationError, root: MapNode, known: KnownKeys, faults: Faults) -> None:
    """Add a fault for each thing that `error` says is wrong with `root`."""
    every = [
        _Complaint(details, nodes_along(root, details["loc"]))
        for details in error.errors(include_url=False)
    ]
    every = without_keys_beside(every, faults)
    told = _add_key_faults(every, root, known, faults)
    for one in every:
        # A key that is missing because it is misspelt, or stands elsewhere, is told there.
        is_told = one.kind == "missing" and (id(one.node), one.name) in told
        if not one.is_of_type and one.kind != "extra_forbidden" and not (_follows(one) or is_told):
            _add_fault(one, faults)
    _add_type_faults(every, faults)


def _add_key_faults(
    every: Sequence[_Complaint], root: MapNode, known: KnownKeys, faults: Faults
) -> set[tuple[int, str]]:
    """Add a fault for each key that may not stand there; return the missing keys they explain."""
    missing = {(id(one.node), one.name) for one in every if one.kind == "missing"}
    signed = {id(one.node) for one in every if one.kind == "value_error"}
    explained: set[tuple[int, str]] = set()
    for one in every:
        parent = one.trail[-2] if one.kind == "extra_forbidden" else None
        if not isinstance(parent, MapNode) or add_split_number(parent, one.name, faults, signed):
            continue
        if not _add_split_text(parent, one.name, known, faults):
            slip = key_slip(root, parent, one.name, known, missing)
            faults.add(slip.place, slip.found, slip.expected, slip.nearest)
            explained |= set(slip.explains)
    return explained


def _add_type_faults(every: Sequence[_Complaint], faults: Faults) -> None:
    """Add a fault for each value that is of none of the types that may stand there."""
    above = {id(node) for one in every for node in one.above}
    mistyped: dict[int, list[_Complaint]] = {}
    for one in every:
        if one.is_of_type and id(one.node) not in above:
            mistyped.setdefault(id(one.node), []).append(one)
    alike: dict[tuple[int, str], list[list[_Complaint]]] = {}
    for same in mistyped.values():
        # The items of a list are likely wrong in the same way: one stands for them all.
        parent = same[0].trail[-2] if len(same[0].trail) > 1 else None
        group = id(parent if isinstance(parent, ListNode) else same[0].node)
        alike.setdefault((group, same[0].kind), []).append(same)
    for first, *others in alike.values():
        _add_type_fault(first, faults, ", and so each in the list" if others else "")


def _follows(one: _Complaint) -> bool:
    """A list counts as too short when its items are wrong: those have faults of their own."""
    node, least = one.node, one.context.get("min_length", 0)
    return one.kind == "too_short" and isinstance(node, ListNode) and len(node.items) >= least


def _add_type_fault(each: Sequence[_Complaint], faults: Faults, of_each: str) -> None:
    """Add one fault for a value that is none of the types that may stand there."""
    node = each[0].node
    text = node.text if isinstance(node, ScalarNode) else ""
    near = [nearest_of(one.kind, text, one.expected, one.context) for one in each]
    # Where a date was meant and it is known how it is written, the other choices are noise.
    dates = [one for one in each if one.kind == "date_type" and date_advice(text) is not None]
    expected = " or ".join(dict.fromkeys(one.expected for one in dates or each))
    expected = f"expected {expected}{of_each}"
    faults.add(node.place, _found(each[0]), expected, next(filter(None, near), None))


def _found(one: _Complaint) -> str:
    """Return what stands at the node; of an empty value, the key that it should stand under."""
    node, parent = one.node, one.trail[-2] if len(one.trail) > 1 else None
    if isinstance(parent, MapNode) and _is_bare(node):
        key = next(key for key, value in parent.values.items() if value is node)
        return f'"{short(key)}" without a value'
    return shown(node)


def _add_fault(one: _Complaint, faults: Faults) -> None:
    if one.kind == "missing":
        faults.add(one.node.place, f'there is no "{short(one.name)}" here', "it is required")
    elif one.name == "[key]":
        key = str(one.details["loc"][-2])
        place = _key_place(one.trail[-2], key)
        near = nearest_of(one.kind, key, "", one.context)
        faults.add(place, f'the key "{short(key)}"', f"expected {one.expected}", near)
    elif one.kind == "value_error" and isinstance(one.node, MapNode):
        _add_disagreement(one.node, str(one.context["error"]), faults)
    elif one.kind == "value_error":
        faults.add(one.node.place, _found(one), str(one.context["error"]))
    else:
        text = one.node.text if isinstance(one.node, ScalarNode) else ""
        near = nearest_of(one.kind, text, "", one.context)
        faults.add(one.node.place, shown(one.node), f"expected {one.expected}", near)


def _add_disagreement(node: MapNode, reason: str, faults: Faults) -> None:
    """reason: what was expected, or what stands there and what was expected, with ";" between.

    Its first word in quotes is the key that it is about.
    """
    begins = re.search('"([^"]+)"', reason)
    place = node.key_places.get(begins[1], node.place) if begins else node.place
    found, sign, expected = reason.partition("; ")
    if not sign:
        found, expected = "what stands here does not go together", reason
    faults.add(place, found, expected)


def add_split_number(
    parent: Node, key: str, faults: Faults, signed: Collection[int] | None = None
) -> bool:
    """Add a fault where `key` is the end of a number with a decimal comma; say whether it is.

    Between braces a comma ends the value: {at_least: 60,5 %} holds "at_least: 60" and "5 %".
    signed: the ids of values that want a percent sign; None where any may.
    """
    if not isinstance(parent, MapNode) or key not in parent.values or not _TAIL.fullmatch(key):
        return False
    keys = list(parent.values)
    before = parent.values[keys[keys.index(key) - 1]]
    tail = parent.values[key]
    if key == keys[0] or not isinstance(before, ScalarNode) or not isinstance(tail, ScalarNode):
        return False
    if tail.text or not _WHOLE.fullmatch(before.text):
        return False
    found = f'"{before.text},{key}"'
    end = key if signed is None or id(before) in signed else key.rstrip("% ")
    faults.add(before.place, found, f"write decimals with a point here (as {before.text}.{end})")
    return True


def _add_split_text(parent: MapNode, key: str, known: KnownKeys, faults: Faults) -> bool:
    """Add a fault where a text was cut at a comma before `key`; say whether it was.

    Between braces a comma ends the value: {nb: Plan, vedtatt} holds "nb: Plan" and "vedtatt".
    """
    keys, names = list(parent.values), known.get(id(parent), ())
    begins = position = keys.index(key)
    while begins and _is_bare(parent.values[keys[begins]]) and keys[begins] not in names:
        begins -= 1
    text = parent.values[keys[begins]]
    if begins == position or not isinstance(text, ScalarNode) or not text.text:
        return False
    if meant_by(key, names) is not None:
        return False
    if begins + 1 == position:
        ends = position
        while ends < len(keys) and _is_bare(parent.values[keys[ends]]) and keys[ends] not in names:
            ends += 1
        whole = ", ".join([text.text, *keys[position:ends]])
        found = f'"{short(text.text)}" ends at the comma before "{short(key)}"'
        faults.add(text.place, found, f'put the whole text in quotes ("{short(whole)}")')
    return True


def _is_bare(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.text and node.value is None


def _key_place(parent: Node, key: str) -> Place:
    return parent.key_places.get(key, parent.place) if isinstance(parent, MapNode) else parent.place


def shown(node: Node) -> str:
    """Return what stands at a node, in a few words."""
    if isinstance(node, ListNode):
        return f"a list of {len(node.items)}" if node.items else "an empty list"
    if isinstance(node, MapNode):
        return f"keys {listed(node.values, most=4)}" if node.values else "no keys"
    if node.value is None:
        return f'"{node.text}", which means nothing' if node.text else "nothing"
    return f'"{short(node.text)}"'
