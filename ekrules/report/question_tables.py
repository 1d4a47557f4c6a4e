"""Question tables: every question of the survey by theme, with a sentence and its full table.

In: the survey's codebook, its tallies, and the narrative's sentences. Out: one section, in it one
for each theme of the codebook, and in these one for each question, used by a goal or not.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.report.anchors import TABLES, answers_anchor, question_anchor, tables_anchor
from ekrules.report.answer_tables import full_tables
from ekrules.report.document import Block, Disclosure, Paragraph, Section
from ekrules.report.evidence import told
from ekrules.report.figures.answers import alike_figures, question_figure
from ekrules.report.figures.segments import crossed_figures
from ekrules.report.material import Material
from ekrules.report.spans import Span
from ekrules.survey.codebook import CodebookTheme, Question


def question_tables_section(material: Material) -> Section:
    """Return all themes of the codebook, one section each."""
    about = Paragraph((Span(material.phrases["tables_about"]),), "lead")
    themes = tuple(_theme(material, theme) for theme in material.survey.themes)
    return Section(TABLES, material.phrases["tables_heading"], (about, *themes))


def _theme(material: Material, theme: CodebookTheme) -> Section:
    return Section(
        anchor=tables_anchor(theme.theme),
        # Not the name of the strategy's own theme: each part of a page is heard by its name.
        title=material.phrases.filled("tables_theme", theme=material.said(theme.title)),
        blocks=(
            *alike_figures(material, material.said(theme.title), theme.questions),
            *(_question(material, question) for question in theme.questions),
        ),
        kind="theme",
        label=str(theme.number),
    )


def _question(material: Material, question: Question) -> Section:
    return Section(
        anchor=question_anchor(question.id),
        title=material.said(question.label),
        blocks=tuple(question_blocks(material, question)),
        label=material.phrases.filled("question_number", number=str(question.number)),
    )


def question_blocks(material: Material, question: Question) -> Iterable[Block]:
    """Yield what stands under a question: what was asked of whom, the sentence, the full table."""
    yield Paragraph((Span(_asked(material, question)),), "note")
    if question.id in material.narrative.questions:
        yield told(material, material.narrative.questions[question.id])
    yield from question_figure(material, question, question_says(material, question))
    yield from crossed_figures(material, question)
    tables = full_tables(material, question)
    if tables:
        number = str(question.number)
        summary = material.phrases.filled("answers_in_numbers", number=number)
        yield Disclosure((Span(summary),), tables, answers_anchor(question.id))


def question_says(material: Material, question: Question) -> str:
    """Return the question's sentence as plain text: what a picture of its table shows."""
    label = material.said(question.label)
    sentence = material.narrative.questions.get(question.id)
    if sentence is None:
        return label
    return sentence.text if label in sentence.text else f"{label}. {sentence.text}"


def _asked(material: Material, question: Question) -> str:
    """Return the question as it was asked, whom it was put to, and how many these are."""
    asks, phrases = material.said(question.asks), material.phrases
    counted = material.tallies.of(question.id, question.item_ids[0])
    if counted is None:
        return phrases.filled("asked_uncounted", asks=asks)
    asked = material.whole(counted.base_n("asked"))
    if question.asked_of is None:
        return phrases.filled("asked_everyone", asks=asks, many=material.unit["many"], asked=asked)
    return phrases.filled(
        "asked_some_of",
        asks=asks,
        asked_of=material.said(question.asked_of),
        asked=asked,
        respondents=material.whole(counted.respondents),
    )
