"""Probing: at which attainments a table may change its mind about a goal."""

from __future__ import annotations

import pytest

from ekrules.assessment.probing import bounds_on_attainment
from ekrules.decision.tables import DecisionTable
from tests.assessment.builders import table


def by_two(beside: str) -> DecisionTable:
    """Return a table whose first row asks something beside an attainment of 70 %."""
    return table(
        f"""
  - decision: t
    asks: How far?
    hit_policy: first
    inputs:
      attainment: {{unit: share, better: up}}
      years_left: {{unit: years, better: up}}
      rollout: {{unit: share}}
    rows:
      - {{id: one, when: {{attainment: {{at_least: 70 %}}, {beside}}}, status: green}}
      - {{id: other, when: {{attainment: {{below: 20 %}}}}, status: red}}
"""
    )


@pytest.mark.parametrize(
    ("beside", "years", "counts"),
    [
        ("years_left: {at_least: 1}", 1.0, True),
        ("years_left: {at_least: 1}", 0.9, False),
        ("years_left: {more_than: 1}", 1.1, True),
        ("years_left: {more_than: 1}", 1.0, False),
        ("years_left: {at_most: 1}", 1.0, True),
        ("years_left: {at_most: 1}", 1.1, False),
        ("years_left: {below: 1}", 0.9, True),
        ("years_left: {below: 1}", 1.0, False),
        # In doubt a row is taken to hold: one bound more to ask at.
        ("years_left: {is: 1}", 2.0, True),
        ("years_left: {at_least: 1}", None, True),
        ("years_left: {unknown: true}", 2.0, True),
        ("rollout: {below: attainment}", 2.0, True),
    ],
)
def test_the_bounds_of_a_row_that_cannot_hold_for_the_goal_do_not_count(
    beside: str, years: float | None, counts: bool
) -> None:
    values = {"attainment": 0.5, "years_left": years, "rollout": None}
    assert (0.7 in bounds_on_attainment(by_two(beside), values)) == counts
    assert 0.2 in bounds_on_attainment(by_two(beside), values)


def test_a_figure_that_the_attainment_is_held_against_is_a_bound_where_it_is_known() -> None:
    by = by_two("rollout: {below: attainment}")
    values = {"attainment": 0.5, "years_left": None}
    assert bounds_on_attainment(by, {**values, "rollout": 0.4}) == [0.2, 0.4, 0.7]
    assert bounds_on_attainment(by, {**values, "rollout": None}) == [0.2, 0.7]
