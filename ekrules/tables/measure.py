"""Measures: a share or a number in a unit of its own, with its counts, base, interval and source.

Where it is unknown, a reason why. Only a measure from an indicator has another unit than share.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from ekrules.survey.indicator_series import SHARE, IndicatorSeries, exactly
from ekrules.tables.bases import Base
from ekrules.tables.estimation import Estimate, NoEstimate, estimate_share
from ekrules.tables.intervals import share_interval
from ekrules.tables.simple_sample import simple_share
from ekrules.tables.tally import Tally
from ekrules.tables.uncertainty import nonresponse_bounds

UnknownReason = Literal[
    "not_in_survey",
    "base_is_zero",
    "weight_is_zero",
    "part_is_unknown",
    "base_too_small",
    "not_by_segment",
    "no_row",
    "missing",
]


@dataclass(frozen=True)
class Measure:
    """One share (0..1), or a number in a unit of its own, and all that it stands on.

    unit: "share", or the text that the catalogue of indicators gives (as "t/ha"); then value is a
    number that may be below 0 or above 1, and nothing that says percent or points is true of it.
    series: what an indicator's measure was read from.

    numerator and denominator are respondents (or units of the evidence); value is their exact
    quotient, rounded once to the nearest float. low..high is the 95 % interval for the frame,
    lowest..highest what the share could be whatever those who did not answer would have said.
    missing: respondents in the asked base without a known answer; unheard: others who may have
    been asked, for they took no part or gave no answer to the routing question. combined: more
    than one group's counts lie behind the value. weighted: value is an estimate for the frame, and
    not the quotient of the counts, which are unweighted. estimate: what the interval is made of,
    for holding the share against others; none for a combination or a figure from outside.
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
    unheard: int = 0
    combined: bool = False
    weighted: bool = False
    estimate: Estimate | None = None
    unit: str = SHARE
    series: IndicatorSeries | None = None

    @property
    def is_share(self) -> bool:
        """Whether the value is a share (0..1), and not a number in a unit of its own."""
        return self.unit == SHARE

    @property
    def exact(self) -> Fraction:
        """The value before it is rounded to a float; ValueError where it is unknown."""
        if self.value is None:
            raise ValueError(f"{self.id} is unknown ({self.reason})")
        if not self.is_share or self.series is not None:
            return exactly(self.value)
        if self.numerator is not None and self.denominator and not self.weighted:
            return Fraction(self.numerator, self.denominator)
        return Fraction(self.value)


def exact_share(numerator: int, denominator: int) -> float:
    """Return the nearest float of numerator / denominator.

    >>> exact_share(150, 250) >= 0.6
    True
    """
    return float(Fraction(numerator, denominator))


def survey_share(
    measure_id: str,
    tally: Tally,
    options: Collection[str],
    base: Base,
    frame: int,
    source: str,
    sample: tuple[int, int] | None = None,
) -> Measure:
    """Return the share of the base that gave one of `options`; frame is the size of the frame.

    sample: respondents and frame of the sample that the tally's are a part of, where nobody knows
    the frame of that part; it then counts as a domain of the sample, and whoever did not answer
    may be in it. Options of a multiple-response question must be one: respondents who chose two
    would be counted twice.
    """
    drawn = (tally.respondents, frame) if sample is None else sample
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
    missing = asked - tally.base_n("known")
    estimate = _estimate(numerator, measure.denominator or 1, options, base, tally, drawn)
    if isinstance(estimate, NoEstimate):
        return replace(measure, reason=estimate.reason)
    low, high = share_interval(estimate)
    # Those who were perhaps asked are among all already.
    unheard = drawn[1] - drawn[0] + (tally.perhaps_asked if base != "all" else 0)
    lowest, highest = nonresponse_bounds(numerator, asked, missing, unheard)
    return replace(
        measure,
        value=estimate.value,
        low=low,
        high=high,
        # Bounds hold whatever the others would have said, so no weight has a say in them.
        lowest=min(lowest, estimate.value),
        highest=max(highest, estimate.value),
        missing=missing,
        unheard=unheard,
        weighted=tally.weighed is not None,
        estimate=estimate,
    )


def _estimate(
    numerator: int,
    denominator: int,
    options: Collection[str],
    base: Base,
    tally: Tally,
    sample: tuple[int, int],
) -> Estimate | NoEstimate:
    if tally.weighed is not None:
        return estimate_share(tally.weighed.design, tally.weighed.share_sums(options, base))
    return simple_share(numerator, denominator, *sample)


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


def unknown_measure(
    measure_id: str, reason: UnknownReason, source: str = "", unit: str = SHARE
) -> Measure:
    """Return a measure without a value, and why."""
    return Measure(id=measure_id, value=None, reason=reason, source=source, unit=unit)
