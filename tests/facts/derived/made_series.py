"""Made series: an ordinary one, of which every input has a number, and what may be odd about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ekrules.facts.derived.arithmetic import Number
from ekrules.facts.derived.calculation import Derived
from ekrules.facts.derived.options import Options
from ekrules.facts.derived.periods import Period
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.facts.derived.series import Band, BaseRule, Better, Observation, Series, Target

NOW = 2021
FIRST = 2015


def points(values: Mapping[Period, Number]) -> tuple[Observation, ...]:
    return tuple(Observation(period, value) for period, value in values.items())


def yearly(values: Sequence[Number], first: int = FIRST) -> tuple[Observation, ...]:
    return points(dict(enumerate(values, start=first)))


ORDINARY = Series(
    "households online",
    yearly([50, 52, 54, 56, 58, 60]),
    better="up",
    target=Target(80, 2030),
    band=Band(70, 75),
    limit=100,
    base=BaseRule("fixed", 2015, otherwise="next"),
    milestones=points({2018: 55, 2025: 70}),
)


# What is in force where a method declares nothing.
STATED = Options()


def from_to(base: float, newest: float, target: float | None, *, better: Better = "up") -> Series:
    """From 2015 to 2020, on the way to a target by 2030."""
    return Series(
        "made up",
        points({2015: base, 2020: newest}),
        better=better,
        target=None if target is None else Target(target, 2030),
        base=BaseRule("fixed", 2015, otherwise="next"),
    )


@dataclass(frozen=True)
class Case:
    """One odd thing about the ordinary series, the options or the moment."""

    changed: Mapping[str, Any] = field(default_factory=dict)
    options: Options = STATED
    now: Period = NOW

    @property
    def series(self) -> Series:
        return replace(ORDINARY, **self.changed)

    def answers(self) -> dict[str, Derived]:
        asked = DERIVED_INPUTS.items()
        return {name: one.of(self.series, self.now, self.options) for name, one in asked}


NAN, INFINITE = float("nan"), float("inf")
MINUS = {"band": Band(-30, -20), "limit": 0, "milestones": points({2018: -45, 2025: -20})}

CASES: Mapping[str, Case] = {
    "an ordinary series": Case(),
    "a gap in the middle": Case({"observations": points({2015: 50, 2018: 56, 2020: 60})}),
    "all values below zero": Case(
        {
            **MINUS,
            "observations": yearly([-50, -48, -46, -44, -42, -40]),
            "target": Target(-10, 2030),
        }
    ),
    "no observation up to now": Case(now=2014),
    "one observation": Case({"observations": points({2017: 54})}),
    "the newest is too old": Case(options=Options(at_most_years_old=0)),
    "the base rule finds none": Case({"base": BaseRule("fixed", 2014)}),
    "too few years": Case({"base": BaseRule("fixed", 2015, at_least_years=6)}),
    "no target": Case({"target": None}),
    "a target without a deadline": Case({"target": Target(80)}),
    "no milestones": Case({"milestones": ()}),
    "no limit": Case({"limit": None}),
    "no band": Case({"band": None}),
    "the base is zero": Case({"observations": yearly([0, 10, 20, 30, 40, 50])}),
    "the base is zero, which is taken as 0.001": Case(
        {"observations": yearly([0, 10, 20, 30, 40, 50])}, Options(zero_taken_as=0.001)
    ),
    "the newest is zero": Case({"observations": yearly([50, 40, 30, 20, 10, 0])}),
    "the target is zero": Case(
        {
            "observations": yearly([50, 48, 46, 44, 42, 40]),
            "better": "down",
            "target": Target(0, 2030),
        }
        | {"limit": 10}
    ),
    "the target is zero, which is taken as 0.001": Case(
        {
            "observations": yearly([50, 48, 46, 44, 42, 40]),
            "better": "down",
            "target": Target(0, 2030),
        }
        | {"limit": 10},
        Options(zero_taken_as=0.001),
    ),
    "base and newest on either side of zero": Case({"observations": yearly([-50, 0, 10])}),
    "base and target on either side of zero": Case(
        {"observations": yearly([-50, -40, -30]), "limit": 0}
    ),
    "base and limit on either side of zero": Case(
        {**MINUS, "observations": yearly([-50, -40]), "target": Target(-10, 2030), "limit": 100}
    ),
    "standing still": Case({"observations": yearly([50, 50, 50])}),
    "moving away": Case({"observations": yearly([60, 58, 56])}),
    "the target is reached": Case({"observations": yearly([50, 60, 85])}),
    "the target is the base value": Case(
        {"observations": yearly([50, 48, 46]), "target": Target(50, 2030)}
    ),
    "the deadline has passed": Case({"target": Target(80, 2019)}),
    "the deadline has passed, with a pace after it": Case(
        {"target": Target(80, 2019)}, Options(pace_after_deadline=True)
    ),
    "the deadline is the newest's period": Case({"target": Target(80, 2020)}),
    "the deadline is the base's period": Case({"target": Target(80, 2015)}),
    "the path ends before the newest": Case(
        {"target": Target(80, 2019), "milestones": points({2016: 52, 2018: 55})}
    ),
    "the base is at the limit": Case({"limit": 50}),
    "the base is past the limit": Case({"limit": 40}),
    "the base is in the band": Case({"band": Band(45, 55)}),
    "only one observation has a weight": Case(options=Options(weights=(1,))),
    "the newest is no number": Case({"observations": yearly([50, 52, NAN])}),
    "the base is infinite": Case({"observations": yearly([INFINITE, 52, 54])}),
    "the target is infinite": Case({"target": Target(INFINITE, 2030)}),
    "values too far apart": Case({"observations": yearly([1e-300, 1e300]), "limit": 1e301}),
}


def ask(name: str, series: Series, now: Period = NOW, options: Options | None = None) -> Derived:
    return DERIVED_INPUTS[name].of(series, now, options)


def value_of(name: str, series: Series, now: Period = NOW, options: Options | None = None) -> float:
    """Return the number; the test fails with the reason where there is none."""
    answer = ask(name, series, now, options)
    assert answer.value is not None, f"{name}: {answer.reason}"
    return answer.value
