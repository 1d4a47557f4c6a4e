"""Made files: a small folder of indicators that is right in every way, and what may be changed."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

from ekrules.errors import Faults
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.reading import read_indicators
from ekrules.survey.reading import INDICATORS

YAML = """\
values: values.csv
entities:
  file: places.csv
  columns: {id: code, label: name}
  attributes: {coast: coast}
indicators:
  - id: online
    label: {nb: Husholdninger på nett, en: Households online}
    unit: percent
    better: up
    limits: {low: 0, high: 100}
    publisher: Statistisk sentralbyrå
    group: nett
  - id: wait
    label: {nb: Dager å vente}
    unit: days
    better: down
    applies_to: {coast: [1]}
    parameters: {green: 5, red: 20}
"""
PLACES = """\
code,name,coast
A,Askim,0
B,Bodø,1
C,Cirkel,1
"""
VALUES = """\
entity,period,indicator,value
A,2019,online,71.5
A,2020,online,74
B,2019,online,80
B,2020,online,
B,2019,wait,12
"""


def write(
    folder: Path, yaml: str = YAML, values: str | None = VALUES, places: str = PLACES, **more: str
) -> Path:
    """Write the folder and return its indicators.yaml; more: other files by their name."""
    files = {"indicators.yaml": yaml, "places.csv": places}
    if values is not None:
        files["values.csv"] = values
    for name, text in {**files, **more}.items():
        (folder / name).write_text(dedent(text), encoding="utf-8", newline="")
    return folder / INDICATORS


def read(path: Path, given: Any = None) -> Indicators:
    """Return what is read, or raise InputError with every fault."""
    faults = Faults()
    indicators = read_indicators(path, faults, given)
    faults.stop_if_any()
    assert indicators is not None
    return indicators


def faults_of(path: Path, given: Any = None) -> list[str]:
    """Return the faults as a person reads them, without the folder."""
    faults = Faults()
    indicators = read_indicators(path, faults, given)
    assert (indicators is None) == bool(faults.found)
    folder = f"{path.parent.as_posix()}/"
    ordered = sorted(faults.found, key=lambda fault: fault.order)
    return [str(fault).replace(folder, "") for fault in ordered]
