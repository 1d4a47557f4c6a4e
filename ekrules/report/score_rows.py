"""Score rows: every respondent's score as one row of a table file.

In: score material. Out: a header and rows of texts and numbers, in the order of the respondents'
ids; the writers see to it that no text starts a formula.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ekrules.narrative.runs import upper_first
from ekrules.report.score_material import ScoreMaterial
from ekrules.survey.answer_files.row_writing import Cell, Sheet

DECIMALS = 3
_BEFORE = ("row_rank", "row_best", "row_worst", "row_total", "row_lowest", "row_highest")
_AFTER = ("row_most", "row_unknown", "row_unknown_share", "row_not_ranked")


def score_sheet(material: ScoreMaterial) -> Sheet:
    """Return the table: who, in which segments, which rank and points, and points by theme."""
    phrases = material.phrases
    breakdowns = [one.id for one in material.survey.breakdowns]
    labels = [material.said(one.label) for one in material.survey.breakdowns]
    header = [phrases["row_id"], upper_first(material.unit["one"]), *labels]
    header += [phrases[name] for name in (*_BEFORE, *_AFTER)]
    header += [phrases.filled("row_theme", theme=title) for title in material.themes.values()]
    name = "sheet_synthetic" if material.survey.is_synthetic else "sheet"
    return Sheet(phrases[name], header, tuple(_rows(material, breakdowns)))


def _rows(material: ScoreMaterial, breakdowns: Iterable[str]) -> Iterable[tuple[Cell, ...]]:
    segments = {one: material.scores.segments(one) for one in breakdowns}
    for row, respondent in enumerate(material.scores.respondents):
        found = ((one, segment[row]) for one, segment in segments.items())
        labels = (material.segment(one, where) if where else None for one, where in found)
        yield (respondent, material.scores.names[row], *labels, *_figures(material, respondent))


def _figures(material: ScoreMaterial, respondent: str) -> Iterable[Cell]:
    score = material.scores.score(respondent)
    interval = material.intervals.get(respondent)
    yield material.ranking.rank.get(respondent)
    yield interval.best if interval else None
    yield interval.worst if interval else None
    yield from map(_number, (score.total, score.lowest, score.highest, score.most))
    yield score.unknown
    yield _number(score.unknown_share * 100)
    yield material.phrases[f"row_{score.not_ranked}"] if score.not_ranked else None
    yield from (_number(one.points) for one in score.themes)


def _number(points: Fraction) -> float:
    return round(float(points), DECIMALS)
