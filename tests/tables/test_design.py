from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import InputError
from ekrules.tables.counting import CodeSums
from ekrules.tables.design import (
    WHOLE,
    Design,
    counted,
    post_stratified_design,
    simple_design,
    stratified_design,
)
from ekrules.tables.post_strata import post_strata_to_collapse, post_stratified_weights


def told(error: InputError) -> list[str]:
    return [fault.found for fault in error.faults]


counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 50), min_size=1)


@given(counts, counts)
def test_post_stratified_weights_add_up_to_the_frame_unless_a_group_must_be_merged(
    sample: dict[str, int], frame: dict[str, int]
) -> None:
    to_merge = post_strata_to_collapse(sample, frame)
    if to_merge:
        with pytest.raises(InputError) as error:
            post_stratified_weights(sample, frame)
        assert len(error.value.faults) == len(to_merge)
        return
    weights = post_stratified_weights(sample, frame)
    for group, weight in weights.items():
        assert weight * sample[group] == pytest.approx(frame[group])
    assert set(weights) == {group for group, there in frame.items() if there}


def test_groups_that_cannot_be_weighted_are_named_with_the_reason() -> None:
    sample = {"nord": 4, "sor": 0, "vest": 3}
    frame = {"nord": 10, "sor": 5, "ost": 2, "midt": 0}
    assert post_strata_to_collapse(sample, frame) == {
        "ost": "no_respondents",
        "sor": "no_respondents",
        "vest": "not_in_frame",
    }
    with pytest.raises(InputError) as error:
        post_stratified_weights(sample, frame, "breakdowns.yaml")
    assert told(error.value) == [
        'the group "ost" has 2 in the frame and no respondent who weighs anything',
        'the group "sor" has 5 in the frame and no respondent who weighs anything',
        'the group "vest" has 3 respondents and nobody in the frame',
    ]
    assert str(error.value).splitlines()[0] == (
        'breakdowns.yaml: the group "ost" has 2 in the frame and no respondent who weighs '
        "anything; expected it merged with another group: nobody can answer for it."
    )


def test_all_faults_of_the_strata_come_at_once() -> None:
    sample = {"many": 9, "unknown": 2, "fine": 3}
    with pytest.raises(InputError) as error:
        stratified_design(sample, {"many": 8, "empty": 5, "fine": 3, "gone": 0}, "survey.yaml")
    assert told(error.value) == [
        "some strata have a frame total and some have none",
        'the stratum "empty" has no respondents',
        'the stratum "many" has 9 respondents and 8 in the frame',
        'the stratum "unknown" has 2 respondents and no frame total',
    ]


def test_nobody_is_no_sample() -> None:
    with pytest.raises(InputError, match="no respondents; expected at least one"):
        simple_design(0, 430)


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), -1.0])
def test_weights_that_are_no_weights_are_refused(weight: float) -> None:
    with pytest.raises(InputError, match="expected a number that is not negative"):
        Design({("a", WHOLE): CodeSums(2, weight, 1.0)}, {"a": 5}, weighted=True)


def test_a_post_stratum_of_weightless_respondents_must_be_merged() -> None:
    everyone = {(WHOLE, "a"): CodeSums(2, 0.0, 0.0), (WHOLE, "b"): CodeSums(2, 2.0, 2.0)}
    with pytest.raises(InputError, match='the group "a" has 3 in the frame'):
        Design(everyone, {WHOLE: None}, {"a": 3, "b": 3}, weighted=True)


def test_respondents_weigh_what_they_stand_for() -> None:
    design = stratified_design({"by": 10, "land": 20}, {"by": 20, "land": 200})
    assert design.factors == {"by": 2.0, "land": 10.0}
    fitted = post_stratified_design({"by": 10, "land": 20}, {"by": 20, "land": 200}, 220)
    assert fitted.fits == {"by": 2.0, "land": 10.0}


def test_design_weights_stand_as_they_came() -> None:
    everyone = {("a", WHOLE): CodeSums(2, 7.0, 25.0), ("b", WHOLE): CodeSums(3, 9.0, 27.0)}
    design = Design(everyone, {"a": 10, "b": None}, weighted=True)
    assert design.factors == {"a": 1.0, "b": 1.0}


def test_weights_made_to_fit_twice_stay_as_they_are() -> None:
    # Post-strata that are the strata themselves have nothing left to mend.
    sample, frame = {"by": 10, "land": 20}, {"by": 20.0, "land": 200.0}
    everyone = {(one, one): counted(n) for one, n in sample.items()}
    assert Design(everyone, dict(frame), frame).fits == {"by": 1.0, "land": 1.0}


def test_strata_with_one_respondent_out_of_more_are_named() -> None:
    design = stratified_design({"a": 1, "b": 1, "c": 2, "d": 5}, {"a": 3, "b": 1, "c": 9, "d": 5})
    assert design.lonely_strata == ("a",)
    assert design.chance == {"a": pytest.approx(2 / 3), "b": 0, "c": pytest.approx(14 / 9), "d": 0}


def test_an_endless_frame_leaves_no_correction() -> None:
    assert simple_design(10, None).chance[WHOLE] == pytest.approx(10 / 9)


def test_a_group_without_anyone_in_it_asks_for_no_frame_total() -> None:
    everyone = {(WHOLE, "a"): counted(0), (WHOLE, "b"): counted(4)}
    assert Design(everyone, {WHOLE: 8}, {"b": 8}).fits == {"b": 2.0}
