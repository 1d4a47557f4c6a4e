"""One goal by a method: just what the method gives for that entity among many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.reading import read_indicators
from tests.methods.made_methods import method as made_method
from tests.methods.one_goal import (
    alike,
    among_many,
    indicators_of,
    judged,
    shipped,
    strategy_of,
)

METHODS = ("progress-to-target", "un-progress-chart", "sdg-dashboard")
NUMBERS = {
    "progress-to-target": ("growth", "target", "past", "pace", "eased_growth", "score", "on_track"),
    "un-progress-chart": ("expected_share", "target", "deadline"),
    "sdg-dashboard": ("position", "best", "green", "red", "worst"),
}
tenths = st.integers(min_value=0, max_value=1000).map(lambda tenth: tenth / 10)
years = st.integers(min_value=2012, max_value=2024)
of_years = st.dictionaries(years, st.one_of(tenths, st.none()), max_size=6)
thresholds = st.lists(tenths, min_size=4, max_size=4, unique=True).map(sorted)


@pytest.mark.parametrize("name", METHODS)
@given(
    own=of_years,
    other=st.dictionaries(years, tenths, min_size=1, max_size=4),
    better=st.sampled_from(("up", "down")),
    target=tenths,
    four=thresholds,
)
@settings(max_examples=12, deadline=None)
def test_a_goal_has_what_its_method_gives_for_the_pair_among_many(
    name: str,
    own: dict[int, float | None],
    other: dict[int, float],
    better: str,
    target: float,
    four: list[float],
) -> None:
    parameters = dict(zip(("worst", "red", "green", "best"), four, strict=True))
    # A value from before the survey's day, so that there is something to judge.
    values: dict[str, Mapping[int, float | None]] = {"A": own, "B": {2012: 1.5, **other}}
    with TemporaryDirectory() as folder:
        path = Path(folder)
        given_all = {**parameters, "target": target, "deadline": 2030}
        indicators = indicators_of(path, values, better=better, parameters=given_all)
        method = shipped(name)
        found = judged(strategy_of(path, name), method, indicators)
        row = among_many(method, indicators)
    assert alike(found, row, NUMBERS[name])
    if found.reason is not None and row["reason"] != "missing":
        assert found.reason.removeprefix("base_value_is_zero") in (row["reason"], "")


@pytest.mark.parametrize("name", ["progress-to-target", "un-progress-chart"])
@given(own=of_years, target=st.integers(min_value=1, max_value=100))
@settings(max_examples=10, deadline=None)
def test_a_goals_own_target_and_deadline_count_as_if_the_catalogue_had_them(
    name: str, own: dict[int, float | None], target: int
) -> None:
    values: dict[str, Mapping[int, float | None]] = {"A": own, "B": {2012: 1.5}}
    with TemporaryDirectory() as folder:
        path = Path(folder)
        method = shipped(name)
        states = strategy_of(path, name, target=f"{target} %", deadline=date(2026, 6, 30))
        by_goal = judged(states, method, indicators_of(path, values))
        said = {"target": float(target), "deadline": 2026}
        row = among_many(method, indicators_of(path, values, parameters=said))
    assert alike(by_goal, row, NUMBERS[name])
    assert by_goal.method is not None
    origins = {one.name: one.origin for one in by_goal.method.parameters}
    assert (origins["target"], origins["deadline"]) == ("goal", "goal")


SDG = Path(__file__).parents[3] / "shared/published_methods/sdr2019"


@pytest.mark.skipif(not SDG.is_dir(), reason="the published figures are not beside the project")
def test_goals_have_the_colours_that_the_sdg_index_published_for_a_sample(tmp_path: Path) -> None:
    from tests.methods.published import lay_out

    faults = Faults()
    indicators = read_indicators(lay_out(tmp_path), faults)
    assert indicators is not None, faults.found
    method = shipped("sdg-dashboard")
    frame = {(row["entity"], row["member"]): row for row in _rows(indicators)}
    pairs = sorted(pair for pair, row in frame.items() if row["applies"])[:: len(frame) // 40]
    for entity, indicator in pairs:
        strategy = strategy_of(tmp_path, "sdg-dashboard", entity)
        theme = strategy.themes[0]
        measure = theme.measures["m"].model_copy(update={"indicator": indicator})
        named = theme.model_copy(update={"measures": {"m": measure}})
        one = type(strategy)(strategy.folder, (), strategy.description, (named,))
        found = judged(one, method, indicators, date(2019, 12, 31))
        assert alike(found, frame[entity, indicator], NUMBERS["sdg-dashboard"])


def _rows(indicators: Indicators) -> list[dict[str, Any]]:
    from ekrules.methods.running import run_method

    result = run_method(shipped("sdg-dashboard"), indicators, date(2019, 12, 31))
    return result.levels[0].frame.to_dicts()


def test_a_missing_value_is_told_by_the_name_that_has_words(tmp_path: Path) -> None:
    indicators = indicators_of(tmp_path, {"A": {2019: None}, "B": {2019: 1.0}})
    found = judged(strategy_of(tmp_path, "m"), made_method(tmp_path, VALUE_METHOD), indicators)
    assert (found.status.value, found.reason) == ("grey", "missing")


def test_an_indicator_without_a_row_says_so(tmp_path: Path) -> None:
    indicators = indicators_of(tmp_path, {"A": {}, "B": {2019: 1.0}})
    found = judged(strategy_of(tmp_path, "m"), made_method(tmp_path, VALUE_METHOD), indicators)
    assert (found.status.value, found.reason) == ("grey", "no_row")


def test_where_nobody_has_a_value_the_goal_is_grey_and_no_fault(tmp_path: Path) -> None:
    indicators = indicators_of(tmp_path, {"A": {2030: 1.0}, "B": {2030: 1.0}})
    found = judged(strategy_of(tmp_path, "m"), made_method(tmp_path, VALUE_METHOD), indicators)
    assert (found.status.value, found.reason) == ("grey", "no_row")


def test_a_deadline_of_none_is_not_what_the_method_takes_where_none_is_given(
    tmp_path: Path,
) -> None:
    values = {"A": {2015: 10.0, 2020: 20.0}}
    strategy = strategy_of(tmp_path, "progress-to-target", target="50 %", deadline="none")
    found = judged(strategy, shipped("progress-to-target"), indicators_of(tmp_path, values))
    assert found.method is not None
    deadline = next(one for one in found.method.parameters if one.name == "deadline")
    pace = next(one for one in found.method.derived if one.name == "pace")
    assert (deadline.value, deadline.origin, deadline.reason) == (None, None, "no_deadline")
    assert (found.status.value, pace.reason) == ("grey", "no_deadline")


def test_the_catalogues_deadline_counts_where_the_goal_has_none(tmp_path: Path) -> None:
    values = {"A": {2015: 10.0, 2020: 20.0}}
    strategy = strategy_of(tmp_path, "progress-to-target", target="50 %", deadline="none")
    indicators = indicators_of(tmp_path, values, parameters={"deadline": 2030})
    found = judged(strategy, shipped("progress-to-target"), indicators)
    assert found.method is not None
    deadline = next(one for one in found.method.parameters if one.name == "deadline")
    assert (deadline.value, deadline.origin) == (2030, "catalogue")


def test_a_percent_is_judged_in_percent_and_a_share_as_a_share(tmp_path: Path) -> None:
    for unit, scale in (("percent", 100.0), ("share", 1.0)):
        values = {"A": {2015: 0.1 * scale, 2020: 0.25 * scale}}
        strategy = strategy_of(tmp_path, "progress-to-target", target="60 %")
        found = judged(
            strategy, shipped("progress-to-target"), indicators_of(tmp_path, values, unit)
        )
        assert found.method is not None
        target = next(one for one in found.method.parameters if one.name == "target")
        assert target.value == 0.6 * scale
        assert [one.value for one in found.method.observations] == [0.1 * scale, 0.25 * scale]


def test_observations_from_after_the_survey_do_not_count(tmp_path: Path) -> None:
    values = {"A": {2015: 10.0, 2020: 20.0, 2022: 90.0}}
    strategy = strategy_of(tmp_path, "progress-to-target", target="50 %")
    found = judged(strategy, shipped("progress-to-target"), indicators_of(tmp_path, values))
    assert found.method is not None
    assert [one.period for one in found.method.observations] == [2015, 2020]
    assert next(one.value for one in found.inputs if one.name == "value") == 20.0


def test_a_number_across_entities_sees_the_others(tmp_path: Path) -> None:
    values = {"A": {2019: 3.0}, "B": {2019: 9.0}, "C": {2019: 6.0}}
    indicators = indicators_of(tmp_path, values, "t/ha")
    found = judged(
        strategy_of(tmp_path, "m"), made_method(tmp_path, ACROSS), indicators, imagine=True
    )
    assert next(one.value for one in found.inputs if one.name == "average") == 6.0
    assert found.status.value == "red"
    # What the others' mean would be with another value is not looked for.
    assert found.next_value is None


VALUE_METHOD = """\
indicator:
  table:
    asks: Is it good?
    hit_policy: unique
    inputs: {value: {unit: number, better: up}}
    rows:
      - {id: good, when: {value: {at_least: 2}}, status: green}
      - {id: poor, when: {value: {below: 2}}, status: red}
"""
ACROSS = """\
across:
  average: {of: value, take: mean}
indicator:
  table:
    asks: Is it good?
    hit_policy: unique
    inputs: {value: {unit: number, better: up}, average: {unit: number}}
    rows:
      - {id: good, when: {value: {at_least: average}}, status: green}
      - {id: poor, when: {value: {below: average}}, status: red}
"""
