"""Paths: what the value should be by now, and how far it is from that.

A path is read at the period of the newest observation, so that like is held against like. It ends
at the deadline: after it, there is no value that was to be expected.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from ekrules.facts.derived.arithmetic import difference, exact, power
from ekrules.facts.derived.calculation import Calculation
from ekrules.facts.derived.change import growth_base, growth_factor, growth_target
from ekrules.facts.derived.periods import position
from ekrules.facts.derived.reasons import Unknown
from ekrules.facts.derived.series import Observation


def expected_linear(asked: Calculation) -> Fraction:
    """Return the value on the straight line from the base to the target at the deadline."""
    way = asked.target - asked.base_value
    expected = asked.base_value + way * _time_share(asked)
    return asked.note("expected", expected)


def expected_geometric(asked: Calculation) -> Fraction:
    """Return the value on the curve of one growth rate from the base to the target."""
    base = growth_base(asked)
    factor = growth_factor(base, growth_target(asked), "base_is_zero")
    return asked.note("expected", base * power(factor, _time_share(asked)))


def expected_milestones(asked: Calculation) -> Fraction:
    """Return the value on the straight lines from milestone to milestone.

    The base is the first point if it is before all milestones, the target the last if it is after.
    Between two points the path is straight; on one, it is that one's value.
    """
    place = position(asked.newest.period)
    for one, after in pairwise(_points(asked)):
        start, end = position(one.period), position(after.period)
        if start <= place <= end:
            low = asked.note("milestone_before", exact(one.value))
            high = asked.note("milestone_after", exact(after.value))
            return asked.note("expected", low + (high - low) * (place - start) / (end - start))
    raise Unknown("outside_milestones")


def gap_linear(asked: Calculation) -> Fraction:
    """Return how far ahead of the straight path the newest value is; below 0 is behind."""
    return _ahead(asked, expected_linear)


def gap_geometric(asked: Calculation) -> Fraction:
    """Return how far ahead of the path of one growth rate the newest value is."""
    return _ahead(asked, expected_geometric)


def gap_milestones(asked: Calculation) -> Fraction:
    """Return how far ahead of the path through the milestones the newest value is."""
    return _ahead(asked, expected_milestones)


def _ahead(asked: Calculation, path: Callable[[Calculation], Fraction]) -> Fraction:
    return asked.series.direction * difference(asked.value, path(asked))


def _time_share(asked: Calculation) -> Fraction:
    allowed = asked.years_allowed
    asked.stop_after_deadline()
    return asked.years_observed / allowed


def _points(asked: Calculation) -> list[Observation]:
    milestones = [*asked.series.milestones]
    if not milestones:
        raise Unknown("no_milestones")
    newest, target = position(asked.newest.period), asked.series.target
    if newest < position(milestones[0].period):
        return [asked.base, *milestones]
    if target is None or target.period is None or newest <= position(milestones[-1].period):
        return milestones
    return [*milestones, Observation(target.period, asked.target)]
