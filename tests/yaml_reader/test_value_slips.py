from __future__ import annotations

import pytest

from ekrules.yaml_reader.meant.values import date_advice, number_meant, percent_meant


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("31.12.2010", "2010-12-31"), ("31/12/2010", "2010-12-31"), ("1-5-2010", "2010-05-01"),
        ("2010-1-5", "2010-01-05"), ("2010/12/31", "2010-12-31"), ("20101231", "2010-12-31"),
        ("31. desember 2010", "2010-12-31"), ("1. mai 2010", "2010-05-01"),
        ("31 Dec 2010", "2010-12-31"), ("2010-12-31 12:00", "2010-12-31"),
    ],
)  # fmt: skip
def test_a_date_in_another_form_is_told_how_to_write_it(text: str, written: str) -> None:
    assert date_advice(text) == f"expected a date written {written}"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2010", "expected a whole date (as 2010-12-31)"),
        ("utgangen av 2010", "expected a whole date (as 2010-12-31)"),
        ("desember 2010", "expected a day too (as 2010-12-31)"),
        ("februar 2012", "expected a day too (as 2012-02-29)"),
        ("2010-12", "expected a day too (as 2010-12-31)"),
        ("2010-13", "expected a day too (as 2010-13-31)"),
        ("31.12.10", "expected the year in four digits, and first (as 2010-12-31)"),
        ("2010-13-01", "expected a month from 01 to 12 in the middle (as 2010-12-31)"),
        ("2011-02-29", "expected a day that exists: month 2 of 2011 has 28 days"),
    ],
)
def test_a_date_that_lacks_something_is_told_what(text: str, advice: str) -> None:
    assert date_advice(text) == advice


@pytest.mark.parametrize("text", ["snart", "ingen", "", "0000-01-01", "2010 til 2012", "12"])
def test_of_what_is_no_date_nothing_is_made_up(text: str) -> None:
    assert date_advice(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 000", "1000"), ("1\u00a0000", "1000"), ("1.000", "1000"), ("1 234 567", "1234567"),
        ("100.0", "100"), ("ca. 100", "100"), ("ca 1 200", "1200"), ("100 stk", "100"),
        ("100 %", "100"), ("vår 2009", "2009"), ("2009-04-01", "2009"),
    ],
)  # fmt: skip
def test_a_whole_number_is_seen_in_what_is_written_about_it(text: str, number: str) -> None:
    assert number_meant(text, whole=True) == number


@pytest.mark.parametrize("text", ["12,5", "12.5", "hundre", "<5", "82,5 %", "", "5-10"])
def test_what_is_no_whole_number_is_not_made_one(text: str) -> None:
    assert number_meant(text, whole=True) is None


@pytest.mark.parametrize(
    ("text", "number"), [("12,5", "12.5"), ("40 %", "40"), ("40,0 %", "40.0"), ("1 000", "1000")]
)
def test_a_number_with_decimals_is_written_with_a_point(text: str, number: str) -> None:
    assert number_meant(text, whole=False) == number


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("60", "60 %"), ("60.5", "60.5 %"), ("60,5", "60.5 %"), ("0.6", "60 %"),
        ("0,125", "12.5 %"),
        ("60 prosent", "60 %"), ("60pst", "60 %"), ("60 pct.", "60 %"), ("60 percent", "60 %"),
        ("60%%", "60 %"), ("ca. 60 %", "60 %"), ("0.5 prosent", "0.5 %"), ("0", "0 %"),
    ],
)  # fmt: skip
def test_a_percent_is_seen_in_what_is_written_about_it(text: str, percent: str) -> None:
    assert percent_meant(text) == percent


@pytest.mark.parametrize("text", ["1", "120", "-5", "alle", "", "3 av 4", "60-80 %"])
def test_a_percent_that_nobody_can_tell_is_not_made_up(text: str) -> None:
    assert percent_meant(text) is None
