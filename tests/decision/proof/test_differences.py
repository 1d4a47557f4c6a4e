"""Where two versions of a table decide differently."""

from __future__ import annotations

from dataclasses import replace

from ekrules.decision.conditions import ALWAYS, InputReference
from ekrules.decision.inputs import Input
from ekrules.decision.outputs import Output
from ekrules.decision.proof.differences import Difference, Differences, differing_cases
from ekrules.decision.rows import Row
from tests.decision.proof.proved import table, when

AHEAD = ("green", when(attainment={"at_least": 0.6}))
BEHIND = ("red", when(attainment={"below": 0.6}))
OLD = table(AHEAD, BEHIND)


def moves(found: Differences) -> list[tuple[str | None, str | None]]:
    return [
        (one.old_row.id if one.old_row else None, one.new_row.id if one.new_row else None)
        for one in found.found
    ]


def test_a_table_does_not_differ_from_itself() -> None:
    assert differing_cases(OLD, OLD) == Differences((), is_complete=True)


def test_rows_in_another_order_under_other_names_do_not_differ() -> None:
    assert differing_cases(OLD, table(BEHIND, AHEAD)).found == ()


def test_a_moved_bound_is_shown_by_a_case_between_the_two() -> None:
    new = table(
        ("green", when(attainment={"at_least": 0.7})), ("red", when(attainment={"below": 0.7}))
    )
    (only,) = differing_cases(OLD, new).found
    assert isinstance(only, Difference)
    assert only.case["attainment"] == 0.65
    assert moves(differing_cases(OLD, new)) == [("a", "b")]


def test_a_case_may_lose_its_row_or_gain_one() -> None:
    assert moves(differing_cases(OLD, table(AHEAD))) == [("b", None)]
    assert moves(differing_cases(table(AHEAD), OLD)) == [(None, "b")]


def test_an_input_that_only_one_version_asks_about_is_free() -> None:
    wider = replace(OLD, inputs={**OLD.inputs, "coverage": Input("coverage", "text")})
    asks = replace(
        wider,
        rows=(
            OLD.rows[0],
            replace(
                OLD.rows[1], condition=when(attainment={"below": 0.6}, coverage={"is": "full"})
            ),
        ),
    )
    (only,) = differing_cases(OLD, asks).found
    assert only.case["coverage"] != "full"
    assert only.new_row is None


def test_an_input_of_another_type_can_not_be_compared() -> None:
    new = replace(OLD, inputs={**OLD.inputs, "attainment": Input("attainment", "number")})
    told = differing_cases(OLD, new)
    assert not told.is_complete
    assert told.undecided == ('"attainment" was a share and is a number',)


def test_only_cases_that_both_versions_may_be_asked_about_count() -> None:
    narrow = {**OLD.inputs, "years_left": Input("years_left", "years", highest=1)}
    old = replace(OLD, inputs=narrow)
    new = table(("yellow", when(years_left={"more_than": 1})), AHEAD, BEHIND, hit_policy="first")
    assert differing_cases(old, new).found == ()
    assert moves(differing_cases(OLD, new)) == [("a", "a"), ("b", "a"), (None, "a")]


def test_rows_that_decide_together_are_compared_one_by_one() -> None:
    amounts = {"amount": Output("amount", "number")}
    old = replace(
        OLD,
        hit_policy="collect",
        outputs=amounts,
        rows=(Row("a", AHEAD[1], {"amount": 1}), Row("b", ALWAYS, {"amount": 2})),
    )
    new = replace(old, rows=(old.rows[0], Row("b", ALWAYS, {"amount": 3})))
    assert moves(differing_cases(old, new)) == [("b", "b")]
    narrowed = replace(old, rows=(old.rows[0], Row("b", BEHIND[1], {"amount": 2})))
    assert moves(differing_cases(old, narrowed)) == [("b", None)]


def test_conclusions_read_from_inputs_are_compared_by_value() -> None:
    both = table(AHEAD, inputs=("attainment", "target"), hit_policy="first")
    shares = {"found": Output("found", "share")}
    old = replace(both, outputs=shares, rows=(Row("a", ALWAYS, {"found": 0.6}),))
    row = Row("a", ALWAYS, {"found": InputReference("target")})
    (only,) = differing_cases(old, replace(old, rows=(row,))).found
    assert only.case["target"] != 0.6


def test_no_more_are_shown_than_asked_for_and_it_is_said() -> None:
    told = differing_cases(OLD, table(("yellow", ALWAYS)), most=1)
    assert (len(told.found), told.is_complete) == (1, False)
    assert differing_cases(OLD, table(("yellow", ALWAYS)), seconds=0).undecided
