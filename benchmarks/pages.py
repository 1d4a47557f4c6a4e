"""How long a page for each of a country's 430 municipalities takes, as a whole command.

Prints medians over several runs, beside a peer measured in the same run: the same scores as a table
alone. What the pages take is the difference. Told are the time on the clock and the processor's
own, which says the same on a busy machine. The answers are made up. Not a test: machines differ, so
the ratios are what to compare.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ekrules.project.synthesizing import synthesize

ROOT = Path(__file__).resolve().parent.parent
RESPONDENTS, SEED, RUNS = 430, 2009, 3


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock, and of the processor (its own work and the system's for it)."""

    clock: float
    processor: float


def score(survey: Path, out: Path, *words: str) -> Taken:
    """Return the medians of a score command, after one run that is not counted."""
    command = [sys.executable, "-m", "ekrules", "score", "--survey", str(survey)]
    clock, processor = [], []
    for _ in range(RUNS + 1):
        start, worked = time.perf_counter(), _processor_seconds()
        subprocess.run(
            [*command, "--out", str(out), *words],
            cwd=ROOT,
            env=dict(os.environ),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        clock.append(time.perf_counter() - start)
        processor.append(_processor_seconds() - worked)
    return Taken(statistics.median(clock[1:]), statistics.median(processor[1:]))


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        wave, _ = synthesize(ROOT, None, Path(folder), SEED, RESPONDENTS)
        out = Path(folder) / "score"
        peer = score(wave.folder, out, "--format", "csv")
        pages = score(wave.folder, out, "--format", "html", "--all-pages")
        written = [one.stat().st_size for one in (out / "pages").glob("*.html")]
    for name, taken in (
        ("peer: the scores as a table alone", peer),
        (f"{len(written)} pages and the report", pages),
    ):
        ratio = taken.processor / peer.processor
        print(
            f"{name:<36} {taken.clock:6.2f} s, processor {taken.processor:6.2f} s"
            f" {ratio:6.1f} x peer"
        )
    each = (pages.processor - peer.processor) / len(written)
    size = statistics.mean(written) / 1000
    print(f"a page: {1000 * each:.0f} ms of the processor, {size:.0f} kB")


if __name__ == "__main__":
    main()
