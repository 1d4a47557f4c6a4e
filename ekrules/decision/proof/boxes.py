"""Boxes: rows as boxes of positions, which tells cheaply of most rows that they never meet.

In: an encoding, constants, and the rows' conditions. Out: for a row, the rows that may hold where
it does. Those told apart are apart, in every case; of those that may meet, the search has to say
whether they do. A bound that is another input, shares of a whole and other relations between inputs
only ever make a row narrower than its boxes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice, product
from operator import or_

from ekrules.decision.conditions import (
    Clause,
    Compare,
    Condition,
    InputReference,
    IsUnknown,
    Leaf,
    Value,
    clauses,
)
from ekrules.decision.proof.encoding import Encoding
from ekrules.decision.proof.scales import UNKNOWN
from ekrules.errors import InputError

# Positions of one input, and rows of a table, as the bits of a number.
Positions = int
Rows = int
# For each input of the table, in order, where it may stand.
Box = tuple[Positions, ...]

# Up to so many places of boxes along an input, each is held against each. Where there are more they
# count as if they had no holes, which few have.
_MOST_GROUPS = 64
# Corners of one box that are tried: enough for six inputs.
_MOST_CORNERS = 64


@dataclass(frozen=True)
class RowBoxes:
    """The boxes that a row is all of; is_exact: and it holds everywhere in them."""

    boxes: tuple[Box, ...]
    is_exact: bool


@dataclass(frozen=True)
class Standing:
    """Which rows may hold with one input on some positions. groups: by where a row's box stands."""

    groups: Mapping[Positions, Rows]
    _found: dict[Positions, Rows] = field(default_factory=dict)

    def on(self, positions: Positions) -> Rows:
        """Return the rows that may hold with the input on some of the positions."""
        if positions not in self._found:
            self._found[positions] = self._on(positions)
        return self._found[positions]

    def _on(self, positions: Positions) -> Rows:
        if len(self.groups) > _MOST_GROUPS:
            return self._between(positions)
        return _union(rows for held, rows in self.groups.items() if held & positions)

    def _between(self, positions: Positions) -> Rows:
        """Return the rows that begin before the positions end, and end after they begin."""
        begin, beginning = self._beginning
        end, ending = self._ending
        last = bisect_right(begin, positions.bit_length() - 1)
        first = bisect_left(end, (positions & -positions).bit_length() - 1)
        return beginning[last] & ending[first]

    @cached_property
    def _beginning(self) -> tuple[list[int], list[Rows]]:
        """Where rows begin, ascending, and which have begun before each and after the last."""
        at: dict[int, Rows] = {}
        for held, rows in self.groups.items():
            lowest = (held & -held).bit_length() - 1
            at[lowest] = at.get(lowest, 0) | rows
        places = sorted(at)
        return places, list(accumulate((at[one] for one in places), or_, initial=0))

    @cached_property
    def _ending(self) -> tuple[list[int], list[Rows]]:
        """Where rows end, ascending, and which end there or later; none after the last."""
        at: dict[int, Rows] = {}
        for held, rows in self.groups.items():
            highest = held.bit_length() - 1
            at[highest] = at.get(highest, 0) | rows
        places = sorted(at)
        later = accumulate((at[one] for one in reversed(places)), or_, initial=0)
        return places, list(later)[::-1]


@dataclass(frozen=True)
class Boxes:
    """The boxes of a table's rows. inputs: their names, in the order of a box.

    known: the positions of each where it has a value. standing: of each, who holds where.
    """

    inputs: tuple[str, ...]
    rows: tuple[RowBoxes, ...]
    known: tuple[Positions, ...]
    standing: tuple[Standing, ...]

    def meeting(self, number: int) -> Rows:
        """Return the rows that may hold where this one does, itself among them."""
        return self.meeting_boxes(self.rows[number].boxes)

    def meeting_boxes(self, boxes: Sequence[Box], but: str | None = None) -> Rows:
        """Return the rows that may hold somewhere in the boxes; `but`: whatever that input is."""
        found, every = 0, (1 << len(self.rows)) - 1
        for box in boxes:
            rows = every
            for at, positions in enumerate(box):
                if self.inputs[at] != but:
                    rows &= self.standing[at].on(positions)
                if not rows:
                    break
            found |= rows
        return found

    def surely_decides(self, number: int, taken: Rows) -> bool:
        """Whether the row holds on some case on which none of the taken rows does.

        False says nothing: only corners of its boxes are tried.
        """
        row = self.rows[number]
        if not row.is_exact:
            return False
        if not taken:
            return bool(row.boxes)
        return any(not self.meeting_boxes([one]) & taken for one in _corners(row.boxes))


def boxes_of(
    encoding: Encoding, constants: Mapping[str, Value | None], conditions: Sequence[Condition]
) -> Boxes:
    """Return the boxes of rows with these conditions."""
    allowed = {name: _allowed(encoding, name, constants) for name in encoding.inputs}
    rows = tuple(row_boxes(encoding, allowed, one) for one in conditions)
    groups: list[dict[Positions, Rows]] = [{} for _ in allowed]
    for number, row in enumerate(rows):
        for box in row.boxes:
            for group, positions in zip(groups, box, strict=True):
                group[positions] = group.get(positions, 0) | 1 << number
    known = tuple(positions & ~_bit(UNKNOWN) for positions in allowed.values())
    return Boxes(tuple(allowed), rows, known, tuple(Standing(one) for one in groups))


def row_boxes(
    encoding: Encoding, allowed: Mapping[str, Positions], condition: Condition
) -> RowBoxes:
    """Return the boxes of one condition, the empty ones left out."""
    try:
        ways = clauses(condition)
    except InputError:
        # Too many ways to count: it may hold anywhere.
        return RowBoxes((tuple(allowed.values()),), is_exact=False)
    boxes = tuple(box for way in ways if all(box := _box(encoding, allowed, way)))
    # Ways that can't hold are gone; those that are left hold, but for these.
    is_exact = not (encoding.wholes or encoding.relations) and not any(
        isinstance(leaf, Compare) and isinstance(leaf.bound, InputReference)
        for way in ways
        for leaf in way
    )
    return RowBoxes(boxes, is_exact)


def bits(number: int) -> Iterator[int]:
    """Yield which bits are set, the lowest first.

    >>> list(bits(0b1101))
    [0, 2, 3]
    """
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _box(encoding: Encoding, allowed: Mapping[str, Positions], clause: Clause) -> Box:
    found = dict(allowed)
    for leaf in clause:
        found[leaf.input] &= _positions(encoding, leaf, allowed[leaf.input])
        if isinstance(leaf, Compare) and isinstance(leaf.bound, InputReference):
            found[leaf.bound.name] &= ~_bit(UNKNOWN)
    return tuple(found.values())


def _positions(encoding: Encoding, leaf: Leaf, allowed: Positions) -> Positions:
    """Return where the leaf may hold."""
    if isinstance(leaf, IsUnknown):
        return _bit(UNKNOWN)
    known = allowed & ~_bit(UNKNOWN)
    if not isinstance(leaf, Compare) or isinstance(leaf.bound, InputReference):
        return known
    positions = encoding.scales[leaf.input].positions
    if isinstance(leaf.bound, tuple):
        return _union(_bit(positions[value]) for value in leaf.bound)
    here = _bit(positions[leaf.bound])
    match leaf.operator:
        case "at_least":
            return known & ~(here - 1)
        case "more_than":
            return known & ~(here * 2 - 1)
        case "at_most":
            return known & (here * 2 - 1)
        case "below":
            return known & (here - 1)
        case "is_not":
            return known & ~here
    return here


def _allowed(encoding: Encoding, name: str, constants: Mapping[str, Value | None]) -> Positions:
    allowed = _union(_bit(position) for position in encoding.preferred[name])
    if name not in constants:
        return allowed
    value = constants[name]
    return allowed & _bit(UNKNOWN if value is None else encoding.scales[name].positions[value])


def _corners(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield boxes of one case each: those at the ends of every input."""
    for box in boxes:
        ends = [sorted({one & -one, 1 << (one.bit_length() - 1)}) for one in box]
        yield from islice(product(*ends), _MOST_CORNERS)


def _bit(position: int) -> Positions:
    """Return a position as a bit; unknown is the lowest."""
    return 1 << (position - UNKNOWN)


def _union(parts: Iterator[int]) -> int:
    found = 0
    for part in parts:
        found |= part
    return found
