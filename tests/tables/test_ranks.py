from __future__ import annotations

from fractions import Fraction
from itertools import product

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.tables.ranks import rank_bounds, rank_intervals, rank_scores
from ekrules.tables.scores import Scores, score_answers
from ekrules.tables.unseating import unseating, winners_firmness
from tests.tables.made_answers import answer_columns
from tests.tables.scored_survey import WEIGHTS, scores_of, small_scored_survey, small_scoring

QUARTER = Fraction(1, 4)


@st.composite
def some_scores(draw: st.DrawFn) -> Scores:
    """Return two to six respondents with a few points in two or three themes."""
    themes = draw(st.integers(2, 3))
    row = st.tuples(*[st.integers(0, 6)] * themes)
    rows = draw(st.lists(row, min_size=2, max_size=6))
    return scores_of(**{f"r{number}": own for number, own in enumerate(rows)})


def variations() -> st.SearchStrategy[Fraction]:
    return st.sampled_from([Fraction(one, 20) for one in (0, 1, 5, 10, 19)])


def units_of(scores: Scores) -> dict[str, tuple[int, ...]]:
    return {
        one: tuple(int(theme.points) for theme in scores.score(one).themes)
        for one in scores.respondents
    }


def corners(scores: Scores, variation: Fraction) -> list[dict[str, Fraction]]:
    """Return everyone's totals where each theme's weight is at one end of its range or the other.

    A difference between two totals is linear in each weight, so its ends are at the corners.
    """
    units = units_of(scores)
    themes = len(scores.scoring.themes)
    return [
        {one: sum((f * n for f, n in zip(factors, own, strict=True)), Fraction(0))
         for one, own in units.items()}
        for factors in product((1 - variation, 1 + variation), repeat=themes)
    ]  # fmt: skip


def test_those_with_the_same_total_share_a_rank() -> None:
    ranking = rank_scores(scores_of(a=(1, 4), b=(7, 0), c=(4, 1), d=(0, 2)))
    assert dict(ranking.rank) == {"b": 1, "a": 2, "c": 2, "d": 4}
    assert ranking.winners == ("b",)


def test_several_may_win() -> None:
    assert rank_scores(scores_of(c=(5, 0), a=(0, 5), b=(1, 1))).winners == ("a", "c")


@given(some_scores())
def test_a_rank_is_one_more_than_those_with_a_higher_total(scores: Scores) -> None:
    rank = rank_scores(scores).rank
    totals = dict(zip(scores.respondents, scores.totals, strict=True))
    for one in scores.respondents:
        assert rank[one] == 1 + sum(total > totals[one] for total in totals.values())


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 997), st.integers(1, 40))
def test_ranks_stay_when_all_weights_are_scaled_alike(factor: int, seed: int) -> None:
    frame = pl.DataFrame(answer_columns(small_scored_survey(), 25, seed))
    kinds = f"{{action: {factor}, plan: {factor / 2}}}"
    scaled = small_scoring(WEIGHTS.replace("{action: 1, plan: 0.5}", kinds))
    before = rank_scores(score_answers(frame, small_scoring()))
    assert rank_scores(score_answers(frame, scaled)) == before


@settings(deadline=None, max_examples=50)
@given(some_scores(), variations())
def test_a_rank_interval_holds_the_rank_and_stays_within_its_bounds(
    scores: Scores, variation: Fraction
) -> None:
    ranks = rank_scores(scores).rank
    for one, found in rank_intervals(scores, variation, draws=50).items():
        assert found.rank == ranks[one]
        assert 1 <= found.best_possible <= found.best <= found.rank
        assert found.rank <= found.worst <= found.worst_possible <= len(ranks)


@settings(deadline=None, max_examples=50)
@given(some_scores(), variations())
def test_rank_bounds_are_what_trying_every_corner_pair_by_pair_gives(
    scores: Scores, variation: Fraction
) -> None:
    tried = corners(scores, variation)
    for one, (best, worst) in rank_bounds(scores, variation).items():
        ahead = [[totals[rival] > totals[one] for totals in tried] for rival in scores.respondents]
        assert best == 1 + sum(all(each) for each in ahead)
        assert worst == 1 + sum(any(each) for each in ahead)


def test_without_variation_everyone_keeps_the_rank_in_every_draw() -> None:
    scores = scores_of(a=(1, 4), b=(7, 0), c=(4, 1), d=(0, 2))
    for found in rank_intervals(scores, Fraction(0), draws=20).values():
        ends = {found.best, found.worst, found.best_possible, found.worst_possible}
        assert ends == {found.rank}
        assert found.first == (20 if found.rank == 1 else 0)


def test_a_lead_in_every_theme_holds_whatever_the_weights() -> None:
    scores = scores_of(a=(3, 3), b=(2, 2))
    firm = winners_firmness(scores, Fraction(99, 100))
    assert firm is not None
    assert (firm.winner, firm.holds, firm.can_pass) == ("a", True, ())
    assert firm.closest[0].variation is None
    assert firm.closest[0].gains == ()
    assert rank_bounds(scores, Fraction(99, 100)) == {"a": (1, 1), "b": (2, 2)}


def test_what_would_unseat_the_winner_is_told_with_the_themes_that_carry_it() -> None:
    scores = scores_of(a=(10, 2, 1), b=(6, 5, 1))
    found = unseating("a", "b", scores)
    # 1 behind, 7 apart: 10(1 - 1/7) + 2(1 + 1/7) = 6(1 - 1/7) + 5(1 + 1/7).
    assert (found.behind, found.variation) == (Fraction(1), Fraction(1, 7))
    assert [(one.theme, int(one.points)) for one in found.gains] == [("t2", 3)]
    assert [(one.theme, int(one.points)) for one in found.yields] == [("t1", -4)]


def test_a_tied_rival_needs_no_variation() -> None:
    firm = winners_firmness(scores_of(a=(2, 0), b=(0, 2)), QUARTER)
    assert firm is not None
    assert firm.winners == ("a", "b")
    assert (firm.closest[0].rival, firm.closest[0].variation) == ("b", Fraction(0))
    assert firm.can_pass == ("b",)


def test_a_rival_with_the_very_same_points_is_level_and_never_ahead() -> None:
    firm = winners_firmness(scores_of(a=(2, 1), b=(2, 1)), QUARTER)
    assert firm is not None
    assert (firm.closest[0].variation, firm.holds) == (Fraction(0), True)


@settings(deadline=None, max_examples=50)
@given(some_scores())
def test_at_the_smallest_variation_the_rival_is_level_and_just_below_it_is_not(
    scores: Scores,
) -> None:
    firm = winners_firmness(scores, QUARTER)
    assert firm is not None
    for one in firm.closest:
        if one.variation is None:
            near = corners(scores, Fraction(999, 1000))
            assert all(totals[one.rival] < totals[firm.winner] for totals in near)
            continue
        level = corners(scores, one.variation)
        assert max(totals[one.rival] - totals[firm.winner] for totals in level) == 0
        if one.variation:
            below = corners(scores, one.variation * Fraction(999, 1000))
            assert all(totals[one.rival] < totals[firm.winner] for totals in below)


@settings(deadline=None, max_examples=50)
@given(some_scores(), variations())
def test_those_who_can_pass_are_those_ahead_at_some_corner(
    scores: Scores, variation: Fraction
) -> None:
    firm = winners_firmness(scores, variation)
    assert firm is not None
    tried = corners(scores, variation)
    passing = {
        one
        for one in scores.respondents
        if any(totals[one] > totals[firm.winner] for totals in tried)
    }
    assert set(firm.can_pass) == passing
    assert firm.holds == (not passing)


def test_rivals_come_with_the_one_that_needs_least_first() -> None:
    firm = winners_firmness(scores_of(a=(9, 0), b=(4, 4), c=(0, 8), d=(1, 0)), QUARTER, closest=2)
    assert firm is not None
    assert [(one.rival, one.variation) for one in firm.closest] == [
        ("c", Fraction(1, 17)),
        ("b", Fraction(1, 9)),
    ]


def test_leaving_a_theme_out_may_make_others_win() -> None:
    firm = winners_firmness(scores_of(a=(9, 1), b=(1, 5), c=(0, 5)), QUARTER)
    assert firm is not None
    assert firm.without == {"t1": ("b", "c"), "t2": ("a",)}


def test_where_nobody_is_ranked_there_is_no_winner_and_no_interval() -> None:
    scores = scores_of(a=(1, 2), b=(2, 1))
    unknown = scores.frame.with_columns(highest=pl.col("total") + 100)
    nobody = Scores(scores.scoring.__class__(1, scores.scoring.themes, scores.scoring.questions,
                                             Fraction(0)), unknown)  # fmt: skip
    assert rank_scores(nobody).rank == {}
    assert winners_firmness(nobody, QUARTER) is None
    assert rank_intervals(nobody, QUARTER) == {}


def many(respondents: int) -> Scores:
    """Return respondents with points in 18 themes that differ from one to the next."""
    rows = {
        f"{number:03}": tuple(
            (number * (theme + 7) * 31 + theme * theme) % 23 for theme in range(18)
        )
        for number in range(respondents)
    }
    return scores_of(**rows)


def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    first, again, other = (rank_intervals(many(40), QUARTER, 30, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_draws_are_the_same_on_every_machine() -> None:
    found = rank_intervals(many(40), QUARTER, 200, seed=2009)
    told = {one: (each.best, each.worst, each.first) for one, each in found.items()}
    assert [told[one] for one in ("000", "013", "039")] == [
        (31, 35, 0),
        (17, 26, 0),
        (12, 26, 0),
    ]


def test_a_thousand_draws_of_430_respondents_each_have_a_first() -> None:
    scores = many(430)
    found = rank_intervals(scores, QUARTER, 1000)
    assert sum(each.first for each in found.values()) >= 1000
