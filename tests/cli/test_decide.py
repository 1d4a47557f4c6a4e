"""ekrules decide: any table on cases of one's own, from YAML, JSON, CSV and workbooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import ekrules

TABLE = "attainment-by-deadline"
SURCHARGE = """
tables:
  - decision: surcharge
    asks: How much more?
    hit_policy: collect
    collect: sum
    inputs: {age: {unit: number}, since: {unit: date}, risky: {unit: boolean}}
    outputs: {amount: {unit: number}}
    rows:
      - {id: young, when: {age: {below: 25}}, then: {amount: 98.83}}
      - {id: new, when: {since: {at_least: 2009-01-01}}, then: {amount: 1.17}}
      - {id: risky, when: {risky: {is: true}}, then: {amount: 50}}
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


CASES = {
    "c.yaml": "cases:\n  - {case: a, attainment: 65 %, years_left: 2.5}\n  - {years_left: 1}\n",
    "examples.yaml": (
        "cases:\n  - {name: a, given: {attainment: 65 %, years_left: 2.5}, expect: {row: x}}\n"
        "  - {given: {years_left: 1}}\n"
    ),
    "c.json": '[{"case": "a", "attainment": "65 %", "years_left": 2.5}, {"years_left": 1}]',
    "c.csv": "case;attainment;years_left\na;65 %;2,5\n;;1\n",
    "comma.csv": "case,attainment,years_left\na,65 %,2.5\n,,1\n",
}


@pytest.mark.parametrize("name", CASES)
def test_cases_of_each_kind_of_file_are_decided_alike(project: Path, name: str) -> None:
    given = written(project, name, CASES[name])
    ran = ekrules("decide", TABLE, "--given", given, "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "case,status,row\na,green,early-ahead\n2,–,none\n"


def test_a_table_in_a_file_takes_dates_and_booleans_and_adds_up(project: Path) -> None:
    table = written(project, "surcharge.yaml", SURCHARGE)
    text = "age,since,risky\n20,2009-05-01,true\n30,2008-05-01,false\n"
    given = written(project, "c.csv", text)
    ran = ekrules("decide", table, "--given", given, "--format", "json")
    found = json.loads(ran.out)
    assert [one["outcomes"] for one in found["decisions"]] == [[{"amount": 150.0}], []]
    assert [one["id"] for one in found["decisions"][0]["rows"]] == ["young", "new", "risky"]
    assert found["hit_policy"] == "collect"


def test_the_screen_shows_each_case_with_its_row(project: Path) -> None:
    given = written(project, "c.yaml", CASES["c.yaml"])
    ran = ekrules("decide", TABLE, "--given", given)
    assert "early-ahead" in ran.out
    assert TABLE in ran.out


FAULTY = [
    ("c.csv", "atainment\n60 %\n", 'c.csv:1:1: a column called "atainment"'),
    ("c.csv", "attainment\n60\n", 'c.csv:2:1: "60"; a share is written with "%"'),
    ("c.json", '[{"attainment": 0.6}]', 'c.json, case 1: "0.6"; a share is written with "%"'),
    ("c.json", '[{"attainment": "60 %"', "c.json:1:23: this is no JSON"),
    ("c.json", '[{"years_left": 1, "years_left": 2}]', 'the name "years_left" a second time'),
    ("c.json", "[" * 100_000, "c.json: this is no JSON that is read"),
    ("c.json", '{"attainment": "60 %"}', "c.json: no list of cases"),
    ("c.yaml", "attainment: 60 %\n", 'c.yaml:1:1: keys "attainment"; expected "cases:"'),
    ("c.yaml", "cases:\n  - {attainment: 60}\n", 'c.yaml:2:18: "60"; a share is written'),
    ("c.yaml", "cases: [{case: a}, {case: a}]\n", 'a second case called "a"'),
    ("c.yaml", "cases: []\n", "c.yaml: no cases"),
    ("c.txtt", "x", 'a file with the ending ".txtt"'),
]


@pytest.mark.parametrize(("name", "text", "told"), FAULTY)
def test_a_faulty_file_of_cases_is_told_with_its_place(
    project: Path, name: str, text: str, told: str
) -> None:
    ran = ekrules("decide", TABLE, "--given", written(project, name, text))
    assert (ran.code, ran.out) == (1, "")
    assert any(told in one for one in ran.told), ran.told


def test_a_table_that_is_not_there_is_told_with_the_nearest(project: Path) -> None:
    given = written(project, "c.yaml", CASES["c.yaml"])
    (told,) = ekrules("decide", "attainment-by-dedline", "--given", given).told
    assert told.endswith(f'Did you mean "{TABLE}"?')


def test_of_several_tables_in_a_file_one_is_named_after_a_colon(project: Path) -> None:
    given = written(project, "c.yaml", CASES["c.yaml"])
    file = "rules/ekommune2012/status.yaml"
    (told,) = ekrules("decide", file, "--given", given).told
    assert "3 tables in this file; name one after a colon" in told
    assert ekrules("decide", f"{file}:{TABLE}", "--given", given).code == 0
