"""Scores: progress as a number from -5 to +5, and how a natural limit eases what is asked.

Source: Statistics Canada; Open SDG, Progress Measurement Methodology.
"""

from __future__ import annotations

from fractions import Fraction

from ekrules.facts.derived.arithmetic import exact, nearest, power
from ekrules.facts.derived.calculation import Calculation
from ekrules.facts.derived.change import cagr_for_the_better
from ekrules.facts.derived.progress import pace_cagr, past_target
from ekrules.facts.derived.reasons import Unknown
from ekrules.facts.derived.score_pieces import HIGHEST, ScorePiece, score


def limit_factor(asked: Calculation) -> Fraction:
    """Return C, from 0 (the base is at the limit) to 1 (far from it).

    1 - (b/L)^4.44 where the sizes of b and L are such that b <= L; past L, which is where a lower
    limit is approached from, 1 - ((2L - b)/L)^4.44, and 1 from 2L on.
    """
    if asked.series.limit is None:
        raise Unknown("no_limit")
    base = asked.base_value
    limit = asked.note("limit", exact(asked.series.limit))
    if asked.series.direction * (base - limit) > 0:
        raise Unknown("base_beyond_limit")
    if base * limit < 0:
        raise Unknown("sign_change")
    return asked.note("limit_factor", _factor(asked, abs(base), abs(limit)))


def cagr_eased_by_limit(asked: Calculation) -> Fraction:
    """Return the growth rate for the better, over the limit's factor where it is 0 or more.

    To ask whether it is at least 1.5 % is to ask whether the rate is at least 1.5 % times C, which
    no fixed bound can say. Without a limit it is the rate itself.
    """
    growth = asked.note("cagr_for_the_better", cagr_for_the_better(asked))
    if growth < 0 or asked.series.limit is None:
        return growth
    factor = limit_factor(asked)
    if factor == 0:
        raise Unknown("base_at_limit")
    return growth / factor


def progress_score(asked: Calculation) -> Fraction:
    """Return the score of the pace, or where there is no target of the growth for the better.

    A target that is reached scores +5. A growth rate of 0 or more is held against bounds that the
    limit's factor eases; where the base is at the limit, it scores +5.
    """
    if asked.series.target is None:
        return _without_target(asked)
    if past_target(asked) >= 0:
        return HIGHEST
    return _score(asked.note("pace", pace_cagr(asked)), asked.options.score_with_target)


def _factor(asked: Calculation, base: Fraction, limit: Fraction) -> Fraction:
    # First of all, for both may be zero.
    if base >= 2 * limit:
        return Fraction(1)
    near = base if base <= limit else 2 * limit - base
    return 1 - power(near / limit, exact(asked.options.limit_exponent))


def _without_target(asked: Calculation) -> Fraction:
    try:
        return _score(cagr_eased_by_limit(asked), asked.options.score_without_target)
    except Unknown as unknown:
        if unknown.reason != "base_at_limit":
            raise
        return HIGHEST


def _score(progress: Fraction, pieces: tuple[ScorePiece, ...]) -> Fraction:
    # As a table would read it: the last digits of a power can't put it on the wrong side.
    return score(exact(nearest(progress)), pieces)
