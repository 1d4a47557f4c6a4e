"""What the notes say of the source, worked out again from the printed counts."""

from __future__ import annotations

import pytest

from ekrules.errors import Faults
from ekrules.survey.evidence import SourceNote
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from tests.fixtures_2009.test_printed_tables import ASKED, rounded
from tests.surveys import SURVEY_2009

SOME_DEGREE = ("liten", "noen", "stor", "meget_stor")
SOME_SERVICES = ("fra_1_til_10", "fra_11_til_20", "over_20")

# note: (item, the answers counted, how many they are). The base is who was asked.
COUNTED: dict[str, tuple[str | None, tuple[str, ...], int]] = {
    "few-link-plans": (None, ("ja",), 118),
    "learning-resources-in-use": (None, ("ja",), 199),
    "e-invoice-large-scale": (None, ("ja",), 110),
    "sms-60": ("sms", ("liten", "noen"), 157),
    "very-few-rss": ("rss", SOME_DEGREE, 69),
    "nearly-half-four-stars": (None, ("stjerner_4", "stjerner_5", "stjerner_6"), 108),
    "case-papers-98": (None, ("ja",), 242),
    "minside-19-of-81": (None, ("ja",), 48),
    "altinn-15-of-81": (None, ("ja",), 37),
    "level-4-base": ("niva_4", ("fra_1_til_10",), 40),
    "level-1-base": ("niva_1", SOME_SERVICES, 156),
    "level-2-base": ("niva_2", SOME_SERVICES, 169),
    "level-3-base": ("niva_3", SOME_SERVICES, 160),
    "satisfaction-75": (None, ("ja",), 36),
    "integrated-forms-80": (None, ("integrert",), 161),
    "epj-partly-left-out": (None, ("ja",), 162),
    "messages-hospitals-13": (None, ("ja",), 32),
    "messages-doctors-same": (None, ("ja",), 35),
    "mobile-quarter": (None, ("ja",), 55),
    "nav-65": (None, ("ja",), 160),
    "nav-half-contributed": (None, ("ja",), 124),
    "teachers-80": (None, ("en_to",), 202),
    "pupils-60": (None, ("tre_fire",), 145),
    "platform-partly-left-out": (None, ("alle",), 17),
    "geodata-80": (None, ("ja",), 202),
    "purchasing-system-under-goal-1": (None, ("ja",), 85),
    "e-invoice-near-50": (None, ("ja",), 110),
    "post-list-70": (None, ("ja",), 178),
    "post-list-most": (None, ("ja",), 178),
    "post-list-content-base": (None, ("journal_inn",), 158),
    "telephone-and-attendance-35-9": ("telefon", ("ja",), 89),
    "case-archive-80": (None, ("ja",), 204),
    "security-near-100": (None, ("ja",), 231),
    "datatilsynet-80": (None, ("ja",), 197),
    "risk-remaining-half": (None, ("ja",), 118),
    "level-4-two-thirds": (None, ("autentisering",), 8),
    "architecture-half-of-these": (None, ("ja",), 115),
    "architecture-half-not": (None, ("nei",), 33),
}
# The slips the report makes by naming a group and printing the percent of all: note -> percent
# of all, which rounds to what is printed.
WRONG_BASE = {
    "minside-19-of-81": 19, "altinn-15-of-81": 15, "messages-hospitals-13": 13,
    "nav-half-contributed": 50,
}  # fmt: skip


@pytest.fixture(scope="module")
def survey() -> Survey:
    read = read_survey(SURVEY_2009, Faults())
    assert read is not None
    return read


def note_of(survey: Survey, name: str) -> SourceNote:
    [note] = [one for one in survey.notes if one.id == name]
    return note


def test_every_computed_percent_is_worked_out_again_below(survey: Survey) -> None:
    assert {note.id for note in survey.notes if note.computed_percent is not None} == set(COUNTED)


@pytest.mark.parametrize("name", COUNTED)
def test_a_computed_percent_is_what_the_counts_give(survey: Survey, name: str) -> None:
    note, (item, answers, count) = note_of(survey, name), COUNTED[name]
    assert note.question is not None
    counts = survey.printed[note.question].counts(item)
    assert sum(counts[answer] for answer in answers) == count
    assert note.computed_percent in rounded(count, ASKED.get(note.question, 249))


@pytest.mark.parametrize("name", WRONG_BASE)
def test_a_wrong_base_is_the_count_of_all_249(survey: Survey, name: str) -> None:
    _, _, count = COUNTED[name]
    assert note_of(survey, name).printed_percent == WRONG_BASE[name]
    assert WRONG_BASE[name] in rounded(count, 249, "1")


def test_a_percent_that_is_noted_differs_from_what_is_printed(survey: Survey) -> None:
    for note in survey.notes:
        if note.computed_percent is not None and note.printed_percent is not None:
            assert note.printed_percent != note.computed_percent, note.id


def test_every_note_says_what_stands_there_what_should_and_why(survey: Survey) -> None:
    assert len(survey.notes) > 50
    for note in survey.notes:
        for text in (note.says, note.should_be, note.because):
            assert len(text.nb) > 15, note.id
            assert len(text.en or "") > 15, note.id


def test_the_base_of_several_answers_is_noted_with_what_was_left_unanswered(
    survey: Survey,
) -> None:
    note = note_of(survey, "several-answers-hide-no-answer")
    multiple = [one for one in survey.printed.values() if one.layout == "multiple_response"]
    left = [ASKED[one.question] - one.counts()["total"] for one in multiple]
    assert left == [2, 4, 9, 2, 2, 0, 1]
    assert "2, 4, 9, 2, 2, 0" in note.should_be.nb


def test_the_offices_of_nav_add_up(survey: Survey) -> None:
    office = survey.evidence["nav_kontorer"]
    assert office.numerator + 153 + 11 == office.denominator == 457
