"""One goal: a goal judged by a method, beside what the method gives for many, on made-up series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any, TypeVar

import polars as pl
import yaml

from ekrules.assessment.assessed import GoalAssessment
from ekrules.assessment.method_judging import judge_by_method
from ekrules.errors import Faults
from ekrules.facts.indicator_measures import indicator_measure
from ekrules.facts.indicator_series_reading import indicator_series
from ekrules.goals.strategy import Goal, Strategy, StrategyDescription, StrategyTheme
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.reading import read_indicators
from ekrules.methods.method import Method
from ekrules.methods.reading import read_method
from ekrules.methods.running import run_method
from ekrules.yaml_reader.models import Placed, read_model
from tests.real_project import ROOT

Model = TypeVar("Model", bound=Placed)
ON = date(2021, 12, 31)
DESCRIPTION = {
    "strategy": "plan2030",
    "title": {"nb": "Planen"},
    "adopted": 2015,
    "horizon": date(2030, 12, 31),
    "owner": "KS",
}
GOAL = {
    "id": "m-1",
    "number": 1,
    "text": {"nb": "Målet"},
    "deadline": date(2030, 12, 31),
    "target": "none",
    "coverage": "full",
    "source": "published",
    "section": "1",
    "attainment": "m",
    "published": {"firmness": "none", "because": {"nb": "Ikke sagt."}},
}


def shipped(name: str) -> Method:
    """Return a method of the repository."""
    faults = Faults()
    read = read_method(ROOT / f"rules/methods/{name}.yaml", faults)
    faults.stop_if_any()
    assert read is not None
    return read


def strategy_of(folder: Path, method: str, entity: str = "A", **said: Any) -> Strategy:
    """Return a strategy of one goal, judged by a method; said: what the goal says otherwise."""
    measure = {"label": {"nb": "M"}, "says": {"nb": "er"}, "indicator": "i", "entity": entity}
    theme = {
        "theme": "m",
        "number": 1,
        "title": {"nb": "M"},
        "about": {"nb": "M."},
        "measures": {"m": measure},
        "goals": [{**GOAL, "judged_by": method, **said}],
    }
    themes = (_model(folder / "01-m.yaml", StrategyTheme, theme),)
    description = _model(folder / "strategy.yaml", StrategyDescription, DESCRIPTION)
    return Strategy(folder, (), description, themes)


def _model(path: Path, model: type[Model], values: Mapping[str, Any]) -> Model:
    text = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    read = read_model(path, model, faults)
    faults.stop_if_any()
    assert read is not None
    return read


def indicators_of(
    folder: Path,
    values: Mapping[str, Mapping[int, float | None]],
    unit: str = "percent",
    better: str = "up",
    parameters: Mapping[str, float] | None = None,
) -> Indicators:
    """Return one indicator, "i", of entities by year; None is a value that is missing."""
    entities = "".join(f"  - {{id: {name}, label: {{nb: {name}}}}}\n" for name in values)
    said = ", ".join(f"{name}: {value!r}" for name, value in (parameters or {}).items())
    text = f"entities:\n{entities}missing: [x]\nindicators:\n"
    text += f"  - {{id: i, label: {{nb: I}}, unit: {unit}, better: {better},"
    text += f" group: all, attributes: {{set_global: 'yes'}}, parameters: {{{said}}}}}\n"
    path = folder / "indicators.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    rows = [
        (name, str(year), "i", number) for name, of in values.items() for year, number in of.items()
    ]
    frame = pl.DataFrame(
        {
            "entity": [row[0] for row in rows],
            "period": [row[1] for row in rows],
            "indicator": [row[2] for row in rows],
            "value": ["x" if row[3] is None else repr(row[3]) for row in rows],
        },
        schema=dict.fromkeys(("entity", "period", "indicator", "value"), pl.String),
    )
    faults = Faults()
    read = read_indicators(path, faults, frame)
    faults.stop_if_any()
    assert read is not None
    return read


def judged(
    strategy: Strategy,
    method: Method,
    indicators: Indicators,
    on: date = ON,
    *,
    imagine: bool = False,
) -> GoalAssessment:
    """Return the goal as its method judges it."""
    faults = Faults()
    series = indicator_series(strategy, indicators, on, faults)
    faults.stop_if_any()
    measures = {"m": indicator_measure("m", series["m"])}
    goal: Goal = strategy.goals["m-1"]
    return judge_by_method(goal, "m", method, measures, on, "up", imagine=imagine)


def among_many(
    method: Method, indicators: Indicators, entity: str = "A", on: date = ON
) -> dict[str, Any]:
    """Return the row that the method gives for the entity among all."""
    frame = run_method(method, indicators, on).levels[0].frame
    row: dict[str, Any] = frame.filter(pl.col("entity") == entity).row(0, named=True)
    return row


def alike(one: GoalAssessment, row: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether a goal has just what a row says: status, colour, deciding row and every number."""
    assert one.method is not None
    seen = {each.name: each.value for each in one.inputs}
    seen |= {each.name: each.value for each in one.method.derived}
    seen |= {each.name: each.value for each in one.method.parameters}
    return (
        (one.status.value, one.decided_by.row if one.decided_by else None)
        == (row["status"], row["row"])
        and one.method.colour == row.get("colour")
        and all(seen[name] == row[name] for name in names if name in seen)
    )
