"""ekrules schema."""

from __future__ import annotations

from pathlib import Path

import typer

from ekrules.cli.terminal import told_in_words
from ekrules.errors import InputError
from ekrules.project.schemas.kinds import kind_named
from ekrules.project.schemas.writing import WrittenSchemas, schema_named, write_schemas
from ekrules.yaml_reader.files import shown_path


def run(kind: str | None, out: Path | None, *, first_lines: bool) -> None:
    """Print the schema of one kind of file, or write those of all kinds."""
    if kind is not None:
        _refuse_unknown(kind)
    if kind is not None and out is None and not first_lines:
        typer.echo(schema_named(kind), nl=False)
        return
    with told_in_words():
        written = write_schemas(Path(), out, kind=kind, first_lines=first_lines)
    _print(written, first_lines=first_lines)


def _refuse_unknown(kind: str) -> None:
    """Refuse a mistyped kind as mistyped options are: exit code 2."""
    try:
        kind_named(kind)
    except InputError as error:
        told = str(error.faults[0]).removeprefix("KIND: ")
        raise typer.BadParameter(told, param_hint="KIND") from None


def _print(written: WrittenSchemas, *, first_lines: bool) -> None:
    schemas = "1 schema" if written.count == 1 else f"{written.count} schemas"
    typer.echo(f"Written: {schemas} to {shown_path(written.folder)}")
    if first_lines:
        count = len(written.first_lines)
        files = "1 file" if count == 1 else f"{count} files"
        typer.echo(f"The first line was added or mended in {files}.")
