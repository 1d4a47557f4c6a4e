"""How long ekrules takes: help cold, an assessment cold, one assessment in a warm process.

Prints medians over several runs, beside a peer measured in the same run: a Python that starts
and imports pydantic and Rich, which every command here does before it begins its own work.
Not a test: machines differ, so the ratios are what to compare.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ekrules import load, locate, run_assessment

ROOT = Path(__file__).resolve().parent.parent
COLD_RUNS, WARM_RUNS = 7, 20
# What the project aims at, in milliseconds, on two ordinary cores.
AIMS = {"ekrules --help": 300, "ekrules assess to record and HTML": 1500}
WARM_AIM = 100


def median_seconds(action: Callable[[], object], runs: int) -> float:
    """Return the median wall time of `runs` runs, after one that is not counted."""
    action()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def command(*words: str) -> Callable[[], object]:
    """Return an action that runs a Python command in a process of its own."""
    return lambda: subprocess.run(
        [sys.executable, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


def main() -> None:
    loaded = load(locate(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        cold = {
            "peer: python, import pydantic and rich": command("-c", "import pydantic, rich.table"),
            "ekrules --help": command("-m", "ekrules", "--help"),
            "ekrules assess to record and HTML": command(
                "-m", "ekrules", "assess", "--format", "html", "--out", folder
            ),
        }
        seconds = {name: median_seconds(action, COLD_RUNS) for name, action in cold.items()}
    for engine in ("auto", "columnar"):
        warm = median_seconds(lambda engine=engine: run_assessment(loaded, engine), WARM_RUNS)
        seconds[f"one assessment, warm, engine {engine}"] = warm
    peer = next(iter(seconds.values()))
    for name, taken in seconds.items():
        aim = AIMS.get(name, WARM_AIM if "warm" in name else None)
        against = f"  (aim {aim} ms)" if aim else ""
        print(f"{name:<42} {taken * 1000:6.0f} ms  {taken / peer:6.2f} x peer{against}")


if __name__ == "__main__":
    main()
