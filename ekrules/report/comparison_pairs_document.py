"""Comparison pairs document: why pairs have another colour, as a page.

In: a PairsComparison. Out: a Document, for the same writers as the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ekrules.assessment.comparison.pairs import LevelComparison, PairComparison
from ekrules.report.comparison_pairs import PairsComparison, counted_whys, values_told
from ekrules.report.comparison_words import ComparisonWords
from ekrules.report.document import (
    Block,
    Column,
    DataTable,
    Document,
    Fact,
    FactList,
    Paragraph,
    Row,
    Section,
)
from ekrules.report.phrases import read_report_phrases
from ekrules.report.spans import Span, Text

MOST_PAIRS = 500


def pairs_document(told: PairsComparison) -> Document:
    """Return the page; the same comparison gives the same document."""
    words = ComparisonWords(told.language, told.names, told.old, told.new, of_method=True)
    phrases, methods = words.phrases, told.methods
    facts = {"old": f"{told.old.label}, {methods[0]}", "new": f"{told.new.label}, {methods[1]}"}
    opening = Paragraph((Span(phrases["something" if told.differs else "nothing"]),), "lead")
    return Document(
        language=told.language,
        kicker=phrases["kicker"],
        title=told.title,
        subtitle=phrases["subtitle"],
        facts=FactList(
            tuple(Fact(phrases[f"about_{name}"], (Span(one),)) for name, one in facts.items())
        ),
        sections=(
            Section("comparison.summary", phrases["summary_heading"], (opening,)),
            *(_level(words, told, one) for one in told.from_above),
            *_besides(words, told),
        ),
        words=read_report_phrases(told.language).furniture,
    )


def _level(words: ComparisonWords, told: PairsComparison, level: LevelComparison) -> Section:
    title = words.phrases.filled("level_heading", level=level.level)
    blocks = tuple(_blocks(words, told, level))
    return Section(f"comparison.{level.level}", title, blocks)


def _blocks(
    words: ComparisonWords, told: PairsComparison, level: LevelComparison
) -> Iterator[Block]:
    phrases = words.phrases
    counts = {
        "pairs": len(level.pairs),
        "alike": level.alike,
        "new_pairs": level.new_pairs,
        "gone_pairs": level.gone_pairs,
    }
    yield FactList(
        tuple(
            Fact(phrases[f"count_{name}"], (Span(str(count)),))
            for name, count in counts.items()
            if count or name == "pairs"
        )
    )
    if level.pairs:
        rows = tuple(
            Row(((Span(why),), (Span(str(count)),))) for why, count in counted_whys(level, words)
        )
        columns = (Column(phrases["why"]), Column(phrases["pairs"], is_number=True))
        yield DataTable(phrases["whys_caption"], columns, rows)
        yield _table(words, told, "pairs_caption", level.pairs)
    if level.same_though:
        yield _table(words, told, "pairs_same_caption", level.same_though)


def _table(
    words: ComparisonWords, told: PairsComparison, caption: str, pairs: Sequence[PairComparison]
) -> DataTable:
    phrases = words.phrases
    footnote: Text = ()
    if len(pairs) > MOST_PAIRS:
        counts = {"shown": str(MOST_PAIRS), "total": str(len(pairs))}
        footnote = (Span(phrases.filled("pairs_more", **counts)),)
    columns = tuple(Column(phrases[one]) for one in ("pair", "old", "new", "why", "values"))
    rows = tuple(
        Row(
            (
                _named(told, one),
                (words.outcome(one.old.comes_to),),
                (words.outcome(one.new.comes_to),),
                words.why(one.attribution),
                _values(one),
            )
        )
        for one in pairs[:MOST_PAIRS]
    )
    return DataTable(phrases[caption], columns, rows, footnote, stacks=True)


def _named(told: PairsComparison, pair: PairComparison) -> Text:
    entity, member = (told.labels.get(one, one) for one in (pair.entity, pair.member))
    return (Span(f"{entity}: {member} "), Span(f"{pair.entity} {pair.member}", weight="code"))


def _values(pair: PairComparison) -> Text:
    values = "; ".join(f"{name} {old} → {new}" for name, old, new in values_told(pair))
    return (Span(values or "–"),)


def _besides(words: ComparisonWords, told: PairsComparison) -> Iterator[Section]:
    differences = told.comparison.differences
    if not differences:
        return
    phrases = words.phrases
    columns = (Column(phrases["cause"]), Column(phrases["differs"]))
    rows = tuple(
        Row(((Span(words.cause(one.cause)),), words.difference(one))) for one in differences
    )
    table = DataTable(phrases["others_differ_caption"], columns, rows, stacks=True)
    yield Section("comparison.besides", phrases["others_differ_heading"], (table,))
