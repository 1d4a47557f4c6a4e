"""The timeline: every status has its shape and its word, nothing meets, and nothing is lost."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.assessment.assessed import Status
from ekrules.charts.inks import STATUS_SHAPES
from ekrules.charts.pictures import sheet_of, svg_of
from ekrules.charts.sheet import PAGE, PAGE_HEIGHT, Sheet, Sign, Stroke, Words
from ekrules.charts.timeline import (
    BROKEN,
    MOST_COLUMNS,
    Link,
    Timeline,
    TimelineCell,
    TimelineRow,
    divided_timeline,
)

MEANINGS = ("grønn: i rute", "gul: trenger oppmerksomhet", "rød: kritisk", "grå: ikke vurdert")
WORDS = {Status.GREEN: "grønn", Status.YELLOW: "gul", Status.RED: "rød", Status.GREY: "grå"}
HOSTILE = '<script>alert(1)</script> & "x" \u202eabc e\u0301 日本 {{ 7*7 }}'
MISSING = "ikke med"


def cell(status: Status | None, link: Link = "joined", overridden: bool = False) -> TimelineCell:
    return TimelineCell(status, WORDS[status] if status else MISSING, link, overridden)


def row(*cells: TimelineCell, number: str = "1.1", title: str = "Alfa") -> TimelineRow:
    return TimelineRow(number, title, cells)


def timeline(*rows: TimelineRow, columns: tuple[str, ...] | None = None) -> Timeline:
    years = columns or tuple(str(2009 + at) for at in range(len(rows[0].cells)))
    named = tuple(zip(Status, MEANINGS, strict=True))
    return Timeline(years, rows, "Mål", named, "kan ikke sammenlignes", "satt av en person")


def texts(drawing: Timeline) -> list[str]:
    return [one.text for one in sheet_of(drawing).placed if isinstance(one, Words)]


def word_in(sheet: Sheet, text: str) -> Words:
    [found] = [one for one in sheet.placed if isinstance(one, Words) and one.text == text]
    return found


def joins(sheet: Sheet) -> list[Stroke]:
    """The lines between statuses; those between rows go all across."""
    return [
        one
        for one in sheet.placed
        if isinstance(one, Stroke) and one.y == one.to_y and one.to_x - one.x < PAGE
    ]


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    columns = draw(st.integers(1, 9))
    cells = st.builds(
        cell,
        st.sampled_from([*Status, None]),
        st.sampled_from(["joined", "broken", "none"]),
        st.booleans(),
    )
    titles = st.sampled_from(["Alfa", HOSTILE, "ord " * 60, "x" * 300, ""])
    rows = draw(
        st.lists(
            st.builds(
                lambda drawn, title, number: TimelineRow(number, title, tuple(drawn)),
                st.lists(cells, min_size=columns, max_size=columns),
                titles,
                st.sampled_from(["1.1", "18.12", "", "x" * 50]),
            ),
            min_size=1,
            max_size=30,
        )
    )
    names = st.sampled_from(["2009", "2009 (2009-04-01)", "2009 #2 (2009-04-01)"])
    return timeline(*rows, columns=tuple(draw(names) for _ in range(columns)))


def test_each_status_has_its_shape_and_its_word_below_it() -> None:
    sheet = sheet_of(timeline(row(*(cell(one, "none") for one in Status))))
    for status in Status:
        word = word_in(sheet, WORDS[status])
        above = [one for one in sheet.placed if isinstance(one, Sign) and one.x == word.x]
        assert [one.shape for one in above] == [STATUS_SHAPES[status]]


def test_a_goal_that_is_missing_is_a_word_without_any_sign() -> None:
    sheet = sheet_of(timeline(row(cell(None, "none"), cell(Status.RED, "none"))))
    signs = [one for one in sheet.placed if isinstance(one, Sign)]
    assert word_in(sheet, MISSING).x not in [one.x for one in signs]


def test_a_line_joins_only_what_can_be_compared() -> None:
    red = Status.RED
    sheet = sheet_of(timeline(row(cell(red, "none"), cell(red), cell(red, "broken"))))
    assert len(joins(sheet)) == 1
    marks = [one for one in sheet.placed if isinstance(one, Words) and one.text == BROKEN]
    # One in the key, one between the two.
    assert len(marks) == 2


def test_the_key_tells_of_marks_only_where_there_are_any() -> None:
    plain = timeline(row(cell(Status.RED, "none")))
    marked = timeline(row(cell(Status.RED, "none", True), cell(Status.RED, "broken")))
    assert not {"kan ikke sammenlignes", "satt av en person"} & set(texts(plain))
    assert {"kan ikke sammenlignes", "satt av en person", "rød*"} <= set(texts(marked))


@given(timelines())
@settings(deadline=None)
def test_nothing_meets_and_nothing_is_cut_off(whole: Timeline) -> None:
    for part in divided_timeline(whole):
        sheet = sheet_of(part)
        assert sheet.height <= PAGE_HEIGHT
        boxes = [one.box for one in sheet.placed if isinstance(one, Words | Sign)]
        boxes = [one for one in boxes if one.right > one.left]
        assert all(one.left >= 0 and one.right <= sheet.width for one in boxes)
        assert all(one.top >= 0 and one.bottom <= sheet.height for one in boxes)
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@given(timelines())
@settings(deadline=None)
def test_no_step_is_lost_between_the_parts(whole: Timeline) -> None:
    wanted = [
        (at, column)
        for at, one in enumerate(whole.rows)
        for column in range(1, len(one.cells))
        if one.cells[column].link != "none"
    ]
    parts = divided_timeline(whole)
    drawn = [cell for part in parts for row in part.rows for cell in row.cells[1:]]
    assert len([one for one in drawn if one.link != "none"]) == len(wanted)
    assert all(len(part.columns) <= MOST_COLUMNS for part in parts)
    assert all(row.cells[0].link == "none" for part in parts for row in part.rows)


def test_a_part_begins_with_the_year_the_one_before_ended_with() -> None:
    parts = divided_timeline(timeline(row(*(cell(Status.RED) for _ in range(14)))))
    assert all(one.columns[-1] == other.columns[0] for one, other in pairwise(parts))


def test_hostile_texts_stay_texts_and_the_same_drawing_is_the_same_bytes() -> None:
    drawing = timeline(row(cell(Status.GREEN, "none"), title=HOSTILE))
    svg = svg_of(drawing)
    assert "<script" not in svg
    ElementTree.fromstring(svg)
    svg_of.cache_clear()
    assert svg_of(drawing) == svg
