"""Form: the one chart that every sheet is drawn as, described in Altair and compiled to Vega.

form.json is what comes of it. It ships with the program, so that a report is drawn without loading
Altair, which takes longer than all of its pictures; a test holds that it is what is described here.
Write it anew: python -m ekrules.charts.form
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ekrules.charts.drawing import compiled, require_charts

# From the undermost to the uppermost; what is said in words is a layer for each way of setting it.
LAYERS = (
    "under",
    "field",
    "stroke",
    "sign",
    *(
        f"words {anchor} {weight}"
        for anchor in ("left", "center", "right")
        for weight in ("normal", "bold")
    ),
)


def described_form() -> str:
    """Return the form as JSON: a chart of all layers, each with the name of its rows and none."""
    alt = require_charts()
    layers = [_drawn_as(alt, name).encode(**_places(alt, name)) for name in LAYERS]
    return json.dumps(compiled(alt.layer(*layers)), indent=1, ensure_ascii=False) + "\n"


def _places(alt: Any, layer: str) -> dict[str, Any]:
    place = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}
    if layer in ("under", "field", "stroke"):
        place |= {"x2": alt.X2("x2:Q"), "y2": alt.Y2("y2:Q")}
    if layer == "field":
        place |= {"stroke": alt.Stroke("edge:N", scale=None)}
    if layer == "sign":
        place |= {
            "shape": alt.Shape("shape:N", scale=None),
            "size": alt.Size("area:Q", scale=None),
            "fill": alt.Fill("fill:N", scale=None),
            "stroke": alt.Stroke("ink:N", scale=None),
        }
    else:
        place |= {"color": alt.Color("ink:N", scale=None)}
    if layer.startswith("words"):
        place |= {"text": alt.Text("text:N"), "size": alt.Size("size:Q", scale=None)}
    return place


def _drawn_as(alt: Any, layer: str) -> Any:
    chart = alt.Chart(alt.NamedData(layer))
    if layer == "field":
        return chart.mark_rect(strokeWidth=1)
    if layer in ("under", "stroke"):
        return chart.mark_rule(
            strokeWidth={"expr": "datum.line"}, strokeDash={"expr": "datum.dash"}
        )
    if layer == "sign":
        return chart.mark_point(opacity=1, strokeWidth={"expr": "datum.line"})
    _, anchor, weight = layer.split()
    return chart.mark_text(align=anchor, baseline="middle", fontWeight=weight)


if __name__ == "__main__":
    Path(__file__).with_name("form.json").write_text(described_form(), encoding="utf-8")
