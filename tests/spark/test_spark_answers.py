"""Answers in a real Spark: the same coding and the same counts as in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl
import pytest

from ekrules.errors import Faults
from ekrules.survey.answer_files.table import RawColumn, RawTable
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.tables.tallies import Tallies, segment_tallies, tallies_of
from tests.survey_answers.tables import cells_of, coded
from tests.survey_answers.tables import survey as every_kind
from tests.survey_answers.test_coding import CELLS, CODED, EVERY
from tests.survey_files import SurveyFiles

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pyspark", reason="PySpark is not installed; make test-spark installs it")
pytestmark = [
    # What Spark's own code warns of on the way is not ours.
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]

MAPPING = """\
respondent: id
breakdowns: {region: region}
questions:
  nett: {column: nett}
  bruk: {column: bruk}
  former: {columns: {papir: f1, epost: f2}, chosen: ["1"], not_chosen: ["0"]}
  kanaler: {columns: {epost: k1, sms: k2}, codes: {"1": nei, "2": ja, "9": dont_know}}
"""
BREAKDOWNS = """\
breakdowns:
  - id: region
    label: {nb: Landsdel}
    segments: [{id: nord, label: {nb: Nord}, frame: 90}, {id: sor, label: {nb: Sør}, frame: 110}]
"""
COLUMNS = ["id", "nett", "bruk", "f1", "f2", "k1", "k2", "region"]


def answers() -> list[tuple[str | None, ...]]:
    """A hundred respondents, some of whose cells are no answers."""
    rows: list[tuple[str | None, ...]] = []
    for number in range(100):
        asked = number % 3 > 0
        bruk = ("ja", "nei", "kanskje")[number % 7 % 3] if asked else None
        form = ("1" if number % 2 else "0") if asked else None
        region = "nord" if number % 2 else "sor"
        rows.append(
            (str(number), "ja" if asked else "nei", bruk, form, "0" if asked else None,
             "219"[number % 3], "1", region)
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = SurveyFiles(tmp_path_factory.mktemp("survey"))
    for name in ("printed/01-helse.yaml", "frame.yaml", "reference.yaml", "source_notes.yaml"):
        (files.folder / name).unlink()
    (files.folder / "printed").rmdir()
    files.write("answers.yaml", MAPPING).write("breakdowns.yaml", BREAKDOWNS)
    return files.folder


def read(folder: Path, frame: object) -> Survey:
    faults = Faults()
    survey = read_survey(folder, faults, frame)
    assert faults.found == []
    assert survey is not None
    return survey


def of(tallies: Tallies) -> dict[tuple[str, str | None], object]:
    return dict(tallies.questions)


def test_spark_gives_the_counts_and_the_faults_that_polars_gives(folder: Path, spark: Any) -> None:
    rows = answers()
    here = read(folder, pl.DataFrame(rows, schema=COLUMNS, orient="row"))
    there = read(folder, spark.createDataFrame(rows, schema=COLUMNS))
    assert here.answers is not None
    assert there.answers is not None
    assert there.answers.counts == here.answers.counts
    assert here.answers.counts["unknown_code"] > 0
    assert of(tallies_of(there)) == of(tallies_of(here))
    here_parts, there_parts = segment_tallies(here, "region"), segment_tallies(there, "region")
    assert {name: of(one.own) for name, one in there_parts.items()} == {
        name: of(one.own) for name, one in here_parts.items()
    }


def test_spark_gives_the_cells_that_every_other_frame_gives(spark: Any) -> None:
    rows = list(zip(*CELLS.values(), strict=True))
    schema = ", ".join(f"`{name}` string" for name in CELLS)
    frame = nw.from_native(spark.createDataFrame(rows, schema))
    raw = RawTable("svar", tuple(RawColumn(name) for name in CELLS), frame, 1)
    assert cells_of(coded(EVERY, raw, every_kind())) == CODED
