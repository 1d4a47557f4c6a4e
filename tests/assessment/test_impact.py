"""Two assessments of one survey, held against each other."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ekrules.assessment.assessed import Assessment, Status
from ekrules.assessment.impact import compare_assessments, paired
from ekrules.assessment.impact_definitions import compare_definitions
from tests.real_project import outcome, real

WHOLE = outcome().assessment


def _with_status(assessment: Assessment, goal: str, status: Status) -> Assessment:
    goals = tuple(
        replace(one, status=status) if one.goal == goal else one for one in assessment.goals
    )
    return replace(assessment, goals=goals)


def test_an_assessment_has_no_impact_on_itself() -> None:
    impact = compare_assessments(WHOLE, WHOLE)
    assert not impact.differs
    assert impact.overall is None


@given(st.sampled_from([one.goal for one in WHOLE.goals]), st.sampled_from(list(Status)))
def test_a_goal_is_listed_just_where_something_of_it_differs(goal: str, status: Status) -> None:
    impact = compare_assessments(WHOLE, _with_status(WHOLE, goal, status))
    differs = WHOLE.goal(goal).status != status
    assert [one.goal for one in impact.goals] == ([goal] if differs else [])
    assert all(one.differs == ("status",) and one.changes_status for one in impact.goals)


@given(st.sets(st.sampled_from([one.goal for one in WHOLE.goals])))
def test_goals_of_one_side_are_listed_as_new_or_gone(dropped: set[str]) -> None:
    fewer = replace(WHOLE, goals=tuple(one for one in WHOLE.goals if one.goal not in dropped))
    gone, new = compare_assessments(WHOLE, fewer), compare_assessments(fewer, WHOLE)
    assert {one.goal for one in gone.goals if one.new is None} == dropped
    assert {one.goal for one in new.goals if one.old is None} == dropped
    assert len(gone.goals) == len(new.goals) == len(dropped)


def test_a_finding_appears_vanishes_or_is_reworded() -> None:
    first, second, third = WHOLE.findings[:3]
    assert first.holds
    other = replace(second, kind="threat" if second.kind != "threat" else "weakness")
    findings = (replace(first, holds=False), other, third, *WHOLE.findings[3:])
    changed = replace(WHOLE, findings=findings)
    told = {one.id: one.change for one in compare_assessments(WHOLE, changed).findings}
    assert told == {first.id: "vanishes", second.id: "reworded"}
    back = {one.id: one.change for one in compare_assessments(changed, WHOLE).findings}
    assert back == {first.id: "appears", second.id: "reworded"}


def test_where_a_finding_stands_in_its_file_is_no_difference() -> None:
    moved = tuple(
        replace(one, place=replace(one.place, line=one.place.line + 7)) for one in WHOLE.findings
    )
    assert not compare_assessments(WHOLE, replace(WHOLE, findings=moved)).differs


@given(st.lists(st.text(), unique=True), st.lists(st.text(), unique=True))
def test_pairing_keeps_everything_of_both_sides(old: list[str], new: list[str]) -> None:
    pairs = paired(old, new, str)
    assert [one for one, _ in pairs.values() if one is not None] == [
        *(one for one in new if one in old),
        *(one for one in old if one not in new),
    ]
    assert [one for _, one in pairs.values() if one is not None] == new


def test_a_strategy_is_defined_as_itself() -> None:
    loaded = real()
    same = compare_definitions(loaded.strategy, loaded.rules, loaded.strategy, loaded.rules)
    assert same == ()
