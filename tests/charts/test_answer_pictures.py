"""Pictures of answers: every share has its field, no label leaves, no text is markup."""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.charts.form import described_form
from ekrules.charts.inks import MISSING_INKS, contrast, ink_upon, scale_inks
from ekrules.charts.pictures import Drawing, png_of, sheet_of, svg_of, width_of
from ekrules.charts.segment_bars import SegmentBar, SegmentBars
from ekrules.charts.sheet import Field, Words
from ekrules.charts.stacked_bars import Answer, Bar, Part, StackedBars

HOSTILE = '<script>alert(1)</script> & "x" \u202eabc e\u0301 日本 {{ 7*7 }}'
_NAMESPACE = "{http://www.w3.org/2000/svg}"


def stacked(label: str = "E-post", answer: str = "Ja", note: str = "n = 249") -> StackedBars:
    answers = (Answer(answer), Answer("Nei"), Answer("Vet ikke", is_missing=True))
    parts = (Part(0.6, "60"), Part(0.39, "39"), Part(0.01, "1"))
    return StackedBars(answers, (Bar(label, note, parts),), "\u00a0%")


def segmented(label: str = "Nord-Norge", written: str = "65,1 %, n = 20") -> SegmentBars:
    bars = (
        SegmentBar(label, 0.651, 0.5, 0.8, written, stands_out=True),
        SegmentBar("Trøndelag", None, None, None, "for få svar"),
    )
    return SegmentBars(bars, 0.58, "Alle: 58 %", "\u00a0%")


def words(drawing: Drawing) -> list[str]:
    root = ElementTree.fromstring(svg_of(drawing))
    return ["".join(one.itertext()) for one in root.iter(f"{_NAMESPACE}text")]


def test_a_field_with_room_has_its_number_and_a_narrow_one_has_none() -> None:
    shown = words(stacked())
    assert "60" in shown
    assert "39" in shown
    assert "1" not in shown


def test_a_bar_has_its_name_its_base_and_each_answer_its_key() -> None:
    shown = words(stacked())
    assert {"E-post", "n = 249", "Ja", "Nei", "Vet ikke"} <= set(shown)


def test_the_axis_is_in_percent_with_the_space_of_the_language() -> None:
    assert {"0\u00a0%", "50\u00a0%", "100\u00a0%"} <= set(words(stacked()))


def test_a_segment_that_is_not_known_says_why_and_has_no_bar() -> None:
    shown = words(segmented())
    assert "for få svar" in shown
    only_known = svg_of(SegmentBars(segmented().bars[:1], None, "", "%")).count("<path")
    both = svg_of(SegmentBars(segmented().bars, None, "", "%")).count("<path")
    assert both == only_known


@pytest.mark.parametrize(
    "drawing", [stacked(HOSTILE, HOSTILE, HOSTILE), segmented(HOSTILE, HOSTILE)]
)
def test_a_text_in_a_picture_stays_a_text(drawing: Drawing) -> None:
    svg = svg_of(drawing)
    assert "<script" not in svg
    assert ElementTree.fromstring(svg).tag == f"{_NAMESPACE}svg"


@pytest.mark.parametrize("drawing", [stacked(), segmented()])
def test_a_picture_names_nothing_that_another_on_the_page_could_name_too(drawing: Drawing) -> None:
    assert re.findall(r'\bid="|url\(#|\bstyle="|\bclass="|\brole="', svg_of(drawing)) == []


@pytest.mark.parametrize("drawing", [stacked(), segmented()])
def test_a_picture_as_png_is_a_png(drawing: Drawing) -> None:
    assert png_of(drawing).startswith(b"\x89PNG")
    assert 0 < width_of(drawing) <= 1


def test_the_same_drawing_is_the_same_picture_and_is_drawn_once() -> None:
    assert svg_of(stacked()) is svg_of(stacked())


def _long() -> StackedBars:
    return stacked("Uten mellomrom" * 700, "Svar " * 2000)


def test_a_label_of_ten_thousand_letters_takes_three_lines() -> None:
    height = float(re.search(r' height="([\d.]+)"', svg_of(_long()))[1])  # type: ignore[index]
    assert height < 250
    assert any(one.endswith("…") for one in words(_long()))


_TEXT = st.text(max_size=60)


@st.composite
def _any_bars(draw: st.DrawFn) -> StackedBars:
    many = draw(st.integers(1, 7))
    answers = tuple(Answer(draw(_TEXT), draw(st.booleans())) for _ in range(many))
    bars = []
    for _ in range(draw(st.integers(1, 6))):
        counts = draw(st.lists(st.integers(0, 200), min_size=many, max_size=many).filter(any))
        parts = tuple(Part(one / sum(counts), str(one)) for one in counts)
        bars.append(Bar(draw(_TEXT), f"n = {sum(counts)}", parts))
    return StackedBars(answers, tuple(bars), "%")


@st.composite
def _any_segments(draw: st.DrawFn) -> SegmentBars:
    share = st.none() | st.floats(0, 1)
    bars = tuple(
        SegmentBar(
            draw(_TEXT), draw(share), draw(share), draw(share), draw(_TEXT), draw(st.booleans())
        )
        for _ in range(draw(st.integers(1, 8)))
    )
    return SegmentBars(bars, draw(share), draw(_TEXT.filter(lambda one: len(one) < 20)), "%")


@given(_any_bars() | _any_segments())
def test_no_two_texts_meet_and_none_leaves_the_picture(drawing: StackedBars | SegmentBars) -> None:
    sheet = sheet_of(drawing)
    boxes = [one.box for one in sheet.placed if isinstance(one, Words) and one.text.strip()]
    for at, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[:at])
        # A frame of sixteen lengths is around the sheet.
        assert box.left >= -16
        assert box.right <= sheet.width + 16
        assert box.top >= -16
        assert box.bottom <= sheet.height + 16


@given(_any_bars())
def test_fields_fill_their_bar(drawing: StackedBars) -> None:
    fields = [one for one in sheet_of(drawing).placed if isinstance(one, Field)]
    across = sum(one.right - one.left for one in fields if one.edge == "#ffffff")
    assert across == pytest.approx(400 * len(drawing.bars))


@given(st.integers(1, 20))
def test_each_number_can_be_read_upon_its_field(steps: int) -> None:
    for ink in (*scale_inks(steps), *MISSING_INKS):
        assert contrast(ink, ink_upon(ink)) >= 4.5


def test_the_form_that_ships_is_the_one_that_is_described() -> None:
    shipped = files("ekrules.charts").joinpath("form.json").read_text(encoding="utf-8")
    assert shipped == described_form()
