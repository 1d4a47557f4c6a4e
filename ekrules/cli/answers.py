"""ekrules answers."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.text import Text

from ekrules.cli.table import print_tables
from ekrules.cli.terminal import busy, console, told_in_words
from ekrules.project.answering import AnswersRead, missing_word, read_answers, write_cell_faults

MOST_SHOWN = 20


def run(survey: Path | None, csv: Path | None, strict: bool) -> None:
    """Say how a survey's answers were read, and who answered."""
    with told_in_words():
        with busy("Reading the answers"):
            read = read_answers(Path(), survey)
        if csv is not None:
            write_cell_faults(read, csv)
    _print(read)
    if csv is not None:
        more = sum(read.counts.values()) - len(read.faults)
        which = f"The first {len(read.faults)} of them" if more > 0 else "Every one of them"
        typer.echo(f"{which} in detail: {csv}")
    if strict and read.stopping:
        raise typer.Exit(1)


def _print(read: AnswersRead) -> None:
    screen = console()
    about = read.survey
    note = " (synthetic)" if about.is_synthetic else ""
    screen.print(Text(f"{about.respondents} of {about.frame_size} answered{note}."))
    print_tables(read.tables)
    for kind, count in read.counts.items():
        screen.print(Text(f"{count:>8}  {missing_word(kind)}"))
    told = [one for one in read.faults if not one.is_notice]
    for one in told[:MOST_SHOWN]:
        screen.print(Text(str(one)))
    if len(told) > MOST_SHOWN:
        screen.print(Text(f"... and {sum(read.stopping.values()) - MOST_SHOWN} more (--csv FILE)"))
    if not read.stopping:
        screen.print(Text("Nothing was left out."))
