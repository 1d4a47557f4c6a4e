"""Response: who answered of whom, as a report prints it."""

from __future__ import annotations

import pytest

from ekrules.survey.frame import FrameBreakdown
from ekrules.survey.response import response_of
from tests.answered import breakdown
from tests.real_project import real

PRINTED = real().survey.frame
assert PRINTED is not None


def counted(one: FrameBreakdown) -> FrameBreakdown:
    """Return the response of a printed breakdown, worked out of its counts alone."""
    own = breakdown(one.id, {part.id: part.frame for part in one.segments})
    respondents = {part.id: part.respondents for part in one.segments}
    (found,) = response_of([own], {one.id: respondents}, (), "1.4", 249, 430).breakdowns
    return found


@pytest.mark.parametrize("printed", PRINTED.breakdowns, ids=lambda one: one.id)
def test_the_percents_of_2009_are_those_that_the_source_printed(printed: FrameBreakdown) -> None:
    found = counted(printed)
    assert found.has_frame == printed.has_frame
    for ours, theirs in zip(found.segments, printed.segments, strict=True):
        assert (ours.id, ours.respondents) == (theirs.id, theirs.respondents)
        assert ours.percent == pytest.approx(theirs.percent, abs=0.051)
        assert (ours.frame, ours.response_rate) == (theirs.frame, theirs.response_rate)
    assert found.total.respondents == 249
    assert (found.total.percent, found.total.valid_percent) == (100.0, 100.0)


def test_a_percent_is_rounded_half_up_from_its_counts() -> None:
    own = breakdown("region", {"nord": 8, "sor": 200})
    (found,) = response_of([own], {"region": {"nord": 1, "sor": 15}}, (), "–", 16, 208).breakdowns
    # 1/16 is 6.25 % and 15/16 is 93.75 %; 1/8 is 12.5 %.
    assert [one.percent for one in found.segments] == [6.3, 93.8]
    assert [one.response_rate for one in found.segments] == [13, 8]


def test_a_segment_of_nobody_has_no_response_rate() -> None:
    own = breakdown("region", {"nord": 0, "sor": 10})
    (found,) = response_of([own], {"region": {"sor": 5}}, (), "–", 5, 10).breakdowns
    nord, sor = found.segments
    assert (nord.respondents, nord.frame, nord.response_rate) == (0, 0, None)
    assert (sor.respondents, sor.frame, sor.response_rate) == (5, 10, 50)


def test_nobody_answered_is_nought_percent() -> None:
    (found,) = response_of(
        [breakdown("region", {"nord": 4})], {"region": {}}, (), "–", 0, 4
    ).breakdowns
    assert (found.segments[0].percent, found.total.percent, found.total.response_rate) == (0, 0, 0)


def test_where_the_frame_is_unknown_so_are_the_rates() -> None:
    own = breakdown("size", {"liten": None, "stor": None})
    (found,) = response_of([own], {"size": {"liten": 2, "stor": 1}}, (), "–", 3, 10).breakdowns
    assert not found.has_frame
    assert [one.frame for one in found.segments] == [None, None]
    assert [one.response_rate for one in found.segments] == [None, None]
    assert (found.total.frame, found.total.response_rate) == (None, None)
