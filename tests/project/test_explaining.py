"""Explaining: from a goal's status, step by step, to the counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ekrules.assessment.assessed import AppliedOverride, Status
from ekrules.errors import InputError
from ekrules.facts.measures import work_out_measures
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.explained import Step
from ekrules.project.explaining import explain
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.yaml_reader.wording import Wording
from tests.real_project import SURVEY, copied_project, nobody_asked, outcome, real, with_counts


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


def test_a_theme_leads_to_a_row_and_to_each_of_its_goals() -> None:
    explained = explain(outcome(), "helse")
    assert explained == explain(outcome(), "3")
    assert explained.title == "Samhandling i helse og omsorg"
    assert explained.paragraph == outcome().narrative.themes["helse"].text
    text = told("helse")
    assert "Avgjort av: none-critical-mixed (theme-status, " in text
    assert "vurderte mål: 3" in text
    assert "andel røde: 0,0 %" in text
    for goal in ("helse-1", "helse-2", "helse-3"):
        found = real().strategy.goals[goal]
        assert f"3.{found.number} {found.text.nb}: gul" in text
    assert "Overprøvd" not in text


def test_the_whole_leads_to_a_row_and_to_each_theme() -> None:
    explained = explain(outcome(), "ekommune2012")
    assert explained.status is outcome().assessment.overall.status
    text = told("ekommune2012")
    assert "(overall-status, " in text
    assert "vurderte temaer: 18" in text
    assert "3 Samhandling i helse og omsorg: gul" in text
    assert "Overprøvd" not in text


def test_theme_and_whole_tell_of_a_goal_below_that_a_person_has_set(tmp_path: Path) -> None:
    project = copied_project(tmp_path)
    (project / f"fixtures/{SURVEY}/overrides.yaml").write_text(
        "overrides:\n  - {goal: helse-1, replaces: yellow, status: red, by: KS,"
        " on: 2009-05-01, until: 2010-12-31, because: {nb: Nytt system}}\n",
        encoding="utf-8",
    )
    made = run_assessment(load(locate(project)), "columnar")
    goal = f"3.1 {real().strategy.goals['helse-1'].text.nb}: rød"
    signed = "KS, 1. mai 2009 (til og med 31. desember 2010): Nytt system"
    for name in ("helse", "ekommune2012"):
        text = told(name, made)
        assert f"{goal}\nOverprøvd, reglene gir: gul – {signed}" in text
        assert text.count("Overprøvd") == 1
    assert "Overprøvd" not in told("nav", made)


def test_a_theme_that_nothing_is_assessed_under_says_so() -> None:
    loaded = real()
    survey = with_counts(loaded.survey, nobody_asked(loaded.survey, "selvbetjening"))
    text = told("tjenester", run_assessment(replace(loaded, survey=survey), "columnar"))
    assert "Ingen rad avgjorde: ingenting under dette punktet er vurdert" in text
    assert "andel røde: ingenting under dette punktet er vurdert" in text


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
    text = told("helse-1", changed)
    assert text.startswith(f"Overprøvd, reglene gir: gul – {signed}\nAvgjort av: ")


def test_a_goal_or_theme_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r'"helse2".*Did you mean "helse-2"'):
        explain(outcome(), "helse2")
    with pytest.raises(InputError, match=r'no goal or theme .* "hels".*Did you mean "helse"'):
        explain(outcome(), "hels")
