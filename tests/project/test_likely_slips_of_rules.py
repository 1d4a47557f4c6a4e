"""Likely slips of rules: words beside a rule that goes the other way, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

import ekrules.yaml_reader.files
from tests.parsed_once import parsed_once
from tests.planted_slips import Slip, assert_told, named, told
from tests.real_project import GOALS, RULES, SURVEY, copied_project, replaced

SWOT, STATUS = f"{RULES}/swot.yaml", f"{RULES}/status.yaml"
HELSE, DEMOCRACY = f"{GOALS}/03-helse.yaml", f"{GOALS}/01-lokaldemokrati.yaml"
SAFETY = "{goal: sikkerhet-1, status: {is: red}}\n        - {measure: risikoanalyse, below: 50 %}"

NOTES = (
    Slip(
        "words-beside-rule",
        SWOT,
        "{measure: feide, below: 25 %}",
        "{measure: feide, at_least: 5 %}",
        '"feide-rare" says "Få", and its rule asks only at_least; see which is meant',
        -3,
    ),
    Slip(
        "words-beside-rule",
        SWOT,
        "{measure: bredband, at_least: 75 %}",
        "{measure: bredband, below: 99 %}",
        '"broadband-widespread" says "fleste", and its rule asks only below',
        -3,
    ),
    Slip(
        "words-beside-rule",
        SWOT,
        "finding: feide-rare\n    kind: weakness",
        "finding: feide-rare\n    kind: strength",
        '"feide-rare" is a strength, and its rule asks nothing that is one',
        1,
    ),
    Slip(
        "words-beside-rule",
        SWOT,
        "finding: broadband-widespread\n    kind: strength",
        "finding: broadband-widespread\n    kind: threat",
        "a threat usually has at_most or below, or a status: see which is meant",
        1,
    ),
    Slip(
        "unusual-bound",
        SWOT,
        "{measure: minid, below: 25 %}",
        "{measure: minid, below: 35 %}",
        '"minid-rare" says "få", and its rule asks below 35 %; ',
    ),
    Slip(
        "unusual-bound",
        SWOT,
        "{measure: bredband, at_least: 75 %}",
        "{measure: bredband, at_least: 57 %}",
        "other findings that say so ask at_least 75 %: see which is meant",
    ),
)

PARSE = parsed_once()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ekrules.yaml_reader.files, "parse", PARSE)
    return copied_project(tmp_path)


def codes(project: Path) -> set[str]:
    return {code for _, code, _ in told(project)}


@pytest.mark.parametrize("slip", NOTES, ids=named)
def test_a_finding_unlike_its_rule_is_a_note_at_its_line(project: Path, slip: Slip) -> None:
    assert_told(project, slip, "note")


def test_an_attainment_without_a_direction_is_a_warning_at_its_table(project: Path) -> None:
    declared = "attainment: {unit: share, better: up}\n      rollout:"
    replaced(project / STATUS, declared, declared.replace(", better: up", ""))
    ((level, code, sentence),) = told(project)
    assert (level, code) == ("warning", "better-left-out")
    assert 'the input "attainment" of "paced-by-rollout" has no better: up' in sentence


@pytest.mark.parametrize(
    "text",
    [
        "Mange kommuner mangler elektronisk innlogging",
        "Verken elever eller lærere får det hos mange kommuner",
        "Kommunene kan få mer ut av Feide",
    ],
)
def test_words_that_deny_or_are_verbs_are_left_alone(project: Path, text: str) -> None:
    replaced(project / SWOT, "Få kommuner gir elever og lærere innlogging med Feide", text)
    assert "words-beside-rule" not in codes(project)


def test_a_finding_that_asks_for_a_status_may_say_many(project: Path) -> None:
    replaced(project / SWOT, SAFETY, SAFETY.splitlines()[0])
    said = "Mangelfulle rutiner og manglende risikoanalyser kan sette"
    replaced(project / SWOT, said, "Mange rutiner kan sette")
    assert "words-beside-rule" not in codes(project)


def test_a_finding_that_holds_in_too_many_ways_is_one_fault(project: Path) -> None:
    either = "{any: [{measure: feide, below: 25 %%}, {measure: minid, below: %d %%}]}"
    every = ", ".join(either % bound for bound in range(20, 27))
    replaced(project / SWOT, "{all: [{measure: feide, below: 25 %}]}", f"{{all: [{every}]}}")
    ((level, _, sentence),) = told(project)
    assert level == "error"
    assert "can hold in more than 64 ways" in sentence


def test_a_measure_of_those_who_lack_something_may_count_the_other_end(project: Path) -> None:
    replaced(project / HELSE, "question: epj\n    counts: [ja]", "question: epj\n    counts: [nei]")
    replaced(
        project / HELSE, "nb: bruker elektronisk pasientjournal", "nb: bruker ikke journal på nett"
    )
    assert "odd-answers-counted" not in codes(project)


def test_a_list_of_answers_may_begin_with_the_best(project: Path) -> None:
    yes, no = (
        '    - {id: ja, label: {nb: Ja, nn: Ja, en: "Yes"}}\n',
        '    - {id: nei, label: {nb: Nei, nn: Nei, en: "No"}}\n',
    )
    replaced(project / f"fixtures/{SURVEY}/survey.yaml", no + yes, yes + no)
    assert "odd-answers-counted" not in codes(project)


def test_partly_may_be_counted_where_another_measure_counts_yes(project: Path) -> None:
    partly = "  epj_delvis:\n    label: {nb: Delvis, en: Partly}\n"
    partly += "    says: {nb: har noe, en: have some}\n"
    partly += "    question: epj\n    counts: [delvis]\n    base: asked\n"
    replaced(project / HELSE, "measures:\n  epj:\n", f"measures:\n{partly}  epj:\n")
    assert "odd-answers-counted" not in codes(project)


def test_answers_that_are_counted_one_by_one_are_no_scale(project: Path) -> None:
    three = "counts: [stjerner_4, stjerner_5, stjerner_6]\n    base: asked\n"
    third = "  stjerner_fire:\n    label: {nb: Fire, en: Four}\n"
    third += "    says: {nb: fikk fire, en: got four}\n"
    third += "    question: stjerner\n    counts: [stjerner_4]\n    base: asked\n"
    replaced(project / DEMOCRACY, three, three.replace("4, stjerner_5, stjerner_6", "2") + third)
    replaced(project / DEMOCRACY, "counts: [stjerner_5, stjerner_6]", "counts: [stjerner_5]")
    assert "odd-answers-counted" not in codes(project)
