"""How firmly a colour stands, and what it takes to reach the next."""

from __future__ import annotations

from math import inf, nextafter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.assessment.assessed import BEST_FIRST, GoalAssessment, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.probing import probe_case
from ekrules.assessment.statuses import _more_needed, table_values
from ekrules.decision.tables import DecisionTable
from ekrules.facts.goal_facts import FactValue, goal_facts
from ekrules.tables.measure import Measure, counted_share, exact_share
from tests.assessment.builders import judged, rising_table, share, status_at, table
from tests.real_project import outcome, real

PACED = """
- decision: t
  asks: How far?
  hit_policy: first
  inputs: {attainment: {unit: share}, rollout: {unit: share}}
  rows:
    - {id: ahead, when: {rollout: {below: attainment}}, status: green}
    - {id: behind, when: {attainment: {at_least: 0 %}}, status: red}
"""


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    edges = st.one_of(st.integers(1, 99).map(lambda n: n / 100), st.floats(0.001, 0.999))
    yellow, green = sorted(draw(st.lists(edges, min_size=2, max_size=2, unique=True)))
    return rising_table(yellow, green, strictly=draw(st.booleans()))


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    asked = draw(st.integers(1, 300))
    missing = draw(st.integers(0, asked))
    numerator = draw(st.integers(0, asked - missing))
    return share(numerator, asked, missing, respondents=300, frame=draw(st.integers(300, 600)))


@settings(max_examples=120, deadline=None)
@given(measures(), tables())
def test_the_status_at_the_needed_attainment_is_better_and_just_below_it_is_not(
    measure: Measure, by: DecisionTable
) -> None:
    one = judged(measure, by)
    if one.to_next is None:
        assert one.status is Status.GREEN or status_at(by, 1.0) == one.status
        return
    better = BEST_FIRST[: BEST_FIRST.index(one.status)]
    assert one.to_next.status in better
    assert status_at(by, one.to_next.needed) == one.to_next.status
    assert status_at(by, nextafter(one.to_next.needed, -inf)) not in better
    assert one.to_next.points == pytest.approx((one.to_next.needed - (measure.value or 0)) * 100)


@settings(max_examples=120, deadline=None)
@given(measures(), tables())
def test_so_many_more_respondents_reach_the_next_status_and_one_fewer_does_not(
    measure: Measure, by: DecisionTable
) -> None:
    one = judged(measure, by)
    if one.to_next is None:
        return
    assert one.to_next.more is not None
    assert measure.numerator is not None
    assert measure.denominator is not None
    better = BEST_FIRST[: BEST_FIRST.index(one.status)]
    reached = exact_share(measure.numerator + one.to_next.more, measure.denominator)
    short = exact_share(measure.numerator + one.to_next.more - 1, measure.denominator)
    assert status_at(by, reached) in better
    assert status_at(by, short) not in better


@settings(max_examples=120, deadline=None)
@given(measures(), tables())
def test_the_statuses_of_a_range_are_those_from_its_high_end_to_its_low(
    measure: Measure, by: DecisionTable
) -> None:
    one = judged(measure, by)
    assert one.robust is not None

    def between(low: float | None, high: float | None) -> tuple[Status, ...]:
        ends = [end for end in (low, measure.value, high) if end is not None]
        best, worst = (BEST_FIRST.index(status_at(by, end)) for end in (max(ends), min(ends)))
        return BEST_FIRST[best : worst + 1]

    assert one.robust.interval == between(measure.low, measure.high)
    assert one.robust.bounds == between(measure.lowest, measure.highest)
    assert one.computed in one.robust.interval
    assert set(one.robust.interval) <= set(one.robust.bounds) or measure.missing == 0


GOALS = sorted(real().strategy.goals)


def seen_by(goal_id: str) -> tuple[DecisionTable, dict[str, FactValue], Measure, GoalAssessment]:
    loaded, assessment = real(), outcome().assessment
    goal = loaded.strategy.goals[goal_id]
    by = loaded.rules.status[goal.table_id]
    on = loaded.survey.description.reference_date
    facts = goal_facts(goal, assessment.measures, on)
    measure = assessment.measures[goal.attainment or ""]
    return by, table_values(by, facts), measure, assessment.goal(goal_id)


@pytest.mark.parametrize("goal_id", GOALS)
def test_a_sweep_over_a_thousand_attainments_agrees(goal_id: str) -> None:
    by, values, measure, one = seen_by(goal_id)
    points = sorted({n / 1000 for n in range(1001)} | {measure.low or 0.0, measure.high or 0.0})
    cases = [probe_case(f"{goal_id} {point!r}", values, point) for point in points]
    decided = EngineRoom("columnar").decide_many(by, cases)
    swept = {
        point: Status(decision.status or "grey")
        for point, decision in zip(points, decided, strict=True)
    }
    assert measure.value is not None
    # What was counted elsewhere has no interval, and so no robustness to speak of.
    assert (one.robust is None) == (measure.low is None)
    for statuses, low, high in (
        (
            (one.robust.interval, measure.low, measure.high),
            (one.robust.bounds, measure.lowest, measure.highest),
        )
        if one.robust
        else ()
    ):
        assert low is not None
        assert high is not None
        # The bounds of the real tables are whole percents, so the sweep meets every status.
        found = {status for point, status in swept.items() if low <= point <= high}
        assert set(statuses) == found | {one.computed}
    better = BEST_FIRST[: BEST_FIRST.index(one.computed)]
    ahead = [p for p, status in swept.items() if p > measure.value and status in better]
    if one.to_next is None:
        assert ahead == []
    else:
        assert 0 <= min(ahead) - one.to_next.needed < 0.001


def test_a_green_goal_has_no_next_status_and_firm_ends_say_so() -> None:
    one = judged(share(249), rising_table(0.2, 0.5))
    assert one.to_next is None
    assert one.robust is not None
    assert one.robust.same_in_interval
    assert one.robust.bounds == (Status.GREEN,)
    assert one.robust.same_in_bounds


def test_a_share_on_the_very_bound_has_reached_it() -> None:
    one = judged(share(150, 250, respondents=250), rising_table(0.2, 0.6))
    assert (one.status, one.to_next) == ("green", None)


def test_a_bound_that_is_another_measure_counts_as_a_bound() -> None:
    rollout = counted_share("n", 293, 457, "NAV")
    one = judged(share(100), table(PACED), {"n": rollout}, inputs={"rollout": "n"})
    assert one.to_next is not None
    assert one.to_next.needed == nextafter(rollout.value or 0.0, inf)
    # 160 of 249 is 64.3 %, and 293 of 457 is 64.1 %.
    assert one.to_next.more == 60


def test_a_measure_without_counts_of_its_own_needs_points_but_no_number_of_respondents() -> None:
    # The lower of two shares: raising one count alone may not raise it.
    one = outcome().assessment.goal("ehandel-2")
    assert one.to_next is not None
    assert one.to_next.more is None
    assert one.to_next.points == pytest.approx(70 - 100 * 106 / 249)


def test_a_bound_that_a_count_meets_exactly_needs_no_more_than_that_count() -> None:
    # 225 of 250 is the float 0.9 itself, which lies a hair above nine tenths of 250.
    measure = Measure("m", 200 / 250, 200, 250)
    assert _more_needed(measure, 0.9) == 25
