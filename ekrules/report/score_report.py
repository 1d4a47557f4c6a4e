"""Score report: everyone's scores as one document, in reading order.

In: score material. Out: a Document: whose weights these are, how points are made, the reference
table, the ranking, and how firm the first place is.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.goals.weights import exact
from ekrules.report.document import (
    Block,
    Column,
    DataTable,
    Disclosure,
    Document,
    Fact,
    FactList,
    Paragraph,
    Row,
    Section,
)
from ekrules.report.key_figures import KeyFigure, KeyFigures
from ekrules.report.reference_section import reference_section
from ekrules.report.score_firmness import firmness_section
from ekrules.report.score_material import ScoreMaterial
from ekrules.report.score_ranking import not_ranked_section, ranking_section
from ekrules.report.spans import Span


def compose_scores(material: ScoreMaterial) -> Document:
    """Return the report; the same material gives the same document."""
    phrases, about = material.phrases, material.survey.description
    return Document(
        language=material.language,
        kicker=phrases["kicker_synthetic" if material.survey.is_synthetic else "kicker"],
        title=material.said(about.title),
        subtitle=phrases.filled("subtitle", **material.unit),
        facts=FactList(
            (
                Fact(phrases["about_publisher"], (Span(about.publisher),)),
                Fact(phrases["about_date"], (Span(material.day()),)),
                Fact(phrases["about_weights"], (Span(material.weights.place.file, weight="code"),)),
            ),
            inline=True,
        ),
        sections=(
            _about_section(material),
            reference_section(material),
            ranking_section(material),
            *not_ranked_section(material),
            *firmness_section(material),
            _provenance_section(material),
        ),
        words=material.furniture,
    )


def _about_section(material: ScoreMaterial) -> Section:
    blocks: list[Block] = [
        *material.synthetic(),
        material.whose_weights(),
        *_key_figures(material),
        _points_section(material),
    ]
    return Section("about", material.phrases["about_heading"], tuple(blocks))


def _key_figures(material: ScoreMaterial) -> Iterable[Block]:
    phrases, total = material.phrases, material.reference.total
    figures = []
    if material.ranking.winners:
        first = material.ranking.winners[0]
        score = material.scores.score(first)
        figures.append(
            KeyFigure(
                material.told_points(score.total),
                phrases.filled("figure_highest", most=material.told_points(score.most)),
                ", ".join(material.name(one) for one in material.ranking.winners),
            )
        )
    if total.summary is not None:
        spread = phrases.filled(
            "figure_spread",
            median=material.points(total.summary.median),
            lowest=material.points(total.summary.lowest),
        )
        figures.append(
            KeyFigure(material.points(total.summary.mean), phrases["figure_mean"], spread)
        )
    figures.append(
        KeyFigure(
            phrases.filled(
                "fraction",
                part=material.whole(len(material.ranking.rank)),
                whole=material.whole(total.respondents),
            ),
            phrases.filled("figure_ranked", **material.unit),
            phrases["figure_ranked_note" if material.ranking.not_ranked else "figure_ranked_all"],
        )
    )
    yield KeyFigures(tuple(figures))


def _points_section(material: ScoreMaterial) -> Section:
    blocks = tuple(_how_points_are_made(material))
    return Section("points", material.phrases["points_heading"], blocks)


def _how_points_are_made(material: ScoreMaterial) -> Iterable[Block]:
    phrases, weights = material.phrases, material.weights
    kinds = phrases.filled(
        "points_kinds",
        action=material.told_points(exact(weights.kinds.action)),
        plan=material.told_points(exact(weights.kinds.plan)),
    )
    yield Paragraph((Span(phrases.filled("points_about", **material.unit)), Span(" "), Span(kinds)))
    unknown = phrases.filled(
        "points_unknown", most=material.exact_percent(weights.most_unknown_share)
    )
    yield Paragraph((Span(unknown),))
    yield from _absent(material)
    yield Disclosure((Span(phrases["points_themes"]),), (_theme_table(material),))
    yield from _not_scored(material)


def _absent(material: ScoreMaterial) -> Iterable[Block]:
    absent = material.scores.absent
    if absent:
        labels = [f"«{material.said(material.survey.questions[one].label)}»" for one in absent]
        text = material.phrases.filled("points_absent", questions=", ".join(labels))
        yield Paragraph((Span(text),))


def _theme_table(material: ScoreMaterial) -> DataTable:
    phrases, scoring = material.phrases, material.scores.scoring
    rows = []
    for theme, title in material.themes.items():
        most = scoring.points(scoring.theme_most[theme])
        asked = [one for one in scoring.questions if one.theme == theme]
        share = most / scoring.points(scoring.most)
        cells = (title, material.whole(len(asked)), material.points(most), material.percent(share))
        rows.append(Row(tuple((Span(text),) for text in cells)))
    every = material.points(scoring.points(scoring.most))
    total = (phrases["all_themes"], material.whole(len(scoring.questions)), every, "")
    return DataTable(
        caption=phrases["themes_caption"],
        columns=(
            Column(phrases["theme"]),
            Column(phrases["questions"], is_number=True),
            Column(phrases["most_points"], is_number=True),
            Column(phrases["share_of_most"], is_number=True),
        ),
        rows=(*rows, Row(tuple((Span(text),) for text in total), is_total=True)),
    )


def _not_scored(material: ScoreMaterial) -> Iterable[Block]:
    if not material.weights.not_scored:
        return
    rows = tuple(
        Row(
            (
                (Span(material.said(material.survey.questions[name].label)),),
                (Span(material.said(why)),),
            )
        )
        for name, why in material.weights.not_scored.items()
    )
    phrases = material.phrases
    columns = (Column(phrases["question"]), Column(phrases["because"]))
    table = DataTable(phrases["not_scored_caption"], columns, rows, stacks=True)
    count = material.whole(len(rows))
    yield Disclosure((Span(phrases.filled("not_scored_heading", count=count)),), (table,))


def _provenance_section(material: ScoreMaterial) -> Section:
    phrases = material.phrases
    made = phrases.text("made_by", version=Span(material.version, weight="code"))
    rows = tuple(
        Row(((Span(path, weight="code"),), (Span(digest, weight="code"),)))
        for path, digest in material.inputs
    )
    columns = (Column(phrases["file"]), Column(phrases["sha256"]))
    table = DataTable(phrases["files_caption"], columns, rows)
    files = Disclosure((Span(phrases["files_heading"]),), (table,))
    return Section("provenance", phrases["provenance_heading"], (Paragraph(made), files))
