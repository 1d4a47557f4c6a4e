"""A history names a change only where the same was judged alike, and is the same in any order."""

from __future__ import annotations

import json
from contextlib import chdir
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.assessment.assessed import BEST_FIRST, Status
from ekrules.assessment.history.history import Step, history_of
from ekrules.assessment.history.judged_alike import Unlike
from ekrules.errors import InputError
from tests.many_waves import (
    Record,
    changed,
    goal,
    goal_history,
    history,
    last_step,
    of,
    run,
    text_held_against_2009,
    text_of,
    written,
)
from tests.real_project import ROOT, Cell, other_counts
from tests.waves import assessed_again, survey_again

GOAL = "helse-2"


def with_status(wave: int, status: str, **more: Any) -> str:
    def change(record: Record) -> None:
        goal(record, GOAL).update(status=status, computed_status=status, **more)

    return changed(wave, change)


@given(st.permutations([2009, 2010, 2011, 2012]))
@settings(max_examples=12, deadline=None)
def test_any_order_of_records_gives_the_same_history(waves: list[int]) -> None:
    assert history(*map(text_of, waves)) == history(*map(text_of, sorted(waves)))


@given(st.lists(st.sampled_from([2009, 2010, 2011]), min_size=1, max_size=6))
@settings(max_examples=12, deadline=None)
def test_a_copy_of_a_record_is_left_out_and_named(waves: list[int]) -> None:
    runs = [run(text_of(wave), f"{at}.json") for at, wave in enumerate(waves)]
    found = history_of(runs)
    assert [one.wave for one in found.waves] == sorted(set(waves))
    assert len(found.repeated) == len(waves) - len(found.waves)


def test_two_records_of_one_wave_stand_beside_each_other_by_their_days() -> None:
    again = changed(2010, lambda record: record.update(wave=2009))
    names = [one.name for one in history(text_of(2009), again).waves]
    assert names == ["2009 (2009-04-01)", "2009 (2010-04-01)"]


def test_two_records_of_one_day_still_have_each_their_name() -> None:
    again = changed(2009, lambda record: record.update(engine="rete"))
    names = [one.name for one in history(text_of(2009), again).waves]
    assert len(set(names)) == 2


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ("red", "green", "better"),
        ("green", "yellow", "worse"),
        ("yellow", "yellow", "same"),
        ("grey", "red", "assessed_first"),
        ("green", "grey", "no_longer_assessed"),
        ("grey", "grey", "not_assessed"),
    ],
)
def test_a_change_has_its_name(then: str, now: str, change: str) -> None:
    step = last_step(history(with_status(2009, then), with_status(2010, now)), GOAL)
    assert step is not None
    assert (step.change, step.unlike) == (change, None)


def test_a_goal_that_one_record_lacks_is_missing_there_and_never_grey() -> None:
    def without(record: Record) -> None:
        record["goals"] = [one for one in record["goals"] if one["id"] != GOAL]

    found = history(text_of(2009), changed(2010, without), text_of(2011))
    cells = goal_history(found, GOAL).cells
    assert [one.status for one in cells][1] is None
    assert Status.GREY not in [one.status for one in cells]
    assert [one.since for one in cells] == [None, Step("gone"), Step("new")]


def test_a_goal_that_is_no_longer_there_stands_among_those_of_its_theme() -> None:
    def without(record: Record) -> None:
        record["goals"] = [one for one in record["goals"] if one["id"] != GOAL]

    found = history(text_of(2009), changed(2010, without))
    themes = [one.theme for one in found.goals]
    blocks = [one for at, one in enumerate(themes) if at == 0 or themes[at - 1] != one]
    assert len(blocks) == len(set(blocks))
    assert len(found.goals) == len(of(2009)["goals"])


def _edit_rules(record: Record) -> None:
    for one in record["inputs"]:
        if one["path"].endswith("/status.yaml"):
            one["sha256"] = "0" * 64


def _lose_rules(record: Record) -> None:
    record["inputs"] = [one for one in record["inputs"] if "/status.yaml" not in one["path"]]


def _measure(record: Record) -> Record:
    found: Record = record["measures"][goal(record, GOAL)["inputs"]["attainment"]["measure"]]
    return found


OTHERWISE: dict[Unlike, Any] = {
    "another_table": lambda one: goal(one, GOAL)["decided_by"].update(table="other"),
    "other_inputs": lambda one: goal(one, GOAL)["inputs"]["attainment"].update(measure="epj"),
    "bound_moved": lambda one: goal(one, GOAL)["inputs"].update(
        target={"value": 0.9, "measure": None, "reason": None, "since": "2009-01-01"}
    ),
    "deadline_moved": lambda one: goal(one, GOAL)["inputs"]["years_left"].update(value=4.0),
    "rules_edited": _edit_rules,
    "rules_unknown": _lose_rules,
    "basis_unknown": lambda one: _measure(one).update(basis=None),
    "weighted_otherwise": lambda one: _measure(one).update(weighted=True),
}


@pytest.mark.parametrize("unlike", OTHERWISE)
def test_a_goal_judged_otherwise_is_not_compared_and_says_why(unlike: Unlike) -> None:
    step = last_step(history(text_of(2009), changed(2010, OTHERWISE[unlike])), GOAL)
    expected: Unlike = "other_inputs" if unlike == "bound_moved" else unlike
    assert step == Step("not_comparable", expected)


def test_a_bound_of_the_goals_own_that_moved_is_not_compared() -> None:
    def bound(value: float) -> Any:
        seen = {"value": value, "measure": None, "reason": None, "since": "2009-01-01"}
        return lambda record: goal(record, GOAL)["inputs"].update(target=seen)

    same = history(changed(2009, bound(0.9)), changed(2010, bound(0.9)))
    moved = history(changed(2009, bound(0.9)), changed(2010, bound(0.8)))
    assert last_step(same, GOAL) == Step("same")
    assert last_step(moved, GOAL) == Step("not_comparable", "bound_moved")


def test_another_wording_of_a_question_is_another_question() -> None:
    name = "lokaldemokrati-3"

    def reword(record: Record) -> None:
        measure = goal(record, name)["inputs"]["attainment"]["measure"]
        record["measures"][measure]["basis"]["question"]["asks"] = "0" * 16

    step = last_step(history(text_of(2009), changed(2010, reword)), name)
    assert step == Step("not_comparable", "wording_changed")


def test_a_wording_changed_in_a_part_of_a_measure_counts_too() -> None:
    record = of(2009)
    whole = next(
        one["id"]
        for one in record["goals"]
        if record["measures"][one["inputs"]["attainment"]["measure"]]["basis"]["parts"]
    )

    def reword(record: Record) -> None:
        measure = record["measures"][goal(record, whole)["inputs"]["attainment"]["measure"]]
        part = record["measures"][measure["basis"]["parts"][0]]
        part["basis"]["base"] = "all" if part["basis"]["base"] != "all" else "known"

    step = last_step(history(text_of(2009), changed(2010, reword)), whole)
    assert step is not None
    assert step.change == "not_comparable"


def test_measures_that_are_parts_of_each_other_in_a_circle_do_not_hang_it() -> None:
    def circle(record: Record) -> None:
        name = goal(record, GOAL)["inputs"]["attainment"]["measure"]
        record["measures"][name]["basis"].update(parts=[name], combination="lowest_of")

    texts = changed(2009, circle), changed(2010, circle)
    assert last_step(history(*texts), GOAL) == Step("same")


def test_a_run_that_was_held_against_the_record_knows_best() -> None:
    held = history(text_of(2009), text_held_against_2009())
    record = {one["id"]: one for one in run_changes(text_held_against_2009())}
    for one in held.goals:
        step, outcome = one.cells[-1].since, record[one.goal]["outcome"]
        assert step is not None
        assert step.change == outcome or Status.GREY in (one.cells[0].status, one.cells[1].status)


@given(other_counts())
@settings(max_examples=6, deadline=None)
def test_on_other_answers_a_change_is_better_or_worse_just_as_the_statuses_are(
    counts: dict[Cell, int],
) -> None:
    with chdir(ROOT):
        outcome = assessed_again(survey_again(counts))
    found = history(text_of(2009), written(json.loads(outcome.record) | {"changes": None}))
    for one in found.goals:
        then, now = (cell.status for cell in one.cells)
        step = one.cells[-1].since
        assert then is not None
        assert now is not None
        assert step is not None
        if Status.GREY in (then, now):
            assert step.change in ("assessed_first", "no_longer_assessed", "not_assessed")
            continue
        went = BEST_FIRST.index(then) - BEST_FIRST.index(now)
        assert step.change == ("better" if went > 0 else "worse" if went else "same")


def test_what_made_a_goal_worse_is_told_where_the_run_knew() -> None:
    held = history(text_of(2009), text_held_against_2009())
    moved = [one.cells[-1].since for one in held.goals]
    causes = {one.because for one in moved if one is not None and one.change == "worse"}
    # The answers are the same in both years.
    assert causes == {"time"}


def test_a_status_that_only_a_person_set_says_so() -> None:
    def set_by_person(record: Record) -> None:
        goal(record, GOAL).update(status="green", override={"by": "x"})

    found = history(text_of(2009), changed(2010, set_by_person))
    assert last_step(found, GOAL) == Step("better", because="override")
    assert goal_history(found, GOAL).cells[-1].is_overridden


def run_changes(text: str) -> list[Record]:
    found: list[Record] = json.loads(text)["changes"]["goals"]
    return found


def test_what_a_run_said_counts_for_no_other_record_than_the_one_it_was_held_against() -> None:
    earlier = changed(2009, _edit_rules)
    step = last_step(history(earlier, text_held_against_2009()), GOAL)
    assert step == Step("not_comparable", "rules_edited")


def test_a_record_of_the_first_version_has_statuses_and_nothing_to_compare_them_by() -> None:
    def first(record: Record) -> None:
        record.update(schema_version=1)
        del record["reference_date"]
        for measure in record["measures"].values():
            del measure["basis"]

    step = last_step(history(changed(2009, first), text_of(2010)), GOAL)
    assert step == Step("not_comparable", "basis_unknown")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda one: one.update(schema_version=4), "a record of schema version 4"),
        (lambda one: goal(one, GOAL).update(status="blue"), '"goals.7.status" is "blue"'),
        (lambda one: goal(one, GOAL).update(inputs=[1]), 'what stands in "goals.7.inputs"'),
        (lambda one: one.update(inputs=[{"path": "a", "sha256": "x"}]), "inputs.0.sha256"),
        (lambda one: one.update(wave=-1), '"wave" is "-1"'),
    ],
)
def test_a_broken_record_is_refused_in_one_sentence(change: Any, told: str) -> None:
    with pytest.raises(InputError) as error:
        run(changed(2010, change))
    assert len(error.value.faults) == 1
    assert told in str(error.value)


def test_a_record_may_hold_keys_that_nobody_knows() -> None:
    assert history(written(of(2010) | {"new": {"deep": [[[1]]]}})).waves[0].wave == 2010
