"""Standing page: one respondent's score and answers beside those of its peers, as one document.

In: score material and a Standing. Out: a Document for the one it is about to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
from ekrules.report.peer_bars import PeerBar, PeerBars
from ekrules.report.score_material import ScoreMaterial
from ekrules.report.spans import Span
from ekrules.report.standing_answers import answers_section, gains_section, unknown_section
from ekrules.report.standing_material import StandingMaterial
from ekrules.report.standing_summary import rank_blocks, summary_section
from ekrules.tables.standing import PeerGroup, PeerPoints, Standing

MOST_THEMES = 3


def compose_standing(
    scores: ScoreMaterial, standing: Standing, report: str | None = None
) -> Document:
    """Return one respondent's page; report: the path of the score report from it, if written."""
    material = StandingMaterial(scores, standing, report)
    about, phrases = scores.survey.description, scores.phrases
    facts = [
        Fact(phrases["about_survey"], (Span(scores.said(about.title)),)),
        Fact(phrases["about_publisher"], (Span(about.publisher),)),
        Fact(phrases["about_date"], (Span(scores.day()),)),
        Fact(phrases["about_respondent"], (Span(standing.score.respondent),)),
    ]
    synthetic = scores.survey.is_synthetic
    return Document(
        language=scores.language,
        kicker=material.said("page_kicker_synthetic" if synthetic else "page_kicker"),
        title=material.name,
        subtitle=material.said("page_subtitle"),
        facts=FactList(tuple(facts), inline=True),
        sections=(
            summary_section(material),
            _compared_section(material),
            *_themes_section(material),
            *gains_section(material),
            answers_section(material),
            unknown_section(material),
            _about_section(material),
        ),
        words=scores.furniture,
    )


def _compared_section(material: StandingMaterial) -> Section:
    phrases = material.scores.phrases
    table = DataTable(
        caption=material.said("compared_caption"),
        columns=(
            Column(phrases["group"]),
            Column(phrases["others"], is_number=True),
            Column(phrases["their_mean"], is_number=True),
            Column(phrases["their_middle"], is_number=True),
            Column(material.said("own_beside_mean"), is_number=True),
        ),
        rows=tuple(_compared_row(material, one) for one in material.standing.groups),
        footnote=(Span(material.said("compared_footnote")),),
        stacks=True,
    )
    return Section("compared", phrases["compared_heading"], (table,))


def _compared_row(material: StandingMaterial, group: PeerGroup) -> Row:
    scores = material.scores
    texts = [material.group(group), scores.whole(group.peers)]
    if group.total is None:
        smallest = scores.whole(scores.survey.description.smallest_base)
        texts = [material.group(group), "–" if group.segment is None else texts[1]]
        texts += [material.said(f"not_shown_{group.not_shown}", smallest=smallest), "–", "–"]
    else:
        texts.append(scores.points(group.total.mean))
        texts += [material.middle(group.total), scores.apart(group.total.above)]
    return Row(tuple((Span(text),) for text in texts))


def _themes_section(material: StandingMaterial) -> Iterable[Section]:
    """Return the themes beside the peers', as a picture and as a table; and the furthest apart."""
    group = material.against
    if group is None:
        return
    phrases = material.scores.phrases
    blocks: list[Block] = [
        PeerBars(
            bars=tuple(_bar(material, theme, points) for theme, points in group.themes.items()),
            key=material.said("themes_key", others=material.others(group)),
        ),
        *_furthest(material, group),
        _theme_table(material),
    ]
    yield Section("themes", phrases["themes_heading"], tuple(blocks))


def _bar(material: StandingMaterial, theme: str, points: PeerPoints) -> PeerBar:
    scores, title = material.scores, material.scores.themes[theme]
    own, most = scores.points(points.own), scores.points(points.most)
    value = scores.phrases.filled("fraction", part=own, whole=most)
    return PeerBar(
        label=title,
        own=float(points.own / points.most),
        low=float(points.lower_quartile / points.most),
        high=float(points.upper_quartile / points.most),
        mean=float(points.mean / points.most),
        value=value,
        alternative=scores.phrases.filled(
            "bar_alternative",
            theme=title,
            value=value,
            mean=scores.points(points.mean),
            middle=material.middle(points),
        ),
    )


def _furthest(material: StandingMaterial, group: PeerGroup) -> Iterable[Block]:
    """Return the themes furthest above and furthest below the mean of the nearest kin."""
    above = material.standing.strengths(MOST_THEMES)
    below = sorted(group.themes.items(), key=lambda one: one[1].above)
    below = [one for one in below if one[1].above < 0][:MOST_THEMES]
    for name, found in (("above", above), ("below", below)):
        if found:
            yield _furthest_table(material, name, found, group)
        else:
            text = material.said(f"furthest_{name}_none", others=material.others(group))
            yield Paragraph((Span(text),))


def _furthest_table(
    material: StandingMaterial,
    name: str,
    found: Sequence[tuple[str, PeerPoints]],
    group: PeerGroup,
) -> DataTable:
    scores, phrases = material.scores, material.scores.phrases
    rows = []
    for theme, points in found:
        figures = (scores.points(points.own), scores.points(points.mean))
        texts = (scores.themes[theme], *figures, scores.apart(points.above))
        rows.append(Row(tuple((Span(text),) for text in texts)))
    return DataTable(
        caption=material.said(f"furthest_{name}", others=material.others(group)),
        columns=(
            Column(phrases["theme"]),
            Column(phrases["own_points"], is_number=True),
            Column(phrases["their_mean"], is_number=True),
            Column(phrases["difference"], is_number=True),
        ),
        rows=tuple(rows),
    )


def _theme_table(material: StandingMaterial) -> DataTable:
    scores, phrases = material.scores, material.scores.phrases
    rows = [
        _theme_row(
            material,
            scores.themes[one.theme],
            (scores.points(one.points), scores.points(one.most)),
            [group.themes[one.theme] for group in material.shown],
        )
        for one in material.standing.score.themes
    ]
    score = material.standing.score
    total = _theme_row(
        material,
        phrases["all_themes"],
        (scores.points(score.total), scores.points(score.most)),
        [group.total for group in material.shown if group.total is not None],
        is_total=True,
    )
    return DataTable(
        caption=phrases["theme_table_caption"],
        columns=(
            Column(phrases["theme"]),
            Column(phrases["own_points"], is_number=True),
            Column(phrases["most_points"], is_number=True),
            *(Column(material.breakdown(group), is_number=True) for group in material.shown),
        ),
        rows=(*rows, total),
        footnote=(Span(material.said("theme_table_footnote")),),
    )


def _theme_row(
    material: StandingMaterial,
    title: str,
    own: tuple[str, str],
    peers: Sequence[PeerPoints],
    is_total: bool = False,
) -> Row:
    own_cells = tuple((Span(text),) for text in (title, *own))
    peer_cells = tuple(material.mean_and_middle(one) for one in peers)
    return Row((*own_cells, *peer_cells), is_total=is_total)


def _about_section(material: StandingMaterial) -> Section:
    """Return how the rank was found, and where everyone's scores stand."""
    scores = material.scores
    blocks: list[Block] = [*rank_blocks(material)]
    if material.report is not None:
        link = Span(scores.phrases["report_link"], page=material.report)
        blocks.append(Paragraph(scores.phrases.text("see_report", report=link)))
    else:
        blocks.append(Paragraph((Span(material.said("no_report")),)))
    return Section("about", scores.phrases["page_about_heading"], tuple(blocks))
