"""Template sources: a template's text, and the way from a line of it back to its file.

In: the text of one template and where it stands. Out: places, with the column where the slip can be
found in the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ekrules.errors import Place

# What stands between these is the template's own language; all else is text.
_TAGS = re.compile(r"\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Source:
    """A template's text and where it stands.

    place: where the text begins: in YAML its "|", in a file of its own the first line. lines: those
    of the whole file as written; none where they are not at hand, and columns are then guessed.
    """

    text: str
    place: Place
    lines: Sequence[str] = ()
    is_whole_file: bool = False

    @cached_property
    def _text_lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _code_lines(self) -> list[str]:
        """The lines with blanks for all that is text, so that a name is not found in a sentence."""
        done, end = [], 0
        for tag in _TAGS.finditer(self.text):
            done += [_blank(self.text[end : tag.start()]), tag.group()]
            end = tag.end()
        return "".join([*done, _blank(self.text[end:])]).split("\n")

    def line(self, number: int, column: int = 1) -> Place:
        """Where a column of a line stands, both from 1 and of the template's own text.

        YAML folds other texts than blocks ("|") into one line before anyone sees them; they are
        told of as a whole.
        """
        if self.is_whole_file:
            return Place(self.place.file, number, column)
        if not self.place.line or not self._is_block:
            return self.place
        line = self.place.line + number
        return Place(self.place.file, line, self._indent(line, number) + column)

    @property
    def _is_block(self) -> bool:
        written = self._written(self.place.line)
        if written is None:
            return "\n" in self.text
        return written[self.place.column - 1 : self.place.column] == "|"

    def _indent(self, line: int, number: int) -> int:
        """How many blanks YAML took away before the line."""
        written = self._written(line)
        if written is None or number > len(self._text_lines):
            return 0
        return max(written.find(self._text_lines[number - 1]), 0)

    def _written(self, line: int) -> str | None:
        return self.lines[line - 1] if 0 < line <= len(self.lines) else None

    def at_offset(self, offset: int) -> Place:
        """Where a character of the text stands, counted from 0."""
        before = self.text[:offset]
        return self.line(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)

    def name(self, number: int, name: str, occurrence: int = 0) -> Place:
        """Where a name stands within the tags of a line; the line where it is not found."""
        starts = _starts(self._code(number), name)
        if not starts:
            return self.line(number)
        return self.line(number, starts[min(occurrence, len(starts) - 1)] + 1)

    def first_sign(self, pattern: str) -> Place:
        """Where a pattern is first found within the tags of any line."""
        for number, code in enumerate(self._code_lines, 1):
            if re.search(pattern, code):
                return self.sign(number, pattern)
        return self.line(1)

    def sign(self, number: int, pattern: str) -> Place:
        """Where a pattern is first found within the tags of a line; the line where it is not."""
        found = re.search(pattern, self._code(number))
        return self.line(number, found.start() + 1) if found else self.line(number)

    def _code(self, number: int) -> str:
        return self._code_lines[number - 1] if 0 < number <= len(self._code_lines) else ""


class Offsets:
    """Where each piece of plain text begins: Jinja2 says only on which line, and goes in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def of(self, piece: str) -> int:
        """Return where the next such piece begins, counted from 0."""
        start = self.text.find(piece, self.position)
        if start < 0:
            return self.position
        self.position = start + len(piece)
        return start


# A line may hold a name a thousand times, and each of them be told.
@lru_cache(maxsize=64)
def _starts(code: str, name: str) -> tuple[int, ...]:
    whole = rf"(?<![\w.]){re.escape(name)}(?![\w.])"
    return tuple(one.start() for one in re.finditer(whole, code))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
