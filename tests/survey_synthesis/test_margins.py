from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults, InputError
from ekrules.survey.frame import Frame, FrameBreakdown, FrameSegment, FrameTotal
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.answers import synthesize_answers
from ekrules.survey.synthesis.frame_details import FrameDetails, read_frame_details
from ekrules.survey.synthesis.nesting import nested_pairs
from tests.survey_synthesis.made_up import segment_counts, survey_2009
from tests.surveys import TEXT, small_survey


def breakdown(name: str, respondents: dict[str, int], frame: dict[str, int]) -> FrameBreakdown:
    segments = [
        FrameSegment(id=one, label=TEXT, respondents=count, percent=0.0, valid_percent=0.0,
                     frame=frame.get(one))
        for one, count in respondents.items()
    ]  # fmt: skip
    total = FrameTotal(
        respondents=sum(respondents.values()), percent=100.0, valid_percent=100.0,
        frame=sum(frame.values()) or None,
    )  # fmt: skip
    return FrameBreakdown(
        id=name, label=TEXT, has_frame=bool(frame), segments=tuple(segments), total=total
    )


def framed(*breakdowns: FrameBreakdown) -> Survey:
    """small_survey (100 respondents of 200) with a frame table."""
    return replace(small_survey(), frame=Frame(section="1", breakdowns=breakdowns))


def details(folder: Path, text: str) -> FrameDetails | None:
    (folder / "details.yaml").write_text(text, encoding="utf-8")
    faults = Faults()
    found = read_frame_details(folder / "details.yaml", faults)
    faults.stop_if_any()
    return found


def test_a_frame_that_is_not_printed_is_shared_out_as_the_respondents_are() -> None:
    answers = synthesize_answers(framed(breakdown("by", {"a": 75, "b": 25, "c": 0}, {})), 1)
    assert segment_counts(answers.respondents, "by") == {"a": 75, "b": 25}
    assert segment_counts(answers.units, "by") == {"a": 150, "b": 50}


def test_a_printed_frame_is_kept_even_where_a_segment_did_not_answer() -> None:
    survey = framed(breakdown("by", {"a": 100, "b": 0}, {"a": 130, "b": 70}))
    answers = synthesize_answers(survey, 1)
    assert segment_counts(answers.units, "by") == {"a": 130, "b": 70}
    assert {unit.segments["by"] for unit in answers.respondents} == {"a"}


@pytest.mark.parametrize(
    ("respondents", "frame", "told"),
    [
        ({"a": 60, "b": 30}, {}, 'the segments of "by" hold 90 respondents; expected 100'),
        ({"a": 60, "b": 40}, {"a": 100, "b": 90}, "hold a frame of 190; expected 200"),
        ({"a": 60, "b": 40}, {"a": 50, "b": 150}, '60 answered of 50 in "a"'),
    ],
)
def test_a_frame_table_that_cannot_be_is_refused(
    respondents: dict[str, int], frame: dict[str, int], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        synthesize_answers(framed(breakdown("by", respondents, frame)), 1)


GOOD = """source: test
breakdowns:
  - id: by
    segments:
      - {id: a, frame: 110}
      - {id: b, frame: 80}
      - {id: c, frame: 10, label: {nb: C}}
"""


def test_details_give_the_frame_and_the_segments_that_no_table_prints(tmp_path: Path) -> None:
    survey = framed(breakdown("by", {"a": 60, "b": 40}, {}))
    answers = synthesize_answers(survey, 1, details(tmp_path, GOOD))
    assert segment_counts(answers.units, "by") == {"a": 110, "b": 80, "c": 10}
    assert answers.breakdowns[0].segment_ids == ("a", "b", "c")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: by", "id: bi", 'no breakdown is called "bi"'),
        (", label: {nb: C}", "", '"c" of "by", which no table prints, has no label'),
        ("id: b,", "id: a,", 'the segment "a" again'),
        ("      - {id: b, frame: 80}\n", "", 'no frame for "b" of "by"'),
        ("frame: 80", "frame: 81", "hold a frame of 201; expected 200"),
        ("id: by\n", "id: by\n    within: landsdel\n", 'no wider breakdown is called "landsdel"'),
    ],
)
def test_details_that_do_not_fit_are_refused_at_their_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    survey = framed(breakdown("by", {"a": 60, "b": 40}, {}))
    with pytest.raises(InputError, match=told):
        synthesize_answers(survey, 1, details(tmp_path, GOOD.replace(old, new, 1)))


def test_details_that_differ_from_a_printed_frame_are_refused(tmp_path: Path) -> None:
    survey = framed(breakdown("by", {"a": 60, "b": 40}, {"a": 120, "b": 80}))
    with pytest.raises(InputError, match='a frame of 110 in "a"; the survey prints 120'):
        synthesize_answers(survey, 1, details(tmp_path, GOOD))


def test_two_tables_that_count_other_respondents_are_refused() -> None:
    survey = survey_2009()
    assert survey.frame is not None
    changed = breakdown("region", {"oslo_akershus": 249}, {"oslo_akershus": 430})
    other = replace(survey, frame=Frame(section="1", breakdowns=(changed,)))
    with pytest.raises(InputError, match='other respondents by "region"'):
        synthesize_answers(other, 1)


def test_without_details_the_printed_margins_of_2009_hold_all_the_same() -> None:
    answers = synthesize_answers(survey_2009(), 1)
    assert segment_counts(answers.respondents, "county")["nordland"] == 25
    assert segment_counts(answers.units, "region")["nord_norge"] == 88


@given(st.data())
def test_nesting_keeps_both_counts_and_as_many_at_home_as_can_be(data: st.DataObject) -> None:
    outer_names, inner_names = ("x", "y", "z"), ("a", "b", "c", "d")
    home = {one: data.draw(st.sampled_from(outer_names)) for one in inner_names}
    inner = {one: data.draw(st.integers(0, 5)) for one in inner_names}
    units = [one for one, count in inner.items() for _ in range(count)]
    placed = [data.draw(st.sampled_from(outer_names)) for _ in units]
    outer = {one: placed.count(one) for one in outer_names}
    pairs = nested_pairs(inner, outer, home)
    assert Counter(a for a, _ in pairs) == Counter(units)
    assert Counter(b for _, b in pairs) == Counter(placed)
    at_home = sum(home[a] == b for a, b in pairs)
    room = sum(min(outer[o], sum(n for i, n in inner.items() if home[i] == o)) for o in outer)
    assert at_home == room
