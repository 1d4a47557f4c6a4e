"""Steps: the change said to be enough is enough, and one less is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ekrules.assessment.assessed import Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.outlook import Outlook, outlook
from ekrules.assessment.what_if.steps import Figures, Fork, Step, least_count, most_count
from ekrules.decision.engine import EnginePreference
from ekrules.decision.tables import DecisionTable
from ekrules.goals.strategy import MeasureDefinition
from ekrules.tables.combination import highest_of, joint_of, lowest_of, mean_of
from ekrules.tables.measure import Measure, exact_share, unknown_measure
from tests.assessment.builders import ON, goal, rising_table, share, status_at, strategy

SPOKEN = {"label": {"nb": "M"}, "says": {"nb": "gjør det"}}
RANK = [Status.GREEN, Status.YELLOW, Status.RED]


def outlook_of(
    measure: Measure, by: DecisionTable, engine: EnginePreference = "columnar"
) -> Outlook:
    one = strategy(a=[goal(judged_by=by.id)])
    measures = {"m": measure, "n": measure}
    return outlook(one.goals["a-1"], one, measures, {by.id: by}, ON, EngineRoom(engine))


def defined(**made: object) -> MeasureDefinition:
    return MeasureDefinition.model_validate({**SPOKEN, **made})


def question() -> MeasureDefinition:
    return defined(question="q", counts=("ja",), base="asked")


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    percents = sorted(draw(st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True)))
    strictly = draw(st.booleans())
    return rising_table(percents[0] / 100, percents[1] / 100, strictly=strictly)


counts = st.integers(1, 249).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(tables(), counts)
def test_the_count_said_to_be_enough_is_enough_and_one_fewer_is_not(
    by: DecisionTable, counted: tuple[int, int]
) -> None:
    found = outlook_of(share(counted[0], asked=counted[1]), by)
    for better in found.better:
        way = better.by_attainment.way if better.by_attainment else None
        if way is None:
            reached = [
                status_at(by, exact_share(n, counted[1])) for n in range(counted[0], counted[1] + 1)
            ]
            assert better.status not in reached
            continue
        assert isinstance(way, Step)
        assert way.move is not None
        assert way.move.more > 0
        assert status_at(by, exact_share(way.move.to, way.move.of)) is better.status
        assert status_at(by, exact_share(way.move.to - 1, way.move.of)) is not better.status


@given(tables(), counts)
def test_the_loss_said_to_turn_it_worse_does_and_one_fewer_does_not(
    by: DecisionTable, counted: tuple[int, int]
) -> None:
    found = outlook_of(share(counted[0], asked=counted[1]), by)
    now = RANK.index(found.now.status)
    below = [RANK.index(status_at(by, exact_share(n, counted[1]))) for n in range(counted[0])]
    if found.margin is None:
        assert all(one <= now for one in below)
        return
    way = found.margin.way
    assert isinstance(way, Step)
    assert way.move is not None
    assert below[way.move.to] > now
    assert all(one <= now for one in below[way.move.to + 1 :])


@given(tables(), counts)
def test_both_engines_give_the_same_outlook(by: DecisionTable, counted: tuple[int, int]) -> None:
    measure = share(counted[0], asked=counted[1])
    assert outlook_of(measure, by) == outlook_of(measure, by, "auto")


@given(st.fractions(0, 1, max_denominator=1000), st.integers(1, 500))
def test_least_and_most_counts_are_the_nearest_on_each_side(bound: Fraction, of: int) -> None:
    limit = float(bound)
    every = [exact_share(count, of) for count in range(of + 1)]
    assert least_count(limit, of) == next((n for n, one in enumerate(every) if one >= limit), None)
    at_most = [n for n, one in enumerate(every) if one <= limit]
    assert most_count(limit, of) == (at_most[-1] if at_most else None)


@given(st.integers(0, 100), st.integers(0, 80), st.integers(1, 100))
def test_every_lagging_part_of_a_lowest_must_come_to_the_bound(
    first: int, second: int, percent: int
) -> None:
    parts = [share(first, asked=100, measure_id="a"), share(second, asked=80, measure_id="b")]
    whole, bound = lowest_of("m", parts), percent / 100
    figures = Figures(
        {"m": whole, "a": parts[0], "b": parts[1]},
        {"m": defined(lowest_of=("a", "b")), "a": question(), "b": question()},
    )
    assume(whole.value is not None and whole.value < bound)
    way = figures.way("m", bound, 1.0)
    assert isinstance(way, Fork)
    assert way.needs == "every"
    moved = {one.measure: one.move for one in way.ways if isinstance(one, Step)}
    for part in parts:
        to = moved[part.id].to if moved.get(part.id) else part.numerator  # type: ignore[union-attr]
        assert exact_share(to or 0, part.denominator or 1) >= bound
        if part.id in moved:
            assert exact_share((to or 0) - 1, part.denominator or 1) < bound


def way_of_two(
    combine: Callable[[str, list[Measure]], Measure], definition: MeasureDefinition
) -> Step | Fork | None:
    """The way to one half and more, for a measure of two parts: 10 and 40 of a hundred."""
    parts = {"a": share(10, asked=100, measure_id="a"), "b": share(40, asked=100, measure_id="b")}
    whole = combine("m", list(parts.values()))
    figures = Figures({"m": whole, **parts}, {"m": definition, "a": question(), "b": question()})
    return figures.way("m", 0.5, 1.0)


def test_any_part_of_a_highest_will_do_and_the_nearest_is_named_first() -> None:
    way = way_of_two(highest_of, defined(highest_of=("a", "b")))
    assert isinstance(way, Fork)
    assert way.needs == "any"
    assert [one.measure for one in way.ways] == ["b", "a"]


def test_a_mean_of_one_base_is_counted_in_answers() -> None:
    way = way_of_two(mean_of, defined(mean_of=("a", "b")))
    assert isinstance(way, Step)
    assert way.move is not None
    assert (way.move.start, way.move.to, way.move.of, way.move.answers) == (50, 100, 200, True)


def test_a_mean_of_several_bases_is_told_in_points() -> None:
    parts = {"a": share(10, asked=100, measure_id="a"), "b": share(40, asked=80, measure_id="b")}
    whole = mean_of("m", list(parts.values()))
    figures = Figures(
        {"m": whole, **parts},
        {"m": defined(mean_of=("a", "b")), "a": question(), "b": question()},
    )
    way = figures.way("m", 0.5, 1.0)
    assert isinstance(way, Step)
    assert (way.move, way.uncounted) == (None, "several_bases")
    assert float(way.points) == pytest.approx(20)


def test_a_joint_share_says_when_more_must_come_past_the_question_before() -> None:
    first = share(50, asked=100, measure_id="a", respondents=100)
    last = share(20, asked=50, measure_id="b", respondents=100)
    whole = joint_of("m", [first, last], 100, 430)
    figures = Figures(
        {"m": whole, "a": first, "b": last},
        {"m": defined(joint_of=("a", "b")), "a": question(), "b": question()},
    )
    within, beyond = figures.way("m", 0.4, 1.0), figures.way("m", 0.6, 1.0)
    assert isinstance(within, Step)
    assert isinstance(beyond, Step)
    assert within.move is not None
    assert (within.move.to, within.move.asked) == (40, None)
    assert beyond.move is not None
    assert (beyond.move.to, beyond.move.asked) == (60, 50)


def figures_of(definitions: dict[str, MeasureDefinition], *measures: Measure) -> Figures:
    return Figures({one.id: one for one in measures}, definitions)


def test_a_figure_that_is_there_already_or_is_unknown_has_no_way() -> None:
    known = figures_of({"m": question()}, share(50, asked=100))
    assert known.way("m", 0.5, 1.0) is None
    assert known.way("m", 0.0, 0.5) is None
    unknown = figures_of({"m": question()}, unknown_measure("m", "base_is_zero"))
    assert unknown.way("m", 0.5, 1.0) is None


def test_a_mean_of_combinations_is_told_in_points() -> None:
    parts = [share(number, asked=100, measure_id=name) for number, name in zip(
        (10, 30, 20, 40), "abcd", strict=True)]  # fmt: skip
    middle = [lowest_of("e", parts[:2]), lowest_of("f", parts[2:])]
    definitions = {
        "m": defined(mean_of=("e", "f")),
        "e": defined(lowest_of=("a", "b")),
        "f": defined(lowest_of=("c", "d")),
        **dict.fromkeys("abcd", question()),
    }
    way = figures_of(definitions, mean_of("m", middle), *middle, *parts).way("m", 0.5, 1.0)
    assert isinstance(way, Step)
    assert (way.move, way.uncounted, way.end) == (None, "several_bases", 0.5)


@given(st.integers(1, 100), st.integers(1, 100), st.integers(0, 99))
def test_every_part_of_a_highest_must_fall_for_it_to_fall(
    first: int, second: int, percent: int
) -> None:
    parts = [share(first, asked=100, measure_id="a"), share(second, asked=100, measure_id="b")]
    bound = percent / 100
    whole = highest_of("m", parts)
    assume(whole.value is not None and whole.value > bound)
    definitions = {"m": defined(highest_of=("a", "b")), "a": question(), "b": question()}
    way = figures_of(definitions, whole, *parts).way("m", 0.0, bound)
    assert isinstance(way, Fork)
    assert way.needs == "every"
    assert {one.measure for one in way.ways if isinstance(one, Step)} == {
        part.id for part in parts if (part.value or 0) > bound
    }
    assert way.end <= bound


def test_a_lowest_that_no_counts_bring_between_two_bounds_has_no_way() -> None:
    # Both of nine: 2 are 22 % and 3 are 33 %, so that neither stops between 25 and 30 %.
    parts = [share(1, asked=9, measure_id=name) for name in "ab"]
    definitions = {"m": defined(lowest_of=("a", "b")), "a": question(), "b": question()}
    figures = figures_of(definitions, lowest_of("m", parts), *parts)
    assert figures.way("m", 0.25, 0.30) is None
    assert figures.way("m", 0.25, 0.34) is not None


def test_ways_that_fork_themselves_are_held_against_each_other_by_what_they_take() -> None:
    parts = [share(number, asked=100, measure_id=name) for number, name in zip(
        (20, 45, 10, 40), "abcd", strict=True)]  # fmt: skip
    both, either = lowest_of("e", parts[:2]), highest_of("f", parts[2:])
    definitions = {
        "m": defined(highest_of=("e", "f")),
        "e": defined(lowest_of=("a", "b")),
        "f": defined(highest_of=("c", "d")),
        **dict.fromkeys("abcd", question()),
    }
    whole = highest_of("m", [both, either])
    way = figures_of(definitions, whole, both, either, *parts).way("m", 0.5, 1.0)
    assert isinstance(way, Fork)
    # "e" takes 30 points, for both of its parts must come there; "f" no more than 10.
    assert [one.measure for one in way.ways] == ["f", "e"]
    near = figures_of(
        definitions | {"a": question()},
        whole, both, either, *(share(49, asked=100, measure_id=one) for one in "ab"), *parts[2:],
    ).way("m", 0.5, 1.0)  # fmt: skip
    assert isinstance(near, Fork)
    assert [one.measure for one in near.ways] == ["e", "f"]


def test_an_unknown_attainment_leaves_nothing_to_change_and_nothing_to_lose() -> None:
    found = outlook_of(unknown_measure("m", "base_is_zero"), rising_table(0.2, 0.6))
    assert (found.now.status, found.attainment_unknown) == (Status.GREY, "base_is_zero")
    assert [one.by_attainment for one in found.better] == [None, None, None]
    assert found.margin is None


def test_the_end_of_a_change_has_the_status_that_it_is_said_to_give() -> None:
    by = rising_table(0.2, 0.6)
    found = outlook_of(share(100), by)
    change = found.better[0].by_attainment
    assert change is not None
    assert change.status is found.better[0].status is status_at(by, change.way.end)


def test_a_weighted_figure_is_told_in_points() -> None:
    weighted = replace(share(20, asked=100), weighted=True)
    way = figures_of({"m": question()}, weighted).way("m", 0.5, 1.0)
    assert isinstance(way, Step)
    assert (way.move, way.uncounted) == (None, "weighted")
    assert float(way.points) == pytest.approx(30)
