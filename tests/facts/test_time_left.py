from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.facts.time_left import months_and_days, years_left

days = st.dates(date(1990, 1, 1), date(2050, 12, 31))


def left(on: date, deadline: date) -> float:
    years = years_left(on, deadline)
    assert years is not None
    return years


def test_without_a_deadline_there_is_no_time_to_tell() -> None:
    assert years_left(date(2009, 4, 1), "none") is None


@pytest.mark.parametrize(
    ("on", "deadline", "years"),
    [
        (date(2009, 1, 1), date(2009, 12, 31), 1.0),
        (date(2009, 1, 1), date(2010, 12, 31), 2.0),
        (date(2008, 1, 1), date(2008, 12, 31), 1.0),
        (date(2009, 4, 1), date(2011, 12, 31), 2 + 275 / 366),
        (date(2009, 4, 1), date(2009, 12, 31), 275 / 365),
        (date(2009, 12, 31), date(2009, 12, 31), 1 / 365),
        (date(2010, 1, 1), date(2009, 12, 31), -1 / 365),
        (date(2010, 12, 31), date(2009, 12, 31), -1.0),
        (date(2008, 2, 29), date(2009, 2, 27), 1.0),
    ],
)
def test_years_left_are_counted_from_one_anniversary_to_the_next(
    on: date, deadline: date, years: float
) -> None:
    assert years_left(on, deadline) == years


@given(days, st.integers(0, 60))
def test_the_last_day_of_a_whole_number_of_years_is_exactly_that_many(on: date, years: int) -> None:
    if (on.month, on.day) == (2, 29):
        return
    deadline = on.replace(year=on.year + years) - timedelta(days=1)
    if years:
        assert years_left(on, deadline) == years
    else:
        assert left(on, deadline) < 0


@given(days, days)
def test_time_is_left_until_the_deadline_is_over_and_not_after(on: date, deadline: date) -> None:
    assert (left(on, deadline) > 0) == (deadline >= on)


@given(days, days, st.integers(0, 400))
def test_a_later_deadline_never_leaves_less(on: date, deadline: date, more: int) -> None:
    assert left(on, deadline + timedelta(days=more)) >= left(on, deadline)


@given(days, days)
def test_years_left_are_near_the_days_left(on: date, deadline: date) -> None:
    shown = (deadline - on).days + (1 if deadline >= on else 0)
    assert abs(left(on, deadline) * 365.2425 - shown) < 2


@pytest.mark.parametrize(
    ("on", "deadline", "expected"),
    [
        (date(2009, 4, 1), date(2009, 12, 31), (9, 0)),
        (date(2009, 4, 1), date(2011, 12, 31), (33, 0)),
        (date(2009, 4, 1), date(2009, 4, 1), (0, 1)),
        (date(2009, 4, 15), date(2009, 6, 1), (1, 18)),
        (date(2009, 4, 2), date(2009, 4, 1), (0, 1)),
        (date(2009, 6, 1), date(2009, 4, 1), (2, 0)),
        (date(2009, 1, 31), date(2009, 2, 27), (1, 0)),
        (date(2009, 12, 15), date(2010, 1, 20), (1, 6)),
    ],
)
def test_months_and_days_are_counted_as_people_count_them(
    on: date, deadline: date, expected: tuple[int, int]
) -> None:
    assert months_and_days(on, deadline) == expected


@given(days, days)
def test_days_beside_whole_months_are_fewer_than_a_month(on: date, deadline: date) -> None:
    months, over = months_and_days(on, deadline)
    assert months >= 0
    assert 0 <= over < 31
