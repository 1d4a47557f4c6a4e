"""What a person has set, and what could not be assessed: all of it listed, or said to be none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ekrules.assessment.assessed import AppliedOverride, Status
from ekrules.narrative.phrases import read_phrases
from ekrules.report.document import DataTable, Document, Section
from ekrules.report.phrases import read_report_phrases
from ekrules.report.spans import plain_text
from ekrules.yaml_reader.wording import LANGUAGES, Language, Wording
from tests.report.builders import World, world
from tests.report.sample_survey import ON


def section(of: Document, anchor: str) -> Section:
    return next(one for one in of.sections if one.anchor == anchor)


def rows(of: World, anchor: str) -> list[list[str]]:
    tables = [one for one in section(of.document(), anchor).blocks if isinstance(one, DataTable)]
    return [[plain_text(cell) for cell in row.cells] for table in tables for row in table.rows]


def texts(of: World, anchor: str) -> list[str]:
    blocks = section(of.document(), anchor).blocks
    return [plain_text(one.text) for one in blocks if hasattr(one, "text")]


def test_every_override_is_listed_with_both_statuses_and_who_stands_behind_it() -> None:
    assert rows(world(), "overrides") == [
        [
            "Mål 1.1 Det svakeste",
            "rød",
            "gul",
            "Kari",
            "1. april 2009",
            "31. desember 2010",
            "Nye tall.",
        ]
    ]


def test_where_nobody_has_set_a_status_the_report_says_so() -> None:
    calm = world().with_goal("alfa-1", override=None)
    assert rows(calm, "overrides") == []
    assert texts(calm, "overrides") == [
        "Ingen status i rapporten er satt av en person. Alle er slik reglene gir dem."
    ]


def test_a_grey_goal_is_listed_with_the_reason_and_what_it_needs() -> None:
    assert rows(world(), "not_assessed") == [
        [
            "Mål 1.2 Målet alfa-2",
            "Undersøkelsen spør ikke om dette. Dekker det meste.",
            "Et spørsmål om dette i neste undersøkelse, eller et tall som andre har talt",
        ]
    ]


def test_an_unknown_figure_is_listed_with_the_reason_and_what_it_needs() -> None:
    one = world()
    unknown = replace(one.assessment.measures["brev"], value=None, reason="base_is_zero")
    measures = {**one.assessment.measures, "brev": unknown}
    found = rows(
        replace(one, assessment=replace(one.assessment, measures=measures)), "not_assessed"
    )
    assert ["Brev", "Ingen fikk spørsmålet", "At noen får spørsmålet"] in found


def test_where_all_is_assessed_the_report_says_so() -> None:
    whole = world().with_goal("alfa-2", status=Status.GREEN, reason=None)
    assert rows(whole, "not_assessed") == []
    assert texts(whole, "not_assessed") == [
        "Alle mål er vurdert.",
        "Alle tall som målene bygger på, er kjent.",
    ]


def test_a_goal_that_the_rules_make_grey_names_what_the_row_says() -> None:
    decided = world().assessment.goal("alfa-1").decided_by
    grey = world().with_goal("alfa-2", reason=None, decided_by=decided)
    [[_, why, needs]] = rows(grey, "not_assessed")
    assert why == "Reglene gir grått her: for få er i mål. Dekker det meste."
    assert needs == "At raden som avgjorde, ikke lenger passer"


def test_a_goal_that_a_person_has_set_to_grey_names_the_person() -> None:
    override = AppliedOverride("Kari", Wording(nb="Gamle tall."), ON, Status.GREEN, ON)
    grey = world().with_goal("alfa-2", override=override)
    [[_, why, needs]] = rows(grey, "not_assessed")
    assert why == "Satt til grå av Kari: Gamle tall. Dekker det meste."
    assert needs == "At overprøvingen tas bort eller går ut"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_a_grey_goal_has_what_it_needs(language: Language) -> None:
    phrases = read_report_phrases(language).phrases
    # Of what stands above goals, and of parts of the whole: no goal is grey for these.
    elsewhere = {"nothing_assessed", "not_by_segment"}
    reasons = set(read_phrases(language).reason) - elsewhere
    assert reasons <= {name.removeprefix("needs_") for name in phrases}
