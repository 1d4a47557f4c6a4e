"""Progress: how far the value has come towards the target, and at what pace.

Pace is the observed rate over the size of the required one, above 0 where the value moves for the
better, whether or not the target has been reached: a table asks that by past_target.
"""

from __future__ import annotations

from fractions import Fraction

from ekrules.facts.derived.calculation import Calculation
from ekrules.facts.derived.change import (
    cagr_for_the_better,
    change_for_the_better,
    remaining_cagr,
    remaining_points_per_year,
    required_cagr,
    required_points_per_year,
)
from ekrules.facts.derived.periods import years_between
from ekrules.facts.derived.reasons import Unknown


def pace_linear(asked: Calculation) -> Fraction:
    """Return the points per year for the better, over those required."""
    observed = change_for_the_better(asked) / asked.years_observed
    return observed / _required(asked, required_points_per_year(asked))


def pace_cagr(asked: Calculation) -> Fraction:
    """Return the growth rate for the better, over the one required.

    R = s d CAGR(base..newest) / |CAGR(base..target)|, with d for the direction of better and s -1
    below zero. Source: Statistics Canada; Open SDG, Progress Measurement Methodology.
    """
    observed = cagr_for_the_better(asked)
    return observed / _required(asked, required_cagr(asked))


def pace_remaining_linear(asked: Calculation) -> Fraction:
    """Return the points per year for the better, over those needed from the newest value on."""
    observed = change_for_the_better(asked) / asked.years_observed
    return observed / abs(remaining_points_per_year(asked))


def pace_remaining_cagr(asked: Calculation) -> Fraction:
    """Return the growth rate for the better, over the one needed from the newest value on."""
    observed = cagr_for_the_better(asked)
    return observed / abs(remaining_cagr(asked))


def share_come(asked: Calculation) -> Fraction:
    """Return (newest - base) / (target - base): 0 at the base, 1 at the target, not clipped."""
    return way_share(asked, asked.value, asked.base_value)


def way_share(asked: Calculation, value: Fraction, base: Fraction) -> Fraction:
    """Return how much of the way from base to target the value has come."""
    way = asked.target - base
    if way == 0:
        raise Unknown("target_equals_base")
    return (value - base) / asked.note("way", way)


def past_target(asked: Calculation) -> Fraction:
    """Return how much better than the target the newest value is; 0 or more is reached."""
    target = asked.zero_replaced("target", asked.target)
    return asked.series.direction * (asked.value - target)


def years_to_deadline(asked: Calculation) -> Fraction:
    """Return the years from now, not from the newest observation; below 0 once it has passed."""
    return years_between(asked.now, asked.deadline)


def _required(asked: Calculation, rate: Fraction) -> Fraction:
    if not asked.options.pace_after_deadline:
        asked.stop_after_deadline()
    if rate == 0:
        raise Unknown("target_equals_base")
    return abs(rate)
