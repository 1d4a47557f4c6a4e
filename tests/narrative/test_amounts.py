"""Amounts: numbers with their units, as readers of each language write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.indicators.part_of_year import Month, Quarter
from ekrules.narrative.amounts import (
    UnitName,
    amount_text,
    moved_text,
    number_text,
    period_text,
    when_text,
    worked_out_decimals,
)
from ekrules.yaml_reader.wording import LANGUAGES, Language, Wording

DAYS = UnitName("d", Wording(nb="dag", en="day"), Wording(nb="dager", nn="dagar", en="days"))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "19 dager"), ("nn", "19 dagar"), ("en", "19 days")],
)
def test_a_unit_is_called_as_the_catalogue_says_in_each_language(
    language: Language, said: str
) -> None:
    assert plain(amount_text(19.0, DAYS, language)) == said


def test_one_has_a_word_of_its_own() -> None:
    assert plain(amount_text(1.0, DAYS, "nb")) == "1 dag"
    assert plain(amount_text(-1.0, DAYS, "en")) == "\u22121 day"
    assert plain(amount_text(1.5, DAYS, "nb")) == "1,5 dager"


def test_a_unit_without_words_stands_as_it_is_written() -> None:
    assert plain(amount_text(4.25, UnitName("t/ha"), "nb")) == "4,25 t/ha"


@pytest.mark.parametrize("unit", ["number", "index"])
def test_a_number_and_an_index_stand_alone(unit: str) -> None:
    assert plain(amount_text(12400, UnitName(unit), "nb")) == "12 400"
    assert amount_text(12400, UnitName(unit), "en") == "12,400"


def test_no_decimal_is_shown_that_a_number_does_not_have() -> None:
    assert [plain(amount_text(one, DAYS, "nb")) for one in (19.0, 1.9, 12.345)] == [
        "19 dager",
        "1,9 dager",
        "12,345 dager",
    ]


def test_a_large_number_keeps_every_digit() -> None:
    assert plain(amount_text(12_345_678_901.5, UnitName("NOK"), "nb")) == "12 345 678 901,5 NOK"


def test_a_percent_and_a_share_are_written_alike() -> None:
    assert plain(amount_text(72.25, UnitName("percent"), "nb")) == "72,25 %"
    assert plain(amount_text(Fraction(7225, 10_000), UnitName("share"), "nb")) == "72,25 %"
    assert amount_text(87, UnitName("percent"), "en") == "87%"


def test_a_percent_moves_in_points_and_days_in_days() -> None:
    assert plain(moved_text(Fraction(43, 4), UnitName("percent"), "nb")) == "10,75 prosentpoeng"
    assert plain(moved_text(Fraction(1, 10), UnitName("share"), "nb")) == "10 prosentpoeng"
    assert plain(moved_text(Fraction(2), DAYS, "nb")) == "2 dager"


@pytest.mark.parametrize(
    ("period", "language", "said"),
    [
        (2010, "nb", "i 2010"),
        (2010, "en", "in 2010"),
        (date(2010, 12, 31), "nb", "per 31. desember 2010"),
        (date(2010, 12, 31), "en", "on 31 December 2010"),
        (Quarter(2010, 4, 1), "nb", "i 2. kvartal 2010"),
        (Quarter(2010, 4, 1), "en", "in Q2 2010"),
        (Month(2010, 3, 1), "nn", "i mars 2010"),
    ],
)
def test_a_period_is_told_as_it_stands_in_a_sentence(
    period: int | date, language: Language, said: str
) -> None:
    assert when_text(period, language) == said
    assert period_text(period, language) == said.partition(" ")[2]


def test_what_is_worked_out_has_the_decimals_of_what_it_is_made_of_or_three_digits() -> None:
    assert worked_out_decimals(14.2857, [19.0]) == 1
    assert worked_out_decimals(14.2857, [19.25]) == 2
    assert worked_out_decimals(1234.5678, [1200.0]) == 0
    assert worked_out_decimals(0.0, [3.0]) == 0


@given(
    st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False),
    st.sampled_from(LANGUAGES),
)
def test_a_reader_can_read_the_very_number_back(number: Decimal, language: Language) -> None:
    text = number_text(float(number), language)
    marks = {"\u2212": "-", "\u00a0": "", "," if language == "en" else "\u202f": ""}
    for mark, meant in marks.items():
        text = text.replace(mark, meant)
    assert Decimal(text if language == "en" else text.replace(",", ".")) == number
