"""Regression: the straight line nearest to all observations from the base on, some heavier.

Weighted least squares over (period in years, value). With the weights as declared it is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ekrules.facts.derived.arithmetic import exact, power
from ekrules.facts.derived.calculation import Calculation
from ekrules.facts.derived.periods import position
from ekrules.facts.derived.reasons import Unknown

_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Line:
    """A straight line through the means, with a slope in points per year."""

    mean_place: Fraction
    mean_value: Fraction
    slope: Fraction

    def at(self, place: Fraction) -> Fraction:
        """Return its value at a point in time, in years."""
        return self.mean_value + self.slope * (place - self.mean_place)


def slope_regression(asked: Calculation) -> Fraction:
    """Return the points per year of the weighted least-squares line."""
    return fitted_line(asked).slope


def fitted_line(asked: Calculation) -> Line:
    """Return the line through the observations from the base to the newest."""
    places = [position(one.period) for one in asked.window]
    values = [exact(one.value) for one in asked.window]
    line = least_squares(places, values, _weights(asked, places))
    asked.note("observations_used", Fraction(len(values)))
    asked.note("slope_regression", line.slope)
    return line


def least_squares(
    places: Sequence[Fraction], values: Sequence[Fraction], weights: Sequence[Fraction]
) -> Line:
    """Return the line that makes the weighted sum of squares the least.

    >>> least_squares([Fraction(0), Fraction(2)], [Fraction(1), Fraction(5)], [Fraction(1)] * 2)
    Line(mean_place=Fraction(1, 1), mean_value=Fraction(3, 1), slope=Fraction(2, 1))
    """
    if sum(weight > 0 for weight in weights) < 2:
        raise Unknown("no_weight")
    place, value = _mean(places, weights), _mean(values, weights)
    away = [one - place for one in places]
    both = zip(weights, away, values, strict=True)
    shared = sum((w * x * (y - value) for w, x, y in both), Fraction(0))
    spread = sum((w * x * x for w, x in zip(weights, away, strict=True)), Fraction(0))
    return Line(place, value, shared / spread)


def _mean(numbers: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    total = sum((w * one for w, one in zip(weights, numbers, strict=True)), Fraction(0))
    return total / sum(weights, Fraction(0))


def _weights(asked: Calculation, places: Sequence[Fraction]) -> list[Fraction]:
    declared, half_life = asked.options.weights, asked.options.half_life
    if not isinstance(declared, str):
        given = [exact(one) for one in declared[: len(places)]]
        return [Fraction(0)] * (len(places) - len(given)) + given[::-1]
    if half_life is not None:
        return [power(_HALF, (places[-1] - one) / exact(half_life)) for one in places]
    if declared == "by_order":
        return [Fraction(order) for order in range(1, len(places) + 1)]
    return [Fraction(1)] * len(places)
