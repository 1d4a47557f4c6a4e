"""Indicator series: one indicator of one entity as its publisher has it, period by period.

In: what `indicators.yaml` and its files say (read in another room). Out: frozen values in the
indicator's own unit, each with its place, and what the catalogue says of them. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from ekrules.errors import Place
from ekrules.yaml_reader.wording import Wording

Period = int | date
Better = Literal["up", "down", "neither", "band"]
SHARE: Final = "share"
PERCENT: Final = "percent"
# Why there is no value where no row has one; the file itself names every other reason.
NO_ROW: Final = "no_row"
MISSING: Final = "missing"


def measured_in(unit: str) -> str:
    """Return the unit of a measure of an indicator: a percent is measured as a share.

    >>> measured_in("percent"), measured_in("share"), measured_in("t/ha")
    ('share', 'share', 't/ha')
    """
    return SHARE if unit in (SHARE, PERCENT) else unit


def exactly(number: float) -> Fraction:
    """Return the number that a person reads: 12.3 is 123/10, and not the float nearest to it."""
    return Fraction(Decimal(repr(number)))


def as_measured(number: float, unit: str) -> Fraction:
    """Return an indicator's number in the unit of its measure: 12.3 percent is 0.123.

    >>> as_measured(12.3, "percent"), as_measured(12.5, "t/ha")
    (Fraction(123, 1000), Fraction(25, 2))
    """
    return exactly(number) / 100 if unit == PERCENT else exactly(number)


def as_published(measured: float, unit: str) -> float:
    """Return a measure's number in the unit of its indicator: 0.6 is 60 percent.

    >>> as_published(0.6, "percent"), as_published(0.6, "share")
    (60.0, 0.6)
    """
    return float(exactly(measured) * 100) if unit == PERCENT else measured


@dataclass(frozen=True)
class IndicatorValue:
    """One value, or the reason why it is not known; and where it stands.

    base: how many it rests on; flags: the publisher's marks; reason: as the file names it.
    """

    period: Period
    value: float | None
    reason: str | None
    base: float | None
    flags: str | None
    place: Place


@dataclass(frozen=True)
class IndicatorSeries:
    """All that is known of one indicator of one entity until the survey's date, oldest first.

    unit is the catalogue's, and values, limits, band and parameters are in it. limits: the lowest
    and the highest there can be. attributes: the indicator's and the entity's. place: where the
    catalogue has the indicator. label, note, entity_label: what the two are called there, and what
    a reader should know. unit_one, unit_many: what the unit is called behind a number. among: all
    the indicators it stands among, for methods that hold entities against each other; only rooms
    that know indicators open it.
    """

    indicator: str
    entity: str
    unit: str
    better: Better
    values: tuple[IndicatorValue, ...]
    place: Place
    publisher: str | None = None
    link: str | None = None
    licence: str | None = None
    limits: tuple[float | None, float | None] = (None, None)
    band: tuple[float, float] | None = None
    parameters: Mapping[str, float] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    label: Wording | None = None
    entity_label: Wording | None = None
    unit_one: Wording | None = None
    unit_many: Wording | None = None
    note: Wording | None = None
    among: object = field(default=None, repr=False, compare=False)

    @property
    def newest(self) -> IndicatorValue | None:
        """The newest known value; where none is known the newest unknown one, if there is any."""
        every = self.known or self.values
        return every[-1] if every else None

    @property
    def known(self) -> tuple[IndicatorValue, ...]:
        """The values that are known, oldest first."""
        return tuple(one for one in self.values if one.value is not None)


def until_day(series: IndicatorSeries, day: date) -> IndicatorSeries:
    """Return a series without what is from after a day."""
    values = tuple(
        one
        for one in series.values
        if (one.period <= day if isinstance(one.period, date) else one.period <= day.year)
    )
    return replace(series, values=values)
