from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import (
    MOST_FAULTS_SHOWN,
    EkrulesError,
    EngineLimitError,
    Fault,
    Faults,
    InputError,
    Place,
    UntracedFigureError,
    listed,
    nearest_name,
)

HERE = Place("goals/helse.yaml", 14, 9)


def test_a_place_reads_as_editors_read_it() -> None:
    assert str(HERE) == "goals/helse.yaml:14:9"


def test_the_place_of_a_whole_file_is_its_name() -> None:
    assert str(Place("goals/helse.yaml")) == "goals/helse.yaml"


def test_a_fault_says_where_what_was_expected_and_what_is_near() -> None:
    fault = Fault(HERE, 'the key "deadlin"', "expected another", "deadline")
    assert str(fault) == (
        'goals/helse.yaml:14:9: the key "deadlin"; expected another. Did you mean "deadline"?'
    )


def test_a_fault_with_nothing_near_guesses_nothing() -> None:
    assert str(Fault(HERE, "a tab", "indent with spaces")) == (
        "goals/helse.yaml:14:9: a tab; indent with spaces."
    )


places = st.builds(Place, st.sampled_from("ab"), st.integers(0, 12), st.integers(0, 12))
fault_lists = st.lists(
    st.builds(
        Fault, places, st.sampled_from("xy"), st.sampled_from("mn"), st.sampled_from([None, "k"])
    )
)


@given(fault_lists)
def test_an_error_holds_each_fault_once_in_the_order_of_the_files(faults: list[Fault]) -> None:
    error = InputError(faults)
    assert set(error.faults) == set(faults)
    assert len(error.faults) == len(set(faults))
    assert all(one.place <= other.place for one, other in pairwise(error.faults))


@given(fault_lists, st.randoms())
def test_the_order_in_which_faults_were_found_does_not_matter(
    faults: list[Fault], chance: Random
) -> None:
    mixed = list(faults)
    chance.shuffle(mixed)
    assert str(InputError(mixed)) == str(InputError(faults))


def test_an_error_shows_as_many_faults_as_a_person_reads_and_counts_the_rest() -> None:
    faults = [Fault(Place("a", line, 1), "x", "y") for line in range(1, MOST_FAULTS_SHOWN + 8)]
    lines = str(InputError(faults)).splitlines()
    assert len(lines) == MOST_FAULTS_SHOWN + 1
    assert lines[-1] == "... and 7 more faults."


def test_an_error_with_few_faults_shows_them_all() -> None:
    faults = [Fault(Place("a", line, 1), "x", "y") for line in range(1, MOST_FAULTS_SHOWN + 1)]
    assert "more faults" not in str(InputError(faults))


def test_a_run_with_faults_stops_with_all_of_them() -> None:
    faults = Faults()
    faults.add(HERE, "a tab", "indent with spaces")
    faults.add(Place("b"), "nothing", "expected a text")
    with pytest.raises(InputError) as stopped:
        faults.stop_if_any()
    assert len(stopped.value.faults) == 2


def test_a_run_without_faults_goes_on() -> None:
    Faults().stop_if_any()


def test_the_faults_of_an_error_from_further_down_are_taken_over() -> None:
    faults = Faults()
    faults.extend(InputError([Fault(HERE, "a tab", "indent with spaces")]))
    assert [one.place for one in faults.found] == [HERE]


def test_an_unknown_name_is_told_the_nearest() -> None:
    faults = Faults()
    faults.add_unknown_name(HERE, "measure", "helsenet", ["helsenett", "epj"])
    assert faults.found[0].nearest == "helsenett"
    assert faults.found[0].expected == "expected one that exists"


def test_an_unknown_name_that_is_near_nothing_is_told_what_there_is() -> None:
    faults = Faults()
    faults.add_unknown_name(HERE, "measure", "qqq", ["helsenett", "epj"])
    assert faults.found[0].nearest is None
    assert faults.found[0].expected == 'expected one of "epj", "helsenett"'


def test_an_unknown_name_where_nothing_exists_is_told_so_plainly() -> None:
    faults = Faults()
    faults.add_unknown_name(HERE, "measure", "qqq", [])
    assert faults.found[0].expected == "expected one that exists"


def test_the_nearest_name_is_found_whatever_the_case_of_the_letters() -> None:
    assert nearest_name("HELSENETT", ["epj", "Helsenett"]) == "Helsenett"


def test_a_long_list_of_names_is_cut_and_the_rest_counted() -> None:
    assert listed("abcd", most=2) == '"a", "b" and 2 more'
    assert listed("ab", most=2) == '"a", "b"'


@pytest.mark.parametrize("kind", [InputError, EngineLimitError, UntracedFigureError])
def test_everything_raised_on_purpose_has_one_root(kind: type[EkrulesError]) -> None:
    with pytest.raises(EkrulesError, match="a tab"):
        raise kind([Fault(HERE, "a tab", "indent with spaces")])
