"""Source: what the source itself found, and its own survey does not bear out.

In: an assessment of the survey that the source was printed with. Of a later wave the source says
nothing, so there nothing is told.
"""

from __future__ import annotations

from ekrules.assessment.assessed import Assessment
from ekrules.errors import Fault
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told


def unlike_the_source(loaded: Loaded, assessment: Assessment) -> list[Told]:
    """Return the source's findings that do not hold, and goals of another colour than we read."""
    if loaded.survey.answers is not None:
        return []
    return [
        *told("warning", "source-finding-missing", _findings(loaded, assessment)),
        *told("note", "other-colour-inferred", _colours(loaded, assessment)),
    ]


def _findings(loaded: Loaded, assessment: Assessment) -> list[Fault]:
    written = {one.written.finding: one.written for one in loaded.rules.findings}
    return [
        Fault(
            one.place,
            f'"{one.id}" does not hold on this survey, and section {section} of the source '
            "says something like it",
            'see its bounds and measures, or leave "section" out',
        )
        for one in assessment.findings
        if not one.holds and (section := written[one.id].section) is not None
    ]


def _colours(loaded: Loaded, assessment: Assessment) -> list[Fault]:
    found = []
    for one in assessment.goals:
        published = loaded.strategy.goals[one.goal].published
        if published.firmness == "inferred" and published.status != one.status:
            what = f'"{one.goal}" comes out {one.status.value}'
            expected = f"the source was read as {published.status} ({published.firmness})"
            found.append(Fault(published.place, what, expected))
    return found
