"""Imagined: other figures go through the same rules, and nothing else moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.assessment.assessed import AppliedOverride, Assessment, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.asking import GoalCase, goal_case
from ekrules.assessment.what_if.imagined import (
    Settings,
    differences,
    imagine,
    imagined_measures,
)
from ekrules.assessment.what_if.settings import read_settings
from ekrules.errors import Faults
from ekrules.goals.strategy import MeasureDefinition
from ekrules.tables.combination import joint_of
from ekrules.yaml_reader.wording import Wording
from tests.assessment.builders import ON, assessed, goal, rules, share, strategy, table
from tests.real_project import outcome, real

ENGINES = EngineRoom("columnar")
REAL = outcome().assessment


def imagined(settings: Settings, before: Assessment = REAL) -> Assessment:
    loaded = real()
    on = loaded.survey.description.reference_date
    return imagine(before, loaded.strategy, loaded.rules, on, settings, ENGINES)


def case_of(goal: str) -> GoalCase:
    loaded = real()
    on = loaded.survey.description.reference_date
    return goal_case(loaded.strategy.goals[goal], REAL.measures, loaded.rules.status, on)


def told(goal: str | None, *texts: str) -> list[str]:
    faults = Faults()
    read_settings(texts, real().strategy, case_of(goal) if goal else None, faults)
    return [str(fault) for fault in faults.found]


def test_with_nothing_set_nothing_differs() -> None:
    found = differences(REAL, imagined(Settings()))
    assert not any((found.measures, found.goals, found.themes, found.overall, found.findings))


@given(st.sampled_from([one for one in REAL.measures if REAL.measures[one].value is not None]))
def test_a_measure_set_to_what_it_is_changes_no_colour(name: str) -> None:
    same = imagined(Settings({name: REAL.measures[name].exact}))
    assert [one.status for one in same.goals] == [one.status for one in REAL.goals]
    assert [one.holds for one in same.findings] == [one.holds for one in REAL.findings]


def test_a_measure_carries_the_combinations_and_goals_that_rest_on_it() -> None:
    after = imagined(Settings({"helsenett": Fraction(1)}))
    found = differences(REAL, after)
    moved = {one.id for _, one in found.measures}
    assert {"helsenett", "helsenett_og_helseforetak", "helse_samhandling"} <= moved
    # 32 of the 161 on the network, were all 249 on it: as large a part of them.
    share = after.measures["helsenett_og_helseforetak"].value
    assert share == pytest.approx(32 / 161)
    assert "helse-2" in {one.goal for _, one in found.goals}


def test_a_colour_that_changes_goes_on_to_its_theme() -> None:
    after = imagined(Settings({"epj": Fraction(1)}))
    found = differences(REAL, after)
    assert [(one.goal, other.status) for one, other in found.goals] == [("helse-1", Status.GREEN)]
    assert after.goal("helse-1").decided_by.row == "final-year-ahead"  # type: ignore[union-attr]


def test_a_measure_set_to_unknown_makes_its_goal_grey_with_that_reason() -> None:
    after = imagined(Settings({"epj": None})).goal("helse-1")
    assert (after.status, after.reason) == (Status.GREY, "set_unknown")


def test_an_override_stays_whatever_the_rules_then_give() -> None:
    signed = AppliedOverride(
        "Kari",
        Wording(nb="Fordi."),
        real().survey.description.reference_date,
        Status.YELLOW,
        date(2010, 12, 31),
    )
    before = replace(
        REAL,
        goals=tuple(
            replace(one, status=Status.RED, override=signed) if one.goal == "helse-1" else one
            for one in REAL.goals
        ),
    )
    after = imagined(Settings({"epj": Fraction(1)}), before).goal("helse-1")
    assert (after.status, after.computed, after.override) == (Status.RED, Status.GREEN, signed)


@pytest.mark.parametrize(
    "text", ["70%", "70 %", "70,0 %", "70.0%", "70\u00a0%", "70 of 100", "7/10"]
)
def test_a_share_is_read_as_people_write_it(text: str) -> None:
    faults = Faults()
    found = read_settings([f"epj={text}"], real().strategy, None, faults)
    assert not faults.found
    assert float(found.measures["epj"] or 0) == 0.7


@pytest.mark.parametrize(
    ("text", "years"), [("0.5", 0.5), ("0,5", 0.5), ("-1", -1.0), ("\u22121", -1.0)]
)
def test_years_are_read_with_comma_or_point(text: str, years: float) -> None:
    faults = Faults()
    found = read_settings([f"years_left={text}"], real().strategy, case_of("helse-1"), faults)
    assert not faults.found
    assert found.inputs == {"years_left": years}


def test_an_input_that_is_a_figure_sets_the_measure_behind_it() -> None:
    faults = Faults()
    texts = ["attainment=70%", "rollout=unknown"]
    found = read_settings(texts, real().strategy, case_of("nav-1"), faults)
    assert set(found.measures) == {"nav_losninger", "nav_kontorer_apnet"}
    assert found.measures["nav_kontorer_apnet"] is None
    assert not found.inputs


def test_every_fault_of_the_settings_is_told_at_once() -> None:
    texts = ["attainmnt=70%", "years_left=70%", "attainment=70", "minid=120%", "helsenett", "x=1"]
    known = "an input of its table (attainment, years_left) or a measure's id"
    unit = '"years_left" is a number of years, and only a share is written with "%"'
    near = f'expected {known}. Did you mean "attainment"?'
    assert told("helse-1", *texts) == [
        f'--set "attainmnt=70%": nothing here is called "attainmnt"; {near}',
        f'--set "years_left=70%": "70%"; {unit}: write 70.',
        '--set "attainment=70": "70"; a share is written with "%" (as 70 %).',
        '--set "minid=120%": "120%"; expected a share from 0 % to 100 %.',
        '--set "helsenett": no name and value; expected both, as attainment=70%.',
        f'--set "x=1": nothing here is called "x"; expected {known}.',
    ]


def test_an_input_of_a_goal_asks_for_the_goal() -> None:
    expected = "name the goal first, as ekrules whatif helse-2 --set attainment=70%"
    assert told(None, "attainment=70%") == [
        f'--set "attainment=70%": "attainment" belongs to one goal; {expected}.'
    ]


def test_a_name_is_set_once() -> None:
    assert told(None, "epj=70%", "epj=80%") == [
        '--set "epj=80%": "epj" is set a second time; expected each once.'
    ]


def test_counts_that_cannot_be_are_no_share() -> None:
    expected = "expected some of a base, or all"
    assert told(None, "epj=8 of 7", "minid=0/0") == [
        f'--set "epj=8 of 7": 8 of 7; {expected}.',
        f'--set "minid=0/0": 0 of 0; {expected}.',
    ]


def test_a_text_is_set_as_it_is_written_though_it_looks_like_a_number() -> None:
    by = table(
        """
  - decision: t
    asks: How far?
    hit_policy: first
    inputs: {level: {unit: text, values: ["4", "5"]}}
    rows:
      - {id: five, when: {level: {is: "5"}}, status: green}
      - {id: four, when: {level: {is: "4"}}, status: red}
"""
    )
    level = {
        "unit": "text",
        "values": ({"from": date(2008, 1, 1), "value": "4"},),
        "source": "Rådet",
    }
    one = strategy(a=[goal(judged_by="t", parameters={"level": level})])
    case = goal_case(one.goals["a-1"], {"m": share(100), "n": share(1)}, {"t": by}, ON)
    faults = Faults()
    assert read_settings(["level=5"], one, case, faults).inputs == {"level": "5"}
    assert not faults.found
    read_settings(["level=6"], one, case, faults)
    assert "expected one of" in str(faults.found[0])


def defined(**made: object) -> MeasureDefinition:
    return MeasureDefinition.model_validate(
        {"label": {"nb": "M"}, "says": {"nb": "gjør det"}, **made}
    )


DEFINITIONS = {
    "a": defined(question="q", counts=("ja",), base="asked"),
    "b": defined(question="r", counts=("ja",), base="asked"),
    "m": defined(joint_of=("a", "b")),
}


def joint(both: int, **given: Fraction | None) -> float | None:
    """Return the share of both, imagined; 50 of 100 said the first, `both` of these the second."""
    first = share(50, asked=100, measure_id="a", respondents=100)
    last = share(both, asked=50, measure_id="b", respondents=100)
    measures = {"a": first, "b": last, "m": joint_of("m", [first, last], 100, 430)}
    return imagined_measures(DEFINITIONS, measures, given)["m"].value


def test_a_joint_share_with_an_unknown_part_is_unknown() -> None:
    assert joint(10) == 0.1
    assert joint(10, a=None) is None
    assert joint(10, b=Fraction(2, 5)) == pytest.approx(0.2)


def test_how_a_joint_share_grows_from_none_at_all_nobody_can_tell() -> None:
    assert joint(0, b=Fraction(1, 2)) is None
    assert joint(0, b=Fraction(0)) == 0


def test_an_input_set_to_unknown_is_the_reason_for_grey() -> None:
    by = table(
        """
  - decision: t
    asks: How far?
    hit_policy: first
    inputs: {coverage: {unit: text}, pace: {unit: number}}
    rows:
      - {id: fast, when: {pace: {at_least: 1}}, status: green}
"""
    )
    pace = {
        "unit": "number",
        "values": ({"from": date(2008, 1, 1), "value": 2},),
        "source": "Rådet",
    }
    one = strategy(a=[goal(judged_by="t", parameters={"pace": pace})])
    ruled = rules(by)
    before = assessed(one, {"m": share(100), "n": share(1)}, ruled)
    assert before.goal("a-1").status is Status.GREEN
    after = imagine(before, one, ruled, ON, Settings(goal="a-1", inputs={"pace": None}), ENGINES)
    found = after.goal("a-1")
    assert (found.status, found.reason) == (Status.GREY, "set_unknown")
    assert {seen.name: seen.reason for seen in found.inputs} == {
        "coverage": None,
        "pace": "set_unknown",
    }
