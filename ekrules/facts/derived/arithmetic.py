"""Arithmetic: numbers as exact fractions, and the few powers that are not.

In: floats, whole numbers, fractions. Out: fractions. A power or logarithm is taken to 50 digits by
decimal arithmetic, which gives the same digits on every machine; a float's own power does not.
Raises Unknown: not_finite for what is no number, too_large for what no float can hold.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, Overflow
from fractions import Fraction
from functools import lru_cache
from math import isfinite

from ekrules.facts.derived.reasons import Unknown

Number = float | int | Fraction

# Floats hold 17 digits; a growth rate near zero loses some to subtraction. No float is above
# 10^309, and fractions much larger would fill the memory.
DIGITS = Context(prec=50, Emin=-99_999, Emax=9_999, rounding=ROUND_HALF_EVEN, traps=[Overflow])
_ALIKE = Fraction(1, 10**40)
_LARGEST_PLAIN = 2**53


# The same values are asked again and again. typed: 0.1 is a tenth; a fraction equal to its float is
# another.
@lru_cache(maxsize=50_000, typed=True)
def exact(value: Number) -> Fraction:
    """Return the number as a fraction; a float is what its shortest decimal text says.

    >>> exact(0.1), exact(3)
    (Fraction(1, 10), Fraction(3, 1))
    """
    if not isinstance(value, float):
        nearest(Fraction(value))
        return Fraction(value)
    if not isfinite(value):
        raise Unknown("not_finite")
    if value.is_integer() and abs(value) < _LARGEST_PLAIN:
        return Fraction(int(value))
    return Fraction(float.__repr__(value))


def nearest(value: Fraction) -> float:
    """Return the nearest float; the only place where a result is rounded."""
    try:
        return float(value)
    except OverflowError:
        raise Unknown("too_large") from None


# Several inputs ask for the same rate, and a power takes longer than all else together.
@lru_cache(maxsize=10_000)
def power(ratio: Fraction, exponent: Fraction) -> Fraction:
    """Return ratio (0 or more) to the power of exponent, exact where the exponent is 1 or 0.

    >>> float(power(Fraction(121, 100), Fraction(1, 2)))
    1.1
    """
    if exponent == 1 or ratio == 1:
        return ratio
    if exponent == 0:
        return Fraction(1)
    if ratio == 0:
        return Fraction(0)
    try:
        digits = DIGITS.power(_decimal(ratio), _decimal(exponent))
    except Overflow:
        raise Unknown("too_large") from None
    return Fraction(digits)


def how_many_times(factor: Fraction, reached: Fraction) -> Fraction:
    """Return how many times factor is multiplied by itself to give reached; both above 0, not 1.

    >>> float(how_many_times(Fraction(2), Fraction(8)))
    3.0
    """
    return Fraction(DIGITS.divide(_logarithm(reached), _logarithm(factor)))


@lru_cache(maxsize=10_000)
def logarithm(value: Fraction) -> Fraction:
    """Return the natural logarithm of what is above 0.

    >>> float(logarithm(Fraction(1))), round(float(logarithm(Fraction(100))), 6)
    (0.0, 4.60517)
    """
    return Fraction(_logarithm(value))


def difference(one: Fraction, other: Fraction) -> Fraction:
    """Return one less the other; 0 where they agree to 40 digits.

    The last digits of a power are not its own: without this, what is on a path would be a hair off.

    >>> difference(Fraction(1), Fraction(1) - Fraction(1, 10**45))
    Fraction(0, 1)
    """
    apart = one - other
    return Fraction(0) if abs(apart) <= abs(one) * _ALIKE else apart


def _logarithm(value: Fraction) -> Decimal:
    return DIGITS.ln(_decimal(value))


def _decimal(value: Fraction) -> Decimal:
    return DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
