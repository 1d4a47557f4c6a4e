from __future__ import annotations

from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ekrules.tables.reference import (
    hidden_segments,
    printed,
    quantile,
    reference_table,
    whole_points,
)
from ekrules.tables.scores import Scores
from tests.tables.scored_survey import scores_of


def test_the_reference_table_has_each_segments_scores() -> None:
    scores = scores_of(a=(1,), b=(2,), c=(4,), d=(0,), e=(9,))
    kinds = pl.Series("@type", ["x", "x", "x", None, "y"])
    scores = Scores(scores.scoring, scores.frame.with_columns(kinds))
    table = reference_table(scores, {"type": ["x", "y", "z"]}, smallest_base=1)
    x, y, z = table.breakdowns["type"]
    assert x.summary is not None
    assert [x.respondents, x.summary.mean, x.summary.median] == [3, Fraction(7, 3), 2]
    assert [x.summary.highest, x.summary.lowest] == [4, 1]
    assert (y.respondents, y.hidden) == (1, None)
    assert (z.respondents, z.summary, z.hidden) == (0, None, "nobody")
    assert (table.total.respondents, table.no_segment) == (5, {"type": 1})
    whole = printed(x)
    assert whole is not None
    assert (whole.mean, whole.respondents, whole.highest, whole.lowest) == (2, 3, 4, 1)
    assert printed(z) is None


def test_a_table_of_too_few_respondents_shows_nothing() -> None:
    scores = scores_of(a=(1,), b=(2,))
    kinds = pl.Series("@type", ["x", "x"])
    scores = Scores(scores.scoring, scores.frame.with_columns(kinds))
    table = reference_table(scores, {"type": ["x"]}, smallest_base=3)
    assert (table.total.hidden, table.breakdowns["type"][0].hidden) == (
        ("below_smallest_base",) * 2
    )


def test_somebody_else_may_judge_which_segments_are_hidden() -> None:
    scores = scores_of(a=(1,), b=(2,))
    kinds = pl.Series("@type", ["x", "y"])
    scores = Scores(scores.scoring, scores.frame.with_columns(kinds))
    table = reference_table(
        scores, {"type": ["x", "y"]}, 1, lambda _: {"y": "would_reveal_another"}
    )
    assert [one.hidden for one in table.breakdowns["type"]] == [None, "would_reveal_another"]


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 30), max_size=8), st.integers(1, 10))
def test_what_is_hidden_holds_the_smallest_base_together(
    counts: dict[str, int], smallest: int
) -> None:
    hidden = hidden_segments(counts, smallest)
    assert all(counts[one] >= smallest for one in counts if one not in hidden)
    held = [counts[one] for one in hidden if counts[one]]
    if held and any(one not in hidden for one in counts):
        assert len(held) >= 2
        assert sum(held) >= smallest


def test_halves_are_rounded_upwards() -> None:
    assert [whole_points(Fraction(one, 2)) for one in (1, 3, 5, 4)] == [1, 2, 3, 2]


@given(st.lists(st.integers(-50, 50), min_size=1), st.fractions(0, 1))
def test_a_quantile_lies_among_the_values(values: list[int], share: Fraction) -> None:
    ordered = sorted(values)
    assert ordered[0] <= quantile(ordered, share) <= ordered[-1]
    assert quantile(ordered, Fraction(0)) == ordered[0]
    assert quantile(ordered, Fraction(1)) == ordered[-1]
