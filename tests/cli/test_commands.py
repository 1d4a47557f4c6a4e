"""The commands on the sound project, in its folder and from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import ekrules
from tests.decision.engines import ENGINES, needs_rete
from tests.real_project import ROOT, STRATEGY, SURVEY, outcome

STATUS_FILE = f"rules/{STRATEGY}/status.yaml"
pytestmark = pytest.mark.usefixtures("project")


def test_check_finds_the_project_sound() -> None:
    ran = ekrules("check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].startswith("Sound: 47 goals, 131 measures, 5 tables with ")


@pytest.mark.usefixtures("nowhere")
def test_check_takes_a_path_and_a_survey_from_anywhere(project: Path) -> None:
    ran = ekrules("check", project, "--survey", project / "fixtures" / SURVEY)
    assert ran.code == 0
    assert "Sound: " in ran.out


@pytest.mark.parametrize("engine", ENGINES)
def test_explain_goes_from_the_status_to_the_row_and_down_to_the_counts(engine: str) -> None:
    ran = ekrules("explain", "helse-2", "--engine", engine)
    assert (ran.code, ran.err) == (0, "")
    text = " ".join(ran.out.split())
    assert "▲ gul Alle kommuner er på Norsk Helsenett" in text
    decided = outcome().assessment.goal("helse-2").decided_by
    assert decided is not None
    assert f"early-moving (attainment-by-deadline, {STATUS_FILE}:{decided.place.line})" in text
    row = (ROOT / STATUS_FILE).read_text(encoding="utf-8").splitlines()[decided.place.line - 1]
    assert row.strip() == "- id: early-moving"
    assert "12,9\u00a0% (32 av 249 spurte)" in ran.out
    assert "19,9\u00a0% (32 av 161 spurte)" in ran.out
    assert "Ja 32; Vet ikke 33; Spurt, men svarte ikke 3; Ikke spurt 88." in text


@pytest.mark.parametrize("goal", sorted(outcome().loaded.strategy.goals)[::6])
def test_every_goal_can_be_explained(goal: str) -> None:
    ran = ekrules("explain", goal)
    assert ran.code == 0
    assert "Avgjort av: " in ran.out


def test_an_overridden_status_is_told_beside_the_computed_one_in_every_summary(
    project: Path,
) -> None:
    (project / f"fixtures/{SURVEY}/overrides.yaml").write_text(
        "overrides:\n  - {goal: helse-1, replaces: yellow, status: red, by: Rådgiver,"
        " on: 2009-06-01, until: 2010-06-30, because: {nb: Se notat.}}\n",
        encoding="utf-8",
    )
    told = "Overprøvd, reglene gir: gul – Rådgiver"
    ran = ekrules("assess", "--format", "json")
    assert f"helse-1: rød. {told}" in ran.out.splitlines()
    for name in ("helse-1", "helse", STRATEGY):
        assert told in ekrules("explain", name).out
    assert "Overprøvd" not in ekrules("explain", "nav").out


def test_explain_of_no_goal_names_the_nearest() -> None:
    ran = ekrules("explain", "helse2")
    assert ran.code == 1
    (told,) = ran.told
    assert told.startswith(
        f'goals/{STRATEGY}: no goal or theme is called "helse2"; expected one that exists.'
    )
    assert told.endswith('Did you mean "helse-2"?')


def test_table_shows_the_answers_with_every_base_named() -> None:
    ran = ekrules("table", "helsenett_pleie")
    assert ran.code == 0
    text = " ".join(ran.out.replace("│", " ").replace("┃", " ").split())
    assert "av 161 spurte" in text
    assert "av 147 kjente svar" in text
    assert "Ja 46 28,6 % 31,3 %" in text
    assert "Spurt, men svarte ikke 3" in text
    assert "Ikke spurt 88" in text
    assert "Stilt til: kommunene som er tilknyttet Norsk Helsenett (161)" in text


def test_table_of_a_grid_shows_each_item() -> None:
    assert ekrules("table", "kanaler").out.count("Ikke spurt") == 8


def test_table_of_no_question_names_the_nearest() -> None:
    ran = ekrules("table", "helsenet", "--survey", f"fixtures/{SURVEY}")
    assert (ran.code, len(ran.told)) == (1, 1)
    assert ran.told[0].endswith('Did you mean "helsenett"?')


@needs_rete
def test_both_engines_can_be_asked_for() -> None:
    rete, columnar = (
        ekrules("explain", "nav-1", "--engine", engine).out for engine in ("rete", "columnar")
    )
    assert rete == columnar


def test_assess_writes_the_reports_and_the_record(project: Path) -> None:
    ran = ekrules("assess", STRATEGY, "--survey", f"fixtures/{SURVEY}", "--out", "ut/her")
    assert (ran.code, ran.err) == (0, "")
    written = sorted(path.name for path in (project / "ut/her").iterdir())
    assert written == ["assessment.json", "report.html", "report.md"]
    read = json.loads((project / "ut/her/assessment.json").read_text(encoding="utf-8"))
    assert read["overall"]["status"] == "yellow"
    assert str(project) not in (project / "ut/her/assessment.json").read_text(encoding="utf-8")


def test_assess_writes_just_what_was_asked_for(project: Path) -> None:
    assert ekrules("assess", "--format", "json", "--out", "ut").code == 0
    assert [path.name for path in (project / "ut").iterdir()] == ["assessment.json"]
