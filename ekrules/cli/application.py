"""Application: the commands, their help, and the exit codes.

Exit codes: 0 done; 1 something in the files is wrong, and the messages say what; 2 the command
was typed wrong. Heavy rooms are imported inside the commands, so that --help is quick.
"""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from ekrules.cli.answer_commands import add_answer_commands
from ekrules.cli.options import (
    BaseChoice,
    EngineChoice,
    EngineOption,
    StrategyArgument,
    StrategyOption,
    StrictOption,
    SurveyOption,
)

application = typer.Typer(
    help="Assess a strategy's goals from survey answers, by rules that anyone can read.\n\n"
    "Run it in a project folder: one with goals/, rules/ and fixtures/. Where there is only one "
    "strategy and one survey they need not be named.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _formats_typed(formats: str) -> str:
    """Refuse a mistyped format as other mistyped options are."""
    from ekrules.errors import InputError
    from ekrules.project.reporting import read_formats

    try:
        read_formats(formats)
    except InputError as error:
        told = " ".join(str(fault).removeprefix("--format: ") for fault in error.faults)
        raise typer.BadParameter(told) from None
    return formats


@application.command("assess", short_help="Give every goal its status; write the report.")
def assess_command(
    strategy: StrategyArgument = None,
    survey: SurveyOption = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMATS",
            callback=_formats_typed,
            help="What to write, with commas: html, md, json.",
        ),
    ] = "html,md,json",
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="BREAKDOWN",
            help="Assess each segment of this breakdown, as region; may be given again. "
            "Without it every breakdown that the answers have; none: no segments.",
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous",
            metavar="RECORD",
            help="Last time's assessment.json: say what has changed since, and how clearly.",
        ),
    ] = None,
    strict: StrictOption = False,
    engine: EngineOption = EngineChoice.AUTO,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The folder to write to.")
    ] = Path("report"),
) -> None:
    """Give every goal its status, find the SWOT, and write the report.

    Writes report.html and report.md to read, and assessment.json: the record with every number,
    its counts and the rule that decided. Nothing is written unless all of it can be.
    """
    from ekrules.cli.assess import AssessOptions, run

    run(AssessOptions(strategy, survey, formats, engine.value, out, by, previous, strict))


@application.command("explain", short_help="Say why a goal has its colour.")
def explain_command(
    goal: Annotated[
        str, typer.Argument(metavar="GOAL", help="The goal's id, as helse-2, or numbers, as 3.2.")
    ],
    strategy: StrategyOption = None,
    survey: SurveyOption = None,
    engine: EngineOption = EngineChoice.AUTO,
) -> None:
    """Say why a goal has its colour: the row that decided, what it saw, and the counts behind."""
    from ekrules.cli.explain import run

    run(goal, strategy, survey, engine.value)


@application.command("table", short_help="Show one question's counts.")
def table_command(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="The question's id, as helsenett_pleie.")
    ],
    survey: SurveyOption = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="BREAKDOWN", help="Cross it by this breakdown, as region."),
    ] = None,
    base: Annotated[
        BaseChoice | None,
        typer.Option("--base", help="Whom percents are of; those asked where not given."),
    ] = None,
) -> None:
    """Show one question's counts, with who was asked, who did not know and who did not answer."""
    from ekrules.cli.table import run

    run(question, survey, by, base.value if base else None)


@application.command("check", short_help="Find every fault in goals, rules and survey.")
def check_command(
    path: Annotated[Path, typer.Argument(metavar="FOLDER", help="The project's folder.")] = Path(),
    strategy: StrategyOption = None,
    survey: SurveyOption = None,
) -> None:
    """Find every fault in goals, rules and survey, and say where it is and what to write instead.

    Tries every rule table on its own examples. Exit code 0: sound; 1: faults were found.
    """
    from ekrules.cli.check import run

    run(path, strategy, survey)


add_answer_commands(application)


def _tell_version(asked: bool) -> None:
    if asked:
        from ekrules.project.assessing import installed_version

        typer.echo(f"ekrules {installed_version()}")
        raise typer.Exit


@application.callback()
def before_any_command(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Say which version this is."
        ),
    ] = False,
) -> None:
    """Answer what is asked of the program itself; the help is the application's own."""
    del version


def main() -> None:
    """Run the command line."""
    # A command ends in a second or two and keeps nearly all it makes: looking for garbage after
    # every 700 objects took a tenth of its time.
    gc.set_threshold(100_000)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a pipe that has no sign for a letter shows "?"; it does not stop the run.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    application()
