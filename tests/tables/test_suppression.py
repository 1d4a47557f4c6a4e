from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ekrules.tables.suppression import (
    Crosstab,
    Suppression,
    Thresholds,
    suppress_crosstab,
    suppress_sizes,
    suppressed_segments,
)
from tests.tables.compatible_tables import compatible_tables


def crosstab(rows: Sequence[Sequence[int]], base: frozenset[str] | None = None) -> Crosstab:
    """Rows of counts; answers are called a, b, c, segments A, B, C."""
    answers, segments = "abcdefgh"[: len(rows)], "ABCDEFGH"[: len(rows[0])]
    counts = {
        segment: {answer: rows[row][column] for row, answer in enumerate(answers)}
        for column, segment in enumerate(segments)
    }
    return Crosstab(tuple(answers), tuple(segments), counts, base)


@st.composite
def crosstabs(draw: st.DrawFn) -> Crosstab:
    rows, columns = draw(st.sampled_from([(1, 3), (2, 2), (2, 3), (3, 2), (2, 4), (3, 3), (3, 1)]))
    counts = st.sampled_from([0, 0, 1, 1, 2, 3, 4])
    row = st.lists(counts, min_size=columns, max_size=columns)
    base = draw(st.sampled_from([None, None, frozenset("a"), frozenset("ab")]))
    base = base if base is not None and len(base) < rows else None
    return crosstab(draw(st.lists(row, min_size=rows, max_size=rows)), base)


thresholds = st.builds(Thresholds, st.integers(0, 5), st.integers(0, 4))


def hides_all(table: Crosstab, hidden: Suppression) -> bool:
    return hidden.grand_total and len(hidden.cells) == len(table.answers) * len(table.segments)


@settings(max_examples=400, deadline=None)
@given(crosstabs(), thresholds)
def test_no_suppressed_count_can_be_worked_out(table: Crosstab, limits: Thresholds) -> None:
    hidden = suppress_crosstab(table, limits)
    # Where nothing is left to hide, nothing more can be done; a table of a single 1 is such.
    assume(not hides_all(table, hidden))
    assert_protected(table, hidden, limits)


def assert_protected(table: Crosstab, hidden: Suppression, limits: Thresholds) -> None:
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for counts in compatible_tables(table, hidden, limits):
        for cell in hidden.cells:
            seen[cell].add(counts[cell])
        if all(len(values) > 1 for values in seen.values()) and seen:
            return
    assert not hidden.cells, {cell: values for cell, values in seen.items() if len(values) < 2}


@given(crosstabs(), thresholds)
def test_small_counts_and_segments_are_suppressed_and_say_why(
    table: Crosstab, limits: Thresholds
) -> None:
    hidden = suppress_crosstab(table, limits)
    for answer, segment in product(table.answers, table.segments):
        count = table.counts[segment][answer]
        reason = hidden.cells.get((answer, segment))
        if 0 < table.base_n(segment) < limits.smallest_base:
            is_told = table.answer_total(answer) == 0
            assert reason == (None if is_told else "primary_base") or (is_told and not count)
        elif 0 < count < limits.smallest_cell:
            assert reason in {"primary_cell", "secondary"}
            assert reason == "primary_cell" or segment in hidden.segments
        else:
            assert reason in {None, "secondary"}


@given(crosstabs())
def test_nothing_is_suppressed_where_both_thresholds_are_off(table: Crosstab) -> None:
    for off in (Thresholds(), Thresholds(1, 1), Thresholds(0, 1)):
        assert suppress_crosstab(table, off) == Suppression({}, {})


@given(crosstabs(), thresholds)
def test_the_same_table_is_suppressed_alike_every_time(table: Crosstab, limits: Thresholds) -> None:
    assert suppress_crosstab(table, limits) == suppress_crosstab(table, limits)


def test_the_secondary_cells_are_those_with_the_fewest_respondents() -> None:
    table = crosstab([[2, 60, 10], [50, 20, 70], [9, 90, 40]])
    hidden = suppress_crosstab(table, Thresholds(smallest_cell=3))
    assert hidden.cells == {
        ("a", "A"): "primary_cell",
        ("a", "C"): "secondary",
        ("c", "A"): "secondary",
        ("c", "C"): "secondary",
    }
    assert not hidden.answer_totals | hidden.segment_totals


def test_a_cell_that_is_suppressed_anyway_costs_nothing_more() -> None:
    # By way of c and C are 7 + 8 + 6 respondents; by way of b and B 10 + 10, and 2 lost already.
    table = crosstab([[2, 10, 7], [10, 2, 90], [8, 90, 6]])
    hidden = suppress_crosstab(table, Thresholds(smallest_cell=3))
    assert set(hidden.cells) == set(product("ab", "AB"))


def test_small_cells_that_protect_each_other_need_no_more() -> None:
    table = crosstab([[2, 1, 30], [1, 2, 30], [40, 50, 60]])
    hidden = suppress_crosstab(table, Thresholds(smallest_cell=3))
    assert set(hidden.cells.values()) == {"primary_cell"}
    assert len(hidden.cells) == 4


def test_zeros_that_would_have_to_fall_protect_nothing() -> None:
    # Of a circle a-A, b-A, b-B, a-B every other count would have to fall, and 0 can't.
    table = crosstab([[0, 3, 5], [2, 0, 5]])
    hidden = suppress_crosstab(
        table, Thresholds(smallest_cell=1), also=[("a", "A"), ("b", "B"), ("a", "C"), ("b", "C")]
    )
    assert_protected(table, hidden, Thresholds(smallest_cell=99))
    assert len(hidden.cells) > 4


def test_a_reader_who_knows_that_something_is_1_does_not_learn_which() -> None:
    # With the 8 alone suppressed beside the three ones, only 1, 1, 1 and 8 hold a 1.
    table = crosstab([[1, 1, 20], [8, 1, 20]])
    limits = Thresholds(smallest_cell=2)
    hidden = suppress_crosstab(table, limits)
    assert len(hidden.cells) == 6
    assert_protected(table, hidden, limits)


def test_a_segment_suppressed_as_a_whole_takes_a_second_with_it() -> None:
    table = crosstab([[2, 30, 10, 40], [1, 20, 15, 60]])
    hidden = suppress_crosstab(table, Thresholds(smallest_base=5))
    assert hidden.segments == {"A": "primary_base", "C": "secondary"}
    assert hidden.cells == {
        ("a", "A"): "primary_base",
        ("b", "A"): "primary_base",
        ("a", "C"): "secondary",
        ("b", "C"): "secondary",
    }


def test_two_small_segments_hide_each_other() -> None:
    table = crosstab([[2, 30, 1, 40], [1, 20, 3, 60]])
    hidden = suppress_crosstab(table, Thresholds(smallest_base=5))
    assert hidden.segments == {"A": "primary_base", "C": "primary_base"}
    assert set(hidden.cells.values()) == {"primary_base"}


def test_a_total_is_suppressed_only_where_there_is_one_segment() -> None:
    table = crosstab([[2], [30], [14]])
    hidden = suppress_crosstab(table, Thresholds(smallest_cell=3))
    assert hidden.cells == {("a", "A"): "primary_cell", ("c", "A"): "secondary"}
    assert hidden.answer_totals == {"a", "c"}
    assert not hidden.segment_totals
    assert not hidden.grand_total


def test_a_total_is_suppressed_where_there_is_one_answer() -> None:
    table = crosstab([[2, 30, 14]])
    hidden = suppress_crosstab(table, Thresholds(smallest_cell=3))
    assert hidden.segment_totals == {"A", "C"}
    assert not hidden.answer_totals


def test_a_lone_count_takes_every_total_with_it() -> None:
    hidden = suppress_crosstab(crosstab([[2]]), Thresholds(smallest_cell=3))
    assert hidden.grand_total
    assert hidden.answer_totals
    assert hidden.segment_totals


def test_zeros_are_shown() -> None:
    table = crosstab([[0, 0, 20], [0, 40, 30], [0, 3, 50]])
    assert not suppress_crosstab(table, Thresholds(smallest_base=5, smallest_cell=3)).cells


def test_an_answer_that_nobody_gave_is_shown_in_a_suppressed_segment_too() -> None:
    table = crosstab([[2, 30, 40], [1, 20, 40], [0, 0, 0]])
    hidden = suppress_crosstab(table, Thresholds(smallest_base=5))
    assert not [answer for answer, _ in hidden.cells if answer == "c"]
    assert not hidden.answer_totals


def test_a_printed_base_is_reckoned_with() -> None:
    # c is not in the base: with n = 32 printed, a = 2 would be n less b, whatever c is.
    rows = [[2, 20, 15], [30, 25, 15], [4, 9, 8]]
    in_base = frozenset("ab")
    hidden = suppress_crosstab(crosstab(rows, in_base), Thresholds(smallest_cell=3))
    assert set(hidden.cells) == set(product("ab", "AC"))
    assert not hidden.segment_bases
    free = suppress_crosstab(crosstab(rows), Thresholds(smallest_cell=3))
    assert set(free.cells) == set(product("ac", "AC"))


def test_a_base_can_be_small_where_the_segment_is_not() -> None:
    table = crosstab([[2, 30, 10], [1, 20, 15], [80, 5, 5]], frozenset("ab"))
    hidden = suppress_crosstab(table, Thresholds(smallest_base=5))
    assert hidden.segments == {"A": "primary_base", "C": "secondary"}
    assert set(hidden.cells) == set(product("abc", "AC"))


def test_a_base_and_a_total_together_give_no_suppressed_count_away() -> None:
    table = crosstab([[2, 3, 1], [1, 2, 2], [4, 1, 1]], frozenset("ab"))
    limits = Thresholds(smallest_base=4)
    hidden = suppress_crosstab(table, limits)
    assert hidden.cells
    assert_protected(table, hidden, limits)


def test_cells_suppressed_elsewhere_are_suppressed_and_protected_here() -> None:
    table = crosstab([[12, 30, 14], [20, 20, 20]])
    hidden = suppress_crosstab(table, Thresholds(smallest_cell=3), also=[("a", "A")])
    assert set(hidden.cells) == set(product("ab", "AC"))
    assert set(hidden.cells.values()) == {"secondary"}


@settings(deadline=None)
@given(crosstabs(), st.sets(st.sampled_from([*product("abc", "ABCD")]), max_size=3))
def test_no_cell_suppressed_for_another_table_can_be_worked_out(
    table: Crosstab, cells: set[tuple[str, str]]
) -> None:
    also = {one for one in cells if one[0] in table.answers and one[1] in table.segments}
    hidden = suppress_crosstab(table, Thresholds(), also=also)
    for answer, segment in also:
        is_told = not table.answer_total(answer) or not table.total(segment)
        assert is_told or hidden.hides(answer, segment)
    assume(not hides_all(table, hidden))
    # Without a threshold that anyone knows: every count may be the reason.
    assert_protected(table, hidden, Thresholds(99, 99))


def test_a_segment_suppressed_in_one_table_is_suppressed_in_all() -> None:
    full = crosstab([[20, 30, 40, 9], [10, 20, 30, 10]])
    small = crosstab([[2, 30, 40, 9], [1, 20, 30, 10]])
    segments = suppressed_segments([full, small], 5)
    assert segments == {"A": "primary_base", "D": "secondary"}
    for table in (full, small):
        hidden = suppress_crosstab(table, Thresholds(smallest_base=5), segments)
        assert set(hidden.cells) == set(product("ab", "AD"))


def test_the_second_segment_has_respondents_where_the_first_has() -> None:
    # B has the fewest in all, and none in the table where A is small.
    first = crosstab([[2, 0, 40], [1, 0, 30]])
    other = crosstab([[20, 5, 40], [20, 5, 30]])
    assert suppressed_segments([first, other], 5) == {"A": "primary_base", "C": "secondary"}


def test_a_set_of_tables_with_large_segments_suppresses_none() -> None:
    assert suppressed_segments([crosstab([[20, 30]]), crosstab([[9, 5]])], 5) == {}
    assert suppressed_segments([], 5) == {}


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=4), st.integers(0, 6))
def test_no_suppressed_size_can_be_worked_out(sizes: list[int], smallest_base: int) -> None:
    named = dict(zip("ABCDE", sizes, strict=False))
    hidden = suppress_sizes(named, smallest_base)
    assume(not hidden.total)
    for name, size in named.items():
        assert (0 < size < smallest_base) == (hidden.segments.get(name) == "primary_base")
    seen: dict[str, set[int]] = defaultdict(set)
    for other in product(range(sum(sizes) + 1), repeat=len(hidden.segments)):
        if fits(dict(zip(hidden.segments, other, strict=True)), named, smallest_base):
            for name, value in zip(hidden.segments, other, strict=True):
                seen[name].add(value)
    assert all(len(seen[name]) > 1 for name in hidden.segments)


def fits(hidden: Mapping[str, int], sizes: Mapping[str, int], smallest_base: int) -> bool:
    is_sum = sum({**sizes, **hidden}.values()) == sum(sizes.values())
    return is_sum and any(0 < size < smallest_base for size in hidden.values())


def test_a_lone_size_takes_the_total_with_it() -> None:
    assert suppress_sizes({"A": 3}, 5).total
    assert not suppress_sizes({"A": 30}, 5).segments
    assert not suppress_sizes({}, 5).segments


@pytest.mark.parametrize("smallest_base", [0, 1])
def test_sizes_are_shown_where_the_threshold_is_off(smallest_base: int) -> None:
    assert not suppress_sizes({"A": 1, "B": 0, "C": 2}, smallest_base).segments


def test_a_lone_respondent_of_one_answer_is_hidden_with_all_there_is() -> None:
    # Nothing else than 1 is small and not none, so the rule itself gives it away; no more can be
    # done than to hide every total.
    hidden = suppress_crosstab(crosstab([[1]]), Thresholds(smallest_cell=2))
    assert hidden.cells == {("a", "A"): "primary_cell"}
    assert hidden.grand_total
    assert hidden.answer_totals == {"a"}
    assert hidden.segment_totals == {"A"}
