from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.survey.answer_layout import MISSING, WEIGHT, AnswerColumn
from ekrules.tables.counting import CodeSums, count_groups

CODES = ("nei", "noen", "ja")
COLUMNS = (
    AnswerColumn("epj", "epj", None, "code", CODES),
    AnswerColumn("kanaler:sms", "kanaler", "sms", "code", ("nei", "ja")),
    AnswerColumn("alder", "alder", None, "number", ()),
)
EPJ, SMS = (*CODES, *MISSING), ("nei", "ja", *MISSING)


def answers(number: int, seed: int = 1) -> pl.DataFrame:
    draw = random.Random(seed)
    return pl.DataFrame(
        {
            "epj": pl.Series(draw.choices(EPJ, k=number), dtype=pl.Enum(EPJ)),
            "kanaler:sms": pl.Series(draw.choices(SMS, k=number), dtype=pl.Enum(SMS)),
            "alder": pl.Series(draw.choices([1.0, 2.5, None], k=number), dtype=pl.Float64),
            "@region": pl.Series(draw.choices(["nord", "sor", None], k=number), dtype=pl.String),
        }
    )


def as_text(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.selectors.enum().cast(pl.String))


FRAMES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "Polars, lazy": lambda frame: as_text(frame).lazy(),
    "pandas": lambda frame: as_text(frame).to_pandas(),
    "pandas with categories": lambda frame: frame.to_pandas(),
    "PyArrow": lambda frame: as_text(frame).to_arrow(),
    "DuckDB": lambda frame: duckdb.from_arrow(as_text(frame).to_arrow()),
}


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("by", [(), ("@region",)])
def test_every_kind_of_frame_gives_the_same_counts(kind: str, by: tuple[str, ...]) -> None:
    frame = answers(500)
    expected = count_groups(nw.from_native(frame), COLUMNS, by)
    assert count_groups(nw.from_native(FRAMES[kind](frame)), COLUMNS, by) == expected


@given(st.lists(st.tuples(st.sampled_from(EPJ), st.sampled_from(["nord", "sor"])), max_size=40))
def test_a_count_is_how_often_a_code_stands_in_a_group(rows: list[tuple[str, str]]) -> None:
    frame = pl.DataFrame(rows, schema={"epj": pl.Enum(EPJ), "@region": pl.String}, orient="row")
    counted = count_groups(nw.from_native(frame), COLUMNS[:1], ["@region"])
    found = {
        (code, str(region)): sums.n
        for (region,), group in counted.items()
        for code, sums in group.codes["epj"].items()
        if sums.n
    }
    assert found == dict(Counter(rows))
    assert sum(group.respondents for group in counted.values()) == len(rows)


def test_a_blank_segment_is_a_group_of_its_own() -> None:
    frame = answers(200)
    counted = count_groups(nw.from_native(frame), COLUMNS, ["@region"])
    assert set(counted) == {("nord",), ("sor",), (None,)}
    assert counted[(None,)].respondents == frame["@region"].null_count()


def test_weights_are_summed_beside_the_counts() -> None:
    frame = pl.DataFrame({"epj": ["ja", "ja", "nei"], WEIGHT: [2.0, 0.5, 3.0]})
    counted = count_groups(nw.from_native(frame), COLUMNS[:1])[()]
    assert counted.codes["epj"]["ja"] == CodeSums(2, 2.5, 4.25)
    assert counted.codes["epj"]["nei"] == CodeSums(1, 3.0, 9.0)
    assert counted.codes["epj"]["noen"] == CodeSums(0, 0.0, 0.0)


def test_a_respondent_without_weights_weighs_one() -> None:
    frame = pl.DataFrame({"epj": ["ja", "ja", "nei"]})
    assert count_groups(nw.from_native(frame), COLUMNS[:1])[()].codes["epj"]["ja"] == CodeSums(
        2, 2, 2
    )


def test_numbers_are_summed_with_their_squares_and_weights() -> None:
    frame = pl.DataFrame({"alder": [2.0, 4.0, None], WEIGHT: [1.0, 3.0, 5.0]})
    sums = count_groups(nw.from_native(frame), COLUMNS[2:])[()].numbers["alder"]
    assert (sums.n, sums.lowest, sums.highest) == (2, 2.0, 4.0)
    assert (sums.w, sums.wy, sums.wyy) == (4.0, 14.0, 52.0)
    assert (sums.ww, sums.wwy, sums.wwyy) == (10.0, 38.0, 148.0)


def test_a_frame_without_rows_has_counts_of_nought() -> None:
    frame = answers(10).head(0)
    counted = count_groups(nw.from_native(frame), COLUMNS)[()]
    assert counted.respondents == 0
    assert counted.codes["epj"]["ja"].n == 0
    assert counted.numbers["alder"].lowest is None
    assert count_groups(nw.from_native(frame), COLUMNS, ["@region"]) == {}
