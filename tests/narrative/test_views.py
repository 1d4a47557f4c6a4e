"""Views: whom a share is a share of, and what is said where a row or a measure says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from ekrules.assessment.assessed import DecidedBy, Status
from ekrules.errors import Place
from ekrules.facts.measures import work_out_measures
from ekrules.goals.strategy import MeasureDefinition, Strategy, StrategyTheme
from ekrules.narrative.phrases import joined, read_phrases
from ekrules.narrative.runs import Paragraph, marked_runs, read_back
from ekrules.narrative.views import Views
from ekrules.tables.measure import UnknownReason
from ekrules.yaml_reader.wording import Wording
from tests.real_project import outcome, real


def views(**definitions: dict[str, Any]) -> Views:
    """Return views of the real assessment with these measures as well."""
    loaded = real()
    spoken = {"label": {"nb": "L"}, "says": {"nb": "gjør det"}}
    more = {
        name: MeasureDefinition.model_validate({**spoken, **one})
        for name, one in definitions.items()
    }
    first, *rest = loaded.strategy.themes
    theme: StrategyTheme = first.model_copy(update={"measures": {**first.measures, **more}})
    old = loaded.strategy
    strategy = Strategy(old.folder, old.files, old.description, (theme, *rest))
    measures = work_out_measures(strategy, loaded.survey)
    assessment = replace(outcome().assessment, measures=measures)
    return Views(assessment, strategy, loaded.survey, "nb")


def said(seen: Views, measure_id: str) -> str:
    view = seen.measure(measure_id)
    text = " | ".join(str(view[key]) for key in ("words", "says", "percent", "counts"))
    paragraph: Paragraph = read_back(text, marked_runs(view), lambda _: Place("here"))
    return paragraph.text.replace("\u00a0", " ")


def test_the_lowest_of_follow_ups_is_a_share_of_those_who_were_asked() -> None:
    seen = views(svakest={"lowest_of": ("minside", "altinn")})
    assert said(seen, "svakest") == (
        "om lag en femtedel av kommunene som har selvbetjening på nett, | gjør det | "
        "18,3 % | 37 av 202 spurte"
    )


def test_a_mean_of_follow_ups_counts_answers_and_not_those_who_were_asked() -> None:
    seen = views(snitt={"mean_of": ("referansekatalogen", "referansekatalogen")})
    assert said(seen, "snitt") == (
        "litt over halvparten av kommunene som krever åpne standarder i styringsdokumentene, | "
        "gjør det | 52,3 % | 68 av 130 mulige svar"
    )


def test_a_mean_of_groups_that_differ_tells_the_counts_of_each() -> None:
    seen = views(snitt={"mean_of": ("minside", "helsenett")})
    assert said(seen, "snitt").endswith("| 44,2 % | 48 av 202 spurte og 161 av 249 spurte")


def test_a_joint_share_is_one_of_those_the_first_question_was_put_to() -> None:
    assert said(views(), "arkitektur_forankret").startswith("nær halvparten av kommunene | ")


def test_evidence_is_a_share_of_what_it_counts() -> None:
    assert said(views(), "nav_kontorer_apnet") == (
        "om lag to tredeler av de planlagte NAV-kontorene | er åpnet | 64,1 % | 293 av 457"
    )


@pytest.mark.parametrize(
    ("deadline", "text"),
    [
        (date(2009, 4, 1), "1 dag"),
        (date(2009, 4, 2), "2 dager"),
        (date(2009, 3, 31), "1 dag"),
        (date(2009, 4, 30), "1 måned"),
        (date(2009, 12, 31), "9 måneder"),
        (date(2010, 3, 31), "1 år"),
        (date(2011, 3, 20), "1 år og 11 måneder"),
        (date(2010, 12, 31), "1 år og 9 måneder"),
        (date(2008, 12, 31), "3 måneder"),
    ],
)
def test_time_is_told_in_whole_years_and_months_or_in_days(deadline: date, text: str) -> None:
    assert views().time_text(date(2009, 4, 1), deadline) == text


def test_a_grey_goal_that_a_row_decided_says_what_the_row_says() -> None:
    row = DecidedBy("t", "absent", Place("t.yaml", 1, 1), Wording(nb="det er ikke spurt"))
    goal = replace(
        outcome().assessment.goals[0],
        status=Status.GREY,
        computed=Status.GREY,
        reason=None,
        decided_by=row,
    )
    assert "det er ikke spurt" in str(views().goal(goal)["reason"])


def test_words_are_listed_as_in_running_text() -> None:
    assert joined([], "og") == ""
    assert joined(["gul"], "og") == "gul"
    assert joined(["grønn", "gul", "rød"], "og") == "grønn, gul og rød"


@pytest.mark.parametrize("reason", get_args(UnknownReason))
def test_every_reason_for_an_unknown_share_has_its_words(reason: str) -> None:
    assert read_phrases("nb").reason[reason]
