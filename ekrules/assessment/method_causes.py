"""Method causes: what a method would have said of a goal in an earlier run.

In: an earlier record, this assessment, and the methods that judge its goals. Out: a WhatIf for each
such goal: this year's method and bounds on the observations until the earlier day. Only where the
source stands by what it said then: a figure that was revised is a hindrance, told in comparability.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import Assessment, Status
from ekrules.assessment.changed import WhatIf
from ekrules.assessment.method_goals import better_of
from ekrules.assessment.previous import PreviousRecord
from ekrules.facts.indicator_measures import indicator_measure
from ekrules.goals.strategy import Goal, Strategy
from ekrules.survey.indicator_series import until_day
from ekrules.tables.measure import Measure, unknown_measure

if TYPE_CHECKING:
    from ekrules.methods.method import Method


def what_if_of_methods(
    previous: PreviousRecord,
    strategy: Strategy,
    assessment: Assessment,
    methods: Mapping[str, Method],
    on: date,
) -> dict[str, WhatIf]:
    """Return goal id -> what its method says on the earlier figures; nothing of an unknown day.

    The day alone changes nothing that a method of growth sees, so that `time_alone` is `then`
    unless the method asks how old its newest observation is.
    """
    day = previous.reference_date
    if day is None:
        return {}
    found = {}
    for one in assessment.goals:
        goal = strategy.goals[one.goal]
        if goal.table_id in methods and one.goal in previous.goals:
            then = _earlier(goal, previous, assessment.measures, day)
            judge = _Judge(strategy, goal, methods[goal.table_id], on)
            found[goal.id] = WhatIf(judge.status(then, day), judge.status(then, on), one.computed)
    return found


class _Judge:
    """Asks a goal's method about other figures, by this year's bounds."""

    def __init__(self, strategy: Strategy, goal: Goal, method: Method, on: date) -> None:
        self._strategy = strategy
        self._goal = goal
        self._method = method
        self._on = on

    def status(self, measure: Measure, until: date) -> Status:
        """Return the status with the observations of a measure, as is known on a day."""
        from ekrules.assessment.method_judging import judge_by_method

        measures = {self._goal.attainment or "": measure}
        theme = self._strategy.theme_of_goal[self._goal.id].theme
        better = better_of(self._goal.attainment, self._strategy, measures)
        return judge_by_method(
            self._goal,
            theme,
            self._method,
            measures,
            until,
            better,
            imagine=False,
            bounds_on=self._on,
        ).computed


def _earlier(
    goal: Goal, previous: PreviousRecord, now: Mapping[str, Measure], day: date
) -> Measure:
    """Return the measure as it was; of an indicator, with the observations until the day."""
    name = goal.attainment or ""
    then = previous.measures.get(name) or unknown_measure(name, "not_in_survey")
    series = now[name].series if name in now else None
    return then if series is None else indicator_measure(name, until_day(series, day))
