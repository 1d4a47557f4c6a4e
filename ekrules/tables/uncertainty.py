"""Uncertainty: what a share could be in the whole frame.

Interval: Wilson (1927) with the effective sample size of a simple sample without replacement, as
R's survey package estimates its variance. Bounds: the worst and best case over all who did not
answer (Manski 1989), with no assumption about them. Both in docs/explanation/uncertainty.md.
"""

from __future__ import annotations

from ekrules.tables.intervals import share_interval
from ekrules.tables.quantiles import LEVEL, two_sided_quantile
from ekrules.tables.simple_sample import simple_share

# The 97.5 % point of the standard normal distribution: a two-sided 95 % interval.
Z = two_sided_quantile(LEVEL)


def wilson_interval(
    numerator: int, denominator: int, respondents: int, frame: int
) -> tuple[float, float]:
    """Return the 95 % interval (low, high) of a share, 0..1, for the frame.

    respondents out of frame gives the sampling fraction; a subgroup (denominator below
    respondents) is taken to have been sampled with the same fraction. When everyone in the
    frame answered there is nothing left to be uncertain of.

    >>> [round(end, 3) for end in wilson_interval(161, 249, 249, 430)]
    [0.607, 0.684]
    """
    return share_interval(simple_share(numerator, denominator, respondents, frame))


def nonresponse_bounds(
    numerator: int, asked: int, missing: int, nonrespondents: int
) -> tuple[float, float]:
    """Return the share (lowest, highest), 0..1, if all without a known answer said no, or yes.

    asked: respondents who were asked; missing: those of them who did not know or did not answer;
    nonrespondents: the frame less the respondents, and respondents whose answer to the routing
    question is unknown: any of whom might have been asked.

    >>> nonresponse_bounds(numerator=50, asked=100, missing=0, nonrespondents=100)
    (0.25, 0.75)
    """
    everyone = asked + nonrespondents
    return numerator / everyone, (numerator + missing + nonrespondents) / everyone
