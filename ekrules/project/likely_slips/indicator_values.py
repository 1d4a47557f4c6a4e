"""Indicator values: what reads well among the values of an indicators.yaml and is likely a slip.

In: Indicators. Out: warnings: what has no value at all, a value some ten times those beside it,
percents written as shares.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.errors import Fault
from ekrules.indicators.indicator import shown_number
from ekrules.indicators.indicators import Indicators, Value
from ekrules.indicators.odd_values import (
    OddValue,
    percents_as_shares,
    values_of_another_scale,
    without_values,
)
from ekrules.project.told import Told, told

# Of one kind in one folder: where there are more they have one cause, and are mended at one place.
MOST_OF_KIND = 5


def odd_indicator_values(indicators: Indicators) -> list[Told]:
    """Return what is likely a slip among the values."""
    no_indicator, no_entity = without_values(indicators)
    lacking = [
        Fault(
            indicators.catalogue[name].place,
            f'the indicator "{name}" has no value',
            "add its values, or take it out of the catalogue",
        )
        for name in no_indicator
    ]
    nobody = [
        Fault(
            indicators.entities[name].place,
            f'no indicator has a value for "{name}"',
            "add its values, or take it out of the entities",
        )
        for name in no_entity
    ]
    shares = [
        Fault(
            indicators.catalogue[name].at("unit"),
            f'"{name}" is in percent, and all its values lie from 0 to 1',
            'if they are shares, write "unit: share"; 45 percent is written 45',
        )
        for name in percents_as_shares(indicators)
    ]
    odd = [_of_another_scale(one) for one in values_of_another_scale(indicators)]
    return [
        *told("warning", "indicator-without-value", few(lacking)),
        *told("warning", "entity-without-value", few(nobody)),
        *told("warning", "percent-as-share", few(shares)),
        *told("warning", "decimal-slip", few(odd)),
    ]


def few(faults: Iterable[Fault]) -> list[Fault]:
    """Return the first few faults of a kind; the last of them says how many more there are."""
    every = list(faults)
    more = len(every) - MOST_OF_KIND
    if more <= 0:
        return every
    last = every[MOST_OF_KIND - 1]
    found = f"{last.found} (and {more} more like it)"
    return [*every[: MOST_OF_KIND - 1], Fault(last.place, found, last.expected, last.nearest)]


def _of_another_scale(one: OddValue) -> Fault:
    value = one.value
    times = f"a {_PARTS[one.factor]} of" if one.divided else f"some {one.factor} times"
    beside = " and ".join(_number_in(each) for each in one.beside)
    found = f'"{value.indicator}" of "{value.entity}" is {_number_in(value)}, {times} what it was'
    return Fault(
        value.place, f"{found} in the periods beside it ({beside})", "see whether a decimal is lost"
    )


_PARTS = {10: "tenth", 100: "hundredth", 1000: "thousandth"}


def _number_in(value: Value) -> str:
    assert value.value is not None
    return f"{shown_number(value.value)} in {value.period}"
