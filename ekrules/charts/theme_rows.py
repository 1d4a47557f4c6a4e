"""Theme rows: themes under each other, each named to the left of what is drawn of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ekrules.charts.drawing import GREY
from ekrules.charts.sheet import Words
from ekrules.charts.widths import in_room, text_width

LINE, SIZE = 16.0, 13.0
_MOST_LINES = 3
_WIDEST_NUMBER = 60.0


@dataclass(frozen=True)
class ThemeNames:
    """Numbers, to the right in a column of their own, and titles in lines, left of `right`."""

    themes: tuple[tuple[str, str], ...]
    left: float
    right: float

    @property
    def numbers_end(self) -> float:
        """Where the numbers end."""
        widths = [text_width(number, SIZE) for number, _ in self._shown_numbers()]
        return self.left + max(widths, default=0.0)

    def _shown_numbers(self) -> list[tuple[str, str]]:
        return [(in_room(one, _WIDEST_NUMBER, SIZE, 1)[0], title) for one, title in self.themes]

    def lines(self, at: int) -> list[str]:
        """Return a theme's title in lines."""
        room = self.right - self.numbers_end - 10
        return in_room(self.themes[at][1], room, SIZE, _MOST_LINES)

    def height(self, at: int) -> float:
        """Return how tall a theme's title is."""
        return len(self.lines(at)) * LINE

    def placed(self, at: int, middle: float) -> Iterable[Words]:
        """Return a theme's number and title around a height."""
        lines, end = self.lines(at), self.numbers_end
        first = middle - (len(lines) - 1) * LINE / 2
        number = in_room(self.themes[at][0], _WIDEST_NUMBER, SIZE, 1)[0]
        yield Words(end, first, number, SIZE, GREY, "right")
        for line, text in enumerate(lines):
            yield Words(end + 10, first + line * LINE, text, SIZE)


def divided(heights: Sequence[float], room: float) -> list[range]:
    """Return rows in as many parts as it takes for each to fit a room; a row is never parted.

    >>> divided([30, 30, 30], 70)
    [range(0, 2), range(2, 3)]
    """
    parts, begun, used = [], 0, 0.0
    for at, height in enumerate(heights):
        if at > begun and used + height > room:
            parts.append(range(begun, at))
            begun, used = at, 0.0
        used += height
    return [*parts, range(begun, len(heights))] if heights else []
