"""Series, periods and numbers: what is taken in, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.facts.derived.arithmetic import exact, how_many_times, nearest, power
from ekrules.facts.derived.bands import as_distances
from ekrules.facts.derived.options import Options
from ekrules.facts.derived.periods import Period, of_kind, position, years_between
from ekrules.facts.derived.reasons import Unknown
from ekrules.facts.derived.score_pieces import WITH_TARGET
from ekrules.facts.derived.series import Band, BaseRule, Otherwise, Series, Target
from tests.facts.derived.made_series import NAN, ORDINARY, ask, points, value_of, yearly

days = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("value", "fraction"),
    [
        (3, Fraction(3)),
        (3.0, Fraction(3)),
        (0.1, Fraction(1, 10)),
        (-1e-7, Fraction(-1, 10**7)),
        (1e300, Fraction(10**300)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_a_number_is_what_its_decimal_text_says(value: float, fraction: Fraction) -> None:
    assert exact(value) == fraction


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_an_exact_float_is_the_same_float_again(value: float) -> None:
    assert nearest(exact(value)) == value


@pytest.mark.parametrize(
    ("value", "reason"),
    [(NAN, "not_finite"), (float("-inf"), "not_finite"), (10**400, "too_large")],
)
def test_what_no_float_can_hold_is_no_number(value: Any, reason: str) -> None:
    with pytest.raises(Unknown, match=reason):
        exact(value)


def test_powers_are_exact_where_they_can_be() -> None:
    assert power(Fraction(2, 3), Fraction(1)) == Fraction(2, 3)
    assert power(Fraction(2, 3), Fraction(0)) == 1
    assert power(Fraction(1), Fraction(7, 3)) == 1
    assert power(Fraction(0), Fraction(1, 2)) == 0
    assert float(how_many_times(Fraction(11, 10), Fraction(121, 100))) == 2.0


def test_a_power_beyond_all_measure_is_too_large() -> None:
    with pytest.raises(Unknown, match="too_large"):
        power(Fraction(10) ** 300, Fraction(1_000_000))


@given(days, days, days)
def test_spans_of_years_add_up(one: date, other: date, third: date) -> None:
    whole = years_between(one, other) + years_between(other, third)
    assert whole == years_between(one, third)


@given(days, st.integers(-30, 30))
def test_the_same_day_of_another_year_is_whole_years_away(day: date, years: int) -> None:
    # A day lies in a February by its share of 28 days or of 29.
    if day.month != 2:
        assert years_between(day, day.replace(year=day.year + years)) == years


@given(days, days)
def test_a_later_day_has_a_later_position(one: date, other: date) -> None:
    assert (position(one) < position(other)) == (one < other)


@pytest.mark.parametrize(
    ("period", "like", "edge", "turned"),
    [
        (2020, 2015, "last", 2020),
        (date(2020, 5, 1), 2015, "last", 2020),
        (date(2020, 5, 1), date(2015, 1, 1), "last", date(2020, 5, 1)),
        (2020, date(2015, 1, 1), "last", date(2020, 12, 31)),
        (2020, date(2015, 1, 1), "first", date(2020, 1, 1)),
    ],
)
def test_a_period_is_turned_into_the_kind_of_another(
    period: Period, like: Period, edge: Any, turned: Period
) -> None:
    assert of_kind(period, like, edge) == turned


DATED = Series(
    "surveyed",
    points({date(2015, 7, 1): 50, date(2018, 1, 1): 55, date(2020, 7, 1): 60}),
    "up",
    Target(80, date(2030, 7, 1)),
)


def test_dates_are_counted_in_years_and_their_parts() -> None:
    assert value_of("years_observed", DATED, date(2021, 1, 1)) == 5
    assert value_of("points_per_year", DATED, date(2021, 1, 1)) == 2
    assert value_of("pace_linear", DATED, date(2021, 1, 1)) == 1
    assert value_of("years_to_deadline", DATED, date(2021, 1, 1)) == 9.5
    assert value_of("arrival_linear", DATED, date(2021, 1, 1)) == 2030.5
    assert value_of("points_per_year", DATED, date(2020, 6, 30)) == 2


def test_a_year_that_is_now_is_over_among_dates() -> None:
    assert value_of("newest_value", DATED, 2020) == 60
    assert value_of("newest_value", DATED, 2019) == 55


def test_a_day_that_is_now_counts_as_its_year_among_years() -> None:
    assert value_of("newest_value", ORDINARY, date(2018, 3, 1)) == 56


def test_dates_less_than_a_year_apart_are_too_few_years_unless_that_is_declared() -> None:
    months = points({date(2020, 1, 1): 50, date(2020, 7, 1): 51})
    assert ask("cagr", replace(DATED, observations=months)).reason == "too_few_years"
    allowed = replace(DATED, observations=months, base=BaseRule(at_least_years=0))
    assert value_of("points_per_year", allowed) == 2


GAPS = points({2012: 1, 2014: 2, 2017: 3, 2020: 4})


@pytest.mark.parametrize(
    ("rule", "base"),
    [
        (BaseRule(), 2012),
        (BaseRule("fixed", 2014), 2014),
        (BaseRule("fixed", 2015, otherwise="next"), 2017),
        (BaseRule("fixed", 2015, otherwise="previous"), 2014),
        (BaseRule("fixed", 2010, otherwise="next"), 2012),
        (BaseRule("years_before", years=3), 2017),
        (BaseRule("years_before", years=5, otherwise="next"), 2017),
        (BaseRule("years_before", years=5, otherwise="previous"), 2014),
    ],
)
def test_base_rule_finds_its_observation(rule: BaseRule, base: int) -> None:
    series = Series("gaps", GAPS, "up", base=rule)
    assert dict(ask("base_value", series).steps)["base_period"] == base


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (BaseRule("fixed", 2015), "no_base"),
        (BaseRule("fixed", 2011, otherwise="previous"), "no_base"),
        (BaseRule("fixed", 2021, otherwise="next"), "no_base"),
        (BaseRule("fixed", 2019, otherwise="next"), "single_observation"),
        (BaseRule("fixed", 2020), "single_observation"),
        (BaseRule("years_before", years=2), "no_base"),
        (BaseRule("years_before", years=0), "single_observation"),
        (BaseRule("fixed", 2017, at_least_years=4), "too_few_years"),
    ],
)
def test_base_rule_that_finds_no_earlier_observation_says_why(rule: BaseRule, reason: str) -> None:
    assert ask("change", Series("gaps", GAPS, "up", base=rule)).reason == reason


def test_base_is_looked_for_up_to_now_only() -> None:
    series = Series("gaps", GAPS, "up", base=BaseRule("fixed", 2015, otherwise="next"))
    assert ask("change", series, 2016).reason == "no_base"


@pytest.mark.parametrize("otherwise", ["none", "next", "previous"])
def test_observation_in_the_wanted_period_is_the_base_whatever_else(otherwise: Otherwise) -> None:
    series = Series("gaps", GAPS, "up", base=BaseRule("fixed", 2014, otherwise=otherwise))
    assert value_of("base_value", series) == 2


MISFITS: Mapping[str, tuple[Callable[[], object], str]] = {
    "a year twice": (
        lambda: Series("x", (*yearly([1]), *yearly([2])), "up"),
        "2015 is not after 2015",
    ),
    "years backwards": (lambda: Series("x", yearly([1, 2])[::-1], "up"), "is not after"),
    "a milestone twice": (
        lambda: replace(ORDINARY, milestones=(*yearly([1]), *yearly([2]))),
        "milestone 2015",
    ),
    "a year and a date": (
        lambda: Series("x", points({2015: 1, date(2016, 1, 1): 2}), "up"),
        "some are dates",
    ),
    "a deadline of the other kind": (
        lambda: replace(ORDINARY, target=Target(1, date(2030, 1, 1))),
        "some are dates",
    ),
    "a band's end of the other kind": (
        lambda: replace(ORDINARY, band=Band(1, 2, date(2030, 1, 1))),
        "some are dates",
    ),
    "a band backwards": (lambda: Band(2, 1), "the wrong way"),
    "a band without an end": (lambda: Band(NAN, 1), "the wrong way"),
    "fixed without a period": (lambda: BaseRule("fixed"), "has a period"),
    "first with a period": (lambda: BaseRule("first", 2015), "has a period"),
    "years before without years": (lambda: BaseRule("years_before"), "has years"),
    "first with years": (lambda: BaseRule("first", years=3), "has years"),
    "zero as zero": (lambda: Options(zero_taken_as=0), "zero can't be taken as zero"),
    "halving without a half-life": (lambda: Options(weights="halving"), "have a half-life"),
    "half-life without halving": (lambda: Options(half_life=2), "have a half-life"),
    "half-life below zero": (lambda: Options(weights="halving", half_life=-1), "is above 0"),
    "weight below zero": (lambda: Options(weights=(1, -1)), "no weight is below 0"),
    "limit without an exponent": (lambda: Options(limit_exponent=0), "exponent is above 0"),
    "score without a piece": (lambda: Options(score_with_target=()), "at the very start"),
    "score that begins late": (
        lambda: Options(score_with_target=WITH_TARGET[1:]),
        "at the very start",
    ),
    "score that begins twice": (
        lambda: Options(score_with_target=(WITH_TARGET[0], WITH_TARGET[0])),
        "at the very start",
    ),
    "score that falls back": (
        lambda: Options(score_with_target=(*WITH_TARGET, WITH_TARGET[1])),
        "at the very start",
    ),
    "distances without a band": (lambda: as_distances(replace(ORDINARY, band=None)), "has no band"),
}


@pytest.mark.parametrize("misfit", MISFITS)
def test_parts_that_do_not_fit_together_are_refused(misfit: str) -> None:
    make, told = MISFITS[misfit]
    with pytest.raises(ValueError, match=told):
        make()


def test_direction_is_up_or_down() -> None:
    assert ORDINARY.direction == 1
    assert replace(ORDINARY, better="down").direction == -1
