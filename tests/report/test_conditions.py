"""What conditions say in words: every bound as it was written, and how they are joined."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.decision.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsKnown,
    IsUnknown,
    NoneOf,
    Operator,
)
from ekrules.report.conditions import ConditionWords
from ekrules.report.material import Material
from tests.report.builders import world
from tests.report.sample_rules import DEMO_DAY, INPUTS, MOVING

WORLD = world()
MATERIAL = Material(WORLD.assessment, WORLD.narrative, WORLD.strategy, WORLD.survey)


def said(condition: Condition) -> str:
    return ConditionWords(MATERIAL, INPUTS).text(condition).replace("\u00a0", " ")


ROLLOUT = InputReference("rollout")
IN_TIME = "minst ett av (år igjen til fristen minst 0; år igjen til fristen ukjent)"
FORMER = Compare("measure:former", "below", 0.25)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Compare("attainment", "at_least", 0.6), "måloppnåelse minst 60 %"),
        (Compare("attainment", "more_than", 0.075), "måloppnåelse over 7,5 %"),
        (Compare("years_left", "at_most", 2), "år igjen til fristen høyst 2"),
        (Compare("years_left", "below", 0.25), "år igjen til fristen under 0,25"),
        (Compare("attainment", "at_least", ROLLOUT), "måloppnåelse minst utrulling"),
        (Compare("goals_assessed", "is_not", 1), "vurderte mål ikke lik 1"),
        (
            Compare("coverage", "is_one_of", ("full", "x")),
            "dekning i undersøkelsen en av «undersøkelsen dekker målet» eller «x»",
        ),
        (Compare("late", "is", True), "late lik ja"),
        (Compare("due", "at_least", DEMO_DAY), "due minst 31. desember 2012"),
        (IsUnknown("attainment"), "måloppnåelse ukjent"),
        (IsKnown("attainment"), "måloppnåelse kjent"),
        (FORMER, "«Former» er under 25 %"),
        (Compare("goal:alfa-1", "is", "red"), "mål 1.1 er rød"),
        (Compare("theme:beta", "is_not", "green"), "temaet Beta ikke er grønn"),
        (Compare("theme:beta", "is_one_of", ("green", "yellow")), "temaet Beta er grønn eller gul"),
        (Compare("finding:styrke", "is", True), "funnet «Et funn» gjelder"),
        (Compare("finding:styrke", "is_not", True), "funnet «Et funn» ikke gjelder"),
        (
            MOVING,
            f"måloppnåelse minst 40 % og under utrulling, og {IN_TIME}",
        ),
        (
            All((All((IsKnown("due"),)), NoneOf((FORMER, IsKnown("late"))))),
            "due kjent, og ingen av («Former» er under 25 %; late kjent)",
        ),
        (AnyOf((All((FORMER, IsKnown("late"))), IsUnknown("late"))),
         "minst ett av («Former» er under 25 %, og late kjent; late ukjent)"),
        (ALWAYS, "alltid"),
        (NoneOf(()), "alltid"),
        (AnyOf(()), "aldri"),
    ],
)  # fmt: skip
def test_a_condition_in_words(condition: Condition, words: str) -> None:
    assert said(condition) == words


def test_two_alike_conditions_beside_each_other_stay_two() -> None:
    either = AnyOf((IsUnknown("late"), FORMER))
    assert said(All((either, either))).count("minst ett av") == 2


def test_a_finding_that_is_not_there_is_named_by_its_id() -> None:
    bare = replace(MATERIAL, assessment=replace(MATERIAL.assessment, findings=()))
    words = ConditionWords(bare).text(Compare("finding:styrke", "is", True))
    assert words == "funnet «styrke» gjelder"


@given(st.integers(0, 10_000))
def test_a_bound_in_words_is_the_bound_and_no_other(hundredths: int) -> None:
    operator: Operator = "at_least"
    text = said(Compare("attainment", operator, hundredths / 10_000))
    number = text.removeprefix("måloppnåelse minst ").removesuffix(" %").replace(",", ".")
    assert round(float(number) * 100) == hundredths
    assert abs(float(number) / 100 - hundredths / 10_000) < 1e-12
