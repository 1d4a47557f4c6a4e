from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from statistics import quantiles
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import InputError
from ekrules.survey.answer_layout import DONT_KNOW, NOT_ASKED
from ekrules.tables.ranks import rank_intervals
from ekrules.tables.scores import score_answers
from ekrules.tables.standing import OthersColumn, Standing
from ekrules.tables.standings import Standings
from tests.tables.made_answers import Row
from tests.tables.scored_survey import BEST, WORST, columns, small_scoring

UNASKED: Row = {"bruk": NOT_ASKED, "dybde": NOT_ASKED, "former:papir": NOT_ASKED,
                "former:epost": NOT_ASKED, "former:app": NOT_ASKED}  # fmt: skip
ROWS: dict[str, Row] = {
    "a": BEST | {"@type": "x"},
    "b": WORST | {"@type": "x"},
    "c": BEST | {"@type": "x", "plan": "noen"},
    "d": BEST | {"@type": "x", "plan": DONT_KNOW, "kanaler:sms": "nei"},
    "e": BEST | UNASKED | {"@type": "y", "nett": "delvis"},
    "f": BEST | {"@type": None, "alder": 15.0},
}


def standings(smallest_base: int = 2, **options: Any) -> Standings:
    frame = pl.DataFrame(columns(ROWS))
    scores = score_answers(frame, small_scoring(), ["type"])
    return Standings(scores, frame, ["type"], smallest_base, **options)


def group(standing: Standing, breakdown: str | None) -> Any:
    return next(one for one in standing.groups if one.breakdown == breakdown)


def asked(standing: Standing, name: str) -> Any:
    return next(one for one in standing.questions if one.question == name)


def test_peers_are_the_others_of_the_segment_and_of_all() -> None:
    found = standings().of("a")
    assert [(one.breakdown, one.segment, one.peers) for one in found.groups] == [
        ("type", "x", 3),
        (None, None, 5),
    ]


def test_a_theme_stands_beside_the_mean_and_quartiles_of_the_peers() -> None:
    plan = group(standings().of("a"), "type").themes["plan"]
    # b has 0, c has 1.5, d does not know and so has 0.
    assert (plan.own, plan.most, plan.mean) == (3, 3, Fraction(1, 2))
    assert (plan.lower_quartile, plan.median, plan.upper_quartile) == (0, 0, Fraction(3, 4))
    assert plan.above == Fraction(5, 2)


def test_the_total_stands_beside_the_peers_too() -> None:
    total = group(standings().of("b"), None).total
    others = [Fraction(37), Fraction(71, 2), 34 - Fraction(10, 3), Fraction(19), Fraction(35)]
    assert total.own == 0
    assert total.mean == sum(others, Fraction(0)) / 5
    assert total.median == 35


def test_fewer_peers_than_the_smallest_base_are_not_shown() -> None:
    found = standings(smallest_base=4).of("a")
    assert group(found, "type").not_shown == "below_smallest_base"
    assert (group(found, "type").total, group(found, "type").themes) == (None, {})
    assert group(found, None).not_shown is None
    assert set(asked(found, "plan").peers) == {None}


def test_nobody_is_compared_with_a_segment_that_is_hidden_or_not_known() -> None:
    assert group(standings(hidden={"type": ["x"]}).of("a"), "type").not_shown == "hidden_segment"
    assert group(standings().of("f"), "type").not_shown == "no_segment"


def test_where_no_peers_are_shown_nothing_is_compared() -> None:
    found = standings(smallest_base=20).of("a")
    assert (found.compared, found.strengths()) == (False, ())
    assert asked(found, "plan").peers == {}


def test_shares_are_of_the_peers_whose_answer_is_known() -> None:
    plan = asked(standings().of("c"), "plan")
    # Of the others a and e, f answered better, b worse, and d does not know.
    assert (plan.answers, plan.points, plan.state) == ({None: "noen"}, Fraction(3, 2), "known")
    share = plan.peers[None]
    assert (share.base, share.same_or_better, share.better) == (4, Fraction(3, 4), Fraction(3, 4))
    share = plan.peers["type"]
    assert (share.base, share.same_or_better, share.better) == (2, Fraction(1, 2), Fraction(1, 2))


def test_those_with_the_same_answer_count_as_as_good_and_not_as_better() -> None:
    share = asked(standings().of("a"), "plan").peers[None]
    assert (share.base, share.same_or_better, share.better) == (4, Fraction(1, 2), Fraction(0))


def test_those_with_all_the_points_are_told_apart_from_those_who_are_only_better() -> None:
    # Of the others a, e and f have all there is; c is better than b, but has half.
    share = asked(standings().of("b"), "plan").peers[None]
    assert (share.base, share.better, share.best) == (4, Fraction(1), Fraction(3, 4))
    assert asked(standings().of("a"), "plan").peers[None].best == Fraction(1, 2)


def test_what_an_unknown_answer_could_give_stands_beside_it() -> None:
    found = standings().of("d")
    assert {one.question: one.open for one in found.questions if one.open} == {"plan": 3}
    assert asked(found, "plan").open == found.score.highest - found.score.total


def test_an_unknown_answer_is_compared_with_nobodys() -> None:
    plan = asked(standings().of("d"), "plan")
    assert (plan.state, plan.answers) == ("unknown", {None: DONT_KNOW})
    share = plan.peers[None]
    assert (share.base, share.same_or_better, share.better) == (5, None, None)


def test_too_few_known_answers_give_no_share() -> None:
    share = asked(standings(smallest_base=3).of("c"), "plan").peers["type"]
    assert (share.base, share.same_or_better) == (2, None)


def test_answers_are_told_by_item_and_option_and_as_numbers() -> None:
    found = standings().of("f")
    assert asked(found, "kanaler").answers == {"epost": "ja", "sms": "ja"}
    assert asked(found, "former").answers["app"] == "chosen"
    assert asked(found, "alder").answers == {None: 15.0}


def test_a_number_that_is_not_given_is_told_by_its_reason() -> None:
    rows = {"a": BEST | {"alder": None, "alder:reason": DONT_KNOW}, "b": BEST}
    frame = pl.DataFrame(columns(rows))
    found = Standings(score_answers(frame, small_scoring()), frame, [], 1).of("a")
    assert asked(found, "alder").answers == {None: DONT_KNOW}
    assert asked(found, "alder").state == "unknown"


def test_strengths_are_the_themes_furthest_above_the_first_peers_that_are_shown() -> None:
    found = standings().of("a")
    assert (found.compared, found.against) == (True, "type")
    # b pulls the means down most where most is to be had.
    assert [theme for theme, _ in found.strengths()] == ["nett", "kanaler", "plan"]
    assert standings().of("b").strengths() == ()
    assert standings(smallest_base=4).of("a").against is None


def test_most_is_to_be_gained_where_an_answer_opens_for_follow_ups() -> None:
    gains = standings().of("e")
    (first,) = gains.to_gain()
    # 2 x (3 - 1), and all of bruk, dybde and former.
    assert first.question == "nett"
    assert gains.gain(first) == 4 + 6 + 2 + 6
    assert asked(gains, "bruk").waits_for == "nett"
    assert asked(gains, "dybde").waits_for == "bruk"


def test_what_is_unknown_is_not_told_as_something_to_gain() -> None:
    found = standings().of("d")
    assert [one.question for one in found.to_gain()] == ["kanaler"]
    assert [one.question for one in found.unknown()] == ["plan"]


def test_gains_come_with_the_most_first_and_no_more_than_asked_for() -> None:
    found = standings().of("b")
    assert [one.question for one in found.to_gain()] == ["nett", "kanaler", "alder", "plan"]
    assert [one.question for one in found.to_gain(most=2)] == ["nett", "kanaler"]


def test_the_rank_and_its_interval_stand_beside_the_score() -> None:
    frame = pl.DataFrame(columns(ROWS))
    scores = score_answers(frame, small_scoring(), ["type"])
    intervals = rank_intervals(scores, Fraction(1, 4), draws=20)
    found = Standings(scores, frame, ["type"], 2, intervals=intervals).of("b")
    assert (found.rank, found.ranked) == (6, 6)
    assert found.interval is not None
    assert (found.interval.best, found.interval.worst) == (6, 6)


def test_someone_who_did_not_answer_has_no_standing() -> None:
    with pytest.raises(InputError, match='no respondent is called "z"'):
        standings().of("z")


@given(st.lists(st.integers(0, 9), min_size=3, max_size=12), st.data())
def test_the_others_are_all_but_oneself(units: list[int], data: st.DataObject) -> None:
    own = data.draw(st.sampled_from(units))
    others = sorted(units)
    del others[bisect_left(others, own)]
    found = OthersColumn(units).points(own, 9, scale=1)
    assert found.mean == Fraction(sum(others), len(others))
    expected = quantiles([Fraction(one) for one in others], n=4, method="inclusive")
    assert [found.lower_quartile, found.median, found.upper_quartile] == expected
    share = OthersColumn(units).share(own, is_member=True, smallest_base=1)
    assert share.same_or_better == Fraction(sum(one >= own for one in others), len(others))
    assert share.better == Fraction(sum(one > own for one in others), len(others))


def test_a_standing_is_the_same_whoever_was_asked_about_before() -> None:
    together = standings()
    for respondent in ROWS:
        assert together.of(respondent) == standings().of(respondent)
    assert together.of("a") == standings().of("a")


def test_two_with_as_many_points_have_the_same_others() -> None:
    column = OthersColumn([1, 4, 4, 9])
    assert column.points(4, 9, scale=1) == column.points(4, 9, scale=1)
    halved = column.points(4, 9, scale=2)
    assert [halved.own, halved.mean, halved.median] == [2, Fraction(7, 3), 2]
