"""Status board: each theme with its own status, and every goal of it as a shape and a number.

In: rows with finished words. Out: a sheet. A row is as tall as its title or its goals need, and a
board taller than a page is divided into several.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ekrules.assessment.assessed import Status
from ekrules.charts.drawing import GREY
from ekrules.charts.sheet import PAGE, PAGE_HEIGHT, Placed, Sheet, Stroke, Words
from ekrules.charts.status_marks import GoalMark, StatusKey, status_sign
from ekrules.charts.theme_rows import ThemeNames, divided
from ekrules.charts.widths import in_room

_GOALS_FROM = 330.0
_CELL_HEIGHT, _PADDING = 24.0, 10.0
_WIDEST_CELL, _CELL_GAP = 72.0, 12.0
_HEAD = 24.0


@dataclass(frozen=True)
class BoardRow:
    """One theme."""

    number: str
    title: str
    status: Status
    goals: tuple[GoalMark, ...]


@dataclass(frozen=True)
class StatusBoard:
    """Themes under each other; theme_heading and goals_heading stand above the two columns."""

    rows: tuple[BoardRow, ...]
    theme_heading: str
    goals_heading: str
    key: StatusKey


def divided_board(board: StatusBoard) -> tuple[StatusBoard, ...]:
    """Return the board in as many parts as it takes for each to fit a page."""
    layout = _Layout(board)
    heights = [layout.height(at) for at in range(len(board.rows))]
    parts = divided(heights, PAGE_HEIGHT - layout.rows_from)
    return tuple(replace(board, rows=board.rows[one.start : one.stop]) for one in parts)


def status_board(board: StatusBoard) -> Sheet:
    """Return the board as what is placed on a sheet."""
    layout = _Layout(board)
    placed: list[Placed] = [*layout.head()]
    y = layout.rows_from
    for at in range(len(board.rows)):
        height = layout.height(at)
        placed += layout.row(at, y, height)
        y += height
    return Sheet(PAGE, y, tuple(placed))


class _Layout:
    """Where the parts of a board stand."""

    def __init__(self, board: StatusBoard) -> None:
        self.board = board
        themes = tuple((row.number, row.title) for row in board.rows)
        self.names = ThemeNames(themes, 26.0, _GOALS_FROM - 24)
        self.key, self.key_ends = board.key.placed()
        self.rows_from = self.key_ends + 8 + _HEAD
        widest = max((one.width for row in board.rows for one in row.goals), default=0.0)
        most = max((len(row.goals) for row in board.rows), default=1)
        room = PAGE - _GOALS_FROM
        self.cell = max(widest + _CELL_GAP, min(_WIDEST_CELL, room / max(most, 1)))
        self.across = max(1, int(room / self.cell))

    def height(self, at: int) -> float:
        """Return how tall a row is."""
        lines = -(-len(self.board.rows[at].goals) // self.across)
        return max(self.names.height(at), lines * _CELL_HEIGHT) + _PADDING

    def head(self) -> Iterable[Placed]:
        """The key, the two headings and the line below them."""
        yield from self.key
        y = self.rows_from - _HEAD / 2
        for x, room, heading in (
            (0.0, _GOALS_FROM - 20, self.board.theme_heading),
            (_GOALS_FROM, PAGE - _GOALS_FROM, self.board.goals_heading),
        ):
            yield Words(x, y, in_room(heading, room, 13, 1)[0], 13, GREY)
        yield Stroke(0, self.rows_from, PAGE, self.rows_from, GREY, 1.2)

    def row(self, at: int, top: float, height: float) -> Iterable[Placed]:
        """One theme: its status, its name, its goals, and the line below it."""
        row, middle = self.board.rows[at], top + height / 2
        yield status_sign(row.status, 9, middle, 16)
        yield from self.names.placed(at, middle)
        lines = -(-len(row.goals) // self.across)
        first = middle - (lines - 1) * _CELL_HEIGHT / 2
        for place, goal in enumerate(row.goals):
            line, column = divmod(place, self.across)
            yield from goal.placed(
                _GOALS_FROM + 8 + column * self.cell, first + line * _CELL_HEIGHT
            )
        yield Stroke(0, top + height, PAGE, top + height)
