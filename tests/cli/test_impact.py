"""ekrules impact, as it is typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.changed_rules import STATUS_FILE, commit_all, lower_bound
from tests.cli.running import ekrules
from tests.real_project import copied_project


def test_without_names_it_says_what_was_just_changed(project: Path) -> None:
    commit_all(project)
    lower_bound(project, "45 %")
    ran = ekrules("impact")
    assert (ran.code, ran.err) == (0, "")
    assert "to the working tree" in ran.out.splitlines()[0]
    assert "17.1 ledelse-1: ▲ yellow → ● green" in ran.out
    assert f"HEAD:{STATUS_FILE}:" in ran.out


def test_a_change_fails_where_that_is_asked_for(project: Path) -> None:
    commit_all(project)
    assert ekrules("impact", "--fail-on-change").code == 0
    lower_bound(project, "59 %")
    assert ekrules("impact").code == 0
    pytest.importorskip("z3")
    assert ekrules("impact", "--fail-on-change").code == 1


def test_json_is_printed_alone_and_written_the_same(project: Path) -> None:
    other = copied_project(project.parent / "other")
    printed = ekrules("impact", other, project, "--format", "json")
    assert json.loads(printed.out)["differs"] is False
    written = ekrules("impact", other, project, "--out", "out")
    assert written.out.splitlines() == [
        "Nothing differs.",
        "out/impact.txt",
        "out/impact.json",
        "out/impact.html",
    ]
    assert Path("out/impact.json").read_text(encoding="utf-8") == printed.out


def test_more_than_one_format_needs_a_folder(project: Path) -> None:
    del project
    ran = ekrules("impact", "--format", "json,html")
    assert ran.code == 2
    assert "--out" in ran.err


def test_an_unknown_name_is_a_fault_with_exit_code_1(project: Path) -> None:
    commit_all(project)
    ran = ekrules("impact", "nowhere-at-all")
    assert ran.code == 1
    assert len(ran.told) == 1
    assert ekrules("impact", "--", "--output=x", ".").code == 1
    assert ekrules("impact", "./nowhere").told[0].startswith("./nowhere: there is no such folder")


def test_faults_of_one_side_end_with_1_and_their_place(project: Path) -> None:
    commit_all(project)
    Path(STATUS_FILE).write_text("tables: 3\n", encoding="utf-8")
    ran = ekrules("impact")
    assert ran.code == 1
    assert ran.told[0].startswith(f"{STATUS_FILE}:1:9: in NEW, ")


def test_a_file_is_no_side_and_its_folder_is_named(project: Path) -> None:
    del project
    ran = ekrules("impact", STATUS_FILE, ".")
    folder = Path(STATUS_FILE).parent.as_posix()
    assert ran.told == [f'{STATUS_FILE}: this is a file; expected a folder, as "{folder}".']


def test_without_a_history_the_last_commit_is_told_to_be_unknown(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    (told,) = ekrules("impact").told
    assert told == (
        "HEAD: the last commit is asked for, and the folder you are in is in no git repository; "
        "name two folders, or run ekrules where the project's history is."
    )


def test_two_projects_are_compared_from_a_folder_that_is_none(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = copied_project(project.parent / "other")
    lower_bound(project, "45 %")
    nowhere = project.parent / "nowhere"
    nowhere.mkdir()
    monkeypatch.chdir(nowhere)
    ran = ekrules("impact", other, project)
    assert (ran.code, ran.err) == (0, "")
    assert "17.1 ledelse-1: ▲ yellow → ● green" in ran.out


def test_a_revision_that_has_no_project_here_is_told_so(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_all(project.parent)
    monkeypatch.chdir(project.parent)
    (told,) = ekrules("impact", "HEAD", project).told
    assert told == (
        "HEAD: at this revision the folder you are in has neither goals/ nor rules/; "
        "run ekrules in the project's folder."
    )


def test_old_rules_of_another_strategy_are_one_fault(project: Path) -> None:
    other = project.parent / "rules-before"
    shutil.copytree(project / "rules/ekommune2012", other / "ekommune2015")
    (told,) = ekrules("impact", other, ".").told
    assert told.startswith(f"{other}/ekommune2012: in OLD, there is no such folder, ")
    assert told.endswith('Did you mean "ekommune2015"?')


def test_an_old_side_that_cannot_be_read_is_told_in_words(project: Path) -> None:
    other = copied_project(project.parent / "other")
    (other / STATUS_FILE).write_text("tables: [", encoding="utf-8")
    ran = ekrules("impact", other, ".")
    assert ran.told == [
        f'{other / STATUS_FILE}:1:9: in OLD, this "[" is never closed; write "]" after it.'
    ]
