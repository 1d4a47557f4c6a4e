"""Comparison document: why each status differs, as a page to read and to pass on.

In: a SurveyComparison. Out: a Document, for the same writers as the report.
"""

from __future__ import annotations

from ekrules.report.comparison import SurveyComparison
from ekrules.report.comparison_sections import comparison_sections
from ekrules.report.comparison_words import ComparisonWords
from ekrules.report.document import (
    Block,
    BulletList,
    Document,
    Fact,
    FactList,
    Paragraph,
    Section,
)
from ekrules.report.phrases import read_report_phrases
from ekrules.report.spans import Span


def comparison_document(told: SurveyComparison) -> Document:
    """Return the page; the same comparison gives the same document."""
    words = comparison_words(told)
    facts = {"old": words.side(told.old), "new": words.side(told.new)}
    return Document(
        language=told.language,
        kicker=words.phrases["kicker"],
        title=told.title,
        subtitle=words.phrases["subtitle"],
        facts=FactList(
            tuple(
                Fact(words.phrases[f"about_{name}"], (Span(one),)) for name, one in facts.items()
            ),
        ),
        sections=(summary_section(words, told), *comparison_sections(words, told)),
        words=read_report_phrases(told.language).furniture,
    )


def comparison_words(told: SurveyComparison) -> ComparisonWords:
    """Return what puts a comparison in words, in its language."""
    return ComparisonWords(told.language, told.names, told.old.name, told.new.name)


def summary_section(words: ComparisonWords, told: SurveyComparison) -> Section:
    """Return how much differs, in numbers."""
    found, phrases = told.comparison, words.phrases
    though = bool(found.same_though)
    opening = "something" if told.differs else "nothing_but" if though else "nothing"
    blocks: list[Block] = [Paragraph((Span(phrases[opening]),), "lead")]
    counts = {
        "goals": len(found.goals),
        "same_though": len(found.same_though),
        "new_goals": len(found.new_goals),
        "gone_goals": len(found.gone_goals),
        "themes": len(found.themes),
        "findings": len(found.findings),
    }
    if told.differs or though:
        facts = (
            Fact(phrases[f"count_{name}"], (Span(str(count)),))
            for name, count in counts.items()
            if count
        )
        blocks.append(FactList(tuple(facts)))
    if told.notes:
        blocks.append(BulletList(tuple((Span(note),) for note in told.notes)))
    return Section("comparison.summary", phrases["summary_heading"], tuple(blocks))
