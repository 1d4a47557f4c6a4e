"""Moving bounds: how many goals change colour as each bound moves, a small panel for each.

In: panels of counts with their words. Out: one picture. All panels have one height scale and
equally wide steps, so that they can be held against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ekrules.charts.drawing import (
    ACCENT,
    GREY,
    INK,
    PictureKind,
    drawn,
    require_charts,
)

COLUMNS = 3
WIDTH, HEIGHT = 270, 130
# Percentage points shown on each side of a bound as it is now.
REACH = 20


@dataclass(frozen=True)
class Panel:
    """One bound. counts: where it stands, in percent, and how many goals then change colour."""

    title: str
    subtitle: tuple[str, ...]
    now: float
    now_label: str
    counts: tuple[tuple[float, int], ...]


@dataclass(frozen=True)
class PictureWords:
    """The words of the whole picture.

    bound and goals name the axes; description tells those who do not see the picture what it shows.
    """

    title: str
    subtitle: tuple[str, ...]
    bound: str
    goals: str
    description: str


def moving_bounds(panels: Sequence[Panel], words: PictureWords, kind: PictureKind) -> bytes:
    """Return the picture; raise InputError where the libraries are not installed."""
    alt = require_charts()
    top = max((count for panel in panels for _, count in panel.counts), default=0)
    drawings = [
        _panel(alt, one, max(top, 4), words, first=place % COLUMNS == 0)
        for place, one in enumerate(panels)
    ]
    heading = alt.TitleParams(
        words.title,
        subtitle=list(words.subtitle),
        fontSize=22,
        subtitleFontSize=15,
        subtitlePadding=6,
        offset=20,
    )
    whole = alt.concat(*drawings, columns=COLUMNS, spacing=30).properties(title=heading)
    return drawn(whole, kind, words.title, words.description)


def _panel(alt: Any, panel: Panel, top: int, words: PictureWords, *, first: bool) -> Any:
    rows = [{"bound": bound, "goals": count} for bound, count in panel.counts]
    left = min(max(panel.now - REACH, 0), 100 - 2 * REACH)
    x = alt.X(
        "bound:Q",
        title=words.bound,
        scale=alt.Scale(domain=[left, left + 2 * REACH], nice=False),
        axis=alt.Axis(tickCount=5, format="d", grid=False),
    )
    y = alt.Y(
        "goals:Q",
        title=words.goals if first else None,
        scale=alt.Scale(domain=[0, top + 1], nice=False),
        axis=alt.Axis(values=_ticks(top), format="d", domain=False, ticks=False),
    )
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
    title = alt.TitleParams(
        panel.title, subtitle=list(panel.subtitle), offset=20, subtitlePadding=4
    )
    return alt.layer(
        base.mark_area(interpolate="step", color=ACCENT, opacity=0.15),
        _now(alt, panel),
        base.mark_line(interpolate="step", color=ACCENT, strokeWidth=2),
        *_end_labels(base, panel, alt),
    ).properties(width=WIDTH, height=HEIGHT, title=title)


def _ticks(top: int) -> list[int]:
    """Whole numbers of goals, four steps or so: nobody changes half a goal's colour."""
    step = max(1, -(-top // 4))
    return list(range(0, top + 2, step))


def _now(alt: Any, panel: Panel) -> Any:
    """The bound as it is: a line up through the panel, labelled above it, where no curve is."""
    here = alt.Chart(alt.Data(values=[{"bound": panel.now}])).encode(x="bound:Q")
    label = here.encode(y=alt.value(0), text=alt.value(panel.now_label))
    return alt.layer(
        here.mark_rule(color=GREY, strokeDash=[3, 3]),
        label.mark_text(color=GREY, dy=-8, fontSize=14),
    )


def _end_labels(base: Any, panel: Panel, alt: Any) -> list[Any]:
    """How many change at either end, written there, where any do."""
    found = []
    for (bound, count), align, dx in (
        (panel.counts[0], "left", 2),
        (panel.counts[-1], "right", -2),
    ):
        if count and bound != panel.now:
            text = alt.Text("goals:Q", format="d")
            at = base.transform_filter(alt.datum.bound == bound).encode(text=text)
            found.append(
                at.mark_text(align=align, dx=dx, dy=-10, fontSize=15, fontWeight="bold", color=INK)
            )
    return found
