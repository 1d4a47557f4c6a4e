"""Comparison pairs record: why each pair has another colour, as JSON with every mix.

In: a PairsComparison. Out: JSON text. docs/reference/files.md lists the keys.
"""

from __future__ import annotations

from ekrules.assessment.comparison.pairs import LevelComparison, PairComparison, PairSeen
from ekrules.report.comparison import ComparedName
from ekrules.report.comparison_pairs import PairsComparison
from ekrules.report.comparison_record import (
    SCHEMA_VERSION,
    Json,
    attributed,
    difference_of,
    json_text,
    name_of,
)

_Sides = tuple[ComparedName, ComparedName]


def pairs_record(told: PairsComparison) -> str:
    """Return the comparison as JSON text, closed by a newline."""
    found, sides = told.comparison, (told.old, told.new)
    names = [
        name_of(name) | {"method": method} for name, method in zip(sides, told.methods, strict=True)
    ]
    return json_text(
        {
            "schema_version": SCHEMA_VERSION,
            "old": names[0],
            "new": names[1],
            "differs": told.differs,
            "causes": list(found.causes),
            "differences": [difference_of(one, sides) for one in found.differences],
            "levels": [_level(one, sides) for one in found.levels],
        }
    )


def _level(level: LevelComparison, sides: _Sides) -> Json:
    return {
        "level": level.level,
        "pairs": [_pair(one, sides) for one in level.pairs],
        "same_though": [_pair(one, sides) for one in level.same_though],
        "alike": level.alike,
        "new_pairs": level.new_pairs,
        "gone_pairs": level.gone_pairs,
    }


def _pair(pair: PairComparison, sides: _Sides) -> Json:
    found = attributed(pair.attribution, (), sides)
    del found["differences"]
    return {
        "entity": pair.entity,
        "member": pair.member,
        "old": _seen(pair.old, sides[0]),
        "new": _seen(pair.new, sides[1]),
        **found,
    }


def _seen(seen: PairSeen, side: ComparedName) -> Json:
    return {
        "comes_to": seen.comes_to,
        "row": seen.row,
        "reason": seen.reason,
        "period": seen.period,
        "at": None if seen.at is None else side.shown(seen.at),
        "numbers": dict(seen.numbers),
    }
