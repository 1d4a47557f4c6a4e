"""Stacked bars: how the answers to each question divide, each bar 100 % of its own base.

In: bars with their parts as shares and as written numbers. Out: a sheet. A part is labelled on its
own field where there is room; fields meet at a white line, since neighbours differ too little in
colour to be told apart by that alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ekrules.charts.drawing import GREY
from ekrules.charts.inks import MISSING_INKS, ink_upon, scale_inks
from ekrules.charts.label_column import BAR, NAME_SIZE, NOTE_SIZE, LabelColumn
from ekrules.charts.sheet import Field, Placed, Sheet, Words
from ekrules.charts.widths import in_room, text_width

WIDTH = 400.0
_KEY_LINE, _SQUARE = 21.0, 13.0
# The key may reach past the bars, above their bases.
_KEY_OVERHANG = 64.0
_EDGE = "#9aa5b1"


@dataclass(frozen=True)
class Answer:
    """One answer of the scale, or (is_missing) a kind of having given none.

    ink: its colour (#rrggbb), where it has one of its own, as a status has.
    """

    label: str
    is_missing: bool = False
    ink: str | None = None


@dataclass(frozen=True)
class Part:
    """How large a share (0..1) of a bar gave one answer, and that as it is written."""

    share: float
    written: str


@dataclass(frozen=True)
class Bar:
    """One question or one segment. note: its base, as it is written; parts: one to an answer."""

    label: str
    note: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class StackedBars:
    """Bars under each other. answers: in the order they are drawn, from the left.

    percent_sign: what follows a number on the axis, with its space.
    """

    answers: tuple[Answer, ...]
    bars: tuple[Bar, ...]
    percent_sign: str


def stacked_bars(drawing: StackedBars) -> Sheet:
    """Return the picture."""
    inks = _inks(drawing.answers)
    notes = max((text_width(one.note, NOTE_SIZE) for one in drawing.bars), default=0.0)
    labels = [one.label for one in drawing.bars]
    key_height = _KEY_LINE * (1 + _lines_of_key(drawing.answers))
    column = LabelColumn(labels, key_height)
    placed = [
        *_key(drawing.answers, inks, column.left),
        *column.axis(WIDTH, drawing.percent_sign),
        *_fields(drawing, inks, column),
        *column.names(),
    ]
    right = max(notes + 10, _KEY_OVERHANG)
    return Sheet(column.left + WIDTH + right, column.height, tuple(placed))


def _inks(answers: tuple[Answer, ...]) -> tuple[str, ...]:
    scale = iter(scale_inks(max(1, sum(not one.is_missing for one in answers))))
    missing = iter(MISSING_INKS)
    return tuple(
        one.ink or (next(missing, MISSING_INKS[-1]) if one.is_missing else next(scale))
        for one in answers
    )


def _fields(drawing: StackedBars, inks: tuple[str, ...], column: LabelColumn) -> Iterator[Placed]:
    for bar, top in zip(drawing.bars, column.tops, strict=True):
        begun = 0.0
        for part, ink in zip(bar.parts, inks, strict=True):
            ended = min(1.0, begun + part.share)
            left, right = (column.left + WIDTH * share for share in (begun, ended))
            begun = ended
            if right > left:
                yield Field(left, top, right, top + BAR, ink, "#ffffff")
            if right - left >= text_width(part.written, NOTE_SIZE) + 3:
                middle = (left + right) / 2, top + BAR / 2
                yield Words(*middle, part.written, NOTE_SIZE, ink_upon(ink), "center")
        yield Words(column.left + WIDTH + 10, top + BAR / 2, bar.note, NOTE_SIZE, GREY)


def _places_in_key(answers: tuple[Answer, ...]) -> Iterator[tuple[float, int, str]]:
    """Yield where each answer stands in the key: how far across, on which line, and its text."""
    across, line = 0.0, 0
    for answer in answers:
        [text] = in_room(answer.label, WIDTH, NAME_SIZE, 1)
        wide = _SQUARE + 6 + text_width(text, NAME_SIZE)
        if across and across + wide > WIDTH + _KEY_OVERHANG:
            across, line = 0.0, line + 1
        yield across, line, text
        across += wide + 14


def _lines_of_key(answers: tuple[Answer, ...]) -> int:
    return max((line for _, line, _ in _places_in_key(answers)), default=0)


def _key(answers: tuple[Answer, ...], inks: tuple[str, ...], left: float) -> Iterator[Placed]:
    """What each colour stands for, in the order of the fields, as many lines as it takes."""
    for (across, line, text), ink in zip(_places_in_key(answers), inks, strict=True):
        x, y = left + across, line * _KEY_LINE
        yield Field(x, y, x + _SQUARE, y + _SQUARE, ink, _EDGE)
        yield Words(x + _SQUARE + 6, y + _SQUARE / 2, text, NAME_SIZE)
