"""ekrules check: all that is wrong in one run, for people, for programs and for a pull request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import ekrules
from tests.real_project import GOALS, RULES, replaced

STATUS, HELSE, THEMES = f"{RULES}/status.yaml", f"{GOALS}/03-helse.yaml", f"{RULES}/themes.yaml"
EARLY = "{attainment: {at_least: 60 %}, years_left: {at_least: 2}}"


def open_a_gap(project: Path) -> int:
    """No row is left for 60 to 62 percent with two years or more."""
    return replaced(project / STATUS, EARLY, EARLY.replace("60", "62"))


def drop_examples(project: Path) -> None:
    """Examples on the old bound would fail before the proof is reached."""
    example = "      - name: exactly six in ten with exactly two years left\n"
    example += "        given: {attainment: 60 %, years_left: 2}\n"
    example += "        expect: {status: green, row: early-ahead}\n"
    replaced(project / STATUS, example, "")


@pytest.mark.usefixtures("project")
def test_the_shipped_rules_are_proved_sound() -> None:
    ran = ekrules("check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].startswith("Sound: 47 goals, 131 measures, 5 tables")


def test_a_case_without_a_row_is_shown_with_the_row_that_would_fill_it(project: Path) -> None:
    open_a_gap(project)
    drop_examples(project)
    ran = ekrules("check")
    assert ran.code == 1
    (gap,) = ran.told
    assert 'no row of "attainment-by-deadline"' in gap
    assert "attainment 6" in gap
    assert "at_least: 60 %, below: 62 %" in gap
    assert ekrules("check", "--no-proofs").code == 0


def test_a_misspelt_name_does_not_hide_a_gap(project: Path) -> None:
    open_a_gap(project)
    drop_examples(project)
    replaced(project / HELSE, "attainment: epj", "attainment: ejp")
    told = ekrules("check").told
    assert any(one.startswith(f"{HELSE}:") and "ejp" in one for one in told)
    assert any(one.startswith(f"{STATUS}:") and "no row of" in one for one in told)


def test_a_misspelt_name_does_not_hide_a_gap_where_a_goal_gives_an_input(project: Path) -> None:
    lags = "{attainment: {at_least: 10 %, below: rollout}}"
    replaced(project / STATUS, lags, lags.replace("10 %", "12 %"))
    replaced(project / HELSE, "attainment: epj", "attainment: ejp")
    told = ekrules("check").told
    assert any('no row of "paced-by-rollout"' in one for one in told), told


def test_a_fault_shows_the_line_with_a_caret_under_what_is_wrong(project: Path) -> None:
    line = replaced(project / HELSE, "attainment: epj", "attainment: ejp")
    lines = ekrules("check").err.splitlines()
    at = next(n for n, one in enumerate(lines) if one.startswith(f"{HELSE}:{line}:"))
    shown, caret = lines[at + 1 : at + 3]
    assert shown.endswith("|     attainment: ejp")
    assert shown[caret.index("^") :].startswith("ejp")


def test_a_row_that_another_takes_all_cases_from_is_told(project: Path) -> None:
    replaced(project / THEMES, "hit_policy: unique", "hit_policy: first")
    row = "      - id: mostly-critical\n        when: {goals_assessed: {at_least: 1}}\n"
    row = row.replace("mostly-critical", "anything") + "        status: yellow\n"
    replaced(project / THEMES, "    rows:\n", f"    rows:\n{row}")
    told = ekrules("check").told
    assert any('"mostly-critical" can never decide' in one for one in told), told


def test_a_better_answer_with_a_worse_colour_is_told_with_both(project: Path) -> None:
    moving = "attainment: {at_least: 40 %, below: 90 %}, years_left: {at_least: 0, below: 1}}\n"
    replaced(project / STATUS, f"{moving}        status: yellow", f"{moving}        status: red")
    behind = "attainment: {below: 40 %}, years_left: {at_least: 0, below: 1}}\n"
    replaced(project / STATUS, f"{behind}        status: red", f"{behind}        status: yellow")
    told = ekrules("check", "--strict").told
    assert any("a better answer gives a worse colour" in one for one in told), told


def test_warnings_fail_a_strict_check_alone(project: Path) -> None:
    replaced(project / f"{GOALS}/08-arkiv.yaml", "measures: [saksarkiv, noark4]", "measures: []")
    ran = ekrules("check")
    assert ran.code == 0
    assert ': warning: nothing uses the measure "noark4"' in ran.out
    assert ekrules("check", "--strict").code == 1


def test_json_holds_every_thing_told_with_its_place(project: Path) -> None:
    line = replaced(project / HELSE, "attainment: epj", "attainment: ejp")
    ran = ekrules("check", "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    found = json.loads(ran.out)
    assert found["schema"] == 1
    assert found["counts"]["error"] == len(found["told"]) == 1
    (one,) = found["told"]
    assert (one["level"], one["code"], one["file"], one["line"]) == ("error", "fault", HELSE, line)
    assert one["nearest"] == "epj"
    assert one["source"] == "    attainment: ejp"


def test_annotations_are_workflow_commands_with_their_signs_escaped(project: Path) -> None:
    line = replaced(project / STATUS, EARLY, EARLY.replace("60 %", "60"))
    ran = ekrules("check", "--format", "github")
    assert ran.code == 1
    (first, *_) = ran.out.splitlines()
    assert first.startswith(f"::error file={STATUS},line={line},col=39,title=ekrules%3A fault::")
    assert 'a share is written with "%25"' in first


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_same_project_is_told_in_the_same_words(project: Path, form: str) -> None:
    open_a_gap(project)
    assert ekrules("check", "--format", form).out == ekrules("check", "--format", form).out
