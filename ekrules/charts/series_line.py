"""Series line: one indicator through the years, with its target and the path that leads there.

In: observations as points, with finished words. Out: a sheet. Each observation has its sign; the
target is a broken line across, the path a dotted one, and all three are named above, so that
nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ekrules.charts.drawing import ACCENT, GREY, INK, RULE
from ekrules.charts.sheet import PAGE, Placed, Sheet, Sign, Stroke, Words
from ekrules.charts.widths import in_room, text_width

_KEY, _AXIS, _LABEL = 13.0, 12.0, 13.0
_KEY_LINE, _SAMPLE, _KEY_GAP = 20.0, 26.0, 22.0
_PLOT, _FOOT, _EDGE = 190.0, 26.0, 26.0
_HEADING = 26.0
_SIGN = 9.0
_BROKEN, _DOTTED = (7, 4), (2, 4)


@dataclass(frozen=True)
class Point:
    """Where something lies: x in years, y in the indicator's unit."""

    x: float
    y: float


@dataclass(frozen=True)
class Tick:
    """A place on an axis, and what is written there."""

    at: float
    text: str


@dataclass(frozen=True)
class SeriesLine:
    """Observations, oldest first; the first and the newest are written out.

    ends: how these two are written. target: its height; path: points on the way to it. key: what
    the three are called, the last two empty where there is none. unit: what heads the axis. The
    outermost ticks are the ends of the axes.
    """

    observations: tuple[Point, ...]
    ends: tuple[str, str]
    target: float | None
    path: tuple[Point, ...]
    years: tuple[Tick, ...]
    heights: tuple[Tick, ...]
    key: tuple[str, str, str]
    unit: str


def series_line(drawing: SeriesLine) -> Sheet:
    """Return the picture."""
    layout = _Layout(drawing)
    placed = (
        *layout.key(),
        *layout.axes(),
        *layout.target(),
        *layout.way(drawing.path, GREY, 1.6, _DOTTED),
        *layout.way(drawing.observations, ACCENT, 2.2, ()),
        *layout.observations(),
    )
    return Sheet(PAGE, layout.bottom + _FOOT, placed)


class _Layout:
    """Where the parts of the picture stand."""

    def __init__(self, drawing: SeriesLine) -> None:
        self.drawing = drawing
        self._key, key_bottom = _key_placed(drawing)
        # Above the plot there is room for a value that lies at its upper end.
        self.top = key_bottom + _EDGE + (_HEADING if drawing.unit else 0)
        self.bottom = self.top + _PLOT
        widest = max(text_width(one.text, _AXIS) for one in drawing.heights)
        self.left = widest + 12
        self.right = PAGE - _EDGE

    def x(self, year: float) -> float:
        """Return where a year stands."""
        first, last = self.drawing.years[0].at, self.drawing.years[-1].at
        return self.left + (self.right - self.left) * (year - first) / ((last - first) or 1)

    def y(self, height: float) -> float:
        """Return where a value stands."""
        low, high = self.drawing.heights[0].at, self.drawing.heights[-1].at
        return self.bottom - (self.bottom - self.top) * (height - low) / ((high - low) or 1)

    def key(self) -> Iterator[Placed]:
        """Yield what each kind of line means."""
        yield from self._key

    def axes(self) -> Iterator[Placed]:
        """Yield a line for each height, and each year below."""
        if self.drawing.unit:
            room = PAGE - self.left
            unit = in_room(self.drawing.unit, room, _AXIS, 1)[0]
            yield Words(0, self.top - _EDGE - _AXIS / 2, unit, _AXIS, GREY)
        for one in self.drawing.heights:
            y = self.y(one.at)
            yield Stroke(self.left, y, self.right, y, RULE, is_under=True)
            yield Words(self.left - 8, y, one.text, _AXIS, GREY, "right")
        for one in self.drawing.years:
            if one.text:
                x = self.x(one.at)
                yield Stroke(x, self.bottom, x, self.bottom + 5, GREY)
                yield Words(x, self.bottom + 15, one.text, _AXIS, GREY, "center")

    def target(self) -> Iterator[Placed]:
        """Yield the target as a line across."""
        if self.drawing.target is not None:
            y = self.y(self.drawing.target)
            yield Stroke(self.left, y, self.right, y, INK, 1.6, _BROKEN)

    def way(
        self, points: Sequence[Point], ink: str, width: float, dash: tuple[int, ...]
    ) -> Iterator[Placed]:
        """Yield straight lines from point to point."""
        for one, other in pairwise(points):
            yield Stroke(
                self.x(one.x), self.y(one.y), self.x(other.x), self.y(other.y), ink, width, dash
            )

    def observations(self) -> Iterator[Placed]:
        """Yield each observation's sign, and the first and the newest value beside theirs."""
        seen = self.drawing.observations
        for one in seen:
            yield Sign(self.x(one.x), self.y(one.y), "circle", ACCENT, _SIGN)
        first, newest = (
            self._written(point, words)
            for point, words in zip((seen[0], seen[-1]), self.drawing.ends, strict=True)
        )
        yield newest
        # What they are both is in the table; two values upon each other can't be read.
        if not first.box.meets(newest.box):
            yield first

    def _written(self, point: Point, words: str) -> Words:
        half = text_width(words, _LABEL) / 2
        x = min(max(self.x(point.x), self.left + half), PAGE - half)
        return Words(x, self.y(point.y) - 14, words, _LABEL, is_bold=True, anchor="center")


def _key_placed(drawing: SeriesLine) -> tuple[tuple[Placed, ...], float]:
    """Return the key's parts beside each other, on as many lines as they take, and its bottom."""
    placed: list[Placed] = []
    left, y = 0.0, _KEY / 2
    for kind, words in zip(("seen", "target", "path"), drawing.key, strict=True):
        if not words:
            continue
        text = in_room(words, PAGE - _SAMPLE - 8, _KEY, 1)[0]
        wide = _SAMPLE + 8 + text_width(text, _KEY)
        if left and left + wide > PAGE:
            left, y = 0.0, y + _KEY_LINE
        placed += _sample(kind, left, y)
        placed.append(Words(left + _SAMPLE + 8, y, text, _KEY, INK))
        left += wide + _KEY_GAP
    return tuple(placed), y + _KEY / 2


def _sample(kind: str, left: float, y: float) -> Iterator[Placed]:
    if kind == "seen":
        yield Stroke(left, y, left + _SAMPLE, y, ACCENT, 2.2)
        yield Sign(left + _SAMPLE / 2, y, "circle", ACCENT, _SIGN)
    elif kind == "target":
        yield Stroke(left, y, left + _SAMPLE, y, INK, 1.6, _BROKEN)
    else:
        yield Stroke(left, y, left + _SAMPLE, y, GREY, 1.6, _DOTTED)
