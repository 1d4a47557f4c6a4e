"""Goal tables: each way in which a goal and the table that judges it do not fit is told once."""

from __future__ import annotations

from datetime import date
from typing import Any

from ekrules.assessment.goal_tables import check_goal_tables
from ekrules.decision.conditions import All, Compare
from ekrules.decision.inputs import Input
from ekrules.decision.outputs import Output
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.yaml_reader.nodes import PlacedMap
from ekrules.yaml_reader.parsing import parse
from tests.assessment.builders import BY_TARGET, goal, rising_table, strategy, table

RISING = rising_table(0.2, 0.6)


def told(*tables: DecisionTable, **of_goal: Any) -> list[str]:
    """Return what is wrong with one goal held against the tables, without the places."""
    faults = Faults()
    check_goal_tables(strategy(a=[goal(**of_goal)]), tables, faults)
    return [f"{one.found}; {one.expected}" for one in faults.found]


def parameter(unit: str, *values: object) -> dict[str, Any]:
    return {
        "unit": unit,
        "values": tuple(
            {"from": date(year, 1, 1), "value": value}
            for year, value in enumerate(values, start=2008)
        ),
        "source": "Rådet",
    }


def test_a_goal_and_a_table_that_fit_are_not_told() -> None:
    assert told(RISING) == []
    assert told(table(BY_TARGET), target="70 %") == []


def test_a_table_for_goals_must_give_a_status() -> None:
    reached = Compare("attainment", "at_least", 0.5)
    scoring = DecisionTable(
        "t",
        "How much?",
        "unique",
        {"attainment": Input("attainment", "share")},
        (Row("half", All((reached,)), {"points": 3}),),
        outputs={"points": Output("points", "number")},
    )
    assert told(scoring) == ['the table "t" gives no status; expected rows with a "status"']


def test_a_target_that_the_table_never_looks_at_is_told() -> None:
    expected = "expected 100 %, or a table with the input target"
    assert told(RISING, target="70 %") == [
        f'the target 70 %, which "t" does not ask for; {expected}'
    ]
    dated = {"values": ({"from": date(2008, 1, 1), "value": "100 %"},), "source": "Rådet"}
    assert told(RISING, target=dated) == [f'a dated target, which "t" does not ask for; {expected}']


PACED = """
  - decision: t
    asks: How far?
    hit_policy: first
    inputs: {attainment: {unit: share}, pace: {unit: number, lowest: 1, highest: 9}}
    rows:
      - {id: fast, when: {pace: {at_least: 5}}, status: green}
      - {id: there, when: {attainment: {at_least: 50 %}}, status: green}
"""


def test_a_measure_is_a_share_and_judged_as_one() -> None:
    (found,) = told(table(PACED), inputs={"pace": "n"})
    assert found == (
        'the measure "pace", a share, for the input of the unit number; '
        'expected "unit: share" in "t"'
    )


def test_each_value_of_a_goals_own_bound_lies_within_the_inputs_limits() -> None:
    own = {"pace": parameter("number", 0, 5, 10)}
    assert told(table(PACED), parameters=own) == [
        '"pace" is 0.0; expected 1 or more',
        '"pace" is 10.0; expected 9 or less',
    ]


def test_a_goal_whose_own_table_could_not_be_read_is_not_told_to_have_none() -> None:
    node = parse("asks: How far?\n", "goal.yaml", Faults())
    assert node is not None
    assert told(judged_by=PlacedMap(node)) == []
    (shared,) = told(judged_by="t")
    assert shared.startswith('no decision table is called "t"')
