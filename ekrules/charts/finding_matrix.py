"""Finding matrix: how many findings of each kind each theme has, a shape for every one of them.

In: rows with counts and finished words. Out: a sheet. What helps is blue and what harms is brown;
each kind has a shape of its own besides, which its heading shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ekrules.assessment.assessed import FindingKind
from ekrules.charts.drawing import ACCENT, GREY, INK
from ekrules.charts.sheet import PAGE, PAGE_HEIGHT, Placed, Sheet, Sign, Stroke, Words
from ekrules.charts.theme_rows import ThemeNames, divided
from ekrules.charts.widths import in_room

_FROM = 216.0
_PADDING, _LINE = 10.0, 16.0
_STEP, _SIZE = 19.0, 13.0
_HEAD = 42.0
_BROWN = "#8a4b08"
# A plus and a minus, an arrow on, and an arrow down.
FINDING_SIGNS: dict[FindingKind, tuple[str, str]] = {
    "strength": ("cross", ACCENT),
    "weakness": ("M-1,-.34H1V.34H-1Z", _BROWN),
    "opportunity": ("triangle-right", ACCENT),
    "threat": ("triangle-down", _BROWN),
}


@dataclass(frozen=True)
class FindingRow:
    """One theme, and how many findings it has of each kind, in the order of the kinds."""

    number: str
    title: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class KindColumn:
    """One kind, as it is called, and how many findings there are of it in all, as it is written."""

    kind: FindingKind
    name: str
    total: str


@dataclass(frozen=True)
class FindingMatrix:
    """Themes under each other, and a column for each kind."""

    rows: tuple[FindingRow, ...]
    kinds: tuple[KindColumn, ...]
    theme_heading: str


def divided_matrix(matrix: FindingMatrix) -> tuple[FindingMatrix, ...]:
    """Return the matrix in as many parts as it takes for each to fit a page."""
    layout = _Layout(matrix)
    heights = [layout.height(at) for at in range(len(matrix.rows))]
    parts = divided(heights, PAGE_HEIGHT - _HEAD)
    return tuple(replace(matrix, rows=matrix.rows[one.start : one.stop]) for one in parts)


def finding_matrix(matrix: FindingMatrix) -> Sheet:
    """Return the matrix as what is placed on a sheet."""
    layout = _Layout(matrix)
    placed: list[Placed] = [*layout.head()]
    y = _HEAD
    for at in range(len(matrix.rows)):
        height = layout.height(at)
        placed += layout.row(at, y, height)
        y += height
    return Sheet(PAGE, y, tuple(placed))


class _Layout:
    """Where the parts of a matrix stand."""

    def __init__(self, matrix: FindingMatrix) -> None:
        self.matrix = matrix
        themes = tuple((row.number, row.title) for row in matrix.rows)
        self.names = ThemeNames(themes, 0.0, _FROM - 16)
        self.column = (PAGE - _FROM) / max(1, len(matrix.kinds))
        self.most = int((self.column - 8) / _STEP)

    def height(self, at: int) -> float:
        """Return how tall a row is."""
        return max(self.names.height(at), _LINE) + _PADDING

    def head(self) -> Iterable[Placed]:
        """The headings, each kind beside its shape, and the line below them."""
        y = _HEAD / 2
        heading = in_room(self.matrix.theme_heading, _FROM - 16, 13, 1)[0]
        yield Words(0, y, heading, 13, GREY)
        for at, one in enumerate(self.matrix.kinds):
            x = _FROM + at * self.column
            yield finding_sign(one.kind, x + 8, y)
            room = self.column - 26
            yield Words(x + 20, y - _LINE / 2, in_room(one.name, room, 13, 1)[0], 13, INK)
            yield Words(x + 20, y + _LINE / 2, in_room(one.total, room, 12, 1)[0], 12, GREY)
        yield Stroke(0, _HEAD, PAGE, _HEAD, GREY, 1.2)

    def row(self, at: int, top: float, height: float) -> Iterable[Placed]:
        """One theme: its name, its findings, and the line below it."""
        middle = top + height / 2
        yield from self.names.placed(at, middle)
        counts = self.matrix.rows[at].counts
        for place, (one, count) in enumerate(zip(self.matrix.kinds, counts, strict=True)):
            yield from self._findings(one.kind, count, _FROM + place * self.column + 8, middle)
        yield Stroke(0, top + height, PAGE, top + height)

    def _findings(self, kind: FindingKind, count: int, x: float, y: float) -> Iterable[Placed]:
        """A shape for each finding; one shape and the number where there is no room for all."""
        if count <= self.most:
            yield from (finding_sign(kind, x + one * _STEP, y) for one in range(count))
        else:
            yield finding_sign(kind, x, y)
            yield Words(x + 12, y, f"× {count}", 13)


def finding_sign(kind: FindingKind, x: float, y: float) -> Sign:
    """Return the shape of a kind of finding."""
    shape, ink = FINDING_SIGNS[kind]
    return Sign(x, y, shape, ink, _SIZE)
