"""Impact command: what a change to goals and rules does.

Heavy rooms are imported inside the command, so that --help is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ekrules.cli.options import StrategyOption, SurveyOption


def impact_command(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="What it was: a project's folder, a folder of rules or of goals, or a git "
            "revision, as HEAD~1 or main.",
        ),
    ] = "HEAD",
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="What it is: likewise; . is the folder as it is.")
    ] = ".",
    strategy: StrategyOption = None,
    survey: SurveyOption = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="BREAKDOWN",
            help="Compare each segment of this breakdown; may be given again. Without it every "
            "breakdown that the answers have; none: no segments.",
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
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write to this folder instead.")
    ] = None,
    fail_on_change: Annotated[
        bool, typer.Option("--fail-on-change", help="Exit with 1 where anything differs.")
    ] = False,
) -> None:
    """Say what a change to goals and rules does: statuses, findings and sentences, old and new.

    Without names it holds the last commit against the folder as it is now. Both rule sets are run
    on the same surveys, those of NEW. Then every case there is: where the two decide differently
    though no data shows it, or that no case differs. Exit code 1: one side has faults.
    """
    from ekrules.cli.impact import ImpactOptions, run

    if out is None and formats is not None and "," in formats:
        raise typer.BadParameter("more than one goes with --out", param_hint="--format")
    run(ImpactOptions(old, new, strategy, survey, by, formats, out, fail_on_change))
