"""Method judging: a goal by the published method that it names.

In: a goal, the measure that says how far it has come, a method and the survey's day. Out: the
goal's status with all that it rests on. What the method does with the series is done in the room of
methods; here only what the goal states is turned into the indicator's unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from ekrules.assessment.assessed import DecidedBy, GoalAssessment, SeenInput, Status
from ekrules.assessment.goal_methods import DEADLINE, TARGET
from ekrules.assessment.judged_by_method import (
    JudgedInput,
    MethodJudgement,
    MethodSource,
    UsedObservation,
    UsedParameter,
)
from ekrules.assessment.next_values import next_value
from ekrules.goals.parameters import NOT_IN_FORCE
from ekrules.goals.strategy import NO_TARGET, Goal
from ekrules.survey.indicator_series import MISSING, SHARE, Better, as_published
from ekrules.tables.measure import Measure

# Methods take libraries that tables alone do without.
if TYPE_CHECKING:
    from ekrules.methods.goal_series import Asked, JudgedSeries, Stated
    from ekrules.methods.method import Method

NOT_IN_SURVEY = "not_in_survey"
# What a method calls otherwise than this room: no row, and nothing grows from zero by a rate; of a
# question that nobody was asked the same name says something else.
_REASONS = {"no_row_holds": "no_row_applies", "base_is_zero": "base_value_is_zero"}


def judge_by_method(
    goal: Goal,
    theme: str,
    method: Method,
    measures: Mapping[str, Measure],
    on: date,
    better: Better,
    *,
    imagine: bool = True,
    bounds_on: date | None = None,
) -> GoalAssessment:
    """Return the goal's status; better: which way its measure should go, where it has no series.

    imagine: whether other values are tried to find the way to the next status. bounds_on: the day
    whose target and parameters count, where that is another.
    """
    from ekrules.methods.goal_judging import SeriesJudge

    measure = measures.get(goal.attainment or "")
    unit = _unit(measure)
    stated = _stated(goal, method, unit, bounds_on or on)
    asked = _asked(goal, stated, measure, unit, better, on)
    judge = SeriesJudge(method, asked)
    found = judge.judged()
    status = Status(found.status)
    seen = _Seen(goal, measure, found, bounds_on or on)
    return GoalAssessment(
        goal=goal.id,
        theme=theme,
        status=status,
        computed=status,
        reason=seen.reason if status is Status.GREY else None,
        decided_by=_decided_by(method, found),
        inputs=seen.inputs(method),
        override=None,
        robust=None,
        to_next=None,
        method=_judgement(method, found, measure, unit),
        next_value=next_value(judge, status, measure, unit) if imagine else None,
    )


def _unit(measure: Measure | None) -> str:
    """The unit that the method sees: the catalogue's own, so that its parameters fit."""
    if measure is None:
        return SHARE
    return measure.unit if measure.series is None else measure.series.unit


def _asked(
    goal: Goal,
    stated: Mapping[str, Stated],
    measure: Measure | None,
    unit: str,
    better: Better,
    on: date,
) -> Asked:
    from ekrules.methods.goal_series import Asked
    from ekrules.methods.single_observation import ENTITY, single_observation

    withheld = {DEADLINE: "no_deadline"} if goal.deadline == "none" else {}
    if goal.target == NO_TARGET:
        withheld[TARGET] = "no_target"
    series = measure.series if measure is not None else None
    if series is not None:
        among = cast(Any, series.among)
        return Asked(among, series.indicator, series.entity, on, stated, withheld)
    name = goal.attainment or goal.id
    value = None if measure is None else measure.value
    reason = NOT_IN_SURVEY if measure is None else measure.reason
    alone = single_observation(name, unit, better, on.year, value, reason)
    return Asked(alone, name, ENTITY, on, stated, withheld)


def _stated(goal: Goal, method: Method, unit: str, on: date) -> dict[str, Stated]:
    """Return the parameters that the goal states, in the unit that the method sees."""
    from ekrules.methods.goal_series import Stated

    found: dict[str, Stated] = {}
    if goal.target != NO_TARGET:
        target = _published(goal.target_on(on), unit)
        found[TARGET] = Stated(target, goal.at(TARGET), NOT_IN_FORCE if target is None else None)
    if isinstance(goal.deadline, date):
        found[DEADLINE] = Stated(float(goal.deadline.year), goal.at(DEADLINE))
    in_force = goal.in_force(on)
    for name in goal.parameters:
        own, place = in_force.get(name), goal.key_at("parameters", name)
        if own is None:
            found[name] = Stated(None, place, NOT_IN_FORCE)
            continue
        is_own = method.file.parameters[name].unit == "own"
        value = _published(own.value, unit) if is_own else _number(own.value)
        found[name] = Stated(value, place)
    return found


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _published(value: object, unit: str) -> float | None:
    number = _number(value)
    return None if number is None else as_published(number, unit)


def _decided_by(method: Method, found: JudgedSeries) -> DecidedBy | None:
    from ekrules.methods.goal_judging import table_of

    row = next((one for one in table_of(method).rows if one.id == found.row), None)
    return None if row is None else DecidedBy(method.id, row.id, row.place, row.says)


def named_reason(reason: str | None) -> str | None:
    """Return a method's reason by the name that has words in a report."""
    return _REASONS.get(reason or "", reason)


@dataclass(frozen=True)
class _Seen:
    """What the method's table saw of a goal, in the words of an assessment."""

    goal: Goal
    measure: Measure | None
    found: JudgedSeries
    on: date

    @property
    def reason(self) -> str | None:
        """Why it is grey: of a figure that is unknown why that is so, else as the method says."""
        measure = self.measure
        if measure is None:
            return NOT_IN_SURVEY
        if measure.value is None and measure.series is None:
            return measure.reason or NOT_IN_SURVEY
        return self._told(self.found.reason)

    def _told(self, reason: str | None) -> str | None:
        """Return a reason by the name that has words; the file's own name of one is in the series.

        In the file of indicators whoever writes it names why a value is missing.
        """
        series = self.measure.series if self.measure is not None else None
        newest = series.newest if series is not None else None
        if reason is not None and newest is not None and reason == newest.reason:
            return MISSING
        return named_reason(reason)

    def inputs(self, method: Method) -> tuple[SeenInput, ...]:
        """Return each input that the table declares, and the value first."""
        from ekrules.methods.goal_judging import table_of

        names = dict.fromkeys(("value", *table_of(method).inputs))
        in_force = self.goal.in_force(self.on)
        return tuple(
            SeenInput(
                name,
                self.found.values.get(name),
                self.goal.attainment if name == "value" else None,
                self._told(self.found.reasons.get(name)),
                in_force.get(name),
            )
            for name in names
        )


def _judgement(
    method: Method, found: JudgedSeries, measure: Measure | None, unit: str
) -> MethodJudgement:
    source = method.file.source
    return MethodJudgement(
        method=method.id,
        title=method.file.title,
        source=MethodSource(
            source.publisher, source.title, source.year, source.link, source.licence
        ),
        place=method.file.place,
        colour=found.colour,
        unit=unit,
        observations=_observations(measure),
        derived=tuple(
            JudgedInput(
                name,
                method.file.derived[name].input,
                one.value,
                one.reason,
                one.steps,
            )
            for name, one in found.derived.items()
        ),
        parameters=tuple(
            UsedParameter(one.name, one.value, one.origin, one.place, one.reason)
            for one in found.parameters
        ),
    )


def _observations(measure: Measure | None) -> tuple[UsedObservation, ...]:
    if measure is None or measure.series is None:
        return ()
    return tuple(
        UsedObservation(one.period, one.value, one.place)
        for one in measure.series.known
        if one.value is not None
    )
