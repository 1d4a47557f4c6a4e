"""A goal's own bounds and its own table: what holds on the survey's day decides, and is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ekrules.errors import InputError
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.checking import check_project
from ekrules.project.explaining import explain
from ekrules.project.loading import load
from ekrules.project.locating import locate
from tests.cli.running import ekrules
from tests.real_project import GOALS, copied_project, replaced

HELSE = f"{GOALS}/03-helse.yaml"
JUDGED = "    attainment: epj\n    judged_by: attainment-by-deadline\n"
PARAMETERS = """    attainment: epj
    parameters:
      enough:
        unit: share
        label: {nb: Nok}
        values:
          - {from: 2008-01-01, value: 60 %}
          - {from: 2010-01-01, value: 75 %}
        source: Kommunestyrets vedtak
        last_checked: 2009-06-01
"""
TABLE = """    judged_by:
      asks: Has it come as far as the council asked?
      hit_policy: unique
      inputs:
        attainment: {unit: share, better: up}
        enough: {unit: share, better: down}
      rows:
        - {id: enough, when: {attainment: {at_least: enough}}, status: green}
        - {id: too-little, when: {attainment: {below: enough}}, status: red}
      examples:
        - {name: as asked, given: {attainment: 60 %, enough: 60 %}, expect: {row: enough}}
        - {name: less, given: {attainment: 59 %, enough: 60 %}, expect: {row: too-little}}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    copied_project(tmp_path)
    replaced(tmp_path / HELSE, JUDGED, PARAMETERS + TABLE)
    return tmp_path


def outcome(project: Path) -> Outcome:
    return run_assessment(load(locate(project)))


def faults(project: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load(locate(project))
    return [str(one) for one in caught.value.faults]


def test_a_table_in_a_goal_decides_by_the_bound_in_force_on_the_surveys_day(project: Path) -> None:
    assessed = outcome(project).assessment.goal("helse-1")
    # 162 of 249 is 65 %: over the bound of 2008, and under that of 2010.
    assert (assessed.status, assessed.decided_by and assessed.decided_by.row) == ("green", "enough")
    replaced(project / HELSE, "{from: 2008-01-01, value: 60 %}", "{from: 2008-01-01, value: 66 %}")
    assert outcome(project).assessment.goal("helse-1").status == "red"


def test_a_bound_of_a_later_day_is_unknown_with_its_reason_and_never_red(project: Path) -> None:
    replaced(project / HELSE, "          - {from: 2008-01-01, value: 60 %}\n", "")
    assessed = outcome(project).assessment.goal("helse-1")
    assert (assessed.status, assessed.reason) == ("grey", "parameter_not_in_force")
    warnings = [str(one) for one in check_project(project).of_level("warning")]
    assert any('"enough" of "helse-1" has no value on 2009-04-01' in one for one in warnings)


def test_the_record_holds_the_bound_with_its_day_and_source(project: Path) -> None:
    assert ekrules("assess", "--format", "json", "--out", "ut").code == 0
    record = json.loads((project / "ut/assessment.json").read_text(encoding="utf-8"))
    (goal,) = [one for one in record["goals"] if one["id"] == "helse-1"]
    assert goal["inputs"]["enough"] == {
        "value": 0.6, "measure": None, "reason": None,
        "since": "2008-01-01", "source": "Kommunestyrets vedtak",
    }  # fmt: skip


def test_explain_and_the_report_show_the_bound_and_where_it_comes_from(project: Path) -> None:
    told = str(explain(outcome(project), "helse-1").steps)
    for part in ("Nok: 60\\xa0%", "1. januar 2008", "Kommunestyrets vedtak"):
        assert part in told
    assert ekrules("assess", "--format", "html", "--out", "ut").code == 0
    page = (project / "ut/report.html").read_text(encoding="utf-8")
    assert "målets egen grense fra 1. januar 2008 (Kommunestyrets vedtak)" in page


def test_a_bound_nobody_has_looked_at_since_is_a_warning(project: Path) -> None:
    replaced(project / HELSE, "last_checked: 2009-06-01", "last_checked: 2009-03-31")
    report = check_project(project)
    (warning,) = report.of_level("warning")
    assert '"enough" of "helse-1" was last checked on 2009-03-31' in str(warning)
    assert report.is_sound()
    assert not report.is_sound(strict=True)


def test_a_dated_target_is_that_of_the_surveys_day(project: Path) -> None:
    text = (project / HELSE).read_text(encoding="utf-8")
    text = text.replace(PARAMETERS + TABLE, "    attainment: epj\n" + TABLE)
    text = text.replace("enough: {unit", "target: {unit").replace(
        "at_least: enough", "at_least: target"
    )
    text = text.replace("below: enough", "below: target").replace(", enough: 60", ", target: 60")
    dated = (
        "    target: {values: [{from: 2008-01-01, value: 70 %}, {from: 2010-01-01, value: 90 %}],"
    )
    dated += " source: Planen}\n"
    first = text.index("  - id: helse-1")
    start = text.index("    target: 100 %\n", first)
    text = text[:start] + dated + text[start + len("    target: 100 %\n") :]
    (project / HELSE).write_text(text, encoding="utf-8")
    assessed = outcome(project).assessment.goal("helse-1")
    assert assessed.status == "red"
    assert {one.name: one.value for one in assessed.inputs}["target"] == 0.7


WRONG = [
    (
        "enough: {unit: share, better: down}",
        "enough: {unit: number, lowest: 2}",
        'is held against "enough" (a number)',
    ),
    (
        "inputs:\n        att",
        "inputs:\n        roll: {unit: share}\n        att",
        'gives no "roll"',
    ),
    (
        "    attainment: epj\n    parameters",
        "    attainment: epj\n    inputs: {bruk: epj}\n    parameters",
        'no input of "helse-1" is called "bruk"',
    ),
    ("unit: share\n        l", "unit: number\n        l", 'only a share is written with "%"'),
    ("value: 75 %", "value: 75", 'a share is written with "%"'),
    ("value: 75 %", "value: 175 %", "expected a share from 0 % to 100 %"),
    ("{from: 2010-01-01", "{from: 2008-01-01", 'a second value of "enough" from 2008-01-01'),
    ("{from: 2010-01-01", "{from: 2007-01-01", "write the values in order"),
    ("      enough:\n", "      enouhg:\n", 'gives no "enough"'),
    ("      enough:\n", "      target:\n", "every table has that already"),
    ("at_least: enough", "at_least: enouhg", 'Did you mean "enough"?'),
    ("hit_policy: unique\n      inputs", "hit_policy: collect\n      inputs", "several statuses"),
    ("expect: {row: enough}", "expect: {row: too-little}", 'the example "as asked" gives'),
]  # fmt: skip


@pytest.mark.parametrize(("stands", "put", "told"), WRONG)
def test_what_is_wrong_with_a_goals_own_bound_or_table_is_told_in_the_goals_file(
    project: Path, stands: str, put: str, told: str
) -> None:
    text = (project / HELSE).read_text(encoding="utf-8")
    assert stands in text
    (project / HELSE).write_text(text.replace(stands, put, 1), encoding="utf-8")
    found = faults(project)
    assert any(one.startswith(f"{HELSE}:") and told in one for one in found), found


def test_coinciding_bounds_of_a_goal_are_rows_that_never_decide(project: Path) -> None:
    text = (project / HELSE).read_text(encoding="utf-8")
    second = PARAMETERS.replace("    attainment: epj\n    parameters:\n", "")
    second = second.replace("enough:", "plenty:").replace("Nok", "Rikelig")
    declared = "        enough: {unit: share, better: down}\n"
    table = TABLE.replace(declared, declared + declared.replace("enough", "plenty"))
    rows = "        - {id: enough, when: {attainment: {at_least: enough}}, status: green}\n"
    table = table.replace(
        rows,
        "        - {id: enough, when: {attainment: {at_least: plenty}}, status: green}\n"
        "        - {id: on-the-way, when: {attainment: {at_least: enough, below: plenty}},"
        " status: yellow}\n",
    ).replace("enough: 60 %}, expect", "enough: 60 %, plenty: 60 %}, expect")
    text = text.replace(PARAMETERS + TABLE, PARAMETERS + second + table)
    (project / HELSE).write_text(text, encoding="utf-8")
    errors = [str(one) for one in check_project(project).of_level("error")]
    (told,) = errors
    assert told.startswith(f"{HELSE}:")
    assert 'for the goal "helse-1"' in told
    assert '"on-the-way" can never decide' in told
