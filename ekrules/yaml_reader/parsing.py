"""Parsing: YAML text to nodes, by events, so that size and depth are bounded from the start.

In: the text of one file. Out: a MapNode, or faults. Refuses anchors, aliases, tags, merge keys,
duplicate keys, tabs, characters nobody sees, curly quotes, unsettled merges and several documents:
each has surprised someone who meant something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ekrules.errors import Faults, Place
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode, short
from ekrules.yaml_reader.scalars import meaning
from ekrules.yaml_reader.syntax_slips import (
    COMPARE_WITH_WORDS,
    CURLY_QUOTES,
    STRAIGHT,
    syntax_slip,
)

__all__ = ["COMPARE_WITH_WORDS", "MOST_BYTES", "MOST_DEPTH", "MOST_NODES", "parse"]

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
_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
# What a version control system writes between two versions of the same lines.
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |$)|^={7}$", re.MULTILINE)
_INDENTED_BY_OTHERS = re.compile(
    rf"^ *(?=[{_SPACES}])[ {_SPACES}]+(?=- |[\w-]+:(?: |$))", re.MULTILINE
)
_IN_CURLY = re.compile(rf"[{CURLY_QUOTES}](.*)[{CURLY_QUOTES}\"']", re.DOTALL)
_OR_QUOTED = ", or put a text that begins with this sign in quotes"
_GENERAL_ADVICE = "check the indentation, quotes and colons on this line and the one above"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """The file can't be read on from here; the fault is noted already."""


def parse(text: str, file: str, faults: Faults) -> MapNode | None:
    """Return the file's top-level map, or None with the reasons added to `faults`."""
    before = len(faults.found)
    node = None
    try:
        _refuse_unseen(text, file, faults)
        _refuse_conflict(text, file, faults)
        _refuse_other_spaces(text, file, faults)
        node = _Builder(text, file, faults).document()
    except _Stop:
        return None
    except yaml.YAMLError as error:
        _add_syntax_fault(error, text, file, faults)
        return None
    if not isinstance(node, MapNode):
        holds = "a list" if isinstance(node, ListNode) else "no keys" if node else "nothing"
        faults.add(Place(file, 1, 1), f"the file holds {holds}", 'expected lines like "key: value"')
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


def _refuse_conflict(text: str, file: str, faults: Faults) -> None:
    """Two versions of the same lines: what stands between the marks can't be told apart."""
    marks = list(_CONFLICT.finditer(_with_newlines(text)))
    begins = [mark for mark in marks if mark.group()[0] == "<"] or marks[:1]
    for mark in begins:
        place = place_of_offset(_with_newlines(text), mark.start(), file)
        found = f'a merge that is not settled ("{mark.group()}")'
        expected = 'keep one of the two versions, and delete the lines "<<<<<<<", "=======" and '
        faults.add(place, found, expected + '">>>>>>>"')
    if marks:
        raise _Stop


def _refuse_other_spaces(text: str, file: str, faults: Faults) -> None:
    lines = _with_newlines(text)
    for indent in _INDENTED_BY_OTHERS.finditer(lines):
        first = re.search(f"[{_SPACES}]", indent.group())
        at = indent.start() + (first.start() if first else 0)
        found = f"a space of another kind (U+{ord(lines[at]):04X}) before the text of the line"
        faults.add(place_of_offset(lines, at, file), found, "indent it with ordinary spaces")
        raise _Stop


def _with_newlines(text: str) -> str:
    return _LINE_END.sub("\n", text)


def _add_syntax_fault(error: yaml.YAMLError, text: str, file: str, faults: Faults) -> None:
    if (slip := syntax_slip(error, _LINE_END.split(text))) is not None:
        place = Place(file, slip.line + 1, slip.column + 1)
        faults.add(place, slip.found, slip.expected)
        return
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "unreadable"
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    faults.add(place, f"this is no YAML ({problem})", _GENERAL_ADVICE)


def _is_doubled(start: Any, event: Any) -> bool:
    """Whether one brace stands right after another, where a key should."""
    if not isinstance(event, yaml.MappingStartEvent) or not start.flow_style:
        return False
    outer: Any = start.start_mark
    inner: Any = event.start_mark
    return bool((outer.line, outer.column + 1) == (inner.line, inner.column))


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
            expected = f"write the value out here{_OR_QUOTED}"
            self._stop(event, f'an alias ("*{event.anchor}")', expected)
        if event.anchor is not None:
            expected = f"write the value out where it is used{_OR_QUOTED}"
            self._stop(event, f'an anchor ("&{event.anchor}")', expected)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._stop(event, f'a tag ("{tag}")', f"expected a plain value{_OR_QUOTED}")
        if isinstance(event, yaml.ScalarEvent):
            # "implicit" begins with whether the word stands unquoted; the C parser has no style.
            value = meaning(event.value) if event.implicit[0] else event.value
            if event.implicit[0] and event.value[:1] in tuple(CURLY_QUOTES):
                self._refuse_curly(event)
            return ScalarNode(self._place(event), event.value, value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        return self._map(event, depth)

    def _refuse_curly(self, event: Any) -> None:
        """Quotes that YAML takes for part of the text; in straight quotes they may stand."""
        if inside := _IN_CURLY.fullmatch(event.value):
            found = f'"{short(event.value)}" in quotes that are read as part of the text'
            expected = STRAIGHT if inside[1] else "write straight quotes"
            self._faults.add(self._place(event), found, expected)

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
        repeated: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if _is_doubled(start, event):
                expected = "write the value or the name itself; there are no formulas here"
                self._stop(start, 'a formula between "{{" and "}}"', expected)
            key = self._key(event, depth)
            if key in node.values:
                repeated.setdefault(key, self._place(event))
            value = self._node(next(self._events), depth + 1)
            node.values[key] = value
            node.key_places.setdefault(key, self._place(event))
        self._refuse_repeated(repeated, node.key_places)
        return node

    def _refuse_repeated(self, repeated: dict[str, Place], first: dict[str, Place]) -> None:
        """One key twice is a slip; several are most often an item whose dash is missing."""
        if not repeated:
            return
        key, place = next(iter(repeated.items()))
        found, expected = f'the key "{short(key)}" a second time', "keep one of them"
        if len(repeated) > 1:
            found = f'{len(repeated)} keys a second time, the first of them "{short(key)}"'
            expected = 'keep one of each, or begin a new item of the list with "- "'
        self._faults.add(place, f"{found} (first on line {first[key].line})", expected)

    def _key(self, event: Any, depth: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            expected = "expected a word as the key, and a text that begins with this sign in quotes"
            self._stop(event, "a list or map as a key", expected)
        node = self._node(event, depth + 1)
        text = node.text if isinstance(node, ScalarNode) else ""
        if text == "<<":
            self._stop(event, 'a merge key ("<<")', "write the keys out here")
        return text
