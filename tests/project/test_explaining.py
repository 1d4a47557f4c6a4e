"""Explaining: from a goal's status, step by step, to the counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from ekrules.assessment.assessed import AppliedOverride, Status
from ekrules.errors import InputError
from ekrules.facts.measures import work_out_measures
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.explaining import Step, explain
from ekrules.yaml_reader.wording import Wording
from tests.real_project import nobody_asked, outcome, real, with_counts


def lines(steps: tuple[Step, ...] | list[Step]) -> Iterator[str]:
    for step in steps:
        yield step.text.replace("\u00a0", " ")
        yield from lines(step.rests_on)


def told(goal: str, made: Outcome | None = None) -> str:
    return "\n".join(lines(explain(made or outcome(), goal).steps))


@pytest.mark.parametrize("goal", sorted(real().strategy.goals))
def test_every_goal_leads_to_a_row_and_to_counts(goal: str) -> None:
    text = told(goal)
    assert "Avgjort av: " in text
    assert f"{real().rules.folder.name}/status.yaml:" in text
    assert "Kilde" in text


def test_a_goal_may_be_named_by_its_numbers() -> None:
    assert explain(outcome(), "3.2") == explain(outcome(), "helse-2")


def test_a_theme_in_place_of_a_goal_is_told_its_goals() -> None:
    goals = [f'"{goal}"' for goal in real().strategy.goals if goal.startswith("helse-")]
    with pytest.raises(InputError) as caught:
        explain(outcome(), "helse")
    assert str(caught.value).endswith(f'"helse" is a theme; expected one of {", ".join(goals)}.')


def test_a_measure_leads_to_the_counts_of_its_question() -> None:
    text = told("sikkerhet-1")
    assert "79,1 % (197 av 249 spurte) [rutiner_etter_datatilsynet]" in text
    assert "85,3 % (197 av 231 spurte) [datatilsynet]" in text
    assert "Ikke spurt 18. Kilde, kapittel 3.9 [datatilsynet]" in text


def test_a_goal_tells_how_firm_it_is_and_what_the_source_says() -> None:
    text = told("nav-1")
    assert "grønn eller gul" in text
    assert "utrulling" in text
    assert "Kilde: NAV, 2008-12-31" in text
    assert "Kildens tekst: grønn (følger klart av teksten)" in text


def test_a_grey_goal_says_why() -> None:
    loaded = real()
    survey = with_counts(loaded.survey, nobody_asked(loaded.survey, "selvbetjening"))
    made = run_assessment(replace(loaded, survey=survey), "columnar")
    assert work_out_measures(loaded.strategy, survey)["minside"].value is None
    assert explain(made, "tjenester-1").status is Status.GREY
    assert "Ingen rad avgjorde: ingen fikk spørsmålet" in told("tjenester-1", made)


def test_an_override_is_told_beside_what_the_rules_give() -> None:
    made = outcome()
    old = made.assessment.goal("helse-1")
    because = Wording(nb="Nytt system")
    override = AppliedOverride("KS", because, date(2009, 5, 1), old.computed, date(2010, 12, 31))
    goals = tuple(
        replace(one, status=Status.GREEN, override=override) if one is old else one
        for one in made.assessment.goals
    )
    changed = replace(made, assessment=replace(made.assessment, goals=goals))
    assert explain(changed, "helse-1").status is Status.GREEN
    signed = "KS, 1. mai 2009 (til og med 31. desember 2010): Nytt system"
    assert f"Overprøvd, reglene gir: gul – {signed}" in told("helse-1", changed)


def test_a_goal_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r'no goal is called "helse2".*Did you mean "helse-2"'):
        explain(outcome(), "helse2")
