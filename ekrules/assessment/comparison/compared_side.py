"""Compared side: one of the two that are compared, with the assessment that it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ekrules.assessment.assessed import Assessment
from ekrules.assessment.assessing import assess
from ekrules.assessment.overrides import Override
from ekrules.assessment.rules import Rules
from ekrules.facts.measures import work_out_measures
from ekrules.goals.strategy import Strategy
from ekrules.survey.survey import Survey
from ekrules.tables.tallies import Tallies, tallies_of


@dataclass(frozen=True)
class ComparedSide:
    """Rules and data of one side; overrides: goal id -> what a person has set."""

    strategy: Strategy
    rules: Rules
    survey: Survey
    overrides: Mapping[str, Override]
    tallies: Tallies
    assessment: Assessment

    @property
    def on(self) -> date:
        """The day that time left is counted from."""
        return self.survey.description.reference_date


def compared_side(
    strategy: Strategy, rules: Rules, survey: Survey, overrides: Sequence[Override] = ()
) -> ComparedSide:
    """Return the side with its assessment; InputError where an override can't stand."""
    tallies = tallies_of(survey)
    measures = work_out_measures(strategy, survey, tallies)
    assessment = assess(strategy, survey.description, measures, rules, overrides)
    by_goal = {one.goal: one for one in overrides}
    return ComparedSide(strategy, rules, survey, by_goal, tallies, assessment)
