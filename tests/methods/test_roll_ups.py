"""Roll-ups: members to one number, by hand; and what is not known is never a number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ekrules.errors import InputError
from tests.methods.made_methods import BODY, LEVEL, indicator, indicators, method, rows

SCALE = "parameters: {red: 0, green: 2, w: %s}, attributes: {core: %s}"
CATALOGUE = (
    indicator("x", SCALE % (1, '"yes"'))
    + indicator("y", SCALE % (3, '"yes"'))
    + indicator("z", SCALE % (2, '"no"'))
)
# The scale from 0 to 2 gives 1 to 2; these give 1.5, 1.25 and 1.
VALUES = "A,2020,x,1\nA,2020,y,0.5\nA,2020,z,0\nB,2020,x,2\n"
WEIGHT = BODY.replace("  green:", "  w: {means: {nb: vekt}}\n  green:")


def rolled(folder: Path, roll_up: str, entity: str = "A") -> dict[str, Any]:
    made = method(folder, WEIGHT + LEVEL.replace("{ROLL_UP}", "{" + roll_up + "}"))
    return rows(made, indicators(folder, CATALOGUE, VALUES), "goal")[entity, "one"]


@pytest.mark.parametrize(
    ("roll_up", "expected"),
    [
        ("of: position, take: mean", 1.25),
        ("of: position, take: mean, weights: w", 7.25 / 6),
        ("of: position, take: mean, weights: {x: 1, y: 1, z: 0}", 1.375),
        ("of: position, take: median", 1.25),
        ("of: position, take: min", 1),
        ("of: position, take: max", 1.5),
        ("of: position, take: sum", 3.75),
        ("of: position, take: mean_of_worst, k: 2", 1.125),
        ("of: position, take: mean_of_worst, k: 2, worst_is: highest", 1.375),
        ("of: position, take: least_of_worst, k: 2", 1),
        ("of: position, take: greatest_of_worst, k: 2", 1.25),
        ("of: position, take: mean, members: {core: yes}", 1.375),
        ("of: position, take: members", 3),
        ("of: position, take: known", 3),
        ("of: position, take: share_known", 1),
        ("of: status, take: count_where, values: [red]", 2),
        ("of: status, take: share_where, values: [red]", 2 / 3),
    ],
)
def test_it_comes_to_what_it_comes_to_by_hand(
    tmp_path: Path, roll_up: str, expected: float
) -> None:
    assert rolled(tmp_path, roll_up)["rolled"] == expected


def test_of_members_that_are_not_known_the_rest_counts_or_the_fill(tmp_path: Path) -> None:
    assert rolled(tmp_path, "of: position, take: mean", "B")["rolled"] == 2
    filled = rolled(tmp_path, "of: position, take: mean, fill: {value: 0.5}", "B")
    assert filled["rolled"] == 1
    # A is in the same region: y is 1.25 there, and z 1.
    by_region = rolled(tmp_path, "of: position, take: sum, fill: {mean_by: region}", "B")
    assert by_region["rolled"] == 4.25


def test_with_too_few_known_it_is_grey_for_that_reason(tmp_path: Path) -> None:
    one = rolled(tmp_path, "of: position, take: mean, at_least_known: 50 %", "B")
    assert (one["rolled"], one["status"], one["reason"]) == (None, "grey", "too_few_known")
    enough = rolled(tmp_path, "of: position, take: mean, at_least_known: 33 %", "B")
    assert (enough["rolled"], enough["status"]) == (2, "green")


def test_with_none_known_it_is_grey_and_not_red(tmp_path: Path) -> None:
    one = rolled(tmp_path, "of: position, take: mean", "C")
    assert (one["rolled"], one["status"], one["reason"]) == (None, "grey", "none_known")


def test_a_mean_is_the_round_number_that_it_is_in_decimals(tmp_path: Path) -> None:
    catalogue = "".join(indicator(f"i{n}", SCALE % (1, '"yes"')) for n in range(10))
    values = "".join(f"A,2020,i{n},0.2\n" for n in range(10))
    made = method(tmp_path, WEIGHT + LEVEL.replace("{ROLL_UP}", "{of: value, take: sum}"))
    found = rows(made, indicators(tmp_path, catalogue, values), "goal")["A", "one"]
    assert (found["rolled"], found["status"]) == (2, "green")


def test_an_indicator_that_is_not_for_a_place_does_not_count_there(tmp_path: Path) -> None:
    catalogue = CATALOGUE.replace("id: z,", "id: z, applies_to: {region: south},")
    made = method(tmp_path, WEIGHT + LEVEL.replace("{ROLL_UP}", "{of: position, take: members}"))
    source = indicators(tmp_path, catalogue, VALUES)
    assert rows(made, source, "goal")["A", "one"]["rolled"] == 2
    z = rows(made, source)["A", "z"]
    assert (z["status"], z["reason"]) == ("grey", "not_applicable")


def test_groups_are_rolled_up_to_the_whole(tmp_path: Path) -> None:
    catalogue = CATALOGUE.replace("id: z,", "id: z, ").replace(
        "group: one, par", "group: two, par", 1
    )
    level = LEVEL.replace("{ROLL_UP}", "{of: position, take: mean}")
    whole = level.split("levels:\n")[1].replace("level: goal", "level: whole")
    whole = whole.replace("by: group", "by: all").replace("of: position", "of: rolled")
    made = method(tmp_path, WEIGHT + level + whole)
    source = indicators(tmp_path, catalogue, VALUES)
    goals = rows(made, source, "goal")
    assert (goals["A", "two"]["rolled"], goals["A", "one"]["rolled"]) == (1.5, 1.125)
    assert rows(made, source, "whole")["A", "all"]["rolled"] == 1.3125


def nested(folder: Path, groups: tuple[str, str, str]) -> dict[tuple[str, str], dict[str, Any]]:
    """Two levels: x and y are of part 1, z of part 2; each is of the group that is given."""
    parts = dict(zip("xyz", ("1", "1", "2"), strict=True))
    catalogue = "".join(
        indicator(name, f'parameters: {{red: 0, green: 2}}, attributes: {{part: "{part}"}}', group)
        for (name, part), group in zip(parts.items(), groups, strict=True)
    )
    lower = LEVEL.replace("{ROLL_UP}", "{of: position, take: mean}").replace(
        "by: group", "by: part"
    )
    upper = LEVEL.replace("{ROLL_UP}", "{of: rolled, take: min}").split("levels:\n")[1]
    made = method(folder, BODY + lower + upper.replace("level: goal", "level: whole"))
    return rows(made, indicators(folder, catalogue, VALUES), "whole")


def test_groups_are_nested_in_groups(tmp_path: Path) -> None:
    found = nested(tmp_path, ("one", "one", "two"))
    assert found["A", "one"]["rolled"] == 1.375
    assert found["A", "two"]["rolled"] == 1


def test_a_group_that_lies_in_two_is_a_fault_and_not_lost(tmp_path: Path) -> None:
    with pytest.raises(InputError, match='"1" has parts of more than one "group"'):
        nested(tmp_path, ("one", "two", "two"))


def test_a_weighted_index_of_scores_is_good_from_its_bound(tmp_path: Path) -> None:
    body = """\
    parameters:
      w: {means: {nb: vekt}}
    indicator:
      table:
        asks: What is the score?
        hit_policy: unique
        inputs: {value: {unit: number}}
        rows: [{id: scored, when: {value: {unknown: false}}, status: green}]
    levels:
      - level: index
        by: all
        roll_ups:
          index: {of: value, take: mean, weights: w, at_least_known: 80 %}
        table:
          asks: Is it good?
          hit_policy: unique
          inputs: {index: {unit: number, better: up}}
          rows:
            - {id: good, when: {index: {at_least: 2.25}}, status: green}
            - {id: fair, when: {index: {more_than: 1.75, below: 2.25}}, status: yellow}
            - {id: poor, when: {index: {at_most: 1.75}}, status: red}
    """
    catalogue = indicator("x", "parameters: {w: 0.3}") + indicator("y", "parameters: {w: 0.1}")
    values = "A,2020,x,2\nA,2020,y,3\nB,2020,x,2\nB,2020,y,1\nC,2020,x,3\n"
    found = rows(method(tmp_path, body), indicators(tmp_path, catalogue, values), "index")
    # 0.3 and 0.1 have no exact floats: (0.6 + 0.3) / 0.4 is 2.25 all the same.
    assert (found["A", "all"]["index"], found["A", "all"]["status"]) == (2.25, "green")
    assert (found["B", "all"]["index"], found["B", "all"]["status"]) == (1.75, "red")
    assert (found["C", "all"]["status"], found["C", "all"]["reason"]) == ("grey", "too_few_known")


def test_a_weight_for_a_member_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError, match='no member is called "q"') as raised:
        rolled(tmp_path, "of: position, take: mean, weights: {x: 1, y: 1, q: 0}")
    assert 'no weight for "z"' in raised.value.text()
