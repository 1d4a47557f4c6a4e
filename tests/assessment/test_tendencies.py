"""Tendencies: who is ahead of all others on a goal, by more than chance would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.assessment.assessed import Tendency
from ekrules.assessment.tendencies import tendencies_of
from ekrules.facts.measures import SegmentMeasures
from ekrules.tables.combination import lowest_of
from ekrules.tables.difference import difference_of_shares
from ekrules.tables.intervals import score_interval, simple_effective_size
from ekrules.tables.measure import Measure, counted_share, unknown_measure
from ekrules.tables.quantiles import two_sided_quantile
from tests.assessment.builders import goal, share, strategy

# Segment -> how many said yes, of how many.
Groups = Mapping[str, tuple[int, int]]
ONE_GOAL = strategy(a=[goal("a-1")])


def segments(
    groups: Groups, respondents: int = 300, frame: int = 600
) -> dict[str, SegmentMeasures]:
    """Return each segment's measure and that of all others; chance is that of the whole survey."""
    yes, of = (sum(one[at] for one in groups.values()) for at in (0, 1))

    def measure(numerator: int, denominator: int) -> dict[str, Measure]:
        if not denominator:
            return {"m": unknown_measure("m", "base_is_zero")}
        one = share(numerator, denominator, respondents=respondents, frame=frame)
        return {"m": one, "n": one}

    return {
        name: SegmentMeasures(measure(*one), measure(yes - one[0], of - one[1]))
        for name, one in groups.items()
    }


def found(groups: Groups, breakdowns: int = 1) -> dict[str, Tendency]:
    return {one.segment: one for one in tendencies_of(ONE_GOAL, segments(groups), breakdowns)}


def directions(groups: Groups, breakdowns: int = 1) -> list[str]:
    return [one.direction for one in found(groups, breakdowns).values()]


@given(st.integers(2, 6), st.integers(1, 40), st.data())
@settings(max_examples=30, deadline=None)
def test_nobody_is_ahead_where_all_are_alike(many: int, of: int, data: st.DataObject) -> None:
    yes = data.draw(st.integers(0, of))
    assert set(directions({f"s{n}": (yes, of) for n in range(many)})) == {"unclear"}


def test_a_planted_difference_is_found_and_only_that() -> None:
    alike = {f"s{number}": (24 + number, 50) for number in range(5)}
    assert directions({"nord": (45, 50), **alike}) == ["ahead", *["unclear"] * 5]
    assert directions({"nord": (5, 50), **alike}) == ["behind", *["unclear"] * 5]


def test_a_tendency_tells_both_shares_their_counts_and_the_difference() -> None:
    one = found({"nord": (45, 50), "sor": (26, 50), "vest": (25, 50)})["nord"]
    assert (one.goal, one.segment) == ("a-1", "nord")
    assert (one.share, one.others) == (45 / 50, 51 / 100)
    assert (one.counts, one.other_counts) == ((45, 50), (51, 100))
    assert one.points == pytest.approx(39.0)
    assert one.low < 39 < one.high
    assert not one.weighted


def test_the_interval_is_newcombes_at_a_level_shared_by_the_segments() -> None:
    one = found({"nord": (45, 50), "sor": (26, 50), "vest": (25, 50)})["nord"]
    quantile = two_sided_quantile(1 - 0.05 / 3)
    ends = [
        score_interval(p, simple_effective_size(n, 300, 600), quantile)
        for p, n in ((45 / 50, 50), (51 / 100, 100))
    ]
    low = 0.39 - sqrt((0.9 - ends[0][0]) ** 2 + (ends[1][1] - 0.51) ** 2)
    high = 0.39 + sqrt((ends[0][1] - 0.9) ** 2 + (0.51 - ends[1][0]) ** 2)
    assert (one.low, one.high) == pytest.approx((100 * low, 100 * high))


@given(st.integers(0, 50), st.integers(0, 50))
@settings(max_examples=30, deadline=None)
def test_more_segments_and_more_breakdowns_demand_a_larger_difference(nord: int, sor: int) -> None:
    two = {"nord": (nord, 50), "sor": (sor, 50)}
    few = found(two)["nord"]
    for many in (
        found({**two, "vest": (0, 0), "ost": (0, 0)})["nord"],  # nobody there to be tried
        found(two, breakdowns=3)["nord"],
        # The same others, in more parts: more of them would be more to go by.
        found({"nord": (nord, 50), **{f"s{n}": (sor // 5 + (n < sor % 5), 10) for n in range(5)}})[
            "nord"
        ],
    ):
        assert many.points == pytest.approx(few.points)
        assert few.direction == many.direction or many.direction == "unclear"
    assert found(two, breakdowns=3)["nord"].low < few.low < few.high
    empty = found({**two, "vest": (0, 0)})["nord"]
    assert (empty.low, empty.high) == (few.low, few.high)


def test_a_difference_that_is_clear_of_one_is_not_of_twenty() -> None:
    assert found({"nord": (34, 50), "sor": (25, 50)})["nord"].direction == "ahead"
    assert found({"nord": (34, 50), "sor": (25, 50)}, breakdowns=10)["nord"].direction == "unclear"


def test_two_segments_are_each_others_mirror() -> None:
    nord, sor = found({"nord": (45, 50), "sor": (20, 60)}).values()
    assert (nord.direction, sor.direction) == ("ahead", "behind")
    assert nord.points == pytest.approx(-sor.points)
    assert (nord.low, nord.high) == pytest.approx((-sor.high, -sor.low))


def test_a_segment_too_small_to_be_shown_is_neither_ahead_nor_behind() -> None:
    parts = segments({"nord": (45, 50), "sor": (20, 60), "vest": (3, 3)})
    hidden = {**parts["vest"].own, "m": unknown_measure("m", "base_too_small")}
    parts["vest"] = replace(parts["vest"], own=hidden)
    told = tendencies_of(ONE_GOAL, parts)
    assert [one.segment for one in told] == ["nord", "sor"]
    # Nor is it one of those tried.
    own, others = (one["m"].estimate for one in (parts["nord"].own, parts["nord"].others))
    assert own is not None
    assert others is not None
    two = difference_of_shares(own, others, comparisons=2)
    assert (told[0].low, told[0].high) == (100 * two.low, 100 * two.high)


def test_a_figure_from_outside_and_a_lowest_of_several_are_not_compared() -> None:
    parts = segments({"nord": (45, 50), "sor": (20, 60)})
    for own in (
        counted_share("m", 293, 457, "NAV"),
        lowest_of("m", [share(45, 50, measure_id="m"), share(30, 50, measure_id="n")]),
    ):
        changed = {"nord": replace(parts["nord"], own={"m": own}), "sor": parts["sor"]}
        assert [one.segment for one in tendencies_of(ONE_GOAL, changed)] == ["sor"]


def test_a_goal_without_a_measure_has_no_tendency() -> None:
    unmeasured = strategy(a=[goal("a-1", attainment=None, coverage="none"), goal("a-2", number=2)])
    told = tendencies_of(unmeasured, segments({"nord": (45, 50), "sor": (20, 60)}))
    assert {one.goal for one in told} == {"a-2"}


def test_shares_are_exact_until_they_are_printed() -> None:
    # 7/80 is 8.75 %, and the nearest float lies below it.
    one = found({"nord": (7, 80), "sor": (20, 60)})["nord"]
    assert [float(share) for share in one.exact] == [one.share, one.others]
    assert one.exact[0] * 1000 == 87.5
    weighted = replace(one, weighted=True, share=0.25)
    assert weighted.exact[0] == 0.25
