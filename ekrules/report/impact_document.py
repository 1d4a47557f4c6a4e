"""Document: an Impact as a page to read and to pass on, in the order that a reader asks.

In: an Impact. Out: a Document, for the same writers as the report. First what a reader sees, then
what is written otherwise, and last the cases that no answers show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ekrules.report.document import (
    Block,
    BulletList,
    Column,
    DataTable,
    Document,
    Fact,
    FactList,
    Paragraph,
    Row,
    Section,
)
from ekrules.report.impact import Impact, SurveyImpact
from ekrules.report.impact_cases import cases_section, definitions_section
from ekrules.report.impact_methods_section import methods_section
from ekrules.report.impact_sentences import SentenceImpact
from ekrules.report.impact_words import ImpactWords
from ekrules.report.phrases import read_report_phrases
from ekrules.report.spans import Span, Text


def impact_document(impact: Impact) -> Document:
    """Return the page in the report's language; the same Impact gives the same document."""
    words = ImpactWords(impact)
    phrases = words.phrases
    surveys = ", ".join(one.folder for one in impact.surveys)
    facts = {"old": words.side(impact.old), "new": words.side(impact.new), "surveys": surveys}
    return Document(
        language=impact.language,
        kicker=phrases["kicker"],
        title=impact.title,
        subtitle=phrases["subtitle"],
        facts=FactList(
            tuple(Fact(phrases[f"about_{name}"], (Span(one),)) for name, one in facts.items()),
            inline=True,
        ),
        sections=(
            _summary(words),
            *(_survey(words, number, one) for number, one in enumerate(impact.surveys)),
            *methods_section(words),
            *definitions_section(words),
            cases_section(words),
        ),
        words=read_report_phrases(impact.language).furniture,
    )


def _summary(words: ImpactWords) -> Section:
    impact, phrases = words.impact, words.phrases
    opening = phrases["something" if impact.differs else "nothing"]
    blocks: list[Block] = [Paragraph((Span(opening),), "lead")]
    if impact.differs:
        facts = (
            Fact(phrases[f"count_{name}"], (Span(str(count)),))
            for name, count in _counts(impact).items()
        )
        blocks.append(FactList(tuple(facts)))
    if impact.notes:
        blocks.append(BulletList(tuple((Span(note),) for note in impact.notes)))
    return Section("impact.summary", phrases["summary_heading"], tuple(blocks))


def _counts(impact: Impact) -> dict[str, int]:
    found = [one.assessment for one in impact.surveys]
    counts = {
        "goals": sum(goal.changes_status for one in found for goal in one.goals),
        "themes": sum(theme.changes_status for one in found for theme in one.themes),
        "findings": sum(len(one.findings) for one in found),
        "sentences": sum(len(one.sentences) for one in impact.surveys),
        **({"methods": sum(one.moved for one in impact.methods)} if impact.methods else {}),
        "definitions": len(impact.definitions),
    }
    return counts if impact.tables is None else {**counts, "tables": len(impact.moved_tables)}


def _survey(words: ImpactWords, number: int, survey: SurveyImpact) -> Section:
    phrases = words.phrases
    title = phrases.filled("survey_heading", title=survey.title)
    folder = phrases.text("survey_folder", folder=Span(survey.folder, weight="code"))
    blocks: tuple[Block, ...] = tuple(_tables(words, survey))
    if not blocks:
        blocks = (Paragraph((Span(phrases["survey_same"]),)),)
    return Section(f"impact.survey.{number}", title, (Paragraph(folder, "note"), *blocks))


def _tables(words: ImpactWords, survey: SurveyImpact) -> Iterator[DataTable]:
    found = survey.assessment
    moved = [one for one in found.goals if one.changes_status]
    others = [one for one in found.goals if not one.changes_status]
    tables = (
        table_of(words, "overall_caption", ("theme", "old", "new"), _rolled_rows(words, survey)),
        *(
            table_of(
                words,
                caption,
                ("goal", "old", "new"),
                (
                    (
                        words.goal(one.goal),
                        words.decided(one.old, found.old_measures),
                        words.decided(one.new, found.new_measures),
                    )
                    for one in goals
                ),
            )
            for caption, goals in (("goals_caption", moved), ("other_goals_caption", others))
        ),
        table_of(words, "findings_caption", ("finding", "change"), _finding_rows(words, survey)),
        table_of(
            words, "segments_caption", ("segment", "goal", "old", "new"), _segments(words, survey)
        ),
        table_of(words, "sentences_caption", ("place", "old", "new"), _sentences(words, survey)),
    )
    yield from (table for table in tables if table.rows)


def table_of(
    words: ImpactWords, caption: str, columns: Iterable[str], rows: Iterable[tuple[Text, ...]]
) -> DataTable:
    """Return a table of texts; caption and columns are names of phrases."""
    return DataTable(
        caption=words.phrases[caption],
        columns=tuple(Column(words.phrases[name]) for name in columns),
        rows=tuple(Row(cells) for cells in rows),
        stacks=True,
    )


def _rolled_rows(words: ImpactWords, survey: SurveyImpact) -> Iterator[tuple[Text, ...]]:
    found = survey.assessment
    for one in (*([found.overall] if found.overall else []), *found.themes):
        whole = words.phrases["whole"]
        name = whole if one.kind == "overall" else words.theme(one.id)
        yield (Span(name),), words.decided(one.old, {}), words.decided(one.new, {})


def _finding_rows(words: ImpactWords, survey: SurveyImpact) -> Iterator[tuple[Text, ...]]:
    for one in survey.assessment.findings:
        known = one.new or one.old
        kind = words.shared.finding[known.kind].one if known else ""
        text = known.text.in_language(words.impact.language) if known else ""
        name = (Span(f"{kind}: {text} "), Span(one.id, weight="code"))
        yield name, (Span(words.phrases[f"change_{one.change}"]),)


def _segments(words: ImpactWords, survey: SurveyImpact) -> Iterator[tuple[Text, ...]]:
    for one in survey.assessment.segments:
        segment = (Span(f"{one.breakdown}: {one.segment}"),)
        yield segment, words.goal(one.goal), (words.status(one.old),), (words.status(one.new),)


def _sentences(words: ImpactWords, survey: SurveyImpact) -> Iterator[tuple[Text, ...]]:
    for one in survey.sentences:
        old, new = words.pieces(one.old_pieces), words.pieces(one.new_pieces)
        yield (Span(_place(words, one)),), old, new


def _place(words: ImpactWords, sentence: SentenceImpact) -> str:
    name = f"part_{sentence.part}"
    if sentence.part == "theme":
        return words.phrases.filled(name, title=words.theme(sentence.id or ""))
    if sentence.part == "goal":
        number = words.impact.names.goals[sentence.id or ""].number
        return words.phrases.filled(name, number=number)
    return words.phrases[name]
