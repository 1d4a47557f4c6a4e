"""Parsing: YAML text to nodes, by events, so that size and depth are bounded from the start.

In: bytes of one file. Out: a MapNode, or faults. Refuses anchors, aliases, tags, merge keys,
duplicate keys, tabs and several documents: each has surprised someone who meant something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from ekrules.errors import Faults, Place
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode
from ekrules.yaml_reader.scalars import meaning

# Bounds far above any file a person writes (the largest shipped file is some 30 kB and 7 deep),
# far below what could exhaust memory or the C parser's and Python's stacks.
MOST_BYTES = 2_000_000
MOST_DEPTH = 40
MOST_NODES = 200_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """The file can't be read on from here; the fault is noted already."""


def parse(text: str, file: str, faults: Faults) -> MapNode | None:
    """Return the file's top-level map, or None with the reasons added to `faults`."""
    before = len(faults.found)
    node = None
    try:
        _refuse_tabs(text, file, faults)
        node = _Builder(text, file, faults).document()
    except _Stop:
        return None
    except yaml.YAMLError as error:
        _add_syntax_fault(error, file, faults)
        return None
    if not isinstance(node, MapNode):
        faults.add(Place(file, 1, 1), "the file holds no keys", 'expected lines like "key: value"')
    return node if isinstance(node, MapNode) and len(faults.found) == before else None


def _refuse_tabs(text: str, file: str, faults: Faults) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            column = line.index("\t") + 1
            faults.add(Place(file, number, column), "a tab", "indent with spaces")
            raise _Stop


def _add_syntax_fault(error: yaml.YAMLError, file: str, faults: Faults) -> None:
    mark = getattr(error, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    advice = "check the indentation, quotes and colons on this line and the one above"
    faults.add(place, f"this is no YAML ({problem})", advice)


class _Builder:
    """Builds nodes from the event stream of one file."""

    def __init__(self, text: str, file: str, faults: Faults) -> None:
        self._events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        self._file = file
        self._faults = faults
        self._count = 0

    def document(self) -> Node | None:
        """Return the root of the only document; an empty file gives None."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._stop(event, 'a second document ("---")', "expected one per file")
                root = self._node(next(self._events), depth=1)
        return root

    def _place(self, event: Any) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _stop(self, event: Any, found: str, expected: str) -> None:
        self._faults.add(self._place(event), found, expected)
        raise _Stop

    def _node(self, event: Any, depth: int) -> Node:
        self._bound(event, depth)
        if isinstance(event, yaml.AliasEvent):
            self._stop(event, f'an alias ("*{event.anchor}")', "write the value out here")
        if event.anchor is not None:
            self._stop(event, f'an anchor ("&{event.anchor}")', "write the value out where used")
        if event.tag is not None:
            self._stop(event, f'a tag ("{event.tag}")', "expected a plain value")
        if isinstance(event, yaml.ScalarEvent):
            # "implicit" begins with whether the word stands unquoted; the C parser has no style.
            value = meaning(event.value) if event.implicit[0] else event.value
            return ScalarNode(self._place(event), event.value, value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        return self._map(event, depth)

    def _bound(self, event: Any, depth: int) -> None:
        self._count += 1
        if depth > MOST_DEPTH:
            self._stop(event, f"more than {MOST_DEPTH} levels", "nest less deeply")
        if self._count > MOST_NODES:
            self._stop(event, f"more than {MOST_NODES} values", "split the file")

    def _list(self, start: Any, depth: int) -> ListNode:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return ListNode(self._place(start), tuple(items))

    def _map(self, start: Any, depth: int) -> MapNode:
        node = MapNode(self._place(start))
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth)
            if key in node.values:
                first = node.key_places[key].line
                found = f'the key "{key}" a second time (first on line {first})'
                self._faults.add(self._place(event), found, "keep one of them")
            value = self._node(next(self._events), depth + 1)
            node.values[key] = value
            node.key_places.setdefault(key, self._place(event))
        return node

    def _key(self, event: Any, depth: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "a list or map as a key", "expected a word as the key")
        node = self._node(event, depth + 1)
        text = node.text if isinstance(node, ScalarNode) else ""
        if text == "<<":
            self._stop(event, 'a merge key ("<<")', "write the keys out here")
        return text
