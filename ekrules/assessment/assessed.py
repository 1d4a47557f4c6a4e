"""Assessed: the shapes of a finished assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from ekrules.assessment.judged_by_method import MethodJudgement
from ekrules.decision.conditions import Value
from ekrules.errors import Place
from ekrules.goals.parameters import InForce
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.wording import Wording


class Status(StrEnum):
    """How a goal stands; grey is not assessed, always with a reason."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


BEST_FIRST = (Status.GREEN, Status.YELLOW, Status.RED)
FindingKind = Literal["strength", "weakness", "opportunity", "threat"]
FINDING_KINDS: tuple[FindingKind, ...] = ("strength", "weakness", "opportunity", "threat")


@dataclass(frozen=True)
class SeenInput:
    """One input as the decision saw it; value None is unknown and reason says why.

    in_force: the goal's own bound that it is, with its source, where it is one.
    """

    name: str
    value: Value | None
    measure: str | None = None
    reason: str | None = None
    in_force: InForce | None = None


@dataclass(frozen=True)
class DecidedBy:
    """The row that decided, where it stands, and what it says in words."""

    table: str
    row: str
    place: Place
    says: Wording | None


@dataclass(frozen=True)
class Robustness:
    """The statuses that hold somewhere in the interval and between the nonresponse bounds.

    Each tuple is ordered best first; one status in it means the same status all over.
    """

    interval: tuple[Status, ...]
    bounds: tuple[Status, ...]

    @property
    def same_in_interval(self) -> bool:
        """Whether sampling alone could not have given another status."""
        return len(self.interval) == 1

    @property
    def same_in_bounds(self) -> bool:
        """Whether no answer from those who did not answer could give another status."""
        return len(self.bounds) == 1


@dataclass(frozen=True)
class NextStatus:
    """The nearest better status: at which attainment, how many points and respondents away.

    needed: attainment as a share; points: percentage points; more: additional units of the
    measure's denominator, None where the measure has no counts.
    """

    status: Status
    needed: float
    points: float
    more: int | None


@dataclass(frozen=True)
class NextValue:
    """The nearest better status, by the newest value that would give it; all else as it is.

    value: of the indicator, in its unit, with as many decimals as its values have; change: how far
    that is from the newest value, above or below 0.
    """

    status: Status
    value: float
    change: float
    unit: str


@dataclass(frozen=True)
class AppliedOverride:
    """A person's judgement over the computed status."""

    by: str
    because: Wording
    on: date
    replaces: Status
    until: date


@dataclass(frozen=True)
class GoalAssessment:
    """One goal's status and all that it rests on.

    method: how a published method came to it, where one judges the goal. next_value: the way to the
    next status in the unit of the indicator; to_next: in percentage points, where a table judges.
    """

    goal: str
    theme: str
    status: Status
    computed: Status
    reason: str | None
    decided_by: DecidedBy | None
    inputs: tuple[SeenInput, ...]
    override: AppliedOverride | None
    robust: Robustness | None
    to_next: NextStatus | None
    method: MethodJudgement | None = None
    next_value: NextValue | None = None


@dataclass(frozen=True)
class RollUp:
    """Status of a theme or of the whole: the colours below it and the row that decided.

    overridden: the goals below whose status a person has set; the colours are counted with that.
    """

    id: str
    status: Status
    reason: str | None
    decided_by: DecidedBy | None
    inputs: tuple[SeenInput, ...]
    counted: Mapping[Status, int]
    overridden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ground:
    """One fact that a finding rests on: a measure, a goal's or theme's status, another finding."""

    kind: Literal["measure", "goal", "theme", "finding"]
    name: str
    value: float | str | bool | None


@dataclass(frozen=True)
class SignedJudgement:
    """A finding that no figure carries, and who stands behind it."""

    by: str
    on: date
    because: Wording


@dataclass(frozen=True)
class FindingAssessment:
    """One finding: whether it holds, on which grounds, by which rule or whose judgement."""

    id: str
    kind: FindingKind
    theme: str
    text: Wording
    holds: bool
    because: tuple[Ground, ...]
    place: Place
    judgement: SignedJudgement | None


Direction = Literal["ahead", "behind", "unclear"]


@dataclass(frozen=True)
class Tendency:
    """How one segment stands on one goal against all other respondents.

    share and others are shares (0..1), of how many in counts and other_counts (numerator,
    denominator); points is their difference in percentage points, and low..high its interval in
    points, wide enough for all the segments tried on the goal at once. weighted: the shares are
    estimates for the frame, and the counts are not.
    """

    goal: str
    segment: str
    share: float
    others: float
    counts: tuple[int, int]
    other_counts: tuple[int, int]
    points: float
    low: float
    high: float
    direction: Direction
    weighted: bool = False

    @property
    def exact(self) -> tuple[Fraction, Fraction]:
        """The two shares before they were rounded to floats."""
        if self.weighted:
            return Fraction(self.share), Fraction(self.others)
        return Fraction(*self.counts), Fraction(*self.other_counts)


@dataclass(frozen=True)
class SegmentSize:
    """How many of a segment answered, of how many; frame None where nobody knows."""

    respondents: int
    frame: int | None


@dataclass(frozen=True)
class SegmentAssessment:
    """One segment, judged by the rules that judge the whole."""

    segment: str
    size: SegmentSize
    measures: Mapping[str, Measure]
    goals: tuple[GoalAssessment, ...]
    themes: tuple[RollUp, ...]
    overall: RollUp

    def goal(self, goal_id: str) -> GoalAssessment:
        """Return one goal's assessment; KeyError when there is none of that id."""
        for one in self.goals:
            if one.goal == goal_id:
                return one
        raise KeyError(goal_id)


@dataclass(frozen=True)
class BreakdownAssessment:
    """All segments of one breakdown, and who is clearly ahead or behind on which goal."""

    breakdown: str
    segments: tuple[SegmentAssessment, ...]
    tendencies: tuple[Tendency, ...]


@dataclass(frozen=True)
class Assessment:
    """The whole assessment of one survey against one strategy."""

    strategy: str
    survey: str
    wave: int
    engine: str
    measures: Mapping[str, Measure]
    goals: tuple[GoalAssessment, ...]
    themes: tuple[RollUp, ...]
    findings: tuple[FindingAssessment, ...]
    overall: RollUp
    segments: tuple[BreakdownAssessment, ...] = ()

    def goal(self, goal_id: str) -> GoalAssessment:
        """Return one goal's assessment; KeyError when there is none of that id."""
        for one in self.goals:
            if one.goal == goal_id:
                return one
        raise KeyError(goal_id)
