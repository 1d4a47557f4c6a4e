"""Answer commands: what is done with a file of answers, one row per respondent.

Heavy rooms are imported inside the commands, so that --help is quick.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ekrules.cli.options import FileFormat, StrategyArgument, StrictOption, SurveyOption


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


def score_command(
    strategy: StrategyArgument = None,
    survey: SurveyOption = None,
    respondents: Annotated[
        list[str] | None,
        typer.Option(
            "--respondent",
            metavar="ID",
            help="Write a page for this one, by its id or name; may be given again.",
        ),
    ] = None,
    all_pages: Annotated[
        bool, typer.Option("--all-pages", help="Write a page for every respondent.")
    ] = False,
    formats: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMATS", help="What to write, with commas: html, md, csv, xlsx."
        ),
    ] = "html,md,csv",
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The folder to write to.")
    ] = Path("report/score"),
) -> None:
    """Add up each respondent's points, rank them, and say how firm the ranks are.

    By the weights in goals/<strategy>/weights.yaml. Each respondent can have a page of its own, its
    answers beside those of its peers.
    """
    from ekrules.cli.score import ScoreOptions, run

    run(ScoreOptions(strategy, survey, formats, out, respondents or (), all_pages))


def add_answer_commands(application: typer.Typer) -> None:
    """Add the commands to the application, in the order they are used."""
    commands: dict[str, tuple[Callable[..., None], str]] = {
        "import": (import_command, "Propose how a file of answers is read."),
        "answers": (answers_command, "Say how a file of answers was read, and who answered."),
        "score": (score_command, "Rank respondents by weighted answers."),
        "synthesize": (synthesize_command, "Make up answers to try the program on."),
        "frames": (frames_command, "Hold two frame lists against each other."),
    }
    for name, (command, short_help) in commands.items():
        application.command(name, short_help=short_help)(command)
