"""Compare command: why each status differs between two sets of rules and data.

Heavy rooms are imported inside the command, so that --help is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ekrules.cli.options import LanguageChoice, LanguageOption, StrategyOption, SurveyOption


def compare_command(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="What it was: a survey's folder, a project's folder, a git revision (HEAD~3, or "
            "HEAD~3:fixtures/x), or a record. With --method: a folder of indicators.",
        ),
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="What it is: likewise; . is the project as it is.")
    ],
    strategy: StrategyOption = None,
    survey: SurveyOption = None,
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            metavar="NAME",
            help="Compare what this method of rules/methods/ makes of two folders of indicators; "
            "OLDNAME,NEWNAME: a method for each.",
        ),
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option(
            "--edition",
            metavar="OLD,NEW",
            help="With --method: only values published until then count, as 2018,2019.",
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMATS",
            help="text, json, html. One is printed; with --out more, with commas (all where not "
            "given).",
        ),
    ] = None,
    language: LanguageOption = LanguageChoice.BOKMAAL,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write to this folder instead.")
    ] = None,
    fail_on_change: Annotated[
        bool, typer.Option("--fail-on-change", help="Exit with 1 where any status differs.")
    ] = False,
) -> None:
    """Say why each status differs: new figures, revised ones, time, targets, rules or overrides.

    Runs old figures under new rules and new figures under old, down to each single difference, and
    says which of them suffice: alone, each for itself, or only together. Also the goals that are
    the same though one difference alone would have moved them. Exit code 1: one side has faults.
    """
    from ekrules.cli.compare import CompareOptions, run

    if out is None and formats is not None and "," in formats:
        raise typer.BadParameter("more than one goes with --out", param_hint="--format")
    if method is not None and (strategy or survey):
        name = "--strategy" if strategy else "--survey"
        raise typer.BadParameter("does not go with --method", param_hint=name)
    if method is None and edition is not None:
        raise typer.BadParameter("goes with --method", param_hint="--edition")
    run(
        CompareOptions(
            old,
            new,
            strategy,
            survey,
            method,
            edition,
            language.value,
            formats,
            out,
            fail_on_change,
        )
    )


def add_compare_command(application: typer.Typer) -> None:
    """Add the command."""
    about = "Say why each status differs between two years or versions."
    application.command("compare", short_help=about)(compare_command)
