"""Unseating: what it takes for somebody else to win.

In: Scores. Out: Firmness of the winner: who could pass it if the themes' weights vary, how much
they must vary, which themes carry it, and who wins when a theme is left out. Exact throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ekrules.survey.answer_layout import RESPONDENT
from ekrules.tables.points import TOTAL, theme_column
from ekrules.tables.ranks import rank_scores, ranked_frame
from ekrules.tables.scores import Scores


@dataclass(frozen=True)
class ThemeLead:
    """How many points a rival is ahead of the winner in one theme; below 0, behind."""

    theme: str
    points: Fraction


@dataclass(frozen=True)
class Unseating:
    """How a rival catches up with the winner.

    behind: the winner's lead, in points. variation: the smallest share by which the weights must
    be let vary for the two to be level: up for the themes in `gains`, where the rival is ahead,
    and down for those in `yields`, where the winner is. None where no variation below 1 does it,
    since nowhere is the rival ahead. Both lists have the heaviest theme first.
    """

    rival: str
    behind: Fraction
    variation: Fraction | None
    gains: tuple[ThemeLead, ...]
    yields: tuple[ThemeLead, ...]


@dataclass(frozen=True)
class Firmness:
    """How firm the win is.

    winners: all on rank 1; winner: the first of them by id, whom the rest is about. variation:
    how far each theme's weight is let vary (share). can_pass: rivals that are ahead of the winner
    for some such weights; it holds where there are none. closest: the rivals that need the least.
    without: theme -> who wins if it counts for nothing.
    """

    winner: str
    winners: tuple[str, ...]
    variation: Fraction
    can_pass: tuple[str, ...]
    closest: tuple[Unseating, ...]
    without: Mapping[str, tuple[str, ...]]

    @property
    def holds(self) -> bool:
        """Whether nobody passes the winner, whatever the weights within the variation."""
        return not self.can_pass


def winners_firmness(scores: Scores, variation: Fraction, closest: int = 10) -> Firmness | None:
    """Return how firm the win is, with the `closest` rivals; None where nobody is ranked."""
    ranking = rank_scores(scores)
    if not ranking.rank:
        return None
    winner = ranking.winners[0]
    units = _units(scores)
    rivals = [one for one in ranking.rank if one != winner]
    passing = tuple(one for one in rivals if _can_pass(units[winner], units[one], variation))
    found = [unseating(winner, one, scores, units) for one in rivals]
    # sorted() keeps those that need the same in the order of their ranks.
    ordered = sorted(found, key=lambda one: Fraction(2) if one.variation is None else one.variation)
    return Firmness(
        winner=winner,
        winners=ranking.winners,
        variation=variation,
        can_pass=passing,
        closest=tuple(ordered[:closest]),
        without={theme: _winners_without(theme, scores) for theme in scores.scoring.themes},
    )


def unseating(
    winner: str, rival: str, scores: Scores, units: Mapping[str, tuple[int, ...]] | None = None
) -> Unseating:
    """Return what it takes for `rival` to be level with `winner`, which is at least as high.

    With each weight let vary by a share v, the rival gains at most v times the sum of all the
    themes' differences without their signs; so v = lead / that sum.
    """
    known = _units(scores) if units is None else units
    ahead = [their - own for own, their in zip(known[winner], known[rival], strict=True)]
    behind, apart = -sum(ahead), sum(abs(one) for one in ahead)
    share = Fraction(behind, apart) if apart else Fraction(0)
    points = scores.scoring.points
    leads = [
        ThemeLead(theme, points(one))
        for theme, one in zip(scores.scoring.themes, ahead, strict=True)
    ]
    return Unseating(
        rival=rival,
        behind=points(behind),
        variation=share if share < 1 else None,
        gains=_heaviest_first(one for one in leads if one.points > 0),
        yields=_heaviest_first(one for one in leads if one.points < 0),
    )


def _heaviest_first(leads: Iterable[ThemeLead]) -> tuple[ThemeLead, ...]:
    return tuple(sorted(leads, key=lambda one: -abs(one.points)))


def _can_pass(own: tuple[int, ...], theirs: tuple[int, ...], variation: Fraction) -> bool:
    ahead = [their - mine for mine, their in zip(own, theirs, strict=True)]
    swing = variation.numerator * sum(abs(one) for one in ahead)
    return sum(ahead) * variation.denominator + swing > 0


def _units(scores: Scores) -> dict[str, tuple[int, ...]]:
    """Return each ranked respondent's units by theme."""
    columns = [RESPONDENT, *(theme_column(theme) for theme in scores.scoring.themes)]
    rows = ranked_frame(scores).select(columns).iter_rows()
    return {row[0]: row[1:] for row in rows}


def _winners_without(theme: str, scores: Scores) -> tuple[str, ...]:
    import polars as pl

    left = pl.col(TOTAL) - pl.col(theme_column(theme))
    totals = ranked_frame(scores).select(RESPONDENT, left.alias(TOTAL))
    best = totals.filter(pl.col(TOTAL) == pl.col(TOTAL).max())
    return tuple(best.get_column(RESPONDENT).to_list())
