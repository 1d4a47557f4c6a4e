"""Simple sample: the estimate of a share in a sample that is neither divided nor weighted."""

from __future__ import annotations

from math import inf, sqrt

from ekrules.tables.estimation import Estimate
from ekrules.tables.intervals import simple_effective_size


def simple_share(numerator: int, denominator: int, respondents: int, frame: int) -> Estimate:
    """Return the share numerator / denominator of a simple sample, `respondents` out of `frame`.

    The value is the nearest float of the quotient. The same as estimate_share gives of an undivided
    sample, in closed form.

    >>> simple_share(150, 250, 250, 430).value >= 0.6
    True
    """
    share = numerator / denominator  # Python rounds the quotient of two ints once
    size = simple_effective_size(denominator, respondents, max(frame, respondents))
    error = 0.0 if size == inf else sqrt(share * (1 - share) / size)
    return Estimate(share, error, denominator, denominator - 1, size)
