"""Stacked bars: how the answers to each question divide, each bar 100 % of its own base.

In: bars with their parts as shares and as written numbers. Out: one chart. A part is labelled on
its own field where there is room; fields meet at a white line, since neighbours differ too little
in colour to be told apart by that alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ekrules.charts.drawing import GREY, INK, RULE, styled
from ekrules.charts.inks import MISSING_INKS, ink_upon, scale_inks
from ekrules.charts.lines import LINE, MOST_LINES, in_lines, letters_across

WIDTH, LABEL_WIDTH = 430, 210
BAR, GAP = 20, 10
_LABEL_SIZE = 12


@dataclass(frozen=True)
class Answer:
    """One answer of the scale, or (is_missing) a kind of having given none."""

    label: str
    is_missing: bool = False


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


def stacked_bars(alt: Any, drawing: StackedBars) -> Any:
    """Return the chart."""
    inks = _inks(drawing.answers)
    labels = [in_lines(one.label, letters_across(LABEL_WIDTH)) for one in drawing.bars]
    tops, height = _tops(labels)
    base = alt.Chart(alt.Data(values=_fields(drawing, inks, tops)))
    x = alt.X(
        "from:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(
            values=[0, 0.25, 0.5, 0.75, 1],
            labelExpr=f"round(datum.value * 100) + '{drawing.percent_sign}'",
            domain=False,
            ticks=False,
        ),
    )
    y = alt.Y("top:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    across = base.encode(x=x, y=y, x2="to:Q", y2="bottom:Q")
    colour = alt.Color("ink:N", scale=None)
    fields = across.mark_bar(stroke="white", strokeWidth=1.5).encode(color=colour)
    written = (
        base.transform_filter("datum.written !== ''")
        .mark_text(fontSize=_LABEL_SIZE, baseline="middle")
        .encode(
            x=alt.X("centre:Q"),
            y=alt.Y("middle:Q"),
            text="written:N",
            color=alt.Color("upon:N", scale=None),
        )
    )
    names = [
        *_names(alt, labels, tops),
        *_notes(alt, drawing, tops),
    ]
    chart = alt.layer(fields, written, *names).properties(width=WIDTH, height=height)
    return styled(alt.vconcat(_key(alt, drawing, inks), chart, spacing=8))


def _inks(answers: tuple[Answer, ...]) -> tuple[str, ...]:
    scale = iter(scale_inks(max(1, sum(not one.is_missing for one in answers))))
    missing = iter(MISSING_INKS)
    return tuple(
        next(missing, MISSING_INKS[-1]) if one.is_missing else next(scale) for one in answers
    )


def _tops(labels: list[list[str]]) -> tuple[list[int], int]:
    """Return where each bar begins, in lengths from the top, and where the last one ends."""
    tops, at = [], 0
    for lines in labels:
        tall = max(BAR, len(lines) * LINE)
        tops.append(at + (tall - BAR) // 2)
        at += tall + GAP
    return tops, max(at - GAP, BAR)


def _fields(drawing: StackedBars, inks: tuple[str, ...], tops: list[int]) -> list[dict[str, Any]]:
    fields = []
    for bar, top in zip(drawing.bars, tops, strict=True):
        begun = 0.0
        for part, ink in zip(bar.parts, inks, strict=True):
            ended = min(1.0, begun + part.share)
            room = (ended - begun) * WIDTH >= 7 * len(part.written) + 6
            fields.append(
                {
                    "from": round(begun, 5),
                    "to": round(ended, 5),
                    "centre": round((begun + ended) / 2, 5),
                    "top": top,
                    "bottom": top + BAR,
                    "middle": top + BAR / 2,
                    "ink": ink,
                    "upon": ink_upon(ink),
                    "written": part.written if room else "",
                }
            )
            begun = ended
    return fields


def _names(alt: Any, labels: list[list[str]], tops: list[int]) -> list[Any]:
    rows = []
    for lines, top in zip(labels, tops, strict=True):
        first = top + BAR / 2 - (len(lines) - 1) * LINE / 2
        rows += [{"y": first + LINE * at, "text": line} for at, line in enumerate(lines)]
    named = alt.Chart(alt.Data(values=rows)).encode(x=alt.value(-10), y=alt.Y("y:Q"), text="text:N")
    return [named.mark_text(align="right", baseline="middle", fontSize=13, color=INK)]


def _notes(alt: Any, drawing: StackedBars, tops: list[int]) -> list[Any]:
    rows = [
        {"y": top + BAR / 2, "text": bar.note}
        for bar, top in zip(drawing.bars, tops, strict=True)
        if bar.note
    ]
    if not rows:
        return []
    noted = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.value(WIDTH + 10), y=alt.Y("y:Q"), text="text:N"
    )
    return [noted.mark_text(align="left", baseline="middle", fontSize=12, color=GREY)]


def _key(alt: Any, drawing: StackedBars, inks: tuple[str, ...]) -> Any:
    """What each colour stands for, in the order of the fields, as many lines as it takes."""
    rows, across, line = [], 0, 0
    for answer, ink in zip(drawing.answers, inks, strict=True):
        [*shown, last] = in_lines(answer.label, letters_across(WIDTH), MOST_LINES)
        text = " ".join([*shown, last])
        wide = 30 + 7 * len(text)
        if across and across + wide > WIDTH + 40:
            across, line = 0, line + 1
        rows.append({"x": across, "y": line * 20 + 8, "ink": ink, "text": text})
        across += wide
    data = alt.Chart(alt.Data(values=rows))
    height = (line + 1) * 20
    place = {
        "x": alt.X("x:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=None),
        "y": alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None),
    }
    squares = data.mark_square(size=170, opacity=1, stroke=RULE, strokeWidth=0.6, xOffset=7)
    words = data.mark_text(align="left", baseline="middle", dx=18, fontSize=13, color=INK)
    return alt.layer(
        squares.encode(color=alt.Color("ink:N", scale=None), **place),
        words.encode(text="text:N", **place),
    ).properties(width=WIDTH, height=height)
