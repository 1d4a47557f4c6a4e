"""Cases: what is written otherwise, and the cases that move though no answers show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.impact import Impact, TableImpact
from ekrules.report.impact_words import ImpactWords
from ekrules.report.spans import Span


def definitions_section(words: ImpactWords) -> Iterable[Section]:
    """Return what goals, measures and findings say of themselves, where that is another thing."""
    phrases = words.phrases
    if not words.impact.definitions:
        return
    rows = []
    for one in words.impact.definitions:
        about = (Span(f"{phrases[f'kind_{one.kind}']} "), Span(one.id, weight="code"))
        if one.key is None:
            told = phrases["is_added" if one.is_added else "is_removed"]
            values = (told if one.is_removed else "–", told if one.is_added else "–")
        else:
            values = (_value(words, one.old), _value(words, one.new))
        key = (Span(one.key, weight="code"),) if one.key else (Span("–"),)
        rows.append(Row((about, key, *((Span(value),) for value in values))))
    columns = tuple(Column(phrases[name]) for name in ("definition", "key", "old", "new"))
    table = DataTable(phrases["definitions_caption"], columns, tuple(rows), stacks=True)
    yield Section("impact.definitions", phrases["definitions_heading"], (table,))


def _value(words: ImpactWords, value: object) -> str:
    if value is None:
        return words.phrases["not_written"]
    if isinstance(value, dict):
        return "; ".join(f"{key} {_value(words, one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_value(words, one) for one in value) or "–"
    return str(value)


def cases_section(words: ImpactWords) -> Section:
    """Return the cases on which the two differ, and what is proved of all others."""
    heading = words.phrases["cases_heading"]
    return Section("impact.cases", heading, tuple(_blocks(words, words.impact)))


def _blocks(words: ImpactWords, impact: Impact) -> Iterator[Block]:
    phrases = words.phrases
    if impact.tables is None:
        yield Paragraph((Span(phrases["cases_not_proved"]),))
        return
    moved, total = impact.moved_tables, len(impact.tables)
    if not moved:
        yield Paragraph((Span(phrases.filled("cases_same", total=str(total))),))
        return
    yield Paragraph((Span(phrases["cases_about"]),))
    for table in moved:
        yield _table(words, table)
    if total > len(moved):
        yield Paragraph((Span(phrases.filled("cases_rest", count=str(total - len(moved)))),))


def _table(words: ImpactWords, table: TableImpact) -> Block:
    phrases = words.phrases
    caption = phrases.filled(f"cases_caption_{table.kind}", id=table.id)
    if not table.cases:
        return Paragraph((Span(phrases.filled(f"cases_{table.state}", what=caption)),))
    of_finding = table.kind == "finding"
    rows = tuple(
        Row(
            (
                words.case(one),
                words.outcome(one.old, of_finding=of_finding),
                words.outcome(one.new, of_finding=of_finding),
            )
        )
        for one in table.cases
    )
    columns = tuple(Column(phrases[name]) for name in ("case", "old", "new"))
    footnote = () if table.is_complete else (Span(phrases["cases_more"]),)
    return DataTable(caption, columns, rows, footnote, stacks=True)
