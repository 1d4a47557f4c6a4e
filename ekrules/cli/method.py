"""ekrules method."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.table import Table

from ekrules.cli.terminal import busy, console, told_in_words
from ekrules.methods.method import COLOUR
from ekrules.methods.running import LevelResult, MethodResult
from ekrules.project.judging import judge, read_formats, write_judged


def run(method: str, indicators: Path, until: int | None, out: Path | None, formats: str) -> None:
    """Print how many of each level have which colour, and write them where that is asked."""
    with told_in_words(), busy("Judging"):
        names = read_formats(formats)
        result = judge(Path(), method, indicators, until)
        paths = write_judged(result, names, out) if out is not None else ()
    source = result.method.file.source
    typer.echo(f"{result.method.file.title.en or result.method.file.title.nb}")
    typer.echo(f"{source.publisher}: {source.title} ({source.year})")
    console().print(_table(result))
    for level in result.levels:
        for reason, count in _reasons(level):
            typer.echo(f"{level.name}, grey: {count} {reason}")
        if others := int((~level.frame["applies"]).sum()):
            typer.echo(f"{level.name}, not for the entity: {others}")
    for path in paths:
        typer.echo(f"Written: {path}")


def _table(result: MethodResult) -> Table:
    colours = _colours(result)
    table = Table()
    for heading in ("level", "judged", *colours):
        table.add_column(heading, justify="left" if heading == "level" else "right")
    for level in result.levels:
        counts = _counts(level)
        table.add_row(
            level.name,
            str(sum(counts.values())),
            *(str(counts.get(colour, 0)) for colour in colours),
        )
    return table


def _colours(result: MethodResult) -> list[str]:
    """Return the method's own colours in its order, or the statuses; what is not judged is grey."""
    own = result.method.file.colours
    found = {colour for level in result.levels for colour in _counts(level)}
    order = list(own) or ["green", "yellow", "red"]
    return [*order, *sorted(found - set(order))]


def _counts(level: LevelResult) -> dict[str, int]:
    """Return how many have each colour, of those that the method is for."""
    column = COLOUR if COLOUR in level.table.outputs else "status"
    frame = level.frame.filter(level.frame["applies"])
    colours = frame[column].fill_null("grey")
    return {name: int((colours == name).sum()) for name in colours.unique().sort().to_list()}


def _reasons(level: LevelResult) -> list[tuple[str, int]]:
    reasons = level.frame.filter(level.frame["applies"])["reason"].drop_nulls()
    return [(name, int((reasons == name).sum())) for name in reasons.unique().sort().to_list()]
