"""Properties: what holds for any rows, in any order."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import polars
from hypothesis import given
from hypothesis import strategies as st

from ekrules.indicators.indicators import NO_ROW, Indicators
from ekrules.indicators.number_cells import number_cells
from tests.indicators.made_files import YAML, read, write

Key = tuple[str, int, str]
KEYS = st.tuples(st.sampled_from("ABC"), st.integers(1990, 2030), st.sampled_from(["wait", "own"]))
NUMBERS = st.floats(-1e17, 1e17, allow_subnormal=True) | st.none()
TABLES = st.dictionaries(KEYS, NUMBERS, min_size=1, max_size=30)
OWN = "  - {id: own, label: {nb: Egen}, unit: number, better: neither}\n"


def read_rows(rows: list[tuple[Key, float | None]]) -> Indicators:
    frame = polars.DataFrame(
        [(*key, value) for key, value in rows],
        schema={
            "entity": polars.String,
            "period": polars.Int64,
            "indicator": polars.String,
            "value": polars.Float64,
        },
        orient="row",
    )
    with tempfile.TemporaryDirectory() as folder:
        return read(write(Path(folder), YAML + OWN, None), frame)


@given(TABLES, st.randoms(use_true_random=False))
def test_any_order_of_rows_gives_the_same_indicators(
    table: dict[Key, float | None], random: Random
) -> None:
    rows = list(table.items())
    shuffled = random.sample(rows, len(rows))
    one, other = read_rows(rows), read_rows(shuffled)
    assert one.frame.drop("line").equals(other.frame.drop("line"))
    assert list(one.gaps()) == list(other.gaps())


@given(TABLES)
def test_every_series_gives_back_its_rows(table: dict[Key, float | None]) -> None:
    indicators = read_rows(list(table.items()))
    lines = {key: line for line, key in enumerate(table, start=1)}
    found = {}
    for entity in indicators.entities:
        for indicator in indicators.catalogue:
            series = indicators.series(entity, indicator)
            years = [one.period for one in series if isinstance(one.period, int)]
            assert years == sorted(years)
            for one in series:
                assert isinstance(one.period, int)
                key = (entity, one.period, indicator)
                assert one.place.line == lines[key]
                assert one.is_known == (one.reason is None)
                found[key] = one.value
    assert found == table


@given(TABLES, st.integers(1990, 2030))
def test_latest_is_the_last_known_of_the_series_until_then(
    table: dict[Key, float | None], until: int
) -> None:
    indicators = read_rows(list(table.items()))
    newest = {
        (row["entity"], row["indicator"]): (row["year"], row["value"], row["reason"])
        for row in indicators.newest(until).iter_rows(named=True)
    }
    for entity in indicators.entities:
        for indicator in indicators.catalogue:
            rows = {
                year: value
                for (one, year, other), value in table.items()
                if (one, other) == (entity, indicator) and year <= until
            }
            known = [year for year, value in rows.items() if value is not None]
            latest = indicators.latest(entity, indicator, until)
            same = newest.get((entity, indicator), (None, None, NO_ROW))
            assert (latest.period, latest.value, latest.reason) == same
            if known:
                assert (latest.period, latest.value) == (max(known), rows[max(known)])
            else:
                assert latest.period == max(rows, default=None)
                assert latest.reason == ("missing" if rows else NO_ROW)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_number_is_the_nearest_float_of_its_text_with_either_mark(number: float) -> None:
    text = repr(number)
    for texts in ([text], [text.replace(".", ",")]):
        cells = number_cells(polars.Series(texts), "," if "," in texts[0] else None)
        assert (cells.values.to_list(), cells.said) == ([number], {})


@given(st.lists(st.text(max_size=12) | st.none(), max_size=8))
def test_text_is_a_number_or_a_fault_and_never_both(texts: list[str | None]) -> None:
    cells = number_cells(polars.Series(texts, dtype=polars.String))
    assert cells.values.drop_nulls().is_finite().all()
    if not any("," in (text or "") for text in texts):
        for text, value, is_wrong in zip(texts, cells.values, cells.wrong, strict=True):
            assert (text is None) + (value is not None) + is_wrong == 1
            assert is_wrong == (text in cells.said)
