"""Anchors: where in the report each thing stands, and where a figure in a sentence leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ekrules.goals.strategy import Goal, Strategy
from ekrules.narrative.goal_views import stated_measures

OVERALL = "overall"
INTRODUCTION = "introduction"
OVERVIEW = "overview"
FIGURES = "figures"
METHOD = "method"
SURVEY = "survey"
SWOT = "swot"
THEMES = "themes"
TABLES = "tables"
SCORES = "scores"
COMPARISON = "comparison"
PROVENANCE = "provenance"
RULES = "rules"
UNCERTAINTY = "uncertainty"
ANSWERS = "answers"
SEGMENTS = "segments"
CHANGES = "changes"
CAUSES = "causes"
NOTES = "notes"
CLAIMS = "claims"
OVERRIDES = "overrides"
JUDGEMENT = "judgement"
NOT_ASSESSED = "not_assessed"
SWOT_GROUNDS = "swot.grounds"

TableKind = Literal["status", "theme", "overall"]


def theme_anchor(theme: str) -> str:
    """Return where a theme's section begins."""
    return f"theme.{_safe(theme)}"


def tables_anchor(theme: str) -> str:
    """Return where the questions of one theme of the codebook begin."""
    return f"tables.{_safe(theme)}"


def question_anchor(question: str) -> str:
    """Return where a question's section begins."""
    return f"question.{_safe(question)}"


def answers_anchor(question: str) -> str:
    """Return where a question's full table stands."""
    return f"{question_anchor(question)}.answers"


def breakdown_anchor(breakdown: str) -> str:
    """Return where the goals by one breakdown stand."""
    return f"segments.{_safe(breakdown)}"


def judgement_anchor(side: str) -> str:
    """Where a side of the judgement stands."""
    return f"{JUDGEMENT}.{side}"


def goal_anchor(goal: str) -> str:
    """Return where a goal's section begins."""
    return f"goal.{_safe(goal)}"


def grounds_anchor(of: str) -> str:
    """Return where the grounds of a status fold out; of: the anchor of what has the status."""
    return f"{of}.grounds"


def finding_anchor(finding: str) -> str:
    """Return where a finding stands."""
    return f"finding.{_safe(finding)}"


def note_anchor(note: str) -> str:
    """Return where a note on the source stands."""
    return f"note.{_safe(note)}"


def measure_anchor(inside: str, measure: str) -> str:
    """Return where a measure's counts stand among the grounds of a goal or under a theme."""
    return f"{inside}.measure.{_safe(measure)}"


def rule_anchor(kind: TableKind, table: str, row: str) -> str:
    """Return where a row of a decision table stands."""
    return f"rule.{kind}.{_safe(table)}.{_safe(row)}"


def _safe(name: str) -> str:
    """Return a name that may stand in an anchor; different names stay different.

    >>> _safe("helse-2"), _safe('a" b')
    ('helse-2', 'a.22..20.b')
    """
    return re.sub(r"[^A-Za-z0-9_-]", lambda match: f".{ord(match.group()):x}.", name)


@dataclass(frozen=True)
class Anchors:
    """Finds the place of every measure, and of whatever a figure refers to."""

    strategy: Strategy

    def measures_of_goal(self, goal: Goal) -> tuple[str, ...]:
        """Return every measure behind a goal, in reading order, the parts after their whole."""
        named = [goal.attainment] if goal.attainment else []
        named += [*goal.inputs.values(), *stated_measures(goal)]
        found: dict[str, None] = {}
        for name in named:
            self._add_with_parts(name, found)
        return tuple(found)

    def _add_with_parts(self, name: str, found: dict[str, None]) -> None:
        if name not in found:
            found[name] = None
            for part in self.strategy.measures[name].parts:
                self._add_with_parts(part, found)

    def other_measures(self, theme: str) -> tuple[str, ...]:
        """Return the measures defined under a theme that no goal rests on."""
        under = next(one for one in self.strategy.themes if one.theme == theme)
        return tuple(name for name in under.measures if name not in self._first_goal)

    @cached_property
    def _first_goal(self) -> dict[str, str]:
        """Measure -> the first goal whose grounds show it."""
        first: dict[str, str] = {}
        for goal in self.strategy.goals.values():
            for name in self.measures_of_goal(goal):
                first.setdefault(name, goal.id)
        return first

    @cached_property
    def _theme_of_measure(self) -> dict[str, str]:
        return {name: theme.theme for theme in self.strategy.themes for name in theme.measures}

    def of_measure(self, measure: str, goal: str | None = None) -> str:
        """Return where a measure's counts stand, under `goal` where that goal shows it."""
        if goal and measure in self.measures_of_goal(self.strategy.goals[goal]):
            return measure_anchor(goal_anchor(goal), measure)
        if measure in self._first_goal:
            return measure_anchor(goal_anchor(self._first_goal[measure]), measure)
        return measure_anchor(theme_anchor(self._theme_of_measure[measure]), measure)

    def of_reference(self, reference: str, goal: str | None = None) -> str | None:
        """Return where a figure's reference ("measure:helsenett") leads, or None."""
        kind, _, name = reference.partition(":")
        if kind == "measure" and name in self.strategy.measures:
            return self.of_measure(name, goal)
        if kind == "indicator" and (measure := name.partition(":")[0]) in self.strategy.measures:
            return self.of_measure(measure, goal)
        if kind == "method":
            return grounds_anchor(goal_anchor(name.partition(":")[0]))
        if kind == "goal":
            id_, _, what = name.partition(":")
            return goal_anchor(id_) if what == "number" else grounds_anchor(goal_anchor(id_))
        if kind == "question":
            return answers_anchor(name.partition(":")[0])
        if kind == "segment":
            return breakdown_anchor(name.partition(":")[0])
        if kind == "rollup" and (theme := name.partition(":")[0]) in self._themes:
            return grounds_anchor(theme_anchor(theme))
        return {
            "survey": SURVEY,
            "rollup": OVERVIEW,
            "goals": OVERVIEW,
            "strategy": OVERVIEW,
            "findings": SWOT,
            "change": CHANGES,
        }.get(kind)

    @cached_property
    def _themes(self) -> frozenset[str]:
        return frozenset(theme.theme for theme in self.strategy.themes)
