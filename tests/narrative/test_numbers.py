"""Numbers as Norwegian readers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.narrative.numbers import (
    date_text,
    decimal_text,
    percent_of,
    percent_text,
    rounded_percent,
)
from ekrules.tables.measure import Measure, unknown_measure


def test_a_percent_has_a_decimal_comma_and_is_held_to_its_sign() -> None:
    assert percent_text(Decimal("64.7"), "nb") == "64,7\u00a0%"
    assert percent_text(Decimal("100"), "nb") == "100,0\u00a0%"
    assert percent_text(Decimal("64.7"), "en") == "64.7%"


def test_thousands_are_held_together_too() -> None:
    assert decimal_text(1245, "nb") == "1\u00a0245"
    assert decimal_text(1245678, "nb") == "1\u00a0245\u00a0678"
    assert decimal_text(1245, "en") == "1,245"
    assert decimal_text(999, "nb") == "999"


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (Fraction(1, 2000), "0.1"),
        (Fraction(5, 2000), "0.3"),
        (Fraction(645, 1000) + Fraction(5, 10_000), "64.6"),
        (Fraction(1, 3), "33.3"),
        (Fraction(2, 3), "66.7"),
        (Fraction(9995, 10_000), "100.0"),
        (Fraction(9994, 10_000), "99.9"),
    ],
)
def test_a_half_is_rounded_up(share: Fraction, percent: str) -> None:
    assert rounded_percent(share) == Decimal(percent)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_percent_is_rounded_once_from_its_counts(counts: tuple[int, int]) -> None:
    numerator, denominator = counts
    # Whole arithmetic: tenths of a percent, half up.
    tenths = (2000 * numerator + denominator) // (2 * denominator)
    measure = Measure("m", numerator / denominator, numerator, denominator)
    assert percent_of(measure) == Decimal(tenths) / 10


def test_an_unknown_measure_has_no_percent() -> None:
    with pytest.raises(ValueError, match="m is unknown"):
        percent_of(unknown_measure("m", "base_is_zero"))


def test_a_date_is_written_in_words() -> None:
    assert date_text(date(2011, 12, 31), "nb") == "31. desember 2011"
    assert date_text(date(2011, 12, 31), "en") == "31 December 2011"
