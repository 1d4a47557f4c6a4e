"""Changed: the shapes of what changed since an earlier assessment.

Statuses, shares (0..1) and percentage points, each with what hinders the comparison where
something does. Nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from ekrules.assessment.assessed import BEST_FIRST, Status
from ekrules.survey.indicator_series import SHARE
from ekrules.yaml_reader.wording import Wording

NotCompared = Literal[
    "wording_changed",
    "options_changed",
    "base_changed",
    "counted_answers_changed",
    "measured_otherwise",
    "weighted_otherwise",
    "unit_changed",
    "values_revised",
    "said_not_comparable",
    "not_asked_then",
    "not_asked_now",
    "unknown_then",
    "unknown_now",
    "basis_unknown",
]
Cause = Literal["answers", "time", "both", "rules", "override", "coverage", "not_comparable"]
Outcome = Literal["better", "worse", "same", "not_comparable"]


@dataclass(frozen=True)
class Hindrance:
    """Why a measure is not compared, and which one it is where it is part of another.

    because: what the codebook says, where it says that the question is not comparable.
    """

    reason: NotCompared
    measure: str
    because: Wording | None = None


@dataclass(frozen=True)
class MeasureChange:
    """One measure then and now, as exact shares; None where it was or is unknown or not there.

    points: now less then, in percentage points, exact where both have counts. low..high: the 95 %
    interval of that difference in points; None where neither figure has an interval. Of a measure
    in a unit of its own then and now are numbers in that unit, change is their difference in it,
    and there are no points.
    """

    measure: str
    then: Fraction | None
    now: Fraction | None
    points: Fraction | None = None
    low: float | None = None
    high: float | None = None
    hindrance: Hindrance | None = None
    change: Fraction | None = None
    unit: str = SHARE

    @property
    def is_compared(self) -> bool:
        """Whether then and now are the same thing, and both known."""
        return self.hindrance is None

    @property
    def is_clear(self) -> bool:
        """Whether it changed by more than chance would give: the interval excludes no change."""
        if not (self.points or self.change):
            return False
        return self.low is None or self.high is None or self.low > 0 or self.high < 0


@dataclass(frozen=True)
class WhatIf:
    """What this year's rules say of a goal on other figures.

    then: last year's answers and time left. time_alone: last year's answers with this year's time
    left. answers_alone: this year's answers with last year's time left.
    """

    then: Status
    time_alone: Status
    answers_alone: Status


@dataclass(frozen=True)
class GoalChange:
    """One goal's status then and now, computed and as it stands, and why it moved.

    hindrance: why the figures behind it are not compared. grey_because: the reason it was or is
    grey; None where a row said grey. is_clear: whether one of its figures changed clearly.
    """

    goal: str
    then: Status
    now: Status
    computed_then: Status
    computed_now: Status
    cause: Cause | None
    hindrance: Hindrance | None
    grey_because: str | None
    what_if: WhatIf | None
    is_clear: bool

    @property
    def moved(self) -> bool:
        """Whether the status is another one."""
        return self.then != self.now

    @property
    def rules_changed(self) -> bool:
        """Whether this year's rules, deadline or target judge last year's figures otherwise."""
        return self.what_if is not None and self.what_if.then != self.computed_then

    @property
    def outcome(self) -> Outcome:
        """Better, worse or the same; only where the same figures were judged by the same rules."""
        if self.then == self.now == Status.GREY:
            return "same"
        if Status.GREY in (self.then, self.now) or self.rules_changed:
            return "not_comparable"
        if self.cause != "override" and self.hindrance is not None:
            return "not_comparable"
        if not self.moved:
            return "same"
        return "better" if _rank(self.now) < _rank(self.then) else "worse"


def _rank(status: Status) -> int:
    return BEST_FIRST.index(status)


@dataclass(frozen=True)
class StatusChange:
    """A theme's status, or that of the whole; then is None for a theme that is new."""

    id: str
    then: Status | None
    now: Status


@dataclass(frozen=True)
class PreviousRun:
    """Which assessment this one is held against, and the hash of its record."""

    survey: str
    wave: int
    reference_date: date | None
    synthetic: bool
    sha256: str


@dataclass(frozen=True)
class Changes:
    """All that changed; goals and measures in the order of this assessment."""

    previous: PreviousRun
    measures: Mapping[str, MeasureChange]
    goals: Mapping[str, GoalChange]
    new_goals: tuple[str, ...]
    dropped_goals: tuple[str, ...]
    themes: tuple[StatusChange, ...]
    overall: StatusChange
