"""Indices of places: methods whose scale is made of what all of them have, or that weigh parts."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from tests.methods.unnamed.judging import clipped, judged

NEAR = 1e-12


# Made up. The Union is one of those whose lowest and highest make the scale. By hand: EU
# (0.5 + 0.5 + 0)/3 = 1/3, A (1 + 0.25 + 0)/3 = 5/12: exactly 125, D 7/30: exactly 70.
INNOVATION = {
    "EU": ("50", "5", "0", 100, "moderate"),
    "A": ("100", "2.5", "0", 125, "strong"),
    "B": ("75", "5", "4", 225, "leader"),
    "C": ("0", "10", "0", 100, "moderate"),
    "D": ("20", "0", "2", 70, "moderate"),
    "E": (None, "6.25", "0", 93.75, "moderate"),
    "F": ("0", "0", "2.76", 69, "emerging"),
    "G": ("26", "10", "0", 126, "leader"),
}


def test_a_country_is_held_against_the_union(tmp_path: Path) -> None:
    values = {
        place: {f"i{number}": text for number, text in enumerate(every[:3]) if text is not None}
        for place, every in INNOVATION.items()
    }
    rows = judged(tmp_path, "innovation-scoreboard", {"i0": {}, "i1": {}, "i2": {}}, values)
    found = {place: rows["country", place, "all"] for place in INNOVATION}
    assert {place: (one["relative"], one["colour"]) for place, one in found.items()} == {
        place: every[3:] for place, every in INNOVATION.items()
    }


WELLBEING = {
    "IT": ("50", "20"),
    "north": ("60", "10"),
    "south": ("40", "40"),
    "uneven": ("60", "40"),
    "half-known": ("60", None),
}


def test_uneven_indicators_are_taken_off_the_mean(tmp_path: Path) -> None:
    catalogue = {"i0": {"group": "life"}, "i1": {"group": "life", "better": "down"}}
    values = {
        place: {f"i{number}": text for number, text in enumerate(texts) if text is not None}
        for place, texts in WELLBEING.items()
    }
    rows = judged(tmp_path, "ampi", catalogue, values)
    # 100 at the reference, 60 from the worst to the best.
    for place, (first, second) in WELLBEING.items():
        row = rows["domain", place, "life"]
        if second is None:
            assert (row["status"], row["reason"]) == ("grey", "too_few_known")
            continue
        one = 100 + 60 * (Fraction(first) - 50) / (60 - 40)
        two = 100 + 60 * (20 - Fraction(second)) / (40 - 10)
        mean, spread = (one + two) / 2, abs(one - two) / 2
        assert row["index"] == pytest.approx(float(mean - spread**2 / mean), rel=NEAR)
        assert row["spread"] == pytest.approx(float(spread), rel=NEAR)
    assert rows["domain", "IT", "life"]["status"] == "red"  # exactly 100 is not above it
    assert rows["domain", "north", "life"]["status"] == "green"


NESTED: dict[str, tuple[str, str, str, str, int]] = {
    "fixed": ("1a", "connectivity", "50", "100", 1),
    "fast": ("1a", "connectivity", "0", "100", 2),
    "price": ("1b", "connectivity", "100", "0", 1),
    "basic": ("2a", "skills", "0", "80", 1),
    "above": ("2a", "skills", "0", "60", 1),
    "graduates": ("2b", "skills", "0", "10", 1),
}
# Made up.
NESTED_VALUES = {
    "far": ("100", "99", "1", "81", "60", "9.9"),
    "middle": ("75", "40", "30", "60", "30", "4"),
    "short": ("40", "10", "120", "20", "7", "1.7"),
    "some-known": ("80", None, None, "60", None, None),
    "no-skills": ("80", None, None, None, None, None),
}
OF_GROUPS = {
    "1a": ("connectivity", "0.25"),
    "1b": ("connectivity", "0.75"),
    "2a": ("skills", "0.5"),
    "2b": ("skills", "0.5"),
}
OF_DIMENSIONS = {"connectivity": "0.6", "skills": "0.4"}


def weighted(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    return sum((x * w for x, w in pairs), Fraction(0)) / sum((w for _, w in pairs), Fraction(0))


def test_weights_count_at_each_of_three_levels(tmp_path: Path) -> None:
    catalogue = {
        one: {
            "group": group,
            "better": "down" if one == "price" else "up",
            "attributes": {"dimension": dimension},
            "parameters": {"lowest": float(low), "highest": float(high), "weight": weight},
        }
        for one, (group, dimension, low, high, weight) in NESTED.items()
    }
    values = {
        place: {one: text for one, text in zip(NESTED, texts, strict=True) if text is not None}
        for place, texts in NESTED_VALUES.items()
    }
    rows = judged(tmp_path, "nested-weights", catalogue, values)
    statuses = {}
    for place, its in values.items():
        groups: dict[str, list[tuple[Fraction, Fraction]]] = {}
        for one, text in its.items():
            group, _, low, high, weight = NESTED[one]
            groups.setdefault(group, []).append((clipped(text, low, high) * 100, Fraction(weight)))
        dimensions: dict[str, list[tuple[Fraction, Fraction]]] = {}
        for group, pairs in groups.items():
            dimension, weight_text = OF_GROUPS[group]
            dimensions.setdefault(dimension, []).append((weighted(pairs), Fraction(weight_text)))
        row = rows["total", place, "all"]
        if len(dimensions) < 2:
            assert row["reason"] == "too_few_known"
            continue
        means = [
            (weighted(pairs), Fraction(OF_DIMENSIONS[one])) for one, pairs in dimensions.items()
        ]
        assert row["index"] == pytest.approx(float(weighted(means)), rel=NEAR)
        statuses[place] = row["status"]
    assert statuses == {"far": "green", "middle": "yellow", "short": "red", "some-known": "green"}


# Services, then three of the network with the same weight, then two of schooling. Made up.
ONLINE: dict[str, dict[str, Any]] = {
    "services": {"group": "services"},
    "phones": {"group": "network"},
    "broadband": {"group": "network"},
    "literacy": {"group": "people", "parameters": {"weight": 1}},
    "enrolment": {"group": "people", "parameters": {"weight": 2}},
}
ONLINE_VALUES = {
    "A": ("90", "120", "40", "99", "90"),
    "B": ("70", "100", "35", "95", "85"),
    "C": ("40", "60", "10", "80", "70"),
    "D": ("10", "20", "1", "60", "50"),
    "E": ("80", None, "39", "97", "80"),
}


def test_standard_scores_are_averaged_and_then_brought_from_0_to_1(tmp_path: Path) -> None:
    values = {
        place: {one: text for one, text in zip(ONLINE, texts, strict=True) if text is not None}
        for place, texts in ONLINE_VALUES.items()
    }
    rows = judged(tmp_path, "egovernment-development", ONLINE, values)
    composites: dict[str, dict[str, float]] = {}
    for number, keys in enumerate(ONLINE.values()):
        every = [float(texts[number] or "nan") for texts in ONLINE_VALUES.values()]
        known = [x for x in every if x == x]
        mean = sum(known) / len(known)
        spread = sqrt(sum((x - mean) ** 2 for x in known) / len(known))
        for place, x in zip(ONLINE_VALUES, every, strict=True):
            weight = keys.get("parameters", {}).get("weight", 1)
            score = composites.setdefault(keys["group"], {})
            score[place] = score.get(place, 0.0) + weight * (x - mean) / spread
    expected: dict[str, float] = {}
    for found in composites.values():
        known = [x for x in found.values() if x == x]
        for place, x in found.items():
            share = (x - min(known)) / (max(known) - min(known))
            expected[place] = expected.get(place, 0.0) + share / 3
    for place in "ABCD":
        assert rows["country", place, "all"]["egdi"] == pytest.approx(expected[place], rel=NEAR)
    # The best in all is exactly 1, and the last in all exactly 0.
    assert [rows["country", place, "all"]["egdi"] for place in "AD"] == [1, 0]
    assert [rows["country", place, "all"]["place"] for place in "ABCD"] == [1, 2, 3, 4]
    assert rows["country", "E", "all"]["reason"] == "too_few_known"


# What each part counts for, by how developed the region is.
SHARES = {"low": (30, 50, 20), "middle": (25, 50, 25), "high": (20, 50, 30)}
# Stage; values of a basic indicator, two of efficiency and one of innovation. Made up.
REGIONS = {
    "A": ("high", 90, 80, 70, 95),
    "B": ("high", 60, 85, 60, 50),
    "C": ("middle", 70, 40, 55, 45),
    "D": ("low", 80, 30, 20, 10),
    "E": ("low", 30, 35, 45, 60),
}


def test_what_a_part_counts_for_may_depend_on_the_place(tmp_path: Path) -> None:
    kinds = ("basic", "efficiency", "efficiency", "innovation")
    catalogue = {
        f"i{number}": {"attributes": {"kind": kind}, "better": "down" if number == 2 else "up"}
        for number, kind in enumerate(kinds)
    }
    values = {
        place: {f"i{number}": str(x) for number, x in enumerate(every[1:])}
        for place, every in REGIONS.items()
    }
    attributes = {place: {"stage": every[0]} for place, every in REGIONS.items()}
    rows = judged(tmp_path, "regional-competitiveness", catalogue, values, attributes)
    columns = list(zip(*(every[1:] for every in REGIONS.values()), strict=True))
    indices = {}
    for at, (place, (stage, *_)) in enumerate(REGIONS.items()):
        scores = []
        for number, column in enumerate(columns):
            mean = sum(column) / len(column)
            spread = sqrt(sum((x - mean) ** 2 for x in column) / len(column))
            scores.append((column[at] - mean) / spread * (-1 if number == 2 else 1))
        parts = (scores[0], (scores[1] + scores[2]) / 2, scores[3])
        shares = SHARES[stage]
        indices[place] = sum(p * w for p, w in zip(parts, shares, strict=True)) / 100
        found = rows["region", place, "all"]
        assert found["index"] == pytest.approx(indices[place], rel=NEAR)
    order = sorted(indices, key=lambda place: -indices[place])
    ranks = {place: float(1 + number) for number, place in enumerate(order)}
    assert {place: rows["region", place, "all"]["place"] for place in REGIONS} == ranks
    # Of five the percentile 75 is the second from the top.
    green = {place for place in REGIONS if rows["region", place, "all"]["status"] == "green"}
    assert green == set(order[:2])
