"""The way to the next status by the newest value: it does, and one step less does not."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.assessment.assessed import BEST_FIRST, GoalAssessment, Status
from tests.methods.made_methods import method as made_method
from tests.methods.one_goal import indicators_of, judged, shipped, strategy_of

HEAD = {"best": 100.0, "green": 80.0, "red": 40.0, "worst": 0.0}
VALUE_METHOD = """\
indicator:
  table:
    asks: Is it good?
    hit_policy: unique
    inputs: {value: {unit: number, better: up}}
    rows:
      - {id: good, when: {value: {at_least: 80.05}}, status: green}
      - {id: fair, when: {value: {at_least: 40, below: 80.05}}, status: yellow}
      - {id: poor, when: {value: {below: 40}}, status: red}
"""


def found(folder: Path, newest: float, better: str = "up", **said: str) -> GoalAssessment:
    values = {"A": {2015: 10.0, 2020: newest}}
    indicators = indicators_of(folder, values, said.get("unit", "percent"), better)
    method = made_method(folder, said.get("body", VALUE_METHOD))
    return judged(strategy_of(folder, "m"), method, indicators, imagine=True)


def test_the_next_status_is_at_the_first_value_with_the_decimals_of_the_series(
    tmp_path: Path,
) -> None:
    step = found(tmp_path, 62.3).next_value
    assert step is not None
    assert (step.status, step.value, step.change, step.unit) == (
        Status.GREEN,
        80.1,
        17.8,
        "percent",
    )


def test_whole_numbers_have_a_whole_number_next(tmp_path: Path) -> None:
    step = found(tmp_path, 62.0).next_value
    assert step is not None
    assert (step.value, step.change) == (81.0, 19.0)


def test_from_red_the_nearest_better_status_is_told(tmp_path: Path) -> None:
    step = found(tmp_path, 12.5).next_value
    assert step is not None
    assert (step.status, step.value) == (Status.YELLOW, 40.0)


@pytest.mark.parametrize("newest", [80.1, 99.0])
def test_from_green_there_is_no_way_on(tmp_path: Path, newest: float) -> None:
    assert found(tmp_path, newest).next_value is None


def test_no_value_beyond_the_whole_is_imagined_of_a_percent(tmp_path: Path) -> None:
    body = VALUE_METHOD.replace("80.05", "100.5")
    assert found(tmp_path, 62.3, body=body).next_value is None


def test_a_unit_of_its_own_may_go_as_far_as_it_takes(tmp_path: Path) -> None:
    body = VALUE_METHOD.replace("80.05", "80000.05")
    step = found(tmp_path, 62.3, body=body, unit="t/ha").next_value
    assert step is not None
    assert (step.value, step.unit) == (80000.1, "t/ha")


def test_where_neither_more_nor_less_is_better_there_is_no_way(tmp_path: Path) -> None:
    assert found(tmp_path, 62.3, better="neither").next_value is None


def test_less_is_looked_for_where_less_is_better(tmp_path: Path) -> None:
    body = VALUE_METHOD.replace("at_least: 80.05", "at_most: 20")
    body = body.replace("at_least: 40, below: 80.05", "at_most: 40, more_than: 20")
    body = body.replace("{below: 40}", "{more_than: 40}")
    step = found(tmp_path, 62.3, better="down", body=body).next_value
    assert step is not None
    assert (step.status, step.value, step.change) == (Status.YELLOW, 40.0, -22.3)


@given(
    base=st.integers(min_value=5, max_value=900),
    newest=st.integers(min_value=5, max_value=900),
    target=st.integers(min_value=10, max_value=100),
    better=st.sampled_from(("up", "down")),
)
@settings(max_examples=10, deadline=None)
def test_the_value_that_is_told_gives_the_status_and_the_one_before_it_does_not(
    base: int, newest: int, target: int, better: str
) -> None:
    method = shipped("progress-to-target")

    def judged_at(folder: Path, tenths: int, *, imagine: bool = False) -> GoalAssessment:
        values = {"A": {2015: base / 10, 2018: 50.5, 2020: tenths / 10}}
        strategy = strategy_of(folder, "progress-to-target", target=f"{target} %")
        indicators = indicators_of(folder, values, better=better)
        return judged(strategy, method, indicators, imagine=imagine)

    with TemporaryDirectory() as name:
        folder = Path(name)
        one = judged_at(folder, newest, imagine=True)
        step = one.next_value
        if one.status in (Status.GREEN, Status.GREY):
            assert step is None
        elif step is not None:
            better_ones = BEST_FIRST[: BEST_FIRST.index(one.status)]
            told, way = round(step.value * 10), 1 if better == "up" else -1
            assert (told - newest) * way > 0
            assert judged_at(folder, told).status is step.status
            assert step.status in better_ones
            assert judged_at(folder, told - way).status not in better_ones
