"""Method goals: what it takes to give a goal that a published method judges another colour.

In: an assessed project and a goal. Out: lines, or JSON. The way to the next status is the newest
value's; the other years, the target, the deadline and the day stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from ekrules.assessment.assessed import GoalAssessment, Status
from ekrules.assessment.judged_by_method import MethodJudgement
from ekrules.assessment.what_if.method_settings import TARGET, MethodCase
from ekrules.goals.strategy import Goal
from ekrules.indicators.indicator import shown_number
from ekrules.project.explained import Step as Line
from ekrules.project.what_if.as_json import about, answer_json
from ekrules.project.what_if.asking import Asked
from ekrules.project.what_if.goals import Told
from ekrules.project.what_if.words import LANGUAGE, REASONS
from ekrules.survey.indicator_series import PERCENT, SHARE, as_published
from ekrules.tables.measure import Measure

_GIVEN_BY = {"goal": "the goal", "catalogue": "the catalogue", "method": "the method itself"}


def is_by_method(asked: Asked, goal: str) -> bool:
    """Whether a published method judges the goal."""
    rules = asked.loaded.rules
    return asked.loaded.strategy.goals[goal].table_id in rules.methods


def method_case(asked: Asked, goal_id: str) -> MethodCase | None:
    """Return the goal and the measure that it is judged by; None where it has none to set."""
    goal = asked.loaded.strategy.goals[goal_id]
    measure = asked.assessment.measures.get(goal.attainment or "")
    parameters = asked.loaded.rules.methods[goal.table_id].file.parameters
    return None if measure is None else MethodCase(goal, measure, TARGET in parameters)


def tell_method_goal(asked: Asked, goal_id: str) -> Told:
    """Return what the method says of a goal, and which newest value says better."""
    assessed, goal = asked.assessment.goal(goal_id), asked.loaded.strategy.goals[goal_id]
    judged = assessed.method
    assert judged is not None
    measure = asked.assessment.measures.get(goal.attainment or "")
    lines = [
        Line(f"Now {_now(assessed, judged)}"),
        *_override(assessed),
        Line(f"Judged by {judged.method}", _seen(judged, measure)),
        _next(assessed, judged, measure, asked),
    ]
    return Told(goal.id, assessed.status, goal.text.in_language(LANGUAGE), tuple(lines))


def _now(assessed: GoalAssessment, judged: MethodJudgement) -> str:
    status = assessed.computed.value
    own = f" ({judged.colour})" if judged.colour not in (None, status) else ""
    if assessed.computed is Status.GREY:
        reason = assessed.reason or ""
        return f"{status}{own}: {REASONS.get(reason, reason.replace('_', ' '))}"
    row = f", row {assessed.decided_by.row}" if assessed.decided_by else ""
    return f"{status}{own}{row}"


def _override(assessed: GoalAssessment) -> list[Line]:
    override = assessed.override
    if override is None:
        return []
    text = f"Overridden: {override.by} has set it to {assessed.status}; what follows starts from "
    return [Line(f"{text}what the method gives, {assessed.computed}")]


def _seen(judged: MethodJudgement, measure: Measure | None) -> list[Line]:
    lines = [Line(f"newest value: {_newest(judged, measure)}")]
    for one in judged.parameters:
        said = "unknown" if one.value is None else shown_number(one.value)
        by = f", given by {_GIVEN_BY[one.origin]}" if one.origin is not None else ""
        lines.append(Line(f"{one.name}: {said}{by}"))
    return lines


def _newest(judged: MethodJudgement, measure: Measure | None) -> str:
    if measure is None or measure.value is None:
        return "unknown"
    number = _in_unit(as_published(measure.value, judged.unit), judged.unit)
    newest = measure.series.newest if measure.series is not None else None
    return number if newest is None else f"{number} in {newest.period}"


def _in_unit(number: float, unit: str) -> str:
    if unit == SHARE:
        return f"{shown_number(number * 100)} %"
    return f"{shown_number(number)} {'%' if unit == PERCENT else unit}"


def _next(
    assessed: GoalAssessment, judged: MethodJudgement, measure: Measure | None, asked: Asked
) -> Line:
    step = assessed.next_value
    if step is not None:
        far = _in_unit(abs(step.change), step.unit)
        way = "more" if step.change > 0 else "less"
        text = f"a newest value of {_in_unit(step.value, step.unit)}, {far} {way} than now"
        return Line(f"To {step.status}", [Line(text), Line("all else as it is: other years, "
                                                           "target and deadline")])  # fmt: skip
    return Line(_why_none(assessed, judged, measure, asked))


def _why_none(
    assessed: GoalAssessment, judged: MethodJudgement, measure: Measure | None, asked: Asked
) -> str:
    if assessed.computed is Status.GREEN:
        return "It is green, and no status is better"
    if assessed.computed is Status.GREY:
        return "It has no colour, so no way from one to the next is looked for"
    if measure is None or measure.series is None:
        return "Its figure is counted or made of others, so no one newest value tells the way"
    if asked.loaded.rules.methods[judged.method].file.across:
        return "The method holds entities against each other, so no value of one alone tells it"
    return "No newest value alone gives it a better status, all else as it is"


def method_goal_json(asked: Asked, goal_id: str) -> str:
    """Return a goal that a method judges as JSON."""
    assessed = asked.assessment.goal(goal_id)
    goal, judged = asked.loaded.strategy.goals[goal_id], assessed.method
    assert judged is not None
    step = assessed.next_value
    return answer_json(
        "goal",
        {
            **about(asked),
            "goal": assessed.goal,
            "status": assessed.status.value,
            "overridden_by": assessed.override.by if assessed.override else None,
            "method": judged.method,
            "now": {
                "status": assessed.computed.value,
                "colour": judged.colour,
                "row": assessed.decided_by.row if assessed.decided_by else None,
                "reason": assessed.reason,
            },
            "newest": _newest_json(asked, goal, judged),
            "parameters": {
                one.name: {"value": one.value, "given_by": one.origin} for one in judged.parameters
            },
            "next": None
            if step is None
            else {"status": step.status.value, "value": step.value, "change": step.change},
        },
    )


def _newest_json(asked: Asked, goal: Goal, judged: MethodJudgement) -> Mapping[str, object]:
    measure = asked.assessment.measures.get(goal.attainment or "")
    value = None if measure is None else measure.value
    series = None if measure is None else measure.series
    newest = None if series is None else series.newest
    return {
        "measure": goal.attainment,
        "value": None if value is None else as_published(value, judged.unit),
        "unit": judged.unit,
        "period": None if newest is None else str(newest.period),
    }
