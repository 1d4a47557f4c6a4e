"""Record: an Impact as JSON: stable keys, a schema version, the same bytes every time.

In: an Impact. Out: JSON text. docs/reference/impact.md lists the keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from ekrules.assessment.assessed import FindingAssessment, GoalAssessment, RollUp, SeenInput
from ekrules.assessment.impact import AssessmentImpact, GoalImpact, RollUpImpact
from ekrules.assessment.impact_methods import LevelImpact, MethodOutcome
from ekrules.decision.conditions import Value
from ekrules.report.impact import Impact, SurveyImpact, TableImpact
from ekrules.report.impact_methods import MethodImpact
from ekrules.report.impact_sentences import SentenceImpact
from ekrules.tables.measure import Measure

SCHEMA_VERSION = 1
Json = dict[str, object]


def impact_record(impact: Impact) -> str:
    """Return the impact as JSON text, closed by a newline."""
    record: Json = {
        "schema_version": SCHEMA_VERSION,
        "strategy": impact.strategy,
        "old": asdict(impact.old),
        "new": asdict(impact.new),
        "differs": impact.differs,
        "surveys": [_survey(one) for one in impact.surveys],
        "definitions": [asdict(one) for one in impact.definitions],
        "tables": None if impact.tables is None else [_table(one) for one in impact.tables],
        "methods": [_method(one) for one in impact.methods],
        "notes": list(impact.notes),
    }
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _survey(survey: SurveyImpact) -> Json:
    found = survey.assessment
    return {
        "survey": survey.survey,
        "wave": survey.wave,
        "folder": survey.folder,
        "differs": survey.differs,
        "overall": _rolled(found.overall) if found.overall else None,
        "themes": [_rolled(one) for one in found.themes],
        "goals": [_goal(one, found) for one in found.goals],
        "findings": [
            {
                "id": one.id,
                "change": one.change,
                "old": _finding(one.old),
                "new": _finding(one.new),
            }
            for one in found.findings
        ],
        "segments": [asdict(one) for one in found.segments],
        "sentences": [_sentence(one) for one in survey.sentences],
    }


def _goal(goal: GoalImpact, found: AssessmentImpact) -> Json:
    return {
        "id": goal.goal,
        "differs": list(goal.differs),
        "old": _assessed(goal.old, found.old_measures),
        "new": _assessed(goal.new, found.new_measures),
    }


def _assessed(goal: GoalAssessment | None, measures: Mapping[str, Measure]) -> Json | None:
    if goal is None:
        return None
    override = goal.override
    return {
        "status": goal.status.value,
        "computed_status": goal.computed.value,
        **_decided(goal),
        "inputs": _inputs(goal.inputs, measures),
        "overridden_by": override.by if override else None,
    }


def _rolled(one: RollUpImpact) -> Json:
    return {
        "id": one.id,
        "differs": list(one.differs),
        "old": _roll_up(one.old),
        "new": _roll_up(one.new),
    }


def _roll_up(rolled: RollUp | None) -> Json | None:
    if rolled is None:
        return None
    status, inputs = rolled.status.value, _inputs(rolled.inputs, {})
    return {"status": status, **_decided(rolled), "inputs": inputs}


def _decided(one: GoalAssessment | RollUp) -> Json:
    decided = one.decided_by
    place = decided.place if decided else None
    return {
        "reason": one.reason,
        "decided_by": {
            "table": decided.table,
            "row": decided.row,
            "file": place.file,
            "line": place.line,
        }
        if decided and place
        else None,
    }


def _inputs(inputs: Iterable[SeenInput], measures: Mapping[str, Measure]) -> Json:
    found: Json = {}
    for one in inputs:
        measure = measures.get(one.measure or "")
        found[one.name] = {
            "value": _value(one.value),
            "measure": one.measure,
            "numerator": measure.numerator if measure else None,
            "denominator": measure.denominator if measure else None,
            "reason": one.reason,
        }
    return found


def _finding(finding: FindingAssessment | None) -> Json | None:
    if finding is None:
        return None
    return {
        "kind": finding.kind,
        "theme": finding.theme,
        "text": finding.text.nb,
        "holds": finding.holds,
        "file": finding.place.file,
        "line": finding.place.line,
    }


def _sentence(sentence: SentenceImpact) -> Json:
    return {
        "part": sentence.part,
        "id": sentence.id,
        "old": sentence.old,
        "new": sentence.new,
    }


def _table(table: TableImpact) -> Json:
    return {
        "kind": table.kind,
        "id": table.id,
        "state": table.state,
        "is_complete": table.is_complete,
        "undecided": list(table.undecided),
        "cases": [
            {
                "case": {
                    name: {"value": _value(value), "unit": one.units[name]}
                    for name, value in one.values.items()
                },
                "words": one.words,
                "old": asdict(one.old),
                "new": asdict(one.new),
            }
            for one in table.cases
        ],
    }


def _method(method: MethodImpact) -> Json:
    return {
        "id": method.id,
        "state": method.state,
        "indicators": [
            {"folder": one.folder, "levels": [_level(level) for level in one.levels]}
            for one in method.indicators
        ],
    }


def _level(level: LevelImpact) -> Json:
    return {
        "level": level.level,
        "cases": level.cases,
        "moved": len(level.moved),
        "differing": [
            {
                "entity": one.entity,
                "member": one.member,
                "old": _method_outcome(one.old),
                "new": _method_outcome(one.new),
            }
            for one in level.differing
        ],
    }


def _method_outcome(outcome: MethodOutcome | None) -> Json | None:
    if outcome is None:
        return None
    return {
        "status": outcome.status.value,
        "colour": outcome.colour,
        "row": outcome.row,
        "reason": outcome.reason,
    }


def _value(value: Value | None) -> object:
    return value.isoformat() if isinstance(value, date) else value
