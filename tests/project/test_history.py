"""A folder of records becomes a table, a picture and a page, the same each time."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ekrules.charts.pictures import svg_of
from ekrules.errors import InputError
from ekrules.project.history import FILE_NAMES, read_history, write_history, written_as
from ekrules.project.record_files import MOST_DEPTH
from ekrules.report.phrases import read_history_phrases
from ekrules.yaml_reader.wording import Language
from tests.many_waves import Record, changed, goal, keep, text_of
from tests.real_project import ROOT
from tests.report.pages import Page

GOAL = "helse-2"


def without_goal(record: Record) -> None:
    record["goals"] = [one for one in record["goals"] if one["id"] != GOAL]


def turned_green(record: Record) -> None:
    goal(record, GOAL).update(status="green", computed_status="green")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three years' records, at different depths; the middle one lacks a goal."""
    keep(tmp_path, "2009", text_of(2009))
    keep(tmp_path, "later/of/2010", changed(2010, without_goal))
    keep(tmp_path, "later/2011", changed(2011, turned_green))
    monkeypatch.chdir(ROOT)
    return tmp_path


def told(folder: Path) -> list[str]:
    with pytest.raises(InputError) as error:
        read_history(folder)
    return [str(fault) for fault in error.value.faults]


def test_records_are_found_at_any_depth_and_stand_in_the_order_of_their_waves(
    folder: Path,
) -> None:
    waves = read_history(folder).words.history.waves
    assert [(one.wave, one.path) for one in waves] == [
        (2009, "2009/assessment.json"),
        (2010, "later/of/2010/assessment.json"),
        (2011, "later/2011/assessment.json"),
    ]


@given(names=st.permutations(["a", "b", "c"]))
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_the_folders_are_called_changes_nothing_but_the_paths(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("records")
    for name, wave in zip(names, (2009, 2010, 2011), strict=True):
        keep(folder, name, text_of(wave))
    rows = written_as(read_history(folder).words, "csv")
    plain = tmp_path_factory.mktemp("plain")
    for wave in (2009, 2010, 2011):
        keep(plain, str(wave), text_of(wave))
    assert rows == written_as(read_history(plain).words, "csv")


def test_every_format_is_written_and_again_with_the_same_bytes(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    runs = []
    for name in ("one", "two"):
        svg_of.cache_clear()
        out = tmp_path_factory.mktemp(name)
        written = write_history(read_history(folder).words, tuple(FILE_NAMES), out)
        runs.append({path.name: path.read_bytes() for path in written})
    assert runs[0] == runs[1]
    assert set(FILE_NAMES.values()) <= set(runs[0])


def test_the_table_has_a_row_for_each_goal_in_each_record(folder: Path) -> None:
    text = written_as(read_history(folder).words, "csv")
    rows = list(csv.DictReader(StringIO(text), delimiter=";" if ";" in text[:40] else ","))
    assert len(rows) == 47 * 3
    mine = [row for row in rows if row["goal"] == GOAL]
    assert [row["status"] for row in mine] == ["yellow", "missing", "green"]
    assert [row["change"] for row in mine] == ["", "gone", "new"]


def test_json_has_the_same_as_the_table(folder: Path) -> None:
    found = json.loads(written_as(read_history(folder).words, "json"))
    [mine] = [one for one in found["goals"] if one["id"] == GOAL]
    assert [one["status"] for one in mine["records"]] == ["yellow", "missing", "green"]
    assert len(found["records"]) == 3


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_says_what_is_missing_in_words_and_never_as_grey(
    folder: Path, language: str
) -> None:
    read = read_history(folder, language=cast(Language, language))
    text = written_as(read.words, "html")
    missing = read_history_phrases(cast(Language, language))["missing"]
    assert missing in text
    assert f'<html lang="{language}"' in text
    assert written_as(read.words, "text").count(missing) >= 1


def test_the_page_is_sound(folder: Path) -> None:
    page = Page()
    page.feed(written_as(read_history(folder).words, "html"))
    page.close()
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert page.headings[0] == 1


def test_a_change_is_named_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    keep(tmp_path, "a", text_of(2009))
    keep(tmp_path, "b", changed(2010, turned_green))
    words = read_history(tmp_path).words
    assert "bedre" in written_as(words, "html")
    assert words.goal(GOAL)[:20] in written_as(words, "text")
    assert "▲ gul 12,9\u00a0% → ● grønn 12,9\u00a0%" in written_as(words, "text")


def test_made_up_answers_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    keep(tmp_path, "a", changed(2009, lambda one: one.update(synthetic=True)))
    text = written_as(read_history(tmp_path).words, "html")
    assert read_history_phrases("nb")["synthetic_heading"] in text


def test_without_the_project_goals_bear_their_ids(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"\n{GOAL} " in written_as(read_history(folder).words, "text")


def test_records_of_two_strategies_are_refused_until_one_is_named(folder: Path) -> None:
    keep(folder, "other", changed(2009, lambda one: one.update(strategy="annen")))
    [sentence] = told(folder)
    assert 'records of 2 strategies: 1 of "annen" and 3 of "ekommune2012"' in sentence
    assert "--strategy" in sentence
    assert len(read_history(folder, "annen").words.history.waves) == 1


def test_a_strategy_that_no_record_is_of_is_told_with_the_nearest(folder: Path) -> None:
    with pytest.raises(InputError, match='Did you mean "ekommune2012"'):
        read_history(folder, "ekommune2021")


def test_other_files_are_passed_over_and_named(folder: Path) -> None:
    (folder / "impact.json").write_text('{"schema_version": 1}', encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    assert read_history(folder).passed_over == ("broken.json", "impact.json")


def test_each_broken_record_is_a_fault_of_its_own(folder: Path) -> None:
    keep(folder, "x", "{")
    keep(folder, "y", changed(2010, lambda one: one.update(schema_version=7)))
    (folder / "z.json").write_text(changed(2010, lambda one: one.update(wave="a")), "utf-8")
    assert len(told(folder)) == 3


def test_a_folder_without_records_and_one_that_is_not_there_are_told(tmp_path: Path) -> None:
    assert "there is no record here" in told(tmp_path)[0]
    assert "there is no such folder" in told(tmp_path / "x")[0]
    (tmp_path / "f").write_text("", "utf-8")
    assert "this is a file" in told(tmp_path / "f")[0]


def test_links_and_endless_depth_are_not_followed(folder: Path) -> None:
    (folder / "round").symlink_to(folder, target_is_directory=True)
    keep(folder, "/".join("d" * (MOST_DEPTH + 1)), text_of(2012))
    keep(folder, ".hidden", text_of(2012))
    assert len(read_history(folder).words.history.waves) == 3


def test_hostile_names_in_a_record_are_refused(folder: Path) -> None:
    keep(folder, "x", changed(2010, lambda one: goal(one, GOAL).update(theme="<script>")))
    [sentence] = told(folder)
    assert "theme" in sentence
