"""Strays: what lies in a project's folders is read, or it is told that it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.errors import InputError
from ekrules.project.loading import load
from ekrules.project.locating import locate
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
