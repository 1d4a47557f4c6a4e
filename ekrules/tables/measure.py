"""Measures: a share with its counts, base, interval and source, or a reason why it is unknown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from ekrules.tables.tally import Base, Tally
from ekrules.tables.uncertainty import nonresponse_bounds, wilson_interval

UnknownReason = Literal["not_in_survey", "base_is_zero", "part_is_unknown"]


@dataclass(frozen=True)
class Measure:
    """One share (0..1) and all that it stands on.

    numerator and denominator are respondents (or units of the evidence); value is their exact
    quotient, rounded once to the nearest float. low..high is the 95 % interval for the frame,
    lowest..highest what the share could be whatever those who did not answer would have said.
    missing: respondents in the asked base without a known answer. combined: more than one
    group's counts lie behind the value.
    Where value is None, reason says why and the counts may still be given.
    """

    id: str
    value: float | None
    numerator: int | None = None
    denominator: int | None = None
    base: Base | None = None
    low: float | None = None
    high: float | None = None
    lowest: float | None = None
    highest: float | None = None
    source: str = ""
    reason: UnknownReason | None = None
    question: str | None = None
    item: str | None = None
    parts: tuple[str, ...] = ()
    missing: int = 0
    combined: bool = False
    unit: Literal["share"] = "share"

    @property
    def exact(self) -> Fraction:
        """The share before it is rounded to a float; ValueError where it is unknown."""
        if self.value is None:
            raise ValueError(f"{self.id} is unknown ({self.reason})")
        if self.numerator is not None and self.denominator:
            return Fraction(self.numerator, self.denominator)
        return Fraction(self.value)


def exact_share(numerator: int, denominator: int) -> float:
    """Return the nearest float of numerator / denominator.

    >>> exact_share(150, 250) >= 0.6
    True
    """
    return float(Fraction(numerator, denominator))


def survey_share(
    measure_id: str, tally: Tally, options: Collection[str], base: Base, frame: int, source: str
) -> Measure:
    """Return the share of the base that gave one of `options`; frame is the size of the frame.

    Options of a multiple-response question must be one: respondents who chose two would be
    counted twice.
    """
    numerator = sum(tally.counts[option] for option in options)
    measure = Measure(
        id=measure_id,
        value=None,
        numerator=numerator,
        denominator=tally.base_n(base),
        base=base,
        source=source,
        question=tally.question,
        item=tally.item,
    )
    if measure.denominator == 0:
        return replace(measure, reason="base_is_zero")
    asked = tally.base_n("asked") if base != "all" else tally.respondents
    return _with_uncertainty(measure, asked - tally.base_n("known"), asked, tally, frame)


def _with_uncertainty(
    measure: Measure, missing: int, asked: int, tally: Tally, frame: int
) -> Measure:
    numerator, denominator = measure.numerator or 0, measure.denominator or 1
    low, high = wilson_interval(numerator, denominator, tally.respondents, frame)
    unheard = frame - tally.respondents + tally.perhaps_asked
    lowest, highest = nonresponse_bounds(numerator, asked, missing, unheard)
    value = exact_share(numerator, denominator)
    return replace(
        measure,
        value=value,
        low=low,
        high=high,
        lowest=lowest,
        highest=highest,
        missing=missing,
    )


def counted_share(measure_id: str, numerator: int, denominator: int, source: str) -> Measure:
    """Return a share that was counted elsewhere: nobody was sampled, so it has no interval."""
    value = exact_share(numerator, denominator)
    return Measure(
        id=measure_id,
        value=value,
        numerator=numerator,
        denominator=denominator,
        source=source,
    )


def unknown_measure(measure_id: str, reason: UnknownReason, source: str = "") -> Measure:
    """Return a measure without a value, and why."""
    return Measure(id=measure_id, value=None, reason=reason, source=source)
