"""Crosswalks and frames for tests, in few words."""

from __future__ import annotations

from fractions import Fraction

from ekrules.errors import Place
from ekrules.survey.crosswalk import Crosswalk, UnitChange
from ekrules.survey.units import FrameUnit


def crosswalk(*rows: tuple[int, str, str] | tuple[int, str, str, str]) -> Crosswalk:
    """Rows of year, old, new and perhaps a share; names are the ids in words."""
    changes = tuple(
        UnitChange(
            year=row[0],
            old=row[1],
            new=row[2],
            old_name=f"Old {row[1]}",
            new_name=f"New {row[2]}",
            share=Fraction(row[3]) if len(row) == 4 else None,
            place=Place("crosswalk.csv", line, 1),
        )
        for line, row in enumerate(rows, 2)
    )
    return Crosswalk("crosswalk.csv", changes)


def unit(identity: str, region: str = "nord", name: str | None = None) -> FrameUnit:
    return FrameUnit(identity, name or f"Name {identity}", {"region": region})
