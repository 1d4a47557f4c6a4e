"""Roll-up: from goals to themes, and from themes to the whole.

Counting happens here, between strata; the judgement is a table's, as for goals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ekrules.assessment.assessed import DecidedBy, GoalAssessment, RollUp, SeenInput, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.decision.deciding import Decision
from ekrules.decision.inputs import Case, InputType
from ekrules.decision.tables import DecisionTable
from ekrules.tables.measure import exact_share

NOTHING_ASSESSED = "nothing_assessed"
GOALS_ASSESSED, THEMES_ASSESSED = "goals_assessed", "themes_assessed"
SHARES = {
    "share_green": Status.GREEN,
    "share_yellow": Status.YELLOW,
    "share_red": Status.RED,
}
THEME_INPUTS = (GOALS_ASSESSED, *SHARES)
OVERALL_INPUTS = (THEMES_ASSESSED, *SHARES)
ROLL_UP_UNITS: Mapping[str, InputType] = {
    GOALS_ASSESSED: "count",
    THEMES_ASSESSED: "count",
    **dict.fromkeys(SHARES, "share"),
}


@dataclass(frozen=True)
class _Below:
    """What a theme or the whole is rolled up from: statuses, and the goals a person has set."""

    statuses: tuple[Status, ...]
    overridden: tuple[str, ...]


def assess_themes(
    theme_ids: Iterable[str],
    goals: Sequence[GoalAssessment],
    table: DecisionTable,
    engines: EngineRoom,
) -> tuple[RollUp, ...]:
    """Return each theme's status from the statuses of its goals, grey ones counted apart."""
    below = {theme: _of_theme(theme, goals) for theme in theme_ids}
    return _rolled_up(below, GOALS_ASSESSED, table, engines)


def _of_theme(theme: str, goals: Sequence[GoalAssessment]) -> _Below:
    under = [goal for goal in goals if goal.theme == theme]
    overridden = tuple(goal.goal for goal in under if goal.override is not None)
    return _Below(tuple(goal.status for goal in under), overridden)


def assess_overall(
    strategy: str, themes: Sequence[RollUp], table: DecisionTable, engines: EngineRoom
) -> RollUp:
    """Return the status of the whole from the statuses of the themes."""
    overridden = tuple(goal for theme in themes for goal in theme.overridden)
    below = _Below(tuple(theme.status for theme in themes), overridden)
    return _rolled_up({strategy: below}, THEMES_ASSESSED, table, engines)[0]


def _rolled_up(
    below: Mapping[str, _Below], count_name: str, table: DecisionTable, engines: EngineRoom
) -> tuple[RollUp, ...]:
    facts = {name: roll_up_facts(one.statuses, count_name) for name, one in below.items()}
    cases = [
        Case(name, {key: values[key] for key in table.inputs}) for name, values in facts.items()
    ]
    decisions = {one.case: one for one in engines.decide(table, cases)}
    return tuple(_one(name, below[name], facts[name], decisions[name], table) for name in below)


def roll_up_facts(statuses: Sequence[Status], count_name: str) -> dict[str, float | None]:
    """Return how many were assessed, and the shares of colours among them (unknown when none).

    >>> roll_up_facts([Status.GREEN, Status.RED, Status.GREY], "goals_assessed")["share_red"]
    0.5
    """
    assessed: list[Status] = [status for status in statuses if status != Status.GREY]
    facts: dict[str, float | None] = {count_name: len(assessed)}
    for name, colour in SHARES.items():
        share = exact_share(assessed.count(colour), len(assessed)) if assessed else None
        facts[name] = share
    return facts


def _one(
    name: str,
    below: _Below,
    facts: Mapping[str, float | None],
    decision: Decision,
    table: DecisionTable,
) -> RollUp:
    row = decision.row
    reasons = {key: NOTHING_ASSESSED for key, value in facts.items() if value is None}
    no_row = NOTHING_ASSESSED if reasons else "no_row_applies"
    return RollUp(
        id=name,
        status=Status(decision.status or Status.GREY),
        reason=None if row else no_row,
        decided_by=DecidedBy(table.id, row.id, row.place, row.says) if row else None,
        inputs=tuple(SeenInput(key, facts[key], reason=reasons.get(key)) for key in table.inputs),
        counted={one: below.statuses.count(one) for one in Status},
        overridden=below.overridden,
    )
