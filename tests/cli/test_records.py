"""ekrules replay and ekrules history: what they print, write and end with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import ekrules
from tests.many_waves import Record, changed, goal, keep, text_of
from tests.real_project import RULES


def turned_green(record: Record) -> None:
    goal(record, "helse-2").update(status="green", computed_status="green")


@pytest.fixture
def records(project: Path) -> Path:
    keep(project, "records/2009", text_of(2009))
    keep(project, "records/2010", changed(2010, turned_green))
    return project / "records"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_assess_wrote_is_the_same_to_the_byte(project: Path, language: str) -> None:
    assert ekrules("assess", "--format", "json", "--lang", language).code == 0
    ran = ekrules("replay", "report/assessment.json")
    assert (ran.code, ran.out) == (0, "report/assessment.json: the same, to the byte.\n")
    assert not (project / "assessment.json").exists()


@pytest.mark.usefixtures("wave")
@pytest.mark.parametrize("by", [(), ("--by", "none"), ("--by", "region")])
def test_a_record_of_answers_and_their_segments_is_made_anew(by: tuple[str, ...]) -> None:
    assert ekrules("assess", "--format", "json", *by).code == 0
    ran = ekrules("replay", "report/assessment.json")
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_a_record_of_a_named_file_of_answers_is_made_anew_from_that_file(wave: Path) -> None:
    [survey] = (wave / "fixtures").iterdir()
    found = [one for one in survey.iterdir() if one.stem == "answers"]
    [answers] = [one for one in found if one.suffix != ".yaml"]
    other = answers.with_name(f"again{answers.suffix}")
    other.write_bytes(answers.read_bytes())
    assert ekrules("assess", "--format", "json", "--survey", other).code == 0
    assert ekrules("replay", "report/assessment.json").code == 0
    other.unlink()
    ran = ekrules("replay", "report/assessment.json")
    assert ran.code == 2
    assert f"gone: fixtures/{survey.name}/{other.name}" in ran.out


def test_a_survey_outside_fixtures_is_found_too(project: Path) -> None:
    (project / "fixtures/ekommune2009").rename(project / "ekommune2009")
    (project / "fixtures/other").mkdir()
    assert ekrules("assess", "--format", "json", "--survey", "ekommune2009").code == 0
    assert ekrules("replay", "report/assessment.json").code == 0


def test_what_differs_ends_with_1_and_what_cannot_be_replayed_with_2(project: Path) -> None:
    path = keep(project, "report", text_of(2009))
    with (project / RULES / "report.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    ran = ekrules("replay", path)
    assert ran.code == 1
    assert "not the same: 1 input file differs." in ran.out
    assert f"changed: {RULES}/report.yaml" in ran.out
    path.write_text("{", encoding="utf-8")
    broken = ekrules("replay", path)
    assert (broken.code, broken.out) == (2, "report/assessment.json: it can't be replayed.\n")
    assert "the file is no JSON" in broken.err


def test_replay_as_json_says_the_same(project: Path) -> None:
    path = keep(project, "report", changed(2009, turned_green))
    ran = ekrules("replay", path, "--format", "json")
    found = json.loads(ran.out)
    assert (ran.code, found["result"], found["inputs"]) == (1, "differs", [])
    status = {"part": "goal", "id": "helse-2", "keys": ["status"], "old": "green", "new": "yellow"}
    assert status in found["values"]


def test_history_prints_a_table_and_writes_what_is_asked_for(records: Path) -> None:
    ran = ekrules("history", records)
    assert ran.code == 0
    assert "3.2 Alle kommuner er på Norsk Helsenett og…: bedre" in ran.out
    written = ekrules("history", records, "--out", "ut", "--format", "csv,html,svg,png")
    assert written.code == 0, written.err
    names = {one.name for one in Path("ut").iterdir()}
    assert {"history.csv", "history.html", "timeline.svg", "timeline.png"} <= names


def test_history_in_each_language_has_its_own_words(records: Path) -> None:
    words = {"nb": "bedre", "nn": "betre", "en": "improved"}
    for language, word in words.items():
        assert f": {word}" in ekrules("history", records, "--lang", language).out


def test_pictures_go_to_a_folder(records: Path) -> None:
    ran = ekrules("history", records, "--format", "png")
    assert ran.code == 2
    assert "--out" in ran.err


def test_files_that_are_no_records_are_noted(records: Path) -> None:
    (records / "impact.json").write_text("{}", encoding="utf-8")
    ran = ekrules("history", records)
    assert ran.code == 0
    assert ran.err == "Note: impact.json is no record of an assessment, and was passed over.\n"


def test_a_broken_record_stops_history_and_nothing_is_written(records: Path) -> None:
    keep(records, "2011", "{")
    ran = ekrules("history", records, "--out", "ut")
    assert (ran.code, len(ran.told)) == (1, 1)
    assert not Path("ut").exists()
