"""Change summary: what has changed since an earlier assessment, as one line for a terminal."""

from __future__ import annotations

from ekrules.project.assessing import Outcome
from ekrules.report.changes import summary_text
from ekrules.report.material import Material
from ekrules.report.spans import plain_text


def summary_of(outcome: Outcome) -> str:
    """Return the sentences that open the report's section on changes."""
    loaded = outcome.loaded
    material = Material(
        outcome.assessment,
        outcome.narrative,
        loaded.strategy,
        loaded.survey,
        loaded.rules,
        outcome.changes,
    )
    assert outcome.changes is not None
    return plain_text(summary_text(material, outcome.changes))
