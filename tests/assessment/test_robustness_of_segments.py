"""How firm each colour is in the segments of the made-up wave, every tenth of a percent tried."""

from __future__ import annotations

from functools import cache

import pytest

from ekrules.assessment.assessed import GoalAssessment, SegmentAssessment, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.probing import probe_case
from ekrules.assessment.statuses import table_values
from ekrules.facts.goal_facts import goal_facts
from ekrules.tables.measure import Measure
from tests.made_up import made_up, made_up_outcome

GOALS = sorted(made_up().strategy.goals)
BREAKDOWNS = [one.id for one in made_up().survey.breakdowns]


def segments(by: str) -> tuple[SegmentAssessment, ...]:
    (found,) = (one for one in made_up_outcome().assessment.segments if one.breakdown == by)
    return found.segments


@cache
def swept(goal_id: str, by: str) -> dict[float, Status]:
    """Return the status at every tenth of a percent, and at the ends of every segment's ranges."""
    loaded = made_up()
    goal = loaded.strategy.goals[goal_id]
    table = loaded.rules.status[goal.table_id]
    points = {n / 1000 for n in range(1001)}
    for one in segments(by):
        points |= {end for end in ends(one.measures[goal.attainment or ""]) if end is not None}
    # Nothing that a table asks of a goal beside its attainment differs from segment to segment.
    measures = segments(by)[0].measures
    facts = goal_facts(goal, measures, loaded.survey.description.reference_date)
    values = table_values(table, facts)
    cases = [probe_case(f"{point!r}", values, point) for point in sorted(points)]
    decided = EngineRoom("columnar").decide_many(table, cases)
    return {
        point: Status(one.status or Status.GREY)
        for point, one in zip(sorted(points), decided, strict=True)
    }


def ends(measure: Measure) -> tuple[float | None, ...]:
    return measure.value, measure.low, measure.high, measure.lowest, measure.highest


def is_as_swept(one: GoalAssessment, measure: Measure, found: dict[float, Status]) -> None:
    if measure.value is None:
        assert one.robust is None
        return
    assert one.computed == found[measure.value]
    assert one.robust is not None
    ranges = (
        (one.robust.interval, one.robust.same_in_interval, measure.low, measure.high),
        (one.robust.bounds, one.robust.same_in_bounds, measure.lowest, measure.highest),
    )
    for statuses, is_same, low, high in ranges:
        assert low is not None
        assert high is not None
        there = {status for point, status in found.items() if low <= point <= high}
        assert set(statuses) == there
        assert is_same == (len(there) == 1)


@pytest.mark.parametrize("by", BREAKDOWNS)
@pytest.mark.parametrize("goal_id", GOALS)
def test_the_colours_of_a_segment_are_those_met_on_the_way(goal_id: str, by: str) -> None:
    attainment = made_up().strategy.goals[goal_id].attainment or ""
    for segment in segments(by):
        (one,) = (goal for goal in segment.goals if goal.goal == goal_id)
        is_as_swept(one, segment.measures[attainment], swept(goal_id, by))
