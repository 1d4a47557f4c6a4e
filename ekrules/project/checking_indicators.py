"""Checking indicators: every indicators.yaml among the surveys, read whole, and looked over.

In: a project's folder, and its methods. Out: every fault of the files, and what is likely a slip in
those that have none.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ekrules.errors import Faults
from ekrules.indicators.indicators_file import IndicatorsFile
from ekrules.indicators.reading import read_indicators
from ekrules.methods.method import Method
from ekrules.project.likely_slips.indicator_catalogue import odd_catalogue
from ekrules.project.likely_slips.indicator_values import odd_indicator_values
from ekrules.project.told import Told, told
from ekrules.yaml_reader.models import read_model

OWN_UNIT = "own"


def check_indicators(files: Iterable[Path], methods: Iterable[Method]) -> list[Told]:
    """Return what is wrong, odd or worth knowing of every indicators.yaml."""
    found: list[Told] = []
    own_unit = in_own_unit(methods)
    for path in files:
        faults = Faults()
        indicators = read_indicators(path, faults)
        found += told("error", "fault", faults.found)
        file = None if indicators is None else read_model(path, IndicatorsFile, Faults())
        if indicators is not None and file is not None:
            found += odd_indicator_values(indicators)
            found += odd_catalogue(indicators, file, own_unit)
    return found


def in_own_unit(methods: Iterable[Method]) -> frozenset[str]:
    """Return the parameters that all methods which have them take in the indicator's unit."""
    own: set[str] = set()
    other: set[str] = set()
    for method in methods:
        for name, one in method.file.parameters.items():
            (own if one.unit == OWN_UNIT else other).add(name)
    return frozenset(own - other)
