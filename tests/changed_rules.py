"""The shipped project with its rules changed, and repositories to hold versions of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.real_project import RULES, replaced

STATUS_FILE = f"{RULES}/status.yaml"
# A bound of the early years: five goals between 35 % and 60 % turn green when it is lowered.
AHEAD = "{attainment: {at_least: 60 %}, years_left: {at_least: 2}}"
MOVING = "{attainment: {at_least: 5 %, below: 60 %}, years_left: {at_least: 2}}"


def lower_bound(project: Path, to: str) -> None:
    """Move the bound at which early goals are on track from 60 % to another."""
    status = project / STATUS_FILE
    replaced(status, AHEAD, AHEAD.replace("60 %", to))
    replaced(status, MOVING, MOVING.replace("60 %", to))


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, with nobody's own settings."""
    author = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    committer = {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
    none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    days = {"GIT_AUTHOR_DATE": "2009-01-01T00:00Z", "GIT_COMMITTER_DATE": "2009-01-01T00:00Z"}
    ran = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **author, **committer, **none, **days},
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout


def commit_all(folder: Path, message: str = "Rules") -> None:
    """Commit all that stands in the folder; makes the repository where there is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
