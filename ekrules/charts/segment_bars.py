"""Segment bars: one share in each segment of a breakdown, with its interval and that of all.

In: shares and how they are written. Out: a sheet. A bar that stands out says so in words beside
its number; one that is not known says why where its number would be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ekrules.charts.drawing import GREY
from ekrules.charts.label_column import AXIS_SIZE, BAR, NOTE_SIZE, LabelColumn
from ekrules.charts.sheet import Field, Placed, Sheet, Stroke, Words
from ekrules.charts.widths import in_room, text_width

WIDTH = 300.0
# Two steps of one hue, told apart in grey too.
_PLAIN, _TELLING = "#8fabc9", "#123a66"
_HEAD = 22.0
_MOST_NOTE = 190.0


@dataclass(frozen=True)
class SegmentBar:
    """One segment. share, low, high: 0..1, None where unknown; stands_out: clearly from the rest.

    written: the share and its base, or why there is none.
    """

    label: str
    share: float | None
    low: float | None
    high: float | None
    written: str
    stands_out: bool = False


@dataclass(frozen=True)
class SegmentBars:
    """Bars under each other, and the share of all as a line through them."""

    bars: tuple[SegmentBar, ...]
    whole: float | None
    whole_label: str
    percent_sign: str


def segment_bars(drawing: SegmentBars) -> Sheet:
    """Return the picture."""
    column = LabelColumn([one.label for one in drawing.bars], _HEAD)
    notes = [in_room(one.written, _MOST_NOTE, NOTE_SIZE, 1)[0] for one in drawing.bars]
    right = max((text_width(one, NOTE_SIZE) for one in notes), default=0.0) + 10
    placed = [
        *column.axis(WIDTH, drawing.percent_sign),
        *column.names(),
        *_bars(drawing, column, notes),
        *_whole(drawing, column),
    ]
    return Sheet(column.left + WIDTH + max(right, 22), column.height, tuple(placed))


def _bars(drawing: SegmentBars, column: LabelColumn, notes: list[str]) -> Iterator[Placed]:
    for bar, top, note in zip(drawing.bars, column.tops, notes, strict=True):
        middle = top + BAR / 2
        if bar.share:
            right = column.left + WIDTH * min(1.0, bar.share)
            ink = _TELLING if bar.stands_out else _PLAIN
            yield Field(column.left, top, right, top + BAR, ink)
        if bar.low is not None and bar.high is not None and bar.low < bar.high:
            low, high = (column.left + WIDTH * one for one in (bar.low, bar.high))
            yield Stroke(low, middle, high, middle, "#ffffff", 5)
            yield Stroke(low, middle, high, middle, "#000000", 2)
        yield Words(column.left + WIDTH + 10, middle, note, NOTE_SIZE)


def _whole(drawing: SegmentBars, column: LabelColumn) -> Iterator[Placed]:
    """The share of all: a line down through the bars, named above them."""
    if drawing.whole is None:
        return
    x = column.left + WIDTH * drawing.whole
    yield Stroke(x, _HEAD - 6, x, column.bottom + 4, GREY, 1.5, (4, 3))
    half = text_width(drawing.whole_label, AXIS_SIZE) / 2
    middle = min(max(x, column.left + half), column.left + WIDTH - half)
    yield Words(middle, 7, drawing.whole_label, AXIS_SIZE, GREY, "center")
