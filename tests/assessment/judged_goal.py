"""One goal judged by a table of a few rows, and what the table says with another input."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ekrules.assessment.assessed import Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.asking import GoalCase, conclusions, goal_case
from ekrules.assessment.what_if.steps import Figures
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.units import Value
from tests.assessment.builders import ON, goal, share, strategy, table

ENGINES = EngineRoom("columnar")


def asked(
    declared: str, *rows: str, measures: Mapping[str, Measure] | None = None, **of_goal: Any
) -> tuple[GoalCase, Figures]:
    """Return a goal judged by the first of `rows` that holds, and the figures it rests on."""
    written = "".join(f"\n      - {{id: r{number}, {row}}}" for number, row in enumerate(rows))
    by = table(
        f"""
  - decision: t
    asks: How far?
    hit_policy: first
    inputs: {{{declared}}}
    rows:{written}
"""
    )
    one = strategy(a=[goal(judged_by="t", **of_goal)])
    seen = {"m": share(100), "n": share(50, measure_id="n"), **(measures or {})}
    case = goal_case(one.goals["a-1"], seen, {"t": by}, ON)
    return case, Figures(seen, one.measures)


def parameter(unit: str, value: object) -> dict[str, Any]:
    return {"unit": unit, "values": ({"from": date(2008, 1, 1), "value": value},), "source": "Råd"}


def status_with(case: GoalCase, name: str, value: Value | None) -> Status:
    return conclusions(case.table, [{**case.values, name: value}], ENGINES)[0].status
