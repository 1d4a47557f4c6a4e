"""ekrules impact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from ekrules.cli.terminal import busy, told_in_words
from ekrules.project.impact.comparing import impact_of
from ekrules.project.impact.running import Choice
from ekrules.project.impact.writing import FILE_NAMES, write_impact, written_as
from ekrules.project.reporting import read_formats
from ekrules.report.impact import Impact
from ekrules.report.impact_text import summary_text
from ekrules.report.unwritable import refuse_unwritable


@dataclass(frozen=True)
class ImpactOptions:
    """What was typed; formats: None for text on the screen, or all of them into a folder."""

    old: str
    new: str
    strategy: str | None = None
    survey: Path | None = None
    by: Sequence[str] | None = None
    formats: str | None = None
    out: Path | None = None
    fail_on_change: bool = False


def run(options: ImpactOptions) -> None:
    """Compare, and print the result or write it to a folder."""
    by = [] if options.by == ["none"] else options.by or None
    with told_in_words(), busy("Comparing"):
        formats = _formats(options)
        if options.out is not None:
            refuse_unwritable(options.out)
        impact = impact_of(options.old, options.new, Choice(options.strategy, options.survey, by))
        _tell(impact, formats, options.out)
    if options.fail_on_change and impact.differs:
        raise typer.Exit(1)


def _formats(options: ImpactOptions) -> tuple[str, ...]:
    if options.formats is not None:
        return read_formats(options.formats, tuple(FILE_NAMES))
    return tuple(FILE_NAMES) if options.out is not None else ("text",)


def _tell(impact: Impact, formats: Sequence[str], out: Path | None) -> None:
    if out is None:
        typer.echo(written_as(impact, formats[0]), nl=False)
        return
    written = write_impact(impact, formats, out)
    typer.echo(summary_text(impact))
    for path in written:
        typer.echo(str(path))
