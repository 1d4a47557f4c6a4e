"""Uncertainty: what a share could be in the whole frame.

Interval: Wilson (1927) with the effective sample size n(N-1)/(N-n), which is the normal
approximation's finite-population correction carried into the score interval; see
docs/explanation/uncertainty.md. Bounds: the worst and best case over all who did not answer
(Manski 1989), with no assumption about them.
"""

from __future__ import annotations

from math import sqrt

# The 97.5 % point of the standard normal distribution: a two-sided 95 % interval.
Z = 1.959963984540054


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
    share = numerator / denominator
    if respondents >= frame:
        return share, share
    effective = denominator * (frame - 1) / (frame - respondents)
    shrink = 1 + Z * Z / effective
    centre = (share + Z * Z / (2 * effective)) / shrink
    spread = share * (1 - share) / effective + Z * Z / (4 * effective * effective)
    half = Z * sqrt(spread) / shrink
    return max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share))


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
