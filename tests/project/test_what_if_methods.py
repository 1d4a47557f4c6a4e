"""What if, of goals that a method judges: the way to the next colour, and other figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ekrules
from tests.indicator_project import CATALOGUE, goal, project

ONLINE, WAIT = "nett-1", "nett-2"
BOUNDS = CATALOGUE.replace("{target: 90,", "{red: 50, green: 90, target: 90,").replace(
    "better: down\n", "better: down\n    parameters: {red: 40, green: 10}\n"
)
GOALS = (
    goal(ONLINE, 1, target="90 %", judged_by="avstand"),
    goal(WAIT, 2, target="10", attainment="svartid", judged_by="avstand"),
)


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return project(tmp_path, *GOALS, catalogue=BOUNDS)


def answer(*words: str) -> Mapping[str, Any]:
    ran = ekrules("whatif", *words, "--format", "json")
    assert ran.code == 0, ran.err
    read: Mapping[str, Any] = json.loads(ran.out)
    return read


@pytest.mark.usefixtures("made_up")
def test_the_next_colour_is_told_by_the_newest_value_in_its_unit() -> None:
    told = ekrules("whatif", WAIT).out
    assert "Now red (poor), row past-red" in told
    assert "newest value: 25.5 days in 2008" in told
    assert "green: 10, given by the catalogue" in told
    assert "target: 10, given by the goal" in told
    assert "a newest value of 25 days, 0.5 days less than now" in told
    assert answer(WAIT)["next"] == {"status": "yellow", "value": 25.0, "change": -0.5}


@pytest.mark.usefixtures("made_up")
def test_the_value_that_is_told_does_it_and_one_step_short_of_it_does_not() -> None:
    (its,) = (one for one in answer(WAIT, "--set", "value=25")["goals"] if one["id"] == WAIT)
    assert (its["before"]["status"], its["after"]["status"]) == ("red", "yellow")
    (short,) = (one for one in answer(WAIT, "--set", "value=25.1")["goals"] if one["id"] == WAIT)
    assert short["after"]["status"] == "red"


@pytest.mark.usefixtures("made_up")
def test_a_goal_that_is_green_has_no_way_to_tell() -> None:
    assert "It is green, and no status is better" in ekrules("whatif", ONLINE).out
    assert answer(ONLINE)["next"] is None


@pytest.mark.usefixtures("made_up")
def test_another_target_counts_for_that_goal_alone() -> None:
    found = answer(WAIT, "--set", "target=24")
    assert found["set"]["target"] == 24.0
    (its,) = found["goals"]
    assert (its["id"], its["after"]["row"]) == (WAIT, "fast-enough")


@pytest.mark.usefixtures("made_up")
def test_what_rests_on_the_goal_follows() -> None:
    (theme,) = answer(WAIT, "--set", "value=12")["themes"]
    assert theme["id"] == "nett"


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("text", ["value=80", "value=80 %", "value=80,0", "bredbaand=80%"])
def test_percent_is_typed_as_a_number_or_with_its_sign(text: str) -> None:
    found = answer(ONLINE, "--set", text)
    assert found["set"]["measures"] == {"bredbaand": {"before": 0.623, "after": 0.8}}
    (its,) = (one for one in found["goals"] if one["id"] == ONLINE)
    assert its["after"]["inputs"]["value"] == 80


@pytest.mark.usefixtures("made_up")
def test_a_value_that_is_unknown_is_grey() -> None:
    found = answer(ONLINE, "--set", "value=unknown")
    (its,) = (one for one in found["goals"] if one["id"] == ONLINE)
    assert its["after"]["status"] == "grey"


@pytest.mark.usefixtures("made_up")
def test_a_measure_in_its_own_unit_is_set_without_a_goal() -> None:
    found = answer("--set", "svartid=12")
    assert found["set"]["measures"]["svartid"] == {"before": 25.5, "after": 12.0}
    (its,) = found["goals"]
    assert (its["id"], its["after"]["inputs"]["value"]) == (WAIT, 12.0)
    assert "svartid: 12 days, not 25.5 days" in ekrules("whatif", "--set", "svartid=12").out


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (ONLINE, "value=180", "expected a share from 0 % to 100 %"),
        (ONLINE, "valeu=80", 'Did you mean "value"?'),
        (ONLINE, "value", "no name and value"),
        (WAIT, "value=many", "expected a number (days)"),
        (WAIT, "value=1e300", "expected a number (days)"),
        (WAIT, "value=nan", "expected a number (days)"),
        (WAIT, "target=soon", "expected a number (days)"),
    ],
)
def test_what_can_not_be_set_is_told(name: str, text: str, said: str) -> None:
    ran = ekrules("whatif", name, "--set", text)
    assert ran.code == 1
    assert said in ran.err


@pytest.mark.usefixtures("made_up")
def test_a_thing_set_twice_is_told() -> None:
    ran = ekrules("whatif", WAIT, "--set", "value=20", "--set", "svartid=21")
    assert (ran.code, "a second time" in ran.err) == (1, True)


def test_a_figure_that_was_counted_has_no_newest_value_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = "{{unit: share, source: Vedtak, values: [{{from: 2008-01-01, value: {}}}]}}\n"
    bounds = f"    parameters:\n      red: {said.format('60 %')}      green: {said.format('90 %')}"
    counted = goal(ONLINE, 1, target="90 %", attainment="journal", judged_by="avstand") + bounds
    project(tmp_path, counted)
    ran = ekrules("whatif", ONLINE)
    assert "so no one newest value tells the way" in ran.out, ran.err


@pytest.mark.usefixtures("made_up")
def test_thresholds_are_asked_of_the_tables_alone() -> None:
    ran = ekrules("whatif", "--threshold")
    assert (ran.code, WAIT in ran.out) == (0, False)
