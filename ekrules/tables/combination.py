"""Combinations: one measure out of several, for goals that ask for more than one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from ekrules.tables.estimation import Estimate, NoEstimate
from ekrules.tables.intervals import share_interval
from ekrules.tables.measure import Measure, unknown_measure
from ekrules.tables.simple_sample import simple_share
from ekrules.tables.uncertainty import nonresponse_bounds


def lowest_of(measure_id: str, parts: Sequence[Measure]) -> Measure:
    """Return the lowest part: a goal that asks for several things is as far as its slowest."""
    return _one_of(measure_id, parts, lowest=True)


def highest_of(measure_id: str, parts: Sequence[Measure]) -> Measure:
    """Return the highest part: any one of several things will do."""
    return _one_of(measure_id, parts, lowest=False)


def _one_of(measure_id: str, parts: Sequence[Measure], *, lowest: bool) -> Measure:
    names = tuple(part.id for part in parts)
    if any(part.value is None for part in parts):
        return replace(_with_unknown_part(measure_id, parts), parts=names)
    end = min if lowest else max
    chosen = end(parts, key=lambda part: part.value or 0.0)
    # Another part may be the lowest (or highest) in the frame, so the ends come from them all.
    return replace(
        chosen,
        id=measure_id,
        low=end(_ends(parts, "low"), default=None),
        high=end(_ends(parts, "high"), default=None),
        lowest=end(_ends(parts, "lowest"), default=None),
        highest=end(_ends(parts, "highest"), default=None),
        parts=names,
        combined=True,
        estimate=None,
        series=None,
    )


def mean_of(measure_id: str, parts: Sequence[Measure]) -> Measure:
    """Return the unweighted mean of the parts.

    Its interval is the mean of theirs: wider than the truth, since the parts are not
    perfectly correlated, and never narrower.
    """
    names = tuple(part.id for part in parts)
    if any(part.value is None for part in parts):
        return replace(_with_unknown_part(measure_id, parts), parts=names)
    mean = sum(part.exact for part in parts) / len(parts)
    counted = all(part.numerator is not None for part in parts)
    one_base = counted and len({part.denominator for part in parts}) == 1
    # Counts of a mean are counts of answers, so that numerator / denominator is the value.
    return Measure(
        id=measure_id,
        value=float(mean),
        numerator=sum(part.numerator or 0 for part in parts) if one_base else None,
        denominator=sum(part.denominator or 0 for part in parts) if one_base else None,
        base=parts[0].base if len({part.base for part in parts}) == 1 else None,
        low=_mean(_ends(parts, "low")),
        high=_mean(_ends(parts, "high")),
        lowest=_mean(_ends(parts, "lowest")),
        highest=_mean(_ends(parts, "highest")),
        source=_sources(parts),
        parts=names,
        combined=True,
        weighted=any(part.weighted for part in parts),
        unit=parts[0].unit,
    )


def _with_unknown_part(measure_id: str, parts: Sequence[Measure]) -> Measure:
    return unknown_measure(measure_id, "part_is_unknown", unit=parts[0].unit)


def joint_of(
    measure_id: str,
    parts: Sequence[Measure],
    respondents: int,
    frame: int,
    weighed: Estimate | NoEstimate | None = None,
) -> Measure:
    """Return the share of the first part's base that meets every part in turn.

    Each part's question was put to those who met the one before, so the last part's numerator
    counts those who meet them all: 115 of 249, where the parts read 172 of 249 and 115 of 172.
    weighed: the estimate where answers are weighted.
    """
    names = tuple(part.id for part in parts)
    first, last = parts[0], parts[-1]
    if first.value is None or last.numerator is None or not first.denominator:
        return replace(unknown_measure(measure_id, "part_is_unknown"), parts=names)
    if isinstance(weighed, NoEstimate):
        return replace(unknown_measure(measure_id, weighed.reason), parts=names)
    numerator, denominator = last.numerator, first.denominator
    estimate = weighed or simple_share(numerator, denominator, respondents, frame)
    low, high = share_interval(estimate)
    missing = sum(part.missing for part in parts)
    lowest, highest = nonresponse_bounds(numerator, denominator, missing, first.unheard)
    return Measure(
        id=measure_id,
        value=estimate.value,
        numerator=numerator,
        denominator=denominator,
        base=first.base,
        low=low,
        high=high,
        lowest=min(lowest, estimate.value),
        highest=max(highest, estimate.value),
        source=_sources(parts),
        parts=names,
        missing=missing,
        unheard=first.unheard,
        weighted=weighed is not None,
        estimate=estimate,
    )


def _ends(parts: Sequence[Measure], name: str) -> list[float]:
    """Return one end of each part's range; a part without a range of its own is a point.

    Empty where no part has one: nothing is uncertain then.
    """
    ends: list[tuple[float | None, float]] = [
        (getattr(part, name), part.value or 0.0) for part in parts
    ]
    if all(end is None for end, _ in ends):
        return []
    return [value if end is None else end for end, value in ends]


def _mean(ends: Sequence[float]) -> float | None:
    # fsum, because sum() rounds differently from one Python to the next.
    return fsum(ends) / len(ends) if ends else None


def _sources(parts: Sequence[Measure]) -> str:
    return ", ".join(dict.fromkeys(part.source for part in parts))
