"""How long `ekrules check` takes: the shipped rules cold, and a made-up strategy of 500 goals.

The made-up strategy has 500 goals in 50 themes and 200 decision tables of ten rows each, so 2,000
rules, with an example for each row; every table is proved. The peer, measured in the same run, is
a Python that starts and imports pydantic, Rich and z3, which every check does before its own work.
Told are the time on the clock and the processor's own, which says the same on a busy machine. Not
a test: machines differ, so the ratios are what to compare.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLD_RUNS, LARGE_RUNS = 7, 3
# What the project aims at, in seconds, on two ordinary cores.
SHIPPED_AIM, LARGE_AIM = 1.0, 15.0
THEMES, GOALS_IN_THEME, TABLES = 50, 10, 200
BOUNDS = (10, 30, 50, 70, 90)


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock, and of the processor (its own work and the system's for it)."""

    clock: float
    processor: float


def seconds_of(runs: int, *words: str, folder: Path = ROOT) -> Taken:
    """Return the medians of a Python command, after one run that is not counted."""
    # That run leaves compiled modules behind, as a person's first run does.
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    clock, processor = [], []
    for run in range(runs + 1):
        start, worked = time.perf_counter(), _processor_seconds()
        subprocess.run(
            [sys.executable, *words],
            cwd=folder,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        if run:
            clock.append(time.perf_counter() - start)
            processor.append(_processor_seconds() - worked)
    return Taken(statistics.median(clock), statistics.median(processor))


def _processor_seconds() -> float:
    """Return what all commands that have ended took of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(number: int) -> str:
    """A table of ten rows: five bands of attainment, with a year left or more, and with less."""
    rows, examples = [], []
    edges = [0, *(bound + number % 9 for bound in BOUNDS[:4]), 101]
    for when, years in (("{at_least: 1}", 2), ("{below: 1}", 0.5)):
        colours = ("red", "red", "yellow", "yellow", "green")
        for position, colour in enumerate(colours):
            low, high = edges[position], edges[position + 1]
            name = f"band-{position}-{'early' if years == 2 else 'late'}"
            parts = [f"at_least: {low} %"] + ([f"below: {high} %"] if high <= 100 else [])
            condition = f"{{attainment: {{{', '.join(parts)}}}, years_left: {when}}}"
            rows.append(f"      - {{id: {name}, when: {condition}, status: {colour}}}")
            given = f"{{attainment: {low} %, years_left: {years}}}"
            examples.append(f"      - {{name: {name}, given: {given}, expect: {{row: {name}}}}}")
    return "\n".join(
        [
            f"  - decision: table-{number}",
            "    asks: How far has the goal come?",
            "    hit_policy: unique",
            "    inputs:",
            "      attainment: {unit: share, better: up}",
            "      years_left: {unit: years, better: up}",
            "    rows:",
            *rows,
            "    examples:",
            *examples,
        ]
    )


def theme(number: int) -> str:
    """A theme of ten goals, all on the same measure of the survey."""
    goals = [
        f"  - {{id: goal-{number}-{n}, number: {n}, text: {{nb: Et mål}}, deadline: 2011-12-31,"
        f" target: 100 %, coverage: full, source: derived, section: '1', attainment: m-{number},"
        f" judged_by: table-{(number * GOALS_IN_THEME + n) % TABLES},"
        " published: {firmness: none, because: {nb: Oppdiktet}}}"
        for n in range(1, GOALS_IN_THEME + 1)
    ]
    measure = f"  m-{number}: {{label: {{nb: Et tall}}, says: {{nb: har det}}, question: epj,"
    return "\n".join(
        [
            f"theme: theme-{number}",
            f"number: {number}",
            "title: {nb: Et tema}",
            "about: {nb: Noe oppdiktet.}",
            "measures:",
            measure + " counts: [ja], base: asked}",
            "goals:",
            *goals,
            "",
        ]
    )


def made_up_project(folder: Path) -> None:
    """Write a project of 500 goals and 2,000 rules on the survey of 2009."""
    shutil.copytree(ROOT / "fixtures" / "ekommune2009", folder / "fixtures" / "ekommune2009")
    # The survey's own counts are wanted here, and nothing that names goals of the strategy.
    rules, goals = folder / "rules" / "large", folder / "goals" / "large"
    rules.mkdir(parents=True)
    goals.mkdir(parents=True)
    for name in ("themes.yaml", "overall.yaml", "narrative.nb.yaml"):
        shutil.copy(ROOT / "rules" / "ekommune2012" / name, rules / name)
    tables = "\n".join(table(number) for number in range(TABLES))
    (rules / "status.yaml").write_text(f"tables:\n{tables}\n", encoding="utf-8")
    (rules / "swot.yaml").write_text("findings: []\n", encoding="utf-8")
    strategy = "strategy: large\ntitle: {nb: Oppdiktet}\nadopted: 2008\nhorizon: 2012-12-31\n"
    (goals / "strategy.yaml").write_text(f"{strategy}owner: KS\n", encoding="utf-8")
    for number in range(1, THEMES + 1):
        (goals / f"{number:02}.yaml").write_text(theme(number), encoding="utf-8")


def main() -> None:
    peer = seconds_of(COLD_RUNS, "-c", "import pydantic, rich.table, z3")
    shipped = seconds_of(COLD_RUNS, "-m", "ekrules", "check")
    unproved = seconds_of(COLD_RUNS, "-m", "ekrules", "check", "--no-proofs")
    with tempfile.TemporaryDirectory() as folder:
        made_up_project(Path(folder))
        large = seconds_of(LARGE_RUNS, "-m", "ekrules", "check", folder=Path(folder))
    for name, taken, aim in (
        ("peer: python, import pydantic, rich and z3", peer, None),
        ("check of the shipped rules, cold", shipped, SHIPPED_AIM),
        ("the same without proofs", unproved, None),
        ("check of 500 goals and 2,000 rules", large, LARGE_AIM),
    ):
        against = f"  (aim {aim:.0f} s)" if aim else ""
        ratio = taken.processor / peer.processor
        print(
            f"{name:<44} {taken.clock:6.2f} s, processor {taken.processor:6.2f} s"
            f" {ratio:6.1f} x peer{against}"
        )


if __name__ == "__main__":
    main()
