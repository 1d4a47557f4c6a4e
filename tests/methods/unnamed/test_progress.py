"""Progress: methods that judge a series by its way to a target, or simply by its way."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.methods.unnamed.judging import judged, seen

Series = Mapping[int, str]


WEATHER: dict[str, dict[str, Any]] = {
    "up": {"parameters": {"target": 80}},
    "down": {"better": "down", "parameters": {"target": 10, "deadline": 2025}},
}
# What is missed at the deadline, of what is left now; worked out by hand. Made up.
WEATHER_VALUES = {
    # 50 to 60 in five years, ten years left: to 80.
    "right-on-time": ("up", {2015: "50", 2020: "60"}, "sun"),
    # A value between the two counts nowhere.
    "down-in-time": ("down", {2015: "20", 2017: "5", 2020: "14.9"}, "sun"),
    # 59.75: to 79.25, misses 0.75 of 20.25: 3.7 %.
    "nearly": ("up", {2015: "50", 2020: "59.75"}, "sun"),
    # 15.2 to 10.4 by 2025, misses 0.4 of 5.2: 7.7 %.
    "somewhat-missed": ("down", {2015: "20", 2020: "15.2"}, "cloud_and_sun"),
    # 40 to 50: to 70, misses 10 of 30: a third.
    "missed": ("up", {2015: "40", 2020: "50"}, "cloud"),
    # 40 to 48, misses 16 of 32.
    "by-half": ("up", {2015: "40", 2020: "48"}, "cloud"),
    # 52 to 60: to 76, misses 4 of 20: a fifth exactly.
    "by-a-fifth": ("up", {2015: "52", 2020: "60"}, "cloud_and_sun"),
    # 50.5 to 60: to 79, misses 1 of 20: a twentieth exactly is not under it.
    "by-a-twentieth": ("up", {2015: "50.5", 2020: "60"}, "cloud_and_sun"),
    "away": ("down", {2015: "20", 2020: "21"}, "thunderstorm"),
    "still": ("up", {2015: "60", 2020: "60"}, "thunderstorm"),
    "reached-and-falling": ("up", {2015: "90", 2020: "80"}, "sun"),
    "no-value-five-years-before": ("up", {2016: "50", 2020: "60"}, None),
}


def test_the_weather_is_what_is_missed_at_the_target_year(tmp_path: Path) -> None:
    values = {name: {one: its} for name, (one, its, _) in WEATHER_VALUES.items()}
    rows = judged(tmp_path, "weather-symbols", WEATHER, values)
    found = {
        name: rows["indicator", name, one]["colour"] for name, (one, _, _) in WEATHER_VALUES.items()
    }
    assert found == {name: symbol for name, (_, _, symbol) in WEATHER_VALUES.items()}
    assert rows["indicator", "no-value-five-years-before", "up"]["reason"] == "no_base"


# What the path allows each year; the emissions so far. Made up.
BUDGET = {"better": "down", "milestones": {2015: 100, 2020: 80, 2030: 40}}
BUDGET_VALUES = {
    # The path allows 80 in 2020 and 60 in 2025.
    "on-the-path": ({2015: "100", 2020: "80"}, 0.0, "green"),
    "below-it": ({2015: "100", 2025: "54"}, 0.1, "green"),
    "a-tenth-over": ({2015: "100", 2025: "66"}, -0.1, "yellow"),
    "just-more": ({2025: "66.06"}, -0.101, "red"),
    # After the last milestone it goes to nothing by 2050: 38 in 2031.
    "after-the-last": ({2015: "100", 2031: "19"}, 0.5, "green"),
    "after-the-target": ({2015: "100", 2051: "1"}, None, "grey"),
}


def test_emissions_are_held_against_a_path_with_a_value_for_each_year(tmp_path: Path) -> None:
    values = {place: {"x": its} for place, (its, _, _) in BUDGET_VALUES.items()}
    rows = judged(tmp_path, "climate-budgets", {"x": BUDGET}, values)
    found = {place: rows["indicator", place, "x"] for place in BUDGET_VALUES}
    assert {place: (row["ahead"], row["status"]) for place, row in found.items()} == {
        place: (ahead, status) for place, (_, ahead, status) in BUDGET_VALUES.items()
    }
    assert found["after-the-target"]["reason"] == "outside_milestones"


ANTICIPATED: dict[str, dict[str, Any]] = {
    "a": {"group": "g", "parameters": {"target": 100}},
    "b": {"group": "g", "better": "down", "parameters": {"target": 0}},
    "c": {"group": "g", "parameters": {"target": 40}},
}
# Made up.
ANTICIPATED_VALUES: dict[str, dict[str, Series]] = {
    "steady": {
        "a": {2000: "40", 2005: "45", 2010: "50", 2015: "55", 2020: "60"},
        "b": {2000: "60", 2010: "40", 2015: "30", 2020: "20"},
        # 20 to 22 a decade: 24 in 2030, and 9 of 10 of the way left.
        "c": {2000: "18", 2010: "20", 2020: "22"},
    },
    "turning": {
        "a": {2000: "60", 2010: "50", 2015: "45", 2020: "50"},
        "b": {2000: "20", 2010: "25", 2015: "30", 2020: "40"},
        # It stands still: 100 percent is left, and that is not the wrong way.
        "c": {2000: "30", 2015: "30", 2020: "30"},
    },
    "achieved": {
        "a": {2005: "90", 2014: "99", 2020: "100"},
        "b": {2020: "20"},
        # To 37 in 2030: 10 percent of the way from 10 in 2015 is left exactly.
        "c": {2015: "10", 2020: "19"},
    },
    "speeding": {
        "a": {2000: "10", 2015: "20", 2018: "45", 2020: "65"},
        "b": {1990: "9", 2015: "8"},
    },
}


def anticipated(
    entry: Mapping[str, Any], series: Series
) -> tuple[str, Fraction | None, Fraction | None]:
    """Return the class, what is left in 2030 in percent of the way, and the status index."""
    since = sorted((year, Fraction(text)) for year, text in series.items())
    target, sign = (
        Fraction(entry["parameters"]["target"]),
        -1 if entry.get("better") == "down" else 1,
    )
    newest = since[-1][1]
    left: Fraction | None = None
    before = [one for one in since if one[0] <= 2015]
    base = before[-1][1] if before and since[-1][0] > before[-1][0] else None
    come = None if base is None else (newest - base) / (target - base) * 10
    points = [one for one in since if one[0] >= 2000]
    if base is not None and len(points) > 1:
        weights = range(1, len(points) + 1)
        total = sum(weights)
        x = sum(
            (Fraction(w * year, total) for w, (year, _) in zip(weights, points, strict=True)),
            Fraction(0),
        )
        y = sum(
            (w * value / total for w, (_, value) in zip(weights, points, strict=True)), Fraction(0)
        )
        over = sum(
            w * (year - x) * (value - y) for w, (year, value) in zip(weights, points, strict=True)
        )
        under = sum(w * (year - x) ** 2 for w, (year, _) in zip(weights, points, strict=True))
        projected = y + over / under * (2030 - x)
        left = Fraction((target - projected) / (target - base) * 100)
    if sign * (newest - target) >= 0:
        return "achieved", left, come
    if left is None:
        return "none", None, come
    return "maintain" if left <= 10 else "accelerate" if left <= 100 else "reverse", left, come


def test_what_is_expected_in_2030_is_of_a_regression_that_trusts_the_newest_most(
    tmp_path: Path,
) -> None:
    rows = judged(tmp_path, "anticipated-progress", ANTICIPATED, ANTICIPATED_VALUES)
    for place, its in ANTICIPATED_VALUES.items():
        indices = []
        for one, entry in ANTICIPATED.items():
            if one not in its:
                continue
            colour, left, come = anticipated(entry, its[one])
            row = rows["indicator", place, one]
            found = (row["colour"], row["progress_gap"], row["status_index"])
            assert found == (
                colour,
                None if left is None else pytest.approx(float(left), rel=1e-12),
                None if come is None else pytest.approx(float(come), rel=1e-15),
            ), (place, one)
            indices += [] if come is None else [come]
        mean = float(sum(indices, Fraction(0)) / len(indices))
        assert rows["goal", place, "g"]["current_status"] == pytest.approx(mean, rel=1e-15)
    # By hand: on a straight line all weights give the same: 70 in 2030, of 45 that were left 30.
    assert rows["indicator", "steady", "a"]["progress_gap"] == pytest.approx(200 / 3, rel=1e-12)
    assert seen(rows, "indicator", "b", "colour")["steady"] == "maintain"


NATIONAL: dict[str, dict[str, Any]] = {
    "jobs": {"attributes": {"target_values": "jobs-target"}, "parameters": {"target": 75}},
    "jobs-target": {},
    "dropouts": {
        "better": "down",
        "attributes": {"target_values": "dropouts-target"},
        "parameters": {"target": 10},
    },
    "dropouts-target": {"better": "down"},
}
# Jobs in 2008 and 2014, the country's target; the same of dropouts. By hand: half of the twelve
# years are gone. Made up.
COUNTRIES = {
    # Half-way from 60 to 70; and 9 is past its own target of 9.5, though not the Union's way.
    "on-the-way": (("60", "65", "70"), ("12", "9", "9.5"), "green", "green", "green"),
    # The same two values, with a higher target: 66 was to be passed.
    "too-slow": (("60", "65", "72"), ("20", "21", "5"), "yellow", "red", "red"),
    # No target of its own: 67.5 would be half-way to the Union's 75.
    "of-the-union": (("60", "67.5", None), ("14", "12.1", None), "green", "yellow", "green"),
}


def test_a_country_is_held_to_the_target_that_it_set_itself(tmp_path: Path) -> None:
    values: dict[str, dict[str, Any]] = {}
    for place, (jobs, dropouts, *_) in COUNTRIES.items():
        values[place] = {}
        for one, (before, now, target) in (("jobs", jobs), ("dropouts", dropouts)):
            values[place][one] = {2008: before, 2014: now}
            if target is not None:
                values[place][f"{one}-target"] = {2020: target}
    rows = judged(tmp_path, "national-targets", NATIONAL, values)
    for place, (*_, jobs_status, dropouts_status, whole) in COUNTRIES.items():
        assert rows["indicator", place, "jobs"]["status"] == jobs_status
        assert rows["indicator", place, "dropouts"]["status"] == dropouts_status
        assert rows["country", place, "all"]["status"] == whole
    assert {member for _, _, member in rows} == {"jobs", "dropouts", "all"}
