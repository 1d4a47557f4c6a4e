"""Two assessments of one survey, held against each other."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ekrules.assessment.assessed import Assessment, Status
from ekrules.assessment.impact import SegmentImpact, compare_assessments, paired
from ekrules.assessment.impact_definitions import compare_definitions
from ekrules.goals.strategy import Strategy, StrategyTheme
from ekrules.yaml_reader.wording import Wording
from tests.made_up import made_up_outcome
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
        replace(one, place=one.place._replace(line=one.place.line + 7)) for one in WHOLE.findings
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


def other_than(status: Status) -> Status:
    return Status.RED if status is not Status.RED else Status.GREEN


def test_a_theme_and_the_whole_are_listed_with_what_of_them_differs() -> None:
    first, *rest = WHOLE.themes
    turned = replace(first, status=other_than(first.status))
    unlike = replace(WHOLE.overall, reason="no_goal_assessed", decided_by=None)
    impact = compare_assessments(WHOLE, replace(WHOLE, themes=(turned, *rest), overall=unlike))
    (theme,) = impact.themes
    assert (theme.kind, theme.id, theme.old, theme.new) == ("theme", first.id, first, turned)
    assert (theme.differs, theme.changes_status) == (("status",), True)
    assert impact.overall is not None
    assert (impact.overall.kind, impact.overall.id) == ("overall", WHOLE.overall.id)
    assert (impact.overall.differs, impact.overall.changes_status) == (("row", "reason"), False)
    assert not impact.goals


def test_a_theme_of_one_side_is_new_or_gone() -> None:
    fewer = replace(WHOLE, themes=WHOLE.themes[1:])
    (gone,), (new,) = (
        compare_assessments(*both).themes for both in ((WHOLE, fewer), (fewer, WHOLE))
    )
    assert (gone.old, gone.new, gone.differs) == (WHOLE.themes[0], None, ())
    assert (new.old, new.new, new.differs) == (None, WHOLE.themes[0], ())
    assert gone.changes_status
    assert new.changes_status


def test_a_computed_status_that_a_person_has_overridden_is_told_after_the_status() -> None:
    one = WHOLE.goals[0]
    status = other_than(one.status)
    changed = replace(one, status=status, computed=status, reason="no_row_applies")
    after = replace(WHOLE, goals=(changed, *WHOLE.goals[1:]))
    (found,) = compare_assessments(WHOLE, after).goals
    assert found.differs == ("status", "computed_status", "reason")
    hidden = replace(after, goals=(replace(changed, status=one.status), *WHOLE.goals[1:]))
    (found,) = compare_assessments(WHOLE, hidden).goals
    assert (found.differs, found.changes_status) == (("computed_status", "reason"), False)


def test_a_rule_that_holds_on_neither_side_is_added_or_removed() -> None:
    first, *rest = WHOLE.findings
    silent = replace(WHOLE, findings=(replace(first, holds=False), *rest))
    without = replace(WHOLE, findings=tuple(rest))
    (added,) = compare_assessments(without, silent).findings
    (removed,) = compare_assessments(silent, without).findings
    assert (added.id, added.change, added.old) == (first.id, "added", None)
    assert (removed.id, removed.change, removed.new) == (first.id, "removed", None)


def test_a_finding_that_nobody_sees_is_not_told_to_be_worded_otherwise() -> None:
    first, *rest = WHOLE.findings
    silent = replace(first, holds=False)
    other = replace(silent, kind="threat" if silent.kind != "threat" else "weakness")
    before, after = (replace(WHOLE, findings=(one, *rest)) for one in (silent, other))
    assert not compare_assessments(before, after).differs


def test_a_goal_of_another_colour_in_one_segment_is_told_there() -> None:
    parts = made_up_outcome().assessment
    first, *others = parts.segments
    segment, *rest = first.segments
    one, *goals = segment.goals
    status = other_than(one.status)
    turned = replace(segment, goals=(replace(one, status=status), *goals))
    after = replace(parts, segments=(replace(first, segments=(turned, *rest)), *others))
    impact = compare_assessments(parts, after)
    assert impact.differs
    assert impact.segments == (
        SegmentImpact(first.breakdown, segment.segment, one.goal, one.status, status),
    )
    # A segment that only one side has shows no goal of another colour.
    fewer = replace(parts, segments=tuple(others))
    assert not compare_assessments(fewer, after).differs


def test_what_is_written_otherwise_is_told_key_by_key() -> None:
    loaded = real()
    first, *rest = loaded.strategy.themes
    title = Wording(nb="Noe annet")
    renamed = replace_in(loaded.strategy, (first.model_copy(update={"title": title}), *rest))
    (found,) = compare_definitions(loaded.strategy, loaded.rules, renamed, loaded.rules)
    assert (found.kind, found.id, found.key) == ("theme", first.theme, "title")
    assert (found.old, found.new) == (
        first.title.model_dump(mode="json", exclude_none=True),
        {"nb": "Noe annet"},
    )
    assert not found.is_added | found.is_removed


def test_a_theme_that_is_new_or_gone_comes_with_its_goals_and_measures() -> None:
    loaded = real()
    first, *rest = loaded.strategy.themes
    fewer = replace_in(loaded.strategy, tuple(rest))
    gone = compare_definitions(loaded.strategy, loaded.rules, fewer, loaded.rules)
    new = compare_definitions(fewer, loaded.rules, loaded.strategy, loaded.rules)
    expected = {
        ("theme", first.theme),
        *(("goal", one.id) for one in first.goals),
        *(("measure", one) for one in first.measures),
    }
    assert {(one.kind, one.id) for one in gone} == {(one.kind, one.id) for one in new} == expected
    assert all(one.is_removed and not one.is_added and one.key is None for one in gone)
    assert all(one.is_added and not one.is_removed and one.key is None for one in new)


def replace_in(strategy: Strategy, themes: tuple[StrategyTheme, ...]) -> Strategy:
    return Strategy(strategy.folder, strategy.files, strategy.description, themes)
