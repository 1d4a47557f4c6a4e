"""Pictures: each kind of drawing as SVG and as PNG; the same drawing is drawn once.

In: a drawing, which holds numbers and finished words. Out: SVG text without a name of its own,
PNG bytes made from that very SVG.
"""

from __future__ import annotations

from functools import lru_cache

from ekrules.charts.deadlines import Deadlines, deadlines
from ekrules.charts.drawing import PADDING, png_of_svg, svg_of_compiled
from ekrules.charts.finding_matrix import FindingMatrix, finding_matrix
from ekrules.charts.segment_bars import SegmentBars, segment_bars
from ekrules.charts.series_line import SeriesLine, series_line
from ekrules.charts.sheet import PAGE, PAGE_HEIGHT, Sheet, compiled_sheet
from ekrules.charts.stacked_bars import StackedBars, stacked_bars
from ekrules.charts.status_board import StatusBoard, status_board
from ekrules.charts.timeline import Timeline, timeline_sheet

# A sheet and the frame around it.
_PAGE_WIDTH = PAGE + 2 * PADDING
Drawing = (
    StackedBars | SegmentBars | StatusBoard | Deadlines | FindingMatrix | Timeline | SeriesLine
)


@lru_cache(maxsize=512)
def svg_of(drawing: Drawing) -> str:
    """Return a drawing as SVG; raise InputError where the library is not installed."""
    return svg_of_compiled(compiled_sheet(sheet_of(drawing)))


def sheet_of(drawing: Drawing) -> Sheet:
    """Return where everything in a drawing is placed."""
    match drawing:
        case StackedBars():
            return stacked_bars(drawing)
        case SegmentBars():
            return segment_bars(drawing)
        case StatusBoard():
            return status_board(drawing)
        case Deadlines():
            return deadlines(drawing)
        case FindingMatrix():
            return finding_matrix(drawing)
        case Timeline():
            return timeline_sheet(drawing)
        case SeriesLine():
            return series_line(drawing)


@lru_cache(maxsize=512)
def png_of(drawing: Drawing) -> bytes:
    """Return a drawing as PNG; raise InputError where the library is not installed."""
    return png_of_svg(svg_of(drawing))


def width_of(drawing: Drawing) -> float:
    """Return how much of a page's width (0..1) a drawing takes; a tall one is made smaller."""
    sheet = sheet_of(drawing)
    width, height = sheet.width + 2 * PADDING, sheet.height + 2 * PADDING
    return min(1.0, width / _PAGE_WIDTH) * min(1.0, PAGE_HEIGHT / height)
