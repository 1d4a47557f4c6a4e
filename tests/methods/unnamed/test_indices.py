"""Indices: methods that bring indicators to one scale and roll them up to one number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import prod, sqrt
from pathlib import Path
from typing import Any

import pytest

from tests.methods.unnamed.judging import clipped, judged, seen

NEAR = 1e-12


HUMAN: dict[str, dict[str, Any]] = {
    "life": {"group": "health", "parameters": {"lowest": 20, "highest": 85}},
    "expected": {"group": "education", "parameters": {"lowest": 0, "highest": 18}},
    "mean": {"group": "education", "parameters": {"lowest": 0, "highest": 15}},
    "income": {"group": "income", "parameters": {"poorest": 100, "richest": 75000}},
}
# Years to live, years at school expected and had, income. Made up; the colour by hand.
HUMAN_VALUES = {
    "best-of-all": ("85", "18", "15", "75000", "very_high"),
    "past-the-goalposts": ("90", "20", "16", "120000", "very_high"),
    "well-off": ("80.1", "16.2", "12.3", "41000", "very_high"),
    "middling": ("70", "12", "8", "9000", "medium"),
    "poor": ("60", "9", "4", "1500", "low"),
    "no-income-known": ("60", "9", "4", None, None),
    "half-of-education": ("60", "9", None, "1500", None),
}


def test_human_development_is_the_geometric_mean_of_three_dimensions(tmp_path: Path) -> None:
    values = {
        place: {one: text for one, text in zip(HUMAN, texts, strict=False) if text is not None}
        for place, texts in HUMAN_VALUES.items()
    }
    rows = judged(tmp_path, "human-development", HUMAN, values)
    for place, (life, expected, mean, income, colour) in HUMAN_VALUES.items():
        row = rows["country", place, "all"]
        if income is None or mean is None:
            assert (row["colour"], row["reason"]) == (None, "too_few_known")
            continue
        lowest, highest = Decimal(100).ln(), Decimal(75000).ln()
        wealth = min(1.0, float((Decimal(income).ln() - lowest) / (highest - lowest)))
        school = (clipped(expected, "0", "18") + clipped(mean, "0", "15")) / 2
        index = prod([float(clipped(life, "20", "85")), float(school), wealth]) ** (1 / 3)
        assert row["hdi"] == pytest.approx(index, rel=NEAR)
        assert row["colour"] == colour
    # On the goalposts it is 1, and not nearly 1.
    assert rows["country", "best-of-all", "all"]["hdi"] == 1


RISK: dict[str, dict[str, Any]] = {
    "floods": {"group": "natural", "attributes": {"dimension": "hazard"}},
    "quakes": {"group": "natural", "attributes": {"dimension": "hazard"}},
    "conflict": {"group": "human", "attributes": {"dimension": "hazard"}},
    "poverty": {"group": "social", "attributes": {"dimension": "vulnerability"}},
    "displaced": {"group": "groups", "attributes": {"dimension": "vulnerability"}},
    "health": {"group": "structure", "attributes": {"dimension": "capacity"}},
}
# Each from 0 to 10 already. Made up.
RISK_VALUES = {
    "even": ("4", "4", "4", "4", "4", "4"),
    "one-great-hazard": ("10", "0", "3", "5", "2", "6"),
    "low": ("1", "0.5", "0", "2", "1", "3"),
    "high": ("9", "7", "8", "7", "6.5", "7"),
    "capacity-unknown": ("9", "7", "8", "7", "6.5", None),
}


def test_a_great_risk_weighs_most_in_a_geometric_mean_of_what_is_safe(tmp_path: Path) -> None:
    catalogue = {
        one: keys | {"better": "down", "parameters": {"lowest": 0, "highest": 10}}
        for one, keys in RISK.items()
    }
    values = {
        place: {one: text for one, text in zip(RISK, texts, strict=True) if text is not None}
        for place, texts in RISK_VALUES.items()
    }
    rows = judged(tmp_path, "inform-risk", catalogue, values)
    for place, its in values.items():
        safe: dict[tuple[str, str], list[float]] = {}
        for one, text in its.items():
            key = (RISK[one]["attributes"]["dimension"], RISK[one]["group"])
            safe.setdefault(key, []).append(float(1 + (10 - Fraction(text)) / 10 * 9))
        dimensions: dict[str, list[float]] = {}
        for (dimension, _), every in safe.items():
            mean = prod(every) ** (1 / len(every))
            dimensions.setdefault(dimension, []).append((10 - mean) / 9 * 10)
        row = rows["country", place, "all"]
        if len(dimensions) < 3:
            assert (row["status"], row["reason"]) == ("grey", "too_few_known")
            continue
        inform = prod(sum(one) / len(one) for one in dimensions.values()) ** (1 / 3)
        assert row["inform"] == pytest.approx(inform, rel=NEAR)
    found = seen(rows, "country", "all", "colour")
    # Of equal numbers the mean is that number: 4 is medium, from 3.5 to 5.
    assert rows["country", "even", "all"]["inform"] == pytest.approx(4, rel=NEAR)
    assert found == {
        "even": "medium",
        "one-great-hazard": "medium",
        "low": "very_low",
        "high": "very_high",
        "capacity-unknown": None,
    }


SHARES = ["seats_women", "school_women", "work_women", "seats_men", "school_men", "work_men"]
CODES = ["deaths", "births", *SHARES]
# Made up.
GENDER = {
    "even": ("10", "1", "0.5", "1", "0.6", "0.5", "1", "0.6"),
    "uneven": ("100", "40", "0.2", "0.6", "0.4", "0.8", "0.75", "0.8"),
    "few-deaths": ("4", "8", "0.45", "0.95", "0.62", "0.55", "0.95", "0.68"),
}


def test_numbers_of_named_members_make_an_index_of_both_sexes(tmp_path: Path) -> None:
    catalogue = {one: {"attributes": {"code": one}} for one in CODES}
    values = {place: dict(zip(CODES, texts, strict=True)) for place, texts in GENDER.items()}
    rows = judged(tmp_path, "gender-inequality", catalogue, values)
    for place, texts in GENDER.items():
        deaths, births, *shares = map(float, texts)
        health = sqrt(10 / max(deaths, 10) / births)
        women = (health * sqrt(shares[0] * shares[1]) * shares[2]) ** (1 / 3)
        men = (1 * sqrt(shares[3] * shares[4]) * shares[5]) ** (1 / 3)
        power = (sqrt(shares[0] * shares[1]) + sqrt(shares[3] * shares[4])) / 2
        both = ((health + 1) / 2 * power * (shares[2] + shares[5]) / 2) ** (1 / 3)
        expected = 1 - 2 / (1 / women + 1 / men) / both
        row = rows["country", place, "all"]
        assert row["gii"] == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert seen(rows, "country", "all", "status") == {
        "even": "green", "uneven": "red", "few-deaths": "green",
    }  # fmt: skip
