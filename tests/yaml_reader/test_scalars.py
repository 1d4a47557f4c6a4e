from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.yaml_reader.nodes import Scalar
from ekrules.yaml_reader.scalars import meaning, written_plainly


@pytest.mark.parametrize(
    "word",
    [
        "no", "ja", "nei", "yes", "on", "off", "True", "FALSE", "Null", "NULL", "0101", "012",
        "0x1F", "0o17", "0b1", "22:22", "1:30:00", "1e3", "1.5e3", "1_000", "1 000", "+1", ".5",
        "1.", "1,5", ".inf", "-.inf", ".nan", "60 %", "--1", "1.2.3", "=", "٣", "²",
        "999999999999999999999", "2009-4-1", "2009-04-01T12:00", "01.04.2009",
        "2009-02-30", "2009-13-01", "0000-00-00", "2011-04-31", "٢٠٠٩-٠٤-٠١",
    ],
)  # fmt: skip
def test_a_word_that_only_machines_read_as_something_else_is_text(word: str) -> None:
    assert meaning(word) == word
    assert isinstance(meaning(word), str)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("7", 7), ("0", 0), ("-3", -3), ("999999999999999999", 999999999999999999),
        ("12.5", 12.5), ("-0.25", -0.25), ("100.0", 100.0), ("true", True), ("false", False),
        ("null", None), ("~", None), ("", None), ("2009-04-01", date(2009, 4, 1)),
        ("2012-02-29", date(2012, 2, 29)),
    ],
)  # fmt: skip
def test_a_word_as_a_person_writes_it_means_what_it_says(word: str, value: Scalar) -> None:
    assert meaning(word) == value
    assert type(meaning(word)) is type(value)


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_every_whole_number_is_read_as_itself(number: int) -> None:
    assert meaning(str(number)) == number


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_decimal_is_the_nearest_float_of_its_text(number: object) -> None:
    assert meaning(str(number)) == float(str(number))


@given(st.dates())
def test_every_date_is_read_as_itself(day: date) -> None:
    assert meaning(day.isoformat()) == day


@given(st.text())
def test_any_word_means_something(word: str) -> None:
    value = meaning(word)
    assert value == word or not isinstance(value, str)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (".5", "0.5"), ("5.", "5"), ("100.", "100"), ("1_000", "1000"), ("0101", "101"),
        ("00", "0"), ("1e3", "1000"), ("1.5e1", "15"), ("-007.50", "-7.50"), ("7", "7"),
        ("22:22", "22:22"), ("0x10", "0x10"), (".inf", ".inf"), ("1.2.3", "1.2.3"), (".", "."),
        ("", ""), ("ja", "ja"), ("1 000", "1 000"),
    ],
)  # fmt: skip
def test_a_number_as_machines_write_it_is_told_as_a_person_would(text: str, plain: str) -> None:
    assert written_plainly(text) == plain
