"""Checking: what is wrong stops it, what is odd is only mentioned."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.project.checking import CheckReport, check_project
from tests.real_project import GOALS, RULES, SURVEY, copied_project, replaced

STATUS, ARKIV = f"{RULES}/status.yaml", f"{GOALS}/08-arkiv.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copied_project(tmp_path)


def warned(checked: CheckReport) -> list[str]:
    assert checked.is_sound()
    return [str(warning) for warning in checked.of_level("warning")]


def test_the_real_project_is_sound_and_has_nothing_odd(project: Path) -> None:
    checked = check_project(project)
    counted = checked.counted
    assert counted is not None
    assert (counted.goals, counted.tables, counted.findings) == (47, 5, 29)
    assert counted.examples >= 50
    assert warned(checked) == []


def test_a_measure_that_nothing_uses_is_mentioned(project: Path) -> None:
    replaced(project / ARKIV, "measures: [saksarkiv, noark4]", "measures: [saksarkiv]")
    (warning,) = warned(check_project(project))
    assert warning.startswith(f"{ARKIV}:")
    assert 'nothing uses the measure "noark4"' in warning


def test_a_table_that_judges_nothing_is_mentioned(project: Path) -> None:
    for file in (f"{GOALS}/03-helse.yaml", f"{GOALS}/05-grunnopplaering.yaml"):
        replaced(
            project / file, "judged_by: effort-not-result", "judged_by: attainment-by-deadline"
        )
    warnings = warned(check_project(project))
    assert any('no goal is judged by "effort-not-result"' in one for one in warnings)


def test_a_row_without_an_example_is_mentioned(project: Path) -> None:
    example = """      - name: hardly begun in the second year
        given: {attainment: 9.9 %, years_left: 1.75}
        expect: {status: red, row: second-year-behind}
"""
    replaced(project / STATUS, example, "")
    (warning,) = warned(check_project(project))
    assert 'the row "second-year-behind" has no example' in warning


def test_a_colour_that_the_prose_contradicts_is_mentioned_and_no_fault(project: Path) -> None:
    early = "{attainment: {at_least: 70 %}, years_left: {at_least: 1, below: 2}}"
    replaced(project / STATUS, early, early.replace("70", "68"))
    moving = "{attainment: {at_least: 10 %, below: 70 %}, years_left: {at_least: 1, below: 2}}"
    replaced(project / STATUS, moving, moving.replace("70", "68"))
    example = "given: {attainment: 69.9 %, years_left: 1.75}"
    replaced(project / STATUS, example, example.replace("69.9", "67.9"))
    assert warned(check_project(project)) == []
    said = "status: green\n      firmness: implied\n      because:\n        nb: Kilden finner"
    replaced(project / ARKIV, said, said.replace("green", "red"))
    (warning,) = warned(check_project(project))
    assert '"arkiv-2" comes out green; the source says red (implied)' in warning


def test_two_rows_that_clash_on_the_survey_itself_are_a_fault(project: Path) -> None:
    early = "{attainment: {below: 5 %}, years_left: {at_least: 2}}"
    replaced(project / STATUS, early, early.replace("5 %", "7 %"))
    checked = check_project(project)
    assert not checked.is_sound()
    assert any('both "early-moving"' in fault.found for fault in checked.of_level("error"))


def test_an_override_of_days_that_are_likely_wrong_is_a_warning_with_a_code(project: Path) -> None:
    (project / f"fixtures/{SURVEY}/overrides.yaml").write_text(
        "overrides:\n  - {goal: helse-1, replaces: yellow, status: red, by: Rådgiver,"
        " on: 2029-06-01, until: 2039-06-30, because: {nb: Se notat.}}\n",
        encoding="utf-8",
    )
    checked = check_project(project)
    told = [(one.level, one.code) for one in checked.told if one.level == "warning"]
    assert told == [("warning", "override-signed-late"), ("warning", "override-long")]
    assert checked.is_sound()
    assert not checked.is_sound(strict=True)
