"""Indicators in goals: a measure names an indicator, and a goal a published method."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from ekrules.errors import InputError
from ekrules.project.assessing import Outcome, read_earlier, run_assessment
from ekrules.project.explained import Step
from ekrules.project.explaining import explain
from ekrules.project.loading import load
from ekrules.project.locating import locate
from tests.decision.engines import needs_rete
from tests.indicator_project import (
    CATALOGUE,
    INDICATORS,
    MEASURES,
    ROWS,
    RULES,
    SURVEY,
    THEME,
    VALUES,
    goal,
    project,
)

FIRST = "{rule: fixed, period: 2015, otherwise: next}", "{rule: first}"


def run(root: Path, previous: Path | None = None) -> Outcome:
    return run_assessment(load(locate(root)), previous=read_earlier(previous))


def faults(root: Path) -> list[str]:
    with pytest.raises(InputError) as stopped:
        load(locate(root))
    return [str(one).replace(f"{root}/", "") for one in stopped.value.faults]


def with_growth(root: Path) -> Path:
    """Add the method "growth": progress-to-target from the first observation."""
    text = (root / "rules/methods/progress-to-target.yaml").read_text(encoding="utf-8")
    text = text.replace("method: progress-to-target", "method: growth").replace(*FIRST)
    (root / "rules/methods/growth.yaml").write_text(text, encoding="utf-8")
    return root


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_measure_is_the_newest_value_until_the_surveys_date(tmp_path: Path) -> None:
    outcome = run(project(tmp_path, goal("nett-1")))
    found = outcome.assessment.measures["bredbaand"]
    assert (found.value, found.unit, found.denominator, found.numerator) == (
        0.623,
        "share",
        1200,
        None,
    )
    assert (found.low, found.high, found.source) == (None, None, "Statistisk kontor, 2008")
    assert outcome.assessment.goal("nett-1").status.value == "green"


def test_a_measure_in_a_unit_of_its_own_is_the_number_that_was_published(tmp_path: Path) -> None:
    found = run(project(tmp_path, goal("nett-1"))).assessment.measures["svartid"]
    assert (found.value, found.unit, found.denominator) == (25.5, "days", 88)


def test_a_strategy_that_names_no_indicator_is_assessed_with_them_beside_the_survey(
    tmp_path: Path,
) -> None:
    beside = run(project(tmp_path / "a"))
    without = run(project(tmp_path / "b", catalogue=None))
    assert beside.assessment.measures == without.assessment.measures
    statuses = [[one.status for one in run.assessment.goals] for run in (beside, without)]
    assert statuses[0] == statuses[1]
    assert {one.path for one in beside.inputs} >= {INDICATORS, VALUES}


@needs_rete  # columnar, which tries the examples beside the rules elsewhere, is such a library's
def test_a_project_without_indicators_loads_no_dataframe_library(tmp_path: Path) -> None:
    root = project(tmp_path, catalogue=None)
    code = f"""
import sys
from pathlib import Path
from ekrules.project.loading import load
from ekrules.project.locating import locate
load(locate(Path({str(root)!r})))
print(sorted(name for name in ("polars", "narwhals", "z3") if name in sys.modules))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


NAMES = [
    (
        "indicator: broadband",
        "indicator: broadbnd",
        'no indicator is called "broadbnd"',
        "broadband",
    ),
    (
        'entity: "0301"\n  svartid',
        'entity: "0302"\n  svartid',
        'no entity is called "0302"',
        "0301",
    ),
]


@pytest.mark.parametrize(("old", "new", "told", "near"), NAMES)
def test_a_name_that_the_catalogue_lacks_is_told_with_the_nearest(
    tmp_path: Path, old: str, new: str, told: str, near: str
) -> None:
    root = project(tmp_path, goal("nett-1"), measures=MEASURES.replace(old, new))
    (said,) = faults(root)
    assert said.startswith(f"{THEME}:")
    assert told in said
    assert said.endswith(f'Did you mean "{near}"?')


def test_an_entity_is_named_where_there_are_several(tmp_path: Path) -> None:
    measures = MEASURES.replace('    entity: "0301"\n', "", 1)
    (said,) = faults(project(tmp_path, goal("nett-1"), measures=measures))
    assert 'no "entity", and' in said
    assert "has 2" in said
    assert '"0301", "1103"' in said


def test_an_entity_may_be_left_out_where_there_is_one(tmp_path: Path) -> None:
    catalogue = "\n".join(line for line in CATALOGUE.splitlines() if "Stavanger" not in line)
    catalogue = catalogue.replace("    applies_to: {size: large}\n", "").replace(
        "    applies_to: {size: large}", ""
    )
    rows = "\n".join(line for line in ROWS.splitlines() if not line.startswith("1103")) + "\n"
    measures = MEASURES.replace('    entity: "0301"\n', "")
    root = project(tmp_path, goal("nett-1"), measures=measures, catalogue=catalogue, rows=rows)
    assert run(root).assessment.measures["bredbaand"].value == 0.623


def test_an_indicator_that_is_not_for_the_entity_is_told(tmp_path: Path) -> None:
    measures = MEASURES.replace("indicator: broadband", "indicator: large_only").replace(
        '"0301"', '"1103"', 1
    )
    (said,) = faults(project(tmp_path, goal("nett-1"), measures=measures))
    assert 'the indicator "large_only" is not for "1103"' in said


def test_an_indicator_without_a_file_of_indicators_is_told_at_the_measure(tmp_path: Path) -> None:
    first, second = faults(project(tmp_path, goal("nett-1"), catalogue=None))
    assert 'the indicator "broadband", but there is no indicators.yaml' in first
    assert 'the indicator "waiting"' in second


def test_faults_of_the_indicators_are_told_with_all_others(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        goal("nett-1", judged_by="nowhere"),
        rows=ROWS.replace("0301,2005,broadband,40", "0301,2005,broadband,forty"),
    )
    edited(root / f"{RULES}/swot.yaml", "theme: helse", "theme: hels")
    said = faults(root)
    assert any(one.startswith(f"{VALUES}:2:") and "forty" in one for one in said)
    # What hangs on the units is not told wrong for the sake of a file that could not be read.
    assert not any("nowhere" in one or "is not read" in one for one in said)


@pytest.mark.parametrize("number", ["inf", "nan", "1e400"])
def test_a_value_that_is_no_finite_number_is_a_fault_at_its_line(
    tmp_path: Path, number: str
) -> None:
    rows = ROWS.replace("0301,2008,waiting,25.5", f"0301,2008,waiting,{number}")
    said = faults(project(tmp_path, goal("nett-1"), rows=rows))
    assert [one for one in said if one.startswith(f"{VALUES}:10:")] == said


def test_a_percent_past_the_whole_is_no_share(tmp_path: Path) -> None:
    catalogue = CATALOGUE.replace("    limits: {low: 0, high: 100}\n", "")
    rows = ROWS.replace("broadband,62.3", "broadband,162.3")
    (said,) = faults(project(tmp_path, goal("nett-1"), catalogue=catalogue, rows=rows))
    assert f"162.3 percent at {VALUES}:5:" in said
    assert "no share of anything" in said
    assert "a unit of its own" in said


def test_a_value_that_is_marked_as_missing_is_unknown_with_its_reason(tmp_path: Path) -> None:
    measures = MEASURES.replace(
        'indicator: waiting\n    entity: "0301"', 'indicator: waiting\n    entity: "1103"'
    )
    found = run(project(tmp_path, goal("nett-1"), measures=measures)).assessment.measures["svartid"]
    assert (found.value, found.reason, found.unit) == (None, "missing", "days")
    assert found.series is not None
    assert found.series.newest is not None
    assert found.series.newest.reason == "not_published"


def test_the_newest_known_value_counts_where_a_newer_one_is_missing(tmp_path: Path) -> None:
    measures = MEASURES.replace("indicator: waiting", "indicator: yield")
    found = run(project(tmp_path, goal("nett-1"), measures=measures)).assessment.measures["svartid"]
    assert (found.value, found.unit, found.source) == (4.1, "t/ha", "yield, 2007")


MEAN = """\
  snitt:
    label: {{nb: Snitt}}
    says: {{nb: har}}
    mean_of: [{parts}]
"""


def test_measures_of_unlike_units_are_not_put_together(tmp_path: Path) -> None:
    measures = MEASURES + MEAN.format(parts="bredbaand, svartid")
    (said,) = faults(project(tmp_path, goal("nett-1"), measures=measures))
    assert '"svartid" (in days) beside "bredbaand" (a share)' in said


def test_shares_of_a_survey_and_of_an_indicator_are_put_together(tmp_path: Path) -> None:
    measures = MEASURES + MEAN.format(parts="bredbaand, journal")
    found = run(project(tmp_path, goal("nett-1"), measures=measures)).assessment.measures["snitt"]
    assert found.value == pytest.approx((0.623 + 0.5) / 2)
    assert (found.numerator, found.denominator, found.unit) == (None, None, "share")


def test_a_mean_in_a_unit_of_its_own_is_exact(tmp_path: Path) -> None:
    twice = MEASURES.split("  svartid:")[1]
    measures = MEASURES + f"  svartid_2:{twice}" + MEAN.format(parts="svartid, svartid_2")
    found = run(project(tmp_path, goal("nett-1"), measures=measures)).assessment.measures["snitt"]
    assert (found.value, found.unit) == (25.5, "days")


FINDING = """\
  - finding: slow
    kind: weakness
    theme: nett
    text: {{nb: Det går sakte}}
    when: {{measure: {measure}, {bound}}}
"""


def with_finding(root: Path, measure: str, bound: str) -> Path:
    path = root / f"{RULES}/swot.yaml"
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    path.write_text(text + FINDING.format(measure=measure, bound=bound), encoding="utf-8")
    return root


@pytest.mark.parametrize(("bound", "holds"), [("at_least: 25.5", True), ("below: 25.5", False)])
def test_a_finding_on_a_unit_of_its_own_compares_with_plain_numbers(
    tmp_path: Path, bound: str, holds: bool
) -> None:
    outcome = run(with_finding(project(tmp_path, goal("nett-1")), "svartid", bound))
    slow = next(one for one in outcome.assessment.findings if one.id == "slow")
    assert slow.holds is holds


def test_a_percent_bound_on_a_unit_of_its_own_is_a_fault(tmp_path: Path) -> None:
    (said,) = faults(with_finding(project(tmp_path, goal("nett-1")), "svartid", "at_least: 60 %"))
    assert 'only a share is written with "%"' in said


def test_a_plain_bound_on_a_percent_indicator_stays_the_fault_it_is_on_a_share(
    tmp_path: Path,
) -> None:
    (said,) = faults(with_finding(project(tmp_path, goal("nett-1")), "bredbaand", "at_least: 60"))
    assert 'a share is written with "%" (as 60 %)' in said


TARGETS = [
    ("10", "bredbaand", '"10"; a share is written with "%" (as 10 %)'),
    ("60 %", "svartid", '"60 %"; "target" is in the unit of its measure (days): write a number'),
]


@pytest.mark.parametrize(("target", "measure", "told"), TARGETS)
def test_a_target_in_another_unit_than_its_measure_is_a_fault(
    tmp_path: Path, target: str, measure: str, told: str
) -> None:
    judged = goal("nett-1", target=target, attainment=measure, judged_by="progress-to-target")
    (said,) = faults(project(tmp_path, judged))
    assert told in said


def test_a_dated_target_may_be_in_the_unit_of_its_measure(tmp_path: Path) -> None:
    dated = (
        "{source: Vedtak, values: [{from: 2008-01-01, value: 20}, {from: 2010-01-01, value: 10}]}"
    )
    judged = goal("nett-1", target=dated, attainment="svartid", judged_by="growth")
    outcome = run(with_growth(project(tmp_path, judged)))
    found = outcome.assessment.goal("nett-1").method
    assert found is not None
    target = next(one for one in found.parameters if one.name == "target")
    assert (target.value, target.origin) == (20.0, "goal")


def test_a_dated_target_of_numbers_on_a_share_is_a_fault_at_each_value(tmp_path: Path) -> None:
    dated = "{source: Vedtak, values: [{from: 2008-01-01, value: 20}]}"
    said = " ".join(faults(project(tmp_path, goal("nett-1", target=dated))))
    assert '"20"; a share is written with "%" (as 20 %)' in said


OWN_TABLE = """
      asks: Is it quick?
      hit_policy: unique
      inputs: {attainment: {unit: number, better: down}, target: {unit: number}}
      rows:
        - {id: quick, when: {attainment: {at_most: target}}, status: green}
        - {id: slow, when: {attainment: {more_than: target}}, status: red}"""


@pytest.mark.parametrize(("target", "status"), [("25.5", "green"), ("25.4", "red")])
def test_a_table_judges_a_measure_in_a_unit_of_its_own(
    tmp_path: Path, target: str, status: str
) -> None:
    judged = goal("nett-1", target=target, attainment="svartid", judged_by=OWN_TABLE)
    found = run(project(tmp_path, judged)).assessment.goal("nett-1")
    assert (found.status.value, found.robust, found.to_next) == (status, None, None)


def test_a_table_of_shares_does_not_judge_a_unit_of_its_own(tmp_path: Path) -> None:
    judged = goal("nett-1", target="10", attainment="svartid")
    said = " ".join(faults(project(tmp_path, judged)))
    assert '"attainment-by-deadline" asks for a share' in said


METHOD_FAULTS = [
    ({"judged_by": "progress-to-targt"}, 'Did you mean "progress-to-target"?'),
    ({"judged_by": "sdg-dashboard"}, 'needs "best", "green", "red", "worst", which nothing gives'),
    ({"judged_by": "sdg-dashboard", "target": "60 %"}, "a target, which the method"),
    ({"target": "none"}, 'the target none, and the table "attainment-by-deadline" judges'),
    (
        {"judged_by": "un-progress-chart", "target": "none", "attainment": "journal"},
        'needs "target", which nothing gives; write it under "target" of the goal',
    ),
]


@pytest.mark.parametrize(("said", "told"), METHOD_FAULTS)
def test_what_does_not_fit_a_method_is_told_at_the_goal(
    tmp_path: Path, said: dict[str, str], told: str
) -> None:
    every = " ".join(faults(project(tmp_path, goal("nett-1", 1, **said))))
    assert told in every


def test_a_table_and_a_method_of_one_id_are_told_with_both_places(tmp_path: Path) -> None:
    root = project(tmp_path, goal("nett-1"))
    text = (root / "rules/methods/un-progress-chart.yaml").read_text(encoding="utf-8")
    renamed = text.replace("method: un-progress-chart", "method: attainment-by-deadline")
    (root / "rules/methods/attainment-by-deadline.yaml").write_text(renamed, encoding="utf-8")
    (said,) = faults(root)
    assert said.startswith(f"{RULES}/status.yaml:")
    assert "rules/methods/attainment-by-deadline.yaml" in said


def test_a_fault_of_a_method_is_told_once_at_its_line(tmp_path: Path) -> None:
    goals = [goal(f"nett-{n}", n, judged_by="progress-to-target") for n in (1, 2)]
    root = project(tmp_path, *goals)
    edited(root / "rules/methods/progress-to-target.yaml", "pace: pace_cagr", "pace: pace_cgr")
    said = [one for one in faults(root) if "pace_cgr" in one]
    assert len(said) == 1
    assert said[0].startswith("rules/methods/progress-to-target.yaml:")


def test_a_goal_without_a_measure_is_grey_by_any_method(tmp_path: Path) -> None:
    judged = goal("nett-1", judged_by="progress-to-target", target="none")
    bare = judged.replace("    attainment: bredbaand\n", "").replace("full", "none")
    found = run(project(tmp_path, bare)).assessment.goal("nett-1")
    assert (found.status.value, found.reason) == ("grey", "not_in_survey")


def test_a_survey_measure_is_one_observation(tmp_path: Path) -> None:
    judged = goal("nett-1", judged_by="growth", attainment="journal", target="90 %")
    found = run(with_growth(project(tmp_path, judged))).assessment.goal("nett-1")
    assert (found.status.value, found.reason) == ("grey", "single_observation")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    goals = [
        goal("nett-1", 1, judged_by="growth", target="80 %"),
        goal("nett-2", 2, judged_by="growth", target="10", attainment="svartid"),
    ]
    return with_growth(project(tmp_path_factory.mktemp("grown"), *goals))


def test_a_record_has_every_number_of_a_method_with_its_place(grown: Path) -> None:
    outcome = run(grown)
    record = json.loads(outcome.record)
    one, other = (goal for goal in record["goals"] if goal["theme"] == "nett")
    assert record["schema_version"] == 3
    assert one["method"]["colour"] == "on_track"
    assert one["method"]["parameters"]["target"] == {
        "value": 80.0,
        "from": "goal",
        "at": {"file": THEME, "line": 22},
        "reason": None,
    }
    assert one["method"]["derived"]["pace"]["steps"]["base_value"] == 40.0
    assert one["method"]["observations"][0] == {
        "period": "2005",
        "value": 40.0,
        "at": {"file": VALUES, "line": 2},
    }
    assert other["to_next"]["unit"] == "days"
    assert other["to_next"]["points"] is None
    series = record["measures"]["bredbaand"]["series"]
    assert (series["period"], series["published"], series["base"]) == ("2008", 62.3, 1200)
    paths = {one["path"] for one in record["inputs"]}
    assert paths >= {INDICATORS, VALUES, "rules/methods/growth.yaml"}


def test_the_same_files_give_the_same_record(grown: Path) -> None:
    assert run(grown).record == run(grown).record


def texts(steps: tuple[Step, ...] | list[Step]) -> list[str]:
    return [text for one in steps for text in (one.text, *texts(one.rests_on))]


def test_an_explanation_leads_from_the_status_to_each_observation(grown: Path) -> None:
    told = texts(explain(run(grown), "nett-1").steps)
    every = "\n".join(told).replace(f"{grown}/", "")
    assert "fast-enough (growth, rules/methods/growth.yaml:" in every
    assert f"2005: 40 percent ({VALUES}:2)" in every
    assert f"målet ({THEME}:22)" in every
    assert "metoden (rules/methods/growth.yaml:" in every
    assert "required_cagr: 0.104089513674" in every


def test_an_earlier_record_is_held_against_in_the_measures_own_unit(
    grown: Path, tmp_path: Path
) -> None:
    earlier = tmp_path / "assessment.json"
    root = with_growth(
        project(
            tmp_path / "earlier",
            goal("nett-1", 1, judged_by="growth", target="80 %"),
            goal("nett-2", 2, judged_by="growth", target="10", attainment="svartid"),
            rows="\n".join(one for one in ROWS.splitlines() if ",2008," not in one) + "\n",
        )
    )
    edited(root / f"{SURVEY}/survey.yaml", "wave: 2009", "wave: 2008")
    edited(root / f"{SURVEY}/survey.yaml", "2009-04-01", "2007-12-31")
    edited(root / f"{SURVEY}/evidence.yaml", "2008-10-15", "2007-10-15")
    edited(root / "goals/plan2012/strategy.yaml", "adopted: 2008", "adopted: 2007")
    earlier.write_text(run(root).record, encoding="utf-8")
    changes = run(grown, earlier).changes
    assert changes is not None
    waiting, broadband = changes.measures["svartid"], changes.measures["bredbaand"]
    assert (float(waiting.change or 0), waiting.points, waiting.unit) == (-1.5, None, "days")
    assert broadband.points == Fraction(68, 10)
    assert broadband.change is None
    assert all(changes.goals[name].what_if is not None for name in ("nett-1", "nett-2"))


def test_a_published_share_that_is_as_it_was_has_not_changed(tmp_path: Path) -> None:
    root = with_growth(
        project(tmp_path, goal("nett-1", 1, judged_by="growth", target="80 %")),
    )
    earlier = tmp_path / "assessment.json"
    earlier.write_text(run(root).record, encoding="utf-8")
    edited(root / f"{SURVEY}/survey.yaml", "wave: 2009", "wave: 2010")
    edited(root / f"{SURVEY}/survey.yaml", "2009-04-01", "2009-12-31")
    changes = run(root, earlier).changes
    assert changes is not None
    broadband = changes.measures["bredbaand"]
    assert broadband.points == Fraction(0)
    assert not broadband.is_clear


def test_a_figure_that_the_source_has_revised_is_not_compared(grown: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "assessment.json"
    record = json.loads(run(grown).record)
    record |= {"wave": 2008, "reference_date": "2007-12-31"}
    record["measures"]["svartid"]["value"] = 26.0
    earlier.write_text(json.dumps(record), encoding="utf-8")
    changes = run(grown, earlier).changes
    assert changes is not None
    hindrance = changes.measures["svartid"].hindrance
    assert hindrance is not None
    assert hindrance.reason == "values_revised"


def without_survey(into: Path) -> Path:
    """Return a project with figures of others alone: no questions, no answers, no counts."""
    root = project(into, goal("nett-1"), goal("nett-2", 2, target="none", attainment="svartid"))
    text = (root / THEME).read_text(encoding="utf-8")
    first, second = text.split("  - id: nett-2")
    second = second.replace("judged_by: attainment-by-deadline", "judged_by: progress-to-target")
    (root / THEME).write_text(f"{first}  - id: nett-2{second}", encoding="utf-8")
    (root / "goals/plan2012/01-helse.yaml").unlink()
    (root / f"{RULES}/swot.yaml").write_text("findings: []\n", encoding="utf-8")
    (root / f"{RULES}/narrative.nb.yaml").unlink()
    for folder in ("codebook", "printed"):
        shutil.rmtree(root / SURVEY / folder)
    (root / SURVEY / "evidence.yaml").unlink()
    about = root / SURVEY / "survey.yaml"
    text = about.read_text(encoding="utf-8").split("option_lists")[0]
    about.write_text(text.replace("respondents: 100\nframe: 120\n", ""), encoding="utf-8")
    return root


def test_a_strategy_may_be_followed_by_indicators_alone(tmp_path: Path) -> None:
    root = without_survey(tmp_path)
    outcome = run(root)
    statuses = {one.goal: (one.status.value, one.reason) for one in outcome.assessment.goals}
    assert statuses == {"nett-1": ("green", None), "nett-2": ("grey", "no_base")}
    told = "\n".join(one.text for one in (outcome.narrative.method, outcome.narrative.response))
    assert "ikke svar på spørsmål" in told
    assert "0 av 0" not in told
    assert texts(explain(outcome, "nett-1").steps)
    assert json.loads(outcome.record)["answers"] is None


def test_of_a_survey_that_asks_nothing_nobody_can_have_answered(tmp_path: Path) -> None:
    root = without_survey(tmp_path)
    edited(root / SURVEY / "survey.yaml", "publisher: KS\n", "publisher: KS\nrespondents: 9\n")
    (said,) = faults(root)
    assert '"respondents", and there is no codebook/' in said


def test_a_survey_without_a_codebook_or_indicators_is_told_what_it_lacks(tmp_path: Path) -> None:
    root = without_survey(tmp_path)
    (root / INDICATORS).unlink()
    (root / VALUES).unlink()
    assert any("codebook" in one and "no .yaml files here" in one for one in faults(root))
