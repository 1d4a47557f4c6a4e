"""A table that asks for a text no goal has is told so: its row would never hold."""

from __future__ import annotations

import pytest

from ekrules.assessment.given_texts import asks_strange_texts, check_given_texts
from ekrules.decision.conditions import Compare
from ekrules.decision.inputs import Input
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults


def table(asked: str, values: tuple[str, ...] = ()) -> DecisionTable:
    row = Row("whole", Compare("coverage", "is", asked), {"status": "green"})
    return DecisionTable(
        "t", "?", "first", {"coverage": Input("coverage", "text", values=values)}, (row,)
    )


def told(of: DecisionTable) -> list[str]:
    faults = Faults()
    check_given_texts([of], faults)
    return [str(one) for one in faults.found]


def test_a_row_that_asks_for_a_misspelt_coverage_is_told() -> None:
    (one,) = told(table("ful"))
    assert 'the row "whole" asks whether "coverage" is "ful"' in one
    assert one.endswith('Did you mean "full"?')
    assert asks_strange_texts(table("ful"))


def test_a_value_that_no_goal_can_give_is_told_once() -> None:
    (one,) = told(table("ful", values=("ful", "partial", "indirect")))
    assert '"ful" under "values" of the input "coverage"' in one


def test_a_value_that_a_goal_may_give_is_missed() -> None:
    (one,) = told(table("full", values=("full", "partial")))
    assert '"indirect" left out of "values"' in one


@pytest.mark.parametrize("values", [(), ("full", "partial", "indirect")])
def test_what_goals_give_may_be_asked_for(values: tuple[str, ...]) -> None:
    assert told(table("full", values=values)) == []
    assert not asks_strange_texts(table("full", values=values))
