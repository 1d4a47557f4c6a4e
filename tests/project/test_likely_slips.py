"""Likely slips: what reads well and may mean something else is told, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import ekrules.yaml_reader.files
from ekrules.project.checking import check_project
from ekrules.project.likely_slips.slips import likely_slips
from ekrules.project.likely_slips.source import unlike_the_source
from tests.parsed_once import parsed_once
from tests.planted_slips import Slip, assert_told, named, told
from tests.real_project import GOALS, RULES, SURVEY, copied_project, outcome, real, replaced

FIXTURES = f"fixtures/{SURVEY}"
HELSE, NAV = f"{GOALS}/03-helse.yaml", f"{GOALS}/04-nav.yaml"
SCHOOL, DEMOCRACY = f"{GOALS}/05-grunnopplaering.yaml", f"{GOALS}/01-lokaldemokrati.yaml"
SWOT, STATUS, WEIGHTS = f"{RULES}/swot.yaml", f"{RULES}/status.yaml", f"{GOALS}/weights.yaml"


WARNINGS = (
    Slip(
        "odd-answers-counted",
        HELSE,
        "question: epj\n    counts: [ja]",
        "question: epj\n    counts: [nei]",
        '"epj" counts "nei" of "epj" and leaves out "ja"; most measures count the last answer',
        1,
    ),
    Slip(
        "odd-answers-counted",
        HELSE,
        "question: epj\n    counts: [ja]",
        "question: epj\n    counts: [ja, nei]",
        '"epj" counts "ja", "nei" of "epj" and leaves out "delvis" between them',
        1,
    ),
    Slip(
        "odd-answers-counted",
        DEMOCRACY,
        "question: sakspapirer\n    counts: [ja]",
        "question: sakspapirer\n    counts: [ja, nei]",
        '"sakspapirer" counts every answer to "sakspapirer": "nei", "ja"; so nearly all count',
        1,
    ),
    Slip(
        "odd-answers-counted",
        DEMOCRACY,
        "item: sms\n    counts: [liten, noen, stor, meget_stor]",
        "item: sms\n    counts: [liten, stor, meget_stor]",
        'counts "liten", "stor", "meget_stor" of "kanaler" and leaves out "noen" between them',
        1,
    ),
    Slip(
        "odd-answers-counted",
        DEMOCRACY,
        "counts: [stjerner_5, stjerner_6]",
        "counts: [stjerner_5]",
        '"stjerner_fem_seks" counts "stjerner_5" of "stjerner" and leaves out "stjerner_6"',
    ),
    Slip(
        "same-measure",
        DEMOCRACY,
        "item: skjema\n",
        "item: epost\n",
        '"skjema_i_bruk" and "epost_i_bruk" are the same answers to "kanaler", item "epost"',
        -1,
    ),
    Slip(
        "same-measure",
        HELSE,
        "joint_of: [helsenett, meldinger_fastleger]",
        "joint_of: [helsenett, meldinger_helseforetak]",
        '"helsenett_og_fastleger" and "helsenett_og_helseforetak" are both joint_of the same',
    ),
    Slip(
        "same-input",
        NAV,
        "inputs: {rollout: nav_kontorer_apnet}",
        "inputs: {rollout: nav_losninger}",
        '"attainment" and "rollout" of "nav-1" are both the measure "nav_losninger"',
    ),
    Slip(
        "coverage-in-doubt",
        HELSE,
        "coverage: indirect",
        "coverage: full",
        '"helse-3" is covered in full, and a note says why not',
    ),
    Slip(
        "coverage-in-doubt",
        HELSE,
        "coverage: indirect",
        "coverage: none",
        'its attainment "kompetansetiltak_helse" is of the survey\'s question "kompetansetiltak"',
    ),
    Slip(
        "coverage-in-doubt",
        HELSE,
        "coverage: full",
        "coverage: none",
        'its attainment "helse_samhandling" is of the survey\'s question "helsenett"',
    ),
    Slip(
        "measures-in-doubt",
        NAV,
        "measures: [nav_losninger, nav_kontorer_apnet, nav_utforming]",
        "measures: [nav_kontorer_apnet, nav_utforming]",
        '"measures" of "nav-1" leaves out its attainment, "nav_losninger"',
    ),
    Slip(
        "measures-in-doubt",
        NAV,
        "measures: [nav_losninger, nav_kontorer_apnet, nav_utforming]",
        "measures: [nav_losninger, nav_utforming, nav_kontorer_apnet, nav_utforming]",
        '"nav_utforming" stands a second time in "measures" of "nav-1"',
    ),
    Slip(
        "same-text",
        SCHOOL,
        "nb: Elever og lærere i alle kommuner logger inn med Feide",
        "nb: IKT inngår i arbeidet med skoleutvikling i  hver kommune",
        'the goals "grunnopplaering-1" and "grunnopplaering-2" have the same text',
    ),
    Slip(
        "same-text",
        NAV,
        "nb: Var med på å utforme NAV-løsningene",
        "nb: IKT-løsning for samhandling med NAV",
        'the measures "nav_losninger" and "nav_utforming" have the same text',
    ),
    Slip(
        "name-differs",
        f"{GOALS}/strategy.yaml",
        "strategy: ekommune2012",
        "strategy: ekommune2009",
        'the strategy "ekommune2009" in the folder "ekommune2012"; expected the same name',
    ),
    Slip(
        "name-differs",
        f"{FIXTURES}/survey.yaml",
        "survey: ekommune2009",
        "survey: ekommune2012",
        'the survey "ekommune2012" in the folder "ekommune2009"; expected the same name',
    ),
    Slip(
        "wave-differs",
        f"{FIXTURES}/survey.yaml",
        "wave: 2009",
        "wave: 2010",
        "the wave 2010, and the answers hold for 2009-04-01",
    ),
    Slip(
        "theme-number-differs",
        f"{GOALS}/18-kompetanse.yaml",
        "theme: kompetanse\nnumber: 18",
        "theme: kompetanse\nnumber: 19",
        'the theme "kompetanse" has number 19, in the codebook 18',
        1,
    ),
    Slip(
        "day-far-off",
        SWOT,
        "on: 2026-11-23",
        "on: 2006-11-23",
        'the judgement of "learning-resources-in-use" is of 2006-11-23; the strategy was adopted',
    ),
    Slip(
        "day-far-off",
        SWOT,
        "on: 2026-11-23",
        "on: 2062-11-23",
        "is of 2062-11-23; over 30 years after the survey, 2009-04-01",
    ),
    Slip(
        "source-finding-missing",
        SWOT,
        "when: {all: [{measure: bredband, at_least: 75 %}]}",
        "when: {all: [{measure: ehandel_no, at_least: 75 %}]}",
        '"broadband-widespread" does not hold on this survey, and section 2 of the source says',
        -8,
    ),
    Slip(
        "weights-odd",
        WEIGHTS,
        "kinds: {action: 1, plan: 0.5}",
        "kinds: {action: 1, plan: 5}",
        "plans weigh 5, actions 1; what is in place usually counts for more",
    ),
)

NOTES = (
    Slip(
        "attainment-of-others",
        NAV,
        "attainment: nav_losninger\n    inputs: {rollout: nav_kontorer_apnet}",
        "attainment: nav_kontorer_apnet\n    inputs: {rollout: nav_losninger}",
        'the attainment of "nav-1" is of de planlagte NAV-kontorene, and "nav_losninger" beside it '
        "is of kommunene",
    ),
    Slip(
        "coverage-unexplained",
        HELSE,
        "coverage: full",
        "coverage: partial",
        'the coverage of "helse-2" is partial, and nothing says why',
    ),
    Slip(
        "number-missing",
        NAV,
        "  - id: nav-1\n    number: 1",
        "  - id: nav-1\n    number: 3",
        "goal number 3, and no goal has the number 1, 2",
        1,
    ),
    Slip(
        "id-and-number",
        HELSE,
        "  - id: helse-3\n    number: 3",
        "  - id: helse-33\n    number: 3",
        'the goal "helse-33" is number 3 of the theme "helse"; by the ids of the others it would',
        1,
    ),
    Slip(
        "unusual-section",
        HELSE,
        'source: published\n    section: "5.3"\n    attainment: epj',
        'source: published\n    section: "5.4"\n    attainment: epj',
        '"helse-1" stands in section "5.4" of the source; the other goals of its theme stand in',
        1,
    ),
    Slip(
        "unusual-base",
        DEMOCRACY,
        "question: sakspapirer\n    counts: [ja]\n    base: asked",
        "question: sakspapirer\n    counts: [ja]\n    base: answered",
        '"sakspapirer" has the base "answered"; 105 other measures have the base "asked"',
        2,
    ),
    Slip(
        "finding-of-another-theme",
        SWOT,
        "finding: minid-rare\n    kind: weakness\n    theme: sikkerhet",
        "finding: minid-rare\n    kind: weakness\n    theme: standarder",
        '"minid-rare" stands in the theme "standarder"; all that it asks belongs to "sikkerhet"',
        2,
    ),
    Slip(
        "other-colour-inferred",
        HELSE,
        "status: yellow\n      firmness: inferred\n      because:\n        nb: Kilden finner a",
        "status: green\n      firmness: inferred\n      because:\n        nb: Kilden finner a",
        '"helse-1" comes out yellow; the source was read as green (inferred)',
    ),
    Slip(
        "language-missing",
        f"{FIXTURES}/codebook/05-grunnopplaering.yaml",
        "{nb: Lærere per PC, nn: Lærarar per PC, en: Teachers per PC}",
        "{nb: Lærere per PC, nn: Lærarar per PC}",
        'no "en" here, where the other texts of the file have it; add the text in English',
    ),
    Slip(
        "figure-of-another-time",
        f"{FIXTURES}/evidence.yaml",
        "publisher: NAV\n    date: 2008-12-31",
        "publisher: NAV\n    date: 1998-12-31",
        'the outside figure "nav_kontorer" is of 1998-12-31; the survey is of 2009-04-01',
        1,
    ),
)

ERRORS = (
    Slip(
        "fault",
        WEIGHTS,
        "sakspapirer: {kind: action, points: {nei: 0, ja: 6}}",
        "sakspapirer: {kind: action, points: {nei: 0, jaa: 6}}",
        'no option of "sakspapirer" is called "jaa"',
    ),
    Slip("fault", WEIGHTS, "most_unknown: 30 %", "most_unknown: 30", 'a share is written with "%"'),
)

PARSE = parsed_once()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ekrules.yaml_reader.files, "parse", PARSE)
    return copied_project(tmp_path)


@pytest.mark.parametrize("slip", WARNINGS, ids=named)
def test_a_likely_slip_is_a_warning_at_its_line(project: Path, slip: Slip) -> None:
    assert_told(project, slip, "warning")


@pytest.mark.parametrize("slip", NOTES, ids=named)
def test_what_may_well_be_meant_is_a_note_at_its_line(project: Path, slip: Slip) -> None:
    assert_told(project, slip, "note")


@pytest.mark.parametrize("slip", ERRORS, ids=named)
def test_a_fault_in_the_weights_is_an_error_of_the_check(project: Path, slip: Slip) -> None:
    replaced(project / slip.file, slip.old, slip.new)
    assert any(level == "error" and slip.says in words for level, _, words in told(project))


def test_a_fault_in_the_weights_is_told_beside_a_fault_elsewhere(project: Path) -> None:
    replaced(project / HELSE, "attainment: epj", "attainment: ejp")
    slip = ERRORS[0]
    replaced(project / slip.file, slip.old, slip.new)
    errors = [words for level, _, words in told(project) if level == "error"]
    assert [words.partition(":")[0] for words in errors if "nothing is said of" not in words] == [
        HELSE,
        WEIGHTS,
    ]


def test_a_value_checked_long_after_the_survey_is_a_warning(project: Path) -> None:
    declared = "attainment: {unit: share, better: up}\n      rollout:"
    asked = declared.replace("      rollout", "      target: {unit: share}\n      rollout")
    replaced(project / STATUS, declared, asked)
    dated = "target:\n      values: [{from: 2008-01-01, value: 100 %}]\n      source: KS\n"
    line = replaced(project / NAV, "target: 100 %\n", f"{dated}      last_checked: 2090-03-01\n")
    (sentence,) = [words for _, code, words in told(project) if code == "day-far-off"]
    assert sentence.startswith(f"{NAV}:{line + 3}:")
    assert '"target" of "nav-1" was last checked on 2090-03-01; over 30 years after' in sentence


def test_weights_of_another_survey_are_no_error(project: Path) -> None:
    other = project / "fixtures/neste"
    other.mkdir()
    (other / "survey.yaml").write_text("survey: neste\n", encoding="utf-8")
    slip = ERRORS[0]
    replaced(project / slip.file, slip.old, slip.new)
    every = check_project(project, survey=Path(FIXTURES), proofs=False).told
    assert {one.level for one in every if one.code == "weights-odd"} == {"warning"}
    assert not [one for one in every if one.level == "error"]


def test_a_project_without_weights_is_checked_as_before(project: Path) -> None:
    (project / WEIGHTS).unlink()
    assert told(project) == []


def test_a_fault_in_a_narrative_that_is_not_read_is_an_error(project: Path) -> None:
    text = (project / RULES / "narrative.nb.yaml").read_text(encoding="utf-8")
    (project / RULES / "narrative.en.yaml").write_text(text, encoding="utf-8")
    ((level, _, sentence),) = told(project)
    assert level == "error"
    assert 'narrative: nb in the file of "en"' in sentence


def test_a_fault_in_a_crosswalk_among_the_surveys_is_an_error(project: Path) -> None:
    (project / "fixtures/norge/crosswalk.yaml").write_text(
        'changes:\n  - {year: 2020, old: "1850", nye: "1806"}\n', encoding="utf-8"
    )
    every = told(project)
    assert {level for level, _, _ in every} == {"error"}
    assert any("fixtures/norge/crosswalk.yaml:2:" in words for _, _, words in every)


def test_the_shipped_project_has_no_likely_slip() -> None:
    assert likely_slips(real()) == []
    assert unlike_the_source(real(), outcome().assessment) == []
