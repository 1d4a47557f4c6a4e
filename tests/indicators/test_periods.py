"""Periods: years, quarters, months and dates, as offices write them, and what comes first."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults, InputError
from ekrules.facts.derived.periods import of_kind, position, same_kind
from ekrules.indicators.part_of_year import Month, Quarter
from ekrules.indicators.period_cells import is_until, last_day, period_cells, period_of, row_period
from ekrules.indicators.reading import read_indicators
from tests.methods.made_methods import indicator, indicators


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2019", "2019"),
        ("2019.0", "2019"),
        ("2019Q1", "2019Q1"),
        ("2019-Q4", "2019Q4"),
        ("2019 Q2", "2019Q2"),
        ("2019K3", "2019Q3"),
        ("2019q1", "2019Q1"),
        ("2019-03", "2019-03"),
        ("2019M12", "2019-12"),
        ("2019-M01", "2019-01"),
        ("2019-12-31", "2019-12-31"),
    ],
)
def test_a_period_is_read_as_offices_write_it(text: str, shown: str) -> None:
    assert str(period_of(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "2019-02-31",
        "2019Q5",
        "2019Q0",
        "2019-13",
        "2019M00",
        "2019-02-30",
        "0999",
        "2019T1",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert period_of(text) is None


TEXTS = st.one_of(
    st.from_regex(r"\A(19|20|30)[0-9]{2}(|[- ]?[QKMqkm-]?[0-9]{1,2}|-[0-9]{2}-[0-9]{2})\Z"),
    st.text(max_size=12),
)


@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_a_column_is_read_as_each_of_its_texts(texts: list[str]) -> None:
    read = zip(*(one.to_list() for one in period_cells(pl.Series(texts))), strict=True)
    for text, (year, day, part) in zip(texts, read, strict=True):
        expected = period_of(text)
        if year is None and day is None:
            assert expected is None
        else:
            found = row_period({"year": year, "date": day, "part": part})
            assert (found, type(found)) == (expected, type(expected))


PARTS = st.sampled_from([Quarter, Month])
DAYS = st.dates(date(1900, 1, 1), date(2900, 1, 1))


@given(PARTS, DAYS)
def test_a_part_of_the_year_begins_with_its_first_day_and_ends_with_its_last(
    part: type[Quarter] | type[Month], day: date
) -> None:
    held = part.holding(day)
    last = last_day(held)
    assert isinstance(last, date)
    assert held <= day <= last
    assert part.holding(last) == held
    assert part.holding(last + timedelta(days=1)) != held
    assert period_of(str(held)) == held
    assert is_until(held, last)
    assert is_until(day, held)


@given(PARTS, DAYS)
def test_the_same_part_of_the_next_year_is_one_year_away(
    part: type[Quarter] | type[Month], day: date
) -> None:
    one = part.holding(day)
    next_year = part(one.year + 1, one.month, 1)
    assert position(next_year) - position(one) == 1
    assert part.of_year(one.year, last=False) <= one <= part.of_year(one.year, last=True)
    assert of_kind(one.year, one) == part.of_year(one.year, last=True)
    assert of_kind(day, one) == one


def test_kinds_are_not_mixed() -> None:
    assert same_kind([Quarter(2019, 1, 1), Quarter(2019, 4, 1)])
    assert not same_kind([Quarter(2019, 1, 1), Month(2019, 2, 1)])
    assert not same_kind([Quarter(2019, 1, 1), date(2019, 2, 1)])
    assert not same_kind([2019, date(2019, 2, 1)])


def test_an_indicator_in_quarters_here_and_months_there_is_a_fault(tmp_path: Path) -> None:

    with pytest.raises(InputError) as raised:
        indicators(tmp_path, indicator("x"), "A,2019Q1,x,1\nB,2019-02,x,1\n")
    assert '"x" has months here; it has quarters in line 2' in raised.value.text()


def test_the_newest_quarter_is_found(tmp_path: Path) -> None:

    source = indicators(tmp_path, indicator("x"), "A,2019Q4,x,1\nA,2019Q1,x,2\nA,2020Q1,x,\n")
    newest = source.latest("A", "x")
    assert (str(newest.period), newest.value) == ("2019Q4", 1)
    assert str(source.latest("A", "x", Quarter(2019, 7, 1)).period) == "2019Q1"
    assert [str(one.period) for one in source.series("A", "x")] == ["2019Q1", "2019Q4", "2020Q1"]
    assert {str(one.period) for one in source.gaps() if one.entity == "B"} == {
        *("2019Q1", "2019Q4", "2020Q1")
    }


def test_a_quarter_twice_is_told_as_it_is_written(tmp_path: Path) -> None:

    with pytest.raises(InputError) as raised:
        indicators(tmp_path, indicator("x"), "A,2019Q1,x,1\nA,2019K1,x,2\n")
    assert 'the value of "x" for "A" in 2019Q1 again' in raised.value.text()


def test_a_whole_file_may_be_of_one_quarter(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("entity,value\nA,3\n", encoding="utf-8")
    (tmp_path / "indicators.yaml").write_text(
        "values: v.csv\nperiod: 2019K2\nindicator: x\nentities:\n  - {id: A, label: {nb: A}}\n"
        "indicators:\n" + indicator("x"),
        encoding="utf-8",
    )
    faults = Faults()
    source = read_indicators(tmp_path / "indicators.yaml", faults)
    faults.stop_if_any()
    assert source is not None
    assert str(source.latest("A", "x").period) == "2019Q2"
