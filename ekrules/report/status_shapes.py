"""Status shapes: the sign that stands before a status's word where text is all there is."""

from __future__ import annotations

from ekrules.assessment.assessed import Status

# A shape for each, so that no status is told by its colour alone.
SHAPES = {Status.GREEN: "●", Status.YELLOW: "▲", Status.RED: "■", Status.GREY: "◇"}
