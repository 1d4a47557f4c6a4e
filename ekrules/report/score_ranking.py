"""Score ranking: who comes where, between which ranks, and who is not ranked and why.

In: score material. Out: sections of the score report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from ekrules.narrative.runs import upper_first
from ekrules.report.document import Block, Column, DataTable, Disclosure, Paragraph, Row, Section
from ekrules.report.score_material import ScoreMaterial
from ekrules.report.spans import Span

TOP = 20
# A page with more rows than this is hard to open; the whole list is in the table files.
MOST_LISTED = 2000


def ranking_section(material: ScoreMaterial) -> Section:
    """Return the first of the ranking, and a fold-out with all of it."""
    phrases, ranked = material.phrases, list(material.ranking.rank)
    if not ranked:
        text = phrases.filled("nobody_ranked", **material.unit)
        return Section("ranking", phrases["ranking_heading"], (Paragraph((Span(text),)),))
    name = "ranking_about" if material.intervals else "ranking_without_intervals"
    draws = next((one.draws for one in material.intervals.values()), 0)
    about = phrases.filled(
        name, draws=material.whole(draws), variation=material.variation, **material.unit
    )
    first = list(islice(ranked, TOP))
    heading = "ranking_caption" if len(ranked) > TOP else "ranking_all_caption"
    count = material.whole(min(len(ranked), TOP))
    caption = phrases.filled(heading, count=count, **material.unit)
    blocks: list[Block] = [Paragraph((Span(about),))]
    if material.pages:
        blocks.append(Paragraph((Span(phrases.filled("ranking_pages", **material.unit)),), "note"))
    blocks.append(_ranked_table(material, caption, first))
    blocks += _everyone(material, ranked)
    return Section("ranking", phrases["ranking_heading"], tuple(blocks))


def _everyone(material: ScoreMaterial, ranked: Sequence[str]) -> Iterable[Block]:
    phrases, count = material.phrases, material.whole(len(ranked))
    if len(ranked) > MOST_LISTED:
        yield Paragraph((Span(phrases.filled("ranking_too_long", count=count, **material.unit)),))
    elif len(ranked) > TOP:
        caption = phrases.filled("ranking_all_caption", count=count, **material.unit)
        table = _ranked_table(material, caption, ranked)
        heading = phrases.filled("ranking_all_heading", count=count, **material.unit)
        yield Disclosure((Span(heading),), (table,))


def _ranked_table(material: ScoreMaterial, caption: str, ranked: Sequence[str]) -> DataTable:
    phrases = material.phrases
    numbers = ("rank", "total", "rank_interval", "unknown_share")
    return DataTable(
        caption=caption,
        columns=(
            Column(upper_first(material.unit["one"])),
            *(Column(phrases[name], is_number=True) for name in numbers),
        ),
        rows=tuple(_ranked_row(material, one) for one in ranked),
    )


def _ranked_row(material: ScoreMaterial, respondent: str) -> Row:
    score = material.scores.score(respondent)
    return Row(
        (
            (material.link(respondent),),
            (Span(material.whole(material.ranking.rank[respondent])),),
            (Span(material.points(score.total)),),
            (Span(material.ranks(material.intervals.get(respondent))),),
            (Span(material.fine_percent(score.unknown_share)),),
        )
    )


def not_ranked_section(material: ScoreMaterial) -> Iterable[Section]:
    """Return who is not ranked, and why; nothing where everybody is."""
    found = material.ranking.not_ranked
    if not found:
        return
    phrases = material.phrases
    bound = material.exact_percent(material.weights.most_unknown_share)
    about = phrases.filled("not_ranked_about", most=bound, **material.unit)
    numbers = ("total", "possible_total", "unknown_share")
    table = DataTable(
        caption=phrases["not_ranked_caption"],
        columns=(
            Column(upper_first(material.unit["one"])),
            *(Column(phrases[name], is_number=True) for name in numbers),
        ),
        rows=tuple(_not_ranked_row(material, one) for one in found[:MOST_LISTED]),
    )
    count = material.whole(len(found))
    heading = phrases.filled("not_ranked_heading", count=count)
    blocks: list[Block] = [Paragraph((Span(about),)), table]
    if len(found) > MOST_LISTED:
        text = phrases.filled("not_ranked_too_long", shown=material.whole(MOST_LISTED), count=count)
        blocks.append(Paragraph((Span(text),), "note"))
    yield Section("not-ranked", heading, tuple(blocks))


def _not_ranked_row(material: ScoreMaterial, respondent: str) -> Row:
    score = material.scores.score(respondent)
    possible = f"{material.points(score.lowest)}–{material.points(score.highest)}"
    return Row(
        (
            (material.link(respondent),),
            (Span(material.points(score.total)),),
            (Span(possible),),
            (Span(material.fine_percent(score.unknown_share)),),
        )
    )
