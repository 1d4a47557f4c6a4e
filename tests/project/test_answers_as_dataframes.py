"""The Python API: answers in a dataframe of any kind give what the file gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import duckdb
import polars as pl
import pytest

import ekrules
from ekrules.errors import InputError
from tests.made_up import WAVE, made_up, wave_folder
from tests.real_project import ROOT, STRATEGY

FOLDERS = replace(ekrules.locate(ROOT, STRATEGY), survey=wave_folder())


@cache
def frame() -> pl.DataFrame:
    return pl.read_csv(wave_folder() / "answers.csv", separator=";", infer_schema=False)


def record_of(answers: Any, by: tuple[str, ...] = ()) -> dict[str, Any]:
    loaded = ekrules.load(FOLDERS, answers=answers)
    outcome = ekrules.run_assessment(loaded, "columnar", by=by)
    read: dict[str, Any] = json.loads(outcome.record)
    return read


@cache
def expected() -> dict[str, Any]:
    return record_of(None, ("region",))


FRAMES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "pandas": lambda one: one.to_pandas(),
    "Polars": lambda one: one,
    "Polars, lazy": lambda one: one.lazy(),
    "Polars with categories": lambda one: one.with_columns(pl.all().cast(pl.Categorical)),
    "PyArrow": lambda one: one.to_arrow(),
    "DuckDB": lambda one: duckdb.from_arrow(one.to_arrow()),
}


@pytest.mark.parametrize("kind", FRAMES)
def test_every_kind_of_dataframe_gives_the_same_record(kind: str) -> None:
    record = record_of(FRAMES[kind](frame()))
    for part in ("measures", "goals", "themes", "findings", "overall", "synthetic"):
        assert record[part] == expected()[part]


def test_a_dataframe_gives_the_same_segments() -> None:
    assert record_of(frame().to_arrow(), ("region",))["segments"] == expected()["segments"]


def test_a_spark_frame_gives_the_same_measures() -> None:
    sql = pytest.importorskip("pyspark.sql")
    spark = sql.SparkSession.builder.master("local[1]").getOrCreate()
    try:
        record = record_of(spark.createDataFrame(frame().to_pandas()))
    finally:
        spark.stop()
    assert record["measures"] == expected()["measures"]


def test_the_file_that_a_frame_stands_in_for_is_neither_read_nor_a_stray() -> None:
    record = record_of(frame().head(100))
    assert record["measures"]["epj"]["denominator"] == 100
    names = [one["path"].rsplit("/", 1)[-1] for one in record["inputs"]]
    assert "answers.yaml" in names
    assert "answers.csv" not in names


def test_a_frame_of_something_else_is_told() -> None:
    with pytest.raises(InputError) as caught:
        ekrules.load(FOLDERS, answers=frame().rename({"epj": "journal"}))
    told = [str(one) for one in caught.value.faults]
    assert len(told) == 2
    assert all(f"{WAVE}/answers.yaml" in one for one in told)
    assert 'no column of the dataframe is called "epj"' in "".join(told)


def test_strict_stops_at_a_cell_of_a_frame_too() -> None:
    odd = frame().with_columns(
        epj=pl.when(pl.col("kommunenr") == frame()["kommunenr"][0])
        .then(pl.lit("kanskje"))
        .otherwise("epj")
    )
    loaded = ekrules.load(FOLDERS, answers=odd)
    assert loaded.survey.answers is not None
    assert loaded.survey.answers.counts["unknown_code"] == 1
    with pytest.raises(InputError, match=r':1:1: column "epj": "kanskje" is no answer'):
        ekrules.load(FOLDERS, answers=odd, strict=True)


def test_printed_tables_take_no_frame_without_a_mapping() -> None:
    with pytest.raises(InputError, match=r"answers\.yaml: there is no such file"):
        ekrules.load(ekrules.locate(ROOT, STRATEGY), answers=frame())


def test_made_up_answers_are_known_by_their_column() -> None:
    answers = made_up().survey.answers
    assert answers is not None
    assert answers.synthetic
    without = ekrules.load(FOLDERS, answers=frame().drop("syntetisk")).survey
    assert without.answers is not None
    assert not without.answers.synthetic
    # survey.yaml says it all the same.
    assert without.is_synthetic
