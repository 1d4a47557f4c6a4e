"""ekrules score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ekrules.cli.terminal import busy, console, told_in_words
from ekrules.narrative.runs import upper_first
from ekrules.project.reporting import read_formats
from ekrules.project.score_writing import PAGES, SCORE_FILES, write_score
from ekrules.project.scoring import Scored, score
from ekrules.report.unwritable import refuse_unwritable

TOP = 10


@dataclass(frozen=True)
class ScoreOptions:
    """What was typed; respondents: ids or names of those whose page is wanted."""

    strategy: str | None
    survey: Path | None
    formats: str
    out: Path
    respondents: Sequence[str] = ()
    all_pages: bool = False


def run(options: ScoreOptions) -> None:
    """Score, write what was asked for, and print a summary."""
    with told_in_words():
        wanted = read_formats(options.formats, tuple(SCORE_FILES))
        refuse_unwritable(options.out)
        with busy("Scoring") as doing:
            scored = score(Path(), options.strategy, options.survey, doing)
        respondents = scored.respondents_called(options.respondents)
        if options.all_pages:
            respondents = scored.scores.respondents
        with _progress(len(respondents)) as done:
            written = write_score(scored, wanted, options.out, respondents, done)
    for warning in scored.warnings:
        typer.echo(f"Note: {warning}", err=True)
    _print_summary(scored)
    _print_paths(written[: len(wanted)], options.out / PAGES, written[len(wanted) :])


@contextmanager
def _progress(pages: int) -> Iterator[Callable[[int], None]]:
    """Show how many pages are made; nothing where the error output is no terminal."""
    screen = Console(stderr=True)
    if not pages or not screen.is_terminal:
        with busy("Writing"):
            yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=screen, transient=True) as bar:
        task = bar.add_task("Writing pages", total=pages)
        yield lambda count: bar.update(task, completed=count)


def _print_summary(scored: Scored) -> None:
    screen, material = console(), scored.material()
    name = "kicker_synthetic" if scored.survey.is_synthetic else "kicker"
    title = material.said(scored.survey.description.title)
    screen.print(Text(f"{material.phrases[name]}: {title}"))
    screen.print(Text(material.said(scored.weights.note)))
    table = Table(box=None, pad_edge=False)
    table.add_column(material.phrases["rank"], justify="right")
    table.add_column(upper_first(material.unit["one"]))
    for name in ("total", "rank_interval"):
        table.add_column(material.phrases[name], justify="right")
    for respondent, rank in islice(scored.ranking.rank.items(), TOP):
        table.add_row(
            material.whole(rank),
            Text(material.name(respondent)),
            material.points(scored.scores.score(respondent).total),
            material.ranks(scored.intervals.get(respondent)),
        )
    screen.print(table)
    screen.print(Text(_counted(scored)))


def _counted(scored: Scored) -> str:
    material = scored.material()
    return material.phrases.filled(
        "ranked_of",
        ranked=material.whole(len(scored.ranking.rank)),
        respondents=material.whole(len(scored.scores.respondents)),
        **material.unit,
    )


def _print_paths(reports: Sequence[Path], folder: Path, pages: Sequence[Path]) -> None:
    for path in reports:
        console().print(Text(str(path)))
    if len(pages) == 1:
        console().print(Text(str(pages[0])))
    elif pages:
        console().print(Text(f"{folder} ({len(pages)} pages)"))
