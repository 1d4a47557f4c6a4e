"""How long a file of answers takes: 430 respondents to a record, and a million counted.

    python benchmarks/answers.py

Prints medians, and ratios against hand-written Polars queries for the same counts, run in turn in
the same process; and the most memory the process held. The answers are made up.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from ekrules.errors import Faults
from ekrules.project.assessing import run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import ProjectFolders
from ekrules.project.reporting import write_report
from ekrules.project.synthesizing import synthesize
from ekrules.survey.answer_layout import MISSING, AnswerColumn
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.answers import synthesize_answers
from ekrules.survey.synthesis.frame_details import shipped_frame_details
from ekrules.survey.synthesis.scaling import scaled
from ekrules.tables.counting import count_groups

ROOT = Path(__file__).parents[1]
STRATEGY, SURVEY = "ekommune2012", "ekommune2009"
RESPONDENTS, MANY, COLUMNS = 430, 1_000_000, 105
SEED, RUNS = 2009, 5
BY = "@region"


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def peak_gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def assess_430() -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        wave, _ = synthesize(ROOT, None, out, SEED, RESPONDENTS)
        folders = ProjectFolders(
            ROOT, ROOT / "goals" / STRATEGY, ROOT / "rules" / STRATEGY, wave.folder
        )
        taken = {"read": [], "assess, by four breakdowns": [], "write": []}
        for _ in range(RUNS):
            start = time.perf_counter()
            loaded = load(folders)
            read = time.perf_counter()
            outcome = run_assessment(loaded)
            assessed = time.perf_counter()
            write_report(outcome, ("html", "md"), out / "report")
            done = time.perf_counter()
            for name, one in zip(
                taken, (read - start, assessed - read, done - assessed), strict=True
            ):
                taken[name].append(one)
        print(f"{RESPONDENTS} respondents to record, HTML and Markdown, warm, medians of {RUNS}:")
        for name, times in taken.items():
            print(f"  {name:<28} {1000 * statistics.median(times):7.0f} ms")
        total = sum(statistics.median(times) for times in taken.values())
        print(f"  {'in all':<28} {1000 * total:7.0f} ms")


def hand_written(frame: pl.DataFrame, columns: list[str]) -> list[pl.DataFrame]:
    """One grouped count for each column, all asked at once."""
    lazy = frame.lazy()
    return pl.collect_all([lazy.group_by(BY, name).len() for name in columns])


def hand_written_parted(frame: pl.DataFrame, columns: list[AnswerColumn]) -> list[pl.DataFrame]:
    """The frame parted once, then each code compared: the fastest we know how to write."""
    sums = [
        (pl.col(one.name) == code).sum().alias(f"{one.name}|{code}")
        for one in columns
        for code in (*one.codes, *MISSING)
    ]
    return [part.select(sums) for part in frame.partition_by(BY)]


def count_a_million(survey: Survey) -> None:
    answers = synthesize_answers(survey, SEED, shipped_frame_details(survey, Faults()))
    columns = [one for one in answers.layout if one.kind == "code"][:COLUMNS]
    frame = scaled(answers, MANY).select(BY, *(one.name for one in columns))
    native: pl.DataFrame = frame.to_native()
    names = [one.name for one in columns]
    runs: dict[str, Callable[[], object]] = {
        "ekrules": lambda: count_groups(frame, columns, [BY]),
        "Polars, a grouped count a column": lambda: hand_written(native, names),
        "Polars, parted and compared": lambda: hand_written_parted(native, columns),
    }
    for run in runs.values():
        run()
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(RUNS):
        for name, run in runs.items():
            taken[name].append(seconds(run))
    check(frame, native, columns)
    ours = taken["ekrules"]
    print(f"{MANY:,} respondents x {len(columns)} columns by {BY}, medians of {RUNS}:")
    for name, times in taken.items():
        ratio = statistics.median(a / b for a, b in zip(ours, times, strict=True))
        print(f"  {name:<34} {1000 * statistics.median(times):7.0f} ms   ekrules x {ratio:.2f}")
    print(f"  most memory held {peak_gigabytes():.2f} GB (aim under 4 GB)")


def check(frame: object, native: pl.DataFrame, columns: list[AnswerColumn]) -> None:
    """The three give the same counts, or there is nothing to compare."""
    counted = count_groups(frame, columns, [BY])
    for table, one in zip(hand_written(native, [c.name for c in columns]), columns, strict=True):
        for segment, code, number in table.iter_rows():
            assert counted[(segment,)].codes[one.name][code].n == number


def main() -> None:
    faults = Faults()
    survey = read_survey(ROOT / "fixtures" / SURVEY, faults)
    faults.stop_if_any()
    assert survey is not None
    count_a_million(survey)
    assess_430()


if __name__ == "__main__":
    main()
