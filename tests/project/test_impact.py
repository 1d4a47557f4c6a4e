"""Two rule sets on the same surveys: from what was typed to all that differs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ekrules.errors import InputError
from ekrules.project.impact.comparing import impact_of
from ekrules.project.impact.running import Choice
from ekrules.project.impact.writing import FILE_NAMES, written_as
from tests.changed_rules import STATUS_FILE, commit_all, git, lower_bound
from tests.real_project import GOALS, PRINTED, ROOT, RULES, SURVEY, copied_project, replaced


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return copied_project(tmp_path / "before")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return copied_project(tmp_path / "after")


def _told(error: InputError) -> str:
    return error.text()


def test_a_moved_bound_turns_the_goals_between_the_two(old: Path, new: Path) -> None:
    lower_bound(new, "45 %")
    impact = impact_of(str(old), str(new))
    (survey,) = impact.surveys
    moved = {one.goal for one in survey.assessment.goals if one.changes_status}
    assert moved == {"standarder-2", "ledelse-1"}
    goal = next(one for one in survey.assessment.goals if one.goal == "ledelse-1")
    assert goal.old is not None
    assert goal.new is not None
    assert goal.differs == ("status", "computed_status", "row")
    assert goal.old.decided_by is not None
    assert goal.new.decided_by is not None
    assert (goal.old.decided_by.row, goal.new.decided_by.row) == ("early-moving", "early-ahead")
    assert goal.new.decided_by.place.file == f"{new}/{STATUS_FILE}"
    assert any(one.id == "ledelse-1" for one in survey.sentences)


def test_a_case_that_no_data_shows_is_found(old: Path, new: Path) -> None:
    pytest.importorskip("z3")
    lower_bound(new, "59 %")
    impact = impact_of(str(old), str(new))
    assert not any(one.assessment.goals for one in impact.surveys)
    (table,) = impact.moved_tables
    (case,) = table.cases
    assert 0.59 <= case.values["attainment"] < 0.6  # type: ignore[operator]
    assert (case.old.concludes, case.new.concludes) == ("yellow", "green")
    assert (case.old.row, case.new.row) == ("early-moving", "early-ahead")
    assert table.is_complete


def test_a_finding_has_cases_too(old: Path, new: Path) -> None:
    pytest.importorskip("z3")
    replaced(
        new / RULES / "swot.yaml",
        "{measure: epj, at_least: 60 %}",
        "{measure: epj, at_least: 61 %}",
    )
    (moved,) = impact_of(str(old), str(new)).moved_tables
    assert moved.kind == "finding"
    assert {(one.old.concludes, one.new.concludes) for one in moved.cases} == {
        ("holds", "does not hold")
    }


@pytest.mark.parametrize("name", FILE_NAMES)
def test_two_identical_sides_differ_in_nothing_and_twice_gives_the_same_bytes(
    old: Path, name: str
) -> None:
    commit_all(old)
    first, second = (impact_of("HEAD", str(old), project=old) for _ in range(2))
    assert not first.differs
    assert written_as(first, name) == written_as(second, name)


_COMMENT = st.text(st.characters(codec="utf-8", categories=["L", "Nd", "P"]), max_size=30)
# A test of a whole run is too slow to be made smaller; what it fails on is small already.
_FEW = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@given(
    st.dictionaries(st.integers(0, 40), _COMMENT, min_size=1, max_size=5),
    st.sampled_from((STATUS_FILE, f"{RULES}/swot.yaml", f"{GOALS}/03-helse.yaml")),
)
@_FEW
def test_comments_and_empty_lines_are_no_difference(
    old: Path, new: Path, comments: dict[int, str], name: str
) -> None:
    # Before an item of the list: inside a text that runs over lines, a comment is text.
    items = (ROOT / name).read_text(encoding="utf-8").split("\n  - ")
    for position, comment in comments.items():
        items[position % (len(items) - 1)] += f"\n\n# {comment}\n"
    (new / name).write_text("\n  - ".join(items), encoding="utf-8")
    assert not impact_of(str(old), str(new)).differs


def test_a_goal_that_is_written_otherwise_is_told_by_its_key(old: Path, new: Path) -> None:
    text = (new / GOALS / "03-helse.yaml").read_text(encoding="utf-8")
    assert "deadline: 2011-12-31" in text
    changed = text.replace("deadline: 2011-12-31", "deadline: 2011-06-30", 1)
    (new / GOALS / "03-helse.yaml").write_text(changed, encoding="utf-8")
    (change,) = impact_of(str(old), str(new)).definitions
    assert (change.kind, change.key) == ("goal", "deadline")
    assert (change.old, change.new) == ("2011-12-31", "2011-06-30")


def test_both_sides_are_run_on_the_answers_of_the_new_one(old: Path, new: Path) -> None:
    shutil.rmtree(old / "fixtures")
    impact = impact_of(str(old), str(new))
    assert [one.folder for one in impact.surveys] == [f"{new}/fixtures/{SURVEY}"]
    assert not impact.differs


def test_every_survey_at_hand_is_run(old: Path, new: Path) -> None:
    shutil.copytree(new / "fixtures" / SURVEY, new / "fixtures" / "once-more")
    lower_bound(new, "45 %")
    impact = impact_of(str(old), str(new))
    assert [Path(one.folder).name for one in impact.surveys] == [SURVEY, "once-more"]
    (named,) = impact_of(str(old), str(new), Choice(survey=Path("once-more"))).surveys
    assert Path(named.folder).name == "once-more"


def test_a_folder_of_rules_is_completed_by_the_project(old: Path, new: Path) -> None:
    lower_bound(new, "45 %")
    impact = impact_of(str(old / "rules"), str(new / RULES), project=old)
    assert len([one for one in impact.surveys[0].assessment.goals if one.changes_status]) == 2
    assert (impact.old.kind, impact.new.kind) == ("rules", "rules")
    goals = impact_of(str(old / GOALS), str(new / "goals"), project=old)
    assert not goals.differs


def test_faults_are_told_with_the_side_they_are_in(old: Path, new: Path) -> None:
    commit_all(old)
    line = replaced(
        new / STATUS_FILE,
        "years_left: {at_least: 2}}\n        status: red",
        "year_left: {at_least: 2}}\n        status: red",
    )
    with pytest.raises(InputError) as told:
        impact_of("HEAD", str(new), project=old)
    assert [str(one.place).rpartition(":")[0] for one in told.value.faults] == [
        f"{new}/{STATUS_FILE}:{line}"
    ]
    assert told.value.faults[0].found.startswith("in NEW, ")
    with pytest.raises(InputError) as told:
        impact_of(str(new), "HEAD", project=old)
    assert all(one.found.startswith("in OLD, ") for one in told.value.faults)


def test_a_fault_in_a_revision_is_placed_as_git_names_files(old: Path, new: Path) -> None:
    (old / STATUS_FILE).write_text("tables: 3\n", encoding="utf-8")
    commit_all(old)
    with pytest.raises(InputError) as told:
        impact_of("HEAD", str(new), project=old)
    assert [one.place.file for one in told.value.faults] == [f"HEAD:{STATUS_FILE}"]
    assert "ekrules-" not in told.value.text()


def test_a_fault_in_the_survey_is_told_once_and_of_neither_side(old: Path, new: Path) -> None:
    first = sorted((new / PRINTED).glob("*.yaml"))[0]
    first.write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(InputError) as told:
        impact_of(str(old), str(new))
    in_survey = [one for one in told.value.faults if one.place.file == str(first)]
    assert len(in_survey) == 1
    assert "OLD" not in in_survey[0].found


def test_an_override_that_one_side_does_not_bear_is_a_note(old: Path, new: Path) -> None:
    overrides = new / "fixtures" / SURVEY / "overrides.yaml"
    overrides.write_text(
        "overrides:\n  - goal: ledelse-1\n    replaces: yellow\n    status: red\n"
        "    by: fagavdelingen\n    because: {nb: planen er ikke vedtatt}\n"
        "    on: 2009-05-01\n    until: 2010-05-01\n",
        encoding="utf-8",
    )
    lower_bound(new, "45 %")
    impact = impact_of(str(old), str(new))
    (note,) = [one for one in impact.notes if "ledelse-1" in one]
    assert note.startswith("by NEW without this: ")
    goal = next(one for one in impact.surveys[0].assessment.goals if one.goal == "ledelse-1")
    assert goal.old is not None
    assert goal.new is not None
    assert (goal.old.status.value, goal.new.status.value) == ("red", "green")


def test_without_a_prover_a_note_says_what_was_left_out(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ekrules.project.impact.proving.is_available", lambda: False)
    impact = impact_of(str(old), str(old))
    assert impact.tables is None
    assert any("z3 is not installed" in one for one in impact.notes)


def test_the_last_commit_is_held_against_the_folder_as_it_is(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_all(old)
    lower_bound(old, "45 %")
    monkeypatch.chdir(old)
    impact = impact_of()
    assert (impact.old.typed, impact.new.typed) == ("HEAD", ".")
    assert impact.old.commit == git(old, "rev-parse", "HEAD").strip()
    goals = impact.surveys[0].assessment.goals
    assert len([one for one in goals if one.changes_status]) == 2
    assert goals[0].old is not None
    assert goals[0].old.decided_by is not None
    assert goals[0].old.decided_by.place.file == f"HEAD:{STATUS_FILE}"


def test_a_project_may_lie_below_the_root_of_its_repository(tmp_path: Path) -> None:
    project = copied_project(tmp_path / "repo" / "deep" / "prosjekt")
    commit_all(tmp_path / "repo")
    lower_bound(project, "45 %")
    commit_all(tmp_path / "repo")
    impact = impact_of("HEAD~1", "HEAD", project=project)
    assert len([one for one in impact.surveys[0].assessment.goals if one.changes_status]) == 2
    assert impact.surveys[0].folder == f"HEAD:fixtures/{SURVEY}"
