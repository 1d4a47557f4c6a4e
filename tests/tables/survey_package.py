"""R's survey package, asked for figures to hold ours against.

In: rows of a made-up sample, and R expressions by name. Out: what R says, as floats. One run of R
answers everything, since starting it takes most of the time.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

_OPENING = """
say <- function(name, value) {
  cat(name, format(as.numeric(value), digits = 17), sep = "\\t")
  cat("\\n")
}
"""
# lonely.psu: what ekrules does with a stratum of one respondent.
SURVEY = """
suppressMessages(library(survey))
options(survey.lonely.psu = "adjust", warn = -1)
ask <- function(m) c(coef(m), SE(m))
# This version of svyciprop has no method "wilson"; prop.test gives Wilson's interval of any size.
wilson <- function(m) {
  size <- coef(m) * (1 - coef(m)) / as.numeric(vcov(m))
  prop.test(coef(m) * size, size, correct = FALSE)$conf.int
}
"""


@cache
def why_absent() -> str:
    """Return why R can't be asked on this machine; empty where it can."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return "Rscript is not installed"
    asked = [rscript, "-e", 'cat(system.file(package = "survey"))']
    found = subprocess.run(asked, capture_output=True, check=False)
    return "" if found.stdout.strip() else "R has no survey package"


def ask_r(folder: Path, setup: str, questions: Mapping[str, str]) -> dict[str, list[float]]:
    """Return name -> what R makes of the expression; the calling test is skipped without R."""
    if why_absent():
        pytest.skip(why_absent())
    lines = [f"say({name!r}, {expression})" for name, expression in questions.items()]
    script = folder / "questions.R"
    script.write_text("\n".join([_OPENING, setup, *lines]), encoding="utf-8")
    run = subprocess.run(
        [shutil.which("Rscript") or "", script.name],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    assert run.returncode == 0, run.stderr
    answers = (line.split("\t") for line in run.stdout.splitlines())
    return {name: [float(one) for one in values] for name, *values in answers}


def write_rows(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows that R's read.csv takes; None is NA."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row in rows:
            writer.writerow({name: "NA" if one is None else one for name, one in row.items()})


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file that R's write.csv wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
