"""Levels: what is made of roll-ups, fills in order, guards by count, further tables, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ekrules.errors import InputError
from ekrules.methods.method import Method
from tests.methods.made_methods import indicator, indicators, method, rows, told

HEAD = "parameters:\n  w: {means: {nb: vekt}, default: none}\n"
CATALOGUE = "".join(
    indicator(name, f'parameters: {{w: {weight}}}, attributes: {{part: "{part}"}}', group)
    for name, weight, part, group in (
        ("x", 1, "p", "one"),
        ("y", 3, "p", "one"),
        ("z", 2, "q", "two"),
    )
)
# C has nothing; B lacks y and z. A and B are in the north, C in the south.
VALUES = "A,2020,x,1\nA,2020,y,4\nA,2020,z,9\nB,2020,x,2\n"


def level(roll_ups: str, more: str = "", by: str = "group", name: str = "goal") -> str:
    rest = "".join(f"    {line}\n" for line in more.splitlines())
    return f"  - level: {name}\n    by: {by}\n    roll_ups: {{{roll_ups}}}\n{rest}"


def scored(folder: Path, *levels: str, head: str = HEAD) -> Method:
    return method(folder, head + "levels:\n" + "".join(levels))


def goal(folder: Path, roll_up: str, place: str = "A", by: str = "all") -> dict[str, Any]:
    made = scored(folder, level(f"made: {{of: value, {roll_up}}}", by=by))
    found = rows(made, indicators(folder, CATALOGUE, VALUES), "goal")
    return found[place, by if by == "all" else "one"]


@pytest.mark.parametrize(
    ("roll_up", "expected"),
    [
        ("take: geometric_mean", 36 ** (1 / 3)),
        ("take: geometric_mean, weights: {x: 0, y: 1, z: 1}", 6),
        ("take: geometric_mean, weights: w", (4**3 * 9**2) ** (1 / 6)),
        ("take: harmonic_mean", 3 / (1 + 1 / 4 + 1 / 9)),
        ("take: sum, weights: w", 31),
        ("take: sd_of_population", (98 / 9) ** 0.5),
        ("take: sd_of_sample", (49 / 3) ** 0.5),
    ],
)
def test_it_comes_to_what_it_does_by_hand(tmp_path: Path, roll_up: str, expected: float) -> None:
    assert goal(tmp_path, roll_up)["made"] == pytest.approx(expected, rel=1e-15)


def test_an_exact_root_is_exact(tmp_path: Path) -> None:
    made = scored(tmp_path, level("made: {of: value, take: geometric_mean}"))
    found = rows(made, indicators(tmp_path, CATALOGUE, VALUES), "goal")
    assert found["A", "one"]["made"] == 2


@pytest.mark.parametrize(
    ("roll_up", "values", "reason"),
    [
        ("take: geometric_mean", "A,2020,x,-1\n", "not_above_zero"),
        ("take: harmonic_mean", "A,2020,x,-1\n", "not_above_zero"),
        ("take: sd_of_sample", "A,2020,x,1\n", "too_few_known"),
        ("take: geometric_mean, at_least_known: 2", "A,2020,x,1\n", "too_few_known"),
        ("take: geometric_mean", "B,2020,x,1\n", "none_known"),
        ("take: geometric_mean, weights: {x: 0, y: 0, z: 0}", "A,2020,x,1\n", "no_weight"),
    ],
)
def test_where_there_is_none_it_has_a_reason(
    tmp_path: Path, roll_up: str, values: str, reason: str
) -> None:
    table = """\
table:
  asks: Is it known?
  hit_policy: unique
  inputs: {made: {unit: number}}
  rows: [{id: known, when: {made: {unknown: false}}, status: green}]
"""
    made = scored(tmp_path, level(f"made: {{of: value, {roll_up}}}", table, by="all"))
    one = rows(made, indicators(tmp_path, CATALOGUE, values), "goal")["A", "all"]
    assert (one["made"], one["status"], one["reason"]) == (None, "grey", reason)


def test_zero_among_numbers_makes_their_geometric_mean_zero(tmp_path: Path) -> None:
    made = scored(tmp_path, level("made: {of: value, take: geometric_mean}"))
    source = indicators(tmp_path, CATALOGUE, "A,2020,x,0\nA,2020,y,4\n")
    assert rows(made, source, "goal")["A", "one"]["made"] == 0


@pytest.mark.parametrize(
    ("fill", "place", "expected"),
    [
        ("{mean_by: region}", "B", 2 + 4 + 9),
        # Nobody in the south has any; the world's mean of x is 1.5.
        ("{mean_by: region}", "C", None),
        ("[{mean_by: region}, {mean_by: all}]", "C", 1.5 + 4 + 9),
        ("[{mean_by: region}, {value: 0}]", "C", 0),
        ("[{mean_by: region}, {value: 0}]", "B", 15),
    ],
)
def test_what_is_missing_is_filled_by_the_first_that_has_a_number(
    tmp_path: Path, fill: str, place: str, expected: float | None
) -> None:
    assert goal(tmp_path, f"take: sum, fill: {fill}", place)["made"] == expected


def test_groups_are_filled_as_members_are(tmp_path: Path) -> None:
    made = scored(
        tmp_path,
        level("score: {of: value, take: mean}"),
        level("index: {of: score, take: sum, fill: [{mean_by: region}]}", by="all", name="whole"),
    )
    found = rows(made, indicators(tmp_path, CATALOGUE, VALUES), "whole")
    # B has 2 for the one group, and what A has for the other.
    assert found["B", "all"]["index"] == 2 + 9


def test_the_whole_is_a_mean_of_groups_with_weights_of_their_own(tmp_path: Path) -> None:
    weights = "weights: {one: 1, two: 3}"
    made = scored(
        tmp_path,
        level("score: {of: value, take: mean}, known: {of: value, take: known}"),
        level(
            f"index: {{of: score, take: mean, {weights}}},"
            " by_count: {of: score, take: mean, weights: known}",
            by="all",
            name="whole",
        ),
    )
    one = rows(made, indicators(tmp_path, CATALOGUE, VALUES), "whole")["A", "all"]
    assert one["index"] == (2.5 + 3 * 9) / 4
    assert one["by_count"] == (2 * 2.5 + 9) / 3


def test_a_guard_may_count_those_that_are_known(tmp_path: Path) -> None:
    assert goal(tmp_path, "take: mean, at_least_known: 3")["made"] == 14 / 3
    assert goal(tmp_path, "take: mean, at_least_known: 3", "B")["made"] is None


def test_a_level_makes_numbers_of_its_roll_ups_across_entities(tmp_path: Path) -> None:
    more = """\
across:
  best: {of: total, take: max}
  place: {of: total, take: rank, best_is: highest}
numbers:
  relative: {of: total, times: 100, over: best}
scales:
  band:
    of: relative
    anchors: [{at: 0, gives: 0}, {at: 100, gives: 4}]
    where_anchors_meet: later
    beyond: clipped
"""
    made = scored(tmp_path, level("total: {of: value, take: sum}", more, by="all"))
    source = indicators(tmp_path, CATALOGUE, VALUES.replace("B,2020,x,2", "B,2020,x,7"))
    found = rows(made, source, "goal")
    assert [found[place, "all"]["place"] for place in "ABC"] == [1, 2, None]
    assert found["B", "all"]["relative"] == 50
    assert found["B", "all"]["band"] == 2
    assert found["C", "all"]["relative"] is None


def test_a_method_may_score_and_judge_nothing(tmp_path: Path) -> None:
    made = scored(tmp_path, level("score: {of: value, take: mean}"))
    assert made.tables == ()
    source = indicators(tmp_path, CATALOGUE, VALUES)
    one = rows(made, source)["A", "x"]
    assert (one["status"], one["row"], one["reason"]) == (None, None, None)
    lacking = rows(made, source)["C", "x"]
    assert (lacking["status"], lacking["reason"]) == (None, "no_row")
    group = rows(made, source, "goal")["A", "one"]
    assert (group["score"], group["status"]) == (2.5, None)


FURTHER = """\
derived:
  long_change: change_for_the_better
  short_change: {input: change_for_the_better, series: {base: {rule: years_before, years: 1}}}
indicator:
  also:
    long_term:
      asks: Which way did it go?
      hit_policy: unique
      inputs: {long_change: {unit: number, better: up}}
      outputs: {long_arrow: {unit: text, values: [up, down]}}
      rows:
        - {id: better, when: {long_change: {more_than: 0}}, then: {long_arrow: up}}
        - {id: not-better, when: {long_change: {at_most: 0}}, then: {long_arrow: down}}
    short_term:
      asks: Which way did it go of late?
      hit_policy: unique
      inputs: {short_change: {unit: number, better: up}}
      outputs: {short_arrow: {unit: text, values: [up, down]}}
      rows:
        - {id: better, when: {short_change: {more_than: 0}}, then: {short_arrow: up}}
        - {id: not-better, when: {short_change: {at_most: 0}}, then: {short_arrow: down}}
  table:
    asks: What do the two say together?
    hit_policy: unique
    inputs:
      long_arrow: {unit: text, values: [up, down]}
      short_arrow: {unit: text, values: [up, down]}
    rows:
      - {id: both, when: {long_arrow: {is: up}, short_arrow: {is: up}}, status: green}
      - {id: turned, when: {long_arrow: {is: up}, short_arrow: {is: down}}, status: yellow}
      - {id: recovers, when: {long_arrow: {is: down}, short_arrow: {is: up}}, status: yellow}
      - {id: neither, when: {long_arrow: {is: down}, short_arrow: {is: down}}, status: red}
levels:
  - level: goal
    by: group
    roll_ups: {rising: {of: short_arrow, take: count_where, values: [up]}}
"""


def test_further_tables_say_more_of_one_indicator_and_the_last_asks_them(tmp_path: Path) -> None:
    made = method(tmp_path, FURTHER)
    assert [table.id for table in made.tables] == ["made-long_term", "made-short_term", "made"]
    values = "A,2015,x,1\nA,2019,x,9\nA,2020,x,5\nB,2015,x,1\nB,2019,x,2\nB,2020,x,3\n"
    source = indicators(tmp_path, indicator("x"), values)
    a, b = (rows(made, source)[place, "x"] for place in "AB")
    assert (a["long_arrow"], a["short_arrow"], a["status"]) == ("up", "down", "yellow")
    assert (a["row_long_term"], a["row_short_term"], a["row"]) == ("better", "not-better", "turned")
    assert (b["long_arrow"], b["short_arrow"], b["status"]) == ("up", "up", "green")
    assert rows(made, source)["C", "x"]["long_arrow"] is None
    assert [rows(made, source, "goal")[place, "one"]["rising"] for place in "ABC"] == [0, 1, 0]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (
            "outputs: {long_arrow: {unit: text, values: [up, down]}}",
            "outputs: {}",
            "gives a status",
        ),
        ("hit_policy: unique", "hit_policy: collect", "expected one that gives one"),
        ("long_change: change_for", "long_chance: change_for", 'Did you mean "long_chance"?'),
        ("of: short_arrow, take", "of: short_arow, take", 'Did you mean "short_arrow"?'),
    ],
)
def test_a_slip_in_a_further_table_is_told_there(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    body = FURTHER.replace(was, becomes, 1)
    if becomes.startswith("outputs"):
        body = body.replace("then: {long_arrow: up}", "status: green").replace(
            "then: {long_arrow: down}", "status: red"
        )
    assert said in told(tmp_path, body)


@pytest.mark.parametrize(
    ("roll_up", "said"),
    [
        ("take: mean, at_least_known: many", "expected a share (as 50 %), or how many (as 3)"),
        ("take: mean, at_least_known: 0", "expected a share (as 50 %), or how many (as 3)"),
        ("take: mean, fill: {}", 'write "value" or "mean_by"'),
        ("take: mean, fill: [{value: 1, mean_by: all}]", 'write "value" or "mean_by"'),
        ("take: share_where", '"values" goes with count_where and share_where'),
        ("take: median, weights: w", '"weights" goes with mean, geometric_mean'),
        ("take: known, fill: {value: 1}", '"fill" does not go with "take: known"'),
        ("take: mean, weights: ww", 'no number is called "ww"'),
        ("take: count_where, values: [a]", '"value" is a number, and "take" is count_where'),
    ],
)
def test_a_slip_in_a_roll_up_is_told(tmp_path: Path, roll_up: str, said: str) -> None:
    text = told(tmp_path, HEAD + "levels:\n" + level(f"made: {{of: value, {roll_up}}}"))
    assert said in text
    assert len(text.splitlines()) == 1, text


def test_a_share_may_be_by_weight(tmp_path: Path) -> None:
    # x weighs 1, y 3 and z 2; A's x and y are under 5.
    body = """\
indicator:
  table:
    asks: Is it low?
    hit_policy: unique
    inputs: {value: {unit: number}}
    rows:
      - {id: low, when: {value: {below: 5}}, status: red}
      - {id: high, when: {value: {at_least: 5}}, status: green}
"""
    by_weight = level("made: {of: status, take: share_where, values: [red], weights: w}", by="all")
    made = method(tmp_path, HEAD + body + "levels:\n" + by_weight)
    found = rows(made, indicators(tmp_path, CATALOGUE, VALUES), "goal")
    assert found["A", "all"]["made"] == 4 / 6


def test_a_level_by_what_nobody_has_is_a_fault(tmp_path: Path) -> None:
    made = scored(tmp_path, level("made: {of: value, take: mean}", by="group"))
    bare = indicator("x").replace(", group: one", "")
    with pytest.raises(InputError, match='no member has "group", by which the level "goal"'):
        rows(made, indicators(tmp_path, bare, "A,2020,x,1\n"), "goal")


def test_an_output_may_not_take_a_name_that_is_there(tmp_path: Path) -> None:
    body = FURTHER.replace("long_arrow", "value")
    assert 'an output called "value"; that name is taken' in told(tmp_path, body)


def test_a_text_asked_as_a_number_is_a_fault(tmp_path: Path) -> None:
    wrong = FURTHER.replace(
        "inputs:\n      long_arrow", "inputs:\n      better: {unit: number}\n      long_arrow"
    )
    assert '"better" as a number; it is a text: unit: text' in told(tmp_path, wrong)


def test_a_list_of_steps_is_written_under_names(tmp_path: Path) -> None:
    assert "write each as {of: value" in told(tmp_path, "numbers: {made: value}\n")
    anchors = "anchors: [1, 2], where_anchors_meet: later, beyond: clipped"
    assert "write each as {at: green, gives: 2}" in told(
        tmp_path, f"scales: {{made: {{{anchors}}}}}\n"
    )
