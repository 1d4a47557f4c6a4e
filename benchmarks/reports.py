"""How long each format of the full report takes, as whole commands in processes of their own.

Prints medians over several runs, beside a peer measured in the same run: the same assessment to the
record alone. What a format takes is the difference; in one process the typesetter would remember
what it set before. Not a test: machines differ, so the ratios are what to compare.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
# What the project aims at for the format alone, in seconds, on two ordinary cores.
AIMS = {"html": 1, "pdf": 3, "docx": 3}
FORMATS = ("json", "html", "md", "pdf", "docx", "xlsx", "html,md,pdf,docx,xlsx")


def seconds_of(formats: str, out: str) -> float:
    """Return the median wall time of an assessment to these formats, after one not counted."""
    words = [sys.executable, "-m", "ekrules", "assess", "--format", formats, "--out", out]
    taken = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def seconds_of_drawing() -> tuple[int, float, float]:
    """Return how many figures the report has, how long the first takes and how long the others."""
    from ekrules.charts.pictures import svg_of
    from ekrules.project.assessing import run_assessment
    from ekrules.project.loading import load
    from ekrules.project.locating import locate
    from ekrules.project.reporting import document_of
    from ekrules.report.figure_numbers import figures_in

    drawings = [one.drawing for one in figures_in(document_of(run_assessment(load(locate(ROOT)))))]
    times = [time.perf_counter()]
    for drawing in drawings:
        svg_of(drawing)
        times.append(time.perf_counter())
    return len(drawings), times[1] - times[0], times[-1] - times[1]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        seconds = {formats: seconds_of(formats, folder) for formats in FORMATS}
    peer = seconds["json"]
    print(f"peer: the record alone    {peer:>6.2f} s      1.0 x peer")
    for formats, taken in seconds.items():
        aim = f"  (aim {AIMS[formats]} s)" if formats in AIMS else ""
        if formats != "json":
            alone = f"{taken - peer:>6.2f} s for it"
            print(f"{formats:<24}{taken:>8.2f} s {taken / peer:>8.1f} x peer{alone:>18}{aim}")

    figures, first, others = seconds_of_drawing()
    told = f"{first:.2f} s with the libraries, the others {others:.2f} s"
    print(f"{figures} figures, each drawn once for all formats: the first {told}")


if __name__ == "__main__":
    main()
