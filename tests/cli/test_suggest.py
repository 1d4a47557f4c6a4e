"""ekrules check --suggest: YAML on the output, what it is on the error output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import ekrules
from tests.real_project import RULES, copied_project, replaced

STATUS = f"{RULES}/status.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copied_project(tmp_path)


def test_suggestions_are_shown_by_table_and_nothing_is_written(project: Path) -> None:
    before = (project / STATUS).read_bytes()
    ran = ekrules("check", "--suggest")
    assert ran.code == 0
    heading, first = ran.out.splitlines()[:2]
    assert heading == f"# {STATUS}: under examples of attainment-by-deadline"
    assert first.startswith("      - name: ")
    assert "what the rules decide today" in ran.err
    assert (project / STATUS).read_bytes() == before


@pytest.mark.usefixtures("project")
def test_written_suggestions_leave_the_project_sound_and_complete() -> None:
    ran = ekrules("check", "--suggest", "--write")
    assert ran.code == 0
    assert f"Written: {STATUS}" in ran.out.splitlines()
    assert ekrules("check", "--suggest").out == "Every bound has its examples.\n"
    assert ekrules("check", "--no-proofs").code == 0


def test_a_failing_example_stops_suggestions(project: Path) -> None:
    replaced(
        project / STATUS,
        "given: {attainment: 33 %}\n        expect: {status: red",
        "given: {attainment: 33 %}\n        expect: {status: green",
    )
    ran = ekrules("check", "--suggest", "--write")
    assert ran.code == 1
    assert ran.out == ""
    assert len(ran.told) == 1


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("option", ["--write", "--sentences"])
def test_options_of_suggesting_go_with_it(option: str) -> None:
    ran = ekrules("check", option)
    assert ran.code == 2
    assert "goes with --suggest" in ran.err


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("options", [["--strict"], ["--format", "json"]])
def test_options_of_checking_do_not_go_with_suggesting(options: list[str]) -> None:
    ran = ekrules("check", "--suggest", *options)
    assert ran.code == 2
    assert f"{options[0]}: goes with a check" in ran.err


LADDER = """\
tables:
  - decision: ladder
    asks: How far up?
    hit_policy: first
    inputs: {share: {unit: share}}
    rows:
ROWS"""


def _ladder(folder: Path, steps: int) -> Path:
    """Write a table of so many rows, a bound each, as the only one of a project."""
    rows = [
        f"      - {{id: step-{one}, when: {{share: {{at_least: {one} %}}}}, status: green}}\n"
        for one in range(steps, 0, -1)
    ]
    path = folder / "rules/some/status.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(LADDER.replace("ROWS", "".join(rows)), encoding="utf-8")
    return path


def test_what_is_left_out_of_a_long_table_is_told_and_comes_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = _ladder(tmp_path, 20)
    first = ekrules("check", "--suggest", "--write")
    assert "40 examples in 1 table." in first.err
    assert '21 more examples are left out of "ladder": run this again' in first.err
    assert path.read_text(encoding="utf-8").count("- name: ") == 40
    second = ekrules("check", "--suggest", "--write")
    assert "21 examples in 1 table." in second.err
    assert "left out" not in second.err
    assert ekrules("check", "--suggest").out == "Every bound has its examples.\n"
