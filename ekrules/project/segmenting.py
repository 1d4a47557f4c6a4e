"""Segmenting: the assessment of each segment of the breakdowns asked for."""

from __future__ import annotations

from collections.abc import Sequence

from ekrules.assessment.assessed import BreakdownAssessment, SegmentSize
from ekrules.decision.engine import EnginePreference
from ekrules.errors import Faults, Place
from ekrules.project.loading import Loaded
from ekrules.survey.survey import Survey
from ekrules.tables.tallies import Tallies, segment_tallies
from ekrules.yaml_reader.files import shown_path


def assess_segments(
    loaded: Loaded, by: Sequence[str] | None = None, engine: EnginePreference = "auto"
) -> tuple[BreakdownAssessment, ...]:
    """Return each breakdown's assessment: those named in `by`, or all that the answers have.

    Printed tables have no segments. Raises InputError at a name that no breakdown bears.
    """
    names = breakdowns_asked_for(loaded.survey, by)
    return tuple(_breakdown(loaded, name, engine, len(names)) for name in names)


def breakdowns_asked_for(survey: Survey, by: Sequence[str] | None) -> tuple[str, ...]:
    """Return the ids of the breakdowns to go by; InputError where there is none of that name."""
    known = [one.id for one in survey.breakdowns] if survey.answers is not None else []
    if by is None:
        return tuple(known)
    faults = Faults()
    place = Place(shown_path(survey.folder))
    for name in by:
        if survey.answers is None:
            found = f'no answers to divide by "{name}"'
            faults.add(
                place, found, "printed tables have no segments; --by needs a file of answers"
            )
        elif name not in known:
            faults.add_unknown_name(place, "breakdown", name, known)
    faults.stop_if_any()
    return tuple(dict.fromkeys(by))


def _breakdown(
    loaded: Loaded, name: str, engine: EnginePreference, breakdowns: int
) -> BreakdownAssessment:
    from ekrules.assessment.segments import assess_breakdown
    from ekrules.facts.measures import work_out_segment_measures

    tallies = segment_tallies(loaded.survey, name)
    return assess_breakdown(
        name,
        loaded.strategy,
        loaded.survey.description.reference_date,
        {segment: _size(one.own) for segment, one in tallies.items()},
        work_out_segment_measures(loaded.strategy, loaded.survey, tallies),
        loaded.rules,
        engine,
        breakdowns,
    )


def _size(tallies: Tallies) -> SegmentSize:
    return SegmentSize(tallies.respondents, tallies.frame if tallies.frame_is_known else None)
