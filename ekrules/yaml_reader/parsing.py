"""Parsing: YAML text to nodes, by events, so that size and depth are bounded from the start.

In: the text of one file. Out: a MapNode, or faults. Refuses anchors, aliases, tags, merge keys,
duplicate keys, tabs, characters nobody sees and several documents: each has surprised someone who
meant something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ekrules.errors import Faults, Place
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode, short
from ekrules.yaml_reader.scalars import meaning

# Bounds far above any file a person writes (the largest shipped file is some 30 kB and 7 deep),
# far below what could exhaust memory or the C parser's and Python's stacks.
MOST_BYTES = 2_000_000
MOST_DEPTH = 40
MOST_NODES = 200_000

# What YAML forbids (control characters, and what is no character at all); the line ends that YAML
# knows and most editors don't, which would move every line number below them; and what turns or
# hides the text around it (marks of direction, soft and zero-width signs, private use).
_UNSEEN = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\xac\xae-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\uf900-\ufefe"
    r"\uff00-\ufffd\U00010000-\U000dffff\U000e0100-\U000effff]"
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_COMPARING = re.compile(r"(>=?) *[-+]?[0-9]")
COMPARE_WITH_WORDS = "write at_least, at_most, more_than or below (as {at_least: 60 %})"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """The file can't be read on from here; the fault is noted already."""


def parse(text: str, file: str, faults: Faults) -> MapNode | None:
    """Return the file's top-level map, or None with the reasons added to `faults`."""
    before = len(faults.found)
    node = None
    try:
        _refuse_unseen(text, file, faults)
        node = _Builder(text, file, faults).document()
    except _Stop:
        return None
    except yaml.YAMLError as error:
        _add_syntax_fault(error, text, file, faults)
        return None
    if not isinstance(node, MapNode):
        faults.add(Place(file, 1, 1), "the file holds no keys", 'expected lines like "key: value"')
    return node if isinstance(node, MapNode) and len(faults.found) == before else None


def place_of_offset(text: str, offset: int, file: str) -> Place:
    """Return the place of the character at `offset`.

    >>> print(place_of_offset("one" + chr(10) + "two", 5, "f.yaml"))
    f.yaml:2:2
    """
    ends = [end.end() for end in _LINE_END.finditer(text, 0, offset)]
    return Place(file, len(ends) + 1, offset - (ends[-1] if ends else 0) + 1)


def _refuse_unseen(text: str, file: str, faults: Faults) -> None:
    if unseen := _UNSEEN.search(text):
        found = f"a character that can't be seen (U+{ord(unseen.group()):04X})"
        place = place_of_offset(text, unseen.start(), file)
        faults.add(place, found, "delete it, or save the file as UTF-8 if it is saved otherwise")
        raise _Stop
    if (tab := text.find("\t")) >= 0:
        faults.add(place_of_offset(text, tab, file), "a tab", "expected spaces")
        raise _Stop


def _add_syntax_fault(error: yaml.YAMLError, text: str, file: str, faults: Faults) -> None:
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None) or mark
    problem = getattr(error, "problem", None) or "unreadable"
    advice = "check the indentation, quotes and colons on this line and the one above"
    if begun and "quoted" in context:
        mark, problem = begun, "this quote is never closed"
        advice = "expected the same quote where the text ends"
    elif begun and (sign := _comparing_sign(text, begun)):
        mark, problem, advice = begun, f'"{sign}" can\'t stand here', COMPARE_WITH_WORDS
    elif begun and "flow" in context:
        # The bracket that was never closed may stand far above.
        problem += f", in what line {begun.line + 1} opened"
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    faults.add(place, f"this is no YAML ({problem})", advice)


def _comparing_sign(text: str, mark: Any) -> str | None:
    """Return the sign before a number where YAML reads ">" as the start of a folded text."""
    lines = [*_LINE_END.split(text), ""]  # the end of the text may be told as a line of its own
    sign = _COMPARING.match(lines[mark.line], mark.column)
    return sign[1] if sign else None


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
                found = f'the key "{short(key)}" a second time (first on line {first})'
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
