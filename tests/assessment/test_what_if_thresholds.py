"""Thresholds: bounds move with both their sides, and no step opens a gap or an overlap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.assessment.assessed import Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.asking import GoalCase, conclusions
from ekrules.assessment.what_if.sensitivity import (
    goal_cases,
    nearest_bounds,
    sensitivities,
    shifted,
)
from ekrules.assessment.what_if.thresholds import MOVED, Threshold, movable, thresholds
from ekrules.decision.conditions import All, Compare, Condition, InputReference, leaves
from ekrules.decision.engine import EnginePreference
from ekrules.decision.tables import DecisionTable
from ekrules.tables.measure import unknown_measure
from tests.assessment.builders import BY_TARGET, goal, rising_table, share, strategy, table
from tests.real_project import outcome, real

ENGINES = EngineRoom("columnar")
TABLES = real().rules.status
EVERY = [one for by in TABLES.values() for one in thresholds(by)]


def shipped_cases() -> tuple[GoalCase, ...]:
    loaded = real()
    on = loaded.survey.description.reference_date
    return goal_cases(loaded.strategy, outcome().assessment.measures, TABLES, on)


def test_rows_on_both_sides_of_a_bound_are_one_threshold() -> None:
    found = {one.rows: one.bound for one in thresholds(TABLES["attainment-by-deadline"])}
    assert found["early-ahead", "early-moving"] == 0.6
    assert found["final-year-moving", "final-year-behind"] == 0.4
    # The same 40 %, but of goals without a deadline: it moves by itself.
    assert found["undated-moving", "undated-behind"] == 0.4
    assert len(found) == 9


def test_a_threshold_stays_between_its_neighbours_of_the_same_goals() -> None:
    found = {one.rows: one for one in thresholds(TABLES["attainment-by-deadline"])}
    early = found["early-ahead", "early-moving"]
    assert (early.after, early.before) == (0.05, None)
    assert not early.allows(0.05)
    assert early.allows(0.06)
    assert early.allows(1.0)
    assert not early.allows(1.01)


@given(
    st.sampled_from(EVERY),
    st.integers(-20, 20),
    st.integers(0, 1000),
    st.sampled_from([-0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, None]),
    st.integers(0, 100),
)
@settings(deadline=None)
def test_no_step_of_any_shipped_bound_opens_a_gap_or_an_overlap(
    one: Threshold,
    points: int,
    thousandths: int,
    years: float | None,
    rollout: int,
) -> None:
    by, bound = TABLES[one.table], shifted(one.bound, points)
    if not one.allows(bound):
        return
    known = {"attainment": thousandths / 1000, "years_left": years, "rollout": rollout / 100}
    values = {name: known[name] for name in by.inputs} | {MOVED: bound}
    preferences: tuple[EnginePreference, ...] = ("columnar", "auto")
    for preference in preferences:
        # An overlap would be a fault: these tables are "unique".
        said = conclusions(movable(by, one), [values], EngineRoom(preference))
        assert said[0].row is not None


@given(st.sampled_from(EVERY), st.integers(0, 1000), st.sampled_from([-0.5, 0.5, 1.5, 3.0, None]))
def test_a_bound_that_has_not_moved_decides_as_the_table_does(
    one: Threshold,
    thousandths: int,
    years: float | None,
) -> None:
    by = TABLES[one.table]
    known = {"attainment": thousandths / 1000, "years_left": years, "rollout": 0.5}
    values = {name: known[name] for name in by.inputs}
    moved = conclusions(movable(by, one), [values | {MOVED: one.bound}], ENGINES)[0]
    stands = conclusions(by, [values], ENGINES)[0]
    assert moved.status is stands.status
    assert (moved.row and moved.row.id) == (stands.row and stands.row.id)


def test_what_is_counted_is_what_a_table_with_that_bound_written_gives() -> None:
    cases = shipped_cases()
    found = next(
        one
        for one in sensitivities(cases, TABLES, ENGINES)
        if one.threshold and one.threshold.rows == ("early-ahead", "early-moving")
    )
    by = TABLES["attainment-by-deadline"]
    judged = [case for case in cases if case.table is by]
    for move in found.moves:
        written = replace(
            by,
            examples=(),
            rows=tuple(
                replace(row, condition=_with_bound(row.condition, move.bound))
                if row.id in ("early-ahead", "early-moving")
                else row
                for row in by.rows
            ),
        )
        before = conclusions(by, [case.values for case in judged], ENGINES)
        after = conclusions(written, [case.values for case in judged], ENGINES)
        expected = [
            case.goal.id
            for case, one, other in zip(judged, before, after, strict=True)
            if one.status is not other.status
        ]
        assert [one.goal for one in move.changed] == expected


def _with_bound(condition: Condition, bound: float | None) -> Condition:
    assert isinstance(condition, All)
    assert bound is not None
    return All(
        tuple(
            replace(part, bound=bound)
            if isinstance(part, Compare) and part.input == "attainment" and part.bound == 0.6
            else part
            for part in condition.parts
        )
    )


def test_both_engines_count_the_same_goals() -> None:
    cases = shipped_cases()
    assert sensitivities(cases, TABLES, ENGINES) == sensitivities(cases, TABLES, EngineRoom("auto"))


def test_a_bound_moves_in_whole_points_of_its_decimal_text() -> None:
    assert [shifted(0.6, points) for points in (-20, 7, 0)] == [0.4, 0.67, 0.6]


def test_a_goals_own_bound_moves_as_a_parameter() -> None:
    by = table(BY_TARGET)
    one = strategy(a=[goal(judged_by="t", target="50 %")])
    cases = goal_cases(
        one,
        {"m": share(60, asked=100), "n": share(1)},
        {"t": by},
        real().survey.description.reference_date,
    )
    found = sensitivities(cases, {"t": by}, ENGINES)
    assert [(each.parameter, each.goals) for each in found] == [("target", ("a-1",))]
    changed = {move.points for move in found[0].moves if move.changed}
    assert changed == set(range(11, 21))


def test_goals_are_listed_by_how_near_they_stand_to_another_colour() -> None:
    one = strategy(a=[goal("a-1"), goal("a-2", number=2, attainment="n")])
    measures = {"m": share(70, asked=100), "n": share(61, asked=100)}
    by = rising_table(0.3, 0.6)
    cases = goal_cases(one, measures, {"t": by}, real().survey.description.reference_date)
    found = nearest_bounds(cases, ENGINES)
    assert [(each.goal, each.bound, each.beyond) for each in found] == [
        ("a-2", 0.6, Status.YELLOW),
        ("a-1", 0.6, Status.YELLOW),
    ]
    assert float(found[0].points) == pytest.approx(1)


def test_a_moved_bound_stands_in_just_the_rows_that_share_it() -> None:
    by = TABLES["attainment-by-deadline"]
    one = next(each for each in thresholds(by) if each.rows[0] == "early-ahead")
    moved = {
        row.id
        for row in movable(by, one).rows
        for leaf in leaves(row.condition)
        if isinstance(leaf, Compare) and leaf.bound == InputReference(MOVED)
    }
    assert moved == {"early-ahead", "early-moving"}


def first_of(declared: str, *rows: str, name: str = "t") -> DecisionTable:
    written = "".join(f"\n      - {{id: r{number}, {row}}}" for number, row in enumerate(rows))
    return table(
        f"""
  - decision: {name}
    asks: How far?
    hit_policy: first
    inputs: {{attainment: {{unit: share, better: up}}{declared}}}
    rows:{written}
"""
    )


# What the two rows ask beside the attainment, and whether one goal may meet both.
BESIDE = [
    ("coverage: {is: full}", "coverage: {is: partial}", False),
    ("coverage: {is: full}", "coverage: {is_one_of: [full, partial]}", True),
    ("coverage: {is_not: full}", "coverage: {is: partial}", True),
    ("years_left: {unknown: true}", "years_left: {at_least: 1}", False),
    ("years_left: {unknown: true}", "years_left: {unknown: true}", True),
    ("years_left: {unknown: false}", "years_left: {at_least: 1}", True),
    ("years_left: {at_most: 1}", "years_left: {at_least: 1}", True),
    ("years_left: {below: 1}", "years_left: {at_least: 1}", False),
    ("years_left: {at_most: 1}", "years_left: {more_than: 1}", False),
    ("years_left: {is: 1}", "years_left: {is: 1.0}", True),
    ("years_left: {is: 1}", "years_left: {is: 2}", False),
    ("years_left: {is_not: 1}", "years_left: {at_least: 1}", True),
    ("years_left: {at_least: pace}", "years_left: {below: 1}", True),
]


@pytest.mark.parametrize(("one", "other", "meet"), BESIDE)
def test_bounds_that_no_goal_meets_both_of_move_apart(one: str, other: str, meet: bool) -> None:
    by = first_of(
        ", years_left: {unit: years}, coverage: {unit: text}, pace: {unit: years}",
        f"when: {{attainment: {{at_least: 60 %}}, {one}}}, status: green",
        f"when: {{attainment: {{below: 60 %}}, {other}}}, status: red",
    )
    together = [("r0", "r1")] if meet else [("r0",), ("r1",)]
    assert [found.rows for found in thresholds(by)] == together


def judged_by(*tables: DecisionTable, **of_goal: Any) -> tuple[GoalCase, ...]:
    """Return a goal for each table; the second has no known attainment."""
    goals = [
        goal(f"a-{number}", number=number, judged_by=by.id, attainment="mn"[number - 1], **of_goal)
        for number, by in enumerate(tables, start=1)
    ]
    measures = {"m": share(100), "n": unknown_measure("n", "base_is_zero")}
    by_id = {one.id: one for one in tables}
    return goal_cases(strategy(a=goals), measures, by_id, date(2009, 4, 1))


def test_only_tables_that_judge_a_goal_by_its_attainment_have_bounds_to_move() -> None:
    by, unused = rising_table(0.3, 0.6), rising_table(0.2, 0.5, table_id="unused")
    others = table(
        """
  - decision: by-years
    asks: How far?
    hit_policy: first
    inputs: {years_left: {unit: years}}
    rows:
      - {id: ahead, when: {years_left: {at_least: 1}}, status: green}
"""
    )
    cases = judged_by(by, others)
    found = sensitivities(cases, {one.id: one for one in (unused, by, others)}, ENGINES)
    assert [(one.table, one.threshold and one.threshold.bound) for one in found] == [
        ("t", 0.6),
        ("t", 0.3),
    ]


def test_a_goal_whose_attainment_is_unknown_is_decided_by_no_bound_and_near_none() -> None:
    by = rising_table(0.3, 0.6)
    cases = judged_by(by, by)
    assert cases[1].values["attainment"] is None
    assert {one.goals for one in sensitivities(cases, {"t": by}, ENGINES)} == {("a-1",)}
    assert [one.goal for one in nearest_bounds(cases, ENGINES)] == ["a-1"]


def pace(since: date) -> dict[str, Any]:
    return {
        "pace": {
            "unit": "share",
            "values": ({"from": since, "value": "50 %"},),
            "source": "Rådet",
        }
    }


BY_PACE = (
    "when: {attainment: {at_least: pace}}, status: green",
    "when: {attainment: {below: pace}}, status: red",
)


def test_a_goals_bound_that_is_not_in_force_yet_moves_no_goal() -> None:
    by = first_of(", pace: {unit: share}", *BY_PACE)
    (held,) = sensitivities(judged_by(by, parameters=pace(date(2008, 1, 1))), {"t": by}, ENGINES)
    assert (held.parameter, held.goals, held.most_changed) == ("pace", ("a-1",), 1)
    (none,) = sensitivities(judged_by(by, parameters=pace(date(2020, 1, 1))), {"t": by}, ENGINES)
    assert (none.parameter, none.goals, none.most_changed) == ("pace", (), 0)
    assert [one.points for one in none.moves] == list(range(-20, 21))


def test_a_bound_on_another_input_is_none_of_the_attainments() -> None:
    by = first_of(
        ", pace: {unit: share}, rollout: {unit: share}",
        "when: {rollout: {at_least: pace}}, status: green",
        "when: {attainment: {at_least: rollout}}, status: yellow",
        "when: {attainment: {below: 10 %}}, status: red",
    )
    cases = judged_by(by, parameters=pace(date(2008, 1, 1)), inputs={"rollout": "m"})
    found = sensitivities(cases, {"t": by}, ENGINES)
    # Nor is a figure, which is what it is, a bound of the goal's own.
    assert [(one.parameter, one.threshold and one.threshold.bound) for one in found] == [
        (None, 0.1)
    ]
