"""What a report says has changed: statuses by word and shape, with why; and nothing by default."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import get_args

import pytest

from ekrules.assessment.assessed import Status
from ekrules.assessment.changed import Cause, Changes, Hindrance, NotCompared, WhatIf
from ekrules.narrative.phrases import read_phrases
from ekrules.project.assessing import Outcome
from ekrules.report.anchors import CHANGES
from ekrules.report.changes import changes_section
from ekrules.report.composing import compose
from ekrules.report.document import DataTable, Disclosure, Document, Paragraph, Section
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from ekrules.report.material import Material
from ekrules.report.spans import plain_text
from ekrules.yaml_reader.wording import Wording
from tests.real_project import Counts, outcome
from tests.report.pages import read_page
from tests.report.test_composing import blocks_in, shown
from tests.waves import asked_otherwise, assessed_again, changes_in, earlier, survey_again

WAVE: Counts = {("epj", None, "ja"): 192, ("epj", None, "delvis"): 5}


@cache
def again() -> Outcome:
    """The next survey: more patient journals, and a question that the codebook sets apart."""
    because = {"nb": "gjaldt bare sykehjem"}
    survey = asked_otherwise(
        survey_again(WAVE), "helsenett", earlier=earlier(False, because=because)
    )
    return assessed_again(survey)


@cache
def document() -> Document:
    made = again()
    loaded = made.loaded
    parts = (made.assessment, made.narrative, loaded.strategy, loaded.survey, loaded.rules)
    return compose(*parts, None, made.changes)


def section(changes: Changes | None = None) -> Section:
    made = again()
    loaded = made.loaded
    parts = (made.assessment, made.narrative, loaded.strategy, loaded.survey, loaded.rules)
    return next(iter(changes_section(Material(*parts, changes or made.changes))))


def alone(changes: Changes | None = None) -> Document:
    return replace(document(), sections=(section(changes),))


def tables(changes: Changes | None = None) -> dict[str, DataTable]:
    found = blocks_in(section(changes).blocks)
    return {one.caption: one for one in found if isinstance(one, DataTable)}


def table(caption: str, changes: Changes | None = None) -> DataTable:
    return next(one for name, one in tables(changes).items() if name.startswith(caption))


# A goal's number, and what it is measured by.
HELSE_1 = "Mål 3.1 Elektronisk pasientjournal i pleie og omsorg"


def test_a_report_without_an_earlier_assessment_has_no_such_section() -> None:
    made = outcome()
    parts = (made.assessment, made.narrative, made.loaded.strategy, made.loaded.survey)
    whole = compose(*parts, made.loaded.rules, None)
    assert CHANGES not in [one.anchor for one in whole.sections]
    assert whole == compose(*parts, made.loaded.rules, None, made.changes)
    assert "2009 like" not in markdown_text(whole)


def test_the_summary_counts_every_goal_once() -> None:
    lead = next(one for one in section().blocks if isinstance(one, Paragraph))
    assert section().title == "Endring siden 2009"
    assert plain_text(lead.text) == (
        "Av de 47 målene som ble vurdert begge år, står 0 bedre enn i 2009, 9 dårligere og 37 "
        "likt, mens 1 ikke kan sammenlignes. Av 124 tall som kan sammenlignes, har 1 gått tydelig "
        "opp og 0 tydelig ned."
    )


def test_a_moved_status_stands_then_and_now_with_why() -> None:
    rows = [shown(row) for row in table("Mål som har fått en annen status").rows]
    assert [HELSE_1, "gul", "rød"] in [row[:3] for row in rows]
    why = next(row[3] for row in rows if row[0] == HELSE_1)
    assert why == "Tiden er gått. Svarene fra 2009 ville også gitt statusen nå."
    statuses = [cell[0] for row in table("Mål som har fått").rows for cell in row.cells[1:3]]
    assert all(isinstance(span.status, Status) for span in statuses)


def test_clear_changes_stand_in_the_open_and_others_are_folded() -> None:
    clear = table("Tall som tydelig er andre")
    assert [shown(row) for row in clear.rows] == [
        [
            "Elektronisk pasientjournal i pleie og omsorg",
            "65,1\u00a0%",
            "77,1\u00a0%",
            "+12,0",
            "+6,9 til +17,1",
            "tydelig endring",
        ]
    ]
    assert clear in section().blocks
    folded = table("Tall der endringen siden 2009 kan være tilfeldig")
    assert folded not in section().blocks
    changes = changes_in(again())
    hindered = sum(one.hindrance is not None for one in changes.measures.values())
    assert len(clear.rows) + len(folded.rows) + hindered == len(changes.measures)


def test_changes_are_sorted_by_their_size() -> None:
    changes = changes_in(again())
    measures = dict(changes.measures)
    for name, points in (("feide", -3), ("minside", 2), ("altinn", 7)):
        measures[name] = replace(measures[name], points=Fraction(points), low=-10.0, high=10.0)
    folded = table("Tall der endringen", replace(changes, measures=measures))
    assert [shown(row)[3] for row in folded.rows[:4]] == ["+7,0", "−3,0", "+2,0", "0,0"]
    assert {shown(row)[5] for row in folded.rows} == {"kan være tilfeldig", "uendret"}


def test_what_is_not_compared_is_listed_with_the_codebooks_reason_and_the_part() -> None:
    rows = {shown(row)[0]: shown(row)[1] for row in table("Tall som ikke er sammenlignet").rows}
    assert "Gjaldt bare sykehjem" in rows.values()
    assert any(reason.endswith(": gjaldt bare sykehjem") for reason in rows.values())
    goals = [shown(row) for row in table("Mål med samme status").rows]
    assert [row[0] for row in goals] == ["Mål 3.2 Det minst utbredte meldingssambandet"]
    assert goals[0][3] == "Kan ikke sammenlignes med 2009: gjaldt bare sykehjem."


def test_the_section_stands_in_the_report_after_the_findings() -> None:
    anchors = [one.anchor for one in document().sections]
    assert anchors[anchors.index("swot") + 1] == CHANGES
    assert document().sections[anchors.index(CHANGES)] == section()


def test_the_page_with_changes_is_sound_and_no_link_leads_nowhere() -> None:
    page = read_page(html_text(document()))
    assert page.faults == []
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []
    assert f"#{CHANGES}" in page.links


def test_a_figure_of_a_change_in_a_sentence_leads_to_the_section() -> None:
    spans = [
        span
        for block in blocks_in(document().sections)
        if isinstance(block, Paragraph)
        for span in block.text
    ]
    assert any(span.text == "12,0" and span.to == CHANGES for span in spans)


def test_every_status_in_the_section_is_a_word_beside_its_shape() -> None:
    text = markdown_text(alone())
    for shape, word in (("●", "grønn"), ("▲", "gul"), ("■", "rød")):
        assert text.count(shape) == text.count(f"{shape} {word}") > 0


def test_new_and_dropped_goals_are_named() -> None:
    changes = replace(changes_in(again()), new_goals=("helse-1",), dropped_goals=("gammelt-1",))
    text = read_page(html_text(alone(changes))).text
    assert "Nye mål siden da: Mål 3.1" in text
    assert "Mål som er falt bort siden da: gammelt-1" in text


def test_made_up_answers_in_either_year_are_told() -> None:
    changes = changes_in(again())
    synthetic = replace(changes, previous=replace(changes.previous, synthetic=True))
    text = "Minst én av de to undersøkelsene"
    assert text not in markdown_text(alone())
    assert text in markdown_text(alone(synthetic))


STATUSES = WhatIf(Status.YELLOW, Status.RED, Status.RED)


def why(cause: Cause, **otherwise: object) -> str:
    """Return what is said of a goal that moved from yellow to red for one cause."""
    changes = changes_in(again())
    moved = replace(changes.goals["helse-1"], cause=cause, **otherwise)  # type: ignore[arg-type]
    goals = {**changes.goals, "helse-1": moved}
    rows = [shown(row) for row in table("Mål som har", replace(changes, goals=goals)).rows]
    return next(row[3] for row in rows if row[0] == HELSE_1)


@pytest.mark.parametrize("cause", get_args(Cause))
def test_every_cause_has_its_words(cause: Cause) -> None:
    hindrance = Hindrance("wording_changed", "epj") if cause == "not_comparable" else None
    what_if = replace(STATUSES, then=Status.GREEN) if cause == "rules" else STATUSES
    text = why(cause, hindrance=hindrance, what_if=what_if)
    assert text.endswith(".")
    assert "{" not in text


def test_answers_that_moved_by_chance_are_not_told_as_a_change() -> None:
    assert why("answers", is_clear=True).startswith("Svarene er andre enn i 2009. ")
    assert why("answers", is_clear=False).startswith(
        "Svarene er andre enn i 2009 (forskjellen kan skyldes tilfeldigheter). "
    )


def test_both_is_told_apart_by_whether_each_was_enough() -> None:
    assert why("both", what_if=STATUSES).endswith("hver av dem ville vært nok alene.")
    neither = replace(STATUSES, time_alone=Status.YELLOW, answers_alone=Status.YELLOW)
    assert why("both", what_if=neither).endswith("ingen av delene ville vært nok alene.")


def test_a_goal_that_is_or_was_grey_says_which_and_why() -> None:
    grey = {"computed_now": Status.GREY, "now": Status.GREY}
    assert why("coverage", grey_because="base_is_zero", **grey) == (
        "Målet er ikke vurdert: ingen fikk spørsmålet."
    )
    assert why("coverage", grey_because="not_in_survey", computed_then=Status.GREY) == (
        "Målet var ikke vurdert: undersøkelsen spør ikke om dette."
    )
    assert why("coverage", grey_because=None, **grey) == "Målet er ikke vurdert, etter reglene."


def test_nothing_moved_is_said_in_words() -> None:
    changes = changes_in(again())
    still = {name: replace(one, now=one.then, cause=None) for name, one in changes.goals.items()}
    flat = {
        name: replace(one, points=None if one.points is None else one.points * 0)
        for name, one in changes.measures.items()
    }
    themes = tuple(replace(one, then=one.now) for one in changes.themes)
    quiet = replace(changes, goals=still, measures=flat, themes=themes)
    text = markdown_text(alone(quiet))
    assert "Ingen mål har fått en annen status siden 2009." in text
    assert "Ingen tall har endret seg mer siden 2009 enn tilfeldigheter kan gi." in text
    assert "Alle temaene har samme status som i 2009." in text


def test_a_label_from_a_file_stays_text_in_the_page() -> None:
    changes = changes_in(again())
    because = Wording.model_construct(nb="<script>alert(1)</script> | **x**")
    hindrance = Hindrance("said_not_comparable", "epj", because)
    epj = replace(changes.measures["epj"], points=None, hindrance=hindrance)
    spiced = replace(changes, measures={**changes.measures, "epj": epj})
    html = html_text(alone(spiced))
    assert "<script>alert" not in html
    assert read_page(html).faults == []


def test_every_reason_a_record_can_give_has_words() -> None:
    assert set(read_phrases("nb").not_compared) == set(get_args(NotCompared))


def test_details_stand_in_fold_outs() -> None:
    summaries = [plain_text(one.summary) for one in section().blocks if isinstance(one, Disclosure)]
    assert len(summaries) == 2
    assert summaries[1].startswith("Det som ikke kan sammenlignes med 2009 (tall: ")
