"""Turns in the narrative: a template may tell when a colour changes by the calendar alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ekrules.assessment.assessed import AppliedOverride, Assessment, Status
from ekrules.assessment.what_if.calendar import Turn
from ekrules.errors import Faults
from ekrules.narrative.template_compiling import NarrativeFile, compile_templates
from ekrules.narrative.views import Views
from ekrules.narrative.writing import template_path
from ekrules.project.assessing import run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.yaml_reader.models import read_model
from ekrules.yaml_reader.wording import Wording
from tests.real_project import RULES, copied_project, outcome, real

TURNS = {"helse-1": Turn(date(2010, 1, 1), Status.RED, None)}


def views(assessment: Assessment | None = None) -> Views:
    loaded = real()
    done = assessment or outcome().assessment
    return Views(done, loaded.strategy, loaded.survey, "nb", turns=TURNS)


def view_of(goal: str, assessment: Assessment | None = None) -> dict[str, object]:
    done = assessment or outcome().assessment
    turn = views(done).goal(done.goal(goal))["turn"]
    assert isinstance(turn, dict)
    return turn


def test_a_goal_that_time_turns_has_the_day_and_the_colour() -> None:
    found = view_of("helse-1")
    assert found["exists"]
    assert "1. januar 2010" in str(found["date"])
    assert (found["status_word"], found["worse"]) == ("rød", True)


def test_a_goal_that_time_does_not_turn_has_none() -> None:
    assert view_of("helse-2") == {"exists": False}


def test_an_overridden_goal_has_none_since_a_person_set_it() -> None:
    done = outcome().assessment
    signed = AppliedOverride(
        "Kari", Wording(nb="Fordi."), date(2009, 6, 1), Status.YELLOW, date(2010, 12, 31)
    )
    goals = tuple(
        replace(one, override=signed) if one.goal == "helse-1" else one for one in done.goals
    )
    assert view_of("helse-1", replace(done, goals=goals)) == {"exists": False}


def test_the_day_in_a_sentence_is_traced_to_the_goals_deadline() -> None:
    faults, loaded = Faults(), real()
    file = read_model(template_path(loaded.folders.rules, "nb"), NarrativeFile, faults)
    assert file is not None
    text = (
        "{% if goal.turn.exists and goal.next.exists %}"
        "Blir {{ goal.turn.status_word }} {{ goal.turn.date }}: {{ goal.next.needed }}.{% endif %}"
    )
    changed = file.model_copy(update={"goal": text})
    templates = compile_templates(changed, faults)
    assert not faults.found
    done = outcome().assessment
    made = templates["goal"].render({"goal": views().goal(done.goal("helse-1"))})
    assert made.text == "Blir rød 1. januar 2010: 90,0\u00a0%."
    assert made.refs == ("goal:helse-1:deadline", "measure:epj")


def test_a_template_that_tells_it_is_given_it(tmp_path: Path) -> None:
    project = copied_project(tmp_path)
    told = "{% if goal.turn.exists %}Fra {{ goal.turn.date }} er målet {{ goal.turn.status_word }}."
    path = project / RULES / "narrative.nb.yaml"
    own = path.read_text(encoding="utf-8")
    path.write_text(f"{own}goal: |\n  {told}{{% endif %}} {{{{ goal.text }}}}\n", encoding="utf-8")
    goals = run_assessment(load(locate(project))).narrative.goals
    assert "Fra 1. januar 2010 er målet rød." in goals["helse-1"].text
    assert "Fra 1." not in goals["helse-2"].text
