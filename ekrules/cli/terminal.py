"""Terminal: how results and faults look on a screen; the one place that knows Rich.

Rich is imported where something is drawn, since a command that only tells lines needs none of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from ekrules.assessment.assessed import Status
from ekrules.errors import EkrulesError, OutputError
from ekrules.report.status_shapes import SHAPES
from ekrules.yaml_reader.wording import Language

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {
    Status.GREEN: "green",
    Status.YELLOW: "yellow",
    Status.RED: "red",
    Status.GREY: "bright_black",
}


def console() -> Console:
    """Return the screen; plain text where output goes to a file."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def status_text(status: Status, language: Language = "nb") -> Text:
    """Return a status as shape and word, in its colour where there are colours."""
    from rich.text import Text

    from ekrules.narrative.phrases import read_phrases

    word = read_phrases(language).status[status.value].word
    return Text(f"{SHAPES[status]} {word}", style=STYLES[status])


@contextmanager
def busy(what: str) -> Iterator[Callable[[str], None]]:
    """Show that something is going on, and what; nothing where the error output is no terminal.

    Gives a function that says what is going on now.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} …") as status:
        yield lambda now: status.update(f"{now} …")


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn faults into lines on the error output and an exit code; no traceback.

    1 where something in the files is wrong; 2 where what was made can't be written.
    """
    try:
        yield
    except EkrulesError as error:
        from ekrules.project.telling.as_text import error_as_text

        typer.echo(error_as_text(error), err=True)
        raise typer.Exit(2 if isinstance(error, OutputError) else 1) from None
