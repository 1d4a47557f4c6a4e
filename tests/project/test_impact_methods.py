"""What a change to a method, or to a catalogue, does: on the indicators at hand and on none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ekrules.project.impact.comparing import impact_of
from ekrules.project.impact.writing import FILE_NAMES, written_as
from ekrules.report.impact import Impact
from ekrules.report.impact_methods import MethodImpact
from ekrules.report.impact_text import summary_text
from tests.broken_files.breaking import sound_project
from tests.changed_rules import commit_all, git
from tests.real_project import replaced

METHOD, CATALOGUE = "rules/methods/avstand.yaml", "fixtures/tall/indicators.yaml"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return sound_project(tmp_path / "before")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return sound_project(tmp_path / "after")


def lower_bounds(project: Path) -> None:
    """One who was poor is now fair: 0301 waits 21 days, where 30 is red and 10 is green."""
    fair, poor = "position: {at_least: 1.5, below: 2}", "position: {below: 1.5}"
    replaced(project / METHOD, f"when: {{{fair}}}", f"when: {{{fair.replace('1.5', '1.4')}}}")
    replaced(project / METHOD, f"when: {{{poor}}}", f"when: {{{poor.replace('1.5', '1.4')}}}")


def of_method(impact: Impact) -> MethodImpact:
    (method,) = impact.methods
    return method


def test_a_moved_bound_gives_those_between_another_colour(old: Path, new: Path) -> None:
    lower_bounds(new)
    impact = impact_of(str(old), str(new))
    method = of_method(impact)
    assert (method.id, method.state, impact.differs) == ("avstand", "differs", True)
    (folder,) = method.indicators
    indicator, theme = folder.levels
    (case,) = indicator.moved
    assert (case.entity, case.member) == ("0301", "ventetid")
    assert case.old is not None
    assert case.new is not None
    assert (case.old.shown, case.old.row) == ("poor", "past-red")
    assert (case.new.shown, case.new.row, case.new.status.value) == ("fair", "nearly", "yellow")
    assert (indicator.cases, theme.differing) == (5, ())


def test_the_cases_that_move_are_shown_though_no_values_show_them(old: Path, new: Path) -> None:
    pytest.importorskip("z3")
    lower_bounds(new)
    (table,) = impact_of(str(old), str(new)).moved_tables
    (case,) = table.cases
    assert (table.kind, table.id) == ("method", "avstand")
    position = case.values["position"]
    assert isinstance(position, float)
    assert 1.4 <= position < 1.5


def test_a_case_that_can_not_be_is_no_difference(old: Path, new: Path) -> None:
    """All that is at 1.5 or more at the least is so in the mean as well."""
    pytest.importorskip("z3")
    row = "when: {lowest: {at_least: 1.5}}"
    replaced(new / METHOD, row, "when: {lowest: {at_least: 1.5}, mean_position: {at_least: 1.5}}")
    impact = impact_of(str(old), str(new))
    assert impact.moved_tables == ()
    assert of_method(impact).moved == 0


def test_a_method_that_no_row_of_is_another_still_tells_its_keys(old: Path, new: Path) -> None:
    replaced(new / METHOD, "    default: 2030", "    default: 2040")
    impact = impact_of(str(old), str(new))
    (change,) = impact.definitions
    assert (change.kind, change.id, change.key) == ("method", "avstand", "parameters.deadline")


def test_a_comment_in_a_method_changes_no_colour(old: Path, new: Path) -> None:
    path = new / METHOD
    path.write_text("# Se notatet.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    impact = impact_of(str(old), str(new))
    assert (impact.definitions, impact.moved_tables) == ((), ())
    assert of_method(impact).moved == 0


def test_a_catalogue_counts_by_each_side_with_the_values_of_the_new(old: Path, new: Path) -> None:
    replaced(new / CATALOGUE, "{red: 30, green: 10}", "{red: 28, green: 12}")
    replaced(old / "fixtures/tall/verdier.csv", "1804,2020,ventetid,12", "1804,2020,ventetid,90")
    impact = impact_of(str(old), str(new))
    method = of_method(impact)
    assert method.state == "same"
    (case,) = method.indicators[0].levels[0].moved
    assert (case.entity, case.old.shown if case.old else "") == ("1804", "fair")
    assert case.new is not None
    assert case.new.shown == "good"
    (change,) = impact.definitions
    assert (change.kind, change.id, change.key) == ("indicator", "ventetid", "parameters")


def test_a_method_that_is_new_or_gone_is_told(old: Path, new: Path) -> None:
    (new / METHOD).unlink()
    assert of_method(impact_of(str(old), str(new))).state == "removed"
    assert of_method(impact_of(str(new), str(old))).state == "added"
    (change,) = impact_of(str(new), str(old)).definitions
    assert (change.kind, change.is_added) == ("method", True)


def test_a_method_with_faults_is_left_out_with_a_note(old: Path, new: Path) -> None:
    replaced(new / METHOD, "pace: pace_linear", "pace: pace_liner")
    impact = impact_of(str(old), str(new))
    (note,) = impact.notes
    assert "avstand.yaml of NEW is left out: it has 1 fault" in note


def test_indicators_with_faults_are_left_out_with_a_note(old: Path, new: Path) -> None:
    lower_bounds(new)
    replaced(new / "fixtures/tall/verdier.csv", "0301,2020,fiber,88", "0301,2020,fiber,x")
    impact = impact_of(str(old), str(new))
    assert of_method(impact).indicators == ()
    assert any("tall is left out: it has 1 fault" in note for note in impact.notes)


def test_a_method_that_only_one_side_can_use_is_told(old: Path, new: Path) -> None:
    replaced(new / METHOD, "  red:\n", "  rod:\n")
    replaced(new / METHOD, "{at: red, gives", "{at: rod, gives")
    impact = impact_of(str(old), str(new))
    assert of_method(impact).indicators == ()
    assert any('"avstand" of NEW can\'t judge' in note for note in impact.notes)


def test_two_identical_sides_have_no_methods_to_tell(old: Path, new: Path) -> None:
    impact = impact_of(str(old), str(new))
    assert (impact.methods, impact.differs) == ((), False)


def test_the_catalogue_of_a_revision_is_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = sound_project(tmp_path)
    monkeypatch.chdir(project)
    git(project, "init", "--quiet")
    commit_all(project, "before")
    replaced(project / CATALOGUE, "{red: 30, green: 10}", "{red: 28, green: 12}")
    impact = impact_of("HEAD", ".")
    method = of_method(impact)
    assert method.indicators[0].folder == "fixtures/tall"
    assert method.moved == 1


@pytest.mark.parametrize("name", FILE_NAMES)
def test_every_format_names_the_method_and_who_moved(old: Path, new: Path, name: str) -> None:
    lower_bounds(new)
    impact = impact_of(str(old), str(new))
    text = written_as(impact, name)
    assert text == written_as(impact, name)
    for word in ("avstand", "0301", "ventetid", "past-red", "nearly"):
        assert word in text, word
    assert "1 indicator or group of another colour" in summary_text(impact)


def test_the_json_has_every_case(old: Path, new: Path) -> None:
    lower_bounds(new)
    (method,) = json.loads(written_as(impact_of(str(old), str(new)), "json"))["methods"]
    assert method["id"] == "avstand"
    (folder,) = method["indicators"]
    indicator = folder["levels"][0]
    assert (indicator["level"], indicator["cases"], indicator["moved"]) == ("indicator", 5, 1)
    (case,) = indicator["differing"]
    assert case["old"] == {"status": "red", "colour": "poor", "row": "past-red", "reason": None}
