"""The normalisations that the page on methods states come to what they are by hand."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import ROOT, code_words, tables
from tests.methods.made_methods import indicator, indicators, method, rows

PAGE = ROOT / "docs" / "reference" / "methods.md"
(TABLE,) = (one for one in tables(PAGE) if one.mark.about == "normalisations")
WORDS = {row[0]: code_words(row[1]) for row in TABLE.rows}
VALUES = {"A": 2, "B": 4, "C": 9}
AVERAGE = "across: {average: {take: mean}, spread: {take: sd_of_population}}\n"
SPREAD = statistics.pstdev(VALUES.values())
CLIPPED = "where_anchors_meet: later, beyond: clipped"


def as_stated(name: str) -> str:
    """Return what the page states, as sections of a method file."""
    words = WORDS[name]
    if name == "min–max":
        low, high, best, worst = words
        return (
            f"across: {{{best}, {worst}}}\nscales: {{z: {{anchors: [{low}, {high}], {CLIPPED}}}}}\n"
        )
    if name == "between percentiles":
        low, high, best, _ = WORDS["min–max"]
        anchors = f"scales: {{z: {{anchors: [{low}, {high}], {CLIPPED}}}}}\n"
        return f"across: {{{best}, {words[0]}}}\n{anchors}"
    if "rank" in name:
        return f"across: {{{words[0]}}}\n"
    target = "parameters: {target: {means: {nb: mål}}}\n" if "target" in words[0] else ""
    return f"{target}{AVERAGE}numbers: {{{words[0]}}}\n"


@pytest.mark.parametrize(
    ("name", "better", "expected"),
    [
        ("z-score", "up", [(one - 5) / SPREAD for one in (2, 4, 9)]),
        ("z-score", "down", [(5 - one) / SPREAD for one in (2, 4, 9)]),
        ("distance to target", "up", [8, 6, 1]),
        ("distance to target", "down", [-8, -6, -1]),
        ("relative to the average", "up", [40, 80, 180]),
        ("min–max", "up", [0, 200 / 7, 100]),
        ("min–max", "down", [100, 500 / 7, 0]),
        # The 2.5th percentile is 2.1 from the lowest, and 8.75 from the highest.
        ("between percentiles", "up", [0, 190 / 6.9, 100]),
        ("between percentiles", "down", [100, 475 / 6.75, 0]),
        ("rank", "up", [3, 2, 1]),
        ("rank", "down", [1, 2, 3]),
        ("percentile rank", "up", [0, 0.5, 1]),
        ("percentile rank", "down", [1, 0.5, 0]),
    ],
)
def test_it_comes_to_what_it_is_by_hand(
    tmp_path: Path, name: str, better: str, expected: list[float]
) -> None:
    made = method(tmp_path, as_stated(name))
    lines = "".join(f"{place},2020,x,{value}\n" for place, value in VALUES.items())
    entry = indicator("x", "parameters: {target: 10}", better=better)
    found = rows(made, indicators(tmp_path, entry, lines))
    key = next(one for one in ("z", "distance", "relative", "place") if one in found["A", "x"])
    got: list[Any] = [found[place, "x"][key] for place in VALUES]
    assert got == pytest.approx(expected, rel=1e-12)


def test_every_normalisation_of_the_page_is_tried() -> None:
    assert set(WORDS) == {
        *("z-score", "distance to target", "relative to the average", "min–max"),
        *("between percentiles", "rank", "percentile rank"),
    }
