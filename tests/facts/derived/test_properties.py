"""What holds of derived inputs whatever the numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ekrules.facts.derived.arithmetic import Number
from ekrules.facts.derived.options import Options
from ekrules.facts.derived.periods import Period
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.facts.derived.series import Band, Better, Observation, Series, Target
from tests.facts.derived.made_series import ask, points, yearly

Weigh = st.sampled_from([Options(), Options(weights="by_order"), Options(weights=(3, 2, 1))])
numbers = st.fractions(-1000, 1000, max_denominator=100)
directions: st.SearchStrategy[Better] = st.sampled_from(("up", "down"))
sizes = st.fractions(Fraction(1, 100), 1000, max_denominator=100)
# Every input is asked of every series: fewer series do.
fewer = settings(max_examples=30, deadline=None)
# Decimal digits of a power; see arithmetic.
ALMOST = Fraction(1, 10**40)
UNITS_OF_SIZE = ("own", "own_per_year")


def exact(name: str, series: Series, options: Options | None = None) -> Fraction:
    answer = ask(name, series, 2040, options)
    assert answer.exact is not None, f"{name}: {answer.reason}"
    return answer.exact


@st.composite
def all_series(draw: st.DrawFn, values: st.SearchStrategy[Fraction] = numbers) -> Series:
    years = draw(st.lists(st.integers(2000, 2020), min_size=1, max_size=6, unique=True))
    observations = tuple(Observation(year, draw(values)) for year in sorted(years))
    target = Target(draw(values), draw(st.integers(2015, 2035)))
    ends = sorted([draw(values), draw(values)])
    steps = draw(st.lists(st.integers(2000, 2035), max_size=4, unique=True))
    milestones = tuple(Observation(year, draw(values)) for year in sorted(steps))
    better = draw(directions)
    limit = draw(st.none() | values)
    band = Band(ends[0], ends[1])
    return Series("any", observations, better, target, band, limit, milestones=milestones)


def map_values(series: Series, change: Callable[[Fraction], Fraction]) -> Series:
    def one(value: object) -> Fraction:
        assert isinstance(value, Fraction)
        return change(value)

    def each(some: tuple[Observation, ...]) -> tuple[Observation, ...]:
        return tuple(Observation(point.period, one(point.value)) for point in some)

    assert series.target is not None
    assert series.band is not None
    ends = one(series.band.low), one(series.band.high)
    return replace(
        series,
        observations=each(series.observations),
        milestones=each(series.milestones),
        target=Target(one(series.target.value), series.target.period),
        band=Band(min(ends), max(ends)),
        limit=None if series.limit is None else one(series.limit),
    )


# Turned with the series; all else is about better and worse, or about time.
SIGNED = {
    *(
        "newest_value",
        "base_value",
        "mean_since_base",
        "change",
        "relative_change",
        "points_per_year",
        "slope_regression",
    ),
    *("required_points_per_year", "remaining_points_per_year"),
    *("expected_linear", "expected_geometric", "expected_milestones"),
    *("projected_linear", "projected_geometric", "projected_regression"),
}


@fewer
@given(all_series(), Weigh)
def test_a_mirrored_series_has_the_same_answers(series: Series, options: Options) -> None:
    mirrored = replace(
        map_values(series, lambda value: -value), better="down" if series.better == "up" else "up"
    )
    for name, one in DERIVED_INPUTS.items():
        this, that = one.of(series, 2022, options), one.of(mirrored, 2022, options)
        assert this.reason == that.reason, name
        if this.exact is not None:
            assert that.exact == (-this.exact if name in SIGNED else this.exact), name


@fewer
@given(all_series(), sizes, Weigh)
def test_another_unit_scales_what_is_in_the_unit_and_nothing_else(
    series: Series, factor: Fraction, options: Options
) -> None:
    def larger(value: Fraction) -> Fraction:
        return value * factor

    scaled = map_values(series, larger)
    for name, one in DERIVED_INPUTS.items():
        this, that = one.of(series, 2022, options), one.of(scaled, 2022, options)
        assert this.reason == that.reason, name
        if this.exact is not None and that.exact is not None:
            wanted = this.exact * factor if one.unit in UNITS_OF_SIZE else this.exact
            assert abs(that.exact - wanted) <= ALMOST * max(Fraction(1), abs(wanted)), name


@fewer
@given(all_series(), st.integers(-50, 50))
def test_another_calendar_moves_the_years_and_nothing_else(series: Series, later: int) -> None:
    def moved(some: tuple[Observation, ...]) -> tuple[Observation, ...]:
        return tuple(Observation(int(str(one.period)) + later, one.value) for one in some)

    assert series.target is not None
    target = Target(series.target.value, int(str(series.target.period)) + later)
    other = replace(
        series,
        observations=moved(series.observations),
        milestones=moved(series.milestones),
        target=target,
    )
    for name, one in DERIVED_INPUTS.items():
        this, that = one.of(series, 2022), one.of(other, 2022 + later)
        assert this.reason == that.reason, name
        if this.exact is not None:
            assert that.exact == this.exact + (later if one.unit == "year" else 0), name


@fewer
@given(all_series(), st.integers(1990, 2040), Weigh)
def test_an_answer_is_a_finite_number_or_a_reason(
    series: Series, now: int, options: Options
) -> None:
    for one in DERIVED_INPUTS.values():
        answer = one.of(series, now, options)
        assert (answer.value is None) != (answer.reason is None)
        assert answer == one.of(series, now, options)


any_float = st.floats(allow_nan=True, allow_infinity=True)


@fewer
@given(st.lists(any_float, max_size=4), any_float, any_float, directions)
def test_no_float_however_odd_gives_anything_but_a_number_or_a_reason(
    values: list[float], target: float, limit: float, better: Better
) -> None:
    series = Series(
        "odd",
        yearly(values),
        better=better,
        target=Target(target, 2030),
        limit=limit,
    )
    options = Options(zero_taken_as=0.001, weights="halving", half_life=0.5)
    for one in DERIVED_INPUTS.values():
        answer = one.of(series, 2022, options)
        assert (answer.value is None) != (answer.reason is None)
        without = one.of(replace(series, target=None), 2022, options)
        assert (without.value is None) != (without.reason is None)


def linear(base: Fraction, points_per_year: Fraction, deadline: int, upto: int) -> Series:
    """On the straight path exactly, in every year."""
    path: dict[Period, Number] = {
        year: base + points_per_year * (year - 2015) for year in range(2015, upto + 1)
    }
    target = Target(base + points_per_year * (deadline - 2015), deadline)
    return Series("linear", points(path), "up" if points_per_year > 0 else "down", target)


@fewer
@given(numbers, numbers, st.integers(2, 20), st.data(), Weigh)
def test_on_the_straight_path_everything_agrees(
    base: Fraction, rate: Fraction, years: int, data: st.DataObject, options: Options
) -> None:
    assume(rate != 0)
    upto = 2015 + data.draw(st.integers(1, years - 1))
    series = linear(base, rate, 2015 + years, upto)
    assert series.target is not None
    assert exact("pace_linear", series) == 1
    assert exact("gap_linear", series) == 0
    assert exact("projected_linear", series) == series.target.value
    assert exact("projected_share_linear", series) == 1
    assert exact("arrival_linear", series) == 2015 + years
    assert exact("years_late_linear", series) == 0
    assert exact("remaining_points_per_year", series) == rate
    assert exact("pace_remaining_linear", series) == 1
    assert exact("share_come", series) == Fraction(upto - 2015, years)
    assert exact("projected_share_regression", series, options) == (1 if upto - 2015 > 0 else 0)
    assert exact("slope_regression", series, options) == rate


@fewer
@given(sizes, st.fractions(Fraction(1, 2), 2, max_denominator=20), st.integers(2, 10), st.data())
def test_on_the_path_of_one_growth_rate_everything_agrees(
    base: Fraction, factor: Fraction, years: int, data: st.DataObject
) -> None:
    assume(factor != 1)
    upto = data.draw(st.integers(1, years - 1))
    series = Series(
        "geometric",
        points({2015: base, 2015 + upto: base * factor**upto}),
        "up" if factor > 1 else "down",
        Target(base * factor**years, 2015 + years),
    )
    # As floats they are the same: no bound is missed by a last digit.
    assert float(exact("pace_cagr", series)) == 1
    assert float(exact("pace_remaining_cagr", series)) == 1
    assert float(exact("cagr", series)) == float(factor - 1)
    assert float(exact("arrival_geometric", series)) == 2015 + years
    assert float(exact("projected_share_geometric", series)) == 1
    assert exact("gap_geometric", series) == 0
    assert exact("years_late_geometric", series) == 0


@fewer
@given(all_series(sizes))
def test_pace_is_at_least_one_exactly_where_the_newest_is_on_the_path_or_ahead(
    series: Series,
) -> None:
    assert series.target is not None
    for pace, gap in (("pace_linear", "gap_linear"), ("pace_cagr", "gap_geometric")):
        this, ahead = ask(pace, series, 2022), ask(gap, series, 2022)
        towards = ask("required_points_per_year", series, 2022).exact
        # A base past its target is another matter: the size of the required rate is used.
        if this.value is None or ahead.value is None or series.direction * (towards or 0) <= 0:
            continue
        assert (this.value >= 1) == (ahead.value >= 0), pace


@fewer
@given(all_series())
def test_arrival_is_in_time_exactly_where_the_projection_reaches_the_target(
    series: Series,
) -> None:
    for shape in ("linear", "geometric"):
        late = ask(f"years_late_{shape}", series, 2022)
        projected = ask(f"projected_{shape}", series, 2022)
        if late.value is None or projected.exact is None:
            continue
        assert series.target is not None
        short = series.direction * (Fraction(series.target.value) - projected.exact)
        assert (late.value <= 0) == (short <= ALMOST * 1000), shape


@fewer
@given(all_series())
def test_projected_share_is_one_or_more_exactly_where_the_projection_is_at_the_target(
    series: Series,
) -> None:
    for shape in ("linear", "geometric", "regression"):
        share, projected = (
            ask(f"{kind}_{shape}", series, 2022).exact for kind in ("projected_share", "projected")
        )
        required = ask("required_points_per_year", series, 2022).exact
        if share is None or projected is None or series.direction * (required or 0) <= 0:
            continue
        assert series.target is not None
        assert (share >= 1) == (series.direction * (projected - Fraction(series.target.value)) >= 0)


@fewer
@given(st.lists(numbers, min_size=2, max_size=6), st.integers(1, 5))
def test_path_through_milestones_goes_through_each_and_never_turns_between(
    values: list[Fraction], apart: int
) -> None:
    milestones = points({2000 + apart * order: value for order, value in enumerate(values)})
    series = Series("path", (), "up", milestones=milestones)
    last = 2000 + apart * (len(values) - 1)
    expected = [
        exact("expected_milestones", replace(series, observations=points({year: 0})))
        for year in range(2000, last + 1)
    ]
    assert expected[::apart] == values
    for order, (low, high) in enumerate(pairwise(values)):
        stretch = expected[apart * order : apart * (order + 1) + 1]
        assert stretch == sorted(stretch, reverse=low > high)


@fewer
@given(numbers, numbers, numbers)
def test_distance_to_a_band_is_zero_within_and_grows_evenly_outside(
    one: Fraction, other: Fraction, value: Fraction
) -> None:
    low, high = sorted((one, other))
    series = Series("band", points({2020: value}), "up", band=Band(low, high))
    distance = exact("distance_to_band", series)
    assert (distance == 0) == (low <= value <= high)
    assert distance in (0, low - value, value - high)
    assert distance >= 0
