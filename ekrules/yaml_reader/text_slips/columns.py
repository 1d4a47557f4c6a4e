"""Column slips: a key or an item that stands further in or out than those it belongs with.

In: each key and dash of a text, from the top, with its column (from 0). Raises Slipped at the
first that can't belong where it stands; says how many spaces it needs, and below what.
"""

from __future__ import annotations

from dataclasses import dataclass

from ekrules.yaml_reader.text_slips.telling import Slipped, rest_of_line, shortened


@dataclass(frozen=True)
class Entry:
    """A key, or the dash of a list's item ("-"): where it stands, and in which line (from 1)."""

    offset: int
    column: int
    name: str
    line: int

    @property
    def is_item(self) -> bool:
        """Whether it is the dash of a list's item."""
        return self.name == "-"

    @property
    def shown(self) -> str:
        """The name, short enough for a message."""
        return shortened(self.name, 30)


@dataclass
class Level:
    """The entries that stand at one column: keys of one map, or items of one list."""

    last: Entry
    members: int = 1

    @property
    def column(self) -> int:
        """The column they stand at."""
        return self.last.column


class Columns:
    """The levels that are open at a line, the outermost first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.levels: list[Level] = []

    @property
    def name(self) -> str:
        """The last key or dash that was entered."""
        return self.levels[-1].last.name if self.levels else ""

    def fits(self, entry: Entry, is_open: bool) -> bool:
        """Whether the entry can stand there; is_open: the line above leaves a key without value."""
        if not self.levels:
            return True
        top = self.levels[-1]
        if entry.column > top.column:
            return is_open
        if entry.column == top.column and entry.is_item and not top.last.is_item and is_open:
            return True
        kept = [one for one in self.levels if one.column <= entry.column]
        if kept and kept[-1].column == entry.column and kept[-1].last.is_item > entry.is_item:
            kept.pop()
        is_right = bool(kept) and kept[-1].column == entry.column
        if not is_right or kept[-1].last.is_item is not entry.is_item:
            return False
        self.levels = kept
        return True

    def enter(self, entry: Entry, is_new: bool) -> None:
        """Take in an entry that fits; is_new: it stands right after the dash of an item."""
        top = self.levels[-1] if self.levels else None
        is_beside = top is not None and top.column == entry.column and not is_new
        if top is not None and is_beside and top.last.is_item is entry.is_item:
            top.last, top.members = entry, top.members + 1
        else:
            self.levels.append(Level(entry))

    def refuse(self, entry: Entry, is_open: bool, next_column: int | None) -> None:
        """Say where an entry that does not fit should stand."""
        top = self.levels[-1]
        if entry.is_item and is_open and not top.last.is_item:
            self._refuse(entry, top.column + 2, "further in than", top.last)
        item = next((one.last for one in self.levels if one.column == entry.column), None)
        is_within = next_column is not None and next_column > entry.column
        if item is not None and item.is_item and not entry.is_item and is_within:
            expected = f'write "- {entry.shown}", as line {item.line} begins'
            raise Slipped(entry.offset, f'no hyphen before "{entry.shown}"', expected)
        beside = [one for one in self.levels if one.last.is_item is entry.is_item]
        if not beside and entry.is_item:
            expected = 'write a key with a colon above it, or delete the "- "'
            raise Slipped(entry.offset, "an item of a list where keys stand", expected)
        if not beside:
            expected = f'begin it with "- ", as line {top.last.line} begins'
            found = f'the key "{entry.shown}" where items of a list stand'
            raise Slipped(entry.offset, found, expected)
        nearest = min(beside, key=lambda one: (abs(one.column - entry.column), -one.column))
        if entry.is_item and entry.column > top.column and entry.column - nearest.column > 2:
            found = f'an item of a list below "{top.last.shown}" of line {top.last.line}, where no '
            expected = "write it straight below the key of its list, with nothing between them"
            raise Slipped(entry.offset, f"{found}list begins", expected)
        alone = nearest is top and top.members == 1 and not entry.is_item
        if alone and next_column == entry.column:
            # The lines below agree with this one: it is the line above that is out of place.
            self._refuse_above(top.last, entry)
        self._refuse(entry, nearest.column, "straight below", nearest.last)

    def _refuse(self, entry: Entry, column: int, where: str, other: Entry) -> None:
        expected = f'write {count(column)}, so that it stands {where} "{other.shown}" '
        expected += f"of line {other.line}"
        raise Slipped(entry.offset, f'{spaces(entry.column)} before "{entry.shown}"', expected)

    def _refuse_above(self, odd: Entry, entry: Entry) -> None:
        before = self._text[: odd.offset]
        first = max(before.rfind("\n"), before.rfind("\r")) + 1
        line = rest_of_line(self._text, first)
        indent = len(line) - len(line.lstrip(" "))
        begins = "-" if line.lstrip(" ").startswith("- ") else odd.shown
        right = max(0, indent + entry.column - odd.column)
        expected = f'write {count(right)}, so that "{odd.shown}" stands straight above '
        expected += f'"{entry.shown}" of line {entry.line}'
        raise Slipped(first + indent, f'{spaces(indent)} before "{begins}"', expected)


def spaces(column: int) -> str:
    """Return how many spaces stand before a column, in words.

    >>> spaces(0), spaces(1), spaces(8)
    ('no space', '1 space', '8 spaces')
    """
    return "no space" if column == 0 else "1 space" if column == 1 else f"{column} spaces"


def count(column: int) -> str:
    """Return how many spaces to write before a column."""
    return "none" if column == 0 else spaces(column)
