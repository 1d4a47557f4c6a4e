"""Weighing: what a share weighs, cell by cell of the survey's design."""

from __future__ import annotations

import pytest

from ekrules.errors import InputError
from ekrules.survey.answer_layout import DONT_KNOW, NO_ANSWER, NOT_ASKED
from ekrules.survey.codebook import Weighting
from ekrules.survey.survey import Survey
from ekrules.tables.bases import Base
from ekrules.tables.measure import Measure, survey_share
from ekrules.tables.tallies import tallies_of
from ekrules.tables.weighing import dividing_columns, is_weighed
from tests.answered import Cell, answered, breakdown
from tests.surveys import NETT, small_survey

REGION = breakdown("region", {"nord": 30, "sor": 10})
COLUMNS: dict[str, list[Cell]] = {
    "@region": ["nord", "nord", "nord", "sor", "sor", "sor", "sor"],
    "nett": ["ja", "nei", DONT_KNOW, "ja", "ja", NO_ANSWER, NOT_ASKED],
}


def weighted(**weighting: str) -> Survey:
    """Return a survey with 3 respondents of 30 in the north, and 4 of 10 in the south."""
    return answered(COLUMNS, NETT, breakdowns=(REGION,), frame=40, weighting=Weighting(**weighting))


def share_of(survey: Survey, base: Base) -> Measure:
    counted = tallies_of(survey).of("nett")
    assert counted is not None
    return survey_share("nett", counted, ["ja"], base, 40, "")


@pytest.mark.parametrize(
    ("base", "yes", "of"),
    [
        ("known", 10 + 5, 20 + 5),
        ("answered", 10 + 5, 30 + 5),
        ("asked", 10 + 5, 30 + 7.5),
        ("all", 10 + 5, 30 + 10),
    ],
)
@pytest.mark.parametrize("weighting", ["strata", "post_stratify"])
def test_each_respondent_weighs_as_many_as_the_group_has_for_each(
    weighting: str, base: Base, yes: float, of: float
) -> None:
    # One in the north stands for ten, one in the south for two and a half.
    measure = share_of(weighted(**{weighting: "region"}), base)
    assert measure.weighted
    assert measure.value == pytest.approx(yes / of)
    assert measure.numerator == 3


def test_a_group_that_weighs_nothing_leaves_its_share_unknown_with_that_reason() -> None:
    columns: dict[str, list[Cell]] = {
        "nett": ["ja", "nei", DONT_KNOW],
        "@weight": [0.0, 0.0, 2.0],
    }
    measure = share_of(answered(columns, NETT, frame=40), "known")
    assert (measure.value, measure.reason) == (None, "weight_is_zero")
    assert (measure.numerator, measure.denominator) == (1, 2)


def test_a_survey_is_weighed_where_its_answers_are() -> None:
    assert not is_weighed(small_survey())
    assert not is_weighed(answered(COLUMNS, NETT, breakdowns=(REGION,)))
    assert is_weighed(weighted(strata="region"))
    assert is_weighed(answered({**COLUMNS, "@weight": [1.0] * 7}, NETT))


def test_a_survey_is_divided_by_what_it_says_and_else_not() -> None:
    assert dividing_columns(small_survey()) == (None, None)
    assert dividing_columns(weighted(strata="region")) == ("region", None)
    assert dividing_columns(weighted(post_stratify="region")) == (None, "region")


def test_strata_whose_frame_nobody_wrote_are_drawn_out_of_no_end_of_them() -> None:
    # Without a count of a stratum there is no correction for having seen part of it.
    unknown = breakdown("region", {"nord": None, "sor": None})
    survey = answered(
        COLUMNS,
        NETT,
        breakdowns=(unknown,),
        frame=40,
        weighting=Weighting(strata="region"),
    )
    design = tallies_of(survey).design
    assert design is not None
    assert design.frame == {"nord": None, "sor": None}


def test_a_stratum_with_more_respondents_than_frame_is_a_fault() -> None:
    small = breakdown("region", {"nord": 2, "sor": 10})
    survey = answered(
        COLUMNS, NETT, breakdowns=(small,), frame=40, weighting=Weighting(strata="region")
    )
    with pytest.raises(InputError, match='the stratum "nord" has 3 respondents and 2 in the frame'):
        tallies_of(survey)
