"""ekrules check --suggest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from ekrules.cli.terminal import busy, told_in_words
from ekrules.project.suggesting import TableSuggestions, suggest, write_suggestions


def run(root: Path, strategy: str | None, *, write: bool, sentences: bool) -> None:
    """Show the examples that tables lack, as YAML to paste, or write them in the files."""
    with told_in_words():
        with busy("Trying the rules"):
            found = suggest(root, strategy, sentences=sentences)
        written = write_suggestions(found) if write else ()
    if not found:
        typer.echo("Every bound has its examples.")
        return
    if not write:
        _show(found)
    _sum_up(found, written)


def _show(found: Sequence[TableSuggestions]) -> None:
    for one in found:
        typer.echo(f"# {one.table.place.file}: under examples of {one.table.id}")
        typer.echo(one.text)


def _sum_up(found: Sequence[TableSuggestions], written: Sequence[Path]) -> None:
    """Say on the error output what the examples are, so that the output is YAML and no more."""
    count = sum(len(one.examples) for one in found)
    for path in written:
        typer.echo(f"Written: {path}")
    told = "1 example" if count == 1 else f"{count} examples"
    typer.echo(
        f"{told} in {len(found)} {'table' if len(found) == 1 else 'tables'}. Each says what the "
        "rules decide today, which may not be what you mean: read each one, and where it is wrong "
        "mend the rule.",
        err=True,
    )
    for one in found:
        if one.left_out:
            typer.echo(_left_out(one), err=True)
    if not written:
        typer.echo("Paste those that you mean, or write all of them with --write.", err=True)


def _left_out(one: TableSuggestions) -> str:
    more = "1 more example is" if one.left_out == 1 else f"{one.left_out} more examples are"
    return (
        f'{more} left out of "{one.table.id}": run this again when these are in the file, and the '
        "next come."
    )
