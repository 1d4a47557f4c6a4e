"""A declaration that disagrees with all that reads it is told once, and its readers are not."""

from __future__ import annotations

from tests.decision.test_hit_policies import read

TABLE = """decision: t
asks: How far?
hit_policy: unique
inputs: {reached: {unit: share}, left: {unit: years}}
rows:
  - {id: far, when: {any: [{reached: {at_least: 60 %}}, {left: {at_least: 2}}]}, status: green}
  - {id: near, when: {reached: {below: 60 %}, left: {below: 2}}, status: red}
examples:
  - {name: a, given: {reached: 60 %, left: 1}, expect: {row: far}}
"""


def test_the_table_itself_is_sound() -> None:
    assert read(TABLE)[1] == []


def test_a_unit_that_no_value_has_is_told_at_the_unit() -> None:
    (one,) = read(TABLE.replace("reached: {unit: share}", "reached: {unit: number}"))[1]
    assert one == (
        't.yaml:4:26: "reached" is declared as a number, and all its values have "%";'
        " write unit: share."
    )
    (one,) = read(TABLE.replace(" %", "").replace("left: {unit: years}", "left: {unit: years}"))[1]
    assert one.startswith('t.yaml:4:26: "reached" is declared as a share, and none of its values')


def test_one_value_alone_is_told_at_the_value() -> None:
    (one,) = read(TABLE.replace("left: {below: 2}", "left: {below: 2 %}"))[1]
    assert one.startswith("t.yaml:7:")
    assert '"left" is a number of years' in one


def test_a_name_declared_in_another_spelling_is_told_at_the_declaration() -> None:
    (one,) = read(TABLE.replace("inputs: {reached:", "inputs: {reachd:"))[1]
    assert one == (
        't.yaml:4:10: the input "reachd" is declared, and the rows read "reached" (lines 6, 7, 9);'
        " write one name in both places."
    )


def test_a_name_misspelt_in_one_place_is_told_there() -> None:
    (one,) = read(TABLE.replace("given: {reached", "given: {reachd"))[1]
    assert one.startswith("t.yaml:9:")
    assert one.endswith('Did you mean "reached"?')
