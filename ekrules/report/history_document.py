"""History document: goals over the years as a page, for the same writers as the report.

In: history words. Out: a Document: the last step in short, the timeline, the table, each step's
changes, newest first, and the files it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.assessment.history.history import Cell, Wave
from ekrules.report.document import (
    Block,
    BulletList,
    Column,
    DataTable,
    Document,
    Fact,
    FactList,
    Notice,
    Paragraph,
    Row,
    Section,
)
from ekrules.report.figures.timeline import timeline_figures
from ekrules.report.history_words import HistoryWords
from ekrules.report.phrases import read_report_phrases
from ekrules.report.spans import Span, Text


def history_document(words: HistoryWords) -> Document:
    """Return the page; the same history gives the same document."""
    phrases, history = words.phrases, words.history
    facts = {"waves": words.waves(list(history.waves)), "goals": str(len(history.goals))}
    return Document(
        language=words.language,
        kicker=phrases["kicker"],
        title=words.title,
        subtitle=phrases["subtitle"],
        facts=FactList(
            tuple(Fact(phrases[f"about_{name}"], (Span(text),)) for name, text in facts.items()),
            inline=True,
        ),
        sections=(
            _summary(words),
            Section("timeline", phrases["timeline_heading"], tuple(_timeline(words))),
            Section("table", phrases["table_heading"], (_table(words),)),
            *(_changes(words, at) for at in range(len(history.waves) - 1, 0, -1)),
            Section("records", phrases["records_heading"], tuple(_records(words))),
        ),
        words=read_report_phrases(words.language).furniture,
    )


def _summary(words: HistoryWords) -> Section:
    phrases, history = words.phrases, words.history
    blocks: list[Block] = [Paragraph((Span(words.summary()),), "lead")]
    made_up = [one for one in history.waves if one.synthetic]
    if made_up:
        told = phrases.filled("synthetic_notice", waves=words.waves(made_up))
        blocks.insert(0, Notice(phrases["synthetic_heading"], (Paragraph((Span(told),)),)))
    if len(history.waves) > 1:
        counted = history.counted(len(history.waves) - 1)
        facts = (Fact(phrases[f"change_{one}"], (Span(str(n)),)) for one, n in counted.items())
        blocks += [FactList(tuple(facts)), Paragraph((Span(phrases["how_to_read"]),), "note")]
    return Section("summary", phrases["summary_heading"], tuple(blocks))


def _timeline(words: HistoryWords) -> Iterable[Block]:
    yield Paragraph((Span(words.phrases["timeline_key"]),), "picture")
    yield from timeline_figures(words)


def _table(words: HistoryWords) -> DataTable:
    history, phrases = words.history, words.phrases
    rows = [
        Row(((Span(words.goal(one.goal)),), *(_cell(words, cell) for cell in one.cells)))
        for one in history.goals
    ]
    whole = tuple(_overall(words, one) for one in history.waves)
    return DataTable(
        caption=phrases["table_caption"],
        columns=(Column(phrases["goal"]), *(Column(one.name) for one in history.waves)),
        rows=(*rows, Row(((Span(phrases["whole"]),), *whole), is_total=True)),
    )


def _overall(words: HistoryWords, wave: Wave) -> Text:
    return (Span(words.shared.status[wave.overall.value].word, status=wave.overall),)


def _cell(words: HistoryWords, cell: Cell) -> Text:
    text = words.status(cell)
    attained = words.attainment(cell)
    if attained:
        text += (Span(f" {attained}"),)
    if cell.since is not None and cell.since.change not in ("same", "not_assessed"):
        text += (Span(f" – {words.change(cell.since)}", weight="muted"),)
    return text


def _changes(words: HistoryWords, at: int) -> Section:
    phrases, waves = words.phrases, words.history.waves
    then, now = waves[at - 1].name, waves[at].name
    heading = phrases.filled("changes_heading", then=then, now=now)
    rows = []
    for goal, was, is_now, step in words.moved(at):
        texts = (words.change(step), words.why(step))
        named = (Span(words.goal(goal.goal)),)
        cells = (named, *(_bare(words, one) for one in (was, is_now)))
        rows.append(Row((*cells, *((Span(text),) if text else () for text in texts))))
    columns = (phrases["goal"], then, now, phrases["change"], phrases["why"])
    table = DataTable(
        caption=phrases["changes_caption"],
        columns=tuple(Column(one) for one in columns),
        rows=tuple(rows),
        stacks=True,
    )
    nothing = Paragraph((Span(phrases["no_changes"]),))
    return Section(f"changes.{at}", heading, (table if rows else nothing,))


def _bare(words: HistoryWords, cell: Cell) -> Text:
    attained = words.attainment(cell)
    return (*words.status(cell), Span(f" {attained}")) if attained else words.status(cell)


def _records(words: HistoryWords) -> Iterable[Block]:
    phrases, history = words.phrases, words.history
    rows = [
        Row(
            (
                (Span(one.name),),
                (Span(words.day(one.day)),),
                (Span(one.survey),),
                (Span(one.path, weight="code"),),
                (Span(one.sha256, weight="code"),),
            )
        )
        for one in history.waves
    ]
    names = ("wave", "day", "survey", "file")
    columns = (*(Column(phrases[name]) for name in names), Column("SHA-256"))
    yield DataTable(phrases["records_caption"], columns, tuple(rows), stacks=True)
    if history.repeated:
        told = phrases.filled("repeated", paths=", ".join(history.repeated))
        yield BulletList(((Span(told),),))
