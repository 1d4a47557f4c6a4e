"""Comparing: two sides to every status that differs, and which causes suffice to move it.

In: two sides of one strategy. Out: a Comparison. Goals first, then what rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ekrules.assessment.assessed import FindingAssessment, GoalAssessment, RollUp
from ekrules.assessment.comparison.attribution import Attribution, Verdict, attribute
from ekrules.assessment.comparison.causes import Cause, State
from ekrules.assessment.comparison.compared_side import ComparedSide
from ekrules.assessment.comparison.differences import Difference, written
from ekrules.assessment.comparison.figures import Figures
from ekrules.assessment.comparison.finding_differences import FindingDifferences
from ekrules.assessment.comparison.goal_differences import GoalDifferences
from ekrules.assessment.comparison.mixed_above import MixedAbove
from ekrules.assessment.comparison.mixed_goals import MixedGoals
from ekrules.assessment.comparison.table_differences import table_differences
from ekrules.assessment.impact import RollUpKind, paired


@dataclass(frozen=True)
class GoalComparison:
    """A goal of both sides, with what differs behind it and what that does."""

    goal: str
    old: GoalAssessment
    new: GoalAssessment
    differences: tuple[Difference, ...]
    attribution: Attribution


@dataclass(frozen=True)
class RollUpComparison:
    """A theme of both sides, or the whole; differences: of its own table and goals."""

    kind: RollUpKind
    id: str
    old: RollUp
    new: RollUp
    differences: tuple[Difference, ...]
    attribution: Attribution


@dataclass(frozen=True)
class FindingComparison:
    """A finding that holds on one side alone; None where that side has no such rule."""

    id: str
    old: FindingAssessment | None
    new: FindingAssessment | None
    differences: tuple[Difference, ...]
    attribution: Attribution


@dataclass(frozen=True)
class Comparison:
    """All that is another, and why.

    goals: those of another status. same_though: those of the same status that a part of what
    differs would have moved. alike: how many goals are the same and would have stayed so.
    """

    goals: tuple[GoalComparison, ...]
    same_though: tuple[GoalComparison, ...]
    alike: int
    new_goals: tuple[GoalAssessment, ...]
    gone_goals: tuple[GoalAssessment, ...]
    themes: tuple[RollUpComparison, ...]
    overall: RollUpComparison | None
    findings: tuple[FindingComparison, ...]

    @property
    def differs(self) -> bool:
        """Whether a reader sees another status, goal or finding."""
        found = (self.goals, self.new_goals, self.gone_goals, self.themes, self.findings)
        return any(found) or self.overall is not None


def compare_sides(old: ComparedSide, new: ComparedSide) -> Comparison:
    """Return what differs; nothing where both sides are the same."""
    return _Comparer(old, new).comparison()


@dataclass
class _Comparer:
    old: ComparedSide
    new: ComparedSide
    figures: Figures = field(init=False)
    mixed: MixedGoals = field(init=False)
    above: MixedAbove = field(init=False)

    def __post_init__(self) -> None:
        self.figures = Figures(self.old, self.new)
        self.mixed = MixedGoals(self.old, self.new, self.figures)
        self.above = MixedAbove(self.mixed)

    def comparison(self) -> Comparison:
        goals = tuple(self._goals())
        moved = tuple(one for one in goals if one.attribution.moved)
        though = tuple(one for one in goals if one.attribution.cancels)
        held = paired(self.old.assessment.goals, self.new.assessment.goals, lambda one: one.goal)
        own = {one.goal: one for one in goals}
        return Comparison(
            goals=moved,
            same_though=though,
            alike=len(goals) - len(moved) - len(though),
            new_goals=tuple(now for was, now in held.values() if was is None and now is not None),
            gone_goals=tuple(was for was, now in held.values() if was is not None and now is None),
            themes=tuple(self._themes(own)),
            overall=self._overall(own),
            findings=tuple(self._findings(own)),
        )

    def _goals(self) -> Iterator[GoalComparison]:
        finding = GoalDifferences(self.old, self.new, self.figures)
        for name in self.mixed.shared:
            differences = finding.of(name)
            was, now = (side.assessment.goal(name) for side in (self.old, self.new))

            def judge(state: State, goal: str = name) -> Verdict:
                return self.mixed.verdict(goal, state)

            found = attribute({one.cause for one in differences}, judge)
            yield GoalComparison(name, was, now, differences, found)

    def _themes(self, own: Mapping[str, GoalComparison]) -> Iterator[RollUpComparison]:
        both = paired(self.old.assessment.themes, self.new.assessment.themes, lambda one: one.id)
        for name, (was, now) in both.items():
            if was is None or now is None or was.status == now.status:
                continue
            differences = (*self._theme_table(), *self._other_goals(name))
            found = attribute(self._of_theme(name, own), self.above.theme(name))
            yield RollUpComparison("theme", name, was, now, differences, found)

    def _of_theme(self, theme: str, own: Mapping[str, GoalComparison]) -> set[Cause]:
        """The causes that may move a theme: those of its goals, its table, and which they are."""
        sides = (self.old, self.new)
        below = {one.goal for side in sides for one in side.assessment.goals if one.theme == theme}
        found = _moving(one for name, one in own.items() if name in below)
        return found | {one.cause for one in (*self._theme_table(), *self._other_goals(theme))}

    def _theme_table(self) -> tuple[Difference, ...]:
        return tuple(table_differences(self.old.rules.theme, self.new.rules.theme))

    def _overall(self, own: Mapping[str, GoalComparison]) -> RollUpComparison | None:
        was, now = self.old.assessment.overall, self.new.assessment.overall
        if was.status == now.status:
            return None
        whole = table_differences(self.old.rules.overall, self.new.rules.overall)
        differences = (*self._theme_table(), *whole, *self._other_goals())
        causes = _moving(own.values()) | {one.cause for one in differences}
        found = attribute(causes, self.above.overall)
        return RollUpComparison("overall", now.id, was, now, differences, found)

    def _other_goals(self, theme: str | None = None) -> Iterator[Difference]:
        """The goals that only one side has, or has in another theme."""
        sides = (self.old, self.new)
        homes = [{one.goal: one.theme for one in side.assessment.goals} for side in sides]
        for name in dict.fromkeys((*homes[1], *homes[0])):
            was, now = (one.get(name) for one in homes)
            if was != now and (theme is None or theme in (was, now)):
                found = [side.strategy.goals.get(name) for side in sides]
                places = [one.place if one else None for one in found]
                yield Difference("members", "goal", name, (written(was), written(now)), places)

    def _findings(self, own: Mapping[str, GoalComparison]) -> Iterator[FindingComparison]:
        finding = FindingDifferences(self.old, self.new, self.figures)
        both = paired(
            self.old.assessment.findings, self.new.assessment.findings, lambda one: one.id
        )
        for name, (was, now) in both.items():
            if (was is not None and was.holds) == (now is not None and now.holds):
                continue
            differences = finding.of(name)
            causes = {one.cause for one in differences}
            for read in finding.reads(name):
                causes |= self._causes_of(read, own)
            yield FindingComparison(
                name, was, now, differences, attribute(causes, self.above.finding(name))
            )

    def _causes_of(self, read: str, own: Mapping[str, GoalComparison]) -> set[Cause]:
        """The causes of a goal's or a theme's status that a finding reads."""
        kind, _, name = read.partition(":")
        if kind == "goal":
            return _moving([own[name]]) if name in own else {"members"}
        return self._of_theme(name, own) if kind == "theme" else set()


def _moving(goals: Iterable[GoalComparison]) -> set[Cause]:
    """The causes of those that some mix moves; the others are as they are in every mix."""
    return {
        cause
        for one in goals
        if one.attribution.moved or one.attribution.cancels
        for cause in one.attribution.causes
    }
