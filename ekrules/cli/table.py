"""ekrules table."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table

from ekrules.cli.terminal import console, told_in_words
from ekrules.project.tabulating import QuestionTable, tabulate


def run(question: str, survey: Path | None) -> None:
    """Print one question's counts, a table for each grid item."""
    with told_in_words():
        tabulated = tabulate(Path(), survey, question)
    screen = console()
    for one in tabulated:
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
