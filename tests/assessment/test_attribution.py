"""Which causes suffice: held to every way in which mixes can come out."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ekrules.assessment.comparison.attribution import Attribution, Verdict, attribute
from ekrules.assessment.comparison.causes import CAUSES, Cause, State, states_of

STATUSES = ("green", "yellow", "red", None)


@st.composite
def outcomes(draw: st.DrawFn) -> dict[State, Verdict]:
    """Return what every mix of some causes comes to; the two ends can always be judged."""
    causes = draw(st.lists(st.sampled_from(CAUSES), max_size=4, unique=True))
    states = list(states_of(causes))
    found = {state: Verdict(draw(st.sampled_from(STATUSES))) for state in states}
    for end in (states[0], states[-1]):
        found[end] = Verdict(draw(st.sampled_from(STATUSES[:3])))
    return found


def attributed(found: dict[State, Verdict]) -> Attribution:
    return attribute(list(found)[-1], found.__getitem__)


def alone(**came: str) -> Attribution:
    """Return two causes, rule and time, by what the old side, each alone and both come to."""
    states: dict[str, State] = {
        "old": frozenset(),
        "rule": frozenset[Cause](("rule",)),
        "time": frozenset[Cause](("time",)),
        "both": frozenset[Cause](("rule", "time")),
    }
    return attributed({states[name]: Verdict(one) for name, one in came.items()})


def sets(found: Attribution) -> list[tuple[Cause, ...]]:
    return [one.causes for one in found.sufficient]


def test_one_cause_that_does_it_alone_is_sufficient_and_necessary() -> None:
    found = alone(old="red", rule="red", time="yellow", both="yellow")
    assert sets(found) == [("time",)]
    assert found.necessary == ("time",)


def test_either_of_two_causes_is_sufficient_and_none_is_necessary() -> None:
    found = alone(old="red", rule="yellow", time="yellow", both="yellow")
    assert sets(found) == [("time",), ("rule",)]
    assert found.necessary == ()


def test_two_causes_that_do_it_only_together_are_one_set() -> None:
    found = alone(old="red", rule="red", time="red", both="yellow")
    assert sets(found) == [("time", "rule")]
    assert found.necessary == ("time", "rule")


def test_what_one_cause_gave_and_another_took_back_is_told() -> None:
    found = alone(old="red", rule="red", time="green", both="yellow")
    assert sets(found) == [("time", "rule")]
    assert found.turned == (("time", "green"),)


def test_two_causes_that_cancel_out_are_found_though_the_status_is_the_same() -> None:
    found = alone(old="yellow", rule="red", time="green", both="yellow")
    assert found.cancels
    assert [(one.causes, one.comes_to) for one in found.sufficient] == [
        (("time",), "green"),
        (("rule",), "red"),
    ]


def test_a_set_that_a_further_cause_undoes_says_which() -> None:
    causes: tuple[Cause, ...] = ("time", "measure", "rule")
    green = ({"rule"}, {"rule", "time"}, {"rule", "time", "measure"})
    found = attribute(causes, lambda one: Verdict("green" if set(one) in green else "red"))
    assert sets(found) == [("rule",)]
    assert found.sufficient[0].undone_by == (("measure",),)


@given(outcomes())
def test_every_set_brings_the_new_status_and_nothing_smaller_does(
    found: dict[State, Verdict],
) -> None:
    told = attributed(found)
    for one in told.sufficient:
        assert found[frozenset(one.causes)].comes_to == one.comes_to
        assert one.comes_to == told.new or not told.moved
        for size in range(len(one.causes)):
            for fewer in combinations(one.causes, size):
                came = found[frozenset(fewer)].comes_to
                assert came != told.new if told.moved else came in (told.old, None)


@given(outcomes())
def test_every_mix_that_brings_the_new_status_holds_one_of_the_sets(
    found: dict[State, Verdict],
) -> None:
    told = attributed(found)
    for state, verdict in found.items():
        if told.moved and verdict.comes_to == told.new:
            assert any(set(one.causes) <= state for one in told.sufficient)
            assert set(told.necessary) <= state


@given(outcomes())
def test_a_moved_status_always_has_a_set_that_moves_it(found: dict[State, Verdict]) -> None:
    told = attributed(found)
    assert bool(told.sufficient) or not told.moved


@given(outcomes())
def test_swapping_the_sides_swaps_what_it_was_and_became(found: dict[State, Verdict]) -> None:
    told, every = attributed(found), list(found)[-1]
    back = attribute(every, lambda state: found[every - state])
    assert (back.old, back.new) == (told.new, told.old)
    assert {one.verdict.comes_to for one in back.runs} == {
        one.verdict.comes_to for one in told.runs
    }


@given(outcomes())
def test_every_mix_is_there_to_be_checked(found: dict[State, Verdict]) -> None:
    told = attributed(found)
    assert {frozenset(one.causes): one.verdict for one in told.runs} == found
