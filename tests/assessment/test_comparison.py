"""Two sides, and why each status differs: planted differences are told as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from ekrules.assessment.assessed import Status
from ekrules.assessment.comparison.comparing import Comparison, compare_sides
from ekrules.assessment.comparison.goal_differences import EXPIRED
from ekrules.assessment.comparison.mixed_goals import DOES_NOT_FIT
from tests.assessment.compared import (
    GOAL,
    SURVEY_FILE,
    Change,
    a_year_later,
    another_table,
    bound_at,
    changed,
    fewer_records,
    goal_of,
    overridden,
    partly_counts,
    prepared,
    read,
    steady_bound,
    stricter_row,
    unchanged,
    with_survey,
)
from tests.changed_rules import lower_bound
from tests.real_project import GOALS, RULES, Counts, other_counts, replaced
from tests.waves import survey_again

_FEW = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def statuses(found: Comparison) -> dict[str, tuple[Status, Status]]:
    return {one.goal: (one.old.status, one.new.status) for one in found.goals}


PLANTED: dict[str, tuple[tuple[Change, ...], str]] = {
    "revised values": ((fewer_records,), "revised_values"),
    "a target": ((bound_at("70 %"),), "target"),
    "a rule": ((stricter_row,), "rule"),
    "an override": ((overridden,), "override"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_is_told_as_its_cause_alone(name: str, tmp_path: Path) -> None:
    changes, cause = PLANTED[name]
    found = compare_sides(changed(tmp_path / "old"), changed(tmp_path / "new", *changes))
    goal = goal_of(found)
    assert goal.old.status is Status.GREEN
    assert goal.attribution.moved
    assert goal.attribution.causes == (cause,)
    assert [one.causes for one in goal.attribution.sufficient] == [(cause,)]
    assert {one.cause for one in goal.differences} == {cause}
    assert all(one.old_at or one.new_at for one in goal.differences)


def test_another_definition_of_a_figure_is_told_as_the_measure(tmp_path: Path) -> None:
    strict = bound_at("70 %")
    old, new = changed(tmp_path / "old", strict), changed(tmp_path / "new", strict, partly_counts)
    goal = goal_of(compare_sides(old, new))
    assert (goal.old.status, goal.new.status) == (Status.RED, Status.GREEN)
    (difference,) = goal.differences
    assert (difference.cause, difference.kind, difference.name) == (
        "measure",
        "definition",
        "epj.counts",
    )
    assert goal.attribution.causes == ("measure",)


def test_a_table_that_is_named_instead_of_another_is_told_as_the_method(tmp_path: Path) -> None:
    old, new = changed(tmp_path / "old"), changed(tmp_path / "new", another_table)
    goal = goal_of(compare_sides(old, new))
    assert (goal.old.status, goal.new.status) == (Status.GREEN, Status.YELLOW)
    sets = [one.causes for one in goal.attribution.sufficient]
    # The bound that its own table asked for is gone too, which moves nothing.
    assert sets == [("method",)]
    assert goal.attribution.verdict(["target"]).reason == DOES_NOT_FIT


def test_an_override_that_had_expired_is_told_so(tmp_path: Path) -> None:
    old = changed(tmp_path / "old", steady_bound, overridden)

    def later(project: Path) -> None:
        a_year_later(project)
        replaced(project / SURVEY_FILE, "reference_date: 2010-04-01", "reference_date: 2010-06-01")

    goal = goal_of(compare_sides(old, changed(tmp_path / "new", steady_bound, later)))
    (gone,) = [one for one in goal.differences if one.cause == "override"]
    assert (gone.new, gone.note) == (None, EXPIRED)
    assert [one.causes for one in goal.attribution.sufficient] == [("override",)]


def test_figures_of_a_later_wave_are_new_and_not_revised(tmp_path: Path) -> None:
    old = changed(tmp_path / "old")
    new = changed(tmp_path / "new", fewer_records, a_year_later)
    goal = goal_of(compare_sides(old, new))
    assert [one.causes for one in goal.attribution.sufficient] == [
        ("new_values",),
        ("target",),
    ]
    # Its bound rises on the first day of the new year: what the file says of that day is another.
    assert {one.kind for one in goal.differences} == {"figure", "parameter"}


def test_a_goal_may_turn_by_the_calendar_alone() -> None:
    found = compare_sides(unchanged(), with_survey(survey_again()))
    assert found.goals
    for one in found.goals:
        assert one.attribution.causes == ("time",)
        assert [each.causes for each in one.attribution.sufficient] == [("time",)]
    assert [one.causes for one in found.themes[0].attribution.sufficient] == [("time",)]


def test_two_differences_that_cancel_out_are_told_though_the_status_is_the_same(
    tmp_path: Path,
) -> None:
    old = changed(tmp_path / "old")
    new = changed(tmp_path / "new", fewer_records, bound_at("50 %"))
    found = compare_sides(old, new)
    assert not found.goals
    goal = goal_of(found)
    assert [(one.causes, one.comes_to) for one in goal.attribution.sufficient] == [
        (("revised_values",), "red")
    ]
    assert found.alike == 46


def test_what_only_two_differences_together_bring_is_told_so(tmp_path: Path) -> None:
    strict = bound_at("70 %")
    # 197 of 249 is enough for 70 % and not for 80 %; 162 of 249 for neither.
    old = changed(tmp_path / "old", bound_at("80 %"))
    new = changed(tmp_path / "new", strict, partly_counts)
    goal = goal_of(compare_sides(old, new))
    assert [one.causes for one in goal.attribution.sufficient] == [("target", "measure")]
    assert goal.attribution.necessary == ("target", "measure")


def test_goals_that_are_new_or_gone_are_listed_and_not_explained(tmp_path: Path) -> None:
    old = changed(tmp_path / "old")

    def renamed(project: Path) -> None:
        path = project / GOALS / "16-samarbeid.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("id: samarbeid-2", "id: samarbeid-9"),
            encoding="utf-8",
        )
        swot = project / RULES / "swot.yaml"
        swot.write_text(
            swot.read_text(encoding="utf-8").replace("samarbeid-2", "samarbeid-9"),
            encoding="utf-8",
        )

    found = compare_sides(old, changed(tmp_path / "new", renamed))
    assert [one.goal for one in found.new_goals] == ["samarbeid-9"]
    assert [one.goal for one in found.gone_goals] == ["samarbeid-2"]
    assert found.differs
    assert not found.goals


def test_a_finding_that_appears_is_explained_as_goals_are(tmp_path: Path) -> None:
    old = changed(tmp_path / "old")

    def earlier(project: Path) -> None:
        replaced(
            project / RULES / "swot.yaml",
            "{measure: epj, at_least: 60 %}",
            "{measure: epj, at_least: 66 %}",
        )

    found = compare_sides(old, changed(tmp_path / "new", earlier))
    finding = found.findings[0]
    assert finding.old is not None
    assert finding.old.holds
    assert [one.causes for one in finding.attribution.sufficient] == [("rule",)]
    assert finding.differences[0].kind == "finding"


@given(other_counts())
@_FEW
def test_a_side_held_against_itself_differs_in_nothing(counts: Counts) -> None:
    side = with_survey(survey_again(counts))
    found = compare_sides(side, side)
    assert not found.differs
    assert not found.same_though
    assert found.alike == len(side.assessment.goals)


@given(other_counts())
@_FEW
def test_swapping_the_sides_swaps_what_each_was_and_became(counts: Counts) -> None:
    old, new = unchanged(), with_survey(survey_again(counts))
    there, back = compare_sides(old, new), compare_sides(new, old)
    assert statuses(back) == {name: (now, was) for name, (was, now) in statuses(there).items()}
    for one in there.goals:
        other = goal_of(back, one.goal)
        assert other.attribution.causes == one.attribution.causes


@given(other_counts())
@_FEW
def test_the_ends_of_every_attribution_are_the_two_assessments(counts: Counts) -> None:
    found = compare_sides(unchanged(), with_survey(survey_again(counts)))
    told = [(one.attribution, one.old.status, one.new.status) for one in found.goals]
    told += [(one.attribution, one.old.status, one.new.status) for one in found.themes]
    for attribution, old, new in told:
        assert (attribution.old, attribution.new) == (old.value, new.value)
        assert attribution.sufficient
    if found.overall is not None:
        assert found.overall.attribution.new == found.overall.new.status.value
    for finding in found.findings:
        assert finding.attribution.moved
        assert finding.attribution.sufficient


_OF_DATA = ("time", "new_values", "revised_values", "override")


@pytest.mark.parametrize("rules_are_old", [True, False])
def test_a_mix_is_what_its_files_give_when_they_are_put_together_and_run(
    rules_are_old: bool, tmp_path: Path
) -> None:
    """Old rules and goals on the new survey's files, and the other way about, run for real."""
    changes = (fewer_records, a_year_later, partly_counts, stricter_row, lowered)
    old = prepared(tmp_path / "old", steady_bound)
    new = prepared(tmp_path / "new", steady_bound, *changes)
    run = read(old, new) if rules_are_old else read(new, old)
    found = compare_sides(read(old), read(new))
    compared = (*found.goals, *found.same_though)
    assert {GOAL, "ledelse-1"} <= {one.goal for one in compared}
    for one in compared:
        mix = [each for each in one.attribution.causes if (each in _OF_DATA) is rules_are_old]
        verdict = one.attribution.verdict(mix)
        assert verdict.comes_to == run.assessment.goal(one.goal).status.value, one.goal


def lowered(project: Path) -> None:
    lower_bound(project, "45 %")
