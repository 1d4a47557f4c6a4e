"""Standouts: no share is ranked above another that chance could have put in its place."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.tables.difference import adjusted_level
from ekrules.tables.intervals import share_interval
from ekrules.tables.measure import Measure, counted_share, survey_share
from ekrules.tables.missing_shares import missing_share
from ekrules.tables.quantiles import LEVEL
from ekrules.tables.standouts import leading, lies_apart, spread_of
from ekrules.tables.tally import Tally

ASKED, FRAME = 200, 430


def share(number: int, name: str = "", frame: int = FRAME) -> Measure:
    """The share of 200 respondents that is this number of them."""
    counted = Tally("q", None, ASKED, {"ja": number, "nei": ASKED - number}, 0, 0, 0)
    return survey_share(name or str(number), counted, ("ja",), "asked", frame, "")


def names(measures: tuple[Measure, ...]) -> list[str]:
    return [one.id for one in measures]


def test_shares_far_apart_are_ranked() -> None:
    spread = spread_of([share(100), share(20), share(180)])
    assert spread.kind == "apart"
    assert (names(spread.highest), names(spread.lowest)) == (["180"], ["20"])


def test_shares_that_chance_could_have_put_in_another_order_are_alike() -> None:
    spread = spread_of([share(100), share(104), share(98)])
    assert spread.kind == "alike"
    assert names(spread.highest) == ["104", "100", "98"]
    assert names(spread.lowest) == ["98", "100", "104"]


def test_those_about_like_the_highest_share_its_place() -> None:
    spread = spread_of([share(20), share(150), share(156)])
    assert (spread.kind, names(spread.highest), names(spread.lowest)) == (
        "apart",
        ["156", "150"],
        ["20"],
    )


def test_a_share_about_like_both_ends_leaves_only_the_ends_ranked() -> None:
    spread = spread_of([share(70), share(90), share(110)])
    assert spread.kind == "ends"
    assert (names(spread.highest), names(spread.lowest)) == (["110"], ["70"])


def test_where_all_in_the_frame_answered_every_difference_counts() -> None:
    spread = spread_of([share(100, frame=ASKED), share(101, frame=ASKED)])
    assert spread.kind == "apart"


def test_figures_that_others_counted_in_full_are_ranked_by_what_they_are() -> None:
    one, other = counted_share("a", 3, 10, "NAV"), counted_share("b", 4, 10, "NAV")
    assert lies_apart(one, other)
    assert not lies_apart(other, one)


def test_one_share_alone_stands_out_from_nothing() -> None:
    spread = spread_of([share(10)])
    assert (spread.kind, names(spread.highest)) == ("alike", ["10"])


def test_shares_that_tie_stand_in_the_order_given() -> None:
    spread = spread_of([share(150, "b"), share(150, "a"), share(3, "c")])
    assert names(spread.highest) == ["b", "a"]
    assert names(leading([share(150, "b"), share(150, "a")])) == ["b", "a"]


@given(st.lists(st.integers(0, ASKED), min_size=2, max_size=7))
def test_whatever_is_ranked_has_intervals_apart_and_whatever_is_not_is_named(
    numbers: list[int],
) -> None:
    measures = [share(number, f"{place}:{number}") for place, number in enumerate(numbers)]
    spread = spread_of(measures)
    level = adjusted_level(LEVEL, len(numbers) * (len(numbers) - 1) // 2)
    ends = {one.id: share_interval(one.estimate, level) for one in measures if one.estimate}
    if spread.kind == "alike":
        assert set(names(spread.highest)) == set(ends)
        top, bottom = spread.highest[0].id, spread.lowest[0].id
        assert ends[bottom][1] >= ends[top][0]
        return
    assert ends[spread.lowest[0].id][1] < ends[spread.highest[0].id][0]
    if spread.kind == "apart":
        top = spread.highest[0].id
        outside = set(ends) - set(names(spread.highest))
        assert all(ends[one][1] < ends[top][0] for one in outside)


@pytest.mark.parametrize("order", list(permutations((20, 100, 150, 156))))
def test_the_order_of_the_shares_has_no_say(order: tuple[int, ...]) -> None:
    spread = spread_of([share(number) for number in order])
    assert (spread.kind, names(spread.highest), names(spread.lowest)) == (
        "apart",
        ["156", "150"],
        ["20"],
    )


def test_missing_answers_are_a_share_of_those_who_were_asked() -> None:
    counted = Tally("q", "i", 249, {"ja": 46, "nei": 101}, 11, 2, 88, left_out=1)
    missing = missing_share("m", counted)
    assert (missing.numerator, missing.denominator, missing.item) == (14, 161, "i")
    assert missing.value == 14 / 161


def test_where_nobody_was_asked_no_share_is_missing() -> None:
    counted = Tally("q", None, 10, {"ja": 0, "nei": 0}, 0, 0, 10)
    assert missing_share("m", counted).reason == "base_is_zero"
