"""The line of one indicator: all of it is on the sheet, and no words lie upon others."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from ekrules.charts.pictures import sheet_of
from ekrules.charts.series_line import Point, SeriesLine, Tick
from ekrules.charts.sheet import PAGE, PAGE_HEIGHT, Sheet, Sign, Stroke, Words
from ekrules.charts.ticks import round_ticks, year_ticks

numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda one: round(one, 3))


@st.composite
def drawings(draw: st.DrawFn) -> SeriesLine:
    years = sorted(draw(st.sets(st.integers(1990, 2030), min_size=2, max_size=12)))
    seen = tuple(Point(float(year), draw(numbers)) for year in years)
    target = draw(st.none() | numbers)
    path: tuple[Point, ...] = ()
    if target is not None and draw(st.booleans()):
        path = (seen[0], Point(float(years[-1] + draw(st.integers(1, 20))), target))
    every = [one.y for one in (*seen, *path)] + ([target] if target is not None else [])
    last = max(one.x for one in (*seen, *path))
    years_shown = year_ticks(seen[0].x, last)
    return SeriesLine(
        observations=seen,
        ends=(draw(st.text("1234, dager", max_size=14)), draw(st.text("1234 dager", max_size=14))),
        target=target,
        path=path,
        years=(Tick(seen[0].x, ""), *(Tick(one, str(one)) for one in years_shown)),
        heights=tuple(
            Tick(float(one), f"{one:f}"[:9]) for one in round_ticks(min(every), max(every))
        ),
        key=(
            "Observert",
            "Målverdi: 10 dager" if target is not None else "",
            "Veien" if path else "",
        ),
        unit=draw(st.sampled_from(["", "dager", "kroner for hver innbygger " * 5])),
    )


@given(drawings())
def test_all_is_on_the_sheet(drawing: SeriesLine) -> None:
    sheet = sheet_of(drawing)
    assert sheet.width == PAGE
    assert sheet.height <= PAGE_HEIGHT
    for one in sheet.placed:
        if isinstance(one, Words | Sign):
            box = one.box
            assert box.left >= -0.01
            assert box.right <= PAGE + 0.01
            assert box.top >= -0.01
            assert box.bottom <= sheet.height + 0.01


def words_of(sheet: Sheet) -> list[Words]:
    return [one for one in sheet.placed if isinstance(one, Words) and one.text.strip()]


@given(drawings())
def test_what_is_written_along_the_axes_and_above_never_meets(drawing: SeriesLine) -> None:
    # The two values stand within the plot, where a line across may pass below them.
    written = [one for one in words_of(sheet_of(drawing)) if not one.is_bold]
    for one, other in combinations(written, 2):
        assert not one.box.meets(other.box), (one.text, other.text)


@given(drawings())
def test_the_newest_value_is_always_written_and_never_upon_the_first(drawing: SeriesLine) -> None:
    bold = [one for one in words_of(sheet_of(drawing)) if one.is_bold]
    assert len(bold) <= 2
    if drawing.ends[1].strip():
        assert drawing.ends[1] in [one.text for one in bold]
    for one, other in combinations(bold, 2):
        assert not one.box.meets(other.box)


def test_each_kind_of_line_is_dashed_in_its_own_way() -> None:
    drawing = SeriesLine(
        observations=(Point(2015, 24.5), Point(2024, 19)),
        ends=("24,5 dager", "19 dager"),
        target=10,
        path=(Point(2015, 24.5), Point(2028, 10)),
        years=(Tick(2015, ""), Tick(2028, "2028")),
        heights=(Tick(10, "10"), Tick(25, "25")),
        key=("Observert", "Målverdi", "Veien"),
        unit="dager",
    )
    thick = [one for one in sheet_of(drawing).placed if isinstance(one, Stroke) and one.width > 1]
    dashes = {one.dash for one in thick}
    assert len(dashes) == 3
    # Each of the three, and its sample in the key.
    assert all(sum(one.dash == dash for one in thick) == 2 for dash in dashes)


@given(numbers, numbers)
def test_round_ticks_hold_both_numbers_between_them_and_are_few(one: float, other: float) -> None:
    low, high = sorted((one, other))
    ticks = round_ticks(low, high)
    assert ticks[0] <= Decimal(repr(low))
    assert Decimal(repr(high)) <= ticks[-1]
    assert 2 <= len(ticks) <= 7
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) == 1


@given(st.integers(1000, 2900), st.integers(0, 99))
def test_years_end_with_the_last_and_are_few(first: int, span: int) -> None:
    years = year_ticks(first, first + span)
    assert years[-1] == first + span
    assert years[0] >= first
    assert len(years) <= 8
