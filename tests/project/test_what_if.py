"""What a goal's outlook says in words, where the figures are not as the shipped ones are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import inf, nextafter

from ekrules.assessment.assessed import AppliedOverride, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.project.explained import Step
from ekrules.project.what_if.asking import Asked
from ekrules.project.what_if.goals import ask_goal, tell_goal
from ekrules.project.what_if.words import apart_from, edge_text
from ekrules.tables.measure import Measure, unknown_measure
from ekrules.yaml_reader.wording import Wording
from tests.real_project import outcome, real


def texts(lines: tuple[Step, ...] | list[Step]) -> list[str]:
    return [text for one in lines for text in (one.text, *texts(one.rests_on))]


def told(goal: str, **measures: Measure) -> list[str]:
    done = outcome().assessment
    changed = replace(done, measures={**done.measures, **measures})
    asked = Asked(real(), changed, EngineRoom("columnar"))
    return texts(tell_goal(asked, ask_goal(asked, goal)).lines)


def test_a_grey_goal_is_told_why_and_where_each_colour_would_begin() -> None:
    found = told("helse-1", epj=unknown_measure("epj", "base_is_zero"))
    assert found[:2] == [
        "Now grey, no row applies",
        "Its attainment is unknown: nobody was asked; so no change of it can be counted",
    ]
    assert found[2].startswith("Were it below 40 %: red, row final-year-behind")
    assert found[4].startswith("Were it at least 90 %: green, row final-year-ahead")


def test_a_weighted_figure_is_told_in_points_and_why() -> None:
    epj = replace(outcome().assessment.measures["epj"], weighted=True)
    line = next(one for one in told("helse-1", epj=epj) if "at least 90 %" in one)
    assert "percentage points more" in line
    assert "answers are weighted" in line


def test_an_override_is_shown_and_the_way_begins_at_what_the_rules_give() -> None:
    done, on = outcome().assessment, real().survey.description.reference_date
    signed = AppliedOverride("Kari", Wording(nb="Fordi."), on, Status.YELLOW, date(2010, 12, 31))
    goals = tuple(
        replace(one, status=Status.RED, override=signed) if one.goal == "helse-1" else one
        for one in done.goals
    )
    asked = Asked(real(), replace(done, goals=goals), EngineRoom("columnar"))
    found = tell_goal(asked, ask_goal(asked, "helse-1"))
    assert found.status is Status.RED
    assert any("Kari has set it to red" in text for text in texts(found.lines))
    assert "To green" in texts(found.lines)


def test_the_next_status_is_told_before_better_ones() -> None:
    found = told("ehandel-1")
    assert found.index("To yellow") < found.index("To green")


def test_a_share_never_looks_like_the_bound_it_misses() -> None:
    assert apart_from(Fraction(8999, 10000), 0.9) == "89.99 %"
    assert apart_from(0.9, 0.9) == "90.0 %"


def test_an_edge_beside_a_bound_is_told_by_the_bound() -> None:
    assert edge_text(0.6, up=True) == "at least 60 %"
    assert edge_text(nextafter(0.6, inf), up=True) == "more than 60 %"
    assert edge_text(nextafter(0.6, -inf), up=False) == "below 60 %"
    assert edge_text(0.6, up=False) == "at most 60 %"
