"""Difference: how far apart two shares or means lie, and whether chance alone could do it.

In: two Estimates: a segment and the rest, or two waves. Out: a Difference with its interval. Never
says why they differ, and never picks which pairs to compare; tell it how many there are.

Shares: Newcombe's hybrid score interval (1998), made of the two shares' own Wilson intervals, so
that what holds near 0 and 1 for each holds for their difference. Means: from the standard errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from ekrules.tables.design import Cell, Design
from ekrules.tables.domain_sums import MeanSums, ShareSums
from ekrules.tables.estimation import (
    Estimate,
    NoEstimate,
    covariance,
    estimate_mean,
    estimate_share,
)
from ekrules.tables.intervals import Interval, IntervalMethod, share_interval, shows_spread
from ekrules.tables.quantiles import LEVEL, two_sided_quantile


@dataclass(frozen=True)
class Difference:
    """First less second, −1..1 for shares, with its interval at `level` (after any adjustment)."""

    value: float
    low: float
    high: float
    level: float

    @property
    def excludes_zero(self) -> bool:
        """Whether the two differ by more than chance explains."""
        return self.low > 0 or self.high < 0


def adjusted_level(level: float, comparisons: int) -> float:
    """Return the level of each of several comparisons that keeps `level` for all at once.

    Bonferroni: the chance of a false difference is divided evenly among them.

    >>> round(adjusted_level(0.95, 5), 4)
    0.99
    """
    if comparisons < 1:
        raise ValueError(f"{comparisons} comparisons; expected at least one")
    return level if comparisons == 1 else 1 - (1 - level) / comparisons


def difference_of_shares(
    first: Estimate,
    second: Estimate,
    level: float = LEVEL,
    comparisons: int = 1,
    correlation: float = 0.0,
    method: IntervalMethod = "wilson",
) -> Difference:
    """Return first less second.

    With correlation 0 the two are taken to be independent: a segment and the rest of a simple
    sample, or two waves. Where many of the same answered both waves their shares move together, so
    the true interval is narrower than this one and a difference found here stands.
    comparisons: how many differences are looked at together.
    """
    own = adjusted_level(level, comparisons)
    ranges = [share_interval(one, own, method) for one in (first, second)]
    low, high = hybrid_interval(first.value, ranges[0], second.value, ranges[1], correlation)
    return Difference(first.value - second.value, low, high, own)


def hybrid_interval(
    first: float,
    first_range: Interval,
    second: float,
    second_range: Interval,
    correlation: float = 0.0,
) -> Interval:
    """Return the interval of first less second out of each one's own: Newcombe's method 10.

    The distances from each estimate to its own ends take the place of standard errors; the
    correlation comes in as in Newcombe's interval for paired shares (1998).

    >>> from ekrules.tables.intervals import score_interval
    >>> z = two_sided_quantile(0.95)
    >>> many, few = score_interval(56 / 70, 70, z), score_interval(48 / 80, 80, z)
    >>> [round(end, 4) for end in hybrid_interval(56 / 70, many, 48 / 80, few)]
    [0.0524, 0.3339]
    """
    down, up = first - first_range[0], first_range[1] - first
    other_down, other_up = second - second_range[0], second_range[1] - second
    value = first - second
    low = value - _combined(down, other_up, correlation)
    high = value + _combined(up, other_down, correlation)
    return max(-1.0, min(low, value)), min(1.0, max(high, value))


def difference_of_means(
    first: Estimate,
    second: Estimate,
    level: float = LEVEL,
    comparisons: int = 1,
    correlation: float = 0.0,
    degrees_of_freedom: float | None = None,
) -> Difference | None:
    """Return first less second; None where one of them is a single answer out of more."""
    if any(one.n < 2 and not one.is_census for one in (first, second)):
        return None
    own = adjusted_level(level, comparisons)
    value = first.value - second.value
    error = _combined(first.standard_error, second.standard_error, correlation)
    reach = two_sided_quantile(own, degrees_of_freedom) * error
    return Difference(value, value - reach, value + reach, own)


def share_against_rest(
    design: Design,
    segment: Mapping[Cell, ShareSums],
    rest: Mapping[Cell, ShareSums],
    level: float = LEVEL,
    comparisons: int = 1,
) -> Difference | NoEstimate:
    """Return a segment's share less that of the other respondents, who are not in it.

    Unlike two samples, two parts of one can be tied by its strata and post-strata; that is
    estimated and taken into account.
    """
    first, second = estimate_share(design, segment), estimate_share(design, rest)
    if isinstance(first, NoEstimate):
        return first
    if isinstance(second, NoEstimate):
        return second
    tie = correlation_of_shares(design, segment, rest)
    return difference_of_shares(first, second, level, comparisons, tie)


def correlation_of_shares(
    design: Design, segment: Mapping[Cell, ShareSums], rest: Mapping[Cell, ShareSums]
) -> float:
    """Return how far two shares without a respondent in common move together, −1..1.

    Zero where either has no estimate, or shows no spread: what is left of it is rounding.
    """
    first, second = estimate_share(design, segment), estimate_share(design, rest)
    if isinstance(first, NoEstimate) or isinstance(second, NoEstimate):
        return 0.0
    if not (shows_spread(first) and shows_spread(second)):
        return 0.0
    one, other = ({cell: sums.as_mean for cell, sums in part.items()} for part in (segment, rest))
    return _correlation(first, second, covariance(design, one, other))


def mean_against_rest(
    design: Design,
    segment: Mapping[Cell, MeanSums],
    rest: Mapping[Cell, MeanSums],
    level: float = LEVEL,
    comparisons: int = 1,
) -> Difference | NoEstimate | None:
    """Return a segment's mean less that of the other respondents; None as difference_of_means."""
    first, second = estimate_mean(design, segment), estimate_mean(design, rest)
    if isinstance(first, NoEstimate):
        return first
    if isinstance(second, NoEstimate):
        return second
    tie = _correlation(first, second, covariance(design, segment, rest))
    return difference_of_means(first, second, level, comparisons, tie)


def _correlation(first: Estimate, second: Estimate, tie: float) -> float:
    """Return the correlation of two estimates, −1..1; tie: their covariance."""
    product = first.standard_error * second.standard_error
    if product <= 0:
        return 0.0
    return max(-1.0, min(1.0, tie / product))


def _combined(one: float, other: float, correlation: float) -> float:
    return sqrt(max(0.0, one * one - 2 * correlation * one * other + other * other))
