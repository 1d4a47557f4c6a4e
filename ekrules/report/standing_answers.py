"""Standing answers: where points are to be gained, each answer beside the peers', what is unknown.

In: standing material. Out: sections of a respondent's page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ekrules.report.document import Block, Column, DataTable, Disclosure, Paragraph, Row, Section
from ekrules.report.spans import Span, Text
from ekrules.report.standing_material import StandingMaterial, question_anchor
from ekrules.tables.standing import QuestionStanding

MOST_GAINS = 8


def gains_section(material: StandingMaterial) -> Iterable[Section]:
    """Return the questions where the most points are to be gained; nothing where there are none."""
    phrases = material.scores.phrases
    found = material.standing.to_gain(MOST_GAINS)
    if not found:
        text = material.said("gains_none")
        yield Section("gains", phrases["gains_heading"], (Paragraph((Span(text),)),))
        return
    table = DataTable(
        caption=material.said("gains_caption"),
        columns=(
            Column(phrases["question"]),
            Column(phrases["own_answer"]),
            Column(phrases["best_answer"]),
            Column(phrases["to_gain"]),
            *(Column(_best_heading(material, one.breakdown)) for one in material.beside),
        ),
        rows=tuple(_gain_row(material, one) for one in found),
        footnote=(Span(phrases["gains_footnote"]),),
        stacks=True,
    )
    about = Paragraph((Span(material.said("gains_about")),))
    yield Section("gains", phrases["gains_heading"], (about, table))


def _best_heading(material: StandingMaterial, breakdown: str | None) -> str:
    group = next(one for one in material.beside if one.breakdown == breakdown)
    return material.said("have_best", group=material.breakdown(group))


def _gain_row(material: StandingMaterial, one: QuestionStanding) -> Row:
    scores = material.scores
    gain = material.standing.gain(one)
    later = gain - one.lost
    text = scores.points(gain)
    if later:
        text = scores.phrases.filled("gain_later", gain=text, later=scores.points(later))
    return Row(
        (
            (material.question_link(one.question),),
            (Span(material.answers.own_in_short(one)),),
            (Span(material.answers.best(one.question)),),
            (Span(text),),
            *(
                (Span(material.best_share(one.peers.get(group.breakdown))),)
                for group in material.beside
            ),
        )
    )


def answers_section(material: StandingMaterial) -> Section:
    """Return every scored question's answer, theme by theme, folded."""
    scores, phrases = material.scores, material.scores.phrases
    blocks: list[Block] = [Paragraph((Span(material.said("answers_about")),))]
    for theme in material.standing.score.themes:
        asked = [one for one in material.standing.questions if one.theme == theme.theme]
        summary = phrases.filled(
            "theme_summary",
            theme=scores.themes[theme.theme],
            points=scores.points(theme.points),
            most=scores.points(theme.most),
        )
        table = _answer_table(material, scores.themes[theme.theme], asked)
        blocks.append(Disclosure((Span(summary),), (table,)))
    return Section("answers", phrases["answers_heading"], tuple(blocks))


def _answer_table(
    material: StandingMaterial, theme: str, asked: Sequence[QuestionStanding]
) -> DataTable:
    phrases = material.scores.phrases
    return DataTable(
        caption=theme,
        columns=(
            Column(phrases["question"]),
            Column(phrases["own_answer"]),
            Column(phrases["own_points"]),
            *(
                Column(material.said("as_good", group=material.breakdown(one)))
                for one in material.beside
            ),
        ),
        rows=tuple(_answer_row(material, one) for one in asked),
        stacks=True,
    )


def _answer_row(material: StandingMaterial, one: QuestionStanding) -> Row:
    scores = material.scores
    points = scores.phrases.filled(
        "fraction", part=scores.points(one.points), whole=scores.points(one.most)
    )
    cells: tuple[Text, ...] = (
        material.question(one.question),
        (Span(material.answers.own(one)),),
        (Span(points),),
        *((Span(material.share(one.peers.get(group.breakdown))),) for group in material.beside),
    )
    return Row(cells, anchor=question_anchor(one.question))


def unknown_section(material: StandingMaterial) -> Section:
    """Return what is unknown, and why that is not the same as no points."""
    scores, phrases = material.scores, material.scores.phrases
    found, score = material.standing.unknown(), material.standing.score
    if not found:
        text = material.said("unknown_none")
        return Section("unknown", phrases["unknown_heading"], (Paragraph((Span(text),)),))
    about = material.said(
        "unknown_about",
        lowest=scores.points(score.lowest),
        highest=scores.points(score.highest),
        total=scores.points(score.total),
    )
    table = DataTable(
        caption=phrases["unknown_caption"],
        columns=(
            Column(phrases["question"]),
            Column(phrases["what_stands"]),
            Column(phrases["at_most_more"], is_number=True),
        ),
        rows=tuple(
            Row(
                (
                    (material.question_link(one.question),),
                    (Span(material.answers.own_in_short(one)),),
                    (Span(scores.points(one.open)),),
                )
            )
            for one in found
        ),
        stacks=True,
    )
    return Section("unknown", phrases["unknown_heading"], (Paragraph((Span(about),)), table))
