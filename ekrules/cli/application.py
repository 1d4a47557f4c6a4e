"""Application: the commands, their help, and the exit codes.

Exit codes: 0 done; 1 something in the files is wrong, and the messages say what; 2 the command
was typed wrong, or what was made can't be written; 130 stopped with Ctrl-C. Heavy rooms are
imported inside the commands, so that --help is quick.
"""

from __future__ import annotations

import atexit
import gc
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from ekrules.cli.answer_commands import add_answer_commands
from ekrules.cli.compare_command import add_compare_command
from ekrules.cli.method_command import add_method_command
from ekrules.cli.options import (
    AnswerFormat,
    BaseChoice,
    EngineChoice,
    EngineOption,
    LanguageChoice,
    LanguageOption,
    StrategyArgument,
    StrategyOption,
    StrictOption,
    SurveyOption,
)
from ekrules.cli.record_commands import add_record_commands
from ekrules.cli.rule_commands import add_rule_commands

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
            help="What to write, with commas: html, docx, pdf, md, xlsx, json.",
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
    language: LanguageOption = LanguageChoice.BOKMAAL,
    word_styles: Annotated[
        Path | None,
        typer.Option(
            "--word-styles",
            metavar="FILE",
            help="Your own .docx: report.docx takes its styles, logo and page from it.",
        ),
    ] = None,
    word_comments: Annotated[
        bool,
        typer.Option(
            "--word-comments",
            help="In report.docx, a comment to each sentence with figures: what it rests on.",
        ),
    ] = False,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The folder to write to.")
    ] = Path("report"),
) -> None:
    """Give every goal its status, find the SWOT, and write the report.

    Writes report.html and report.md to read, and assessment.json: the record with every number,
    its counts and the rule that decided. Nothing is written unless all of it can be.
    """
    from ekrules.cli.assess import AssessOptions, run

    run(
        AssessOptions(
            strategy,
            survey,
            formats,
            engine.value,
            out,
            by,
            previous,
            strict,
            word_styles,
            word_comments,
            language.value,
        )
    )


@application.command("explain", short_help="Say why a goal has its colour.")
def explain_command(
    goal: Annotated[
        str,
        typer.Argument(
            metavar="GOAL",
            help="The goal's id, as helse-2, or numbers, as 3.2; a theme's id or number; or the "
            "strategy's id.",
        ),
    ],
    strategy: StrategyOption = None,
    survey: SurveyOption = None,
    engine: EngineOption = EngineChoice.AUTO,
) -> None:
    """Say why a goal has its colour: the row that decided, what it saw, and the counts behind.

    Of a theme, or of the whole: the row, and each goal or theme that counts.
    """
    from ekrules.cli.explain import run

    run(goal, strategy, survey, engine.value)


@application.command("whatif", short_help="Say what it takes to give a goal another colour.")
def whatif_command(
    about: Annotated[
        str | None,
        typer.Argument(
            metavar="GOAL",
            help="The goal's id, as helse-2, or numbers, as 3.2. With --threshold: a table, a "
            "table/row or a goals' parameter; all bounds where not given.",
        ),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Set an input of the goal, or a measure, as attainment=70%, years_left=0.5 or "
            "epj=unknown; may be given again.",
        ),
    ] = None,
    threshold: Annotated[
        bool,
        typer.Option("--threshold", help="Say how many goals change colour as each bound moves."),
    ] = False,
    ending: Annotated[
        AnswerFormat,
        typer.Option("--format", help="How it is printed; csv only with --threshold."),
    ] = AnswerFormat.TEXT,
    picture: Annotated[
        Path | None,
        typer.Option(
            "--picture", metavar="FILE", help="With --threshold: draw it here, as .svg or .png."
        ),
    ] = None,
    strategy: StrategyOption = None,
    survey: SurveyOption = None,
    engine: EngineOption = EngineChoice.AUTO,
) -> None:
    """Say the smallest change that gives a goal a better colour, and what would turn it worse.

    In the goal's own units, exactly: that many are enough, and one fewer is not. Also when its
    colour changes by the calendar alone. --set shows the result of other figures, on this goal and
    on all that rests on them; --threshold how many goals hang on each bound in the rules.
    """
    from ekrules.cli.whatif import WhatIfOptions, run

    if threshold and settings:
        told = "goes with a goal or a measure, not with --threshold"
        raise typer.BadParameter(told, param_hint="--set")
    if not threshold and (picture or ending is AnswerFormat.CSV):
        name = "--picture" if picture else "--format csv"
        raise typer.BadParameter("goes with --threshold", param_hint=name)
    if not (about or settings or threshold):
        raise typer.BadParameter("name a goal, or --set a measure, or ask for --threshold")
    options = WhatIfOptions(
        about, settings or (), threshold, ending.value, picture, strategy, survey, engine.value
    )
    run(options)


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


add_rule_commands(application)
add_answer_commands(application)
add_method_command(application)
add_compare_command(application)
add_record_commands(application)


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
    # every 700 objects took a tenth of its time, and looking for it at the end another tenth.
    gc.set_threshold(300_000)
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a pipe that has no sign for a letter shows "?"; it does not stop the run.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    application()
