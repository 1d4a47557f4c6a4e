"""Waves: the real survey as if held again, with other counts, another codebook or another day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from ekrules.assessment.changed import Changes
from ekrules.assessment.previous import PreviousRecord, previous_of
from ekrules.errors import Faults, Place
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import Loaded
from ekrules.survey.codebook import EarlierQuestion, Question
from ekrules.survey.survey import Survey
from tests.real_project import Counts, outcome, real, with_counts

HERE = Place("assessment.json")
NEXT, NEXT_DAY = 2010, date(2010, 4, 1)


def read_back(record: str) -> PreviousRecord:
    """Return a record as a later run reads it."""
    faults = Faults()
    previous = previous_of(record, HERE, "ab" * 32, faults)
    faults.stop_if_any()
    assert previous is not None
    return previous


@cache
def record_text_of_2009() -> str:
    return outcome().record


@cache
def record_of_2009() -> PreviousRecord:
    return read_back(record_text_of_2009())


def plain_record() -> dict[str, Any]:
    """Return the record of 2009 as plain values, to be broken."""
    read: dict[str, Any] = json.loads(record_text_of_2009())
    return read


def survey_again(counts: Counts | None = None, wave: int = NEXT, on: date = NEXT_DAY) -> Survey:
    """Return the survey held a year later, with these counts instead of the real ones."""
    survey = with_counts(real().survey, counts or {})
    description = survey.description.model_copy(update={"wave": wave, "reference_date": on})
    return replace(survey, description=description)


def asked_otherwise(survey: Survey, question: str, **otherwise: Any) -> Survey:
    """Return the survey with one question of its codebook put otherwise."""

    def changed(one: Question) -> Question:
        return one.model_copy(update=otherwise) if one.id == question else one

    themes = tuple(
        theme.model_copy(update={"questions": tuple(map(changed, theme.questions))})
        for theme in survey.themes
    )
    return replace(survey, themes=themes)


def earlier(comparable: bool, **more: Any) -> tuple[EarlierQuestion, ...]:
    """Return what a question's codebook says of 2009."""
    written = {"wave": 2009, "comparable": comparable, **more}
    return (EarlierQuestion.model_validate(written),)


def assessed_again(survey: Survey, previous: PreviousRecord | None = None) -> Outcome:
    """Return the assessment of a survey held against the record of 2009, or another."""
    loaded: Loaded = replace(real(), survey=survey)
    return run_assessment(loaded, "columnar", previous or record_of_2009())


def changes_in(outcome: Outcome) -> Changes:
    assert outcome.changes is not None
    return outcome.changes
