"""ekrules import."""

from __future__ import annotations

import typer

from ekrules.cli.terminal import busy, told_in_words
from ekrules.project.importing import Imported, ImportRequest, import_answers
from ekrules.survey.answers.proposed import ProposedMapping
from ekrules.yaml_reader.files import shown_path

MOST_NAMED = 12


def run(request: ImportRequest) -> None:
    """Propose how a file is read, write it down, and say what a person should look at."""
    from pathlib import Path

    with told_in_words(), busy("Reading the file"):
        imported = import_answers(Path(), request)
    _print(imported)


def _print(imported: Imported) -> None:
    proposed = imported.proposed
    found = len(proposed.questions)
    asked = found + len(proposed.not_found)
    typer.echo(f"{found} of {asked} questions were found in the file.")
    _print_names("Look at, marked with # sjekk", _unsure(proposed))
    _print_names("Not found", proposed.not_found)
    _print_names("No column says in which segment of", proposed.without_segments)
    _print_names("Columns that are not used", proposed.not_used)
    if proposed.respondent is None:
        typer.echo("No column says who answered: name it under respondent.")
    for path in imported.written:
        typer.echo(f"Written: {shown_path(path)}")
    mapping = shown_path(imported.folder / "answers.yaml")
    typer.echo(f"Now look through {mapping}, and run:")
    typer.echo(f"  ekrules answers --survey {shown_path(imported.folder)}")


def _unsure(proposed: ProposedMapping) -> list[str]:
    named = {
        "respondent": proposed.respondent,
        "name": proposed.name,
        "wave": proposed.wave,
        "weight": proposed.weight,
        **proposed.breakdowns,
    }
    columns = [use for use, one in named.items() if one is not None and one.unsure]
    return [*columns, *(one.question for one in proposed.questions if one.is_unsure)]


def _print_names(what: str, names: list[str] | tuple[str, ...]) -> None:
    if names:
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        typer.echo(f"{what}: {', '.join(names[:MOST_NAMED])}{more}.")
