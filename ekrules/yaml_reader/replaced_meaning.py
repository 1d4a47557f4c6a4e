"""Replaced meaning: what a YAML file must mean after its edits.

In: nodes and edits. Out: plain values with their types, so that 1, 1.0, true and "1" differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from ekrules.yaml_reader.nodes import ListNode, MapNode, Node

# Maps and lists of (type, value) for scalars.
Meaning = Any


def meaning_of(node: Node) -> Meaning:
    """Return what a node means, without its places and layout."""
    if isinstance(node, MapNode):
        return {key: meaning_of(one) for key, one in node.values.items()}
    if isinstance(node, ListNode):
        return [meaning_of(one) for one in node.items]
    return type(node.value).__name__, node.value


def meaning_after(
    meaning: Meaning, told: Iterable[tuple[tuple[str | int, ...], str, int | str, Meaning]]
) -> Meaning:
    """Return the meaning after edits, all of which count items as they stood before."""
    whole = deepcopy(meaning)
    moved = []
    for steps, kind, key, value in told:
        held = whole
        for step in steps:
            held = held[step]
        if kind == "set":
            held[key] = value
        else:
            moved.append((held, kind, key, value))
    for held in {id(one[0]): one[0] for one in moved}.values():
        mine = [one[1:] for one in moved if one[0] is held]
        gone = {key for kind, key, _ in mine if kind == "remove"}
        items = []
        for number, item in enumerate([*held, None]):
            items += [value for kind, key, value in mine if kind == "insert" and key == number]
            items += [item] if number < len(held) and number not in gone else []
        held[:] = items
    return whole
