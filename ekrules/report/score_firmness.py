"""Score firmness: how firm the first place is, and what would unseat whoever has it.

In: score material. Out: a section of the score report; nothing where it was not worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ekrules.narrative.phrases import joined
from ekrules.report.document import Block, BulletList, Column, DataTable, Paragraph, Row, Section
from ekrules.report.score_material import ScoreMaterial
from ekrules.report.spans import Span, Text
from ekrules.tables.unseating import Firmness, ThemeLead, Unseating

CLOSEST, HEAVIEST = 5, 3


def firmness_section(material: ScoreMaterial) -> Iterable[Section]:
    """Return how firm the win is."""
    firmness, phrases = material.firmness, material.phrases
    if firmness is None:
        return
    blocks: list[Block] = [
        Paragraph(tuple(_summary(material, firmness)), "lead"),
        Paragraph((Span(_who_can_pass(material, firmness)),)),
        *_closest(material, firmness),
        *_without(material, firmness),
    ]
    yield Section("firmness", phrases["firmness_heading"], tuple(blocks))


def _summary(material: ScoreMaterial, firmness: Firmness) -> Iterable[Span]:
    """Who won, with what, and how often in the tries with other weights."""
    phrases = material.phrases
    score = material.scores.score(firmness.winner)
    points = material.told_points(score.total)
    most = material.told_points(score.most)
    if len(firmness.winners) > 1:
        names = joined([material.name(one) for one in firmness.winners], material.words.and_word)
        yield Span(phrases.filled("first_shared", names=names, points=points, most=most))
    else:
        name = material.name(firmness.winner)
        yield Span(phrases.filled("first_alone", name=name, points=points, most=most))
    interval = material.intervals.get(firmness.winner)
    if interval is not None:
        text = phrases.filled(
            "first_tried",
            name=material.name(firmness.winner),
            first=material.whole(interval.first),
            draws=material.whole(interval.draws),
            worst=material.whole(interval.worst),
            variation=material.variation,
        )
        yield Span(f" {text}")


def _who_can_pass(material: ScoreMaterial, firmness: Firmness) -> str:
    count = len(firmness.can_pass)
    name = "passed_by_none" if not count else "passed_by_one" if count == 1 else "passed_by_many"
    return material.phrases.filled(
        name,
        name=material.name(firmness.winner),
        count=material.whole(count),
        variation=material.variation,
        **material.unit,
    )


def _closest(material: ScoreMaterial, firmness: Firmness) -> Iterable[DataTable]:
    phrases, closest = material.phrases, firmness.closest[:CLOSEST]
    if not closest:
        return
    name = material.name(firmness.winner)
    yield DataTable(
        caption=phrases.filled("rivals_caption", name=name),
        columns=(
            Column(phrases["rival"]),
            Column(phrases["behind"], is_number=True),
            Column(phrases["smallest_change"], is_number=True),
            Column(phrases["rival_ahead"]),
            Column(phrases["winner_ahead"]),
        ),
        rows=tuple(_rival_row(material, one) for one in closest),
        footnote=(Span(phrases.filled("rivals_footnote", name=name)),),
        stacks=True,
    )


def _rival_row(material: ScoreMaterial, one: Unseating) -> Row:
    variation = one.variation
    change = (
        material.phrases["no_change_does"]
        if variation is None
        else material.fine_percent(variation)
    )
    return Row(
        (
            (material.link(one.rival),),
            (Span(material.points(one.behind)),),
            (Span(change),),
            _leads(material, one.gains),
            _leads(material, one.yields),
        )
    )


def _leads(material: ScoreMaterial, leads: Sequence[ThemeLead]) -> Text:
    """The heaviest themes with how many points, and how many more there are."""
    phrases = material.phrases
    if not leads:
        return (Span(phrases["no_theme"]),)
    texts = [
        phrases.filled(
            "lead", theme=material.themes[one.theme], points=material.points(abs(one.points))
        )
        for one in leads[:HEAVIEST]
    ]
    more = len(leads) - len(texts)
    if more:
        texts.append(phrases.filled("more_themes", count=material.whole(more)))
    return (Span("; ".join(texts)),)


def _without(material: ScoreMaterial, firmness: Firmness) -> Iterable[Block]:
    """Who wins when one theme counts for nothing."""
    phrases = material.phrases
    changed = {
        theme: winners for theme, winners in firmness.without.items() if winners != firmness.winners
    }
    if len(firmness.without) < 2:
        return
    if not changed:
        yield Paragraph((Span(phrases["without_same"]),))
        return
    yield Paragraph((Span(phrases["without_about"]),))
    yield BulletList(
        tuple(
            phrases.text("without", theme=material.themes[theme], names=_links(material, winners))
            for theme, winners in changed.items()
        )
    )
    rest = len(firmness.without) - len(changed)
    if rest:
        name = "without_rest_one" if rest == 1 else "without_rest"
        yield Paragraph((Span(phrases.filled(name, count=material.whole(rest))),))


def _links(material: ScoreMaterial, respondents: Sequence[str]) -> Text:
    spans: list[Span] = []
    for position, one in enumerate(respondents):
        if position:
            last = position == len(respondents) - 1
            spans.append(Span(f" {material.words.and_word} " if last else ", "))
        spans.append(material.link(one))
    return tuple(spans)
