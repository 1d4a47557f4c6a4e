"""Classes: methods that put values in classes and let the worst, or a share, decide."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.methods.unnamed.judging import judged, on_line, seen

CLASSES = ["bad", "poor", "moderate", "good", "high"]
BOUNDS = ["worst", "poor_bad", "moderate_poor", "good_moderate", "high_good", "reference"]
# Group, kind, and the bounds from the worst value to the natural state. Made up.
ELEMENTS = {
    "algae": ("plankton", "biological", ["32", "16", "8", "4", "2", "1"]),
    "chlorophyll": ("plankton", "biological", ["40", "20", "13", "7", "3.5", "2"]),
    "blooms": ("plankton", "biological", ["10", "6", "4", "2", "1", "0"]),
    "plants": ("vegetation", "biological", ["0", "0.3", "0.5", "0.75", "0.9", "1"]),
    "phosphorus": ("nutrients", "supporting", ["80", "40", "20", "11", "7", "3"]),
    "clarity": ("light", "supporting", ["0", "1", "3", "5", "7", "9"]),
}
LAKES: dict[str, list[str | None]] = {
    "every-bound-of-high": ["2", "3.5", "1", "0.9", "7", "7"],
    "good-but-nutrients": ["6", "1", "1.5", "0.8", "15", "8"],
    "uneven-plankton": ["20", "30", "0", "0.8", "5", "8"],
    "good-life-and-bad-support": ["3", "7", "0", "0.75", "90", "0.5"],
    "no-vegetation": ["3", "7", "3", None, "11", "6"],
    "no-life-known": [None, None, None, None, "11", "6"],
}


def ratio(element: str, text: str) -> Fraction:
    bounds = [Fraction(one) for one in ELEMENTS[element][2]]
    sign = 1 if bounds[-1] > bounds[0] else -1
    points = [(sign * bound, Fraction(number, 5)) for number, bound in enumerate(bounds)]
    return on_line(sign * Fraction(text), points)


def class_of(number: Fraction) -> str:
    return CLASSES[min(4, int(number * 5))]


def status_of_lake(texts: list[str | None]) -> str | None:
    """One out, all out; what supports life makes it moderate at the worst."""
    by_group: dict[tuple[str, str], list[Fraction]] = {}
    for element, text in zip(ELEMENTS, texts, strict=True):
        if text is not None:
            by_group.setdefault(ELEMENTS[element][:2], []).append(ratio(element, text))
    means = {group: sum(found) / len(found) for group, found in by_group.items()}
    life = [mean for (_, kind), mean in means.items() if kind == "biological"]
    if not life:
        return None
    support = min(mean for (_, kind), mean in means.items() if kind == "supporting")
    of_life, of_support = int(min(4, min(life) * 5)), int(min(4, support * 5))
    return CLASSES[of_life if of_life < 3 else min(of_life, max(2, of_support))]


def test_a_water_body_stands_where_its_worst_element_does(tmp_path: Path) -> None:
    catalogue = {
        one: {
            "group": group,
            "attributes": {"kind": kind},
            "parameters": dict(zip(BOUNDS, map(float, bounds), strict=True)),
        }
        for one, (group, kind, bounds) in ELEMENTS.items()
    }
    values = {
        lake: {one: text for one, text in zip(ELEMENTS, texts, strict=True) if text is not None}
        for lake, texts in LAKES.items()
    }
    rows = judged(tmp_path, "water-status", catalogue, values)
    for lake, its in values.items():
        for element, text in its.items():
            row = rows["indicator", lake, element]
            expected = ratio(element, text)
            assert (row["ratio"], row["colour"]) == (
                pytest.approx(float(expected), rel=1e-15, abs=0),
                class_of(expected),
            )
    expected_classes = {lake: status_of_lake(texts) for lake, texts in LAKES.items()}
    assert seen(rows, "water-body", "all", "colour") == expected_classes
    assert rows["water-body", "no-life-known", "all"]["reason"] == "none_known"
    # By hand: so that the sums above are no echo of each other.
    assert expected_classes["every-bound-of-high"] == "high"
    assert expected_classes["good-life-and-bad-support"] == "moderate"
    assert expected_classes["uneven-plankton"] == "moderate"


# Shares of people in the five phases, and the phase of the area. Made up.
AREAS = {
    "crisis-at-the-bound": ("0.45 0.35 0.15 0.03 0.02", "phase_3"),
    "under-a-fifth": ("0.81 0.1 0.05 0.02 0.02", "phase_1"),
    "emergency-of-both": ("0.2 0.3 0.3 0.1 0.1", "phase_4"),
    "famine": ("0.1 0.2 0.3 0.2 0.2", "phase_5"),
    # 0.15 + 0.05 is a fifth in decimals, though the floats are not.
    "stressed": ("0.8 0.05 0.05 0.05 0.05", "phase_2"),
    "one-share-is-missing": ("0.5 0.3 0.1 0.1", None),
}


def test_an_area_is_in_the_worst_phase_that_a_fifth_is_in_or_past(tmp_path: Path) -> None:
    catalogue = {
        f"phase-{number}": {
            "unit": "share",
            "better": "neither",
            "attributes": {"phase": str(number)},
        }
        for number in range(1, 6)
    }
    values = {
        area: {f"phase-{number}": text for number, text in enumerate(shares.split(), start=1)}
        for area, (shares, _) in AREAS.items()
    }
    rows = judged(tmp_path, "food-security-phases", catalogue, values)
    assert seen(rows, "area", "all", "colour") == {
        area: phase for area, (_, phase) in AREAS.items()
    }
    assert rows["area", "one-share-is-missing", "all"]["reason"] == "too_few_known"


SIGNS = ["respiration", "saturation", "oxygen", "pressure", "pulse", "consciousness", "temperature"]
# Value of each sign; points of each; total, the highest, and the colour. Made up, added by hand.
PATIENTS = {
    "well": ("16 97 0 120 70 0 37.0", "0 0 0 0 0 0 0", (0, 0, "green")),
    "one-extreme": ("25 97 0 120 70 0 37.0", "3 0 0 0 0 0 0", (3, 3, "yellow")),
    "five": ("21 95 1 120 70 0 37.0", "2 1 2 0 0 0 0", (5, 2, "yellow")),
    "nine": ("22 93 1 110 95 0 38.5", "2 2 2 1 1 0 1", (9, 2, "red")),
    "all-amiss": ("8 91 1 90 131 1 39.1", "3 3 2 3 3 3 2", (19, 3, "red")),
    "four-ones": ("9 94 0 101 50 0 37.0", "1 1 0 1 1 0 0", (4, 1, "green")),
    "at-the-bounds": ("20 96 0 111 51 0 35.0", "0 0 0 0 0 0 3", (3, 3, "yellow")),
}


def test_vital_signs_are_scored_and_summed_by_hand(tmp_path: Path) -> None:
    catalogue = {one: {"better": "neither", "attributes": {"sign": one}} for one in SIGNS}
    values = {
        patient: dict(zip(SIGNS, texts.split(), strict=True))
        for patient, (texts, _, _) in PATIENTS.items()
    }
    values["no-temperature"] = dict(
        zip(SIGNS[:-1], ["16", "97", "0", "120", "70", "0"], strict=True)
    )
    rows = judged(tmp_path, "news2", catalogue, values)
    for patient, (_, points, (total, highest, status)) in PATIENTS.items():
        found = [rows["indicator", patient, sign]["points"] for sign in SIGNS]
        assert found == [float(one) for one in points.split()]
        whole = rows["patient", patient, "all"]
        assert (whole["total"], whole["highest"], whole["status"]) == (total, highest, status)
    whole = rows["patient", "no-temperature", "all"]
    assert (whole["status"], whole["reason"]) == ("grey", "too_few_known")


# Weights of 18 in all; which needs are not met; what is expected. Made up.
NEEDS = {"nutrition": 3, "mortality": 3, "years": 3, "attendance": 3} | dict.fromkeys(
    ["fuel", "sanitation", "water", "electricity", "housing", "assets"], 1
)
HOUSEHOLDS = {
    "a-third-is-poor": ("nutrition years", "poor"),
    "a-sixth-is-not": ("mortality", "not_poor"),
    "five-of-eighteen": ("nutrition fuel water", "vulnerable"),
    "half-is-severe": ("nutrition fuel sanitation water electricity housing assets", "severe"),
    "no-need": ("", "not_poor"),
}


def test_a_household_is_poor_from_a_third_of_the_weighted_needs(tmp_path: Path) -> None:
    catalogue = {
        one: {"parameters": {"cutoff": 1, "weight": weight}} for one, weight in NEEDS.items()
    }
    values = {
        household: {one: "0" if one in unmet.split() else "1" for one in NEEDS}
        for household, (unmet, _) in HOUSEHOLDS.items()
    }
    values["nutrition-unseen"] = {one: "1" for one in NEEDS if one != "nutrition"}
    rows = judged(tmp_path, "poverty-multidimensional", catalogue, values)
    for household, (unmet, expected) in HOUSEHOLDS.items():
        row = rows["household", household, "all"]
        share = Fraction(sum(NEEDS[one] for one in unmet.split()), 18)
        assert (row["score"], row["colour"]) == (float(share), expected)
    assert rows["household", "nutrition-unseen", "all"]["reason"] == "too_few_known"


# Bounds within and outside the euro area. Made up.
IMBALANCES: dict[str, dict[str, Any]] = {
    "account": {"parameters": {"low": -4, "high": 6, "low_outside": -4, "high_outside": 6}},
    "exchange": {"parameters": {"low": -5, "high": 5, "low_outside": -11, "high_outside": 11}},
    "debt": {"better": "down", "parameters": {"high": 60, "high_outside": 60}},
}
ECONOMIES = {
    "within": ("yes", ("6", "-5", "60"), "green"),
    "outside-in-euro": ("yes", ("-4", "5.1", "60.1"), "yellow"),
    "within-for-others": ("no", ("0", "10.9", "20"), "green"),
    "all-outside": ("no", ("-4.1", "11.1", "90"), "red"),
    "one-is-missing": ("no", ("7", None, "30"), "yellow"),
}


def test_a_value_is_flagged_past_either_bound_of_its_group(tmp_path: Path) -> None:
    values = {
        place: {one: text for one, text in zip(IMBALANCES, texts, strict=True) if text is not None}
        for place, (_, texts, _) in ECONOMIES.items()
    }
    attributes = {place: {"euro": euro} for place, (euro, _, _) in ECONOMIES.items()}
    rows = judged(tmp_path, "macroeconomic-imbalances", IMBALANCES, values, attributes)
    found = seen(rows, "country", "all", "status")
    assert found == {place: status for place, (_, _, status) in ECONOMIES.items()}
    assert rows["country", "all-outside", "all"]["flagged"] == 3


# The ends of the six categories of two pollutants, as they are published; the values are made up.
ENDS = ["c50", "c51", "c100", "c101", "c150", "c151", "c200", "c201", "c300", "c301", "c500"]
POLLUTANTS = {
    "pm25": "12.0 12.1 35.4 35.5 55.4 55.5 150.4 150.5 250.4 250.5 500.4",
    "pm10": "54 55 154 155 254 255 354 355 424 425 604",
}
STATIONS = {
    # On the ends the index is the end; by hand.
    "at-the-ends": ("12.0", "55", 51, "moderate"),
    "fine-dust": ("200.1", "20", 250.15315315315314, "very_unhealthy"),
    "both-high": ("560", "400", 547.4605842336935, "hazardous"),
    "coarse-alone": (None, "154", 100, "moderate"),
    "clean": ("0", "0", 0, "good"),
}


def test_the_worst_pollutant_gives_the_index_of_the_air(tmp_path: Path) -> None:
    catalogue = {
        one: {
            "better": "down",
            "parameters": dict(zip(ENDS, map(float, ends.split()), strict=True)),
        }
        for one, ends in POLLUTANTS.items()
    }
    values = {
        station: {one: text for one, text in (("pm25", fine), ("pm10", coarse)) if text is not None}
        for station, (fine, coarse, _, _) in STATIONS.items()
    }
    rows = judged(tmp_path, "air-quality-index", catalogue, values)
    for station, (_, _, index, colour) in STATIONS.items():
        row = rows["station", station, "all"]
        assert (row["aqi"], row["colour"]) == (pytest.approx(index, rel=1e-12), colour)
