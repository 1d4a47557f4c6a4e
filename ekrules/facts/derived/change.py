"""Change: how far and how fast the value has moved since the base, and how fast it has to.

Points are differences in the indicator's own unit. A growth rate is compound and yearly (CAGR):
(v1/v0)^(1/years) - 1. It is defined where both values lie on the same side of zero.
"""

from __future__ import annotations

from fractions import Fraction

from ekrules.facts.derived.arithmetic import exact, power
from ekrules.facts.derived.calculation import Calculation
from ekrules.facts.derived.reasons import DerivedReason, Unknown


def newest_value(asked: Calculation) -> Fraction:
    """Return the newest value."""
    return asked.value


def base_value(asked: Calculation) -> Fraction:
    """Return the value of the base, as observed."""
    return asked.base_value


def years_observed(asked: Calculation) -> Fraction:
    """Return the years from the base to the newest observation."""
    return asked.years_observed


def observations_since_base(asked: Calculation) -> Fraction:
    """Return how many observations there are from the base to the newest, both with them."""
    return asked.note("observations_used", Fraction(len(asked.window)))


def mean_since_base(asked: Calculation) -> Fraction:
    """Return the mean of the observations from the base to the newest; a gap counts for nothing."""
    values = [exact(one.value) for one in asked.window]
    return sum(values, Fraction(0)) / observations_since_base(asked)


def change(asked: Calculation) -> Fraction:
    """Return the newest value less the base value."""
    return asked.note("change", asked.value - asked.base_value)


def change_for_the_better(asked: Calculation) -> Fraction:
    """Return the change, above 0 where it is for the better."""
    return asked.series.direction * change(asked)


def relative_change(asked: Calculation) -> Fraction:
    """Return the change over the size of the base value."""
    if asked.base_value == 0:
        raise Unknown("base_is_zero")
    return change(asked) / abs(asked.base_value)


def points_per_year(asked: Calculation) -> Fraction:
    """Return the change over the years it took."""
    return asked.note("points_per_year", change(asked) / asked.years_observed)


def growth_base(asked: Calculation) -> Fraction:
    """Return what growth is counted from: the base value, or what zero is taken as."""
    base = asked.zero_replaced("base", asked.base_value)
    if base == 0:
        raise Unknown("base_is_zero")
    return base


def growth_target(asked: Calculation) -> Fraction:
    """Return the target that a rate has to lead to, or what zero is taken as."""
    target = asked.zero_replaced("target", asked.target)
    if target == 0:
        raise Unknown("target_is_zero")
    return target


def growth_factor(start: Fraction, end: Fraction, at_zero: DerivedReason) -> Fraction:
    """Return end over start; Unknown where start is zero, or they lie on either side of it."""
    if start == 0:
        raise Unknown(at_zero)
    if end / start < 0:
        raise Unknown("sign_change")
    return end / start


def cagr(asked: Calculation) -> Fraction:
    """Return the growth rate from the base to the newest value."""
    factor = growth_factor(growth_base(asked), asked.value, "base_is_zero")
    return asked.note("cagr", power(factor, 1 / asked.years_observed) - 1)


def cagr_for_the_better(asked: Calculation) -> Fraction:
    """Return the growth rate, above 0 where it is for the better.

    Below zero a rate above 0 leads further down, so there the sign is turned.
    """
    sign = -1 if growth_base(asked) < 0 else 1
    return sign * asked.series.direction * cagr(asked)


def required_points_per_year(asked: Calculation) -> Fraction:
    """Return the points per year that lead from the base to the target at the deadline."""
    points = (asked.target - asked.base_value) / asked.years_allowed
    return asked.note("required_points_per_year", points)


def required_cagr(asked: Calculation) -> Fraction:
    """Return the growth rate that leads from the base to the target at the deadline."""
    factor = growth_factor(growth_base(asked), growth_target(asked), "base_is_zero")
    return asked.note("required_cagr", power(factor, 1 / asked.years_allowed) - 1)


def remaining_points_per_year(asked: Calculation) -> Fraction:
    """Return the points per year that lead from the newest value to the target at the deadline."""
    stop_if_reached(asked, asked.target)
    points = (asked.target - asked.value) / _time_left(asked)
    return asked.note("remaining_points_per_year", points)


def remaining_cagr(asked: Calculation) -> Fraction:
    """Return the growth rate that leads from the newest value to the target at the deadline."""
    target = growth_target(asked)
    stop_if_reached(asked, target)
    factor = growth_factor(asked.value, target, "current_is_zero")
    return asked.note("remaining_cagr", power(factor, 1 / _time_left(asked)) - 1)


def stop_if_reached(asked: Calculation, target: Fraction) -> None:
    """Raise Unknown where the newest value is as good as the target, or better."""
    if asked.series.direction * (asked.value - target) >= 0:
        raise Unknown("target_reached")


def _time_left(asked: Calculation) -> Fraction:
    if asked.years_left == 0:
        raise Unknown("deadline_passed")
    return asked.years_left
