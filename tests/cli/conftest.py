"""A copy of the project to stand in and to break."""

from __future__ import annotations

from pathlib import Path

import pytest

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
