"""Pictures of statuses and findings: each has its shape, none meets another, none is cut off."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast, get_args
from xml.etree import ElementTree

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from ekrules.assessment.assessed import FINDING_KINDS, Status
from ekrules.charts.deadlines import Attained, Band, Deadlines, Time, divided_deadlines
from ekrules.charts.drawing import ACCENT, FONT, GREY, INK
from ekrules.charts.finding_matrix import (
    FINDING_SIGNS,
    FindingMatrix,
    FindingRow,
    KindColumn,
    divided_matrix,
)
from ekrules.charts.inks import STATUS_INKS, STATUS_SHAPES, contrast
from ekrules.charts.pictures import sheet_of, svg_of, width_of
from ekrules.charts.sheet import PAGE, PAGE_HEIGHT, Sheet, Sign, Words
from ekrules.charts.status_board import BoardRow, StatusBoard, divided_board
from ekrules.charts.status_marks import GoalMark, StatusKey, status_sign
from ekrules.charts.widths import in_room, text_width

Picture = StatusBoard | Deadlines | FindingMatrix
HOSTILE = '<script>alert(1)</script> & "x" \u202eabc e\u0301 日本 {{ 7*7 }}'
MEANINGS = ("grønn: i rute", "gul: trenger oppmerksomhet", "rød: kritisk", "grå: ikke vurdert")
KEY = StatusKey(tuple(zip(Status, MEANINGS, strict=True)), "overprøvd")
_SVG = "{http://www.w3.org/2000/svg}"


def board(*rows: BoardRow) -> StatusBoard:
    return StatusBoard(rows, "Tema", "Mål", KEY)


def board_row(title: str = "Alfa", number: str = "1", *goals: GoalMark) -> BoardRow:
    return BoardRow(number, title, Status.RED, goals or (GoalMark("1", Status.GREEN),))


def attained(number: str, share: float, status: Status = Status.YELLOW) -> Attained:
    return Attained(GoalMark(number, status), share)


def band(time: Time, *goals: Attained, name: str = "31. desember 2009") -> Band:
    return Band(name, "om 9 måneder", time, goals)


def by_deadline(*bands: Band) -> Deadlines:
    texts = ("1. april 2009", "undersøkelsen", "Frist", "Måloppnåelse", "\u00a0%")
    return Deadlines(bands, *texts, KEY)


def matrix(*rows: FindingRow) -> FindingMatrix:
    names = ("Styrker", "Svakheter", "Muligheter", "Trusler")
    named = zip(FINDING_KINDS, names, strict=True)
    return FindingMatrix(rows, tuple(KindColumn(*one, "8 i alt") for one in named), "Tema")


def texts(picture: Picture) -> list[str]:
    root = ElementTree.fromstring(svg_of(picture))
    return ["".join(one.itertext()) for one in root.iter(f"{_SVG}text")]


def signs(sheet: Sheet, y: float | None = None) -> list[Sign]:
    return [one for one in sheet.placed if isinstance(one, Sign) and y in (None, one.y)]


def word(sheet: Sheet, text: str) -> Words:
    [found] = [one for one in sheet.placed if isinstance(one, Words) and one.text == text]
    return found


SMALL: list[Picture] = [
    board(board_row()),
    by_deadline(band("ahead", attained("1.1", 0.5))),
    matrix(FindingRow("1", "Alfa", (1, 0, 2, 0))),
]


def test_no_two_statuses_share_a_shape_or_a_colour() -> None:
    assert len(set(STATUS_SHAPES.values())) == len(set(STATUS_INKS.values())) == len(Status)


def test_no_two_kinds_of_finding_share_a_shape_and_none_looks_like_a_status() -> None:
    shapes = [shape for shape, _ in FINDING_SIGNS.values()]
    assert len(set(shapes)) == len(FINDING_KINDS)
    assert not set(shapes) & set(STATUS_SHAPES.values())


def test_marks_and_words_stand_out_from_the_page() -> None:
    for ink in (*STATUS_INKS.values(), *(ink for _, ink in FINDING_SIGNS.values()), ACCENT):
        assert contrast(ink, "#ffffff") >= 3
    assert min(contrast(ink, "#ffffff") for ink in (INK, GREY)) >= 4.5


def test_only_what_is_not_assessed_is_hollow() -> None:
    assert [one for one in Status if status_sign(one, 0, 0).is_hollow] == [Status.GREY]


def test_a_theme_has_its_own_status_and_then_its_goals_on_one_line() -> None:
    row = board_row("Alfa", "7", GoalMark("1", Status.GREEN), GoalMark("2", Status.GREY))
    sheet = sheet_of(board(row))
    across = sorted(signs(sheet, word(sheet, "Alfa").y), key=lambda one: one.x)
    wanted = (Status.RED, Status.GREEN, Status.GREY)
    assert [one.shape for one in across] == [STATUS_SHAPES[one] for one in wanted]


def test_a_goal_whose_status_a_person_has_set_is_marked_and_the_key_says_so() -> None:
    row = board_row("Alfa", "1", GoalMark("1", Status.GREEN), GoalMark("2", Status.RED, True))
    assert {"1", "2*", "*", "overprøvd"} <= set(texts(board(row)))
    plain = replace(board(board_row()), key=replace(KEY, overridden=""))
    assert not {"*", "overprøvd"} & set(texts(plain))


def test_thirty_goals_of_a_theme_stand_in_several_lines() -> None:
    goals = tuple(GoalMark(str(one), Status.YELLOW) for one in range(1, 31))
    sheet = sheet_of(board(board_row("Alfa", "1", *goals)))
    drawn = [one for one in signs(sheet) if one.x > 300 and one.y > word(sheet, "Mål").y]
    assert len(drawn) == 30
    assert len({one.y for one in drawn}) > 1


def test_a_board_that_no_page_has_room_for_is_divided_and_loses_no_theme() -> None:
    rows = tuple(board_row(f"Tema {one}", str(one)) for one in range(60))
    parts = divided_board(board(*rows))
    assert len(parts) > 1
    assert tuple(row for part in parts for row in part.rows) == rows
    assert all(sheet_of(one).height <= PAGE_HEIGHT for one in parts)


def test_a_goal_stands_where_its_attainment_is_whatever_stands_beside_it() -> None:
    goals = [attained(str(one), share) for one, share in enumerate((0.0, 0.5, 0.5, 0.51, 1.0), 1)]
    sheet = sheet_of(by_deadline(band("ahead", *goals)))
    at = {one: word(sheet, f"{one}\u00a0%").x for one in (0, 50, 100)}
    drawn = signs(sheet)[len(Status) :]
    off = {round(one.x - at[50], 2) for one in drawn}
    assert sorted(one.x for one in drawn if one.x in at.values()) == [
        at[0],
        at[50],
        at[50],
        at[100],
    ]
    assert round((at[100] - at[0]) * 0.01, 2) in off


def test_goals_that_would_meet_stand_under_each_other() -> None:
    sheet = sheet_of(by_deadline(band("ahead", attained("1.1", 0.5), attained("1.2", 0.51))))
    assert word(sheet, "1.1").y != word(sheet, "1.2").y
    sheet = sheet_of(by_deadline(band("ahead", attained("1.1", 0.1), attained("1.2", 0.9))))
    assert word(sheet, "1.1").y == word(sheet, "1.2").y


def test_the_survey_stands_between_what_has_passed_and_what_is_ahead() -> None:
    passed = band("passed", attained("1.1", 0.5), name="2008")
    ahead, never = band("ahead", attained("1.2", 0.5), name="2012"), band("none", name="Ingen")
    sheet = sheet_of(by_deadline(passed, ahead, never))
    order = [word(sheet, one).y for one in ("2008", "1. april 2009", "2012", "Ingen")]
    assert order == sorted(order)
    last = sheet_of(by_deadline(passed))
    assert word(last, "2008").y < word(last, "1. april 2009").y


def test_the_survey_is_no_line_where_no_goal_has_a_deadline() -> None:
    assert "1. april 2009" not in texts(by_deadline(band("none", attained("1.1", 0.5))))


def test_a_deadline_that_no_page_has_room_for_goes_on_under_its_name() -> None:
    goals = tuple(attained(f"1.{one}", 0.5) for one in range(500))
    parts = divided_deadlines(by_deadline(band("ahead", *goals)))
    shown = [one.goal.number for part in parts for row in part.bands for one in row.goals]
    assert sorted(shown) == sorted(one.goal.number for one in goals)
    assert {row.name for part in parts for row in part.bands} == {"31. desember 2009"}
    assert all(sheet_of(one).height <= PAGE_HEIGHT for one in parts)


def test_each_finding_has_a_shape_and_the_heading_of_its_kind_has_the_same() -> None:
    sheet = sheet_of(matrix(FindingRow("1", "Alfa", (1, 0, 2, 3))))
    drawn = [one.shape for one in signs(sheet, word(sheet, "Alfa").y)]
    counted = {kind: drawn.count(FINDING_SIGNS[kind][0]) for kind in FINDING_KINDS}
    assert list(counted.values()) == [1, 0, 2, 3]
    heading = signs(sheet)[: len(FINDING_KINDS)]
    assert [one.shape for one in heading] == [FINDING_SIGNS[kind][0] for kind in FINDING_KINDS]


def test_more_findings_than_there_is_room_for_are_a_shape_and_a_number() -> None:
    sheet = sheet_of(matrix(FindingRow("1", "Alfa", (0, 412, 0, 0))))
    assert len(signs(sheet, word(sheet, "Alfa").y)) == 1
    assert word(sheet, "× 412").size == 13


def test_a_matrix_that_no_page_has_room_for_is_divided_and_loses_no_theme() -> None:
    rows = tuple(FindingRow(str(one), f"Tema {one}", (1, 0, 0, 0)) for one in range(60))
    parts = divided_matrix(matrix(*rows))
    assert tuple(row for part in parts for row in part.rows) == rows
    assert all(sheet_of(one).height <= PAGE_HEIGHT for one in parts)


@pytest.mark.parametrize("picture", SMALL)
def test_a_picture_names_nothing_that_another_on_the_page_could_name_too(picture: Picture) -> None:
    assert re.findall(r'\bid="|url\(#|\bstyle="|\bclass="|\brole="', svg_of(picture)) == []


@pytest.mark.parametrize("picture", SMALL)
def test_a_picture_is_as_wide_as_its_page(picture: Picture) -> None:
    assert width_of(picture) == 1


@pytest.mark.parametrize(
    "picture",
    [
        board(board_row(HOSTILE, HOSTILE, GoalMark(HOSTILE, Status.GREEN, True))),
        by_deadline(band("ahead", attained(HOSTILE, 0.5), name=HOSTILE)),
        matrix(FindingRow(HOSTILE, HOSTILE, (1, 1, 1, 1))),
    ],
)
def test_a_text_in_a_picture_stays_a_text(picture: Picture) -> None:
    svg = svg_of(picture)
    assert "<script" not in svg
    assert ElementTree.fromstring(svg).tag == f"{_SVG}svg"


# Texts as people write them, and as nobody should.
_TEXT = st.text(max_size=40) | st.sampled_from(
    (HOSTILE, "W" * 10_000, "Uten mellomrom" * 700, "ord " * 3000, "情報" * 400, "مرحبا " * 60, "")
)
_MARK = st.builds(GoalMark, _TEXT | st.integers(1, 99).map(str), st.sampled_from(Status))
_MARKS = st.lists(_MARK, min_size=1, max_size=30).map(tuple)
_ROW = st.builds(BoardRow, _TEXT, _TEXT, st.sampled_from(Status), _MARKS)
_KEY = st.builds(StatusKey, st.tuples(*(st.tuples(st.just(one), _TEXT) for one in Status)), _TEXT)
_BOARD = st.builds(
    StatusBoard, st.lists(_ROW, min_size=1, max_size=8).map(tuple), _TEXT, _TEXT, _KEY
)
_SHARE = st.floats(0, 1) | st.sampled_from((0.0, 0.5, 1.0, 0.501))
_ATTAINED = st.lists(st.builds(Attained, _MARK, _SHARE), min_size=1, max_size=40).map(tuple)


@st.composite
def _any_deadlines(draw: st.DrawFn) -> Deadlines:
    times = draw(st.lists(st.sampled_from(cast(list[Time], get_args(Time))), min_size=1))
    times = sorted(times[:6], key=("passed", "ahead", "none").index)
    bands = tuple(Band(draw(_TEXT), draw(_TEXT), time, draw(_ATTAINED)) for time in times)
    return Deadlines(bands, draw(_TEXT), draw(_TEXT), draw(_TEXT), draw(_TEXT), "%", draw(_KEY))


_COUNTS = st.tuples(*(st.integers(0, 7) | st.integers(0, 10**6) for _ in FINDING_KINDS))
_COLUMNS = st.tuples(*(st.builds(KindColumn, st.just(one), _TEXT, _TEXT) for one in FINDING_KINDS))
_MATRIX = st.builds(
    FindingMatrix,
    st.lists(st.builds(FindingRow, _TEXT, _TEXT, _COUNTS), min_size=1, max_size=12).map(tuple),
    _COLUMNS,
    _TEXT,
)


def assert_nothing_meets_or_leaves(sheet: Sheet) -> None:
    """Every sign and every line of text has a place of its own, within the sheet."""
    placed = [one for one in sheet.placed if isinstance(one, Words | Sign)]
    boxes = sorted((one.box for one in placed), key=lambda box: box.top)
    for at, box in enumerate(boxes):
        # Those further down the list begin further down the page.
        for other in boxes[at + 1 :]:
            if other.top >= box.bottom:
                break
            assert not box.meets(other)
        assert box.left >= -2
        assert box.right <= sheet.width
        assert box.top >= 0
        assert box.bottom <= sheet.height
    assert sheet.width == PAGE


@given(_BOARD)
def test_no_two_marks_or_texts_of_a_board_meet_and_none_is_cut_off(drawing: StatusBoard) -> None:
    for part in divided_board(drawing):
        assert_nothing_meets_or_leaves(sheet_of(part))


@given(_any_deadlines())
def test_no_two_marks_or_texts_of_deadlines_meet_and_none_is_cut_off(drawing: Deadlines) -> None:
    for part in divided_deadlines(drawing):
        sheet = sheet_of(part)
        assert_nothing_meets_or_leaves(sheet)
        assert sheet.height <= PAGE_HEIGHT


@given(_any_deadlines())
def test_no_goal_is_lost_or_told_twice_when_deadlines_are_divided(drawing: Deadlines) -> None:
    def told(parts: tuple[Deadlines, ...]) -> list[tuple[str, float]]:
        return sorted(
            (one.goal.label, one.share) for part in parts for row in part.bands for one in row.goals
        )

    assert told(divided_deadlines(drawing)) == told((drawing,))


@given(_MATRIX)
def test_no_two_marks_or_texts_of_a_matrix_meet_and_none_is_cut_off(drawing: FindingMatrix) -> None:
    for part in divided_matrix(drawing):
        assert_nothing_meets_or_leaves(sheet_of(part))


@given(st.text(max_size=200), st.floats(20, 400), st.integers(1, 4))
def test_lines_are_no_wider_than_their_room_and_no_more_than_asked_for(
    text: str, room: float, most: int
) -> None:
    lines = in_room(text, room, 13, most)
    assert 1 <= len(lines) <= most
    assert max(text_width(one, 13) for one in lines) <= room


@given(st.lists(st.text("abcæøå", min_size=1, max_size=8), min_size=1, max_size=12))
def test_a_text_with_room_enough_is_there_whole(parts: list[str]) -> None:
    assert " ".join(in_room(" ".join(parts), 160, 13, 20)) == " ".join(parts)


@pytest.mark.parametrize(
    "text",
    ["Informasjonssikkerhet", "31. desember 2012", "WWW MMM @", "10.12*", "日本語の", "× 412"],
)
def test_no_text_is_wider_in_print_than_it_was_given_room_for(text: str) -> None:
    specification = {
        "data": {"values": [{}]},
        "mark": {"type": "text", "text": text, "size": 13, "font": FONT, "align": "left", "x": 0},
        "width": 1,
        "padding": 0,
        "view": {"stroke": None},
    }
    svg = vl_convert.vegalite_to_svg(specification)
    width = float(re.search(r' width="([\d.]+)"', svg)[1])  # type: ignore[index]
    assert 10 < width <= text_width(text, 13) + 1
