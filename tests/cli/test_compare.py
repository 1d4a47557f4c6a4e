"""ekrules compare, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.changed_rules import commit_all, lower_bound
from tests.cli.running import ekrules
from tests.methods.made_methods import BODY, HEAD


def test_it_says_in_a_line_why_each_status_differs(project: Path) -> None:
    commit_all(project)
    lower_bound(project, "45 %")
    ran = ekrules("compare", "HEAD", ".")
    assert (ran.code, ran.err) == (0, "")
    line = "17.1 ledelse-1: ▲ yellow → ● green. This comes from a different rule alone."
    assert line in " ".join(ran.out.split())
    assert "rule: row early-ahead: attainment at least 60 %" in ran.out
    assert ran.out.startswith("eKommune 2012")


def test_a_change_fails_where_that_is_asked_for(project: Path) -> None:
    commit_all(project)
    assert ekrules("compare", "HEAD", ".", "--fail-on-change").code == 0
    lower_bound(project, "45 %")
    assert ekrules("compare", "HEAD", ".").code == 0
    assert ekrules("compare", "HEAD", ".", "--fail-on-change").code == 1


def test_json_is_printed_alone_and_written_the_same(project: Path) -> None:
    commit_all(project)
    lower_bound(project, "45 %")
    printed = ekrules("compare", "HEAD", ".", "--format", "json")
    record = json.loads(printed.out)
    goal = next(one for one in record["goals"] if one["id"] == "ledelse-1")
    assert goal["mixes"][0]["comes_to"] == "yellow"
    assert goal["mixes"][1] == {
        "taken_from_new": ["rule"],
        "comes_to": "green",
        "computed_status": "green",
        "row": "early-ahead",
        "reason": None,
    }
    written = ekrules("compare", "HEAD", ".", "--out", "out")
    assert written.out.splitlines()[1:] == [
        "out/comparison.txt",
        "out/comparison.json",
        "out/comparison.html",
    ]
    assert Path("out/comparison.json").read_text(encoding="utf-8") == printed.out


def test_the_page_is_in_the_language_that_is_asked_for(project: Path) -> None:
    commit_all(project)
    lower_bound(project, "45 %")
    for language, title in (("nb", "Hvorfor statusen er endret"), ("en", "Why the status changed")):
        ran = ekrules("compare", "HEAD", ".", "--format", "html", "--lang", language)
        assert title in ran.out


def test_more_than_one_format_needs_a_folder(project: Path) -> None:
    del project
    ran = ekrules("compare", "HEAD", ".", "--format", "json,html")
    assert ran.code == 2
    assert "--out" in ran.err


def test_faults_end_with_1_and_their_place(project: Path) -> None:
    ran = ekrules("compare", "nowhere-at-all", project)
    assert ran.code == 1
    assert ran.told[0].startswith("nowhere-at-all: in OLD, ")


INDICATORS = """\
values: values.csv
entities:
  - {id: A, label: {nb: Alfa}}
indicators:
  - id: x
    label: {nb: Andel}
    unit: number
    better: up
    group: g
    parameters: {green: 80, red: 50}
"""


def of_indicators(folder: Path, value: int, year: int = 2018) -> Path:
    folder.mkdir()
    (folder.parent / "rules/methods/made.yaml").write_text(HEAD + BODY, encoding="utf-8")
    (folder / "indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    lines = f"entity,period,indicator,value\nA,{year},x,{value}\n"
    (folder / "values.csv").write_text(lines, encoding="utf-8")
    return folder


def test_two_folders_of_indicators_are_compared_by_a_method(project: Path) -> None:
    old, new = of_indicators(project / "2018", 60), of_indicators(project / "2019", 90, 2019)
    ran = ekrules("compare", old, new, "--method", "made")
    assert (ran.code, ran.err) == (0, "")
    assert "indicator: 1 of 1 of another colour" in ran.out
    assert "This comes from new figures alone." in ran.out
    assert "A x: ■ red → ● green" in ran.out
    record = json.loads(ekrules("compare", old, new, "--method", "made", "--format", "json").out)
    (pair,) = record["levels"][0]["pairs"]
    assert pair["sufficient"][0]["causes"] == ["new_values"]
    assert pair["old"]["numbers"]["value"] == 60
    page = ekrules("compare", old, new, "--method", "made", "--format", "html")
    assert "Alfa: Andel" in page.out


def test_a_method_for_each_side_is_named_with_a_comma(project: Path) -> None:
    old = of_indicators(project / "2018", 60)
    same = ekrules("compare", old, old, "--method", "made, made")
    assert same.out.splitlines()[-1] == "No colour differs."
    assert ekrules("compare", old, old, "--method", "a,b,c").code == 1
    (told, *_) = ekrules("compare", old, old, "--method", "maid,made").told
    assert "in OLD, " in told
    assert 'Did you mean "made"?' in told


def test_options_that_do_not_go_together_are_refused(project: Path) -> None:
    del project
    for words in (("--edition", "2018"), ("--method", "m", "--survey", "fixtures")):
        assert ekrules("compare", "a", "b", *words).code == 2
    assert ekrules("compare", "./a", "./b", "--method", "made").code == 1
