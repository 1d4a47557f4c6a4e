"""Quantiles: how many standard errors to each side hold a given share of a distribution.

In: a level, and degrees of freedom for Student's distribution. Out: one number. Never sees a
survey.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, fsum, inf, lgamma, log, log1p
from statistics import NormalDist

LEVEL = 0.95
# The 97.5 % point of the standard normal distribution, to the last bit; NormalDist is two off.
NORMAL_95 = 1.959963984540054
# From here the series below is right to the twelfth digit, and lgamma no longer is.
_MANY_DEGREES = 1000.0
_STEPS = 200


@lru_cache(maxsize=256)
def two_sided_quantile(level: float = LEVEL, degrees_of_freedom: float | None = None) -> float:
    """Return z such that −z..z holds `level` (0..1) of the normal distribution.

    With degrees of freedom: of Student's. ValueError for a level or degrees that can't be.

    >>> round(two_sided_quantile(0.95), 6), round(two_sided_quantile(0.95, 10), 6)
    (1.959964, 2.228139)
    """
    if not 0 < level < 1:
        raise ValueError(f"a level of {level}; expected one between 0 and 1")
    if degrees_of_freedom is not None and not degrees_of_freedom > 0:
        raise ValueError(f"{degrees_of_freedom} degrees of freedom; expected more than none")
    tail = (1 - level) / 2
    normal = NORMAL_95 if level == LEVEL else -NormalDist().inv_cdf(tail)
    if degrees_of_freedom is None:
        return normal
    if degrees_of_freedom >= _MANY_DEGREES:
        return _near_normal(normal, degrees_of_freedom)
    return _student(tail, degrees_of_freedom)


def _near_normal(z: float, degrees: float) -> float:
    """Student's quantile as a series around the normal one (Abramowitz and Stegun 26.7.5)."""
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return fsum([z, *(term / degrees**power for power, term in enumerate(terms, start=1))])


def _student(tail: float, degrees: float) -> float:
    """The point that leaves `tail` above it, found by halving."""
    low, high = 0.0, 2.0
    while _student_tail(high, degrees) > tail and high < 1e300:
        low, high = high, high * 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _student_tail(middle, degrees) > tail else (low, middle)
    return (low + high) / 2


def _student_tail(t: float, degrees: float) -> float:
    """How much of Student's distribution lies above t, for t above 0."""
    a, b = degrees / 2, 0.5
    x, rest = degrees / (degrees + t * t), t * t / (degrees + t * t)
    scale = exp(
        lgamma(a + b) - lgamma(a) - lgamma(b) + a * log1p(-rest) + b * log(rest)
        if rest < 0.5
        else lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return scale * _beta_fraction(x, a, b) / a / 2
    return (1 - scale * _beta_fraction(rest, b, a) / b) / 2


def _beta_fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8)."""
    # Lentz's method: the fraction is multiplied up from the front, two terms a turn.
    tiny, c = 1e-300, 1.0
    d = 1 / _off_zero(1 - (a + b) * x / (a + 1), tiny)
    value = d
    m, change = 1, inf
    while abs(change - 1) >= 3e-16 and m < 2000:
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _off_zero(1 + term * d, tiny)
            c = _off_zero(1 + term / c, tiny)
            change = c * d
            value *= change
        m += 1
    return value


def _off_zero(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny
