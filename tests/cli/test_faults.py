"""Projects broken as a tired person breaks them: one plain sentence each, all at once, exit 1."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import ekrules
from tests.real_project import GOALS, PRINTED, RULES, STRATEGY, replaced

HELSE, STATUS, SWOT = f"{GOALS}/03-helse.yaml", f"{RULES}/status.yaml", f"{RULES}/swot.yaml"
COUNTS, NARRATIVE = f"{PRINTED}/03-helse.yaml", f"{RULES}/narrative.nb.yaml"
PLACE = re.compile(r"[^ :]+(:\d+:\d+)?: ")


def cut_quote(project: Path) -> str:
    replaced(project / HELSE, "nb: Å være tilknyttet er ikke", 'nb: "Tilknytningen er kommet')
    return f"{HELSE}:"


def tab(project: Path) -> str:
    line = replaced(project / STATUS, "    asks: How far has", "\tasks: How far has")
    return f"{STATUS}:{line}:1: a tab"


def wrong_encoding(project: Path) -> str:
    path = project / SWOT
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    return f"{SWOT}:"


def missing_file(project: Path) -> str:
    (project / SWOT).rename(project / RULES / "swott.yaml")
    return f"{SWOT}: there is no such file"


def misspelt_measure(project: Path) -> str:
    line = replaced(project / SWOT, "{measure: epj, at_least", "{measure: ejp, at_least")
    return f'{SWOT}:{line}:28: no measure is called "ejp"'


def share_without_percent(project: Path) -> str:
    early = "{attainment: {at_least: 60 %}, years_left: {at_least: 2}}"
    line = replaced(project / STATUS, early, early.replace("60 %", "60"))
    return f"{STATUS}:{line}:39: "


def wrong_example(project: Path) -> str:
    replaced(
        project / STATUS,
        "expect: {status: green, row: early-ahead}",
        "expect: {status: yellow, row: early-moving}",
    )
    return f"{STATUS}:"


def count_that_does_not_add_up(project: Path) -> str:
    path = project / COUNTS
    text = path.read_text(encoding="utf-8")
    assert "count: 161," in text
    path.write_text(text.replace("count: 161,", "count: 162,", 1), encoding="utf-8")
    return f"{COUNTS}:"


def figure_in_template(project: Path) -> str:
    line = replaced(project / NARRATIVE, "  av dem som fikk det.", "  av de 0 som fikk det.")
    return f'{NARRATIVE}:{line}:9: the figure "0" in a template'


def misspelt_name_in_template(project: Path) -> str:
    line = replaced(project / NARRATIVE, "de {{ survey.frame }}", "de {{ survey.fraem }}")
    return f'{NARRATIVE}:{line}:9: there is no "survey.fraem" here'


def number_as_date(project: Path) -> str:
    path = project / HELSE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2009-12-31", "2009-13-31", 1), encoding="utf-8")
    return f"{HELSE}:"


BROKEN: list[Callable[[Path], str]] = [
    cut_quote,
    tab,
    wrong_encoding,
    missing_file,
    misspelt_measure,
    share_without_percent,
    wrong_example,
    count_that_does_not_add_up,
    figure_in_template,
    misspelt_name_in_template,
    number_as_date,
]


def is_plain(sentence: str) -> bool:
    jargon = ("Traceback", "ValidationError", "pydantic", "Undefined", "<", "NoneType")
    return PLACE.match(sentence) is not None and not any(word in sentence for word in jargon)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: one.__name__)
def test_check_tells_the_fault_in_a_plain_sentence_with_its_place(
    project: Path, broken: Callable[[Path], str]
) -> None:
    beginning = broken(project)
    ran = ekrules("check")
    assert (ran.code, "Sound" in ran.out) == (1, False)
    assert any(one.startswith(beginning) for one in ran.told), ran.told
    assert [one for one in ran.told if not is_plain(one)] == []


# Examples are tried by check; assess does not read them.
@pytest.mark.parametrize(
    "broken", [one for one in BROKEN if one is not wrong_example], ids=lambda one: one.__name__
)
def test_assess_with_a_fault_leaves_the_out_folder_as_it_was(
    project: Path, broken: Callable[[Path], str]
) -> None:
    beginning = broken(project)
    kept = project / "ut"
    kept.mkdir()
    (kept / "report.html").write_text("fjorårets", encoding="utf-8")
    for out in ("ut", "ny"):
        ran = ekrules("assess", "--out", out)
        assert (ran.code, ran.out) == (1, "")
        assert any(one.startswith(beginning) for one in ran.told), ran.told
    assert [path.name for path in kept.iterdir()] == ["report.html"]
    assert (kept / "report.html").read_text(encoding="utf-8") == "fjorårets"
    assert not (project / "ny").exists()


def test_faults_in_several_files_are_told_at_once(project: Path) -> None:
    line = replaced(project / HELSE, "  epj:\n    label:", "  epj:\n    lable:")
    figure = figure_in_template(project)
    overall = f"{RULES}/overall.yaml"
    replaced(project / overall, "hit_policy: unique", "hit_policy: uniqe")
    told = ekrules("check").told
    assert any(one.startswith(f"{HELSE}:{line + 1}:") for one in told)
    assert any(one.startswith(figure) for one in told)
    assert any(one.startswith(f"{overall}:") and "uniqe" in one for one in told)


def test_two_faults_of_one_file_are_told_at_once(project: Path) -> None:
    replaced(project / SWOT, "{measure: epj, at_least", "{measure: ejp, at_least")
    replaced(project / SWOT, "{goal: nav-1, status", "{goal: nav1, status")
    assert len(ekrules("check").told) == 2


def test_an_unknown_format_is_told_with_those_there_are(project: Path) -> None:
    ran = ekrules("assess", "--format", "html,pfd", "--out", "ut")
    assert ran.code == 2
    assert "Usage:" in ran.err
    assert 'no format is called "pfd"' in ran.err
    assert 'Did you mean "pdf"?' in ran.err
    assert not (project / "ut").exists()


@pytest.mark.usefixtures("project")
def test_a_survey_that_is_no_folder_is_told() -> None:
    ran = ekrules("assess", "--survey", "fixtures/ekommune2010", "--out", "ut")
    assert ran.code == 1
    assert ran.told[0].startswith("fixtures/ekommune2010: there is no such folder")
    assert ran.told[0].endswith('Did you mean "ekommune2009"?')
    ran = ekrules("check", "--survey", f"{STRATEGY}.yaml")
    assert (ran.code, len(ran.told)) == (1, 1)


@pytest.mark.usefixtures("project")
def test_a_strategy_that_is_not_there_is_told_with_the_nearest() -> None:
    ran = ekrules("assess", "ekommune2013", "--out", "ut")
    (told,) = ran.told
    assert told.startswith('goals: there is no strategy called "ekommune2013"; expected one of ')
    assert told.endswith(f'Did you mean "{STRATEGY}"?')


@pytest.mark.parametrize("words", [["check"], ["assess"], ["explain", "helse-2"]])
def test_outside_a_project_one_is_told_what_makes_a_project(
    nowhere: Path, words: list[str]
) -> None:
    ran = ekrules(*words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.told == [
        ".: this folder is no project; run ekrules in a folder with goals/, rules/ and fixtures/."
    ]
    assert list(nowhere.iterdir()) == []


@pytest.mark.usefixtures("nowhere")
def test_table_outside_a_project_is_told() -> None:
    assert len(ekrules("table", "helsenett").told) == 1


def test_an_out_that_is_a_file_is_told_and_left_alone(project: Path) -> None:
    (project / "ut").write_text("mitt", encoding="utf-8")
    ran = ekrules("assess", "--out", "ut")
    assert ran.code == 2
    assert ran.told == ["ut: this is a file; expected a folder."]
    assert (project / "ut").read_text(encoding="utf-8") == "mitt"


def test_two_surveys_need_naming(project: Path) -> None:
    (project / "fixtures/ekommune2010").mkdir()
    (project / "fixtures/ekommune2010/survey.yaml").touch()
    (told,) = ekrules("check").told
    assert told == (
        'fixtures: more than one survey is here; name one of "ekommune2009", "ekommune2010".'
    )


def test_an_override_that_no_longer_fits_is_told(project: Path) -> None:
    override = "goal: helse-1, replaces: red, status: green, by: KS, because: {nb: Ny telling}"
    text = f"overrides:\n  - {{{override}, on: 2009-05-01, until: 2010-05-01}}\n"
    (project / "fixtures/ekommune2009/overrides.yaml").write_text(text, encoding="utf-8")
    (told,) = ekrules("check").told
    assert told.startswith("fixtures/ekommune2009/overrides.yaml:2:31: ")
