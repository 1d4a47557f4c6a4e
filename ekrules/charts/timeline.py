"""Timeline: each goal's status through the years, one sign under each year.

In: rows with finished words. Out: a sheet. A line joins two statuses that can be compared; between
two that can't stands a mark, and where a goal is missing a word. No status is told by its colour
alone: each has its shape, and its word below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ekrules.assessment.assessed import Status
from ekrules.charts.drawing import GREY
from ekrules.charts.sheet import PAGE, PAGE_HEIGHT, Placed, Sheet, Sign, Stroke, Words
from ekrules.charts.status_marks import OVERRIDDEN, key_placed, status_sign
from ekrules.charts.theme_rows import ThemeNames, divided
from ekrules.charts.widths import in_room

# joined: comparable; broken: not; none: one of the two is not there.
Link = Literal["joined", "broken", "none"]
BROKEN = "≠"
# As many as leave room for the word below each sign.
MOST_COLUMNS = 6
_NAMES_END, _COLUMNS_FROM = 244.0, 256.0
_SIGN, _WORD, _HEADING = 15.0, 11.0, 13.0
_HEAD, _HEAD_LINE = 40.0, 15.0
_ROW = 44.0
_PADDING = 8.0


@dataclass(frozen=True)
class TimelineCell:
    """A goal in one year: its status (None where it is not there), the word below it, and how it
    is linked to the year before.
    """

    status: Status | None
    word: str
    link: Link
    is_overridden: bool = False


@dataclass(frozen=True)
class TimelineRow:
    """One goal: its number, its text, and a cell for each column."""

    number: str
    title: str
    cells: tuple[TimelineCell, ...]


@dataclass(frozen=True)
class Timeline:
    """Goals under each other, years beside each other; key: what signs and marks mean."""

    columns: tuple[str, ...]
    rows: tuple[TimelineRow, ...]
    heading: str
    statuses: tuple[tuple[Status, str], ...]
    broken: str
    overridden: str


def divided_timeline(timeline: Timeline) -> tuple[Timeline, ...]:
    """Return the timeline in as many parts as it takes for each to fit a page.

    The last year of one part is the first of the next, so that no step is lost between them.
    """
    return tuple(part for wide in _by_columns(timeline) for part in _by_rows(wide))


def _by_columns(timeline: Timeline) -> Iterable[Timeline]:
    last = len(timeline.columns)
    start = 0
    while True:
        end = min(start + MOST_COLUMNS, last)
        rows = tuple(replace(row, cells=_cut(row.cells, start, end)) for row in timeline.rows)
        yield replace(timeline, columns=timeline.columns[start:end], rows=rows)
        if end == last:
            return
        start = end - 1


def _cut(cells: tuple[TimelineCell, ...], start: int, end: int) -> tuple[TimelineCell, ...]:
    first, *others = cells[start:end]
    return (replace(first, link="none"), *others)


def _by_rows(timeline: Timeline) -> Iterable[Timeline]:
    layout = _Layout(timeline)
    heights = [layout.height(at) for at in range(len(timeline.rows))]
    for part in divided(heights, PAGE_HEIGHT - layout.rows_from):
        yield replace(timeline, rows=timeline.rows[part.start : part.stop])


def timeline_sheet(timeline: Timeline) -> Sheet:
    """Return the timeline as what is placed on a sheet."""
    layout = _Layout(timeline)
    placed: list[Placed] = [*layout.head()]
    y = layout.rows_from
    for at in range(len(timeline.rows)):
        height = layout.height(at)
        placed += layout.row(at, y, height)
        y += height
    return Sheet(PAGE, y, tuple(placed))


class _Layout:
    """Where the parts of a timeline stand."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        named = tuple((row.number, row.title) for row in timeline.rows)
        self.names = ThemeNames(named, 0.0, _NAMES_END)
        self.key, key_ends = key_placed(self._key_parts(), 0.0)
        self.rows_from = key_ends + 8 + _HEAD
        self.column = (PAGE - _COLUMNS_FROM) / max(len(timeline.columns), 1)

    def _key_parts(self) -> list[tuple[Sign | Words, str]]:
        parts: list[tuple[Sign | Words, str]] = [
            (status_sign(status, 0, 0), words) for status, words in self.timeline.statuses
        ]
        cells = [cell for row in self.timeline.rows for cell in row.cells]
        if any(cell.link == "broken" for cell in cells):
            parts.append((Words(0, 0, BROKEN, 15, anchor="center"), self.timeline.broken))
        if any(cell.is_overridden for cell in cells):
            parts.append((Words(0, 0, OVERRIDDEN, 15, anchor="center"), self.timeline.overridden))
        return parts

    def x(self, at: int) -> float:
        """The middle of a column."""
        return _COLUMNS_FROM + (at + 0.5) * self.column

    def height(self, at: int) -> float:
        """Return how tall a row is."""
        return max(self.names.height(at), _ROW - _PADDING) + _PADDING

    def head(self) -> Iterable[Placed]:
        """The key, the headings and the line below them."""
        yield from self.key
        bottom = self.rows_from - _HEAD_LINE / 2 - 2
        heading = in_room(self.timeline.heading, _NAMES_END - 10, _HEADING, 1)[0]
        yield Words(0, bottom, heading, _HEADING, GREY)
        for at, name in enumerate(self.timeline.columns):
            lines = in_room(name, self.column - 8, _HEADING, 2)
            for line, text in enumerate(reversed(lines)):
                y = bottom - line * _HEAD_LINE
                yield Words(self.x(at), y, text, _HEADING, GREY, "center")
        yield Stroke(0, self.rows_from, PAGE, self.rows_from, GREY, 1.2)

    def row(self, at: int, top: float, height: float) -> Iterable[Placed]:
        """One goal: its name, its statuses, what joins them, and the line below it."""
        row, middle = self.timeline.rows[at], top + height / 2
        yield from self.names.placed(at, middle)
        for column, cell in enumerate(row.cells):
            yield from self._cell(cell, self.x(column), middle - 7)
        yield Stroke(0, top + height, PAGE, top + height)

    def _cell(self, cell: TimelineCell, x: float, y: float) -> Iterable[Placed]:
        if cell.link == "joined":
            gap = _SIGN / 2 + 4
            yield Stroke(x - self.column + gap, y, x - gap, y, GREY, 1.4)
        elif cell.link == "broken":
            yield Words(x - self.column / 2, y, BROKEN, _HEADING, GREY, "center")
        room = self.column - 6
        if cell.status is None:
            yield Words(x, y + 7, in_room(cell.word, room, _WORD, 1)[0], _WORD, GREY, "center")
            return
        yield status_sign(cell.status, x, y, _SIGN)
        mark = OVERRIDDEN if cell.is_overridden else ""
        word = in_room(cell.word, room - 8, _WORD, 1)[0] + mark
        yield Words(x, y + 17, word, _WORD, anchor="center")
