"""Series of methods: paths, targets, weights and scores that a file states, and parts of a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ekrules.errors import InputError
from ekrules.indicators.part_of_year import Month, Quarter
from ekrules.methods.running import run_method
from tests.methods.made_methods import indicator, indicators, method, rows, told

PARAMETERS = """\
parameters:
  target: {means: {nb: mål}, default: none}
  soon: {means: {nb: snart}, default: none}
  half: {means: {nb: halvt}, default: none}
"""


def made(
    folder: Path,
    series: str,
    asked: str,
    values: Mapping[Any, float],
    more: str = "parameters: {target: 200, soon: 120}",
    until: Any = None,
    body: str = "",
) -> dict[str, Any]:
    """Return the case of the indicator x in place A, asked one derived input as "made"."""
    text = f"{PARAMETERS}series: {{{series}}}\nderived: {{made: {asked}}}\n{body}"
    lines = "".join(f"A,{period},x,{value}\n" for period, value in values.items())
    source = indicators(folder, indicator("x", more), lines)
    (level,) = run_method(method(folder, text), source, until).levels
    (row,) = (one for one in level.frame.iter_rows(named=True) if one["entity"] == "A")
    return row


RISEN = {2015: 100, 2020: 130}


@pytest.mark.parametrize(
    ("series", "more", "expected"),
    [
        # Half-way from 100 in 2015 to 120 in 2025, and on from there.
        ("milestones: {2015: 100, 2025: soon, 2030: 200}", "parameters: {soon: 120}", 110),
        ("milestones: {2025: 140}", "parameters: {}", 120),
        ("milestones: {2019: 100, 2021: target}", "parameters: {target: 160}", 130),
        ("milestones: catalogue", "milestones: {2018: 100, 2022: 140}", 120),
        ("milestones: catalogue", "parameters: {}", None),
        # One that the indicator does not bring is left out.
        ("milestones: {2016: half, 2025: 140}", "parameters: {}", 120),
    ],
)
def test_a_path_goes_through_the_milestones(
    tmp_path: Path, series: str, more: str, expected: float | None
) -> None:
    assert made(tmp_path, series, "expected_milestones", RISEN, more)["made"] == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("{times_base: 2}", 0.3),
        ("{times_base: half}", -0.6),
        ("200", 0.3),
        ("target", 0.3),
        ("best", 0.6),
    ],
)
def test_a_target_is_a_number_or_the_name_of_one_or_so_many_times_the_base(
    tmp_path: Path, target: str, expected: float
) -> None:
    body = "across: {newest: {take: max}}\nnumbers: {best: {of: newest, plus: 20}}\n"
    more = "parameters: {target: 200, half: 0.5}"
    found = made(
        tmp_path, f"target: {target}, deadline: 2025", "share_come", RISEN, more, body=body
    )
    assert found["made"] == expected


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ("equal", 1.5),
        ("by_order", 1.8),
        ("[1, 1]", 3),
        ("halving, half_life: 1", 24 / 13),
    ],
)
def test_a_regression_has_the_weights_that_are_stated(
    tmp_path: Path, weights: str, expected: float
) -> None:
    values = {2018: 0, 2019: 0, 2020: 3}
    found = made(tmp_path, f"weights: {weights}", "slope_regression", values)
    assert found["made"] == pytest.approx(expected, rel=1e-12)


def test_a_score_is_by_the_pieces_that_are_stated(tmp_path: Path) -> None:
    series = (
        "target: target, deadline: 2025,"
        " score_with_target: [{slope: 1, constant: 0}, {at_least: 0.5, slope: 2, constant: -0.5}],"
        " score_without_target: [{slope: 100, constant: 1}]"
    )
    # 10 % a year where 100 % are asked for: over 0.5 it would be twice as steep.
    values = {2019: 100, 2020: 110}
    pace = made(tmp_path, "target: target, deadline: 2020", "pace_cagr", values)["made"]
    assert pace == pytest.approx(0.1)
    same = made(tmp_path, series.replace("2025", "2020"), "progress_score", values)
    assert same["made"] == pytest.approx(0.1)
    without = made(tmp_path, series, "progress_score", values, "parameters: {}")
    assert without["made"] == 5


def test_each_derived_input_may_have_a_series_of_its_own(tmp_path: Path) -> None:
    values = {2010: 100, 2019: 130, 2020: 120}
    short = "{input: change, series: {base: {rule: years_before, years: 1}}}"
    assert made(tmp_path, "base: {rule: first}", "change", values)["made"] == 20
    assert made(tmp_path, "base: {rule: first}", short, values)["made"] == -10
    kept = "{input: share_come, series: {base: {rule: fixed, period: 2019}}}"
    # The target is still that of the method.
    assert made(tmp_path, "target: target", kept, values)["made"] == -10 / 70


def test_the_mean_since_the_base_is_of_what_is_known(tmp_path: Path) -> None:
    values = {2010: 100, 2018: 5, 2020: 10}
    series = "base: {rule: years_before, years: 2}"
    assert made(tmp_path, series, "mean_since_base", values)["made"] == 7.5
    assert made(tmp_path, series, "observations_since_base", values)["made"] == 2


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ("milestones: {soon: 3}", '"soon" among the milestones; expected a year (as 2019)'),
        ("milestones: {2025: snart}", 'no parameter is called "snart"'),
        ("weights: halving", '"half_life" goes with "weights: halving"'),
        ("weights: equal, half_life: 2", '"half_life" goes with "weights: halving"'),
        ("target: {times_base: haalf}", 'no parameter is called "haalf"'),
        ("score_with_target: [{at_least: 1, slope: 1, constant: 1}]", "begin at the very start"),
        ("base: {rule: fixed, period: soon}", "expected a year (as 2019), a quarter"),
    ],
)
def test_a_slip_in_a_series_is_told(tmp_path: Path, series: str, said: str) -> None:
    assert said in told(tmp_path, f"{PARAMETERS}series: {{{series}}}\n")


QUARTERS = {"2019Q1": 100, "2019-Q3": 110, "2020K1": 120, "2020 Q2": 125}


def test_quarters_lie_in_the_year_and_rates_are_by_the_year(tmp_path: Path) -> None:
    found = made(tmp_path, "base: {rule: first}", "points_per_year", QUARTERS)
    assert (found["made"], found["period"]) == (20, "2020Q2")
    before = "base: {rule: years_before, years: 1}"
    assert made(tmp_path, before, "change", QUARTERS, until=Quarter(2020, 1, 1))["made"] == 20


@pytest.mark.parametrize(
    ("until", "period"),
    [
        (2019, "2019Q3"),
        (date(2020, 2, 15), "2020Q1"),
        (Quarter(2019, 1, 1), "2019Q1"),
        (Month(2019, 9, 1), "2019Q3"),
        (None, "2020Q2"),
    ],
)
def test_what_is_after_the_period_is_left_out(tmp_path: Path, until: Any, period: str) -> None:
    found = made(tmp_path, "at_most_years_old: 3", "newest_value", QUARTERS, until=until)
    assert found["period"] == period
    assert found["made"] == found["value"]


def test_a_year_is_its_last_quarter_as_deadline_and_its_first_as_base(tmp_path: Path) -> None:
    values = {"2015Q1": 0, "2015Q4": 10, "2020Q4": 60}
    series = "base: {rule: fixed, period: 2015}, target: 240, deadline: 2025"
    # From the first quarter of 2015 to the last of 2020 are 5.75 years, to that of 2025 10.75.
    assert made(tmp_path, series, "years_observed", values)["made"] == 5.75
    assert made(tmp_path, series, "expected_linear", values)["made"] == 240 * 5.75 / 10.75
    at = series.replace("2015}", "2015K4}")
    assert made(tmp_path, at, "years_observed", values)["made"] == 5


def test_months_are_twelfths_of_a_year(tmp_path: Path) -> None:
    values = {"2019M03": 1, "2019-06": 2, "2020M03": 13}
    found = made(tmp_path, "base: {rule: first}", "points_per_year", values)
    assert (found["made"], found["period"]) == (12, "2020-03")


def test_a_fixed_base_year_among_dates_is_its_first_day(tmp_path: Path) -> None:
    values = {"2015-01-01": 1, "2016-01-01": 3}
    series = "base: {rule: fixed, period: 2015}"
    assert made(tmp_path, series, "points_per_year", values)["made"] == 2


OWN_TARGETS = """\
parameters:
  target: {means: {nb: mål}, from_indicator: target_values, default: 100}
series: {target: target}
derived: {come: share_come}
"""


def test_each_entity_may_have_a_target_of_its_own(tmp_path: Path) -> None:
    catalogue = indicator("x", "attributes: {target_values: y}") + indicator("y")
    values = "".join(
        f"{place},2015,x,0\n{place},2020,x,40\n{place},2020,y,{target}\n"
        for place, target in (("A", 80), ("B", 50), ("C", ""))
    )
    read = method(tmp_path, OWN_TARGETS)
    found = rows(read, indicators(tmp_path, catalogue, values))
    assert {key: one["come"] for key, one in found.items()} == {
        ("A", "x"): 0.5,
        ("B", "x"): 0.8,
        # Its own is not known, so the default.
        ("C", "x"): 0.4,
    }


def test_a_target_by_an_indicator_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    source = indicators(tmp_path, indicator("x", "attributes: {target_values: z}"), "A,2020,x,1\n")
    with pytest.raises(InputError, match='no indicator is called "z"'):
        rows(method(tmp_path, OWN_TARGETS), source)


def test_a_limit_is_the_natural_one_or_a_number_of_the_indicator(tmp_path: Path) -> None:
    series, more = "base: {rule: first}, limit: soon", "parameters: {soon: 100}"
    values = {2015: 50, 2020: 60}
    by_number = made(tmp_path, series, "limit_factor", values, more)["made"]
    natural = series.replace("soon", "natural")
    assert (
        by_number == made(tmp_path, natural, "limit_factor", values, "limits: {high: 100}")["made"]
    )
    assert made(tmp_path, natural, "limit_factor", values, "parameters: {}")["made"] is None


def test_a_group_without_such_a_parameter_is_a_fault(tmp_path: Path) -> None:
    group = "parameters_by_group: [{entities: {region: north}, parameters: {goal: soon}}]\n"
    assert 'no parameter is called "goal"' in told(tmp_path, PARAMETERS + group)
    read = method(tmp_path, PARAMETERS + group.replace("goal", "target").replace("soon", "later"))
    source = indicators(tmp_path, indicator("x", "parameters: {target: 1}"), "A,2020,x,1\n")
    with pytest.raises(InputError, match='no parameter of any indicator is called "later"'):
        rows(read, source)
