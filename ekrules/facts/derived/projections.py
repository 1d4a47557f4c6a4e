"""Projections: where the value will be at the deadline, and when it will be at the target.

A straight line and a growth rate go on from the newest value as they have gone since the base; a
regression goes on along its own line, which need not pass through the newest value. At the deadline
itself the first two give the newest value. After it there is nothing to project.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ekrules.facts.derived.arithmetic import difference, how_many_times, power
from ekrules.facts.derived.calculation import Calculation
from ekrules.facts.derived.change import (
    growth_base,
    growth_factor,
    growth_target,
    points_per_year,
    stop_if_reached,
)
from ekrules.facts.derived.periods import position
from ekrules.facts.derived.progress import way_share
from ekrules.facts.derived.reasons import Unknown
from ekrules.facts.derived.regression import fitted_line


def projected_linear(asked: Calculation) -> Fraction:
    """Return the newest value and its points per year for the years left."""
    return asked.note("projected", asked.value + points_per_year(asked) * asked.years_left)


def projected_geometric(asked: Calculation) -> Fraction:
    """Return newest (1 + CAGR)^(years left)."""
    factor = growth_factor(growth_base(asked), asked.value, "base_is_zero")
    grown = power(factor, asked.years_left / asked.years_observed)
    return asked.note("projected", asked.value * grown)


def projected_regression(asked: Calculation) -> Fraction:
    """Return the value of the weighted least-squares line at the deadline."""
    asked.stop_after_deadline()
    line = fitted_line(asked)
    return asked.note("projected", line.at(position(asked.deadline)))


def projected_share_linear(asked: Calculation) -> Fraction:
    """Return how much of the way the straight projection will have come."""
    return way_share(asked, projected_linear(asked), asked.base_value)


def projected_share_geometric(asked: Calculation) -> Fraction:
    """Return (newest (1 + CAGR)^(years left) - base) / (target - base).

    Source: United Nations, Sustainable Development Goals Progress Chart, Technical Note.
    """
    return way_share(asked, projected_geometric(asked), growth_base(asked))


def projected_share_regression(asked: Calculation) -> Fraction:
    """Return how much of the way from the base value the fitted line will have come."""
    return way_share(asked, projected_regression(asked), asked.base_value)


def arrival_linear(asked: Calculation) -> Fraction:
    """Return the year when the straight projection is at the target, with its fraction."""
    stop_if_reached(asked, asked.target)
    points = points_per_year(asked)
    if asked.series.direction * points <= 0:
        raise Unknown("no_arrival")
    years = (asked.target - asked.value) / points
    return asked.note("arrival", position(asked.newest.period) + years)


def arrival_geometric(asked: Calculation) -> Fraction:
    """Return the year when the projection by growth rate is at the target, with its fraction."""
    base, target = growth_base(asked), growth_target(asked)
    stop_if_reached(asked, target)
    to_go = growth_factor(asked.value, target, "current_is_zero")
    gone = growth_factor(base, asked.value, "base_is_zero")
    if asked.series.direction * (asked.value - base) <= 0:
        raise Unknown("no_arrival")
    years = asked.years_observed * how_many_times(gone, to_go)
    return asked.note("arrival", position(asked.newest.period) + years)


def years_late_linear(asked: Calculation) -> Fraction:
    """Return the years from the deadline to the arrival on the straight line; below 0 is early."""
    return _late(asked, arrival_linear)


def years_late_geometric(asked: Calculation) -> Fraction:
    """Return the years from the deadline to the arrival by growth rate; below 0 is early."""
    return _late(asked, arrival_geometric)


def _late(asked: Calculation, arrival: Callable[[Calculation], Fraction]) -> Fraction:
    return difference(arrival(asked), position(asked.deadline))
