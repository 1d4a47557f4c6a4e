"""ekrules method."""

from __future__ import annotations

from pathlib import Path

import typer

from ekrules.cli.method_table import colours_table
from ekrules.cli.terminal import busy, console, told_in_words
from ekrules.methods.running import LevelResult, run_method
from ekrules.project.judging import (
    editions_told,
    read_both,
    read_formats,
    read_until,
    write_judged,
)
from ekrules.project.method_steps import step_files


def run(
    method: str,
    indicators: Path,
    until: str | None,
    out: Path | None,
    formats: str,
    edition: str | None = None,
    *,
    steps: bool = False,
) -> None:
    """Print how many of each level have which colour, and write them where that is asked."""
    with told_in_words(), busy("Judging"):
        names = read_formats(formats)
        read, values = read_both(Path(), method, indicators, edition)
        until_then = read_until(until)
        result = run_method(read, values, until_then)
        editions = editions_told(values)
        paths: tuple[Path, ...] = ()
        if out is not None:
            beside = step_files(result, values, until_then, names, out) if steps else {}
            paths = write_judged(result, names, out, beside)
    source = result.method.file.source
    typer.echo(f"{result.method.file.title.en or result.method.file.title.nb}")
    year = "" if source.year is None else f" ({source.year})"
    typer.echo(f"{source.publisher}: {source.title}{year}")
    if editions is not None:
        typer.echo(editions)
    terminal = console()
    terminal.print(colours_table(result, terminal))
    for level in result.levels:
        for reason, count in _reasons(level):
            what = "grey" if level.table is not None else "unknown"
            typer.echo(f"{level.name}, {what}: {count} {reason}")
        if others := int((~level.frame["applies"]).sum()):
            typer.echo(f"{level.name}, not for the entity: {others}")
    for path in paths:
        typer.echo(f"Written: {path}")


def _reasons(level: LevelResult) -> list[tuple[str, int]]:
    reasons = level.frame.filter(level.frame["applies"])["reason"].drop_nulls()
    return [(name, int((reasons == name).sum())) for name in reasons.unique().sort().to_list()]
