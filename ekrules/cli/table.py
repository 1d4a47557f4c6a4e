"""ekrules table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.table import Table

from ekrules.cli.terminal import console, told_in_words
from ekrules.project.question_table import QuestionTable
from ekrules.project.tabulating import tabulate
from ekrules.tables.bases import Base


def run(
    question: str, survey: Path | None, by: str | None = None, base: Base | None = None
) -> None:
    """Print one question's counts, a table for each grid item."""
    with told_in_words():
        tabulated = tabulate(Path(), survey, question, by=by, base=base)
    print_tables(tabulated if by is None else (one.turned for one in tabulated))


def print_tables(tables: Iterable[QuestionTable]) -> None:
    """Print tables of texts, the first column to the left and the others to the right."""
    screen = console()
    for one in tables:
        screen.print(_table(one))


def _table(one: QuestionTable) -> Table:
    table = Table(
        title=one.title, caption=one.caption, title_justify="left", caption_justify="left"
    )
    table.add_column("")
    for name in one.columns:
        table.add_column(name, justify="right")
    for row in one.rows:
        table.add_row(*row)
    return table
