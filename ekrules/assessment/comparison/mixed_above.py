"""Mixed above: themes, the whole and the findings, resting on goals in a mixed state.

In: mixed goals and a state. Out: what rests on them, by the rules of one side. A goal that only one
side has keeps that side's status; which goals there are is a cause of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ekrules.assessment.assessed import GoalAssessment, Status
from ekrules.assessment.assessing import AboveGoals, assess_above
from ekrules.assessment.comparison.attribution import Verdict
from ekrules.assessment.comparison.causes import State
from ekrules.assessment.comparison.compared_side import ComparedSide
from ekrules.assessment.comparison.mixed_goals import DOES_NOT_FIT, MixedGoals
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.finding_rules import ReadFinding
from ekrules.assessment.rules import Rules
from ekrules.decision.conditions import leaves, read_inputs
from ekrules.tables.measure import Measure

HOLDS, DOES_NOT_HOLD = "holds", "does_not_hold"


@dataclass
class MixedAbove:
    """Judges what rests on goals; what was judged once is kept."""

    mixed: MixedGoals
    engines: EngineRoom = field(default_factory=EngineRoom)
    _found: dict[State, AboveGoals | None] = field(default_factory=dict)

    def theme(self, theme_id: str) -> Callable[[State], Verdict]:
        """Return what judges a theme in a state."""

        def judge(state: State) -> Verdict:
            above = self.above(state)
            found = [one for one in above.themes if one.id == theme_id] if above else []
            if not found:
                return Verdict(None, reason=DOES_NOT_FIT)
            one = found[0]
            row = one.decided_by.row if one.decided_by else None
            return Verdict(one.status.value, one.status.value, row, one.reason)

        return judge

    def overall(self, state: State) -> Verdict:
        """Return what the whole comes to."""
        above = self.above(state)
        if above is None:
            return Verdict(None, reason=DOES_NOT_FIT)
        found = above.overall
        row = found.decided_by.row if found.decided_by else None
        return Verdict(found.status.value, found.status.value, row, found.reason)

    def finding(self, finding_id: str) -> Callable[[State], Verdict]:
        """Return what says whether a finding holds; one that there is no rule for does not."""

        def judge(state: State) -> Verdict:
            above = self.above(state)
            if above is None:
                return Verdict(None, reason=DOES_NOT_FIT)
            holds = any(one.id == finding_id and one.holds for one in above.findings)
            return Verdict(HOLDS if holds else DOES_NOT_HOLD)

        return judge

    def above(self, state: State) -> AboveGoals | None:
        """Return all that rests on the goals; None where one of those can't be judged so."""
        if state not in self._found:
            self._found[state] = self._assess(state)
        return self._found[state]

    def _assess(self, state: State) -> AboveGoals | None:
        goals = list(self._goals(state))
        if None in goals:
            return None
        figures = self.mixed.figures
        holding, ruling = figures.side("members", state), figures.side("rule", state).rules
        known = [one for one in goals if one is not None]
        measures = figures.of(state)
        rules = replace(ruling, findings=tuple(_answerable(ruling, holding, measures)))
        return assess_above(holding.strategy, known, measures, rules, self.engines)

    def _goals(self, state: State) -> Iterator[GoalAssessment | None]:
        """Yield the goals of one side; None for one that can't be judged in this state."""
        holding = self.mixed.figures.side("members", state)
        shared, assessed = set(self.mixed.shared), self.mixed.assessed(state)
        for one in holding.assessment.goals:
            if one.goal not in shared:
                yield one
                continue
            found, verdict = assessed.get(one.goal), self.mixed.verdict(one.goal, state)
            if found is None or verdict.comes_to is None:
                yield None
                continue
            yield replace(found, theme=one.theme, status=Status(verdict.comes_to))


def _answerable(
    rules: Rules, holding: ComparedSide, measures: Mapping[str, Measure]
) -> Iterator[ReadFinding]:
    """Yield the findings whose every name the other side's strategy has; others do not hold."""
    goals, themes = holding.strategy.goals, {one.theme for one in holding.strategy.themes}
    known = {
        *(f"measure:{name}" for name in measures),
        *(f"goal:{name}" for name in goals),
        *(f"theme:{name}" for name in themes),
    }
    left = {one.written.finding: one for one in rules.findings}
    while True:
        names = known | {f"finding:{name}" for name in left}
        lost = [
            name
            for name, one in left.items()
            if one.condition is not None and not names >= set(read_inputs(leaves(one.condition)))
        ]
        if not lost:
            break
        for name in lost:
            del left[name]
    yield from left.values()
