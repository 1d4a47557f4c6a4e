"""Ranks: who comes where, and between which ranks when the themes' weights vary.

In: Scores. Out: competition ranks (1, 2, 2, 4) of those who are ranked, and rank intervals,
both tried by seeded draws and bounded exactly. Never ranks a score that rests too much on
unknown answers.

The weights that are tried: each theme's weight is multiplied by a factor of its own, anywhere
from 1 - variation to 1 + variation. The difference between two totals is a sum over themes, so
its ends over all these weights are exact: the difference, give or take variation times the sum
of the themes' differences without their signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from random import Random
from typing import TYPE_CHECKING

from ekrules.survey.answer_layout import RESPONDENT
from ekrules.tables.points import TOTAL, theme_column
from ekrules.tables.scores import Scores

if TYPE_CHECKING:
    import polars as pl

# A theme's factor is drawn in steps of 1 / FACTOR_STEPS, so that totals stay whole numbers.
FACTOR_STEPS = 10_000
# Rows held at once while ranks are tried; a few tens of megabytes.
_MOST_ROWS = 250_000
_DRAW, _ROW, _RANK, _FIRST, _RIVAL = "draw", "row", "rank", "first", "rival:"


@dataclass(frozen=True)
class Ranking:
    """rank: respondent -> rank from 1, ties shared, best first and then by id. not_ranked: ids."""

    rank: Mapping[str, int]
    not_ranked: tuple[str, ...]

    @cached_property
    def winners(self) -> tuple[str, ...]:
        """Those on rank 1: several where they are tied, none where nobody is ranked."""
        return tuple(one for one, rank in self.rank.items() if rank == 1)


@dataclass(frozen=True)
class RankInterval:
    """Ranks over the weights that vary.

    best..worst: attained in the draws (the weights as they stand among them). best_possible and
    worst_possible: bounds that no such weights pass; a bound need not be attained, since the
    rivals that can pass may not all do so at once. first: draws in which it came first, alone or
    shared, out of `draws`.
    """

    rank: int
    best: int
    worst: int
    best_possible: int
    worst_possible: int
    first: int
    draws: int


def rank_scores(scores: Scores) -> Ranking:
    """Return the competition ranking: those with the same total share a rank (1, 2, 2, 4)."""
    rows = zip(scores.respondents, scores.totals, scores.is_ranked, strict=True)
    every = [(-total, one, is_ranked) for one, total, is_ranked in rows]
    ranked = sorted((total, one) for total, one, is_ranked in every if is_ranked)
    rank: dict[str, int] = {}
    here, before = 0, None
    for position, (total, one) in enumerate(ranked, start=1):
        if total != before:
            here, before = position, total
        rank[one] = here
    return Ranking(rank, tuple(one for _, one, is_ranked in every if not is_ranked))


def rank_intervals(
    scores: Scores, variation: Fraction, draws: int = 1000, seed: int = 2009
) -> dict[str, RankInterval]:
    """Return each ranked respondent's rank interval; variation is a share 0..1.

    The same seed gives the same draws on every machine. Time grows with draws times respondents,
    and with the square of the respondents for the bounds.
    """
    ranking = rank_scores(scores)
    if not ranking.rank:
        return {}
    ranked = ranked_frame(scores)
    tried = _tried(ranked, scores.scoring.themes, variation, draws, seed)
    bounds = rank_bounds(scores, variation)
    return {
        one: RankInterval(
            rank=ranking.rank[one],
            best=min(ranking.rank[one], best),
            worst=max(ranking.rank[one], worst),
            best_possible=bounds[one][0],
            worst_possible=bounds[one][1],
            first=first,
            draws=draws,
        )
        for one, best, worst, first in tried
    }


def rank_bounds(scores: Scores, variation: Fraction) -> dict[str, tuple[int, int]]:
    """Return each ranked respondent's best and worst possible rank over the weights that vary.

    Exact pair by pair: one plus the rivals that are ahead whatever the weights, and one plus
    those that are ahead for some.
    """
    import polars as pl

    ranked, themes = ranked_frame(scores), _columns(scores.scoring.themes)
    rivals = ranked.select(pl.col(one).alias(_RIVAL + one) for one in (*themes, TOTAL))
    lead = pl.col(_RIVAL + TOTAL) - pl.col(TOTAL)
    apart = pl.sum_horizontal((pl.col(_RIVAL + one) - pl.col(one)).abs() for one in themes)
    swing = apart * variation.numerator
    must = (lead * variation.denominator - swing > 0).sum()
    can = (lead * variation.denominator + swing > 0).sum()
    bounds: dict[str, tuple[int, int]] = {}
    for part in _slices(ranked, max(1, _MOST_ROWS // max(1, ranked.height))):
        pairs = part.join(rivals, how="cross")
        counted = pairs.group_by(RESPONDENT).agg(must.alias("must"), can.alias("can"))
        bounds |= {one: (1 + ahead, 1 + perhaps) for one, ahead, perhaps in counted.iter_rows()}
    return bounds


def ranked_frame(scores: Scores) -> pl.DataFrame:
    """Return the ranked respondents' ids, totals and units by theme."""
    import polars as pl

    themes = _columns(scores.scoring.themes)
    kept = scores.frame.filter(pl.Series(scores.is_ranked, dtype=pl.Boolean))
    return kept.select(RESPONDENT, TOTAL, *themes)


def _tried(
    ranked: pl.DataFrame, themes: Sequence[str], variation: Fraction, draws: int, seed: int
) -> list[tuple[str, int, int, int]]:
    """Return for each respondent the best and worst rank in the draws, and how often it was 1."""
    import polars as pl

    respondents = ranked.get_column(RESPONDENT).to_list()
    columns = _columns(themes)
    units = ranked.select(columns).with_row_index(_ROW)
    factors = _factors(len(columns), variation, draws, seed)
    names = [_RIVAL + one for one in columns]
    weighed = pl.sum_horizontal(
        pl.col(one) * pl.col(name) for one, name in zip(columns, names, strict=True)
    )
    rank = weighed.rank("min", descending=True).over(_DRAW).alias(_RANK)
    best = [len(respondents)] * len(respondents)
    worst, first = [1] * len(respondents), [0] * len(respondents)
    at_once = max(1, _MOST_ROWS // len(respondents))
    for start in range(0, draws, at_once):
        drawn = pl.DataFrame(factors[start : start + at_once], names, orient="row")
        tried = drawn.with_row_index(_DRAW).join(units, how="cross").select(_ROW, rank)
        ends = tried.group_by(_ROW).agg(
            pl.col(_RANK).min().alias("best"),
            pl.col(_RANK).max().alias("worst"),
            (pl.col(_RANK) == 1).sum().alias(_FIRST),
        )
        for row, low, high, ones in ends.iter_rows():
            best[row], worst[row] = min(best[row], low), max(worst[row], high)
            first[row] += ones
    return list(zip(respondents, best, worst, first, strict=True))


def _factors(themes: int, variation: Fraction, draws: int, seed: int) -> list[list[int]]:
    """Return a factor for each theme and draw, in steps, within the variation."""
    low = ceil((1 - variation) * FACTOR_STEPS)
    high = floor((1 + variation) * FACTOR_STEPS)
    random = Random(seed)
    return [
        [low + int(random.random() * (high - low + 1)) for _ in range(themes)] for _ in range(draws)
    ]


def _columns(themes: Sequence[str]) -> list[str]:
    return [theme_column(theme) for theme in themes]


def _slices(frame: pl.DataFrame, rows: int) -> Iterator[pl.DataFrame]:
    for start in range(0, frame.height, rows):
        yield frame.slice(start, rows)
