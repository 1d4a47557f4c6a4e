"""Scored alone: where no table judges, an unknown number still says why it is unknown."""

from __future__ import annotations

from pathlib import Path

from tests.methods.made_methods import indicator, indicators, method, rows

BODY = """\
parameters:
  low: {means: {nb: lav}, default: none}
  high: {means: {nb: høy}, default: none}
  poor: {means: {nb: fattig}, default: none}
  rich: {means: {nb: rik}, default: none}
scales:
  straight:
    anchors: [{at: low, gives: 0}, {at: high, gives: 1}]
    where_anchors_meet: later
    beyond: clipped
  by_logarithm:
    anchors: [{at: poor, gives: 0}, {at: rich, gives: 1}]
    where_anchors_meet: later
    beyond: clipped
    shape: logarithmic
numbers:
  score: {first_known_of: [straight, by_logarithm]}
levels:
  - level: goal
    by: group
    roll_ups:
      known: {of: score, take: known}
      mean: {of: score, take: mean, at_least_known: 100 %}
"""
CATALOGUE = (
    indicator("x", "parameters: {low: 0, high: 4}")
    + indicator("y", "parameters: {poor: 1, rich: 100}")
    + indicator("z", group="two")
)


def test_an_indicator_that_is_not_scored_has_a_reason(tmp_path: Path) -> None:
    source = indicators(tmp_path, CATALOGUE, "A,2020,x,1\nA,2020,y,10\nA,2020,z,3\nB,2020,y,0\n")
    found = rows(method(tmp_path, BODY), source)
    told = {key: (row["score"], row["status"], row["reason"]) for key, row in found.items()}
    assert told["A", "x"] == (0.25, None, None)
    # It is on one scale alone, and that is no lack.
    assert told["A", "y"] == (0.5, None, None)
    assert told["A", "z"] == (None, None, "no_parameter")
    assert told["B", "x"] == (None, None, "no_row")
    # On no scale for want of a parameter, and on the other for what it is.
    assert found["B", "y"]["score"] is None
    assert told["B", "y"][2] == "no_parameter"


def test_a_group_that_is_not_scored_has_the_reason_of_its_roll_up(tmp_path: Path) -> None:
    source = indicators(tmp_path, CATALOGUE, "A,2020,x,1\nA,2020,y,10\nA,2020,z,3\nB,2020,y,10\n")
    found = rows(method(tmp_path, BODY), source, "goal")
    told = {key: (row["mean"], row["status"], row["reason"]) for key, row in found.items()}
    assert told["A", "one"] == (0.375, None, None)
    assert told["A", "two"] == (None, None, "too_few_known")
    assert told["B", "one"] == (None, None, "too_few_known")


def test_an_indicator_without_numbers_has_the_reason_of_its_value(tmp_path: Path) -> None:
    body = """\
    levels:
      - level: goal
        by: group
        roll_ups: {mean: {of: value, take: mean}}
    """
    source = indicators(tmp_path, indicator("x"), "A,2020,x,1\n")
    made = method(tmp_path, body)
    found = rows(made, source)
    assert [found[entity, "x"]["reason"] for entity in "AB"] == [None, "no_row"]
    assert rows(made, source, "goal")["B", "one"]["reason"] == "none_known"
