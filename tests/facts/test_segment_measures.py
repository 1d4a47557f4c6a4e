"""Measures of segments: of their own counts, and unknown where they would tell too much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ekrules.facts.measures import SegmentMeasures, work_out_segment_measures
from ekrules.goals.strategy import Strategy
from ekrules.survey.answer_layout import NO_ANSWER, NOT_ASKED
from ekrules.tables.measure import Measure
from ekrules.tables.tallies import segment_tallies
from tests.answered import Cell, answered, breakdown
from tests.made_up import made_up
from tests.strategies import StrategyFiles
from tests.surveys import BRUK, FORMER, KANALER, NETT, small_survey

# Who said yes and no to the question of those who were asked, and who was not asked.
Group = tuple[int, int, int]
QUESTIONS = (NETT, BRUK, FORMER, KANALER)
SEGMENTS = ("nord", "sor", "vest", "ost")


@cache
def strategy() -> Strategy:
    with TemporaryDirectory() as folder:
        return StrategyFiles(Path(folder)).strategy()


def measures_of(
    groups: Sequence[Group], smallest_base: int = 5, smallest_cell: int = 0
) -> dict[str, SegmentMeasures]:
    """Return the measures of segments in which so many use the net (bruk), or do not."""
    columns: dict[str, list[Cell]] = {"@region": [], "nett": [], "bruk": []}
    for name, (yes, no, outside) in zip(SEGMENTS, groups, strict=False):
        columns["@region"] += [name] * (yes + no + outside)
        columns["nett"] += ["ja"] * (yes + no) + ["nei"] * outside
        columns["bruk"] += ["ja"] * yes + ["nei"] * no + [NOT_ASKED] * outside
    names = SEGMENTS[: len(groups)]
    survey = answered(
        columns,
        *QUESTIONS,
        breakdowns=[breakdown("region", dict.fromkeys(names))],
        smallest_base=smallest_base,
        smallest_cell=smallest_cell,
    )
    survey = replace(survey, evidence=small_survey().evidence)
    return work_out_segment_measures(strategy(), survey, segment_tallies(survey, "region"))


def counts(measure: Measure) -> tuple[int | None, int | None]:
    return measure.numerator, measure.denominator


def test_a_segment_is_measured_by_its_own_counts_and_held_against_all_others() -> None:
    found = measures_of([(10, 20, 5), (30, 10, 0), (8, 8, 8)])
    assert {name: counts(one.own["bruk"]) for name, one in found.items()} == {
        "nord": (10, 30),
        "sor": (30, 40),
        "vest": (8, 16),
    }
    assert {name: counts(one.own["nett"]) for name, one in found.items()} == {
        "nord": (30, 35),
        "sor": (40, 40),
        "vest": (16, 24),
    }
    assert counts(found["nord"].own["begge"]) == (10, 35)
    # Only what a goal is judged by is held against the others.
    assert {name: counts(one.others["nett"]) for name, one in found.items()} == {
        "nord": (56, 64),
        "sor": (46, 59),
        "vest": (70, 75),
    }
    assert set(found["nord"].others) == {"nett"}


def test_figures_from_outside_are_no_segments() -> None:
    found = measures_of([(10, 20, 5), (30, 10, 0)])["nord"].own["kontorer"]
    assert (found.value, found.reason, counts(found)) == (None, "not_by_segment", (None, None))


def test_a_question_that_the_answers_do_not_hold_is_no_segments_either() -> None:
    found = measures_of([(10, 20, 5), (30, 10, 0)])["nord"].own
    assert found["papir"].reason == found["epost"].reason == "not_in_survey"
    assert found["svakest"].reason == "part_is_unknown"


def test_a_base_below_the_smallest_is_unknown_and_so_is_one_more() -> None:
    found = measures_of([(1, 3, 20), (30, 10, 0), (8, 8, 8)])
    assert {name: one.own["bruk"].reason for name, one in found.items()} == {
        "nord": "base_too_small",
        "sor": None,
        # The total less the shown would be the fourteen of nord.
        "vest": "base_too_small",
    }
    hidden = found["nord"].own["bruk"]
    assert (hidden.value, counts(hidden), hidden.low, hidden.missing) == (
        None,
        (None, None),
        None,
        0,
    )
    assert hidden.source == "liten2009 3.1"
    assert found["nord"].own["begge"].reason == "part_is_unknown"
    assert found["nord"].own["nett"].value == 4 / 24


def test_a_base_of_just_the_smallest_is_shown() -> None:
    found = measures_of([(1, 4, 20), (30, 10, 0)])
    assert all(one.own["bruk"].reason is None for one in found.values())


def test_a_base_of_nobody_is_told_as_that() -> None:
    found = measures_of([(0, 0, 6), (30, 10, 0), (0, 0, 0)])
    assert found["nord"].own["bruk"].reason == "base_is_zero"
    assert found["vest"].own["bruk"].reason == "base_is_zero"
    assert found["sor"].own["bruk"].value == 0.75


def test_a_base_of_nobody_is_not_told_where_it_would_give_another_away() -> None:
    found = measures_of([(0, 0, 2), (1, 1, 0), (20, 20, 0), (0, 0, 0)])
    reasons = {name: one.own["bruk"].reason for name, one in found.items()}
    assert reasons == {
        "nord": "base_too_small",
        "sor": "base_too_small",
        "vest": None,
        "ost": "base_is_zero",
    }


def test_a_segment_of_nobody_is_told_as_that_however_few_the_others_are() -> None:
    found = measures_of([(1, 2, 0), (0, 0, 0)])
    assert found["nord"].own["bruk"].reason == "base_too_small"
    assert found["sor"].own["bruk"].reason == "base_is_zero"


def test_a_small_count_is_hidden_where_the_survey_says_so() -> None:
    shown = measures_of([(1, 20, 0), (30, 10, 0), (20, 20, 0)])
    assert all(one.own["bruk"].value is not None for one in shown.values())
    hidden = measures_of([(1, 20, 0), (30, 10, 0), (20, 20, 0)], smallest_cell=3)
    assert hidden["nord"].own["bruk"].reason == "base_too_small"
    assert sum(one.own["bruk"].value is None for one in hidden.values()) >= 2


def possible(sizes: Sequence[int], yes: int, no: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield every way that hidden segments may share out the yes and no that are not shown."""
    each = [[(y, n) for y in range(size + 1) for n in range(size + 1 - y)] for size in sizes[:-1]]
    for first in product(*each):
        last = (yes - sum(y for y, _ in first), no - sum(n for _, n in first))
        if min(last) >= 0 and sum(last) <= sizes[-1]:
            yield (*first, last)


GROUP = st.tuples(*[st.integers(0, 5)] * 3).filter(lambda group: sum(group) <= 7)


@settings(max_examples=60, deadline=None)
@given(st.lists(GROUP, min_size=2, max_size=4), st.integers(1, 6), st.integers(0, 3))
def test_no_hidden_share_can_be_worked_out_of_the_shown_and_the_whole(
    groups: list[Group], smallest_base: int, smallest_cell: int
) -> None:
    """The reader knows how many each segment has, the whole's counts, and what is shown."""
    yes, no = (sum(group[at] for group in groups) for at in (0, 1))
    # Where all of the whole said the same, or are of one segment, the whole tells it.
    assume(yes and no and sum(y + n > 0 for y, n, _ in groups) > 1)
    found = measures_of(groups, smallest_base, smallest_cell)
    shares = [one.own["bruk"] for one in found.values()]
    hidden = [at for at, one in enumerate(shares) if one.reason == "base_too_small"]
    for one, group in zip(shares, groups, strict=True):
        if one.value is not None:
            assert counts(one) == (group[0], group[0] + group[1])
            yes, no = yes - group[0], no - group[1]
            assert group[0] + group[1] >= smallest_base
    ways = list(possible([sum(groups[at]) for at in hidden], yes, no)) if hidden else []
    for place in range(len(hidden)):
        assert len({way[place] for way in ways}) > 1, (groups, hidden)


@pytest.mark.parametrize("by", ["region", "size", "type", "county"])
def test_no_share_of_2009_is_of_fewer_than_five(by: str) -> None:
    loaded = made_up()
    tallies = segment_tallies(loaded.survey, by)
    found = work_out_segment_measures(loaded.strategy, loaded.survey, tallies)
    shown = [
        one
        for segment in found.values()
        for one in segment.own.values()
        if one.denominator is not None and one.value is not None
    ]
    assert shown
    assert min(one.denominator or 0 for one in shown) >= 5
    reasons = {one.reason for segment in found.values() for one in segment.own.values()}
    assert "not_by_segment" in reasons


def test_those_who_gave_no_answer_are_in_the_base_of_their_segment() -> None:
    columns: Mapping[str, Sequence[Cell]] = {
        "@region": ["nord"] * 6 + ["sor"] * 6,
        "nett": ["ja", "nei", *[NO_ANSWER] * 4, *["ja"] * 6],
    }
    regions = breakdown("region", {"nord": 10, "sor": 10})
    survey = replace(
        answered(columns, *QUESTIONS, breakdowns=[regions]), evidence=small_survey().evidence
    )
    found = work_out_segment_measures(strategy(), survey, segment_tallies(survey, "region"))
    assert counts(found["nord"].own["nett"]) == (1, 6)
    assert found["nord"].own["nett"].missing == 4
    # Four of nord's ten did not take part, and four gave no answer.
    assert (found["nord"].own["nett"].lowest, found["nord"].own["nett"].highest) == (0.1, 0.9)
