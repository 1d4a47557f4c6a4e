"""Calendar: the day said changes the colour, and the day before does not."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.asking import conclusions, goal_case
from ekrules.assessment.what_if.calendar import deadline_for, next_turns, turns
from ekrules.facts.time_left import years_left
from tests.assessment.builders import BY_TARGET, goal, share, strategy, table
from tests.real_project import outcome, real

ENGINES = EngineRoom("columnar")
DAYS = st.dates(date(2007, 1, 1), date(2016, 12, 31))

RED_WITHOUT_TIME = """
  - decision: t
    asks: How far?
    hit_policy: first
    inputs: {attainment: {unit: share, better: up}, years_left: {unit: years, better: up}}
    rows:
      - {id: over, when: {years_left: {below: 0}}, status: red}
      - {id: last, when: {years_left: {at_most: 1}}, status: yellow}
      - {id: early, when: {years_left: {more_than: 1}}, status: green}
"""


@given(DAYS, DAYS, st.integers(0, 249))
def test_the_day_said_changes_the_colour_and_the_day_before_does_not(
    on: date, deadline: date, yes: int
) -> None:
    one = strategy(a=[goal(judged_by="attainment-by-deadline", deadline=deadline)]).goals["a-1"]
    measures = {"m": share(yes)}
    tables = real().rules.status
    judged_by = tables[one.table_id]
    found = turns([one], measures, {judged_by.id: judged_by}, on, ENGINES)["a-1"]

    def status_on(day: date) -> str:
        values = goal_case(one, measures, tables, day).values
        return conclusions(judged_by, [values], ENGINES)[0].status

    status = status_on(on)
    for turn in found:
        assert status_on(turn.day - timedelta(days=1)) == status
        assert status_on(turn.day) == turn.status != status
        status = turn.status
    # Whatever comes long after the deadline has been told.
    assert status_on(date(2020, 1, 1)) == status


def test_a_bound_that_belongs_to_either_side_is_told_apart() -> None:
    by = table(RED_WITHOUT_TIME)
    one = strategy(a=[goal(judged_by="t", deadline=date(2010, 12, 31))]).goals["a-1"]
    found = turns([one], {"m": share(100)}, {"t": by}, date(2009, 4, 1), ENGINES)["a-1"]
    assert [(turn.day, turn.status.value) for turn in found] == [
        (date(2010, 1, 1), "yellow"),
        (date(2011, 1, 1), "red"),
    ]


def test_a_goal_without_a_deadline_never_turns_by_itself() -> None:
    by = table(RED_WITHOUT_TIME)
    one = strategy(a=[goal(judged_by="t", deadline="none")]).goals["a-1"]
    assert turns([one], {"m": share(100)}, {"t": by}, date(2009, 4, 1), ENGINES) == {"a-1": ()}


def test_the_shipped_goals_turn_on_the_days_their_deadlines_give() -> None:
    loaded = real()
    found = next_turns(
        loaded.strategy,
        outcome().assessment.measures,
        loaded.rules.status,
        loaded.survey.description.reference_date,
        ENGINES,
    )
    assert found["lokaldemokrati-1"].day == date(2010, 1, 1)
    assert found["helse-2"].day == date(2011, 1, 2)
    assert "geodata-1" not in found


@given(DAYS, DAYS, st.integers(-8, 8).map(lambda quarters: quarters / 4))
def test_the_deadline_said_leaves_time_enough_and_a_nearer_one_does_not(
    on: date, deadline: date, least: float
) -> None:
    found = deadline_for(least, 50.0, deadline, on)
    assert found is not None
    assert (years_left(on, found) or 0.0) >= least
    if found != deadline:
        before = years_left(on, found - timedelta(days=1))
        assert found > deadline
        assert before is not None
        assert before < least


def test_a_goal_turns_on_the_day_that_its_target_rises_past_it() -> None:
    dated = {
        "values": (
            {"from": date(2008, 1, 1), "value": "50 %"},
            {"from": date(2010, 7, 1), "value": "80 %"},
        ),
        "source": {"nb": "Vedtaket"},
    }
    one = strategy(a=[goal(judged_by="t", target=dated)]).goals["a-1"]
    by = table(BY_TARGET)
    found = turns([one], {"m": share(60, asked=100)}, {"t": by}, date(2009, 4, 1), ENGINES)["a-1"]
    assert [(turn.day, turn.status.value) for turn in found] == [(date(2010, 7, 1), "red")]
