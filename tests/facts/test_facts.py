from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ekrules.facts.goal_facts import goal_facts
from ekrules.facts.measures import work_out_measures
from ekrules.goals.strategy import Goal
from ekrules.tables.measure import Measure, counted_share, unknown_measure
from tests.strategies import StrategyFiles
from tests.surveys import BRUK, NETT, small_survey, survey_of

SURVEY_DAY = date(2009, 4, 1)


@pytest.fixture
def files(tmp_path: Path) -> StrategyFiles:
    return StrategyFiles(tmp_path)


def goal_of(files: StrategyFiles) -> Goal:
    return files.strategy().goals["helse-1"]


NETT_SHARE = counted_share("nett", 60, 100, "s")


def test_measures_are_worked_out_in_the_order_of_the_strategy(files: StrategyFiles) -> None:
    measures = work_out_measures(files.strategy(), small_survey())
    assert {name: (one.numerator, one.denominator) for name, one in measures.items()} == {
        "nett": (60, 100),
        "bruk": (20, 60),
        "papir": (30, 60),
        "epost": (80, 100),
        "kontorer": (293, 457),
        "begge": (20, 100),
        "svakest": (60, 100),
        "sterkest": (80, 100),
        "snitt": (140, 200),
    }
    assert list(measures) == list(files.strategy().measures)


@pytest.mark.parametrize(
    ("base", "denominator"), [("asked", 100), ("answered", 96), ("known", 90), ("all", 100)]
)
def test_a_measure_is_of_the_base_it_names(
    files: StrategyFiles, base: str, denominator: int
) -> None:
    files.edit("item: epost\n    counts: [ja]\n    base: asked",
               f"item: epost\n    counts: [ja]\n    base: {base}")  # fmt: skip
    measure = work_out_measures(files.strategy(), small_survey())["epost"]
    assert (measure.base, measure.denominator) == (base, denominator)


def test_a_combination_may_stand_before_its_parts(files: StrategyFiles) -> None:
    files.add_measure("x: {label: {nb: X}, says: {nb: x}, mean_of: [begge, snitt]}")
    measures = work_out_measures(files.strategy(), small_survey())
    assert next(iter(measures)) == "x"
    assert measures["x"].value == float((Fraction(20, 100) + Fraction(140, 200)) / 2)


def test_every_measure_says_where_it_comes_from(files: StrategyFiles) -> None:
    measures = work_out_measures(files.strategy(), small_survey())
    assert measures["nett"].source == "liten2009 3.1"
    assert measures["kontorer"].source == "NAV, 2008-12-31"
    assert measures["begge"].source == "liten2009 3.1"
    assert (measures["epost"].question, measures["epost"].item) == ("kanaler", "epost")


def test_a_goal_is_told_how_far_it_has_come_and_how_long_is_left(files: StrategyFiles) -> None:
    facts = goal_facts(goal_of(files), {"nett": NETT_SHARE}, SURVEY_DAY)
    assert facts.goal == "helse-1"
    assert facts.values == {
        "attainment": 0.6,
        "years_left": 2 + 275 / 366,
        "target": 1.0,
        "coverage": "full",
    }
    assert facts.reasons == {}
    assert facts.measures == {"attainment": "nett"}


def test_a_goal_without_a_deadline_has_no_years_left_and_says_why(files: StrategyFiles) -> None:
    goal = goal_of(files.edit("deadline: 2011-12-31", "deadline: none"))
    facts = goal_facts(goal, {"nett": NETT_SHARE}, SURVEY_DAY)
    assert facts.values["years_left"] is None
    assert facts.reasons == {"years_left": "no_deadline"}


def test_a_goal_that_nothing_measures_has_an_unknown_attainment(files: StrategyFiles) -> None:
    files.edit("    attainment: nett\n", "").edit("coverage: full", "coverage: none")
    facts = goal_facts(goal_of(files), {}, SURVEY_DAY)
    assert facts.values["attainment"] is None
    assert facts.reasons == {"attainment": "not_in_survey"}
    assert facts.measures == {}
    assert facts.values["coverage"] == "none"


@pytest.mark.parametrize(
    ("measure", "reason"),
    [
        (unknown_measure("nett", "base_is_zero"), "base_is_zero"),
        (unknown_measure("nett", "part_is_unknown"), "part_is_unknown"),
        (Measure(id="nett", value=None), "part_is_unknown"),
    ],
)
def test_an_unknown_measure_hands_on_its_reason(
    files: StrategyFiles, measure: Measure, reason: str
) -> None:
    facts = goal_facts(goal_of(files), {"nett": measure}, SURVEY_DAY)
    assert facts.values["attainment"] is None
    assert facts.reasons == {"attainment": reason}


def test_nobody_of_many_is_a_zero_and_not_an_unknown(files: StrategyFiles) -> None:
    facts = goal_facts(goal_of(files), {"nett": counted_share("nett", 0, 9, "s")}, SURVEY_DAY)
    assert facts.values["attainment"] == 0.0
    assert facts.reasons == {}


def test_a_goal_may_ask_for_more_than_its_attainment(files: StrategyFiles) -> None:
    goal = goal_of(
        files.edit("    judged_by", "    inputs: {rollout: kontorer, bruk: bruk}\n    judged_by")
    )
    measures = {
        "nett": NETT_SHARE,
        "kontorer": counted_share("kontorer", 293, 457, "s"),
        "bruk": unknown_measure("bruk", "base_is_zero"),
    }
    facts = goal_facts(goal, measures, SURVEY_DAY)
    assert facts.values["rollout"] == 293 / 457
    assert facts.values["bruk"] is None
    assert facts.reasons == {"bruk": "base_is_zero"}
    assert facts.measures == {"rollout": "kontorer", "bruk": "bruk", "attainment": "nett"}


def test_a_follow_up_put_to_nobody_reaches_the_goal_as_unknown(files: StrategyFiles) -> None:
    files.write_theme(
        "helse",
        1,
        "bruk: {label: {nb: B}, says: {nb: b}, question: bruk, counts: [ja], base: asked}",
        "bruk",
    )
    survey = survey_of(
        (NETT, {"nei": 100, "ja": 0, "total": 100}),
        (BRUK, {"nei": 0, "ja": 0, "unanswered": 100, "total": 100}),
    )
    facts = goal_facts(goal_of(files), work_out_measures(files.strategy(), survey), SURVEY_DAY)
    assert facts.reasons == {"attainment": "base_is_zero"}
