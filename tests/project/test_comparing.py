"""What OLD and NEW may name, and that a record's own hashes decide which files are its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ekrules.assessment.comparison.comparing import GoalComparison
from ekrules.errors import InputError
from ekrules.project.assessing import run_assessment
from ekrules.project.comparing.comparing import comparison_of
from ekrules.project.comparing.sides import Choice
from ekrules.project.comparing.writing import FILE_NAMES, written_as
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.report.comparison import SurveyComparison
from tests.changed_rules import STATUS_FILE, commit_all, lower_bound
from tests.real_project import GOALS, PRINTED, SURVEY, copied_project

MOVED = {"standarder-2", "ledelse-1"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped project, and the current folder."""
    root = copied_project(tmp_path / "prosjekt")
    monkeypatch.chdir(root)
    return root


def moved(told: SurveyComparison) -> set[str]:
    return {one.goal for one in told.comparison.goals}


def goal_of(told: SurveyComparison, goal: str) -> GoalComparison:
    return next(one for one in told.comparison.goals if one.goal == goal)


def assessed(project: Path) -> Path:
    """Return the record of the project as it is."""
    record = project / "report" / "assessment.json"
    record.parent.mkdir(exist_ok=True)
    record.write_text(run_assessment(load(locate(project))).record, encoding="utf-8")
    return record


def of_a_year_later(project: Path, name: str) -> Path:
    """Return a survey beside the first, of the next year with the same answers."""
    folder = project / "fixtures" / name
    shutil.copytree(project / "fixtures" / SURVEY, folder)
    about = folder / "survey.yaml"
    text = about.read_text(encoding="utf-8").replace("wave: 2009", "wave: 2010")
    about.write_text(text.replace("2009-04-01", "2010-04-01"), encoding="utf-8")
    return folder


def test_two_surveys_of_a_project_are_judged_by_its_rules(project: Path) -> None:
    of_a_year_later(project, "next")
    told = comparison_of(f"fixtures/{SURVEY}", "fixtures/next")
    assert told.comparison.goals
    assert all(one.attribution.causes == ("time",) for one in told.comparison.goals)
    assert (told.old.wave, told.new.wave) == (2009, 2010)


def test_two_projects_are_compared_each_with_its_own_rules_and_data(
    project: Path, tmp_path: Path
) -> None:
    other = copied_project(tmp_path / "other")
    lower_bound(other, "45 %")
    told = comparison_of(str(project), str(other))
    assert moved(told) == MOVED
    assert goal_of(told, "ledelse-1").attribution.causes == ("rule",)


def test_a_revision_is_compared_with_the_folder_as_it_is(project: Path) -> None:
    commit_all(project)
    lower_bound(project, "45 %")
    told = comparison_of("HEAD", ".")
    assert moved(told) == MOVED
    (row, *_) = goal_of(told, "ledelse-1").differences
    assert row.old_at is not None
    assert told.old.name.place(row.old_at).startswith(f"HEAD:{STATUS_FILE}:")


def test_a_survey_within_a_revision_may_be_named(project: Path) -> None:
    of_a_year_later(project, "next")
    commit_all(project)
    told = comparison_of(f"HEAD:fixtures/{SURVEY}", "HEAD:fixtures/next")
    assert (told.old.wave, told.new.wave) == (2009, 2010)
    assert told.comparison.goals
    with pytest.raises(InputError) as error:
        comparison_of("HEAD:fixtures/nothing", f"HEAD:fixtures/{SURVEY}")
    assert '"fixtures/next"' in error.value.text()


def test_which_survey_is_named_once_for_both_sides(project: Path) -> None:
    of_a_year_later(project, "next")
    commit_all(project)
    with pytest.raises(InputError) as error:
        comparison_of("HEAD", ".")
    assert "more than one survey" in error.value.text()
    told = comparison_of("HEAD", ".", Choice(survey=Path("next")))
    assert (told.old.wave, told.new.wave) == (2010, 2010)
    assert not told.differs


def test_a_record_stands_for_the_files_it_was_made_from(project: Path) -> None:
    record = assessed(project)
    of_a_year_later(project, "next")
    told = comparison_of(str(record), "fixtures/next")
    assert told.old.name.commit is None
    assert told.comparison.goals
    assert not told.notes


def test_a_record_finds_its_files_in_the_history_where_they_have_changed(project: Path) -> None:
    commit_all(project)
    record = assessed(project)
    lower_bound(project, "45 %")
    commit_all(project, "A lower bound")
    lower_bound_again(project)
    told = comparison_of(str(record), ".")
    assert told.old.name.commit is not None
    assert moved(told) >= MOVED
    (row, *_) = goal_of(told, "ledelse-1").differences
    assert row.old_at is not None
    assert told.old.name.place(row.old_at).startswith(told.old.name.commit[:10])


def lower_bound_again(project: Path) -> None:
    """Change the bound once more, so that neither the folder nor the last commit fits."""
    status = project / STATUS_FILE
    status.write_text(status.read_text(encoding="utf-8").replace("45 %", "44 %"), encoding="utf-8")


def test_a_record_in_a_project_below_the_root_of_its_repository_is_found_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copied_project(tmp_path / "repo" / "deep" / "prosjekt")
    commit_all(tmp_path / "repo")
    record = assessed(project)
    lower_bound(project, "45 %")
    monkeypatch.chdir(project)
    assert moved(comparison_of(str(record), ".")) == MOVED


def test_a_record_whose_files_are_nowhere_says_which_differ_and_what_to_do(project: Path) -> None:
    record = assessed(project)
    commit_all(project)
    lower_bound(project, "45 %")
    (project / GOALS / "03-helse.yaml").write_text("nonsense\n", encoding="utf-8")
    commit_all(project, "Other rules")
    (project / ".git").rename(project.parent / "elsewhere")
    with pytest.raises(InputError) as error:
        comparison_of(str(record), f"fixtures/{SURVEY}")
    told = error.value.text()
    assert f"{STATUS_FILE} is changed" in told
    assert f"{GOALS}/03-helse.yaml is changed" in told
    assert "put them back as they were" in told


def test_a_file_that_the_record_did_not_read_makes_it_another_project(project: Path) -> None:
    record = assessed(project)
    (project / "fixtures" / SURVEY / "overrides.yaml").write_text(
        "overrides: []\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as error:
        comparison_of(str(record), ".")
    assert f"fixtures/{SURVEY}/overrides.yaml is new" in error.value.text()


def test_a_record_that_says_otherwise_than_its_files_is_noted(project: Path) -> None:
    record = assessed(project)
    text = record.read_text(encoding="utf-8")
    start = text.index('"id": "ledelse-1"')
    changed = text[:start] + text[start:].replace('"status": "yellow"', '"status": "red"', 1)
    record.write_text(changed, encoding="utf-8")
    (note,) = comparison_of(str(record), ".").notes
    assert "says red of ledelse-1, and its files now give yellow" in note


def test_faults_are_told_with_the_side_they_are_in(project: Path, tmp_path: Path) -> None:
    other = copied_project(tmp_path / "other")
    (other / STATUS_FILE).write_text("tables: 3\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        comparison_of(str(project), str(other))
    assert all(one.found.startswith("in NEW, ") for one in error.value.faults)


def test_a_fault_in_what_both_sides_share_is_told_once_and_of_neither(project: Path) -> None:
    of_a_year_later(project, "next")
    (project / STATUS_FILE).write_text("tables: 3\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        comparison_of(f"fixtures/{SURVEY}", "fixtures/next")
    (fault,) = error.value.faults
    assert "OLD" not in fault.found
    assert fault.place.file == STATUS_FILE


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("./nowhere", "there is no such file or folder"),
        ("report/assessment.json", "there is no such file or folder"),
        ("", "no name"),
        ("--output=x", "no revision begins with a hyphen"),
        ("docs", "neither is in this folder"),
    ],
)
def test_what_is_no_side_is_told_in_words(project: Path, typed: str, told: str) -> None:
    (project / "docs").mkdir()
    with pytest.raises(InputError) as error:
        comparison_of(typed, ".")
    assert f"in OLD, {told}" in error.value.text()


def test_two_strategies_are_not_compared(project: Path, tmp_path: Path) -> None:
    other = copied_project(tmp_path / "other")
    path = other / GOALS / "strategy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("strategy: ekommune2012", "strategy: annen"), encoding="utf-8")
    (other / GOALS).rename(other / "goals" / "annen")
    (other / "rules" / "ekommune2012").rename(other / "rules" / "annen")
    with pytest.raises(InputError) as error:
        comparison_of(str(project), str(other))
    assert "expected the same strategy on both sides" in error.value.text()


@pytest.mark.parametrize("name", FILE_NAMES)
def test_twice_gives_the_same_bytes_and_a_project_differs_from_itself_in_nothing(
    project: Path, name: str
) -> None:
    commit_all(project)
    first, second = (comparison_of("HEAD", ".") for _ in range(2))
    assert not first.differs
    assert written_as(first, name) == written_as(second, name)


def test_nothing_of_the_project_is_changed(project: Path) -> None:
    commit_all(project)
    record = assessed(project)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    comparison_of("HEAD", str(record))
    after = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert after == before
    assert (project / PRINTED).is_dir()
