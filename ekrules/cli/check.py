"""ekrules check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from ekrules.cli.terminal import busy, told_in_words
from ekrules.project.checking import CheckReport, check_project
from ekrules.project.told import Told

CheckFormat = Literal["text", "json", "github"]


@dataclass(frozen=True)
class CheckOptions:
    """What was asked for on the command line."""

    path: Path
    strategy: str | None
    survey: Path | None
    format: CheckFormat
    strict: bool
    proofs: bool


def run(options: CheckOptions) -> None:
    """Check a project and tell what was found; exit code 1 where it is not sound."""
    with told_in_words(), busy("Checking"):
        report = check_project(
            options.path, options.strategy, options.survey, proofs=options.proofs
        )
    _TELL[options.format](report)
    if not report.is_sound(options.strict):
        raise typer.Exit(1)


def _tell_text(report: CheckReport) -> None:
    """Faults on the error output; what is odd, and how much was checked, on the output."""
    from ekrules.project.telling.as_text import as_text, counted

    graver = [one for one in report.told if one.level == "error"]
    lesser = [one for one in report.told if one.level != "error"]
    if lesser:
        typer.echo(as_text(lesser))
    if graver:
        typer.echo(as_text(graver), err=True)
        typer.echo(counted(graver), err=True)
    elif report.counted is not None:
        typer.echo(_summed_up(report, lesser))


def _summed_up(report: CheckReport, lesser: list[Told]) -> str:
    from ekrules.project.telling.as_text import counted

    what = report.counted
    assert what is not None
    besides = f" {counted(lesser)}" if lesser else ""
    return (
        f"Sound: {what.goals} goals, {what.measures} measures, {what.tables} tables with "
        f"{what.examples} examples, {what.findings} findings.{besides}"
    )


def _tell_json(report: CheckReport) -> None:
    from ekrules.project.telling.as_json import as_json

    typer.echo(as_json(report.told))


def _tell_github(report: CheckReport) -> None:
    from ekrules.project.telling.as_annotations import as_annotations

    if report.told:
        typer.echo(as_annotations(report.told))


_TELL = {"text": _tell_text, "json": _tell_json, "github": _tell_github}
