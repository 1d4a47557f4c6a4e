"""From a goal's measure to its status, or to grey with the reason."""

from __future__ import annotations

import pytest

from ekrules.assessment.assessed import GoalAssessment, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.rollup import assess_overall, assess_themes
from ekrules.decision.engine import EnginePreference
from ekrules.errors import InputError
from ekrules.tables.measure import unknown_measure
from tests.assessment.builders import (
    UNKNOWN,
    assessed,
    goal,
    judged,
    rising_table,
    rules,
    share,
    strategy,
    table,
)
from tests.decision.engines import ENGINES
from tests.real_project import real

HALF = """
- decision: t
  asks: How far?
  hit_policy: unique
  inputs: {attainment: {unit: share}}
  rows: [{id: upper, when: {attainment: {at_least: 50 %}}, status: green}]
"""
PACED = """
- decision: t
  asks: How far?
  hit_policy: unique
  inputs: {attainment: {unit: share}, rollout: {unit: share}}
  rows: [{id: ahead, when: {attainment: {at_least: rollout}}, status: green}]
"""
CLASHING = """
- decision: t
  asks: How far?
  hit_policy: unique
  inputs: {attainment: {unit: share}}
  rows:
    - {id: most, when: {attainment: {at_least: 50 %}}, status: green}
    - {id: some, when: {attainment: {at_least: 40 %}}, status: yellow}
"""
ABSENT = """
- decision: t
  asks: Is it measured?
  hit_policy: unique
  inputs: {attainment: {unit: share}}
  rows: [{id: absent, when: {attainment: {unknown: true}}, status: grey, says: {nb: ikke spurt}}]
"""
TERMS = """
- decision: t
  asks: What were the terms?
  hit_policy: unique
  inputs: {attainment: {unit: share}, years_left: {unit: years}, target: {unit: share}}
  rows: [{id: any, when: {target: {at_least: 0 %}}, status: yellow}]
"""


def test_a_goal_without_data_is_grey_with_its_reason_and_not_red() -> None:
    one = judged(UNKNOWN, rising_table(0.2, 0.8))
    assert (one.status, one.computed, one.reason) == ("grey", "grey", "base_is_zero")
    assert (one.decided_by, one.robust, one.to_next) == (None, None, None)


def test_a_goal_that_the_survey_does_not_reach_is_grey_for_that_reason() -> None:
    by = rising_table(0.2, 0.8)
    one = judged(UNKNOWN, by, attainment=None, coverage="none")
    assert (one.status, one.reason) == ("grey", "not_in_survey")


def test_a_known_share_that_no_row_was_written_for_is_grey_for_that_reason() -> None:
    one = judged(share(100), table(HALF))
    assert (one.status, one.reason) == ("grey", "no_row_applies")


def test_a_goal_is_grey_for_the_reason_of_another_input_when_that_is_what_is_unknown() -> None:
    rollout = unknown_measure("n", "part_is_unknown")
    one = judged(share(100), table(PACED), {"n": rollout}, inputs={"rollout": "n"})
    assert (one.status, one.reason) == ("grey", "part_is_unknown")


def test_a_row_may_ask_for_what_is_unknown_and_then_it_is_the_row_that_decides() -> None:
    one = judged(UNKNOWN, table(ABSENT))
    assert one.status is Status.GREY
    assert one.decided_by is not None
    assert one.decided_by.row == "absent"
    assert one.reason is None


def test_what_the_table_saw_is_kept_with_the_measure_and_the_reason() -> None:
    one = judged(UNKNOWN, table(TERMS), target="90 %")
    seen = {item.name: (item.value, item.measure, item.reason) for item in one.inputs}
    assert seen == {
        "attainment": (None, "m", "base_is_zero"),
        "years_left": (None, None, "no_deadline"),
        "target": (0.9, None, None),
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_two_rows_at_once_stop_the_run_where_one_is_allowed(engine: EnginePreference) -> None:
    one = strategy(a=[goal()])
    measures = {"m": share(200), "n": share(200)}
    with pytest.raises(InputError) as caught:
        assessed(one, measures, rules(table(CLASHING)), engine=engine)
    text = str(caught.value)
    assert text.startswith("status.yaml:9:7: ")
    assert 'both "most" (green, status.yaml:8:7) and "some" (yellow)' in text
    assert '"a-1" (attainment 80.3' in text


def of_theme(theme: str, status: Status) -> GoalAssessment:
    return GoalAssessment(
        goal=f"{theme}-1",
        theme=theme,
        status=status,
        computed=status,
        reason=None,
        decided_by=None,
        inputs=(),
        override=None,
        robust=None,
        to_next=None,
    )


def test_grey_goals_count_neither_way_and_a_theme_of_only_grey_is_grey() -> None:
    goals = [
        of_theme("a", Status.GREY),
        of_theme("a", Status.GREEN),
        of_theme("b", Status.GREY),
    ]
    engines, tables = EngineRoom("columnar"), real().rules
    a, b = assess_themes(["a", "b"], goals, tables.theme, engines)
    assert (a.status, a.counted[Status.GREY]) == ("green", 1)
    assert (b.status, b.reason, b.decided_by) == ("grey", "nothing_assessed", None)
    assert {one.reason for one in b.inputs if one.value is None} == {"nothing_assessed"}
    overall = assess_overall("whole", [a, b], tables.overall, engines)
    assert (overall.status, overall.counted[Status.GREY]) == ("green", 1)


def test_a_whole_of_only_grey_themes_is_grey_with_the_reason() -> None:
    one = strategy(a=[goal()])
    done = assessed(one, {"m": UNKNOWN, "n": UNKNOWN}, rules(rising_table(0.2, 0.8)))
    assert (done.themes[0].status, done.themes[0].reason) == ("grey", "nothing_assessed")
    assert (done.overall.status, done.overall.reason) == ("grey", "nothing_assessed")


def test_asking_for_a_goal_that_was_not_assessed_is_an_error() -> None:
    one = strategy(a=[goal()])
    done = assessed(one, {"m": share(200), "n": share(200)}, rules(rising_table(0.2, 0.8)))
    assert done.goal("a-1").status is Status.GREEN
    with pytest.raises(KeyError):
        done.goal("a-2")
