"""Indicator catalogue: what reads well in a catalogue of indicators and is likely a slip.

In: Indicators, the file they were read from, and which parameters are in the indicator's own unit.
Out: warnings and notes: a bound that no value can reach, bounds the wrong way about, a target that
everyone was past at the start, a value of an attribute that no entity has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final

from ekrules.errors import Fault, listed
from ekrules.indicators.catalogue_files import EntitiesTable
from ekrules.indicators.indicator import Indicator, shown_number
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.indicators_file import IndicatorsFile
from ekrules.indicators.odd_values import first_values
from ekrules.project.likely_slips.indicator_values import few
from ekrules.project.told import Told, told

# From the worst to the best, as published methods name them.
THRESHOLDS: Final = ("worst", "red", "green", "best")
TARGET: Final = "target"
# Fewer entities may all have been past it.
FEWEST_PAST = 2


def odd_catalogue(
    indicators: Indicators, file: IndicatorsFile, own_unit: Collection[str]
) -> list[Told]:
    """Return what is likely a slip in the catalogue, or among the entities' attributes.

    own_unit: the parameters that every method here takes to be in the indicator's unit.
    """
    catalogue = indicators.catalogue.values()
    names = {*THRESHOLDS, TARGET, *own_unit}
    outside = [fault for one in catalogue for fault in _outside(one, names)]
    order = [fault for one in catalogue for fault in _out_of_order(one)]
    same = [fault for one in catalogue for fault in _coinciding(one)]
    past = [fault for one in catalogue for fault in _past_target(one, indicators)]
    nobody = list(_values_of_nobody(indicators, file))
    return [
        *told("warning", "parameter-outside-limits", few(outside)),
        *told("warning", "thresholds-out-of-order", few(order)),
        *told("note", "thresholds-coincide", few(same)),
        *told("warning", "target-passed-at-start", few(past)),
        *told("warning", "attribute-of-nobody", few(nobody)),
    ]


def _outside(one: Indicator, names: Collection[str]) -> Iterator[Fault]:
    within = one.within
    if within is None:
        return
    for name, number in one.parameters.items():
        if name in names and not within.lowest <= float(number) <= within.highest:
            found = f'"{name}" of "{one.id}" is {shown_number(float(number))}'
            expected = f"no value comes there, for its limits are {within}: mend one of them"
            yield Fault(one.at("parameters", name), found, expected)


def _known_thresholds(one: Indicator) -> list[tuple[str, float]]:
    return [(name, float(one.parameters[name])) for name in THRESHOLDS if name in one.parameters]


def _out_of_order(one: Indicator) -> Iterator[Fault]:
    if one.better not in ("up", "down"):
        return
    for (worse, low), (name, high) in pairwise(_known_thresholds(one)):
        if (high < low) if one.better == "up" else (high > low):
            way, side = ("more", "above") if one.better == "up" else ("less", "below")
            found = f'"{name}" of "{one.id}" is {shown_number(high)}, and "{worse}" is '
            found += shown_number(low)
            expected = f'{way} is better, so "{name}" is {side} "{worse}": turn them about, or '
            yield Fault(one.at("parameters", name), found, expected + 'mend "better"')


def _coinciding(one: Indicator) -> Iterator[Fault]:
    red, green = one.parameters.get("red"), one.parameters.get("green")
    if red is not None and green is not None and float(red) == float(green):
        found = f'"green" and "red" of "{one.id}" are both {shown_number(float(green))}'
        yield Fault(one.at("parameters", "green"), found, "so no value is between them")


def _past_target(one: Indicator, indicators: Indicators) -> Iterator[Fault]:
    if one.better not in ("up", "down") or TARGET not in one.parameters:
        return
    target = float(one.parameters[TARGET])
    first = [value.value for value in first_values(indicators, one.id) if value.value is not None]
    is_past = [value > target if one.better == "up" else value < target for value in first]
    if len(first) >= FEWEST_PAST and all(is_past):
        found = f"all {len(first)} entities are past the target {shown_number(target)}"
        found += f' of "{one.id}" at their first value'
        expected = f'see whether the target is right, and "better: {one.better}"'
        yield Fault(one.at("parameters", TARGET), found, expected)


def _values_of_nobody(indicators: Indicators, file: IndicatorsFile) -> Iterator[Fault]:
    if not isinstance(file.entities, EntitiesTable):
        return
    for name, declared in file.entities.attributes.items():
        if isinstance(declared, str) or declared.values is None:
            continue
        borne = {entity.attributes.get(name) for entity in indicators.entities.values()}
        for number, value in enumerate(declared.values):
            if value not in borne:
                known = listed(sorted(one for one in borne if one is not None))
                found = f'no entity has "{value}" in "{name}" (they have {known})'
                expected = "take it out, or see which entity should have it"
                yield Fault(file.entities.at("attributes", name, "values", number), found, expected)
