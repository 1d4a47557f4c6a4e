"""Numbers across entities: by hand, as others define them; who counts and who does not."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import InputError
from ekrules.facts.derived.arithmetic import exact
from ekrules.methods.across import _percentile
from tests.methods.made_methods import indicator, indicators, method, rows, told

SCORED = """\
across:
  made: {ACROSS}
"""
# A and B are in the north, C in the south; C has no y.
VALUES = "A,2020,x,1\nB,2020,x,2\nC,2020,x,6\nA,2020,y,4\nB,2020,y,4\n"


def made(folder: Path, across: str, better: str = "up", more: str = "") -> dict[str, Any]:
    """Return the number of each place for x."""
    found = found_rows(folder, across, better, more)
    return {place: found[place, "x"]["made"] for place in "ABC"}


def found_rows(
    folder: Path, across: str, better: str = "up", more: str = ""
) -> dict[tuple[str, str], dict[str, Any]]:
    catalogue = indicator("x", better=better) + indicator("y", better=better)
    read = method(folder, SCORED.replace("{ACROSS}", "{" + across + "}") + more)
    return rows(read, indicators(folder, catalogue, VALUES))


@pytest.mark.parametrize(
    ("across", "better", "expected"),
    [
        ("take: mean", "up", 3),
        ("take: median", "up", 2),
        ("take: min", "up", 1),
        ("take: max", "up", 6),
        ("take: sum", "up", 9),
        ("take: count", "up", 3),
        ("take: sd_of_population", "up", statistics.pstdev([1, 2, 6])),
        ("take: sd_of_sample", "up", statistics.stdev([1, 2, 6])),
        ("take: percentile, p: 75 %", "up", 4),
        ("take: percentile, p: 25 %, counted_from: worst", "up", 1.5),
        ("take: percentile, p: 25 %, counted_from: worst", "down", 4),
        ("take: percentile, p: 50 %, definition: exclusive", "up", 2),
        ("take: percentile, p: 75 %, definition: exclusive", "up", 6),
        ("take: percentile, p: 34 %, definition: nearest_rank", "up", 2),
        ("take: mean_of_best, k: 2", "up", 4),
        ("take: mean_of_best, k: 2", "down", 1.5),
        ("take: mean_of_best, k: 2, best_is: highest", "down", 4),
        ("take: mean_of_worst, k: 1", "down", 6),
        ("take: mean_of_worst, k: 9", "up", 3),
        ("take: value_of, entity: B", "up", 2),
        ("take: mean, entities: {region: north}", "up", 1.5),
    ],
)
def test_it_is_one_number_for_all_as_it_is_by_hand(
    tmp_path: Path, across: str, better: str, expected: float
) -> None:
    assert made(tmp_path, across, better) == dict.fromkeys("ABC", expected)


@pytest.mark.parametrize(
    ("across", "better", "expected"),
    [
        ("take: rank", "up", {"A": 3, "B": 2, "C": 1}),
        ("take: rank", "down", {"A": 1, "B": 2, "C": 3}),
        ("take: rank, entities: {region: north}", "up", {"A": 2, "B": 1, "C": None}),
        ("take: percentile_rank", "up", {"A": 0, "B": 0.5, "C": 1}),
        ("take: mean, within: region", "up", {"A": 1.5, "B": 1.5, "C": 6}),
        ("take: rank, within: region", "up", {"A": 2, "B": 1, "C": 1}),
        ("take: percentile_rank, within: region", "up", {"A": 0, "B": 1, "C": None}),
    ],
)
def test_each_has_a_place_of_its_own(
    tmp_path: Path, across: str, better: str, expected: dict[str, float]
) -> None:
    assert made(tmp_path, across, better) == expected


def test_equal_numbers_share_a_rank_and_the_unknown_have_none(tmp_path: Path) -> None:
    found = found_rows(tmp_path, "take: rank")
    assert (found["A", "y"]["made"], found["B", "y"]["made"]) == (1, 1)
    assert (found["C", "y"]["made"], found["C", "y"]["reason"]) == (None, "no_row")


JUDGED = """\
indicator:
  table:
    asks: Is it known?
    hit_policy: unique
    inputs: {made: {unit: number}}
    rows: [{id: known, when: {made: {unknown: false}}, status: green}]
"""


@pytest.mark.parametrize(
    ("across", "better", "place", "reason"),
    [
        ("take: rank, entities: {region: north}", "up", "C", "not_counted"),
        ("take: rank", "neither", "A", "no_direction"),
        ("take: percentile_rank, within: region", "up", "C", "too_few_known"),
        ("take: sd_of_sample, within: region", "up", "C", "too_few_known"),
        ("take: percentile, p: 1 %, definition: exclusive", "up", "A", "too_few_known"),
    ],
)
def test_what_can_not_be_is_grey_for_a_named_reason(
    tmp_path: Path, across: str, better: str, place: str, reason: str
) -> None:
    one = found_rows(tmp_path, across, better, JUDGED)[place, "x"]
    assert (one["made"], one["status"], one["reason"]) == (None, "grey", reason)


def test_where_nobody_is_known_there_is_no_mean_and_a_count_of_none(tmp_path: Path) -> None:
    group = "take: {}, entities: {{region: south}}"
    one = found_rows(tmp_path, group.format("mean"), more=JUDGED)["A", "y"]
    assert (one["made"], one["reason"]) == (None, "none_known")
    assert found_rows(tmp_path, group.format("count"))["A", "y"]["made"] == 0


def test_a_mean_is_weighted_by_what_the_entities_have(tmp_path: Path) -> None:
    read = method(tmp_path, "across: {made: {take: mean, weights: people}}\n")
    values = "A,2020,x,1\nB,2020,x,2\nC,2020,x,6\n"
    people = {"A": 1, "B": 1, "C": 2}
    found = rows(read, indicators(tmp_path, indicator("x"), values, people))
    assert found["A", "x"]["made"] == (1 + 2 + 2 * 6) / 4


def test_a_mean_of_somebody_without_a_weight_is_unknown_and_not_of_the_rest(tmp_path: Path) -> None:
    people: dict[str, float | str] = {"A": 1, "B": "unknown", "C": 1}
    read = method(tmp_path, "across: {made: {take: mean, weights: people}}\n" + JUDGED)
    source = indicators(tmp_path, indicator("x"), "A,2020,x,1\nB,2020,x,2\n", people)
    one = rows(read, source)["A", "x"]
    assert (one["made"], one["reason"]) == (None, "no_weight")


def test_which_end_is_the_best_is_stated_for_all_but_the_value_itself(tmp_path: Path) -> None:
    body = "across:\n  one: {take: mean}\n  two: {of: one, take: rank}\n"
    text = told(tmp_path, body)
    assert 'write which is the best: "best_is: highest"' in text


def test_an_entity_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError, match='no entity is called "D"'):
        made(tmp_path, "take: value_of, entity: D")


def test_a_group_that_nobody_is_in_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError, match='nobody has "region" of "west"'):
        made(tmp_path, "take: mean, entities: {region: west}")


@pytest.mark.parametrize(
    ("across", "said"),
    [
        ("take: mean, k: 2", '"k" goes with mean_of_best'),
        ("take: percentile", '"p" goes with percentile'),
        ("take: percentile, p: 2.5", "expected a share from 0 % to 100 %"),
        ("take: value_of", '"entity" goes with value_of'),
        ("take: value_of, entity: A, within: region", "is of one entity"),
        ("take: median, weights: people", '"weights" goes with "take: mean"'),
        ("take: mean, best_is: highest", "has no meaning"),
        ("take: mean, of: vlaue", 'no number is called "vlaue"'),
        ("take: mean, of: made", 'each of "made" rests on another'),
    ],
)
def test_a_setting_that_does_not_fit_is_a_fault(tmp_path: Path, across: str, said: str) -> None:
    text = told(tmp_path, SCORED.replace("{ACROSS}", "{" + across + "}"))
    assert said in text
    assert len(text.splitlines()) == 1, text


NUMBERS = st.lists(
    st.floats(min_value=-1e6, max_value=1e6, allow_nan=False), min_size=2, max_size=40
)


@given(NUMBERS, st.floats(min_value=0, max_value=1))
def test_a_linear_percentile_lies_between_its_neighbours_and_rises(
    numbers: list[float], p: float
) -> None:
    ordered = sorted(map(exact, numbers))
    at = _percentile(ordered, exact(p), "linear")
    assert ordered[0] <= at <= ordered[-1]
    assert _percentile(ordered, exact(p) / 2, "linear") <= at


@given(NUMBERS)
def test_quartiles_are_those_of_the_standard_library(numbers: list[float]) -> None:
    ordered = sorted(map(exact, numbers))
    for definition, method_name in (("linear", "inclusive"), ("exclusive", "exclusive")):
        if definition == "exclusive" and len(ordered) < 4:
            continue
        expected = statistics.quantiles(ordered, n=4, method=method_name)  # type: ignore[arg-type]
        found = [_percentile(ordered, exact(p), definition) for p in (0.25, 0.5, 0.75)]
        assert found == expected
