"""Levels made by an attribute: it can still be asked about there, and above."""

from __future__ import annotations

from pathlib import Path

from tests.methods.made_methods import indicator, indicators, method, rows

BODY = """\
attributes: [kind]
levels:
  - level: part
    by: kind
    roll_ups:
      mean: {of: value, take: mean}
    table:
      asks: Is it of the first kind?
      hit_policy: unique
      inputs: {kind: {unit: text, values: [first, second]}}
      rows:
        - {id: first, when: {kind: {is: first}}, status: green}
        - {id: second, when: {kind: {is: second}}, status: yellow}
  - level: whole
    by: all
    roll_ups:
      first: {of: mean, take: sum, members: {kind: first}}
      both: {of: mean, take: sum}
"""


def test_the_attribute_that_makes_a_level_is_known_there_and_above(tmp_path: Path) -> None:
    catalogue = "".join(
        indicator(name, f"attributes: {{kind: {kind}}}")
        for name, kind in (("x", "first"), ("y", "first"), ("z", "second"))
    )
    source = indicators(tmp_path, catalogue, "A,2020,x,1\nA,2020,y,3\nA,2020,z,5\n")
    made = method(tmp_path, BODY)
    parts = rows(made, source, "part")
    assert parts["A", "first"]["status"] == "green"
    assert parts["A", "second"]["status"] == "yellow"
    whole = rows(made, source, "whole")["A", "all"]
    assert (whole["first"], whole["both"]) == (2, 7)
