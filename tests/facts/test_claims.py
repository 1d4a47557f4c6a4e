"""Whether a percent of the prose follows from the counts, and which base gives it instead."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ekrules.facts.claims import CheckedClaim, agrees, check_each
from ekrules.survey.claims import Claim
from ekrules.survey.evidence import Evidence
from ekrules.survey.survey import Survey
from ekrules.tables.bases import BASES, Base
from ekrules.tables.tallies import tallies_of
from tests.surveys import (
    BRUK,
    BRUK_COUNTS,
    FORMER,
    FORMER_COUNTS,
    KANALER,
    KANALER_COUNTS,
    NETT,
    NETT_COUNTS,
    survey_of,
)

SURVEY = survey_of(
    (NETT, NETT_COUNTS), (BRUK, BRUK_COUNTS), (FORMER, FORMER_COUNTS), (KANALER, KANALER_COUNTS)
)
TEXT = {"nb": "tekst"}


def claim(percent: float, **more: Any) -> Claim:
    """Return a claim of all on the question "nett", unless more is said."""
    given = {"share_of": "all", "question": "nett", "counts": ("ja",), **more}
    held = {name: one for name, one in given.items() if one is not None}
    about = {"id": "en", "section": "5.1", "says": TEXT, "percent": percent}
    return Claim.model_validate({**about, **held})


def checked(one: Claim, survey: Survey = SURVEY, **evidence: Evidence) -> CheckedClaim:
    [found] = check_each((one,), tallies_of(survey), evidence)
    return found


def of_net(percent: float, base: Base = "asked", **more: Any) -> Claim:
    """Return a claim of those on the net, on the question "bruk": 20 of 60 asked, of 55 answers."""
    return claim(percent, share_of=TEXT, question="bruk", base=base, **more)


def test_a_share_of_all_that_is_right_follows() -> None:
    found = checked(claim(60))
    assert found.follows
    assert found.figure is not None
    assert (found.figure.numerator, found.figure.denominator) == (60, 100)
    assert found.instead == ()


def test_a_share_of_all_told_of_those_asked_does_not_follow_and_its_base_is_named() -> None:
    found = checked(of_net(20))
    assert not found.follows
    assert found.figure is not None
    assert found.figure.share == Fraction(20, 60)
    assert [(one.base, one.share) for one in found.instead] == [("all", Fraction(1, 5))]
    assert found.is_share_of_all


def test_a_share_of_answers_told_of_those_asked_is_not_a_share_of_all() -> None:
    found = checked(of_net(36.4))
    assert [one.base for one in found.instead] == ["answered"]
    assert not found.is_share_of_all


def test_a_percent_that_no_base_gives_has_none_instead() -> None:
    found = checked(of_net(75))
    assert not found.follows
    assert found.instead == ()


def test_bases_of_one_size_are_told_once() -> None:
    # All were asked "nett" and all answered; only those who know are fewer.
    found = checked(claim(66.7))
    assert [one.base for one in found.instead] == ["known"]


def test_a_base_of_the_named_ones_size_is_not_another() -> None:
    assert checked(claim(61)).instead == ()


def test_an_item_of_a_grid_is_counted_by_itself() -> None:
    sms = {"question": "kanaler", "item": "sms"}
    assert checked(claim(50, **sms)).follows
    assert checked(claim(80, question="kanaler", item="epost")).follows
    assert not checked(claim(80, **sms)).follows


def test_an_option_of_several_is_a_share_of_those_who_answered() -> None:
    post = {"share_of": TEXT, "question": "former", "counts": ("papir",)}
    assert checked(claim(54.5, base="answered", **post)).follows
    assert [one.base for one in checked(claim(54.5, base="asked", **post)).instead] == ["answered"]


@pytest.mark.parametrize("percent", [12, 13, 12.5])
def test_a_half_may_be_rounded_up_or_to_even(percent: float) -> None:
    assert agrees(claim(percent), Fraction("0.125"))


def test_a_half_is_rounded_down_to_an_even_digit_only() -> None:
    assert not agrees(claim(13), Fraction("0.135"))
    assert agrees(claim(14), Fraction("0.135"))


@pytest.mark.parametrize(("percent", "share"), [(12, "0.1251"), (13, "0.1249"), (12.0, "0.1206")])
def test_a_percent_that_is_not_the_nearest_does_not_follow(percent: float, share: str) -> None:
    assert not agrees(claim(percent), Fraction(share))


def test_a_hedged_percent_follows_within_a_point() -> None:
    hedged = claim(60, about=True)
    assert agrees(hedged, Fraction(61, 100))
    assert agrees(hedged, Fraction(59, 100))
    assert not agrees(hedged, Fraction(611, 1000))
    assert not agrees(hedged, Fraction(589, 1000))


def test_over_and_under_are_held_to_their_side() -> None:
    over, under = (claim(80, about=True, side=side) for side in ("over", "under"))
    assert agrees(over, Fraction(82, 100))
    assert not agrees(over, Fraction(797, 1000))
    assert not agrees(over, Fraction(80, 100))
    assert not agrees(over, Fraction(90, 100))
    assert agrees(under, Fraction(797, 1000))
    assert not agrees(under, Fraction(801, 1000))
    assert not agrees(under, Fraction(70, 100))


def test_a_claim_on_evidence_is_held_against_its_counts() -> None:
    about = {"id": "kontorer", "label": TEXT, "publisher": "NAV", "section": "5.4"}
    counted = {"date": date(2008, 12, 31), "numerator": 293, "denominator": 457, "unit": "share"}
    one = claim(64, share_of=TEXT, question=None, counts=None, evidence="kontorer")
    found = checked(one, kontorer=Evidence.model_validate({**about, **counted}))
    assert found.follows
    assert found.figure is not None
    assert (found.figure.base, found.figure.share) == (None, Fraction(293, 457))


def test_a_claim_that_no_table_can_check_says_why_itself() -> None:
    found = checked(claim(60, question=None, counts=None, not_in_tables=TEXT))
    assert (found.figure, found.follows, found.reason) == (None, False, None)


def test_a_base_of_nobody_cannot_be_checked() -> None:
    nobody = {"nei": 90, "ja": 0, "dont_know": 10, "total": 100}
    unasked = {"nei": 0, "ja": 0, "unanswered": 100, "total": 100}
    found = checked(of_net(20), survey_of((NETT, nobody), (BRUK, unasked)))
    assert (found.figure, found.reason) == (None, "base_is_zero")


counts = st.integers(min_value=0, max_value=400)


@st.composite
def tables(draw: st.DrawFn) -> Survey:
    """Return a survey whose second question went to those who said yes to the first."""
    no, yes, unsure = draw(counts), draw(st.integers(1, 400)), draw(counts)
    there = draw(st.integers(0, yes))
    answered_no = draw(st.integers(0, yes - there))
    unknown = draw(st.integers(0, yes - there - answered_no))
    everyone = no + yes + unsure
    left = everyone - there - answered_no - unknown
    nett = {"nei": no, "ja": yes, "dont_know": unsure, "total": everyone}
    bruk = {"nei": answered_no, "ja": there, "dont_know": unknown, "unanswered": left}
    return survey_of(
        (NETT, nett), (BRUK, {**bruk, "total": everyone}), respondents=everyone, frame=everyone
    )


@given(
    tables(),
    st.sampled_from(BASES),
    st.integers(0, 2),
    st.sampled_from((ROUND_HALF_UP, ROUND_HALF_EVEN)),
)
def test_a_claim_made_from_a_tables_own_figure_follows(
    survey: Survey, base: Base, decimals: int, rounding: str
) -> None:
    tally = tallies_of(survey).of("bruk")
    assert tally is not None
    assume(tally.base_n(base) > 0)
    with localcontext(prec=60):
        exact = Decimal(100 * tally.counts["ja"]) / Decimal(tally.base_n(base))
        told = exact.quantize(Decimal(1).scaleb(-decimals), rounding)
    percent = float(told) if decimals else int(told)
    assert checked(of_net(percent, base), survey).follows


@given(tables(), st.sampled_from(BASES), st.fractions(-1, 1), st.booleans())
def test_a_hedged_claim_follows_just_where_the_figure_is_within_a_point(
    survey: Survey, base: Base, off: Fraction, near: bool
) -> None:
    tally = tallies_of(survey).of("bruk")
    assert tally is not None
    assume(tally.base_n(base) > 0)
    share = Fraction(tally.counts["ja"], tally.base_n(base))
    percent = round(share * 100 + off) if near else round(share * 100) + 3
    assume(0 <= percent <= 100)
    assert agrees(claim(percent, about=True), share) is (abs(share * 100 - percent) <= 1)


@given(tables(), st.integers(0, 100))
def test_another_base_is_offered_only_where_it_gives_the_percent(
    survey: Survey, percent: int
) -> None:
    found = checked(of_net(percent), survey)
    assert not (found.follows and found.instead)
    for one in found.instead:
        assert one.base != "asked"
        assert one.share == Fraction(one.numerator or 0, one.denominator or 1)
        assert agrees(found.claim, one.share)
