"""Nodes: what a YAML file says, each value with the place where it stands.

In: scalars, lists and maps from the parser.
Out: plain Python values (`plain`) and the way back from a value to its place (`place_at`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ekrules.errors import Place

Scalar = str | int | float | bool | date | None
Plain = Scalar | tuple["Plain", ...] | dict[str, "Plain"]


class ScalarNode(NamedTuple):
    """One value: the text as written and what it means."""

    place: Place
    text: str
    value: Scalar


@dataclass(frozen=True)
class ListNode:
    """A YAML sequence."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True)
class MapNode:
    """A YAML mapping; `key_places` says where each key stands."""

    place: Place
    values: dict[str, Node] = field(default_factory=dict)
    key_places: dict[str, Place] = field(default_factory=dict)


Node = ScalarNode | ListNode | MapNode

NOWHERE = MapNode(Place("(not from a file)"))


class PlacedMap(dict[str, Plain]):
    """A plain dict that remembers the node it came from, so that a model can keep its place."""

    def __init__(self, node: MapNode) -> None:
        super().__init__((key, plain(value)) for key, value in node.values.items())
        self.node = node


def plain(node: Node) -> Plain:
    """Return the node as plain values: dict (PlacedMap), tuple, or a scalar."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return tuple(plain(item) for item in node.items)
    return PlacedMap(node)


def child(node: Node, step: str | int) -> Node | None:
    """Return the value under a key or at an index, or None."""
    if isinstance(node, MapNode) and isinstance(step, str):
        return node.values.get(step)
    if isinstance(node, ListNode) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def nodes_along(node: Node, steps: Iterable[str | int]) -> list[Node]:
    """Return the nodes from `node` down `steps`; steps that lead nowhere are passed over."""
    trail = [node]
    for step in steps:
        below = child(trail[-1], step)
        if below is not None:
            trail.append(below)
    return trail


def node_at(node: Node, steps: Iterable[str | int]) -> Node:
    """Return the last node down `steps`; see nodes_along."""
    return nodes_along(node, steps)[-1]


def short(text: str, most: int = 60) -> str:
    """Return the text on one line, cut at `most` characters, for messages.

    >>> short("for the report", most=10)
    'for the...'
    """
    line = " ".join(text.splitlines())
    return line if len(line) <= most else line[: most - 3] + "..."


def place_at(node: Node, steps: Iterable[str | int]) -> Place:
    """Return where the value at `steps` stands; see node_at."""
    return node_at(node, steps).place


def path_to(node: Node, place: Place) -> tuple[str | int, ...] | None:
    """Return the steps to the outermost map that stands at `place`, or None."""
    if isinstance(node, ScalarNode):
        return None
    if isinstance(node, MapNode) and node.place == place:
        return ()
    below = node.values.items() if isinstance(node, MapNode) else enumerate(node.items)
    for step, one in below:
        if (rest := path_to(one, place)) is not None:
            return (step, *rest)
    return None
