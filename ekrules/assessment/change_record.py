"""Change record: what changed since an earlier assessment, as the record holds it.

In: Changes. Out: plain values, ready for JSON.
"""

from __future__ import annotations

from fractions import Fraction

from ekrules.assessment.changed import (
    Changes,
    GoalChange,
    Hindrance,
    MeasureChange,
    StatusChange,
    WhatIf,
)

Json = dict[str, object]


def changes_of(changes: Changes) -> Json:
    """Return the record's "changes"."""
    previous = changes.previous
    day = previous.reference_date
    return {
        "previous": {
            "survey": previous.survey,
            "wave": previous.wave,
            "reference_date": day.isoformat() if day else None,
            "synthetic": previous.synthetic,
            "sha256": previous.sha256,
        },
        "measures": {name: _measure(one) for name, one in changes.measures.items()},
        "goals": [_goal(one) for one in changes.goals.values()],
        "new_goals": list(changes.new_goals),
        "dropped_goals": list(changes.dropped_goals),
        "themes": [_status(one) for one in changes.themes],
        "overall": _status(changes.overall),
    }


def _measure(change: MeasureChange) -> Json:
    return {
        "then": _number(change.then),
        "now": _number(change.now),
        "points": _number(change.points),
        "change": _number(change.change),
        "unit": change.unit,
        "low": change.low,
        "high": change.high,
        "clear": change.is_clear if change.is_compared else None,
        "not_compared": _hindrance(change.hindrance),
    }


def _number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)


def _hindrance(hindrance: Hindrance | None) -> Json | None:
    if hindrance is None:
        return None
    because = hindrance.because.nb if hindrance.because else None
    return {"reason": hindrance.reason, "name": hindrance.measure, "because": because}


def _goal(change: GoalChange) -> Json:
    return {
        "id": change.goal,
        "then": change.then.value,
        "now": change.now.value,
        "computed_then": change.computed_then.value,
        "computed_now": change.computed_now.value,
        "outcome": change.outcome,
        "cause": change.cause,
        "clear": change.is_clear,
        "not_compared": _hindrance(change.hindrance),
        "grey_because": change.grey_because,
        "what_if": _what_if(change.what_if),
    }


def _what_if(what_if: WhatIf | None) -> Json | None:
    if what_if is None:
        return None
    return {
        "then": what_if.then.value,
        "time_alone": what_if.time_alone.value,
        "answers_alone": what_if.answers_alone.value,
    }


def _status(change: StatusChange) -> Json:
    then = change.then.value if change.then else None
    return {"id": change.id, "then": then, "now": change.now.value}
