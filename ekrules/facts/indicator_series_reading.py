"""Indicator series reading: the values that a strategy's measures name, found among the indicators.

In: a strategy and the Indicators beside its survey, or none. Out: measure id -> IndicatorSeries,
and a fault for each name that leads nowhere. Reads no file; a value that is not known stays so.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ekrules.errors import Faults, listed
from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.survey.indicator_series import IndicatorSeries, IndicatorValue, as_measured
from ekrules.survey.reading import INDICATORS

# A strategy without indicators needs no room for them: what is quick stays quick.
if TYPE_CHECKING:
    from ekrules.indicators.indicator import Indicator, Range
    from ekrules.indicators.indicators import Indicators

_MOST_NAMES = 8


def indicator_series(
    strategy: Strategy, indicators: Indicators | None, until: date, faults: Faults
) -> dict[str, IndicatorSeries]:
    """Return the series of each measure that names an indicator, until the survey's date."""
    found = {}
    for name, definition in strategy.measures.items():
        if definition.indicator is not None:
            series = _series(definition, indicators, until, faults)
            if series is not None:
                found[name] = series
                _check_share(definition, series, faults)
    return found


def _series(
    definition: MeasureDefinition, indicators: Indicators | None, until: date, faults: Faults
) -> IndicatorSeries | None:
    named = definition.indicator or ""
    if indicators is None:
        found = f'the indicator "{named}", but there is no {INDICATORS} in the survey\'s folder'
        faults.add(definition.at("indicator"), found, "add one there, with the indicator in it")
        return None
    if named not in indicators.catalogue:
        faults.add_unknown_name(
            definition.at("indicator"), "indicator", named, indicators.catalogue
        )
        return None
    entity = _entity(definition, indicators, faults)
    if entity is None:
        return None
    if not indicators.applies(named, entity):
        place = definition.at("entity" if definition.entity else "indicator")
        expected = f'see "applies_to" of it in {indicators.catalogue[named].place}'
        faults.add(place, f'the indicator "{named}" is not for "{entity}"', expected)
        return None
    return _made(indicators, named, entity, until)


def _entity(definition: MeasureDefinition, indicators: Indicators, faults: Faults) -> str | None:
    every = list(indicators.entities)
    if definition.entity is None:
        if len(every) == 1:
            return every[0]
        found = f'no "entity", and {indicators.source} has {len(every)}'
        expected = f"name the one that is meant (as {listed(every, _MOST_NAMES)})"
        faults.add(definition.at("indicator"), found, expected)
        return None
    if definition.entity not in indicators.entities:
        faults.add_unknown_name(definition.at("entity"), "entity", definition.entity, every)
        return None
    return definition.entity


def _made(indicators: Indicators, named: str, entity: str, until: date) -> IndicatorSeries:
    from ekrules.indicators.period_cells import is_until

    one = indicators.catalogue[named]
    values = [
        IndicatorValue(of.period, of.value, of.reason, of.base, of.flags, of.place)
        for of in indicators.series(entity, named)
        if of.period is not None and is_until(of.period, until)
    ]
    return IndicatorSeries(
        indicator=named,
        entity=entity,
        unit=one.unit,
        better=one.better,
        values=tuple(values),
        place=one.place,
        publisher=one.publisher,
        link=one.link,
        licence=one.licence,
        limits=_ends(one.within),
        band=None if one.band is None else (one.band.lowest, one.band.highest),
        parameters=_numbers(one),
        attributes={**one.attributes, **indicators.entities[entity].attributes},
        label=one.label,
        entity_label=indicators.entities[entity].label,
        unit_one=one.unit_words.one if one.unit_words else None,
        unit_many=one.unit_words.many if one.unit_words else None,
        note=one.note,
        among=indicators,
    )


def _ends(within: Range | None) -> tuple[float | None, float | None]:
    if within is None:
        return None, None
    low, high = within.low, within.high
    return None if low is None else within.lowest, None if high is None else within.highest


def _numbers(one: Indicator) -> dict[str, float]:
    """Return the catalogue's parameters, which are numbers in the indicator's unit."""
    return {name: float(value) for name, value in one.parameters.items()}


def _check_share(definition: MeasureDefinition, series: IndicatorSeries, faults: Faults) -> None:
    """A percent beyond 0 to 100, as of growth, is a share of nothing."""
    newest = series.newest
    if newest is None or newest.value is None or series.unit not in ("share", "percent"):
        return
    if not 0 <= as_measured(newest.value, series.unit) <= 1:
        found = f"{newest.value:g} {series.unit} at {newest.place}, which is no share of anything"
        expected = f'give "{series.indicator}" a unit of its own in the catalogue (as "% per year")'
        faults.add(definition.at("indicator"), found, expected)
