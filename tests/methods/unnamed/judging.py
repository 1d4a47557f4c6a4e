"""Judging: a method of this folder on made-up values, to what each entity and member came to.

The methods are published and none of them is shipped: their files are all that states them, and
say what is simplified or not of the publication. The values are made up; what is right of them is
worked out in the tests, apart from ekrules. No published result is held against these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from ekrules.errors import Faults
from ekrules.indicators.reading import read_indicators
from ekrules.methods.reading import read_method
from ekrules.methods.running import run_method

FOLDER = Path(__file__).parent
# A decimal as it is written, or one for each year.
Value = str | Mapping[int, str]
Judged = dict[tuple[str, str, str], dict[str, Any]]


def judged(
    folder: Path,
    name: str,
    catalogue: Mapping[str, Mapping[str, Any]],
    values: Mapping[str, Mapping[str, Value]],
    attributes: Mapping[str, Mapping[str, str]] | None = None,
) -> Judged:
    """Return what each level came to, by level, entity and member.

    catalogue: indicator -> its keys, "better" up where it says nothing.
    values: entity -> indicator -> value. attributes: entity -> attribute -> text.
    """
    entities = [
        {
            "id": one,
            "label": {"en": one, "nb": one},
            "attributes": dict((attributes or {}).get(one, {})),
        }
        for one in values
    ]
    entries = [
        {"id": one, "label": {"en": one, "nb": one}, "unit": "number", "better": "up", **keys}
        for one, keys in catalogue.items()
    ]
    # JSON is YAML too.
    said = {"values": "values.csv", "entities": entities, "indicators": entries}
    (folder / "indicators.yaml").write_text(json.dumps(said), encoding="utf-8")
    lines = [
        f"{entity},{year},{one},{text}"
        for entity, its in values.items()
        for one, value in its.items()
        for year, text in (value if isinstance(value, Mapping) else {2020: value}).items()
    ]
    header = "entity,period,indicator,value"
    (folder / "values.csv").write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    faults = Faults()
    indicators = read_indicators(folder / "indicators.yaml", faults)
    method = read_method(FOLDER / f"{name}.yaml", faults)
    faults.stop_if_any()
    assert indicators is not None
    assert method is not None
    return {
        (level.name, row["entity"], row["member"]): row
        for level in run_method(method, indicators).levels
        for row in level.frame.iter_rows(named=True)
    }


def seen(rows: Judged, level: str, member: str, column: str) -> dict[str, Any]:
    """Return one column of one member at one level, by entity."""
    return {
        entity: row[column]
        for (its_level, entity, its_member), row in rows.items()
        if (its_level, its_member) == (level, member)
    }


def on_line(x: Fraction, points: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return where x is on straight lines between points that rise in x; clipped at the ends."""
    if x <= points[0][0]:
        return points[0][1]
    for (start, low), (end, high) in pairwise(points):
        if x <= end:
            return low + (x - start) / (end - start) * (high - low)
    return points[-1][1]


def clipped(text: str, lowest: str, highest: str) -> Fraction:
    """Return how far from the lowest to the highest a decimal is, from 0 to 1."""
    share = (Fraction(text) - Fraction(lowest)) / (Fraction(highest) - Fraction(lowest))
    return min(Fraction(1), max(Fraction(0), share))
