"""ekrules sheet in."""

from __future__ import annotations

from pathlib import Path

import typer

from ekrules.cli.terminal import busy, told_in_words
from ekrules.project.sheets import Change, sheet_in
from ekrules.project.telling.as_text import as_text, counted
from ekrules.yaml_reader.files import shown_path


def bring_in(file: Path, *, dry_run: bool, proofs: bool) -> None:
    """Bring a workbook's changes to the YAML and show them; exit code 1 where they are refused."""
    with told_in_words(), busy("Proving"):
        change = sheet_in(Path(), file, dry_run=dry_run, proofs=proofs)
    name = shown_path(change.file)
    if not change.difference:
        typer.echo(f"Nothing has changed; {name} is as it was.")
        return
    typer.echo(change.difference)
    if change.proved:
        typer.echo(as_text(change.proved), err=True)
    if change.is_refused:
        _refuse(change, name)
    typer.echo(f"Nothing was written to {name}." if dry_run else f"Changed {name}.")


def _refuse(change: Change, name: str) -> None:
    typer.echo(counted(change.proved), err=True)
    typer.echo(f"Nothing was written to {name}. Mend the cells, or bring them in with --no-proofs.")
    raise typer.Exit(1)
