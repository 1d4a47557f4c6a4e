"""Record commands: what is done with records of assessments that were made.

Heavy rooms are imported inside the commands, so that --help is quick.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ekrules.cli.options import LanguageChoice, LanguageOption


class ReplayFormat(StrEnum):
    """How a replay is told."""

    TEXT = "text"
    JSON = "json"


def replay_command(
    record: Annotated[
        Path, typer.Argument(metavar="RECORD", help="An assessment.json, as assess writes it.")
    ],
    form: Annotated[
        ReplayFormat, typer.Option("--format", help="text for people, json for programs.")
    ] = ReplayFormat.TEXT,
) -> None:
    """Make a record anew from the project it stands in, and say what differs.

    Which files have changed, are gone or are new; another version or engine; and each measure,
    status, theme, finding and sentence then and now. Where nothing does: the same, to the byte.
    Exit code 0: the same; 1: something differs; 2: it can't be replayed, and why.
    """
    from ekrules.cli.replay import run

    run(record, form.value)


def history_command(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="A folder of records; folders in it are read too."),
    ],
    strategy: Annotated[
        str | None,
        typer.Option(
            "--strategy",
            metavar="STRATEGY",
            help="The strategy's id, where the folder has records of several.",
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMATS",
            help="text, csv, json, html, svg, png. One of the first four is printed; with --out "
            "more, with commas (csv, json and html where not given).",
        ),
    ] = None,
    language: LanguageOption = LanguageChoice.BOKMAAL,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write to this folder instead.")
    ] = None,
) -> None:
    """Follow every goal over the years: a table, a timeline, and what has changed.

    Reads the records of a folder, at any depth, in the order of wave and date. A change is named
    only where the same thing was judged in the same way both times.
    """
    from ekrules.cli.history import HistoryOptions, run

    if out is None and formats is not None and ("," in formats or formats in ("svg", "png")):
        told = "pictures, and more than one, go with --out"
        raise typer.BadParameter(told, param_hint="--format")
    run(HistoryOptions(folder, strategy, formats, language.value, out))


def add_record_commands(application: typer.Typer) -> None:
    """Add the commands on records."""
    about = "Say whether a record can be made anew."
    application.command("replay", short_help=about)(replay_command)
    application.command("history", short_help="Follow every goal over the years.")(history_command)
