"""Asking: a project made ready to be asked what if, without the report's text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ekrules.assessment.assessed import Assessment
from ekrules.assessment.assessing import assess
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.asking import GoalCase, goal_case
from ekrules.decision.engine import EnginePreference
from ekrules.facts.measures import work_out_measures
from ekrules.project.loading import Loaded


@dataclass(frozen=True)
class Asked:
    """A loaded project, its real assessment, and the engines that answer what if."""

    loaded: Loaded
    assessment: Assessment
    engines: EngineRoom

    @property
    def on(self) -> date:
        """The survey's day."""
        return self.loaded.survey.description.reference_date

    def case(self, goal: str) -> GoalCase:
        """Return a goal as its table sees it."""
        found = self.loaded.strategy.goals[goal]
        return goal_case(found, self.assessment.measures, self.loaded.rules.status, self.on)


def make_ready(loaded: Loaded, preference: EnginePreference = "auto") -> Asked:
    """Return the project, assessed; raise InputError where it can't be."""
    measures = work_out_measures(loaded.strategy, loaded.survey)
    assessment = assess(
        loaded.strategy,
        loaded.survey.description,
        measures,
        loaded.rules,
        loaded.overrides,
        preference,
    )
    return Asked(loaded, assessment, EngineRoom(preference))
