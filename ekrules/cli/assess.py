"""ekrules assess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from ekrules.assessment.assessed import FINDING_KINDS, Assessment, Status
from ekrules.cli.terminal import busy, console, status_text, told_in_words
from ekrules.narrative.phrases import Phrases, read_phrases
from ekrules.project.assessing import Outcome, read_earlier, run_assessment
from ekrules.project.change_summary import summary_of
from ekrules.project.checking import notes_on
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.project.reporting import ReportOptions, read_formats, write_report
from ekrules.report.unwritable import refuse_unwritable

if TYPE_CHECKING:
    from ekrules.decision.engine import EnginePreference
    from ekrules.project.loading import Loaded
    from ekrules.report.composing import CausesPart
    from ekrules.report.document import Section
    from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class AssessOptions:
    """What was typed; by: None for every breakdown, ["none"] for no segments."""

    strategy: str | None
    survey: Path | None
    formats: str
    engine: EnginePreference
    out: Path
    by: list[str] | None = None
    previous: Path | None = None
    strict: bool = False
    word_styles: Path | None = None
    word_comments: bool = False
    language: Language = "nb"


def run(options: AssessOptions) -> None:
    """Assess, write what was asked for, and print a summary."""
    by = [] if options.by == ["none"] else options.by or None
    with told_in_words(), busy("Assessing") as doing:
        wanted = read_formats(options.formats)
        refuse_unwritable(options.out)
        styles = _styles(options.word_styles)
        previous = read_earlier(options.previous)
        doing("Reading")
        folders = locate(Path(), options.strategy, options.survey)
        loaded = load(folders, options.language, strict=options.strict)
        doing("Assessing")
        outcome = run_assessment(loaded, options.engine, previous, by=by)
        causes = _causes(options.previous, loaded)
        report = ReportOptions(wanted, styles, options.word_comments, causes)
        doing("Writing the report")
        written = write_report(outcome, report, options.out)
    for note in notes_on(outcome):
        typer.echo(f"Note: {note.fault}", err=True)
    _print_summary(outcome)
    for path in written:
        console().print(Text(str(path)))


def _causes(record: Path | None, loaded: Loaded) -> CausesPart | None:
    """What gives the part on why statuses have moved; asked only by a report that shows it."""
    if record is None:
        return None

    def part() -> Section:
        from ekrules.project.comparing.earlier import compared_with_earlier
        from ekrules.report.comparison_part import comparison_part

        return comparison_part(compared_with_earlier(record, loaded))

    return part


def _styles(path: Path | None) -> bytes | None:
    from ekrules.report.word.style_file import read_style_file

    return None if path is None else read_style_file(path)


def _print_summary(outcome: Outcome) -> None:
    assessment, language = outcome.assessment, outcome.loaded.language
    screen = console()
    title = outcome.loaded.strategy.description.title.in_language(language)
    screen.print(Text.assemble(f"{title}: ", status_text(assessment.overall.status, language)))
    screen.print(_theme_table(outcome))
    words = read_phrases(language)
    held = [one.kind for one in assessment.findings if one.holds]
    counts = [f"{words.finding[kind].many} {held.count(kind)}" for kind in FINDING_KINDS]
    screen.print(Text("  ".join(counts)))
    for line in _overridden(assessment, words):
        screen.print(Text(line))
    if outcome.changes is not None:
        screen.print(Text(summary_of(outcome)))
    screen.print()


def _overridden(assessment: Assessment, words: Phrases) -> Iterator[str]:
    """One line for each goal whose status a person has set: that, what the rules give, and who."""
    for one in assessment.goals:
        if one.override is not None:
            status, computed = words.status[one.status.value], words.status[one.computed.value]
            given = f"{words.overridden}: {computed.word} – {one.override.by}"
            yield f"{one.goal}: {status.word}. {given}"


def _theme_table(outcome: Outcome) -> Table:
    words = read_phrases(outcome.loaded.language)
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    table.add_column("")
    for status in (Status.GREEN, Status.YELLOW, Status.RED, Status.GREY):
        table.add_column(words.status[status.value].many, justify="right")
    titles = {one.theme: one.title for one in outcome.loaded.strategy.themes}
    for theme in outcome.assessment.themes:
        title = titles[theme.id].in_language(outcome.loaded.language)
        counts = [str(theme.counted[status] or "·") for status in Status]
        table.add_row(title, status_text(theme.status, outcome.loaded.language), *counts)
    table.add_section()
    table.add_row("", "", *(str(number) for number in _goal_counts(outcome.assessment)))
    return table


def _goal_counts(assessment: Assessment) -> list[int]:
    statuses = [goal.status for goal in assessment.goals]
    return [statuses.count(status) for status in Status]
