"""Indicators beside a survey: indicators.yaml in its folder, read and joined to the survey.

In: the survey's folder, a strategy. Out: what is there, the units of the strategy's measures, and
the survey with the series that they name. A folder without the file is a survey without indicators.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.errors import Faults
from ekrules.facts.indicator_series_reading import indicator_series
from ekrules.facts.measure_units import measure_units
from ekrules.goals.strategy import Strategy
from ekrules.survey.reading import INDICATORS
from ekrules.survey.survey import Survey

# Reading indicators takes a library that a survey alone does without.
if TYPE_CHECKING:
    from ekrules.indicators.indicators import Indicators


@dataclass(frozen=True)
class IndicatorsBeside:
    """The indicators of a survey's folder; None where it has none, or where they are at fault."""

    indicators: Indicators | None = None
    is_sound: bool = True


def read_indicators_beside(folder: Path, faults: Faults) -> IndicatorsBeside:
    """Return the indicators of a folder; every fault of theirs is in `faults`."""
    path = folder / INDICATORS
    if not path.exists():
        return IndicatorsBeside()
    from ekrules.indicators.reading import read_indicators

    found = read_indicators(path, faults)
    return IndicatorsBeside(found, found is not None)


def units_of(strategy: Strategy, beside: IndicatorsBeside) -> Mapping[str, str]:
    """Return measure id -> share, or the unit of its own that the catalogue gives it."""
    catalogue = beside.indicators.catalogue if beside.indicators else {}
    return measure_units(strategy, {name: one.unit for name, one in catalogue.items()})


def with_indicators(
    survey: Survey, strategy: Strategy, beside: IndicatorsBeside, faults: Faults
) -> Survey:
    """Return the survey with the series that measures name, and the files they were read from."""
    if not beside.is_sound:
        return survey
    until = survey.description.reference_date
    series = indicator_series(strategy, beside.indicators, until, faults)
    files = beside.indicators.files if beside.indicators else ()
    return replace(survey, series=series, files=(*survey.files, *files))
