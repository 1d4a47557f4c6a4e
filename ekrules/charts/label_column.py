"""Label column: bars under each other, their names to the left in as many lines as fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ekrules.charts.drawing import GREY, RULE
from ekrules.charts.sheet import Placed, Stroke, Words
from ekrules.charts.widths import in_room, text_width

BAR, GAP = 20.0, 10.0
NAME_SIZE, NOTE_SIZE, AXIS_SIZE = 13.0, 12.0, 13.0
_NAME_WIDTH, _LINE, _MOST_LINES = 225.0, 16.0, 3
_AXIS_HEIGHT = 24.0


class LabelColumn:
    """Where the bars of a picture stand; left: how much room their names take."""

    def __init__(self, names: Sequence[str], top: float) -> None:
        self._lines = [in_room(one, _NAME_WIDTH, NAME_SIZE, _MOST_LINES) for one in names]
        widths = [text_width(line, NAME_SIZE) for lines in self._lines for line in lines]
        self.left = max(widths, default=0.0) + 10
        self.tops: list[float] = []
        self._top, at = top, top
        for lines in self._lines:
            tall = max(BAR, len(lines) * _LINE)
            self.tops.append(at + (tall - BAR) / 2)
            at += tall + GAP
        self.bottom = at - GAP if names else at

    @property
    def height(self) -> float:
        """How tall the picture is, with the axis below its bars."""
        return self.bottom + _AXIS_HEIGHT

    def names(self) -> Iterator[Placed]:
        """Yield the names, each beside the middle of its bar."""
        for lines, top in zip(self._lines, self.tops, strict=True):
            first = top + BAR / 2 - (len(lines) - 1) * _LINE / 2
            for at, line in enumerate(lines):
                yield Words(self.left - 10, first + _LINE * at, line, NAME_SIZE, anchor="right")

    def axis(self, width: float, percent_sign: str) -> Iterator[Placed]:
        """Yield a line for each quarter from 0 to 100 %, written below; it goes under the bars."""
        for percent in (0, 25, 50, 75, 100):
            x = self.left + width * percent / 100
            yield Stroke(x, self._top - 4, x, self.bottom + 4, RULE, is_under=True)
            text = f"{percent}{percent_sign}"
            yield Words(x, self.bottom + 15, text, AXIS_SIZE, GREY, "center")
