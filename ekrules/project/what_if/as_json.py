"""As JSON: what if was answered, with keys that stay: docs/reference/what-if.md lists them.

In: an outlook of a goal, or settings with the assessment that they give. Out: JSON text, closed by
a newline. Shares are from 0 to 1, days as 2010-01-01, what is unknown null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from ekrules.assessment.assessed import Assessment, GoalAssessment, RollUp
from ekrules.assessment.what_if.asking import Band, Concluded, GoalCase
from ekrules.assessment.what_if.imagined import Settings, differences
from ekrules.assessment.what_if.other_inputs import OtherWay, Together
from ekrules.assessment.what_if.outlook import BetterStatus, Change, Outlook
from ekrules.assessment.what_if.steps import Move, Step, Way
from ekrules.project.what_if.asking import Asked
from ekrules.yaml_reader.units import Value

SCHEMA_VERSION = 1

Json = dict[str, object]


def goal_json(asked: Asked, found: Outlook) -> str:
    """Return a goal's outlook as JSON."""
    assessed = asked.assessment.goal(found.case.goal.id)
    return answer_json(
        "goal",
        {
            **about(asked),
            "goal": assessed.goal,
            "status": assessed.status.value,
            "overridden_by": assessed.override.by if assessed.override else None,
            "table": found.case.table.id,
            "now": _concluded(found.now),
            "attainment_unknown": found.attainment_unknown,
            "inputs": _inputs(found.case),
            "better": [_better(one) for one in found.better],
            "worse": _change(found.margin),
            "turns": [
                {
                    "day": one.day.isoformat(),
                    "status": one.status.value,
                    "row": one.row.id if one.row else None,
                }
                for one in found.turns
            ],
            "scale": [_band(one) for one in found.scale],
        },
    )


def settings_json(asked: Asked, goal: str | None, settings: Settings, after: Assessment) -> str:
    """Return what is set and all that is then another as JSON; of a named goal in any case."""
    found = differences(asked.assessment, after)
    goals = [*found.goals]
    if goal is not None and all(one.goal != goal for one, _ in goals):
        goals = [(asked.assessment.goal(goal), after.goal(goal)), *goals]
    before = asked.case(goal).values if goal is not None and settings.inputs else {}
    return answer_json(
        "set",
        {
            **about(asked),
            "goal": goal,
            "set": {
                "inputs": {
                    name: {"before": _value(before.get(name)), "after": _value(value)}
                    for name, value in settings.inputs.items()
                },
                "measures": {
                    name: {
                        "before": asked.assessment.measures[name].value,
                        "after": None if share is None else float(share),
                    }
                    for name, share in settings.measures.items()
                },
                "target": settings.target,
            },
            "measures": [
                {"id": one.id, "before": one.value, "after": other.value}
                for one, other in found.measures
            ],
            "goals": [_pair(one.goal, _judged(one), _judged(other)) for one, other in goals],
            "themes": [
                _pair(one.id, _rolled_up(one), _rolled_up(other)) for one, other in found.themes
            ],
            "overall": {
                "before": asked.assessment.overall.status.value,
                "after": after.overall.status.value,
            },
            "findings": [
                {"id": one.id, "kind": one.kind, "before": one.holds, "after": other.holds}
                for one, other in found.findings
            ],
        },
    )


def answer_json(asks: str, answer: Mapping[str, object]) -> str:
    """Return an answer as JSON text. asks: `goal`, `set` or `threshold`, as it was asked."""
    written = {"schema_version": SCHEMA_VERSION, "asks": asks, **answer}
    return json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def about(asked: Asked) -> Json:
    """Return what was asked of: the strategy, the survey and its day."""
    return {
        "strategy": asked.assessment.strategy,
        "survey": asked.assessment.survey,
        "reference_date": asked.on.isoformat(),
    }


def _inputs(case: GoalCase) -> Json:
    return {
        name: {
            "value": _value(value),
            "measure": case.measures.get(name),
            "reason": case.reasons.get(name) if value is None else None,
        }
        for name, value in case.values.items()
    }


def _better(better: BetterStatus) -> Json:
    return {
        "status": better.status.value,
        "given": better.given,
        "by_attainment": _change(better.by_attainment),
        "others": [_other(one) for one in better.others],
        "together": [_together(one) for one in better.together],
    }


def _change(change: Change | None) -> Json | None:
    if change is None:
        return None
    return {**_concluded(change.concluded), "way": _way(change.way)}


def _other(one: OtherWay) -> Json:
    return {
        "input": one.input.name,
        "start": _value(one.start),
        "to": _value(one.to),
        "lowest": one.lowest,
        "highest": one.highest,
        "row": one.concluded.row.id if one.concluded.row else None,
        "deadline": _value(one.deadline),
        "way": _way(one.way),
    }


def _together(one: Together) -> Json:
    return {"input": one.input.name, "to": _value(one.to), "attainment": _band(one.attainment)}


def _band(band: Band) -> Json:
    return {"lowest": band.lowest, "highest": band.highest, **_concluded(band.concluded)}


def _concluded(one: Concluded) -> Json:
    return {"status": one.status.value, "row": one.row.id if one.row else None}


def _way(way: Way | None) -> Json | None:
    if way is None:
        return None
    if isinstance(way, Step):
        return {
            "needs": "step",
            "measure": way.measure,
            "start": float(way.start),
            "edge": way.edge,
            "end": way.end,
            "points": float(way.points),
            "count": None if way.move is None else _count(way.move),
            "uncounted": way.uncounted,
        }
    return {
        "needs": way.needs,
        "measure": way.measure,
        "end": way.end,
        "ways": [_way(one) for one in way.ways],
    }


def _count(move: Move) -> Json:
    return {
        "start": move.start,
        "to": move.to,
        "of": move.of,
        "more": move.more,
        "answers": move.answers,
        "asked": move.asked,
    }


def _pair(name: str, before: Json, after: Json) -> Json:
    return {"id": name, "before": before, "after": after}


def _judged(one: GoalAssessment) -> Json:
    return {
        "status": one.status.value,
        "computed_status": one.computed.value,
        "row": one.decided_by.row if one.decided_by else None,
        "reason": one.reason,
        "inputs": {seen.name: _value(seen.value) for seen in one.inputs},
    }


def _rolled_up(one: RollUp) -> Json:
    counted = {status.value: number for status, number in one.counted.items()}
    return {"status": one.status.value, "counted": counted}


def _value(value: Value | None) -> object:
    return value.isoformat() if isinstance(value, date) else value
