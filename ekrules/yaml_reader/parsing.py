"""Parsing: YAML text to nodes, by events, so that size and depth are bounded from the start.

In: the text of one file. Out: a MapNode, or faults. Refuses anchors, aliases, tags, merge keys,
duplicate keys, tabs, characters nobody sees and several documents: each has surprised someone who
meant something else. What stands there and what to write instead is told in words that need no
knowledge of YAML: see text_slips/syntax for what can't be read, text_slips/quiet for what can.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from ekrules.errors import MOST_FAULTS_SHOWN, Faults, Place
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode, short
from ekrules.yaml_reader.scalars import meaning
from ekrules.yaml_reader.text_slips.foreign_files import foreign_text
from ekrules.yaml_reader.text_slips.quiet import bare_key_slip, list_slip, odd_key_slip, word_slip
from ekrules.yaml_reader.text_slips.telling import (
    COMPARE_WITH_WORDS,
    Slip,
    double_brace_slip,
    place_of_offset,
    put_in_quotes,
    rest_of_line,
)
from ekrules.yaml_reader.text_slips.unseen import refuse_unseen

# Bounds far above any file a person writes (the largest shipped file is some 30 kB and 7 deep),
# far below what could exhaust memory or the C parser's and Python's stacks.
MOST_BYTES = 2_000_000
MOST_DEPTH = 40
MOST_NODES = 200_000

__all__ = ["COMPARE_WITH_WORDS", "MOST_BYTES", "parse", "place_of_offset"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """The file can't be read on from here; the fault is noted already."""


def parse(text: str, file: str, faults: Faults) -> MapNode | None:
    """Return the file's top-level map, or None with the reasons added to `faults`."""
    before = len(faults.found)
    if (foreign := foreign_text(text)) is not None:
        faults.add(Place(file, 1, 1), *foreign)
        return None
    refuse_unseen(text, file, faults)
    if len(faults.found) > before:
        return None
    node = None
    try:
        node = _Builder(text, file, faults).document()
    except _Stop:
        return None
    except yaml.YAMLError as error:
        _add_syntax_fault(error, text, file, faults)
        return None
    if not isinstance(node, MapNode) and len(faults.found) == before:
        _add_no_keys(node, text, file, faults)
    return node if isinstance(node, MapNode) and len(faults.found) == before else None


def _add_no_keys(node: Node | None, text: str, file: str, faults: Faults) -> None:
    """Add a fault for a file that is empty, or holds a list or a text and no keys."""
    expected = 'expected lines like "key: value"'
    if isinstance(node, ListNode):
        found = "the file begins with a list"
        expected = "expected a key with a colon above it, as in the other files of this kind"
        faults.add(node.place, found, expected)
    elif isinstance(node, ScalarNode) and node.text:
        from ekrules.yaml_reader.text_slips.syntax import first_slip

        slip = first_slip(text, stopped_at=node.place.line)
        if slip is not None:
            faults.add(place_of_offset(text, slip.offset, file), slip.found, slip.expected)
        else:
            faults.add(node.place, f'"{short(node.text)}" and no keys', expected)
    elif text.strip():
        faults.add(Place(file, 1, 1), "the file holds no keys (only comments)", expected)
    else:
        faults.add(Place(file, 1, 1), "the file is empty", expected)


def _add_syntax_fault(error: yaml.YAMLError, text: str, file: str, faults: Faults) -> None:
    # Only a file that can't be read needs it, and it takes a while to import.
    from ekrules.yaml_reader.text_slips.syntax import first_slip

    mark = getattr(error, "problem_mark", None)
    stopped_at = mark.line + 1 if mark else 1
    if (slip := first_slip(text, stopped_at)) is not None:
        place = place_of_offset(text, slip.offset, file)
        # What was told further down only follows from it; what was told of the same line is it.
        here = [one for one in faults.found if one.place.file == file]
        for follows in (one for one in here if one.place.line > place.line):
            faults.found.remove(follows)
        if not any(one.place.line == place.line for one in here):
            faults.add(place, slip.found, slip.expected)
        return
    place = Place(file, stopped_at, mark.column + 1 if mark else 1)
    expected = "check the indentation, quotes, braces and colons on this line and the one above"
    faults.add(place, "the file can't be read from here on", expected)


class _Builder:
    """Builds nodes from the event stream of one file."""

    def __init__(self, text: str, file: str, faults: Faults) -> None:
        self._text = text
        self._events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        self._file = file
        self._faults = faults
        self._count = 0
        # One slip that runs through a whole file, as pasted line numbers, is told once.
        self._told: set[tuple[str, str]] = set()

    def document(self) -> Node | None:
        """Return the root of the only document; an empty file gives None."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    found = '"---" below the first line, which begins a second file within this one'
                    self._stop(event, found, "delete this line")
                root = self._node(next(self._events), depth=1)
        return root

    def _place(self, event: Any) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _stop(self, event: Any, found: str, expected: str) -> None:
        self._faults.add(self._place(event), found, expected)
        raise _Stop

    def _node(self, event: Any, depth: int) -> Node:
        self._admit(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            # "implicit" begins with whether the word stands unquoted; the C parser has no style.
            value = meaning(event.value) if event.implicit[0] else event.value
            return ScalarNode(self._place(event), event.value, value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        return self._map(event, depth)

    def _refuse_signs(self, event: Any) -> None:
        """Refuse what YAML uses "&", "*" and "!" for; likely they only begin a text."""
        if isinstance(event, yaml.AliasEvent):
            sign, what = f"*{event.anchor}", "takes a value from elsewhere in the file"
        elif event.anchor is not None:
            sign, what = f"&{event.anchor}", "gives a value a name to be taken by"
        else:
            rest = rest_of_line(self._text, event.start_mark.index)
            sign, what = rest.split(" ")[0].rstrip(",}]"), "names a type"
        start, end = event.start_mark.index, event.end_mark.index
        expected = "write the value itself, without it"
        if isinstance(event, yaml.ScalarEvent) and not sign.startswith("!!"):
            whole = self._text[start:end].strip()
            expected += f"; or, if it belongs to a text, {put_in_quotes(whole)}"
        self._stop(event, f'"{short(sign, 30)}" {what}, which is not used here', expected)

    def _admit(self, event: Any, depth: int) -> None:
        """Stop at what is too deep or too much, and at signs that are not used here."""
        self._count += 1
        # An alias has an anchor too.
        if event.anchor is not None or event.tag is not None:
            self._refuse_signs(event)
        if depth > MOST_DEPTH:
            self._stop(
                event,
                f"more than {MOST_DEPTH} levels of keys and lists in one another",
                "put less inside one another",
            )
        if self._count > MOST_NODES:
            self._stop(event, f"more than {MOST_NODES} values", "split the file")

    def _list(self, start: Any, depth: int) -> ListNode:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            self._tell_word_slip(event)
            if start.flow_style:
                self._tell_item_slip(event)
        return ListNode(self._place(start), tuple(items))

    def _map(self, start: Any, depth: int) -> MapNode:
        node = MapNode(self._place(start))
        before = len(self._faults.found)
        follows_text = False
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth)
            if key in node.values:
                first = node.key_places[key].line
                found = f'the key "{short(key)}" a second time (first on line {first})'
                self._faults.add(self._place(event), found, "keep one of them")
            value_event = next(self._events)
            value = self._node(value_event, depth + 1)
            is_bare = self._is_bare(event, value_event)
            if event.implicit[0] and not (is_bare and len(self._faults.found) > before):
                self._tell(odd_key_slip(event.start_mark.index, key))
            if is_bare:
                # A slip told in these braces may well be why the keys after it are none.
                if len(self._faults.found) == before:
                    self._tell(bare_key_slip(event.start_mark.index, key, follows_text))
            else:
                self._tell_word_slip(value_event)
                follows_text = isinstance(value_event, yaml.ScalarEvent) and bool(value_event.value)
            node.values[key] = value
            node.key_places.setdefault(key, self._place(event))
        return node

    def _is_bare(self, key: Any, value: Any) -> bool:
        """Whether a key stands without a colon, as YAML lets it between braces."""
        end, start = key.end_mark.index, value.start_mark.index
        if not isinstance(value, yaml.ScalarEvent) or value.value or not value.implicit[0]:
            return False
        return not self._text[end : start + 1].lstrip(" ").startswith(":")

    def _tell_word_slip(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
            self._tell(word_slip(self._text, start, end, event.value))

    def _tell_item_slip(self, event: Any) -> None:
        """Tell what stands between [ and ] and should not."""
        at = event.start_mark.index
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
            self._tell(list_slip(at, event.value))
        elif isinstance(event, yaml.MappingStartEvent) and self._text[at] != "{":
            found = "a key with its value between [ and ]"
            self._tell(Slip(at, found, "write { and } round keys with values"))

    def _tell(self, slip: Slip | None) -> None:
        if slip is None or len(self._told) >= MOST_FAULTS_SHOWN:
            return
        if (slip.found, slip.expected) not in self._told:
            self._told.add((slip.found, slip.expected))
            place = place_of_offset(self._text, slip.offset, self._file)
            self._faults.add(place, slip.found, slip.expected)

    def _key(self, event: Any, depth: int) -> str:
        start = event.start_mark.index
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            rest = rest_of_line(self._text, start)
            if self._text[max(0, start - 2) : start] == "? ":
                expected = "delete it, and write the key and its value on one line"
                self._stop(event, 'a "?" before a key', expected)
            if self._text[max(0, start - 1) : start + 1] == "{{":
                self._tell(double_brace_slip(start - 1, "{" + rest.rstrip()))
                raise _Stop
            found = f'"{short(rest, 20)}" in the place of a key'
            self._stop(event, found, "expected a word, and a colon after it")
        self._admit(event, depth + 1)
        text: str = event.value
        if text == "<<":
            found = '"<<", which takes keys from elsewhere in the file and is not used here'
            self._stop(event, found, "write the keys out here")
        return text
