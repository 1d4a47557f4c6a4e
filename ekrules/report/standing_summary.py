"""Standing summary: the first screen of a respondent's page, and how its rank was found.

In: standing material. Out: a section, and blocks that explain.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.goals.weights import exact
from ekrules.report.document import Block, Paragraph, Section
from ekrules.report.key_figures import KeyFigure, KeyFigures
from ekrules.report.spans import Span
from ekrules.report.standing_material import StandingMaterial


def summary_section(material: StandingMaterial) -> Section:
    """Return the score, the rank and the largest differences at a glance."""
    scores = material.scores
    figures = (
        _points_figure(material),
        _rank_figure(material),
        *_peers_figure(material),
        _unknown_figure(material),
    )
    blocks: list[Block] = [
        *scores.synthetic(),
        scores.whose_weights(),
        KeyFigures(figures),
        Paragraph((Span(_lead(material)),), "lead"),
    ]
    return Section("summary", scores.phrases["summary_heading"], tuple(blocks))


def _lead(material: StandingMaterial) -> str:
    """Return the total, the rank and the place among the nearest kin as sentences."""
    scores, score = material.scores, material.standing.score
    sentences = [
        material.said(
            "lead_total",
            points=scores.told_points(score.total),
            most=scores.told_points(score.most),
            share=scores.percent(score.total / score.most),
        ),
        _rank_sentence(material),
    ]
    group = material.against
    if group is not None and group.total is not None:
        above = group.total.above
        direction = "above" if above > 0 else "below" if above < 0 else "level"
        sentences.append(
            material.said(
                f"lead_{direction}",
                points=scores.points(abs(above)),
                others=material.others(group),
                mean=scores.points(group.total.mean),
            )
        )
    return " ".join(sentences)


def _rank_sentence(material: StandingMaterial) -> str:
    scores, standing = material.scores, material.standing
    if standing.rank is None:
        bound = scores.exact_percent(scores.weights.most_unknown_share)
        share = scores.fine_percent(standing.score.unknown_share)
        return material.said("lead_not_ranked", share=share, most=bound)
    places = {"rank": scores.whole(standing.rank), "ranked": scores.whole(standing.ranked)}
    return material.said("lead_rank", interval=_interval(material, "interval"), **places)


def _interval(material: StandingMaterial, phrase: str) -> str:
    """Return "mellom nr. 8 og nr. 31 når vektene varierer med 25 %"; nothing without one."""
    scores, interval = material.scores, material.standing.interval
    if interval is None:
        return ""
    name = f"{phrase}_same" if interval.best == interval.worst else phrase
    return scores.phrases.filled(
        name,
        best=scores.whole(interval.best),
        worst=scores.whole(interval.worst),
        variation=scores.variation,
    )


def _points_figure(material: StandingMaterial) -> KeyFigure:
    scores, score = material.scores, material.standing.score
    value = scores.phrases.filled(
        "fraction", part=scores.points(score.total), whole=scores.told_points(score.most)
    )
    share = scores.percent(score.total / score.most)
    return KeyFigure(
        value, scores.phrases["figure_points"], scores.phrases.filled("figure_share", share=share)
    )


def _rank_figure(material: StandingMaterial) -> KeyFigure:
    scores, standing = material.scores, material.standing
    if standing.rank is None:
        return KeyFigure(
            scores.phrases["figure_not_ranked"],
            scores.phrases["figure_rank"],
            scores.phrases["figure_not_ranked_note"],
        )
    value = scores.phrases.filled(
        "figure_rank_value",
        rank=scores.whole(standing.rank),
        ranked=scores.whole(standing.ranked),
    )
    notes = []
    shared = scores.sharing[standing.rank] - 1
    if shared:
        name = "figure_shared_one" if shared == 1 else "figure_shared_many"
        notes.append(material.said(name, count=scores.whole(shared)))
    interval = _interval(material, "figure_interval")
    if interval:
        notes.append(interval)
    return KeyFigure(value, scores.phrases["figure_rank"], ". ".join(notes))


def _peers_figure(material: StandingMaterial) -> Iterable[KeyFigure]:
    scores, group = material.scores, material.against
    if group is None or group.total is None:
        return
    yield KeyFigure(
        scores.apart(group.total.above),
        scores.phrases["figure_beside_mean"],
        scores.phrases.filled(
            "figure_their_mean",
            group=material.group(group),
            peers=scores.whole(group.peers),
            mean=scores.points(group.total.mean),
        ),
    )


def _unknown_figure(material: StandingMaterial) -> KeyFigure:
    scores, score = material.scores, material.standing.score
    value = scores.phrases.filled(
        "fraction",
        part=scores.whole(score.unknown),
        whole=scores.whole(len(material.standing.questions)),
    )
    name = "figure_possible" if score.unknown else "figure_all_known"
    lowest, highest = scores.points(score.lowest), scores.points(score.highest)
    note = scores.phrases.filled(name, lowest=lowest, highest=highest)
    return KeyFigure(value, scores.phrases["figure_unknown"], note)


def rank_blocks(material: StandingMaterial) -> Iterable[Block]:
    """Return how points and ranks come about, as paragraphs."""
    scores, interval = material.scores, material.standing.interval
    weights = scores.weights
    kinds = scores.phrases.filled(
        "points_kinds",
        action=scores.told_points(exact(weights.kinds.action)),
        plan=scores.told_points(exact(weights.kinds.plan)),
    )
    yield Paragraph((Span(material.said("points_about")), Span(" "), Span(kinds)))
    if interval is not None:
        text = material.said(
            "rank_tried",
            draws=scores.whole(interval.draws),
            variation=scores.variation,
            best=scores.whole(interval.best),
            worst=scores.whole(interval.worst),
            best_possible=scores.whole(interval.best_possible),
            worst_possible=scores.whole(interval.worst_possible),
        )
        yield Paragraph((Span(text),))
