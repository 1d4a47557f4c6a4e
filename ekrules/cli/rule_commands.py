"""Rule commands: what is done with goals and rules while they are written.

Heavy rooms are imported inside the commands, so that --help is quick.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ekrules.cli.impact_command import impact_command
from ekrules.cli.options import (
    AnswerFormat,
    CheckFormatChoice,
    EngineChoice,
    EngineOption,
    LanguageChoice,
    LanguageOption,
    StrategyOption,
    SurveyOption,
)
from ekrules.cli.sheet_commands import add_sheet_commands


def decide_command(
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE", help="A table's id; or a file of tables, as tables.yaml:surcharge."
        ),
    ],
    given: Annotated[
        Path,
        typer.Option("--given", metavar="FILE", help="The cases: .yaml, .json, .csv or .xlsx."),
    ],
    form: Annotated[
        AnswerFormat, typer.Option("--format", help="How it is printed.")
    ] = AnswerFormat.TEXT,
    strategy: StrategyOption = None,
    engine: EngineOption = EngineChoice.AUTO,
) -> None:
    """Run a decision table on cases of your own: what it concludes of each, and by which row.

    A case gives inputs by name, written as in rules (60 %, 2.5, 2011-12-31, true). What is left
    out or blank is unknown.
    """
    from ekrules.cli.decide import run

    run(table, given, form, strategy, engine.value)


def check_command(
    path: Annotated[Path, typer.Argument(metavar="FOLDER", help="The project's folder.")] = Path(),
    strategy: StrategyOption = None,
    survey: SurveyOption = None,
    form: Annotated[
        CheckFormatChoice,
        typer.Option(
            "--format", help="text for people, json for programs, github for notes in a change."
        ),
    ] = CheckFormatChoice.TEXT,
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings count as faults for the exit code.")
    ] = False,
    proofs: Annotated[
        bool,
        typer.Option("--proofs/--no-proofs", help="Prove the rules on every case there is."),
    ] = True,
    suggest: Annotated[
        bool,
        typer.Option("--suggest", help="Instead, show the examples that the tables lack."),
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="With --suggest: write them in the files.")
    ] = False,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="With --suggest: expect rows' sentences too.")
    ] = False,
) -> None:
    """Find every fault in goals, rules and survey, and say where it is and what to write instead.

    Tries every rule table on its own examples, and proves that no case is left without a row, that
    no two rows clash, that every row can decide, and that no better answer gives a worse colour.
    With --suggest it shows examples on each bound and just to either side, for you to judge.
    Exit code 0: sound; 1: faults were found.
    """
    if suggest and (strict or form is not CheckFormatChoice.TEXT):
        told = "goes with a check, not with --suggest"
        raise typer.BadParameter(told, param_hint="--strict" if strict else "--format")
    if suggest:
        from ekrules.cli.suggest import run as run_suggesting

        run_suggesting(path, strategy, write=write, sentences=sentences)
        return
    if write or sentences:
        name = "--write" if write else "--sentences"
        raise typer.BadParameter("goes with --suggest", param_hint=name)
    from ekrules.cli.check import CheckOptions, run

    run(CheckOptions(path, strategy, survey, form.value, strict, proofs))


def schema_command(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND", help="Print this kind's alone, as theme, tables, swot or survey."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="The folder; schemas/ where not given."),
    ] = None,
    first_lines: Annotated[
        bool,
        typer.Option(
            "--first-lines",
            help="Also name each YAML file's schema in its first line, where editors look for it.",
        ),
    ] = False,
) -> None:
    """Write a JSON Schema for every kind of YAML file, for editors to complete and check by.

    With KIND alone its schema is printed, and nothing is written.
    """
    from ekrules.cli.schema import run

    run(kind, out, first_lines=first_lines)


def narrative_command(
    part: Annotated[
        str | None,
        typer.Argument(
            metavar="PART", help="The part, as goal or swot. Without it all are listed."
        ),
    ] = None,
    language: LanguageOption = LanguageChoice.BOKMAAL,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="The one that ships with ekrules, not your own.")
    ] = False,
    strategy: StrategyOption = None,
) -> None:
    """Print the sentences of one part of the report as they are written, to copy and change.

    Prints the strategy's own where it has some, else those that ship with ekrules, as they stand in
    rules/<strategy>/narrative.nb.yaml.
    """
    from ekrules.cli.narrative import run

    run(part, language.value, strategy, shipped=shipped)


def add_rule_commands(application: typer.Typer) -> None:
    """Add the commands to the application, in the order they are used."""
    commands: dict[str, tuple[Callable[..., None], str]] = {
        "check": (check_command, "Find every fault in goals, rules and survey."),
        "decide": (decide_command, "Run a decision table on cases of your own."),
        "impact": (impact_command, "Say what a change to goals and rules does."),
        "narrative": (narrative_command, "Print the sentences of a part, to copy and change."),
        "schema": (schema_command, "Write the schemas that editors complete YAML by."),
    }
    for name, (command, short_help) in commands.items():
        application.command(name, short_help=short_help)(command)
    add_sheet_commands(application)
