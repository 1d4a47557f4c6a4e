"""Segment record: the assessment of each segment as plain values, for the record.

In: assessments by breakdown. Out: values ready for JSON. What a segment has too few respondents for
is not in them: its figures are null, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from ekrules.assessment.assessed import (
    BreakdownAssessment,
    GoalAssessment,
    RollUp,
    SegmentAssessment,
)
from ekrules.tables.measure import Measure

Json = dict[str, object]


def segments_record(breakdowns: Sequence[BreakdownAssessment]) -> list[Json]:
    """Return one entry for each breakdown: its segments, and who is ahead or behind on what."""
    return [
        {
            "breakdown": one.breakdown,
            "segments": [_segment(segment) for segment in one.segments],
            "tendencies": [asdict(tendency) for tendency in one.tendencies],
        }
        for one in breakdowns
    ]


def _segment(segment: SegmentAssessment) -> Json:
    return {
        "id": segment.segment,
        "respondents": segment.size.respondents,
        "frame": segment.size.frame,
        "status": segment.overall.status.value,
        "themes": {one.id: _rolled_up(one) for one in segment.themes},
        "goals": {one.goal: _goal(one) for one in segment.goals},
        "measures": {name: _measure(one) for name, one in segment.measures.items()},
    }


def _rolled_up(rolled: RollUp) -> Json:
    return {"status": rolled.status.value, "reason": rolled.reason}


def _goal(goal: GoalAssessment) -> Json:
    return {
        "status": goal.status.value,
        "reason": goal.reason,
        "row": goal.decided_by.row if goal.decided_by else None,
        "same_in_interval": goal.robust.same_in_interval if goal.robust else None,
        "same_in_bounds": goal.robust.same_in_bounds if goal.robust else None,
    }


def _measure(measure: Measure) -> Json:
    names = ("value", "numerator", "denominator", "low", "high", "reason")
    return {name: getattr(measure, name) for name in names}
