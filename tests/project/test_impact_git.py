"""Revisions: what git is asked, what it is never asked, and how its refusals are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.project.impact import git as git_room
from ekrules.project.impact.git import Revision, find_revision, write_revision
from tests.changed_rules import commit_all, git

_HOSTILE = (
    "--output=stolen",
    "-h",
    "--upload-pack=touch stolen",
    "HEAD; touch stolen",
    "$(touch stolen)",
    "`touch stolen`",
    "HEAD\0",
    "HEAD\n",
    "HEAD..main",
    "main...HEAD",
    "",
    "   ",
    "@{u}",
    "HEAD:goals",
    "../../etc/passwd",
    "x" * 5000,
    "|touch stolen",
    "ext::sh -c touch% stolen",
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    (root / "goals").mkdir(parents=True)
    (root / "goals" / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    commit_all(root)
    return root


def _found(typed: str, project: Path) -> tuple[Revision | None, list[str]]:
    faults = Faults()
    return find_revision(typed, project, faults), [str(one) for one in faults.found]


def _written(project: Path, into: Path, typed: str = "HEAD") -> list[str]:
    revision, told = _found(typed, project)
    assert revision is not None, told
    faults = Faults()
    write_revision(revision, ("goals", "rules"), into, faults)
    return [str(one) for one in faults.found]


@pytest.mark.parametrize("typed", _HOSTILE, ids=range(len(_HOSTILE)))
def test_a_hostile_name_is_refused_in_words_and_runs_nothing(typed: str, repository: Path) -> None:
    revision, told = _found(typed, repository)
    assert revision is None
    assert len(told) == 1
    assert "\0" not in told[0]
    assert len(told[0]) < 900
    assert sorted(one.name for one in repository.iterdir()) == [".git", "goals"]


@given(st.text(max_size=60))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_a_commit_or_one_fault(repository: Path, typed: str) -> None:
    revision, told = _found(typed, repository)
    assert (revision is None) == (len(told) == 1)


def test_the_files_of_the_revision_are_written_and_no_others(
    repository: Path, tmp_path: Path
) -> None:
    (repository / "other").mkdir()
    (repository / "other" / "b.yaml").write_text("b: 1\n", encoding="utf-8")
    commit_all(repository)
    (repository / "goals" / "a.yaml").write_text("a: 2\n", encoding="utf-8")
    assert _written(repository, tmp_path / "out") == []
    files = [one for one in (tmp_path / "out").rglob("*") if one.is_file()]
    assert [one.relative_to(tmp_path / "out").as_posix() for one in files] == ["goals/a.yaml"]
    assert files[0].read_text(encoding="utf-8") == "a: 1\n"


def test_a_misspelt_branch_is_told_with_the_nearest(repository: Path) -> None:
    git(repository, "branch", "stricter-bounds")
    _, told = _found("stricter-bound", repository)
    assert told[0].endswith('Did you mean "stricter-bounds"?')


def test_a_history_that_is_too_short_is_told_so(repository: Path) -> None:
    _, told = _found("HEAD~1", repository)
    assert "the history is shorter" in told[0]


def test_a_repository_without_a_commit_is_told_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    _, told = _found("HEAD", tmp_path)
    assert "no commit yet" in told[0]


def test_a_folder_in_no_repository_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    _, told = _found("HEAD", tmp_path)
    assert "is in no git repository" in told[0]


def test_a_machine_without_git_is_told_so(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    _, told = _found("HEAD", repository)
    assert "git is not installed" in told[0]


def test_a_git_that_never_answers_is_given_up(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec /bin/sleep 30\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(slow.parent))
    monkeypatch.setattr(git_room, "SECONDS", 0.2)
    _, told = _found("HEAD", repository)
    assert "did not answer" in told[0]


def test_a_hooks_settings_do_not_lead_elsewhere(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    revision, told = _found("HEAD", repository)
    assert revision is not None, told


def test_a_submodule_and_a_link_are_told_with_their_place(repository: Path, tmp_path: Path) -> None:
    (repository / "goals" / "link.yaml").symlink_to("/etc/passwd")
    commit_all(repository)
    commit = git(repository, "rev-parse", "HEAD").strip()
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{commit},goals/module")
    git(repository, "commit", "--quiet", "--message", "Submodule")
    told = _written(repository, tmp_path / "out")
    assert [one.partition(";")[0] for one in told] == [
        "HEAD:goals/link.yaml: a symbolic link, which is not followed in a revision",
        "HEAD:goals/module: a submodule, whose files are in another repository",
    ]
    assert not (tmp_path / "out").exists()


def test_too_much_is_refused_before_it_is_read(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_room, "MOST_BYTES", 4)
    told = _written(repository, tmp_path / "out")
    assert "at most" in told[0]
    assert not (tmp_path / "out").exists()
