"""Method record: an indicator's series and a method's judgement as plain values, for the record.

In: what an assessment holds of them. Out: values ready for JSON; every number on the way from the
observations to the colour, with the file and line that it stands in.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from ekrules.assessment.assessed import NextValue
from ekrules.assessment.input_files import below
from ekrules.assessment.judged_by_method import JudgedInput, MethodJudgement, UsedParameter
from ekrules.errors import Place
from ekrules.survey.indicator_series import IndicatorSeries

Json = dict[str, object]


def series_record(series: IndicatorSeries, root: Path) -> Json:
    """Return where an indicator's measure comes from: its newest value, and who published it.

    reason: as the file of indicators names it, where the value is missing.
    """
    newest = series.newest
    return {
        "indicator": series.indicator,
        "entity": series.entity,
        "unit": series.unit,
        "publisher": series.publisher,
        "link": series.link,
        "licence": series.licence,
        "period": str(newest.period) if newest else None,
        "published": newest.value if newest else None,
        "base": newest.base if newest else None,
        "flags": newest.flags if newest else None,
        "reason": newest.reason if newest else None,
        "at": _place(newest.place if newest else None, root),
    }


def method_record(judged: MethodJudgement, root: Path) -> Json:
    """Return what a method saw of a goal; its file's hash stands among the inputs."""
    return {
        "id": judged.method,
        "file": below(Path(judged.place.file), root),
        "source": asdict(judged.source),
        "colour": judged.colour,
        "unit": judged.unit,
        "observations": [
            {"period": str(one.period), "value": one.value, "at": _place(one.place, root)}
            for one in judged.observations
        ],
        "derived": {one.name: _derived(one) for one in judged.derived},
        "parameters": {one.name: _parameter(one, root) for one in judged.parameters},
    }


def _derived(one: JudgedInput) -> Json:
    return {
        "input": one.asks,
        "value": one.value,
        "reason": one.reason,
        "steps": {name: _step(step) for name, step in one.steps},
    }


def _step(step: float | date) -> float | str:
    return str(step) if isinstance(step, date) else step


def _parameter(one: UsedParameter, root: Path) -> Json:
    return {
        "value": one.value,
        "from": one.origin,
        "at": _place(one.place, root),
        "reason": one.reason,
    }


def next_value_record(one: NextValue) -> Json:
    """Return the way to the next status by the newest value, with the keys of one in points."""
    return {
        "status": one.status.value,
        "needed": one.value,
        "points": None,
        "more": None,
        "unit": one.unit,
        "change": one.change,
    }


def _place(place: Place | None, root: Path) -> Json | None:
    if place is None:
        return None
    return {"file": below(Path(place.file), root), "line": place.line}
