"""ekrules method: what it prints and writes, and how it tells a slip."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.running import WIDE, ekrules
from tests.methods.made_methods import BODY, HEAD, indicator, indicators, method


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules/methods").mkdir(parents=True)
    method(Path("rules/methods"))
    Path("data").mkdir()
    catalogue = indicator("x", "parameters: {red: 10, green: 20}")
    indicators(Path("data"), catalogue, "A,2019,x,20\nB,2019,x,1\nB,2020,x,16\n")


def test_it_tells_how_many_have_which_colour_and_why_the_rest_is_grey() -> None:
    ran = ekrules("method", "made", "--indicators", "data")
    assert ran.code == 0
    assert ran.out.startswith("Made\nNobody: Nothing (2020)\n")
    (line,) = [one for one in ran.out.splitlines() if "indicator " in one and "│" in one]
    # Judged, green, yellow, red and grey.
    assert line.replace("│", " ").split() == ["indicator", "3", "1", "1", "0", "1"]
    assert "indicator, grey: 1 no_row" in ran.out


def test_it_writes_each_status_with_the_row_that_decided() -> None:
    ran = ekrules("method", "made", "--indicators", "data", "--out", "out")
    assert "Written: out/made-indicator.csv" in ran.out
    with Path("out/made-indicator.csv").open(encoding="utf-8-sig", newline="") as file:
        first, *_ = csv.DictReader(file, delimiter=";")
    assert (first["entity"], first["status"]) == ("A", "green")
    assert first["decided_by"] == "rules/methods/made.yaml:23"
    assert first["at"] == "data/values.csv:2"
    told = json.loads(Path("out/made.json").read_text(encoding="utf-8"))
    assert [one["level"] for one in told["levels"]] == ["indicator"]
    assert told["levels"][0]["cases"][0]["status"] == "green"


def test_only_the_formats_that_are_asked_for_are_written() -> None:
    ran = ekrules("method", "made", "--indicators", "data", "--out", "out", "--format", "json")
    assert ran.code == 0
    assert [path.name for path in Path("out").iterdir()] == ["made.json"]


def test_until_leaves_out_what_is_newer() -> None:
    ekrules("method", "made", "--indicators", "data", "--out", "out", "--until", "2019")
    told = json.loads(Path("out/made.json").read_text(encoding="utf-8"))
    assert {one["entity"]: one["status"] for one in told["levels"][0]["cases"]} == {
        "A": "green",
        "B": "red",
        "C": "grey",
    }


def test_a_method_that_there_is_not_is_told_with_the_nearest() -> None:
    ran = ekrules("method", "maid", "--indicators", "data")
    assert ran.code == 1
    assert 'rules/methods: no method is called "maid"' in ran.err
    assert 'Did you mean "made"?' in ran.err


def test_faults_of_the_method_and_of_the_indicators_are_told_together() -> None:
    text = HEAD + BODY.replace("at: green", "at: gren")
    Path("rules/methods/made.yaml").write_text(text, encoding="utf-8")
    with Path("data/values.csv").open("a", encoding="utf-8") as file:
        file.write("A,2020,y,1\n")
    ran = ekrules("method", "made", "--indicators", "data")
    assert ran.code == 1
    assert "rules/methods/made.yaml:14:41: no number" in ran.err
    assert "data/values.csv:5:3:" in ran.err


def test_a_format_that_there_is_not_is_told() -> None:
    ran = ekrules("method", "made", "--indicators", "data", "--format", "csw")
    assert ran.code == 1
    assert '--format: no format is called "csw"' in ran.err


STEPS = """\
series: {base: {rule: first}, target: 30, deadline: 2025}
derived: {pace: pace_linear, gone: change}
"""


def test_steps_follow_each_derived_input_home() -> None:
    method(Path("rules/methods"), STEPS + BODY)
    asked = ("method", "made", "--indicators", "data", "--out", "out")
    assert not [one for one in ekrules(*asked).out.splitlines() if "steps" in one]
    ran = ekrules(*asked, "--steps")
    assert "Written: out/made-steps.csv" in ran.out
    told = json.loads(Path("out/made-steps.json").read_text(encoding="utf-8"))
    of_b = {one["derived"]: one for one in told if one["entity"] == "B"}
    assert of_b["pace"]["input"] == "pace_linear"
    assert of_b["pace"]["steps"]["base_value"] == 1
    assert of_b["pace"]["steps"]["deadline"] == 2025
    judged = json.loads(Path("out/made.json").read_text(encoding="utf-8"))["levels"][0]["cases"]
    assert [one["pace"] for one in judged] == [
        one["value"] for one in told if one["derived"] == "pace"
    ]
    with Path("out/made-steps.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    answers = [one for one in lines if one["step"] == "answer"]
    # Three places, two derived inputs.
    assert len(answers) == len(told) == 6
    assert [one["reason"] for one in answers if one["entity"] == "C"] == ["no_observations"] * 2


def test_steps_of_a_method_without_derived_inputs_are_none() -> None:
    ran = ekrules("method", "made", "--indicators", "data", "--out", "out", "--steps")
    assert ran.code == 0
    assert json.loads(Path("out/made-steps.json").read_text(encoding="utf-8")) == []
    assert len(Path("out/made-steps.csv").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize("until", ["2019Q4", "2019-K4", "2019-12", "2019M12", "2019-12-31"])
def test_until_is_a_year_a_quarter_a_month_or_a_day(until: str) -> None:
    ekrules("method", "made", "--indicators", "data", "--out", "out", "--until", until)
    told = json.loads(Path("out/made.json").read_text(encoding="utf-8"))
    assert [one["status"] for one in told["levels"][0]["cases"]] == ["green", "red", "grey"]


def test_until_something_else_is_told() -> None:
    ran = ekrules("method", "made", "--indicators", "data", "--until", "soon")
    assert ran.code != 0
    assert '--until: "soon"; expected a year (as 2019), a quarter (as 2019Q1)' in ran.err


def test_a_method_that_is_no_publication_is_told_without_a_year() -> None:
    lines = [one for one in HEAD.splitlines() if not one.startswith(("  year", "  link", "  lic"))]
    method(Path("rules/methods"), BODY, "\n".join([*lines, "  published: false", ""]))
    ran = ekrules("method", "made", "--indicators", "data")
    assert ran.out.startswith("Made\nNobody: Nothing\n")
    told = ekrules("method", "made", "--indicators", "data", "--out", "out")
    assert told.code == 0
    assert json.loads(Path("out/made.json").read_text(encoding="utf-8"))["source"]["year"] is None


SIX = """\
colours: {very_high: green, rather_high: green, middling: yellow, rather_low: yellow, low: red}
indicator:
  table:
    asks: How high is it?
    hit_policy: first
    inputs: {value: {unit: number}}
    outputs:
      colour: {unit: text, values: [very_high, rather_high, middling, rather_low, low]}
    rows:
      - {id: one, when: {value: {at_least: 20}}, then: {colour: very_high}}
      - {id: two, when: {value: {at_least: 15}}, then: {colour: rather_high}}
      - {id: three, when: {value: {at_least: 10}}, then: {colour: middling}}
      - {id: four, when: {value: {at_least: 5}}, then: {colour: rather_low}}
      - {id: five, when: {value: {below: 5}}, then: {colour: low}}
levels:
  - level: goal
    by: group
    roll_ups: {mean: {of: value, take: mean}}
"""


def test_colours_that_have_no_room_beside_each_other_are_told_below_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(WIDE, "COLUMNS", "60")
    method(Path("rules/methods"), SIX)
    ran = ekrules("method", "made", "--indicators", "data")
    rows = [line.replace("│", " ").split() for line in ran.out.splitlines() if "│" in line]
    # A level without a table is scored, and has no colours.
    assert rows == [
        ["judged", "3", "–"],
        ["very_high", "1", "–"],
        ["rather_high", "1", "–"],
        ["middling", "0", "–"],
        ["rather_low", "0", "–"],
        ["low", "0", "–"],
        ["grey", "1", "–"],
    ]
    assert "indicator, grey: 1 no_row" in ran.out
    assert "goal, unknown: 1 none_known" in ran.out
