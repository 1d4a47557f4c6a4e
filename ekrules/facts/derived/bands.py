"""Bands: how far the value is from where it should be, whichever side it is on.

Within the band, ends and all, the distance is 0. A series may also be turned into one of its
distances, so that everything else can be asked of it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import isfinite

from ekrules.facts.derived.arithmetic import Number, exact
from ekrules.facts.derived.calculation import Calculation
from ekrules.facts.derived.reasons import Unknown
from ekrules.facts.derived.series import Band, Observation, Series, Target


def distance_to_band(asked: Calculation) -> Fraction:
    """Return how far outside the band the newest value is; 0 within it."""
    return asked.note("distance", _distance(_band(asked), asked.value))


def band_share_come(asked: Calculation) -> Fraction:
    """Return how much of the base's distance is gone: 1 within the band, below 0 further away."""
    before = asked.note("base_distance", _distance(_band(asked), asked.base_value))
    if before == 0:
        raise Unknown("base_within_band")
    return 1 - distance_to_band(asked) / before


def as_distances(series: Series, added: Number = 0) -> Series:
    """Return the series of distances to its band, where less is better and the target is 0.

    `added` is put on every distance and on the target, for methods that can't take zero: with a
    band from 50 to 50, adding 50 gives 50 + |value - 50| and the target 50, as Open SDG has it.
    ValueError where the series has no band.
    """
    band = series.band
    if band is None:
        raise ValueError(f"{series.id} has no band")
    distances = tuple(_at_distance(one, band, added) for one in series.observations)
    target = Target(added, band.period)
    return replace(
        series,
        observations=distances,
        better="down",
        target=target,
        band=None,
        limit=None,
        milestones=(),
    )


def _at_distance(one: Observation, band: Band, added: Number) -> Observation:
    if isinstance(one.value, float) and not isfinite(one.value):
        return one
    return Observation(one.period, _distance(band, exact(one.value)) + exact(added))


def _distance(band: Band, value: Fraction) -> Fraction:
    return max(exact(band.low) - value, value - exact(band.high), Fraction(0))


def _band(asked: Calculation) -> Band:
    if asked.series.band is None:
        raise Unknown("no_band")
    return asked.series.band
