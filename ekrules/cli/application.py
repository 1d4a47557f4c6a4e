"""Application: the commands, their help, and the exit codes.

Exit codes: 0 done; 1 something in the files is wrong, and the messages say what; 2 the command
was typed wrong. Heavy rooms are imported inside the commands, so that --help is quick.
"""

from __future__ import annotations

import gc
import sys
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from ekrules.cli.options import (
    EngineChoice,
    EngineOption,
    FileFormat,
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
) -> None:
    """Show one question's counts, with who was asked, who did not know and who did not answer."""
    from ekrules.cli.table import run

    run(question, survey, by)


@application.command("import", short_help="Propose how a file of answers is read.")
def import_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The answers: .csv, .xlsx, .sav or .parquet.")
    ],
    survey: SurveyOption = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FOLDER",
            help="Make this folder for a new wave, with the questionnaire of --survey.",
        ),
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The day the new wave was asked for."),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="The sheet, where there are more.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over a mapping that is there already.")
    ] = False,
) -> None:
    """Propose how a file of answers is read, and write it as answers.yaml for you to correct.

    Columns are matched to questions, and codes to answers, by their names and labels. What is
    unsure is marked, and what is not found is named: nothing is dropped unseen.
    """
    from ekrules.cli.import_answers import run
    from ekrules.project.importing import ImportRequest

    run(ImportRequest(file, survey, into, day.date() if day else None, sheet, replace))


@application.command("answers", short_help="Say how a file of answers was read, and who answered.")
def answers_command(
    survey: SurveyOption = None,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write every cell that is no answer here."),
    ] = None,
    strict: StrictOption = False,
) -> None:
    """Say how a file of answers was read: who answered, and every cell that is no answer.

    Each with its row, its column, what stands there, what was expected and the nearest right word.
    Exit code 1 with --strict where something was left out.
    """
    from ekrules.cli.answers import run

    run(survey, csv, strict)


@application.command("synthesize", short_help="Make up answers to try the program on.")
def synthesize_command(
    survey: SurveyOption = None,
    respondents: Annotated[
        int | None,
        typer.Option(
            "--respondents",
            metavar="NUMBER",
            min=1,
            max=5_000_000,
            help="How many; as many as the survey had where not given.",
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", metavar="NUMBER", help="The same number, the same answers.")
    ] = 2009,
    ending: Annotated[
        FileFormat, typer.Option("--format", help="What the file of answers is written as.")
    ] = FileFormat.CSV,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The folder to write to.")
    ] = Path("synthetic"),
) -> None:
    """Make up answers whose counts equal every printed table, and a wave that moves on from them.

    Nobody gave these answers, and the files, and every report made from them, say so.
    """
    from ekrules.cli.synthesize import run

    run(survey, out, seed, respondents, ending.value)


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


@application.command("frames", short_help="Hold two frame lists against each other.")
def frames_command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The frame list that was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The frame list that is.")],
    crosswalk: Annotated[
        Path,
        typer.Option("--crosswalk", metavar="FILE", help="What became of which: year, old, new."),
    ],
    from_year: Annotated[
        int | None, typer.Option("--from-year", metavar="YEAR", help="The year of OLD.")
    ] = None,
    to_year: Annotated[
        int | None, typer.Option("--to-year", metavar="YEAR", help="The year of NEW.")
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write what became of every unit here."),
    ] = None,
) -> None:
    """Say what became of everyone in an old frame: merged, split, renumbered or as before.

    Where municipalities have merged, a breakdown of the two frames is comparable only where all
    the old parts lay in one segment; the others are named.
    """
    from ekrules.cli.frames import run

    run(old, new, crosswalk, (from_year, to_year), csv)


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
