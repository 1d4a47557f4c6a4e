"""ekrules impact, as it is typed."""

from __future__ import annotations

import json
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
