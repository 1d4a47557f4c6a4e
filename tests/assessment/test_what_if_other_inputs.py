"""Other inputs: what is said to give another status gives it, and nothing nearer does."""

from __future__ import annotations

from datetime import date
from math import inf, nextafter
from typing import Any

import pytest

from ekrules.assessment.assessed import Status
from ekrules.assessment.what_if.calendar import deadline_for
from ekrules.assessment.what_if.other_inputs import OtherWay, other_ways
from ekrules.assessment.what_if.steps import Step
from ekrules.facts.time_left import years_left
from ekrules.tables.measure import unknown_measure
from tests.assessment.builders import ON, share
from tests.assessment.judged_goal import ENGINES, asked, parameter, status_with

GREEN, YELLOW, RED = Status.GREEN, Status.YELLOW, Status.RED


def ways(declared: str, *rows: str, **of_goal: Any) -> dict[tuple[str, Status], OtherWay]:
    """Return what would give another status by itself, each held against the table."""
    case, figures = asked(declared, *rows, **of_goal)
    found = other_ways(case, figures, ON, ENGINES)
    for one in found:
        assert one.to != one.start
        assert status_with(case, one.input.name, one.to) is one.concluded.status
        for end in (one.lowest, one.highest):
            assert end is None or status_with(case, one.input.name, end) is one.concluded.status
    return {(one.input.name, one.concluded.status): one for one in found}


COVERAGE = "coverage: {unit: text}"
BY_COVERAGE = (
    "when: {coverage: {is: full}}, status: green",
    "when: {coverage: {is_one_of: [partial, none]}}, status: yellow",
    "when: {coverage: {is: indirect}}, status: red",
)


def test_a_text_that_a_row_asks_for_gives_that_rows_status() -> None:
    found = ways(COVERAGE, *BY_COVERAGE, coverage="indirect")
    assert {key: one.to for key, one in found.items()} == {
        ("coverage", GREEN): "full",
        ("coverage", YELLOW): "partial",
    }
    assert found["coverage", GREEN].start == "indirect"
    assert found["coverage", GREEN].lowest is None


def test_no_worse_status_is_offered() -> None:
    assert set(ways(COVERAGE, *BY_COVERAGE, coverage="partial")) == {("coverage", GREEN)}
    assert ways(COVERAGE, *BY_COVERAGE, coverage="full") == {}


def test_a_text_that_is_only_declared_may_be_what_a_row_refuses_the_others_for() -> None:
    found = ways(
        "coverage: {unit: text, values: [full, partial, indirect, none]}",
        "when: {coverage: {is_not: indirect}}, status: green",
        "when: {coverage: {is: indirect}}, status: red",
        coverage="indirect",
    )
    assert found["coverage", GREEN].to == "full"


def test_yes_is_tried_where_a_goal_says_no() -> None:
    found = ways(
        "voted: {unit: boolean}",
        "when: {voted: {is: true}}, status: green",
        "when: {voted: {is: false}}, status: red",
        parameters={"voted": parameter("boolean", False)},
    )
    assert found["voted", GREEN].to is True


@pytest.mark.parametrize(
    ("comparison", "opened", "to"),
    [
        ("at_most: 2010-01-01", date(2010, 6, 1), date(2010, 1, 1)),
        ("below: 2010-01-01", date(2010, 6, 1), date(2009, 12, 31)),
        ("more_than: 2010-01-01", date(2009, 6, 1), date(2010, 1, 2)),
        ("is: 2010-01-01", date(2009, 6, 1), date(2010, 1, 1)),
    ],
)
def test_the_nearest_day_on_the_right_side_of_a_date_is_found(
    comparison: str, opened: date, to: date
) -> None:
    found = ways(
        "opened: {unit: date}",
        f"when: {{opened: {{{comparison}}}}}, status: green",
        "when: {opened: {unknown: false}}, status: red",
        parameters={"opened": parameter("date", opened)},
    )
    assert found["opened", GREEN].to == to


def test_of_several_days_the_nearest_is_named() -> None:
    found = ways(
        "opened: {unit: date}",
        "when: {opened: {is_one_of: [2005-01-01, 2010-01-01, 2020-01-01]}}, status: green",
        "when: {opened: {unknown: false}}, status: red",
        parameters={"opened": parameter("date", date(2011, 1, 1))},
    )
    assert found["opened", GREEN].to == date(2010, 1, 1)


def test_the_first_and_the_last_day_of_the_calendar_have_no_day_beyond_them() -> None:
    found = ways(
        "opened: {unit: date}",
        "when: {opened: {below: 0001-01-01}}, status: green",
        "when: {opened: {more_than: 9999-12-31}}, status: green",
        "when: {opened: {is: 9999-12-31}}, status: yellow",
        "when: {opened: {unknown: false}}, status: red",
        parameters={"opened": parameter("date", date(2011, 1, 1))},
    )
    assert {status: one.to for (_, status), one in found.items()} == {YELLOW: date(9999, 12, 31)}


def test_a_number_goes_to_the_nearest_end_of_what_a_row_allows() -> None:
    found = ways(
        "speed: {unit: number}",
        "when: {speed: {at_least: 20, at_most: 30}}, status: green",
        "when: {speed: {more_than: 50}}, status: green",
        "when: {speed: {at_most: 50}}, status: red",
        parameters={"speed": parameter("number", 34)},
    )
    way = found["speed", GREEN]
    assert (way.start, way.to, way.lowest, way.highest) == (34.0, 30.0, 20.0, 30.0)
    assert (way.way, way.deadline) == (None, None)


def test_a_number_stays_within_its_own_limits() -> None:
    rows = (
        "when: {speed: {more_than: 30}}, status: green",
        "when: {speed: {below: 10}}, status: green",
        "when: {speed: {at_least: 10}}, status: red",
    )
    own = {"speed": parameter("number", 12)}
    within = ways("speed: {unit: number, lowest: 0, highest: 40}", *rows, parameters=own)
    assert (within["speed", GREEN].lowest, within["speed", GREEN].to) == (
        9.0, nextafter(10, -inf),
    )  # fmt: skip
    barred = ways("speed: {unit: number, lowest: 10, highest: 30}", *rows, parameters=own)
    assert barred == {}


def test_a_count_is_whole_and_not_below_none() -> None:
    found = ways(
        "offices: {unit: count}",
        "when: {offices: {more_than: 9}}, status: green",
        "when: {offices: {below: 1}}, status: yellow",
        "when: {offices: {at_most: 9}}, status: red",
        parameters={"offices": parameter("count", 4)},
    )
    assert {status: one.to for (_, status), one in found.items()} == {GREEN: 10, YELLOW: 0}
    assert found["offices", YELLOW].lowest == 0


def test_an_unknown_number_is_offered_the_lowest_that_will_do() -> None:
    found = ways(
        "speed: {unit: number}",
        "when: {speed: {at_least: 20}}, status: green",
        "when: {speed: {unknown: true}}, status: red",
        parameters={"speed": {**parameter("number", 1), "values": (
            {"from": date(2020, 1, 1), "value": 1},)}},
    )  # fmt: skip
    assert (found["speed", GREEN].start, found["speed", GREEN].to) == (None, 20.0)


ROLLOUT = (
    "rollout: {unit: share}",
    "when: {rollout: {at_least: 30 %, below: 31 %}}, status: green",
    "when: {rollout: {unknown: false}}, status: red",
    "when: {rollout: {unknown: true}}, status: red",
)


def test_another_figure_goes_by_whole_counts() -> None:
    found = ways(*ROLLOUT, inputs={"rollout": "n"})
    way = found["rollout", GREEN].way
    assert isinstance(way, Step)
    assert way.move is not None
    # 75 of 249 is 30.1 %.
    assert (way.move.start, way.move.to, found["rollout", GREEN].to) == (50, 75, 75 / 249)


def test_a_figure_that_no_count_brings_there_is_not_offered() -> None:
    # Of nine, 2 are 22 % and 3 are 33 %.
    few = {"n": share(1, asked=9, measure_id="n")}
    assert ways(*ROLLOUT, inputs={"rollout": "n"}, measures=few) == {}


def test_an_unknown_figure_is_told_by_its_share_alone() -> None:
    unknown = {"n": unknown_measure("n", "base_is_zero")}
    found = ways(*ROLLOUT, inputs={"rollout": "n"}, measures=unknown)
    assert (found["rollout", GREEN].to, found["rollout", GREEN].way) == (0.3, None)


def by_years(comparison: str) -> dict[tuple[str, Status], OtherWay]:
    return ways(
        "years_left: {unit: years}",
        f"when: {{years_left: {{{comparison}}}}}, status: green",
        "when: {years_left: {unknown: false}}, status: red",
        deadline=date(2009, 12, 31),
    )


def test_more_time_comes_with_the_day_that_gives_it() -> None:
    deadline = by_years("at_least: 2")["years_left", GREEN].deadline
    assert deadline is not None
    assert (years_left(ON, deadline) or 0) >= 2 > (years_left(ON, date(2011, 3, 30)) or 0)
    assert deadline == date(2011, 3, 31)


def test_a_time_that_no_day_leaves_is_not_offered() -> None:
    assert deadline_for(2.0001, 2.0002, date(2009, 12, 31), ON) is None
    assert by_years("at_least: 2.0001, at_most: 2.0002") == {}


def test_a_goal_without_a_deadline_is_told_the_years_and_no_day() -> None:
    found = ways(
        "years_left: {unit: years}",
        "when: {years_left: {at_least: 2}}, status: green",
        "when: {years_left: {unknown: true}}, status: red",
    )
    assert (found["years_left", GREEN].to, found["years_left", GREEN].deadline) == (2.0, None)


def test_the_attainment_is_no_other_input() -> None:
    found = ways(
        "attainment: {unit: share}",
        "when: {attainment: {at_least: 90 %}}, status: green",
        "when: {attainment: {below: 90 %}}, status: red",
    )
    assert found == {}


def test_an_input_is_tried_on_what_another_is_held_against_it_for() -> None:
    found = ways(
        "speed: {unit: number}, pace: {unit: number}",
        "when: {speed: {at_least: pace}}, status: green",
        "when: {speed: {below: pace}}, status: red",
        parameters={"speed": parameter("number", 3), "pace": parameter("number", 4)},
    )
    assert {name: one.to for (name, _), one in found.items()} == {"speed": 4.0, "pace": 3.0}


def test_no_value_is_tried_beyond_what_the_input_can_be() -> None:
    found = ways(
        "speed: {unit: number, lowest: 0, highest: 40}, pace: {unit: number}",
        "when: {speed: {more_than: pace}}, status: green",
        "when: {speed: {at_most: pace}}, status: red",
        parameters={"speed": parameter("number", 3), "pace": parameter("number", 50)},
    )
    assert {name: one.to for (name, _), one in found.items()} == {"pace": nextafter(3, -inf)}
