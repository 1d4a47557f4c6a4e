"""ekrules compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from ekrules.assessment.comparison.causes import State
from ekrules.cli.terminal import busy, told_in_words
from ekrules.project.comparing.comparing import comparison_of
from ekrules.project.comparing.sides import Choice
from ekrules.project.comparing.writing import (
    FILE_NAMES,
    Told,
    summary_of,
    write_comparison,
    written_as,
)
from ekrules.project.reporting import read_formats
from ekrules.report.unwritable import refuse_unwritable
from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class CompareOptions:
    """What was typed; formats: None for text on the screen, or all of them into a folder."""

    old: str
    new: str
    strategy: str | None = None
    survey: Path | None = None
    method: str | None = None
    edition: str | None = None
    language: Language = "nb"
    formats: str | None = None
    out: Path | None = None
    fail_on_change: bool = False


def run(options: CompareOptions) -> None:
    """Compare, and print the result or write it to a folder."""
    with told_in_words(), busy("Comparing") as doing:
        formats = _formats(options)
        if options.out is not None:
            refuse_unwritable(options.out)
        told = _compared(options, doing)
        _tell(told, formats, options.out)
    if options.fail_on_change and told.differs:
        raise typer.Exit(1)


def _compared(options: CompareOptions, doing: Callable[[str], None]) -> Told:
    if options.method is None:
        choice = Choice(options.strategy, options.survey, options.language)
        return comparison_of(options.old, options.new, choice)
    # Its rooms load a library for tables, which surveys do without.
    from ekrules.project.comparing.methods import MethodChoice, comparison_of_methods, read_pair

    editions = (None, None) if options.edition is None else read_pair(options.edition, "--edition")
    methods = read_pair(options.method, "--method")
    of_method = MethodChoice(methods, editions, options.language)

    def running(state: State) -> None:
        doing(f"Comparing: {', '.join(state).replace('_', ' ') or 'as it was'}")

    return comparison_of_methods(options.old, options.new, of_method, running)


def _formats(options: CompareOptions) -> tuple[str, ...]:
    if options.formats is not None:
        return read_formats(options.formats, tuple(FILE_NAMES))
    return tuple(FILE_NAMES) if options.out is not None else ("text",)


def _tell(told: Told, formats: Sequence[str], out: Path | None) -> None:
    if out is None:
        typer.echo(written_as(told, formats[0]), nl=False)
        return
    written = write_comparison(told, formats, out)
    typer.echo(summary_of(told))
    for path in written:
        typer.echo(str(path))
