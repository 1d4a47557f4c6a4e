"""Drawing: a Vega-Lite chart to SVG or PNG in the house's style, with Norwegian numbers.

In: a chart from Altair. Out: bytes, and the same ones again from the same chart.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import Any, Literal
from xml.sax.saxutils import escape

from ekrules.errors import Fault, InputError, Place

PictureKind = Literal["svg", "png"]
# d3 has no Norwegian locale of its own.
NORWEGIAN = {
    "decimal": ",",
    "thousands": "\u00a0",
    "grouping": [3],
    "currency": ["", "\u00a0kr"],
    "minus": "\u2212",
}
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK, GREY, RULE = "#1f2933", "#52606d", "#d5dae0"
ACCENT = "#1d5b9e"
# Twice as many dots as lengths: sharp on paper and on most screens.
PNG_SCALE = 2.0


PADDING = 16
# Few lines, dark text, no frame.
STYLE = {
    "font": FONT,
    "background": "white",
    "padding": PADDING,
    # The whole picture has a text of its own; what is said of each mark would only be cut away.
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": GREY,
        "titleColor": GREY,
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domainColor": GREY,
        "tickColor": GREY,
    },
    "title": {
        "anchor": "start",
        "color": INK,
        "subtitleColor": GREY,
        "fontSize": 17,
        "subtitleFontSize": 14,
    },
}
# What is left for screen readers and style sheets all the same.
_UNUSED = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"')


def charts_are_here() -> bool:
    """Whether the report's pictures can be drawn: vl-convert is installed."""
    return find_spec("vl_convert") is not None


def require_charts() -> Any:
    """Return Altair; raise InputError that says how to install it where it is not."""
    try:
        import altair
    except ImportError:
        raise _not_here() from None
    _converter()
    return altair


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise _not_here() from None
    return vl_convert


def _not_here() -> InputError:
    found = "pictures need Altair and vl-convert, which are not installed"
    expected = 'install them with: pip install "ekrules[reports]"'
    return InputError([Fault(Place("--picture"), found, expected)])


def drawn(chart: Any, kind: PictureKind, title: str, description: str) -> bytes:
    """Return the chart as a picture; title and description are for those who do not see it."""
    svg = svg_of_compiled(compiled(chart))
    return png_of_svg(svg) if kind == "png" else described(svg, title, description).encode("utf-8")


def compiled(chart: Any) -> dict[str, Any]:
    """Return a chart as Vega, which draws it, in the house's type; its rows may be put in later."""
    made: dict[str, Any] = _converter().vegalite_to_vega(chart.to_dict(), config=STYLE)
    return made


def svg_of_compiled(chart: dict[str, Any]) -> str:
    """Return a compiled chart as SVG; it says nothing of itself, to be named where it is put."""
    return _UNUSED.sub("", _converter().vega_to_svg(chart, format_locale=NORWEGIAN))


def png_of_svg(svg: str, scale: float = PNG_SCALE) -> bytes:
    """Return a picture as PNG, of `scale` times as many dots as it has lengths."""
    return bytes(_converter().svg_to_png(svg, scale=scale))


def described(svg: str, title: str, description: str) -> str:
    """Return the SVG with a title and a description as its first elements, and a role to match.

    >>> described('<svg width="1"><g/></svg>', "Mål", "To mål.")
    '<svg role="img" aria-labelledby="title desc" width="1"><title id="title">Mål</title>\
<desc id="desc">To mål.</desc><g/></svg>'
    """
    start, _, rest = svg.partition(">")
    opened = start.replace("<svg", '<svg role="img" aria-labelledby="title desc"', 1)
    words = f'<title id="title">{escape(title)}</title><desc id="desc">{escape(description)}</desc>'
    return f"{opened}>{words}{rest}"
