"""ekrules check."""

from __future__ import annotations

from pathlib import Path

import typer

from ekrules.cli.terminal import told_in_words
from ekrules.project.checking import check_project


def run(path: Path, strategy: str | None, survey: Path | None) -> None:
    """Check a project and print what was found."""
    with told_in_words():
        checked = check_project(path, strategy, survey)
    for warning in checked.warnings:
        typer.echo(f"Note: {warning}")
    typer.echo(
        f"Sound: {checked.goals} goals, {checked.measures} measures, {checked.tables} tables with "
        f"{checked.examples} examples, {checked.findings} findings."
    )
