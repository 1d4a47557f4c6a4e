"""Arrows: methods that tell a trend by the rate so far and the one that is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.methods.unnamed.judging import judged, on_line, seen

Series = Mapping[int, str]


ARROWS: dict[str, dict[str, Any]] = {
    "a": {"group": "one", "parameters": {"green": 100}},
    "b": {"group": "one", "better": "down", "parameters": {"green": 10}},
    "c": {"group": "one", "parameters": {"green": 50}},
    "d": {"group": "two", "parameters": {"green": 90}},
}
# Made up.
ARROW_VALUES: dict[str, dict[str, Series]] = {
    "mixed": {
        "a": {2010: "50", 2013: "70", 2016: "65"},
        "b": {2010: "30", 2015: "29"},
        "c": {2010: "40", 2015: "51"},
        "d": {2010: "50", 2015: "45"},
    },
    "others": {
        "a": {2009: "10", 2011: "60", 2015: "64.9"},
        "b": {2010: "12", 2015: "9"},
        "c": {2010: "55", 2015: "49"},
        "d": {2015: "45"},
    },
    "on-the-bounds": {
        "a": {2010: "50", 2015: "62.5"},
        "b": {2010: "30", 2015: "27.5"},
        "c": {2010: "30", 2015: "27.5"},
        "d": {2010: "50", 2020: "70"},
    },
    # In five years to what is asked of twenty.
    "just-green": {"d": {2010: "50", 2015: "90"}},
    "little-known": {"a": {2010: "50", 2015: "62.5"}, "b": {2010: "30", 2015: "25"}},
}
FOUR = ["decreasing", "stagnating", "moderately_improving", "on_track"]
RESCALED = [
    (Fraction(x), Fraction(y)) for x, y in (("-1", 0), ("0", 1), ("0.5", 2), ("1", 3), ("2", 4))
]


def arrow(entry: Mapping[str, Any], series: Series) -> tuple[str, Fraction | None]:
    """Return the arrow of a series and its place on the scale of goals, by the definition."""
    sign = -1 if entry.get("better") == "down" else 1
    target = Fraction(entry["parameters"]["green"])
    since = sorted((year, Fraction(text)) for year, text in series.items() if year >= 2010)
    if len(since) < 2:
        return "not_available", None
    (start, base), (end, newest) = since[0], since[-1]
    if sign * (newest - target) >= 0:
        return "on_track", Fraction(3)
    needed = abs((target - base) / (2030 - start))
    pace = sign * (newest - base) / (end - start) / needed
    at = 3 if pace >= 1 else 2 if pace > Fraction(1, 2) else 1 if pace >= 0 else 0
    return FOUR[at], on_line(pace, RESCALED)


def test_arrows_compare_the_rate_with_the_one_that_leads_to_green(tmp_path: Path) -> None:
    rows = judged(tmp_path, "sdg-arrows", ARROWS, ARROW_VALUES)
    for place, its in ARROW_VALUES.items():
        by_goal: dict[str, list[Fraction | None]] = {}
        for one, entry in ARROWS.items():
            expected, rescaled = arrow(entry, its.get(one, {}))
            assert rows["indicator", place, one]["colour"] in (expected, None)
            by_goal.setdefault(entry["group"], []).append(rescaled)
        for goal, every in by_goal.items():
            known = [one for one in every if one is not None]
            row = rows["goal", place, goal]
            if len(known) < 0.75 * len(every):
                assert (row["colour"], row["reason"]) == ("not_available", "too_few_known")
                continue
            mean = sum(known, Fraction(0)) / len(known)
            assert (row["trend"], row["colour"]) == (float(mean), FOUR[min(3, int(mean))])
    # By hand: half of the required rate is not over half of it; the rate itself is on track.
    bounds = {one: rows["indicator", "on-the-bounds", one]["colour"] for one in ARROWS}
    assert bounds == {"a": "on_track", "b": "stagnating", "c": "decreasing", "d": "on_track"}


EUROSTAT: dict[str, dict[str, Any]] = {
    "a": {"group": "g"},
    "b": {"group": "g", "parameters": {"target": 200}},
    "c": {"group": "g", "better": "down"},
    "d": {"group": "g", "better": "down", "parameters": {"target": 50}},
}
# Made up. a of "bounds" grows by exactly 1 % a year in the short term.
EUROSTAT_VALUES: dict[str, dict[str, Series]] = {
    "bounds": {
        "a": {2005: "80", 2010: "95", 2015: "100", 2020: "105.10100501"},
        "b": {2005: "80", 2010: "95", 2015: "100", 2020: "130"},
        "c": {2005: "100", 2015: "110", 2019: "104"},
        "d": {2006: "100", 2016: "80", 2021: "70"},
    },
    "others": {
        "a": {2005: "110", 2015: "100", 2020: "99"},
        "b": {2008: "100", 2015: "160", 2020: "159"},
        "c": {2015: "100", 2020: "100"},
        "d": {2005: "90", 2015: "95", 2020: "61"},
    },
    "still": {
        # By exactly 1 % down a year in the short term.
        "a": {2005: "95.09900499", 2015: "100", 2020: "95.09900499"},
        "b": {2005: "130", 2015: "130", 2020: "130"},
        "c": {2005: "70", 2015: "70", 2020: "70"},
        "d": {2005: "70", 2015: "70", 2020: "70"},
    },
    "few": {"a": {2020: "99"}, "b": {2003: "100", 2014: "120", 2020: "150"}},
}


def growth(start: str, end: str, years: int) -> Decimal:
    return (Decimal(end) / Decimal(start)) ** (Decimal(1) / years) - 1


def eurostat(entry: Mapping[str, Any], series: Series, years: int) -> str:
    """Return the arrow over so many years, at the least two thirds of them, by the definition."""
    if not series:
        return "none"
    sign = -1 if entry.get("better") == "down" else 1
    end = max(series)
    wanted = end - years
    before = [year for year in series if year <= wanted]
    after = [year for year in series if wanted <= year <= end - 10]
    start = max(before, default=0) if years == 5 else min(after, default=0)
    if not start:
        return "none"
    with localcontext() as context:
        context.prec = 60
        rate = sign * growth(series[start], series[end], end - start)
        target = entry.get("parameters", {}).get("target")
        if target is None:
            steps: Sequence[tuple[str, str]] = (
                ("0.01", "strong_up"),
                ("0", "up"),
                ("-0.01", "down"),
            )
        else:
            rate /= abs(growth(series[start], str(target), 2030 - start))
            steps = (("0.95", "strong_up"), ("0.6", "up"), ("0", "slow_up"))
        # The last of sixty digits is rounded.
        near = Decimal(10) ** -50
        return next((name for bound, name in steps if rate >= Decimal(bound) - near), "strong_down")


def test_two_arrows_are_of_the_short_and_of_the_long_term(tmp_path: Path) -> None:
    rows = judged(tmp_path, "eurostat-arrows", EUROSTAT, EUROSTAT_VALUES)
    for column, years in (("colour", 5), ("long_arrow", 15)):
        for place, its in EUROSTAT_VALUES.items():
            for one, entry in EUROSTAT.items():
                expected = eurostat(entry, its.get(one, {}), years)
                found = rows["indicator", place, one][column]
                assert found == expected, (column, place, one)
    # By hand.
    assert rows["indicator", "bounds", "a"]["colour"] == "strong_up"
    assert rows["indicator", "others", "a"]["long_arrow"] == "down"
    assert rows["indicator", "others", "c"]["long_arrow"] == "none"
    assert rows["goal", "others", "g"]["long_up"] == 0.5


# Two indicators from 0 to 50 and from 10 to 0: nine years ago, four years ago, now. Made up.
GOVERNANCE = {
    "faster-up": ("10 14.5 19", "5 5 4", "increasing_improvement"),
    "slower-up": ("10 18 19", "5 4.1 4", "slowing_improvement"),
    "down-of-late": ("10 20 19", "5 3 4", "warning_signs"),
    "up-of-late": ("19 10 11", "4 6 5", "bouncing_back"),
    "slower-down": ("19 11 10", "4 4.9 5", "slowing_deterioration"),
    "faster-down": ("19 18 10", "4 4 5", "increasing_deterioration"),
    # Two go down and stand still of late; the third goes up by more than both, then slower.
    "third-counts": ("19 18 18", "4 5 5", "slowing_improvement"),
    # 9 of 50 up is 18 points, and so is 1.8 of 10 the other way.
    "even": ("10 14 19", "2.2 3 4", "no_change"),
}


def test_the_last_years_are_held_against_the_long_trend(tmp_path: Path) -> None:
    catalogue = {
        "rights": {"group": "g", "parameters": {"lowest": 0, "highest": 50}},
        "crime": {"group": "g", "better": "down", "parameters": {"lowest": 10, "highest": 0}},
        "schools": {"group": "g", "parameters": {"lowest": 0, "highest": 10}},
    }
    years = (2011, 2016, 2020)
    values = {
        place: {
            "rights": dict(zip(years, rights.split(), strict=True)),
            "crime": dict(zip(years, crime.split(), strict=True)),
            # The mean is not the one in the middle.
            **(
                {"schools": {2011: "1", 2016: "3.4", 2020: "3.7"}}
                if place == "third-counts"
                else {}
            ),
        }
        for place, (rights, crime, _) in GOVERNANCE.items()
    }
    rows = judged(tmp_path, "governance-trend", catalogue, values)
    assert seen(rows, "category", "g", "colour") == {
        place: colour for place, (_, _, colour) in GOVERNANCE.items()
    }
