"""Published assessments: where they lie, and the Sustainable Development Report 2019 as a source.

They are data that is not ours to carry: read from shared/published_methods beside the project, or
from the folder that EKRULES_PUBLISHED_METHODS names.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "published_methods"
FOLDER = Path(os.environ.get("EKRULES_PUBLISHED_METHODS", BESIDE)) / "sdr2019"
WHY_ABSENT = "the published assessments do not lie beside the project"
METHODS = Path(__file__).resolve().parents[2] / "rules" / "methods"
FILES = ("values.csv", "rules_codebook.csv", "countries.csv")
YAML = """\
values: values.csv
columns: {entity: country, indicator: code}
period: 2019
entities:
  file: countries.csv
  columns: {id: country, label: name}
  attributes:
    oecd: {values: [0, 1]}
    region: region
    income: {column: income_group, values: [LIC, LMIC, UMIC, HIC]}
indicators_file:
  file: rules_codebook.csv
  columns:
    id: code
    label: indicator
    unit: units
    better: direction
    note: source
    group: goal
    parameters: {best: best, green: green_threshold, red: red_threshold, worst: worst}
    attributes: {spillover: spillover, set_global: set_global}
  meanings:
    better: {lower_is_better: down, higher_is_better: up}
  for_all:
    publisher: SDSN and Bertelsmann Stiftung
    link: https://github.com/sdsna/2019GlobalIndex
    licence: CC BY 4.0
  applies_to:
    - {where: {set_oecd: yes}, entities: {oecd: 1}}
    - {where: {set_global: yes}, entities: {oecd: 0}}
"""


def lay_out(folder: Path) -> Path:
    """Lay the report's data out as a folder of indicators; return its indicators.yaml."""
    for name in FILES:
        (folder / name).symlink_to(FOLDER / name)
    path = folder / "indicators.yaml"
    path.write_text(YAML, encoding="utf-8")
    return path


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the report."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
