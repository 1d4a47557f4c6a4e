"""Judged by method: the shapes of what a published method made of one goal.

Every number on the way from the observations to the colour, each with where it comes from. Nothing
is worked out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ekrules.errors import Place
from ekrules.survey.indicator_series import Period
from ekrules.yaml_reader.wording import Wording

ParameterOrigin = Literal["goal", "catalogue", "method"]


@dataclass(frozen=True)
class MethodSource:
    """Who published the method, and where; the last three are None where it is no publication."""

    publisher: str
    title: str
    year: int | None
    link: str | None
    licence: str | None


@dataclass(frozen=True)
class UsedObservation:
    """One known value of the series, in the unit of its indicator; place None where it was counted.

    period: a year, a quarter, a month or a date.
    """

    period: Period
    value: float
    place: Place | None


@dataclass(frozen=True)
class UsedParameter:
    """A number that the method was given: which of goal, catalogue and method gave it, and where.

    value None is unknown, and reason says why.
    """

    name: str
    value: float | None
    origin: ParameterOrigin | None
    place: Place | None
    reason: str | None


@dataclass(frozen=True)
class JudgedInput:
    """A number that was worked out of the series: what it is, and the steps it was come to by.

    asks: the name of the derived input (docs/reference/derived-inputs.md). A step is a number, or
    a period.
    """

    name: str
    asks: str
    value: float | None
    reason: str | None
    steps: tuple[tuple[str, float | Period], ...]


@dataclass(frozen=True)
class MethodJudgement:
    """What a method saw of one goal, and its own colour; values are in `unit`.

    unit: the indicator's own (percent is 0 to 100), or share (0 to 1) of a measure that is counted.
    place: where the method's file begins. observations: the known ones, oldest first.
    """

    method: str
    title: Wording
    source: MethodSource
    place: Place
    colour: str | None
    unit: str
    observations: tuple[UsedObservation, ...]
    derived: tuple[JudgedInput, ...]
    parameters: tuple[UsedParameter, ...]

    @property
    def publisher(self) -> str:
        """Who published the method."""
        return self.source.publisher
