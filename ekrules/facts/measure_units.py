"""Measure units: in which unit each measure of a strategy is, and whether its parts have the same.

In: a strategy and the units of the catalogue's indicators. Out: measure id -> "share" or a unit of
its own, and a fault for each combination of unlike units: a mean of them is a number of nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from ekrules.errors import Faults
from ekrules.goals.strategy import Strategy
from ekrules.survey.indicator_series import SHARE, measured_in


def measure_units(strategy: Strategy, catalogue: Mapping[str, str]) -> dict[str, str]:
    """Return the unit of each measure; what leads nowhere, or in a circle, counts as a share.

    catalogue: indicator id -> its unit. A combination has the unit of its first part.
    """
    return {name: _unit(name, strategy, catalogue) for name in strategy.measures}


def _unit(name: str, strategy: Strategy, catalogue: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while name in strategy.measures and name not in seen:
        seen.add(name)
        definition = strategy.measures[name]
        if definition.indicator is not None:
            return measured_in(catalogue.get(definition.indicator, SHARE))
        if not definition.parts:
            return SHARE
        name = definition.parts[0]
    return SHARE


def check_like_units(strategy: Strategy, units: Mapping[str, str], faults: Faults) -> None:
    """Add a fault for each part of a combination that is in another unit than its first."""
    for definition in strategy.measures.values():
        if definition.combination is None or definition.combination == "joint_of":
            continue
        known = [(place, part) for place, part in enumerate(definition.parts) if part in units]
        for position, part in known[1:]:
            first = known[0][1]
            if units[part] != units[first]:
                found = (
                    f'"{part}" ({_called(units[part])}) beside "{first}" ({_called(units[first])})'
                )
                place = definition.at(definition.combination, position)
                faults.add(place, found, "only measures of one unit are put together")


def _called(unit: str) -> str:
    return "a share" if unit == SHARE else f"in {unit}"
