"""Record: the whole assessment as one JSON text, enough to audit it, the same bytes every time.

In: an Assessment and the hashes of what it was made from. Out: JSON. Keys are stable;
SCHEMA_VERSION says when they change.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from ekrules.assessment.assessed import (
    AppliedOverride,
    Assessment,
    DecidedBy,
    FindingAssessment,
    GoalAssessment,
    Robustness,
    RollUp,
    SeenInput,
)
from ekrules.assessment.basis import MeasureBasis, measure_bases
from ekrules.assessment.change_record import changes_of
from ekrules.assessment.changed import Changes
from ekrules.assessment.input_files import InputFile, below
from ekrules.assessment.method_record import method_record, next_value_record, series_record
from ekrules.assessment.segment_record import segments_record
from ekrules.errors import Place
from ekrules.goals.parameters import InForce
from ekrules.goals.strategy import Strategy
from ekrules.survey.indicator_series import SHARE
from ekrules.survey.survey import Survey
from ekrules.tables.measure import Measure

# 3: a measure may be a number in a unit of its own, which a reader of 2 would take for a share.
SCHEMA_VERSION = 3
Json = dict[str, object]


def record_of(
    assessment: Assessment,
    strategy: Strategy,
    survey: Survey,
    inputs: Sequence[InputFile],
    version: str,
    root: Path,
    changes: Changes | None = None,
) -> Json:
    """Return the record as plain values, ready for JSON; root is the project's folder."""
    bases = measure_bases(strategy, survey)
    return {
        "schema_version": SCHEMA_VERSION,
        "ekrules": version,
        "strategy": assessment.strategy,
        "survey": assessment.survey,
        "wave": assessment.wave,
        "reference_date": survey.description.reference_date.isoformat(),
        "synthetic": survey.is_synthetic,
        "engine": assessment.engine,
        "answers": _answers(survey),
        "inputs": [asdict(one) for one in inputs],
        "measures": {
            name: _measure(one, bases.get(name), root) for name, one in assessment.measures.items()
        },
        "goals": [_goal(one, root) for one in assessment.goals],
        "themes": [_roll_up(one, root) for one in assessment.themes],
        "findings": [_finding(one, root) for one in assessment.findings],
        "overall": _roll_up(assessment.overall, root),
        "segments": segments_record(assessment.segments),
        "changes": changes_of(changes) if changes else None,
    }


def record_text(record: Json) -> str:
    """Return the record as JSON, one line a value, closed by a newline."""
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _answers(survey: Survey) -> Json | None:
    """How many stand for how many, and what of the file was noted; None for printed tables."""
    if survey.answers is None:
        return None
    weighting = survey.description.weighting
    return {
        "respondents": survey.respondents,
        "frame": survey.frame_size,
        "noted": dict(survey.answers.counts),
        "strata": weighting.strata if weighting else None,
        "post_stratify": weighting.post_stratify if weighting else None,
    }


def _measure(measure: Measure, basis: MeasureBasis | None, root: Path) -> Json:
    return {
        "value": measure.value,
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "base": measure.base,
        "low": measure.low,
        "high": measure.high,
        "lowest": measure.lowest,
        "highest": measure.highest,
        "unit": measure.unit,
        "source": measure.source,
        "reason": measure.reason,
        "question": measure.question,
        "item": measure.item,
        "parts": list(measure.parts),
        "weighted": measure.weighted,
        "series": series_record(measure.series, root) if measure.series else None,
        "basis": basis.model_dump(mode="json") if basis else None,
    }


def _goal(goal: GoalAssessment, root: Path) -> Json:
    return {
        "id": goal.goal,
        "theme": goal.theme,
        "status": goal.status.value,
        "computed_status": goal.computed.value,
        "reason": goal.reason,
        "decided_by": _decided_by(goal.decided_by, root),
        "inputs": _inputs(goal.inputs),
        "override": _override(goal.override),
        "robust": _robust(goal.robust),
        "to_next": _to_next(goal),
        "method": method_record(goal.method, root) if goal.method else None,
    }


def _to_next(goal: GoalAssessment) -> Json | None:
    """The way to the next status: in percentage points, or by the indicator's newest value."""
    if goal.next_value is not None:
        return next_value_record(goal.next_value)
    if goal.to_next is None:
        return None
    return {**asdict(goal.to_next), "unit": SHARE, "change": None}


def _decided_by(decided: DecidedBy | None, root: Path) -> Json | None:
    if decided is None:
        return None
    return {**_place(decided.place, root), "table": decided.table, "row": decided.row}


def _place(place: Place, root: Path) -> Json:
    return {"file": below(Path(place.file), root), "line": place.line}


def _inputs(inputs: Sequence[SeenInput]) -> Json:
    return {one.name: _input(one) for one in inputs}


def _input(one: SeenInput) -> Json:
    value = one.value.isoformat() if isinstance(one.value, date) else one.value
    seen: Json = {"value": value, "measure": one.measure, "reason": one.reason}
    if one.in_force is not None:
        seen |= _in_force(one.in_force)
    return seen


def _in_force(own: InForce) -> Json:
    """What is known of a bound that is the goal's own, beside its value."""
    return {
        "unit": own.unit,
        "since": own.since.isoformat(),
        "source": own.source.nb,
        "link": own.link,
        "last_checked": own.last_checked.isoformat() if own.last_checked else None,
    }


def _override(override: AppliedOverride | None) -> Json | None:
    if override is None:
        return None
    return {
        "by": override.by,
        "because": override.because.nb,
        "on": override.on.isoformat(),
        "replaces": override.replaces.value,
        "until": override.until.isoformat(),
    }


def _robust(robust: Robustness | None) -> Json | None:
    if robust is None:
        return None
    return {
        "interval": [status.value for status in robust.interval],
        "bounds": [status.value for status in robust.bounds],
        "same_in_interval": robust.same_in_interval,
        "same_in_bounds": robust.same_in_bounds,
    }


def _roll_up(rolled: RollUp, root: Path) -> Json:
    return {
        "id": rolled.id,
        "status": rolled.status.value,
        "reason": rolled.reason,
        "decided_by": _decided_by(rolled.decided_by, root),
        "inputs": _inputs(rolled.inputs),
        "counted": {status.value: number for status, number in rolled.counted.items()},
        "overridden": list(rolled.overridden),
    }


def _finding(finding: FindingAssessment, root: Path) -> Json:
    judgement = finding.judgement
    return {
        "id": finding.id,
        "kind": finding.kind,
        "theme": finding.theme,
        "holds": finding.holds,
        "because": [asdict(ground) for ground in finding.because],
        "rule": _place(finding.place, root),
        "judgement": {
            "by": judgement.by,
            "on": judgement.on.isoformat(),
            "because": judgement.because.nb,
        }
        if judgement
        else None,
    }
