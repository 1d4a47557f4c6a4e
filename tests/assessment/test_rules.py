"""Rules held against the goals that use them: every wrong name is told, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.assessment.rules import read_rules
from ekrules.errors import Faults, InputError
from ekrules.project.loading import load
from ekrules.project.locating import locate
from tests.real_project import GOALS, RULES, copied_project, replaced

STATUS, SWOT, THEMES = f"{RULES}/status.yaml", f"{RULES}/swot.yaml", f"{RULES}/themes.yaml"
HELSE = f"{GOALS}/03-helse.yaml"
JOURNAL = "{measure: epj, at_least: 60 %}"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copied_project(tmp_path)


def faults() -> list[str]:
    with pytest.raises(InputError) as caught:
        load(locate(Path()))
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "nearest"),
    [
        (SWOT, "measure: epj,", "measure: epjj,", "measure", "epj"),
        (SWOT, "goal: nav-1,", "goal: nav1,", "goal", "nav-1"),
        (SWOT, "theme: geodata, status", "theme: geodat, status", "theme", "geodata"),
        (SWOT, "{finding: minid-rare}", "{finding: minid-raer}", "finding", "minid-rare"),
        (SWOT, "theme: helse\n", "theme: hels\n", "theme", "helse"),
        (SWOT, "rest_on: [laringsressurser_", "rest_on: [laeringsressurser_", "measure", None),
        (
            HELSE,
            "judged_by: effort-not-result",
            "judged_by: effort",
            "decision table or method",
            None,
        ),
        (THEMES, "{more_than: 0 %, below", "{more_then: 0 %, below", "", "more_than"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_its_place(
    project: Path, file: str, old: str, new: str, kind: str, nearest: str | None
) -> None:
    line = replaced(project / file, old, new)
    (told,) = faults()
    assert told.startswith(f"{file}:{line}:")
    assert f"no {kind} is called" in told or not kind
    assert nearest is None or told.endswith(f'Did you mean "{nearest}"?')


def test_a_goal_says_which_input_its_table_misses(project: Path) -> None:
    file = f"{GOALS}/04-nav.yaml"
    replaced(project / file, "    inputs: {rollout: nav_kontorer_apnet}\n", "")
    (told,) = faults()
    assert told.startswith(f"{file}:")
    assert 'the goal "nav-1" gives no "rollout", which "paced-by-rollout" asks for' in told
    assert 'add "rollout" under "inputs" (a measure) or "parameters" (a bound)' in told


def test_an_input_that_the_table_does_not_ask_for_is_a_fault(project: Path) -> None:
    file = f"{GOALS}/04-nav.yaml"
    line = replaced(project / file, "{rollout: nav_k", "{tempo: nav_utforming, rollout: nav_k")
    (told,) = faults()
    assert told.startswith(f"{file}:{line}:21: ")
    assert 'no input of "paced-by-rollout" is called "tempo"' in told


def test_a_theme_table_may_not_ask_of_goals(project: Path) -> None:
    line = replaced(
        project / THEMES,
        "      goals_assessed: {unit: count}\n",
        "      goals_assessed: {unit: count}\n      attainment: {unit: share}\n",
    )
    told = faults()
    assert len(told) == 1
    assert 'no input of this table is called "attainment"' in told[0]
    assert told[0].startswith(f"{THEMES}:")
    assert line > 0


def test_two_tables_of_one_name_are_a_fault(project: Path) -> None:
    replaced(project / STATUS, "decision: effort-not-result", "decision: attainment-by-deadline")
    assert any('the table "attainment-by-deadline" again' in one for one in faults())


def test_a_theme_needs_one_table_and_no_more(project: Path) -> None:
    (project / THEMES).write_text("tables: []\n", encoding="utf-8")
    assert faults() == [f"{THEMES}:1:1: no table; expected one."]


def test_findings_that_rest_on_each_other_in_a_circle_are_told_step_by_step(project: Path) -> None:
    line = replaced(
        project / SWOT,
        "{measure: ikt_plan_forankret, below: 50 %}",
        "{finding: train-leaders-together}",
    )
    (told,) = faults()
    assert "a circle: " in told
    for name in ("plans-apart-from-goals", "little-strategic-use", "train-leaders-together"):
        assert f'"{name}" ({SWOT}:' in told
    assert line > 0


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (HELSE, "nb: Å være tilknyttet", "nb: 65 % er tilknyttet. Å være tilknyttet"),
        (HELSE, "nb: Kilden mener at de som", "nb: Kilden mener at de 35 prosent som"),
        (HELSE, "en: To be connected is not", "en: 64.7 per cent connected is not"),
        (HELSE, "nb: At journalen er", "nb: At 65,1 pst. er"),
        (SWOT, "nb: Mange kommuner har elektronisk", "nb: 65 % av kommunene har elektronisk"),
        (SWOT, "nb: Digitale læringsressurser", "nb: 80 prosent digitale læringsressurser"),
        (SWOT, "          Undersøkelsen spør om strategi", "          81,1 % har en strategi"),
        (STATUS, "nb: minst to år igjen, og mange er allerede i mål", "nb: minst 60 % er i mål"),
        (THEMES, "nb: minst halvparten av", "nb: minst 50 prosent av"),
    ],
)
def test_a_text_may_not_state_a_percent(project: Path, file: str, old: str, new: str) -> None:
    line = replaced(project / file, old, new)
    (told,) = faults()
    # A text in a block begins on the line of its key.
    assert told.startswith((f"{file}:{line}:", f"{file}:{line - 1}:"))
    assert "shares come from measures" in told


def test_numbers_that_are_no_shares_may_stand_in_texts(project: Path) -> None:
    replaced(project / SWOT, "nb: Mange kommuner har elektronisk", "nb: I 2009 har mange på nivå 4")
    assert load(locate(Path())).rules.findings


def test_an_input_that_is_given_keeps_its_unit_or_every_goal_would_turn_red(project: Path) -> None:
    text = (project / STATUS).read_text(encoding="utf-8")
    first, rest = text.split("  - decision: effort-not-result", 1)
    first = first.replace("attainment: {unit: share", "attainment: {unit: number").replace(" %", "")
    text = f"{first}  - decision: effort-not-result{rest}"
    (project / STATUS).write_text(text, encoding="utf-8")
    (told,) = faults()
    assert 'the input "attainment" of "attainment-by-deadline" with the unit number' in told
    assert told.endswith('"attainment" is given as a share: write that.')


def test_a_folder_of_rules_that_is_not_there_is_told(project: Path) -> None:
    found = Faults()
    assert read_rules(project / "rules" / "borte", None, found) is None
    (told,) = found.found
    assert str(told).endswith("there is no such folder; expected the strategy's rules.")
    assert told.place.file == str(Path("rules") / "borte")


def test_rules_are_read_for_what_they_show_alone_where_the_strategy_is_at_fault(
    project: Path,
) -> None:
    found = Faults()
    assert read_rules(project / RULES, None, found) is None
    assert found.found == []
    kind = "kind: strength\n    theme: tjenester\n"
    line = replaced(project / SWOT, kind, kind.replace("strength", "strenght"))
    other = replaced(project / STATUS, "decision: paced-by-rollout", "decision: [paced]")
    assert read_rules(project / RULES, None, found) is None
    # A name that only the strategy could know is no fault here.
    replaced(project / SWOT, "measure: epj,", "measure: epjj,")
    assert [(one.place.file, one.place.line) for one in found.found] == [
        (STATUS, other),
        (SWOT, line),
    ]


def test_a_second_table_for_themes_is_told_where_it_stands(project: Path) -> None:
    text = (project / THEMES).read_text(encoding="utf-8")
    start = text.index("  - decision: ")
    name = text[start:].split("\n", 1)[0].removeprefix("  - decision: ")
    second = text[start:].replace(name, "spare", 1)
    (project / THEMES).write_text(text.rstrip("\n") + "\n" + second, encoding="utf-8")
    (told,) = faults()
    assert told.startswith(f"{THEMES}:")
    assert f'a second table, "spare"; only "{name}" would be asked: keep one of them' in told
