"""Rules for the small survey: a table of each kind, and a finding of each kind of ground."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ekrules.assessment.finding_rules import FindingRule, Judgement, ReadFinding
from ekrules.assessment.rules import Rules
from ekrules.decision.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsKnown,
    IsUnknown,
)
from ekrules.decision.inputs import Input
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Place
from ekrules.yaml_reader.wording import Wording

INPUTS = {
    one.name: one
    for one in (
        Input("attainment", "share"),
        Input("rollout", "share"),
        Input("years_left", "years"),
        Input("coverage", "text"),
        Input("goals_assessed", "count"),
        Input("late", "boolean"),
        Input("due", "date"),
    )
}
IN_TIME = AnyOf((Compare("years_left", "at_least", 0), IsUnknown("years_left")))
MOVING = All(
    (
        Compare("attainment", "at_least", 0.4),
        Compare("attainment", "below", InputReference("rollout")),
        IN_TIME,
    )
)
FEW = Compare("measure:former", "below", 0.25)
LATE = Compare("late", "is", True)
DEMO_DAY = date(2012, 12, 31)


def sample_rules(spice: str) -> Rules:
    """Return the tables that the sample's goals name, and the rules of its findings."""
    says = Wording.model_construct(nb="for få er i mål" + spice)
    status = _table(
        "attainment-by-deadline",
        {name: INPUTS[name] for name in ("attainment", "rollout", "years_left")},
        (
            _row("reached", Compare("attainment", "at_least", 0.905), "green", 9, says),
            _row("final-year-moving", MOVING, "yellow", 14, says),
        ),
    )
    assessed = {"goals_assessed": INPUTS["goals_assessed"]}
    some = (_row("some", Compare("goals_assessed", "more_than", 0), "yellow", 5, None),)
    return Rules(
        folder=Path("rules/demo"),
        files=(),
        status={status.id: status},
        theme=_table("themes", assessed, some),
        # An id that another kind of table has as well must not make two anchors one.
        overall=_table("themes", {"late": INPUTS["late"]}, (_row("some", LATE, "red", 6, None),)),
        findings=(
            _finding(
                spice,
                "styrke",
                All(
                    (Compare("measure:former", "below", 0.25), Compare("goal:alfa-1", "is", "red"))
                ),
            ),
            _finding(spice, "signert", None),
            _finding(spice, "falt", IsKnown("measure:former")),
        ),
    )


def _table(table_id: str, inputs: Mapping[str, Input], rows: tuple[Row, ...]) -> DecisionTable:
    return DecisionTable(table_id, "Asks?", "unique", inputs, rows)


def _row(row_id: str, condition: Condition, status: str, line: int, says: Wording | None) -> Row:
    return Row(
        row_id, condition, {"status": status}, says, Place("rules/demo/status.yaml", line, 5)
    )


def _finding(spice: str, finding: str, condition: Condition | None) -> ReadFinding:
    because = Wording.model_construct(nb="Sett." + spice)
    written = FindingRule.model_construct(
        finding=finding,
        kind="strength",
        theme="alfa",
        text=Wording.model_construct(nb="Et funn" + spice),
        judgement=None if condition else Judgement(by="Kari", on=DEMO_DAY, because=because),
    )
    return ReadFinding(written, condition)
