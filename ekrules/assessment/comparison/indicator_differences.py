"""Indicator differences: what of indicators and their entities is otherwise on the other side.

In: an entry of two catalogues, or the figures of two sides. Out: Differences of bounds, of what is
counted, and of the others that a method holds a series against. What things are called is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, cast

from ekrules.assessment.comparison.causes import OLD, Cause, State
from ekrules.assessment.comparison.differences import Difference, Written, written
from ekrules.assessment.comparison.figures import OF_DATA, Figures, indicators_of
from ekrules.assessment.comparison.method_mixing import OF_AIMS, OF_MEASURE
from ekrules.survey.indicator_series import IndicatorSeries
from ekrules.yaml_reader.models import Placed

# A comparison of surveys needs no indicators: they are there where a measure names one.
if TYPE_CHECKING:
    from ekrules.indicators.entity import Entity
    from ekrules.indicators.indicator import Indicator
    from ekrules.indicators.indicators import Indicators, Value


def bounds_of(old: Indicator, new: Indicator) -> Iterator[Difference]:
    """Yield the numbers of an indicator's own that rules use, and its milestones."""
    for key in OF_AIMS:
        both = [getattr(one, key) for one in (old, new)]
        for name in dict.fromkeys((*both[1], *both[0])):
            told = [number_told(one.get(name)) for one in both]
            if told[0] != told[1]:
                places = (old.at(key, name), new.at(key, name))
                called = name if key == "parameters" else f"{key} {name}"
                yield Difference("target", "parameter", f"{new.id}.{called}", told, places)


def definitions_of(
    old: Indicator, new: Indicator, keys: Sequence[str] = OF_MEASURE
) -> Iterator[Difference]:
    """Yield what says what an indicator's values are; keys: which of that."""
    for key in keys:
        told = [text_told(getattr(one, key)) for one in (old, new)]
        if told[0] != told[1]:
            places = (old.at(key), new.at(key))
            yield Difference("measure", "definition", f"{new.id}.{key}", told, places)


@dataclass(frozen=True)
class SeriesDifferences:
    """Finds what differs of the entities and values around the series that a method judges."""

    figures: Figures

    def entities(self, measures: Iterable[str], *, all_of_them: bool) -> Iterator[Difference]:
        """Yield each entity with other attributes; those of these measures, or every one."""
        sides = (self.figures.old, self.figures.new)
        found = [one.survey.series.get(name) for name in measures for one in sides]
        own = {one.entity for one in found if one is not None}
        among = [indicators_of(side) for side in sides]
        before, after = ({} if one is None else one.entities for one in among)
        for name in dict.fromkeys((*after, *before)):
            both = [one.get(name) for one in (before, after)]
            said = [None if one is None else _attributes(one) for one in both]
            if said[0] != said[1] and (all_of_them or name in own):
                places = [None if one is None else one.place for one in both]
                yield Difference("measure", "definition", name, said, places)

    def of_others(self, measures: Iterable[str]) -> Iterator[Difference]:
        """Yield what is another of every other entity's values: the newest that is."""
        bases: tuple[State, ...] = (frozenset({"measure"}), OLD)
        every = product(measures, bases, OF_DATA)
        found = (one for each in every for one in self._of_others(*each))
        yield from {(one.cause, one.name): one for one in found}.values()

    def _of_others(self, measure: str, base: State, cause: Cause) -> Iterator[Difference]:
        series = [self.figures.of(one)[measure].series for one in (base, base | {cause})]
        was, now = (_others(one) for one in series)
        for name in dict.fromkeys((*now, *was)):
            both = [one.get(name) for one in (was, now)]
            told = [None if one is None else Written(one.value or 0, "number") for one in both]
            places = [None if one is None else one.place for one in both]
            if told[0] != told[1]:
                yield Difference(cause, "figure", name, told, places)


def _others(series: IndicatorSeries | None) -> dict[str, Value]:
    """Return every known value of the same indicator of other entities, by what it is called."""
    if series is None:
        return {}
    among = cast("Indicators", series.among)
    return {
        f"{series.indicator}.{entity} {one.period}": one
        for entity in among.entities
        if entity != series.entity
        for one in among.series(entity, series.indicator)
        if one.value is not None
    }


def _attributes(entity: Entity) -> Written:
    return text_told(entity.attributes) or Written(entity.id)


def number_told(value: object) -> Written | None:
    """Return a number as a side of a difference; None where there is none."""
    return Written(value, "number") if isinstance(value, int | float) else None


def text_told(value: object) -> Written | None:
    """Return what is written, as a side of a difference; None where nothing is."""
    return written(_text(value))


def _text(value: object) -> str | None:
    if isinstance(value, Placed):
        parts = (f"{name} {_text(one)}" for name, one in value if one is not None)
        return ", ".join(parts)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_text(one)}" for name, one in value.items()) or None
    if isinstance(value, tuple | list):
        return ", ".join(str(_text(one)) for one in value) or None
    return None if value is None else str(value)
