"""Sheet: words, signs and lines at places worked out beforehand, as one chart.

In: what is placed, in lengths from the upper left corner. Out: a chart of just that size. As every
place is known before anything is drawn, tests can hold that nothing meets or is cut off.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ekrules.charts.drawing import INK, RULE
from ekrules.charts.widths import text_width

# Of a page, within the frame that each picture has; no picture is taller than a page has room for.
PAGE, PAGE_HEIGHT = 688.0, 880.0
Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Box:
    """The room something takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have some room in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True)
class Words:
    """One line of text; y is its middle, x its left, centre or right as `anchor` says."""

    x: float
    y: float
    text: str
    size: float = 13.0
    ink: str = INK
    anchor: Anchor = "left"
    is_bold: bool = False

    @property
    def box(self) -> Box:
        """The room it takes."""
        wide = text_width(self.text, self.size)
        left = self.x - {"left": 0.0, "center": wide / 2, "right": wide}[self.anchor]
        return Box(left, self.y - self.size / 2, left + wide, self.y + self.size / 2)


@dataclass(frozen=True)
class Sign:
    """A shape, by Vega's name or as a path, around a middle; size: how wide it is."""

    x: float
    y: float
    shape: str
    ink: str
    size: float = 13.0
    is_hollow: bool = False

    @property
    def box(self) -> Box:
        """The room it takes."""
        half = self.size / 2
        return Box(self.x - half, self.y - half, self.x + half, self.y + half)


@dataclass(frozen=True)
class Stroke:
    """A straight line; is_under: drawn below the fields, as the lines of an axis are."""

    x: float
    y: float
    to_x: float
    to_y: float
    ink: str = RULE
    width: float = 1.0
    dash: tuple[int, ...] = ()
    is_under: bool = False


@dataclass(frozen=True)
class Field:
    """A filled rectangle; edge: the ink of its outline, where it has one."""

    left: float
    top: float
    right: float
    bottom: float
    ink: str
    edge: str = ""


Placed = Words | Sign | Stroke | Field


@dataclass(frozen=True)
class Sheet:
    """What is placed, on a sheet of a width and a height."""

    width: float
    height: float
    placed: tuple[Placed, ...]


def compiled_sheet(sheet: Sheet) -> dict[str, Any]:
    """Return the chart, compiled: fields undermost, then lines and signs, words uppermost."""
    rows, form = _rows(sheet), _form()
    return {
        **form,
        "width": sheet.width,
        "height": sheet.height,
        "data": [{"name": name, "values": values} for name, values in rows.items()],
        "marks": [mark for mark in form["marks"] if mark["from"]["data"] in rows],
    }


def _rows(sheet: Sheet) -> dict[str, list[dict[str, Any]]]:
    """What is placed, by the layer it is drawn in; words by how they are set."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in sheet.placed:
        if not (isinstance(one, Words) and not one.text.strip()):
            rows.setdefault(_layer(one), []).append(_row(one))
    return rows


def _layer(one: Placed) -> str:
    if isinstance(one, Words):
        return f"words {one.anchor} {'bold' if one.is_bold else 'normal'}"
    if isinstance(one, Stroke) and one.is_under:
        return "under"
    return type(one).__name__.lower()


def _row(one: Placed) -> dict[str, Any]:
    match one:
        case Field():
            place = {"x": one.left, "y": one.top, "x2": one.right, "y2": one.bottom}
            return {**place, "ink": one.ink, "edge": one.edge or "transparent"}
        case Stroke():
            place = {"x": one.x, "y": one.y, "x2": one.to_x, "y2": one.to_y}
            return {**place, "ink": one.ink, "line": one.width, "dash": list(one.dash)}
        case Sign():
            return {
                "x": one.x,
                "y": one.y,
                "shape": one.shape,
                "ink": one.ink,
                "fill": "#ffffff" if one.is_hollow else one.ink,
                # Vega's size is an area; a hollow shape has its line outside it as well.
                "area": (one.size - (2 if one.is_hollow else 0)) ** 2,
                "line": 1.6 if one.is_hollow else 0,
            }
        case Words():
            return {"x": one.x, "y": one.y, "text": one.text, "ink": one.ink, "size": one.size}


@cache
def _form() -> dict[str, Any]:
    """The chart that every sheet is drawn as; form.py describes it."""
    written = files("ekrules.charts").joinpath("form.json").read_text(encoding="utf-8")
    form: dict[str, Any] = json.loads(written)
    return form
