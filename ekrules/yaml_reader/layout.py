"""Layout: which characters of a YAML text each value takes, and where new lines go.

In: a text that `parse` has read, and so is bounded. Out: a Layout that answers by path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

Steps = tuple[str | int, ...]
Span = tuple[int, int]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def layout_of(text: str) -> Layout:
    """Return the layout of a text that is known to be sound YAML."""
    return Layout(text, yaml.compose(text, Loader=_Loader))


@dataclass(frozen=True)
class Layout:
    """The text and its YAML nodes with marks."""

    text: str
    root: Any

    def span(self, steps: Steps) -> Span:
        """Return where a value begins and ends, without the blanks and comments after it."""
        node = self._at(steps)
        return node.start_mark.index, _end(node, self.text)

    def value_span(self, steps: Steps) -> Span:
        """Return the span to replace: that of the value, and of the line break before it."""
        start, end = self.span(steps)
        before = self.text[:start].rstrip()
        return (len(before) if self.lead(steps) else start), end

    def lead(self, steps: Steps) -> str:
        """Return a blank where the value stands on a line below its key; else nothing."""
        start, _ = self.span(steps)
        between = self.text[len(self.text[:start].rstrip()) : start]
        is_below = "\n" in between and self.text[:start].rstrip().endswith(":")
        return " " if is_below else ""

    def holds_comment(self, steps: Steps) -> bool:
        """Whether a comment stands inside the value."""
        start, end = self.span(steps)
        rest = list(self.text[start:end])
        for one in _scalars(self._at(steps)):
            for index in range(one.start_mark.index, _end(one, self.text)):
                rest[index - start] = " "
        return "#" in rest

    def added_key(self, steps: Steps, entry: str) -> tuple[Span, str] | None:
        """Return where a key goes that is added to a map, and the text; None for an empty map."""
        node = self._at(steps)
        if not node.value:
            return None
        end = _end(node.value[-1][1], self.text)
        if node.flow_style:
            return (end, end), f", {entry}"
        at = self._line_end(end)
        return (at, at), self._line(at, " " * node.value[0][0].start_mark.column + entry)

    def inserted(self, steps: Steps, index: int, entries: Sequence[str]) -> tuple[Span, str] | None:
        """Return where an item goes, and its text; None where the layout can't take it."""
        node = self._at(steps)
        if not node.value:
            return None
        neighbour = node.value[index - 1 if index else 0]
        if node.flow_style:
            item = "{" + ", ".join(entries) + "}"
            if index:
                end = _end(neighbour, self.text)
                return (end, end), f", {item}"
            start = neighbour.start_mark.index
            return (start, start), f"{item}, "
        dash = self._dash(neighbour)
        if dash is None:
            return None
        margin = self.text[self._line_start(dash) : dash]
        lines = [f"{margin}- {entries[0]}", *(f"{margin}  {entry}" for entry in entries[1:])]
        at = self._line_end(_end(neighbour, self.text)) if index else self._line_start(dash)
        return (at, at), self._line(at, self._newline().join(lines))

    def removed(self, steps: Steps, index: int) -> tuple[Span, str] | None:
        """Return the span of an item with its line; None where the layout can't spare it."""
        node = self._at(steps)
        item = node.value[index]
        end = _end(item, self.text)
        if not node.flow_style:
            dash = self._dash(item)
            return None if dash is None else ((self._line_start(dash), self._line_end(end)), "")
        if index + 1 < len(node.value):
            return (item.start_mark.index, node.value[index + 1].start_mark.index), ""
        if index == 0:
            return None
        return (_end(node.value[index - 1], self.text), end), ""

    def _at(self, steps: Steps) -> Any:
        node = self.root
        for step in steps:
            if isinstance(step, int):
                node = node.value[step]
            else:
                node = next(value for key, value in node.value if key.value == step)
        return node

    def _dash(self, item: Any) -> int | None:
        """Return where the dash of a list's item stands; None where more stands before it."""
        dash = self.text.rfind("-", 0, item.start_mark.index)
        if dash < 0 or self.text[self._line_start(dash) : dash].strip():
            return None
        return dash

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def _newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def _line(self, at: int, text: str) -> str:
        """Return text as whole lines that stand at `at`."""
        begins_line = at == 0 or self.text[at - 1] == "\n"
        return f"{text}{self._newline()}" if begins_line else f"{self._newline()}{text}"


def _end(node: Any, text: str) -> int:
    """Return where a node ends: a block ends with its last value, not with what follows it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        end = node.end_mark.index
        return len(text[:end].rstrip()) if end > node.start_mark.index else end
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last, text)


def _scalars(node: Any) -> list[Any]:
    if isinstance(node, yaml.ScalarNode):
        return [node]
    if isinstance(node, yaml.MappingNode):
        return [one for pair in node.value for half in pair for one in _scalars(half)]
    return [one for item in node.value for one in _scalars(item)]
