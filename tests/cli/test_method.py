"""ekrules method: what it prints and writes, and how it tells a slip."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.running import ekrules
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
    assert "rules/methods/made.yaml:14:41: no parameter" in ran.err
    assert "data/values.csv:5:3:" in ran.err


def test_a_format_that_there_is_not_is_told() -> None:
    ran = ekrules("method", "made", "--indicators", "data", "--format", "csw")
    assert ran.code == 1
    assert '--format: no format is called "csw"' in ran.err
