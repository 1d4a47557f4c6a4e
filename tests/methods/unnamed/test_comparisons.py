"""Comparisons: methods that judge an entity by where it stands among the others."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.methods.unnamed.judging import judged, seen


def mean_and_variance(every: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Return the mean and the variance of the population."""
    mean = sum(every, Fraction(0)) / len(every)
    return mean, sum(((one - mean) ** 2 for one in every), Fraction(0)) / len(every)


class Score:
    """A distance in standard deviations, compared with a bound exactly: by their squares."""

    def __init__(self, distance: Fraction, variance: Fraction) -> None:
        self.distance, self.variance = distance, variance

    def side_of(self, bound: str) -> int:
        """Return -1 below the bound, 0 on it and 1 above."""
        at = Fraction(bound)
        mine, its = self.distance * abs(self.distance), at * abs(at) * self.variance
        return (mine > its) - (mine < its)


def class_of(level: Score, movement: Score) -> str:
    """The matrix of level and change, row by row as the publication draws it."""
    rises, falls = movement.side_of("1") > 0, movement.side_of("-1") < 0
    if level.side_of("-1") < 0:
        return "weak_but_improving" if rises else "critical"
    if level.side_of("-0.5") < 0:
        return "weak_but_improving" if rises else "critical" if falls else "to_watch"
    if level.side_of("0.5") <= 0:
        return "better_than_average" if rises else "to_watch" if falls else "on_average"
    if falls:
        return "good_but_to_monitor"
    return "best_performer" if level.side_of("1") > 0 else "better_than_average"


def drawn(seed: int) -> list[int]:
    """Return whole numbers, few enough that scores often lie on a bound."""
    draws = Random(seed)
    return [draws.choice([0, 0, 1, 1, 1, 2, 2, 3, 5]) for _ in range(draws.choice([5, 13, 29]))]


# So many ones and zeros that a score is 2.5, 1.5, -1, 1, 0.5 and -0.5: all exactly. Made up.
ON_BOUNDS = [[1] * 4 + [0] * 25, [1] * 4 + [0] * 9, [1] * 5 + [0] * 5, [1] * 4 + [0], [1] + [0] * 4]


@pytest.mark.parametrize("better", ["up", "down"])
@pytest.mark.parametrize("now", [*ON_BOUNDS, *map(drawn, range(6))])
def test_level_and_change_against_the_average_make_seven_classes(
    tmp_path: Path, better: str, now: list[int]
) -> None:
    changes = now[3:] + now[:3]
    values: dict[str, Any] = {
        f"m{number}": {"x": {2019: str(x - change), 2020: str(x)}}
        for number, (x, change) in enumerate(zip(now, changes, strict=True))
    }
    # No member, so it counts in no average.
    values["other"] = {"x": {2019: "90", 2020: "100"}}
    attributes = {place: {"member": "no" if place == "other" else "yes"} for place in values}
    rows = judged(tmp_path, "social-scoreboard", {"x": {"better": better}}, values, attributes)
    sign = 1 if better == "up" else -1
    ends = [mean_and_variance([Fraction(x) for x in every]) for every in (now, changes)]
    expected = {}
    for place, pair in zip(values, [*zip(now, changes, strict=True), (100, 10)], strict=True):
        scores = [
            Score(sign * (x - mean), variance)
            for x, (mean, variance) in zip(pair, ends, strict=True)
        ]
        expected[place] = class_of(*scores)
        for name, score in zip(("level", "movement"), scores, strict=True):
            near = float(score.distance) / sqrt(score.variance)
            assert rows["indicator", place, "x"][name] == pytest.approx(near, rel=1e-12, abs=1e-12)
    assert seen(rows, "indicator", "x", "colour") == expected


def test_the_classes_of_some_are_as_they_are_by_hand(tmp_path: Path) -> None:
    # Levels 8, 12, 10, 10, 8, 12 are -1.2, 1.2, 0, 0, -1.2, 1.2; changes 0, 0, 0, 0, 1, -1.
    pairs = {
        "far-below": ("8", "8", "critical"),
        "far-above": ("12", "12", "best_performer"),
        "on-average": ("10", "10", "on_average"),
        "on-average-too": ("10", "10", "on_average"),
        "below-and-rising": ("7", "8", "weak_but_improving"),
        "above-and-falling": ("13", "12", "good_but_to_monitor"),
    }
    values = {place: {"x": {2019: old, 2020: new}} for place, (old, new, _) in pairs.items()}
    attributes = {place: {"member": "yes"} for place in pairs}
    rows = judged(tmp_path, "social-scoreboard", {"x": {}}, values, attributes)
    found = seen(rows, "indicator", "x", "colour")
    assert found == {place: colour for place, (_, _, colour) in pairs.items()}


# Made up; two of the eight are alike, one is not known.
MUNICIPALITIES = {
    "a": "10",
    "b": "20",
    "c": "30",
    "d": "30",
    "e": "50",
    "f": "60",
    "g": "70",
    "h": "80",
    "i": None,
}


@pytest.mark.parametrize(("better", "green", "red"), [("up", "gh", "ab"), ("down", "ab", "gh")])
def test_the_best_fourth_is_green_and_the_worst_is_red(
    tmp_path: Path, better: str, green: str, red: str
) -> None:
    values: dict[str, Any] = {
        place: {} if text is None else {"x": text} for place, text in MUNICIPALITIES.items()
    }
    catalogue = {"x": {"better": better, "group": "area"}}
    rows = judged(tmp_path, "kolada", catalogue, values)
    found = seen(rows, "indicator", "x", "status")
    assert "".join(place for place, status in found.items() if status == "green") == green
    assert "".join(place for place, status in found.items() if status == "red") == red
    assert found["i"] == "grey"
    assert rows["indicator", "i", "x"]["reason"] == "no_row"


# Made up: spread 2 of the members (8, 10, 10, 12 has a variance of 2; these have 4).
DISTANCES = {"A": "8", "B": "12", "C": "8", "D": "12", "N": "100", "O": "5"}


def test_what_is_left_to_the_target_is_told_in_standard_deviations(tmp_path: Path) -> None:
    catalogue = {
        "up": {"group": "g", "parameters": {"target": 11}},
        "down": {"group": "g", "better": "down", "parameters": {"target": 9}},
    }
    values = {place: {"up": text, "down": text} for place, text in DISTANCES.items()}
    attributes = {place: {"oecd": "no" if place in "NO" else "yes"} for place in DISTANCES}
    rows = judged(tmp_path, "distance-in-sd", catalogue, values, attributes)
    assert seen(rows, "indicator", "up", "distance") == {
        "A": 1.5, "B": 0, "C": 1.5, "D": 0, "N": 0, "O": 3,
    }  # fmt: skip
    assert seen(rows, "indicator", "down", "distance") == {
        "A": 0, "B": 1.5, "C": 0, "D": 1.5, "N": 45.5, "O": 0,
    }  # fmt: skip
    assert seen(rows, "indicator", "up", "status")["A"] == "yellow"
    assert seen(rows, "goal", "g", "mean_distance")["A"] == 0.75
    assert seen(rows, "goal", "g", "status") == {
        "A": "yellow", "B": "yellow", "C": "yellow", "D": "yellow", "N": "red", "O": "yellow",
    }  # fmt: skip


# Estimate and its interval, for a measure where high is good and one where low is. Made up.
HEALTH = {
    "England": ("50 49 51", "50 49 51"),
    "above": ("56 50.1 60", "56 50.1 60"),
    "touching": ("56 50 60", "44 40 50"),
    "touching-too": ("44 40 50", "56 50 60"),
    "below": ("44 40 49.9", "44 40 49.9"),
    "unknown": (None, "44 40 49.9"),
}
ENDS = ("estimate", "low", "high")


def test_an_interval_wholly_on_one_side_of_the_country_is_better_or_worse(tmp_path: Path) -> None:
    catalogue = {
        f"{group}-{end}": {"group": group, "attributes": {"end": end, "polarity": polarity}}
        for group, polarity in (("activity", "high_is_good"), ("smoking", "low_is_good"))
        for end in ENDS
    }
    values = {
        place: {
            f"{group}-{end}": text
            for group, texts in zip(("activity", "smoking"), both, strict=True)
            if texts is not None
            for end, text in zip(ENDS, texts.split(), strict=True)
        }
        for place, both in HEALTH.items()
    }
    rows = judged(tmp_path, "health-comparison", catalogue, values)
    assert seen(rows, "measure", "activity", "colour") == {
        "England": "similar",
        "above": "better",
        "touching": "similar",
        "touching-too": "similar",
        "below": "worse",
        "unknown": None,
    }
    assert seen(rows, "measure", "smoking", "colour") == {
        "England": "similar",
        "above": "worse",
        "touching": "similar",
        "touching-too": "similar",
        "below": "better",
        "unknown": "better",
    }
    assert rows["measure", "unknown", "activity"]["reason"] == "none_known"


# Made up: 41 places, so that a share of 2.5 % is exactly the second from the worst.
ISLANDS = {f"p{number:02}": Fraction(number * number, 4) for number in range(41)}


def test_bounds_of_a_scale_are_made_of_all_places(tmp_path: Path) -> None:
    values: dict[str, dict[str, Any]] = {
        place: {"up": str(float(x)), "down": str(float(x)), "other": str(number % 7)}
        for number, (place, x) in enumerate(ISLANDS.items())
    }
    del values["p03"]["other"]
    catalogue = {
        "up": {"group": "one"},
        "down": {"group": "one", "better": "down"},
        "other": {"group": "two"},
    }
    regions = {place: {"region": "north" if place < "p20" else "south"} for place in values}
    rows = judged(tmp_path, "sdg-index", catalogue, values, regions)
    x = list(ISLANDS.values())

    def score(number: Fraction, worst: Fraction, best: Fraction) -> Fraction:
        return min(Fraction(100), max(Fraction(0), (number - worst) / (best - worst) * 100))

    ends = {
        "up": (x[1], sum(x[-5:], Fraction(0)) / 5),
        "down": (x[-2], sum(x[:5], Fraction(0)) / 5),
        "other": (Fraction(0), Fraction(6)),
    }
    filled = (
        sum((score(Fraction(n % 7), *ends["other"]) for n in range(20) if n != 3), Fraction(0)) / 19
    )
    wholes = {}
    for number, place in enumerate(ISLANDS):
        scores = {one: score(x[number], *ends[one]) for one in ("up", "down")}
        for one, expected in scores.items():
            found = rows["indicator", place, one]["score"]
            assert found == pytest.approx(float(expected), rel=1e-12, abs=1e-12)
        other = filled if place == "p03" else score(Fraction(number % 7), *ends["other"])
        wholes[place] = ((scores["up"] + scores["down"]) / 2 + other) / 2
        found = rows["whole", place, "all"]["index"]
        assert found == pytest.approx(float(wholes[place]), rel=1e-12)
    first = max(wholes.values())
    places = seen(rows, "whole", "all", "place")
    assert {place for place, rank in places.items() if rank == 1} == {
        place for place, index in wholes.items() if index == first
    }
    north = [wholes[place] for place in wholes if place < "p20"]
    above = rows["whole", "p05", "all"]["above_region"]
    assert above == pytest.approx(float(wholes["p05"] - sum(north) / 20), rel=1e-9)
