"""Thresholds: bounds move with both their sides, and no step opens a gap or an overlap."""

from __future__ import annotations

from dataclasses import replace

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
