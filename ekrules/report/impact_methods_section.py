"""Impact of methods as a part of the page: which indicators and groups get another colour.

In: the words of an impact. Out: a section with a table for each method, folder and level.
"""

from __future__ import annotations

from collections.abc import Iterator

from ekrules.assessment.impact_methods import LevelImpact, MethodOutcome
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.impact_methods import IndicatorsImpact, MethodImpact
from ekrules.report.impact_words import ImpactWords
from ekrules.report.spans import Span, Text

# Of one level; the JSON has all of them.
MOST_ROWS = 200


def methods_section(words: ImpactWords) -> Iterator[Section]:
    """Yield the section, where a method or a catalogue differs."""
    methods, heading = words.impact.methods, words.phrases["methods_heading"]
    if methods:
        blocks = tuple(block for one in methods for block in _method(words, one))
        yield Section("impact.methods", heading, blocks)


def _method(words: ImpactWords, method: MethodImpact) -> Iterator[Block]:
    phrases = words.phrases
    yield Paragraph((Span(phrases.filled(f"method_{method.state}", id=method.id)),))
    for one in method.indicators:
        yield from _folder(words, method, one)


def _folder(words: ImpactWords, method: MethodImpact, one: IndicatorsImpact) -> Iterator[Block]:
    phrases = words.phrases
    moved = [level for level in one.levels if level.moved]
    if not moved:
        yield Paragraph((Span(phrases.filled("method_same_colours", folder=one.folder)),))
    for level in moved:
        caption = phrases.filled(
            "method_caption",
            id=method.id,
            level=level.level,
            folder=one.folder,
            moved=str(len(level.moved)),
            total=str(level.cases),
        )
        yield _table(words, caption, level)


def _table(words: ImpactWords, caption: str, level: LevelImpact) -> DataTable:
    phrases = words.phrases
    rows = tuple(
        Row(((Span(one.entity),), (Span(one.member),), _outcome(words, one.old),
             _outcome(words, one.new)))
        for one in level.moved[:MOST_ROWS]
    )  # fmt: skip
    more = len(level.moved) - MOST_ROWS
    footnote = (Span(phrases.filled("method_more", count=str(more))),) if more > 0 else ()
    columns = tuple(Column(phrases[name]) for name in ("entity", "member", "old", "new"))
    return DataTable(caption, columns, rows, footnote, stacks=True)


def _outcome(words: ImpactWords, one: MethodOutcome | None) -> Text:
    if one is None:
        return (Span(words.phrases["not_there"]),)
    own = (Span(f" ({one.colour})"),) if one.colour not in (None, one.status.value) else ()
    by = (Span(", "), Span(one.row, weight="code")) if one.row else ()
    return (words.status(one.status), *own, *by)
