"""How long the dashboards of the Sustainable Development Report 2019 take, from files to files.

    python benchmarks/sdg.py

The report's values, thresholds and countries are read, every indicator and goal of every country is
coloured by rules/methods/sdg-dashboard.yaml, and all is written as CSV and JSON. First the 61
countries as they are, then as many as the whole report has, by repeating these under made-up
names: synthetic, to measure by alone. Each run is a whole command in a process of its own. The
peer, in the same run, is a Python that starts and imports pydantic and Polars, which the command
does before its own work. Told are the time on the clock, the processor's own, which says the same
on a busy machine, and the most memory held. Not a test: machines differ.
"""

from __future__ import annotations

import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BESIDE = ROOT.parent / "shared" / "published_methods"
SOURCE = Path(os.environ.get("EKRULES_PUBLISHED_METHODS", BESIDE)) / "sdr2019"
METHOD = "sdg-dashboard"
RUNS = 5
# As many countries as the report has; the aim names 15,000 indicators and 3,000 goals.
COUNTRIES = 193
AIM_SECONDS, AIM_MEGABYTES = 2, 500
VALUES, CATALOGUE, ENTITIES = "values.csv", "rules_codebook.csv", "countries.csv"
INDICATORS = """\
values: values.csv
columns: {entity: country, indicator: code}
period: 2019
entities:
  file: countries.csv
  columns: {id: country, label: name}
  attributes:
    oecd: {values: [0, 1]}
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
    attributes: {set_global: set_global}
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


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock and of the processor, and the most memory held, in megabytes."""

    clock: float
    processor: float
    megabytes: float


def taken(*words: str) -> Taken:
    """Return the medians of a Python command, after one run that is not counted."""
    runs = [_one(*words) for _ in range(RUNS + 1)][1:]
    return Taken(
        statistics.median(one.clock for one in runs),
        statistics.median(one.processor for one in runs),
        max(one.megabytes for one in runs),
    )


def _one(*words: str) -> Taken:
    # The run that is not counted leaves compiled modules behind, as a person's first run does.
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return Taken(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def lay_out(folder: Path, countries: int) -> None:
    """Write the report's data as a folder of indicators; past its own countries, made-up ones."""
    names = [row["country"] for row in _rows(ENTITIES)]
    copies = -(-countries // len(names))
    made_up = [(number, name) for number in range(copies) for name in names][:countries]
    for file in (VALUES, ENTITIES):
        rows: dict[str, list[dict[str, str]]] = {}
        for row in _rows(file):
            rows.setdefault(row["country"], []).append(row)
        _write(
            folder / file,
            (
                {**row, "country": f"{name}-{number}" if number else name}
                for number, name in made_up
                for row in rows.get(name, ())
            ),
        )
    (folder / CATALOGUE).write_bytes((SOURCE / CATALOGUE).read_bytes())
    (folder / "indicators.yaml").write_text(INDICATORS, encoding="utf-8")


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _write(path: Path, rows: Iterator[dict[str, str]]) -> None:
    written = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(written[0]))
        writer.writeheader()
        writer.writerows(written)


def coloured(path: Path) -> int:
    """Return how many rows of a written level the method is for."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(row["applies"] == "true" for row in csv.DictReader(file, delimiter=";"))


def main() -> None:
    if not SOURCE.is_dir():
        print("The report's data does not lie beside the project: name its folder in the variable")
        print("EKRULES_PUBLISHED_METHODS, with sdr2019 in it.")
        return
    peer = taken("-c", "import pydantic, polars")
    told("peer: python, import pydantic and polars", peer, peer)
    own = sum(1 for _ in _rows(ENTITIES))
    for countries, what in ((own, "as they are"), (COUNTRIES, "synthetic")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            lay_out(folder, countries)
            out = folder / "out"
            words = ["method", METHOD, "--indicators", name, "--out", str(out)]
            its = taken("-m", "ekrules", *words, "--format", "csv,json")
            indicators, goals = (
                coloured(out / f"{METHOD}-{level}.csv") for level in ("indicator", "goal")
            )
        told(f"{countries} countries, {what}", its, peer)
        print(f"  {indicators:,} indicator colours and {goals:,} goal colours")
    print(f"aim for the larger: under {AIM_SECONDS} s and {AIM_MEGABYTES} MB")


def told(name: str, its: Taken, peer: Taken) -> None:
    print(
        f"{name:<44}{its.clock:6.2f} s, processor {its.processor:6.2f} s"
        f" {its.processor / peer.processor:5.1f} x peer, {its.megabytes:5.0f} MB"
    )


if __name__ == "__main__":
    main()
