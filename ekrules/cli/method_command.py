"""Method command: indicators judged by a method that somebody published.

Heavy rooms are imported inside the command, so that --help is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def method_command(
    method: Annotated[
        str,
        typer.Argument(metavar="METHOD", help="A method of rules/methods/, or its file."),
    ],
    indicators: Annotated[
        Path,
        typer.Option(
            "--indicators", metavar="FOLDER", help="The folder of indicators.yaml, or that file."
        ),
    ],
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="PERIOD",
            help="Leave out what is from after this year, quarter, month or day.",
        ),
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option(
            "--edition",
            metavar="EDITION",
            help="Judge by what was published until then, as 2015 or 2015-06.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Also write all of it to this folder."),
    ] = None,
    formats: Annotated[
        str,
        typer.Option("--format", metavar="FORMATS", help="With --out: csv, json, with commas."),
    ] = "csv,json",
    steps: Annotated[
        bool,
        typer.Option("--steps", help="With --out: also what each derived input was made of."),
    ] = False,
) -> None:
    """Judge indicators by a method that somebody published, as its file in rules/methods/ says.

    Prints how many indicators, goals and so on have which colour, and why the grey ones are grey.
    With --out it writes each one's status and numbers, with the row that decided.
    """
    from ekrules.cli.method import run

    run(method, indicators, until, out, formats, edition, steps=steps)


def add_method_command(application: typer.Typer) -> None:
    """Add the command."""
    about = "Judge indicators by a published method."
    application.command("method", short_help=about)(method_command)
