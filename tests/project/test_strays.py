"""Strays: what lies in a project's folders is read, or it is told that it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.errors import InputError
from ekrules.project.loading import load
from ekrules.project.locating import locate
from tests.made_up import WAVE, project_with_wave
from tests.real_project import GOALS, RULES, SURVEY, copied_project

FIXTURES = f"fixtures/{SURVEY}"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copied_project(tmp_path / "prosjekt")
    monkeypatch.chdir(root)
    return root


def told(root: Path) -> str:
    with pytest.raises(InputError) as caught:
        load(locate(root))
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        (f"{FIXTURES}/overrides.yml", "overrides.yaml"),
        (f"{FIXTURES}/override.yaml", "overrides.yaml"),
        (f"{FIXTURES}/frame.yaml.txt", "frame.yaml"),
        (f"{RULES}/statuses.yaml", "status.yaml"),
        (f"{RULES}/report.yml", "report.yaml"),
        (f"{RULES}/narrative.nb.yml", "narrative.nb.yaml"),
        (f"{GOALS}/03-helse.yaml.txt", "03-helse.yaml"),
        (f"{GOALS}/19-nytt.YAML", "19-nytt.yaml"),
        (f"{FIXTURES}/codebook/03-helse.yaml.txt", "03-helse.yaml"),
        (f"{FIXTURES}/printed/03-helse.yaml.txt", "03-helse.yaml"),
    ],
)
def test_a_file_that_is_not_read_is_told_with_the_name_that_would_be(
    project: Path, name: str, near: str
) -> None:
    (project / name).write_text("x", encoding="utf-8")
    fault = told(project)
    assert fault.startswith(f"{name}: this file is not read; ")
    assert fault.endswith(f'Did you mean "{near}"?')


def test_a_yml_file_among_the_goals_is_told_once(project: Path) -> None:
    (project / GOALS / "19-nytt.yml").touch()
    assert "\n" not in told(project)


def test_readmes_hidden_files_and_other_languages_may_lie_there(project: Path) -> None:
    for folder in (GOALS, RULES, FIXTURES, f"{FIXTURES}/codebook", f"{FIXTURES}/printed"):
        (project / folder / "README.md").touch()
        (project / folder / ".gitkeep").touch()
    (project / RULES / "narrative.nn.yaml").touch()
    assert load(locate(project)).strategy.goals


def test_rules_under_another_name_than_the_strategy_are_told_once(project: Path) -> None:
    (project / RULES).rename(project / "rules/ekommune2021")
    fault = told(project)
    assert fault.startswith(f"{RULES}: there is no such folder")
    assert fault.endswith('Did you mean "ekommune2021"?')


@pytest.fixture
def wave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project_with_wave(tmp_path / "bolge")
    monkeypatch.chdir(root)
    return root


def test_the_files_that_a_waves_own_files_name_are_none(wave: Path) -> None:
    assert load(locate(wave)).survey.answers is not None


@pytest.mark.parametrize("name", ["answers.xlsx", "frame.txt", "printed.yaml"])
def test_a_second_file_of_answers_is_told_that_it_is_not_read(wave: Path, name: str) -> None:
    (wave / "fixtures" / WAVE / name).write_text("x", encoding="utf-8")
    assert told(wave).startswith(f"fixtures/{WAVE}/{name}: this file is not read; ")


def test_the_file_that_another_is_read_in_place_of_is_no_stray(wave: Path) -> None:
    folder = wave / "fixtures" / WAVE
    (folder / "andre.csv").write_bytes((folder / "answers.csv").read_bytes())
    assert load(locate(wave, survey=folder / "andre.csv")).folders.answers == folder / "andre.csv"
    assert "andre.csv: this file is not read" in told(wave)


def test_where_answers_could_not_be_read_their_files_are_not_called_strays(wave: Path) -> None:
    folder = wave / "fixtures" / WAVE
    (folder / "answers.csv").write_text("", encoding="utf-8")
    (folder / "override.yaml").touch()
    first, second = told(wave).splitlines()
    assert first.startswith(f"fixtures/{WAVE}/answers.csv: the file is empty; ")
    assert second.startswith(f"fixtures/{WAVE}/override.yaml: this file is not read; ")
    (folder / "survey.yaml").unlink()
    assert "answers.csv: this file" not in str(load_error(wave, folder))


def load_error(root: Path, survey: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        load(locate(root, survey=survey))
    return caught.value
