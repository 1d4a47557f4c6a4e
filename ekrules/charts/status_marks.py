"""Status marks: goals as shapes with their numbers, and what the shapes mean.

In: statuses and finished words. Out: what is placed on a sheet. A status is told by its shape and
by its colour; whoever sees no colours has the shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ekrules.assessment.assessed import Status
from ekrules.charts.inks import STATUS_INKS, STATUS_SHAPES
from ekrules.charts.sheet import PAGE, Placed, Sign, Words
from ekrules.charts.widths import in_room, text_width

# What stands after the number of a goal whose status a person has set.
OVERRIDDEN = "*"
_LABEL = 13.0
# A number is a few digits; one that is not must not push all else aside.
_WIDEST = 90.0
_GAP = 4.0
_KEY_LINE = 22.0


@dataclass(frozen=True)
class GoalMark:
    """A goal by its number, as it is written, and its status."""

    number: str
    status: Status
    is_overridden: bool = False

    @property
    def label(self) -> str:
        """The number, and the mark of a status that a person has set."""
        mark = OVERRIDDEN if self.is_overridden else ""
        return in_room(self.number, _WIDEST - text_width(mark, _LABEL), _LABEL, 1)[0] + mark

    @property
    def width(self) -> float:
        """How wide shape and number are together."""
        return _LABEL + _GAP + text_width(self.label, _LABEL)

    def placed(self, x: float, y: float) -> tuple[Sign, Words]:
        """Return the shape, its middle at x and y, and the number to the right of it."""
        sign = status_sign(self.status, x, y)
        return sign, Words(sign.box.right + _GAP, y, self.label, _LABEL)


@dataclass(frozen=True)
class StatusKey:
    """What each status means, in words, and what the mark after a number does where one is."""

    statuses: tuple[tuple[Status, str], ...]
    overridden: str = ""

    def placed(self, top: float = 0.0) -> tuple[list[Placed], float]:
        """Return the key, in as many lines as it takes, and where it ends."""
        parts: list[tuple[Sign | Words, str]] = [
            (status_sign(status, 0, 0), words) for status, words in self.statuses
        ]
        if self.overridden:
            parts.append((Words(0, 0, OVERRIDDEN, 15, anchor="center"), self.overridden))
        return key_placed(parts, top)


def status_sign(status: Status, x: float, y: float, size: float = _LABEL) -> Sign:
    """Return a status's shape; what is not assessed is hollow."""
    ink, shape = STATUS_INKS[status], STATUS_SHAPES[status]
    # A square and a diamond fill their box, a circle and a triangle do not.
    size = size - 1 if status is Status.RED else size
    return Sign(x, y, shape, ink, size, is_hollow=status is Status.GREY)


def key_placed(parts: Sequence[tuple[Sign | Words, str]], top: float) -> tuple[list[Placed], float]:
    """Return signs with their words, side by side in lines, and where the last line ends."""
    placed: list[Placed] = []
    across, line = 0.0, 0
    for sign, words in parts:
        text = in_room(words, PAGE / 2, _LABEL, 1)[0]
        wide = 20 + text_width(text, _LABEL) + 22
        if across and across + wide > PAGE:
            across, line = 0.0, line + 1
        y = top + line * _KEY_LINE + _KEY_LINE / 2
        placed += [_moved(sign, across + 8, y), Words(across + 20, y, text, _LABEL)]
        across += wide
    return placed, top + (line + 1) * _KEY_LINE


def _moved(one: Sign | Words, x: float, y: float) -> Sign | Words:
    if isinstance(one, Sign):
        return Sign(x, y, one.shape, one.ink, one.size, one.is_hollow)
    return Words(x, y, one.text, one.size, one.ink, one.anchor, one.is_bold)
