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
from tests.own_bounds import HELSE, PARAMETERS, TABLE, give_own_bound
from tests.real_project import GOALS, RULES, copied_project, replaced

OTHER = f"{GOALS}/10-arkitektur.yaml"
STATUS = f"{RULES}/status.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    copied_project(tmp_path)
    give_own_bound(tmp_path)
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
    told = "\n".join(one.text for one in explain(outcome(project), "helse-1").steps)
    assert "Nok: målets egen grense gjelder først senere" in told


def test_a_bound_of_a_later_day_is_a_warning_and_no_proof_against_the_table(project: Path) -> None:
    replaced(project / HELSE, "          - {from: 2008-01-01, value: 60 %}\n", "")
    (warning,) = (one for one in check_project(project).told if one.level != "note")
    assert (warning.level, warning.code) == ("warning", "value-not-checked")
    assert '"enough" of "helse-1" has no value on 2009-04-01' in str(warning.fault)


def test_the_record_holds_the_bound_with_all_that_is_known_of_it(project: Path) -> None:
    assert seen_in_record(project)["enough"] == {
        "value": 0.6, "measure": None, "reason": None, "unit": "share", "since": "2008-01-01",
        "source": "Kommunestyrets vedtak", "link": "https://www.ks.no/vedtak",
        "last_checked": "2009-06-01",
    }  # fmt: skip


def test_the_record_says_where_a_bound_has_no_link_and_was_never_checked(project: Path) -> None:
    known = "        link: https://www.ks.no/vedtak\n        last_checked: 2009-06-01\n"
    replaced(project / HELSE, known, "")
    enough = seen_in_record(project)["enough"]
    assert (enough["link"], enough["last_checked"]) == (None, None)
    assert seen_in_record(project)["attainment"].keys() == {"value", "measure", "reason"}


def seen_in_record(project: Path) -> dict[str, dict[str, object]]:
    record = json.loads(outcome(project).record)
    (goal,) = [one for one in record["goals"] if one["id"] == "helse-1"]
    seen: dict[str, dict[str, object]] = goal["inputs"]
    return seen


def test_explain_and_the_report_show_the_bound_and_where_it_comes_from(project: Path) -> None:
    told = str(explain(outcome(project), "helse-1").steps)
    for part in ("Nok: 60\\xa0%", "1. januar 2008", "Kommunestyrets vedtak"):
        assert part in told
    assert ekrules("assess", "--format", "html", "--out", "ut").code == 0
    page = (project / "ut/report.html").read_text(encoding="utf-8")
    assert "målets egen grense fra 1. januar 2008 (Kommunestyrets vedtak)" in page


def test_the_rules_in_the_report_show_each_value_of_the_goals_own_with_its_source(
    project: Path,
) -> None:
    assert ekrules("assess", "--format", "md", "--out", "ut").code == 0
    page = (project / "ut/report.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    rules = page[page.index("Tabellen helse-1: status for mål") :]
    assert "måloppnåelse minst Nok" in rules
    own = [line for line in rules.splitlines() if "| Nok |" in line]
    begins = "| [Mål 3.1](#goal.helse-1) | Nok |"
    source = "Kommunestyrets vedtak (https://www.ks.no/vedtak). Sist kontrollert 1. juni 2009."
    assert own == [
        f"{begins} 60 % | 1. januar 2008 (i kraft 1. april 2009) | {source} |",
        f"{begins} 75 % | 1. januar 2010 | {source} |",
    ]
    assert page.count("Målenes egne verdier i tabellen") == 1


def test_a_table_of_a_goal_can_not_be_named_by_another_goal(project: Path) -> None:
    shared = "judged_by: attainment-by-deadline\n    measures: [arkitektur_forankret"
    replaced(project / OTHER, shared, shared.replace("attainment-by-deadline", "helse-1"))
    (told,) = faults(project)
    assert told.startswith(f"{OTHER}:")
    assert 'the table "helse-1" is written in the goal "helse-1" and judges only that' in told
    assert told.endswith(
        'move it to status.yaml, with its id after "decision:", and name it in both goals.'
    )


def test_a_table_of_a_goal_is_not_proposed_for_another(project: Path) -> None:
    shared = "judged_by: attainment-by-deadline\n    measures: [arkitektur_forankret"
    replaced(project / OTHER, shared, shared.replace("attainment-by-deadline", "helse1"))
    (told,) = faults(project)
    assert 'no decision table or method is called "helse1"' in told
    assert "Did you mean" not in told


def test_a_table_of_a_goal_with_the_id_of_a_shared_one_is_told_once(project: Path) -> None:
    text = "    judged_by:\n      asks: Has"
    named = text.replace("      asks", "      decision: attainment-by-deadline\n      asks")
    replaced(project / HELSE, text, named)
    (told,) = faults(project)
    assert 'table "attainment-by-deadline"' in told


def test_a_shared_table_is_proved_for_goals_that_give_a_measure_where_others_give_a_bound(
    project: Path,
) -> None:
    lines = TABLE.replace("    judged_by:\n", "").splitlines()
    shared = "  - decision: by-council\n" + "\n".join(line[2:] for line in lines) + "\n"
    # Sound where enough is 60 %, and with a hole where it is over 90 %.
    shared = shared.replace("{below: enough}", "{below: enough, at_most: 90 %}")
    replaced(project / STATUS, "tables:\n", f"tables:\n{shared}")
    replaced(project / HELSE, TABLE, "    judged_by: by-council\n")
    assert check_project(project).of_level("error") == ()
    judged = "judged_by: attainment-by-deadline\n    measures: [arkitektur_forankret"
    given = judged.replace("attainment-by-deadline", "by-council")
    replaced(project / OTHER, judged, f"inputs: {{enough: arkitektur}}\n    {given}")
    (told,) = [str(one) for one in check_project(project).of_level("error")]
    assert 'for the goal "arkitektur-1"' in told


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
        'all its values have "%"',
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
