"""Small strategies, tables, measures and findings, as few words as a test needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ekrules.assessment.assessed import Assessment, GoalAssessment, Status
from ekrules.assessment.assessing import assess
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.finding_rules import ReadFinding, read_findings
from ekrules.assessment.overrides import Override
from ekrules.assessment.rules import Rules
from ekrules.assessment.statuses import assess_goals
from ekrules.decision.conditions import All, Compare, Condition
from ekrules.decision.engine import EnginePreference
from ekrules.decision.from_yaml.entries import TablesFile
from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.inputs import Case, Input
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable, HitPolicy
from ekrules.errors import Faults
from ekrules.goals.strategy import Strategy, StrategyDescription, StrategyTheme
from ekrules.survey.codebook import SurveyDescription
from ekrules.tables.measure import Measure, survey_share, unknown_measure
from ekrules.tables.tally import Tally
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.parsing import parse
from tests.real_project import real

ON = date(2009, 4, 1)
RESPONDENTS, FRAME = 249, 430


def goal(goal_id: str = "a-1", **other: Any) -> dict[str, Any]:
    return {
        "id": goal_id,
        "number": 1,
        "text": {"nb": "Målet"},
        "deadline": "none",
        "target": "100 %",
        "coverage": "full",
        "source": "derived",
        "section": "1",
        "attainment": "m",
        "judged_by": "t",
        "published": {"firmness": "none", "because": {"nb": "Ingenting sagt."}},
        **other,
    }


def strategy(**goals_of_themes: Sequence[dict[str, Any]]) -> Strategy:
    """Return a strategy of one theme for each name, whose measures are m and n."""
    spoken = {"label": {"nb": "M"}, "says": {"nb": "gjør det"}}
    measure = {**spoken, "question": "q", "counts": ("ja",), "base": "asked"}
    themes = [
        StrategyTheme.model_validate(
            {
                "theme": name,
                "number": number,
                "title": {"nb": name},
                "about": {"nb": name},
                "measures": {"m": measure, "n": measure} if number == 1 else {},
                "goals": tuple(goals),
            }
        )
        for number, (name, goals) in enumerate(goals_of_themes.items(), start=1)
    ]
    description = StrategyDescription.model_validate(
        {
            "strategy": "liten",
            "title": {"nb": "Liten"},
            "adopted": 2008,
            "horizon": date(2012, 12, 31),
            "owner": "KS",
        }
    )
    return Strategy(Path("goals/liten"), (), description, tuple(themes))


def share(
    numerator: int,
    asked: int = RESPONDENTS,
    missing: int = 0,
    measure_id: str = "m",
    frame: int = FRAME,
    respondents: int = RESPONDENTS,
) -> Measure:
    """Return the measure of those who said yes, of those who were asked."""
    tally = Tally(
        question="q",
        item=None,
        respondents=respondents,
        counts={"ja": numerator},
        dont_know=missing,
        no_answer=0,
        not_asked=respondents - asked,
    )
    return survey_share(measure_id, tally, ["ja"], "asked", frame, "test")


UNKNOWN = unknown_measure("m", "base_is_zero")


# Green from the goal's own target on, red below it.
BY_TARGET = """
  - decision: t
    asks: How far?
    hit_policy: unique
    inputs: {attainment: {unit: share, better: up}, target: {unit: share}}
    rows:
      - {id: there, when: {attainment: {at_least: target}}, status: green}
      - {id: short, when: {attainment: {below: target}}, status: red}
"""


def table(text: str) -> DecisionTable:
    """Return a table from YAML, as it would stand in a file."""
    faults = Faults()
    node = parse("tables:\n" + text, "status.yaml", faults)
    file = build_model(node, TablesFile, faults) if node else None
    built = build_table(file.tables[0].decision, file.tables[0], faults) if file else None
    faults.stop_if_any()
    assert built is not None
    return built


def rising_table(
    yellow_from: float,
    green_from: float,
    *,
    strictly: bool = False,
    hit_policy: HitPolicy = "unique",
    table_id: str = "t",
) -> DecisionTable:
    """Return a table that is red, then yellow, then green as attainment rises."""
    up, down = ("more_than", "at_most") if strictly else ("at_least", "below")

    def row(colour: str, *conditions: Condition) -> Row:
        return Row(colour, All(conditions), {"status": colour})

    return DecisionTable(
        table_id,
        "How far?",
        hit_policy,
        {"attainment": Input("attainment", "share", "up")},
        (
            row("green", Compare("attainment", up, green_from)),  # type: ignore[arg-type]
            row(
                "yellow",
                Compare("attainment", up, yellow_from),  # type: ignore[arg-type]
                Compare("attainment", down, green_from),  # type: ignore[arg-type]
            ),
            row("red", Compare("attainment", down, yellow_from)),  # type: ignore[arg-type]
        ),
    )


def rules(*tables: DecisionTable, findings: Sequence[ReadFinding] = ()) -> Rules:
    """Return the tables with the real roll-ups."""
    ours = real().rules
    by_id = {one.id: one for one in tables}
    return Rules(Path("rules/liten"), (), by_id, ours.theme, ours.overall, tuple(findings))


def judged(
    measure: Measure,
    by: DecisionTable,
    others: Mapping[str, Measure] | None = None,
    **of_goal: Any,
) -> GoalAssessment:
    """Return the assessment of one goal by one table."""
    measures = {"m": measure, "n": measure, **(others or {})}
    one = strategy(a=[goal(judged_by=by.id, **of_goal)])
    return assess_goals(one, measures, {by.id: by}, ON, EngineRoom("columnar"))[0]


def status_at(by: DecisionTable, attainment: float, **values: float | str | None) -> Status:
    """Return what a table says of one attainment."""
    case = Case("c", {**values, "attainment": attainment})
    decided = EngineRoom("columnar").decide(by, [case])[0]
    return Status(decided.status or Status.GREY)


def assessed(
    one: Strategy,
    measures: Mapping[str, Measure],
    by: Rules,
    overrides: Sequence[Override] = (),
    engine: EnginePreference = "columnar",
) -> Assessment:
    return assess(one, survey(), measures, by, overrides, engine)


def survey() -> SurveyDescription:
    return real().survey.description


def findings(text: str, folder: Path, faults: Faults) -> tuple[ReadFinding, ...]:
    """Return findings as they would stand in swot.yaml; the names are those of `strategy`."""
    path = folder / "swot.yaml"
    path.write_text("findings:\n" + text, encoding="utf-8")
    return read_findings(path, {"m": "share", "n": "share"}, ["a-1", "b-1"], ["a", "b"], faults)
