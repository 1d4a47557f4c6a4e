"""A copy of the project to stand in and to break."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.made_up import project_with_wave
from tests.real_project import copied_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound project, and the current folder."""
    root = copied_project(tmp_path / "prosjekt")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the current one."""
    folder = tmp_path / "tom mappe"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def wave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound project with made-up answers as its only survey, and the current folder."""
    root = project_with_wave(tmp_path / "prosjekt")
    monkeypatch.chdir(root)
    return root
