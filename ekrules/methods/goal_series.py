"""Goal series: the shapes of what a goal asks a method, and of what the method comes to.

In: the names, parameters and day of one goal. Out: frozen values. Works nothing out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ekrules.errors import Place
from ekrules.facts.derived.calculation import Derived
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.period_cells import Period

Origin = Literal["goal", "catalogue", "method"]


@dataclass(frozen=True)
class Stated:
    """A parameter as the goal states it, in the indicator's unit; None with the reason why."""

    value: float | None
    place: Place
    reason: str | None = None


@dataclass(frozen=True)
class Asked:
    """One indicator of one entity, until when, and what the goal states of the parameters.

    withheld: parameters that the goal says it has none of, with the reason; the catalogue may have
    them all the same, but no default of the method stands for them.
    """

    indicators: Indicators
    indicator: str
    entity: str
    until: Period
    stated: Mapping[str, Stated]
    withheld: Mapping[str, str]


@dataclass(frozen=True)
class ParameterUsed:
    """A parameter as the method saw it, which of three gave it, and where that stands."""

    name: str
    value: float | None
    origin: Origin | None
    place: Place | None
    reason: str | None


@dataclass(frozen=True)
class JudgedSeries:
    """What a method came to.

    values: everything that its table may ask about, by name; reasons: why what is unknown is so.
    reason: why it is grey, as the method says it; None where a row says grey.
    """

    status: str
    colour: str | None
    row: str | None
    reason: str | None
    values: Mapping[str, Any]
    reasons: Mapping[str, str]
    derived: Mapping[str, Derived]
    parameters: tuple[ParameterUsed, ...]
