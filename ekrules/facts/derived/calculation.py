"""Calculation: one question to one series, and each number on the way to the answer.

In: a Series, the period that is now, Options. Out: the newest and the base observation, values as
fractions, target and deadline, or Unknown with the reason. It notes each number it hands out, so
that an answer can be followed home.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ekrules.facts.derived.arithmetic import exact, nearest
from ekrules.facts.derived.options import Options
from ekrules.facts.derived.periods import Period, of_kind, position, years_between
from ekrules.facts.derived.reasons import DerivedReason, Unknown
from ekrules.facts.derived.series import BaseRule, Observation, Series

Step = tuple[str, float | Period]


@dataclass(frozen=True)
class Derived:
    """A number, or the reason why there is none, and the steps either was come to by.

    value is exact, rounded once to the nearest float.
    """

    value: float | None
    reason: DerivedReason | None
    steps: tuple[Step, ...]
    exact: Fraction | None = None


class Calculation:
    """A series asked at a moment; what it hands out is noted in steps, in order."""

    def __init__(self, series: Series, now: Period, options: Options) -> None:
        self.series = series
        # Among dates, a year that is now is over: what was observed in it is known.
        self.now = of_kind(now, like=next(iter(series.periods), now))
        self.options = options
        self.steps: dict[str, float | Period] = {}

    def note(self, name: str, number: Fraction) -> Fraction:
        """Write the number down, and return it."""
        self.steps[name] = nearest(number)
        return number

    @cached_property
    def newest(self) -> Observation:
        """The newest observation that is not from after now."""
        until = position(self.now)
        newest_first = reversed(self.series.observations)
        newest = next((one for one in newest_first if position(one.period) <= until), None)
        if newest is None:
            raise Unknown("no_observations")
        self.steps["newest_period"] = newest.period
        oldest = self.options.at_most_years_old
        if oldest is not None and years_between(newest.period, self.now) > exact(oldest):
            raise Unknown("observation_too_old")
        return newest

    @cached_property
    def base(self) -> Observation:
        """The observation that the base rule finds, before the newest."""
        found = _base(self.series.base, self.series.observations, self.newest)
        self.steps["base_period"] = found.period
        if self._span(found) == 0:
            raise Unknown("single_observation")
        if self._span(found) < exact(self.series.base.at_least_years):
            raise Unknown("too_few_years")
        return found

    @cached_property
    def window(self) -> tuple[Observation, ...]:
        """The observations from the base to the newest, both with them."""
        first, last = position(self.base.period), position(self.newest.period)
        every = self.series.observations
        return tuple(one for one in every if first <= position(one.period) <= last)

    @cached_property
    def value(self) -> Fraction:
        """The newest value."""
        return self.note("newest_value", exact(self.newest.value))

    @cached_property
    def base_value(self) -> Fraction:
        """The base value, as observed."""
        return self.note("base_value", exact(self.base.value))

    @cached_property
    def years_observed(self) -> Fraction:
        """The years from the base to the newest observation."""
        return self.note("years_observed", self._span(self.base))

    @cached_property
    def target(self) -> Fraction:
        """The target, in the indicator's unit."""
        if self.series.target is None:
            raise Unknown("no_target")
        target = exact(self.series.target.value)
        if self.series.target.times_base:
            target *= self.base_value
        return self.note("target", target)

    @cached_property
    def deadline(self) -> Period:
        """The period by which the target is to be reached."""
        if self.series.target is None:
            raise Unknown("no_target")
        if self.series.target.period is None:
            raise Unknown("no_deadline")
        self.steps["deadline"] = self.series.target.period
        return self.series.target.period

    @cached_property
    def years_allowed(self) -> Fraction:
        """The years from the base to the deadline, more than 0."""
        years = years_between(self.base.period, self.deadline)
        if years <= 0:
            raise Unknown("deadline_not_after_base")
        return self.note("years_allowed", years)

    @cached_property
    def years_left(self) -> Fraction:
        """The years from the newest observation to the deadline, 0 or more."""
        self.stop_after_deadline()
        return self.note("years_left", years_between(self.newest.period, self.deadline))

    def stop_after_deadline(self) -> None:
        """Raise Unknown where the newest observation is from after the deadline."""
        if position(self.newest.period) > position(self.deadline):
            raise Unknown("deadline_passed")

    def zero_replaced(self, name: str, number: Fraction) -> Fraction:
        """Return the base or target for a growth rate: what zero is taken as, if that is said."""
        if number != 0 or self.options.zero_taken_as is None:
            return number
        return self.note(f"{name}_taken_as", exact(self.options.zero_taken_as))

    def _span(self, base: Observation) -> Fraction:
        return years_between(base.period, self.newest.period)


def _base(
    rule: BaseRule, observations: tuple[Observation, ...], newest: Observation
) -> Observation:
    wanted = _wanted(rule, newest)
    if wanted is None:
        return observations[0]
    last = bisect_right(observations, position(newest.period), key=_place)
    at = bisect_left(observations, wanted, hi=last, key=_place)
    if at < last and _place(observations[at]) == wanted:
        return observations[at]
    if rule.otherwise == "next" and at < last:
        return observations[at]
    if rule.otherwise == "previous" and at > 0:
        return observations[at - 1]
    raise Unknown("no_base")


def _place(one: Observation) -> Fraction:
    return position(one.period)


def _wanted(rule: BaseRule, newest: Observation) -> Fraction | None:
    if rule.period is not None:
        return position(rule.period)
    return None if rule.years is None else position(newest.period) - rule.years
