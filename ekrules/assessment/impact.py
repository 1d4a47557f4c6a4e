"""Impact: two assessments of the same survey by two rule sets, and where they differ.

In: the assessment by the old rules and goals, and the one by the new. Out: what differs, old beside
new, in the order of the new one and then what only the old one has. Judges nothing and words
nothing; says of neither that it is better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from ekrules.assessment.assessed import (
    Assessment,
    FindingAssessment,
    GoalAssessment,
    RollUp,
    SeenInput,
    Status,
)
from ekrules.tables.measure import Measure

# What of a goal's, a theme's or the whole's assessment is another one.
Aspect = Literal["status", "computed_status", "row", "reason", "numbers"]
FindingChange = Literal["appears", "vanishes", "reworded", "added", "removed"]
RollUpKind = Literal["theme", "overall"]

Item = TypeVar("Item")


@dataclass(frozen=True)
class GoalImpact:
    """One goal by the old rules and by the new; None where that side has no such goal.

    differs: what is another one; empty where one side has no such goal.
    """

    goal: str
    old: GoalAssessment | None
    new: GoalAssessment | None
    differs: tuple[Aspect, ...] = ()

    @property
    def changes_status(self) -> bool:
        """Whether a reader sees another colour, or one more or less."""
        return not self.differs or "status" in self.differs


@dataclass(frozen=True)
class RollUpImpact:
    """A theme, or the whole, by the old rules and by the new; None where there is none."""

    kind: RollUpKind
    id: str
    old: RollUp | None
    new: RollUp | None
    differs: tuple[Aspect, ...] = ()

    @property
    def changes_status(self) -> bool:
        """Whether a reader sees another colour, or one more or less."""
        return not self.differs or "status" in self.differs


@dataclass(frozen=True)
class FindingImpact:
    """One finding by the old rules and by the new; None where that side has no such rule.

    change: appears or vanishes as the report shows it; reworded: shown by both, with another text,
    kind or theme; added or removed: a rule that holds on neither side.
    """

    id: str
    change: FindingChange
    old: FindingAssessment | None
    new: FindingAssessment | None


@dataclass(frozen=True)
class SegmentImpact:
    """A goal's status in one segment, where it is another one; both sides have the goal."""

    breakdown: str
    segment: str
    goal: str
    old: Status
    new: Status


@dataclass(frozen=True)
class AssessmentImpact:
    """All that differs between two assessments of one survey.

    old_measures and new_measures: every measure of either side, for the counts behind a number.
    """

    goals: tuple[GoalImpact, ...]
    themes: tuple[RollUpImpact, ...]
    overall: RollUpImpact | None
    findings: tuple[FindingImpact, ...]
    segments: tuple[SegmentImpact, ...]
    old_measures: Mapping[str, Measure]
    new_measures: Mapping[str, Measure]

    @property
    def differs(self) -> bool:
        """Whether there is any difference."""
        return bool(self.goals or self.themes or self.overall or self.findings or self.segments)


def compare_assessments(old: Assessment, new: Assessment) -> AssessmentImpact:
    """Return where two assessments of one survey differ.

    Nothing where both say the same: an assessment held against itself has no impact.
    """
    return AssessmentImpact(
        goals=tuple(_goals(old, new)),
        themes=tuple(_themes(old, new)),
        overall=_roll_up("overall", new.overall.id, old.overall, new.overall),
        findings=tuple(_findings(old, new)),
        segments=tuple(_segments(old, new)),
        old_measures=old.measures,
        new_measures=new.measures,
    )


def paired(
    old: Iterable[Item], new: Iterable[Item], name: Callable[[Item], str]
) -> dict[str, tuple[Item | None, Item | None]]:
    """Return name -> the old one and the new one; those of the new side first, in its order.

    >>> paired(["a", "b"], ["b", "c"], str)
    {'b': ('b', 'b'), 'c': (None, 'c'), 'a': ('a', None)}
    """
    before = {name(one): one for one in old}
    after = {name(one): one for one in new}
    names = dict.fromkeys((*after, *before))
    return {one: (before.get(one), after.get(one)) for one in names}


def _goals(old: Assessment, new: Assessment) -> Iterator[GoalImpact]:
    for goal, (before, after) in paired(old.goals, new.goals, lambda one: one.goal).items():
        if before is None or after is None:
            yield GoalImpact(goal, before, after)
        elif differs := _goal_aspects(before, after):
            yield GoalImpact(goal, before, after, differs)


def _goal_aspects(old: GoalAssessment, new: GoalAssessment) -> tuple[Aspect, ...]:
    computed: tuple[Aspect, ...] = ("computed_status",) if old.computed != new.computed else ()
    shared = _aspects(old, new)
    return (*shared[:1], *computed, *shared[1:]) if "status" in shared else (*computed, *shared)


def _aspects(old: GoalAssessment | RollUp, new: GoalAssessment | RollUp) -> tuple[Aspect, ...]:
    told: Mapping[Aspect, bool] = {
        "status": old.status != new.status,
        "row": row_of(old) != row_of(new),
        "reason": old.reason != new.reason,
        "numbers": _numbers(old.inputs) != _numbers(new.inputs),
    }
    return tuple(aspect for aspect, is_other in told.items() if is_other)


def row_of(one: GoalAssessment | RollUp) -> tuple[str, str] | None:
    """Return the table and the row that decided, wherever they stand; None where none did."""
    decided = one.decided_by
    return None if decided is None else (decided.table, decided.row)


def _numbers(inputs: Iterable[SeenInput]) -> dict[str, tuple[object, ...]]:
    """What the decision saw; in which order a table lists its inputs is no difference."""
    return {one.name: (one.value, one.measure, one.reason) for one in inputs}


def _themes(old: Assessment, new: Assessment) -> Iterator[RollUpImpact]:
    for theme, (before, after) in paired(old.themes, new.themes, lambda one: one.id).items():
        found = _roll_up("theme", theme, before, after)
        if found is not None:
            yield found


def _roll_up(
    kind: RollUpKind, name: str, old: RollUp | None, new: RollUp | None
) -> RollUpImpact | None:
    if old is None or new is None:
        return RollUpImpact(kind, name, old, new)
    differs = _aspects(old, new)
    return RollUpImpact(kind, name, old, new, differs) if differs else None


def _findings(old: Assessment, new: Assessment) -> Iterator[FindingImpact]:
    for name, (before, after) in paired(old.findings, new.findings, lambda one: one.id).items():
        change = _finding_change(before, after)
        if change is not None:
            yield FindingImpact(name, change, before, after)


def _finding_change(
    old: FindingAssessment | None, new: FindingAssessment | None
) -> FindingChange | None:
    held, holds = old is not None and old.holds, new is not None and new.holds
    if held != holds:
        return "appears" if holds else "vanishes"
    if old is None or new is None:
        return "added" if old is None else "removed"
    return "reworded" if holds and _shown(old) != _shown(new) else None


def _shown(finding: FindingAssessment) -> tuple[object, ...]:
    """What a reader sees of a finding; where its rule stands in the file is no difference."""
    judged = finding.judgement
    signed = (judged.by, judged.on, judged.because.model_dump()) if judged else None
    return finding.kind, finding.theme, finding.text.model_dump(), signed


def _segments(old: Assessment, new: Assessment) -> Iterator[SegmentImpact]:
    before = _segment_statuses(old)
    for (breakdown, segment, goal), status in _segment_statuses(new).items():
        was = before.get((breakdown, segment, goal))
        if was is not None and was != status:
            yield SegmentImpact(breakdown, segment, goal, was, status)


def _segment_statuses(assessment: Assessment) -> dict[tuple[str, str, str], Status]:
    return {
        (breakdown.breakdown, segment.segment, goal.goal): goal.status
        for breakdown in assessment.segments
        for segment in breakdown.segments
        for goal in segment.goals
    }
