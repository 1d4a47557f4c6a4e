"""Comparison record: why each status differs as JSON: stable keys, a schema version, the same
bytes every time.

In: a SurveyComparison. Out: JSON text. docs/reference/files.md lists the keys. Every mix that was
judged is there, so that each claim can be checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from ekrules.assessment.assessed import GoalAssessment, RollUp
from ekrules.assessment.comparison.attribution import Attribution
from ekrules.assessment.comparison.comparing import (
    FindingComparison,
    GoalComparison,
    RollUpComparison,
)
from ekrules.assessment.comparison.differences import Difference, Overridden, Told, Written
from ekrules.errors import Place
from ekrules.report.comparison import ComparedData, ComparedName, SurveyComparison
from ekrules.report.comparison_sentences import ComparisonSentences
from ekrules.report.spans import plain_text
from ekrules.tables.measure import Measure

SCHEMA_VERSION = 1
Json = dict[str, object]


def comparison_record(told: SurveyComparison) -> str:
    """Return the comparison as JSON text, closed by a newline."""
    found, sides = told.comparison, (told.old.name, told.new.name)
    record: Json = {
        "schema_version": SCHEMA_VERSION,
        "strategy": told.strategy,
        "old": data_of(told.old),
        "new": data_of(told.new),
        "differs": told.differs,
        "goals": [_goal(one, sides) for one in found.goals],
        "same_though": [_goal(one, sides) for one in found.same_though],
        "alike": found.alike,
        "new_goals": [_lone(one) for one in found.new_goals],
        "gone_goals": [_lone(one) for one in found.gone_goals],
        "themes": [_rolled(one, sides) for one in found.themes],
        "overall": _rolled(found.overall, sides) if found.overall else None,
        "findings": [_finding(one, sides) for one in found.findings],
        "notes": list(told.notes),
    }
    return json_text(record)


def json_text(record: Json) -> str:
    """Return plain values as JSON, one line a value, closed by a newline."""
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def name_of(name: ComparedName) -> Json:
    """Return how a side was named."""
    return {"typed": name.typed, "kind": name.kind, "commit": name.commit}


def data_of(one: ComparedData) -> Json:
    """Return a side and the survey that it judges by."""
    return {
        **name_of(one.name),
        "survey": one.survey,
        "wave": one.wave,
        "reference_date": one.reference_date.isoformat(),
    }


_Sides = tuple[ComparedName, ComparedName]


def _goal(one: GoalComparison, sides: _Sides) -> Json:
    return {
        "id": one.goal,
        "theme": one.new.theme,
        "old": _status(one.old),
        "new": _status(one.new),
        **attributed(one.attribution, one.differences, sides),
    }


def _rolled(one: RollUpComparison, sides: _Sides) -> Json:
    return {
        "id": one.id,
        "old": _status(one.old),
        "new": _status(one.new),
        **attributed(one.attribution, one.differences, sides),
    }


def _finding(one: FindingComparison, sides: _Sides) -> Json:
    return {
        "id": one.id,
        "old": one.old is not None and one.old.holds,
        "new": one.new is not None and one.new.holds,
        **attributed(one.attribution, one.differences, sides),
    }


def _lone(goal: GoalAssessment) -> Json:
    return {"id": goal.goal, "theme": goal.theme, **_status(goal)}


def _status(one: GoalAssessment | RollUp) -> Json:
    computed = one.computed if isinstance(one, GoalAssessment) else one.status
    return {
        "status": one.status.value,
        "computed_status": computed.value,
        "reason": one.reason,
        "row": one.decided_by.row if one.decided_by else None,
    }


def attributed(found: Attribution, differences: Iterable[Difference], sides: _Sides) -> Json:
    """Return what differs, what that does, and every mix that was judged."""
    return {
        "why": plain_text(ComparisonSentences("en").why(found)),
        "causes": list(found.causes),
        "sufficient": [
            {
                "causes": list(one.causes),
                "comes_to": one.comes_to,
                "undone_by": [list(others) for others in one.undone_by],
            }
            for one in found.sufficient
        ],
        "necessary": list(found.necessary),
        "differences": [difference_of(one, sides) for one in differences],
        "mixes": [
            {
                "taken_from_new": list(run.causes),
                "comes_to": run.verdict.comes_to,
                "computed_status": run.verdict.computed,
                "row": run.verdict.row,
                "reason": run.verdict.reason,
            }
            for run in found.runs
        ],
    }


def difference_of(one: Difference, sides: _Sides) -> Json:
    """Return what a thing was and became, and where it stands."""
    return {
        "cause": one.cause,
        "kind": one.kind,
        "name": one.name,
        "old": _told(one.old),
        "new": _told(one.new),
        "old_at": _place(one.old_at, sides[0]),
        "new_at": _place(one.new_at, sides[1]),
        "note": one.note,
    }


def _told(told: Told | None) -> object:
    if told is None:
        return None
    if isinstance(told, Measure):
        return {
            "value": told.value,
            "numerator": told.numerator,
            "denominator": told.denominator,
            "reason": told.reason,
            "source": told.source,
        }
    if isinstance(told, Overridden):
        return {"status": told.status, "by": told.by, "until": told.until}
    return _plain(told)


def _plain(written: Written) -> object:
    value = written.value
    return value.isoformat() if isinstance(value, date) else value


def _place(place: Place | None, side: ComparedName) -> str | None:
    return None if place is None else side.place(place)
