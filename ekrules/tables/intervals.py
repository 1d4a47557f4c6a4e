"""Intervals: how far from an estimate the frame's own share or mean may lie.

In: Estimates. Out: (low, high) at a level. An interval never leaves 0..1 (for shares), always holds
the estimate, and is the estimate itself where everyone in the frame answered.

Three kinds for shares: "wilson" (the one ekrules publishes) stays honest near 0 and 1; "logit" and
"wald" are there to be compared with R's survey package, svyciprop's "xlogit" (or "logit") and
"mean".
"""

from __future__ import annotations

from math import exp, inf, log, sqrt
from typing import Literal

from ekrules.tables.design import unseen_share
from ekrules.tables.estimation import Estimate
from ekrules.tables.quantiles import LEVEL, two_sided_quantile

IntervalMethod = Literal["wilson", "logit", "wald"]
Interval = tuple[float, float]

# Strata that each answer as one leave no estimated spread, but rounding does: below this part of
# what a simple sample would have, an estimated variance is none.
_NO_SPREAD = 1e-9


def share_interval(
    estimate: Estimate,
    level: float = LEVEL,
    method: IntervalMethod = "wilson",
    degrees_of_freedom: float | None = None,
) -> Interval:
    """Return the interval of a share, both ends 0..1.

    degrees_of_freedom: for Student's quantile in place of the normal one, as R's svyciprop has it
    unless told df = Inf (estimate.degrees_of_freedom is what it takes). A "logit" of 0 or 1 has no
    end, so "wilson" is given there.
    """
    share = estimate.value
    if estimate.is_census:
        return share, share
    quantile = two_sided_quantile(level, degrees_of_freedom)
    if method == "wald":
        reach = quantile * estimate.standard_error
        return max(0.0, share - reach), min(1.0, share + reach)
    if method == "logit" and 0 < share < 1:
        return _logit_interval(share, estimate.standard_error, quantile)
    return score_interval(share, effective_size(estimate), quantile)


def mean_interval(
    estimate: Estimate, level: float = LEVEL, degrees_of_freedom: float | None = None
) -> Interval | None:
    """Return the interval of a mean, the normal one unless degrees of freedom are given.

    None for one answer out of more: a single number shows no spread.
    """
    if estimate.is_census:
        return estimate.value, estimate.value
    if estimate.n < 2:
        return None
    reach = two_sided_quantile(level, degrees_of_freedom) * estimate.standard_error
    return estimate.value - reach, estimate.value + reach


def effective_size(estimate: Estimate) -> float:
    """Return the size of the endless simple sample that would be as sure of this share.

    p(1−p)/se²; where the respondents show no spread (all said yes, or each stratum answers as
    one) the estimate's plain size. In a simple sample both are simple_effective_size. inf for a
    census.
    """
    if not shows_spread(estimate):
        return estimate.plain_size
    return estimate.value * (1 - estimate.value) / estimate.standard_error**2


def shows_spread(estimate: Estimate) -> bool:
    """Whether a share's respondents differ where there is chance, by more than rounding would.

    They do not where all said yes or all no, where each stratum answers as one, and in a census.
    """
    spread = estimate.value * (1 - estimate.value)
    if estimate.is_census or spread <= 0:
        return False
    return estimate.standard_error**2 * estimate.plain_size > _NO_SPREAD * spread


def simple_effective_size(denominator: int, respondents: int, frame: float | None) -> float:
    """Return the effective size of a share in a simple sample, without estimating anything.

    n_d · (n−1)/n · N/(N−n) for n_d respondents of the domain, n in all, out of N; inf where all
    answered. A lone respondent counts as one.

    >>> round(simple_effective_size(161, respondents=249, frame=430), 3)
    380.95
    """
    unseen = unseen_share(respondents, frame)
    if unseen <= 0:
        return inf
    return denominator * max(respondents - 1, 1) / (respondents * unseen)


def score_interval(share: float, size: float, quantile: float) -> Interval:
    """Return Wilson's interval of a share out of `size`, which need not be whole; inf is a point.

    >>> [round(end, 4) for end in score_interval(81 / 263, 263, two_sided_quantile(0.95))]
    [0.2553, 0.3662]
    """
    if size == inf:
        return share, share
    squared = quantile * quantile
    shrink = 1 + squared / size
    centre = (share + squared / (2 * size)) / shrink
    spread = share * (1 - share) / size + squared / (4 * size * size)
    half = quantile * sqrt(spread) / shrink
    return max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share))


def _logit_interval(share: float, standard_error: float, quantile: float) -> Interval:
    centre = log(share / (1 - share))
    reach = quantile * standard_error / (share * (1 - share))
    return min(_share_of(centre - reach), share), max(_share_of(centre + reach), share)


def _share_of(logit: float) -> float:
    if logit >= 0:
        return 1 / (1 + exp(-logit))
    return exp(max(logit, -700.0)) / (1 + exp(max(logit, -700.0)))
