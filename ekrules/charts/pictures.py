"""Pictures: each kind of drawing as SVG and as PNG; the same drawing is drawn once.

In: a drawing, which holds numbers and finished words. Out: SVG text without a name of its own,
PNG bytes made from that very SVG.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ekrules.charts.drawing import png_of_svg, require_charts, svg_of_chart
from ekrules.charts.stacked_bars import StackedBars, stacked_bars

Drawing = StackedBars
# As wide as a page: letters have one size in all pictures, however wide each is.
_PAGE_WIDTH = 720


@lru_cache(maxsize=512)
def svg_of(drawing: Drawing) -> str:
    """Return a drawing as SVG; raise InputError where the libraries are not installed."""
    alt = require_charts()
    match drawing:
        case StackedBars():
            chart = stacked_bars(alt, drawing)
    return svg_of_chart(chart)


@lru_cache(maxsize=512)
def png_of(drawing: Drawing) -> bytes:
    """Return a drawing as PNG; raise InputError where the libraries are not installed."""
    return png_of_svg(svg_of(drawing))


def width_of(drawing: Drawing) -> float:
    """Return how much of a page's width (0..1) a drawing takes."""
    found = re.search(r' width="([\d.]+)"', svg_of(drawing))
    return min(1.0, float(found[1]) / _PAGE_WIDTH) if found else 1.0
