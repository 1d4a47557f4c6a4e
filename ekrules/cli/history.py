"""ekrules history."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ekrules.cli.terminal import busy, told_in_words
from ekrules.project.history import FILE_NAMES, read_history, write_history, written_as
from ekrules.project.reporting import read_formats
from ekrules.report.unwritable import refuse_unwritable

if TYPE_CHECKING:
    from ekrules.yaml_reader.wording import Language

_WITH_OUT = ("csv", "json", "html")


@dataclass(frozen=True)
class HistoryOptions:
    """What was typed; formats: None for text on the screen, or table and page into a folder."""

    folder: Path
    strategy: str | None = None
    formats: str | None = None
    language: Language = "nb"
    out: Path | None = None


def run(options: HistoryOptions) -> None:
    """Read the records, and print the history or write it to a folder."""
    with told_in_words(), busy("Reading records"):
        formats = _formats(options)
        if options.out is not None:
            refuse_unwritable(options.out)
        read = read_history(options.folder, options.strategy, options.language)
        if options.out is None:
            typer.echo(written_as(read.words, formats[0]), nl=False)
        else:
            written = write_history(read.words, formats, options.out)
            typer.echo(read.words.summary())
            for path in written:
                typer.echo(str(path))
    for name in read.passed_over:
        typer.echo(f"Note: {name} is no record of an assessment, and was passed over.", err=True)


def _formats(options: HistoryOptions) -> tuple[str, ...]:
    if options.formats is not None:
        return read_formats(options.formats, tuple(FILE_NAMES))
    return _WITH_OUT if options.out is not None else ("text",)
