"""Representativeness: how like the frame those who answered are, and what chance would give."""

from __future__ import annotations

from math import comb
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.survey.frame import FrameBreakdown
from ekrules.survey.response import response_of
from ekrules.tables.representativeness import representation_of
from tests.answered import breakdown
from tests.real_project import real

PRINTED = real().survey.frame
assert PRINTED is not None
WITH_FRAME = [one for one in PRINTED.breakdowns if one.has_frame]


def test_where_the_frame_is_unknown_nothing_is_said() -> None:
    for frame, answered in (({"liten": None}, {"liten": 2}), ({"liten": 3}, {})):
        found = response_of([breakdown("size", frame)], {"size": answered}, (), "–",
                            sum(answered.values()), 3)  # fmt: skip
        assert representation_of(found.breakdowns[0]) == ()


def test_the_north_of_2009_is_over_represented_by_the_points_of_its_counts() -> None:
    one = next(one for one in WITH_FRAME if one.id == "region")
    for part, found in zip(one.segments, representation_of(one), strict=True):
        assert found.of_answers == part.respondents / 249
        assert found.of_frame == (part.frame or 0) / 430
        by_hand = 100 * (part.respondents / 249 - (part.frame or 0) / 430)
        assert found.points == pytest.approx(by_hand)


@pytest.mark.parametrize("one", WITH_FRAME, ids=lambda one: one.id)
def test_a_difference_is_clear_where_chance_would_rarely_give_it(one: FrameBreakdown) -> None:
    """By the exact distribution of a draw without replacement, and not by its approximation."""
    limit = 0.05 / len(one.segments)
    for part, found in zip(one.segments, representation_of(one), strict=True):
        chance = chance_of_as_far(part.respondents, part.frame or 0)
        # The approximation may err near the limit.
        if not limit / 3 < chance < limit * 3:
            assert found.is_clear == (chance < limit), (part.id, chance)


def chance_of_as_far(answered: int, size: int, sample: int = 249, frame: int = 430) -> float:
    """Return how often a random draw has as few, or as many, of a segment."""
    mean = sample * size / frame
    total = comb(frame, sample)
    return (
        sum(
            comb(size, k) * comb(frame - size, sample - k)
            for k in range(max(0, sample - frame + size), min(size, sample) + 1)
            if abs(k - mean) >= abs(answered - mean) - 1e-9
        )
        / total
    )


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_more_segments_demand_a_larger_difference(nord: int, sor: int, data: st.DataObject) -> None:
    """The same two segments, alone and beside empty ones."""
    answered = {
        "nord": data.draw(st.integers(0, nord)),
        "sor": data.draw(st.integers(0, sor)),
    }
    both = sum(answered.values())
    few = response_of([breakdown("a", {"nord": nord, "sor": sor})], {"a": answered}, (), "–", both,
                      nord + sor)  # fmt: skip
    more = response_of(
        [breakdown("a", {"nord": nord, "sor": sor, **dict.fromkeys("bcdefgh", 0)})],
        {"a": answered}, (), "–", both, nord + sor,
    )  # fmt: skip
    for alone, beside in zip(
        representation_of(few.breakdowns[0]), representation_of(more.breakdowns[0]), strict=False
    ):
        assert alone.points == beside.points
        assert alone.is_clear or not beside.is_clear


def test_all_of_the_frame_answered_and_nothing_differs() -> None:
    response = response_of(
        [breakdown("a", {"nord": 3, "sor": 4})], {"a": {"nord": 3, "sor": 4}}, (), "–", 7, 7
    )
    assert [one.is_clear for one in representation_of(response.breakdowns[0])] == [False, False]


def test_a_frame_of_one_differs_from_nobody() -> None:
    response = response_of([breakdown("a", {"nord": 1})], {"a": {"nord": 1}}, (), "–", 1, 1)
    (found,) = representation_of(response.breakdowns[0])
    assert (found.points, found.is_clear) == (0.0, False)


def test_the_limit_is_the_normal_one_divided_by_the_segments() -> None:
    """Two segments of 100 each, of which half answered."""
    error = (0.25 / 100 * 100 / 199) ** 0.5
    limit = NormalDist().inv_cdf(1 - 0.05 / 4)
    just = round((0.5 + limit * error) * 100 + 0.5)
    for answered, clear in ((just - 1, False), (just, True)):
        response = response_of(
            [breakdown("a", {"nord": 100, "sor": 100})],
            {"a": {"nord": answered, "sor": 100 - answered}}, (), "–", 100, 200,
        )  # fmt: skip
        found = representation_of(response.breakdowns[0])
        assert [one.is_clear for one in found] == [clear, clear]
