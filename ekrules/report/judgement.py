"""Judgement: what closes the analysis: what goes well, what lags, what is due, and how sure it is.

In: the narrative's paragraphs on each side. Out: one section with a part for each side that has
something to say, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.report.anchors import JUDGEMENT, judgement_anchor
from ekrules.report.document import Section
from ekrules.report.evidence import told
from ekrules.report.material import Material


def judgement_section(material: Material) -> Iterable[Section]:
    """Return the judgement of the whole; nothing where no side of it has anything to say."""
    sides = material.narrative.judgement
    if not sides:
        return
    parts = tuple(
        Section(
            judgement_anchor(side),
            material.phrases[f"judgement_{side}"],
            (told(material, paragraph),),
        )
        for side, paragraph in sides.items()
    )
    yield Section(JUDGEMENT, material.phrases["judgement_heading"], parts)
