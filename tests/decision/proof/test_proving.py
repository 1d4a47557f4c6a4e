"""What the prover says of tables with one thing wrong with them, and of sound ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ekrules.decision.conditions import ALWAYS, AnyOf, InputReference, IsUnknown
from ekrules.decision.outputs import Output
from ekrules.decision.proof.faults import proof_faults, undecided_faults
from ekrules.decision.proof.proofs import Proof
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.rows import Row
from tests.decision.engines import run_apart
from tests.decision.proof.proved import COLOURS, table, told, when

AHEAD = ("green", when(attainment={"at_least": 0.6}))
BEHIND = ("red", when(attainment={"below": 0.6}))


def test_a_table_whose_rows_divide_every_case_is_sound() -> None:
    drawn = table(AHEAD, BEHIND)
    assert prove_table(drawn) == Proof("drawn", {})
    assert prove_table(drawn).is_sound


def test_a_gap_is_told_with_a_round_case_and_the_row_that_would_fill_it() -> None:
    drawn = table(
        ("green", when(attainment={"at_least": 0.9}, years_left={"at_least": 0})),
        ("red", when(attainment={"below": 0.4}, years_left={"at_least": 0})),
        ("red", when(years_left={"below": 0})),
    )
    assert told(drawn) == [
        (
            'table:1:1: attainment 50 %, 1 year left: no row of "drawn"; write a row for "when: '
            '{attainment: {at_least: 40 %, below: 90 %}, years_left: {at_least: 0}}", or put that '
            'under "not_judged".'
        )
    ]


def test_a_hole_of_a_single_value_is_found() -> None:
    drawn = table(("green", when(attainment={"more_than": 0.6})), BEHIND)
    assert told(drawn) == [
        (
            'table:1:1: attainment 60 %: no row of "drawn"; write a row for "when: {attainment: '
            '{at_least: 60 %, at_most: 60 %}}", or put that under "not_judged".'
        )
    ]


def test_every_hole_of_a_table_is_told() -> None:
    drawn = table(
        ("red", when(attainment={"at_least": 0.1, "below": 0.4})),
        ("green", when(attainment={"at_least": 0.6})),
    )
    assert [gap.case["attainment"] for gap in prove_table(drawn).gaps] == [0.5, 0.05]


def test_an_unknown_is_a_case_only_where_a_row_asks_about_it() -> None:
    asking = table(AHEAD, ("red", when(attainment={"below": 0.6}, years_left={"below": 0})))
    rows = (*asking.rows, Row("z", IsUnknown("years_left"), {"status": "yellow"}))
    assert [gap.case for gap in prove_table(replace(asking, rows=rows)).gaps] == [
        {"attainment": 0.5, "years_left": 1}
    ]
    only_unknown = replace(asking, rows=(*table(AHEAD, BEHIND).rows, rows[-1]))
    both = prove_table(only_unknown).overlaps
    assert [(one.upper.id, one.lower.id) for one in both] == [("a", "z"), ("b", "z")]
    assert all(one.case["years_left"] is None for one in both)


def test_cases_that_are_not_judged_need_no_row_and_may_have_none() -> None:
    left_out = when(attainment={"below": 0.1})
    assert told(table(AHEAD, BEHIND, not_judged=left_out)) == [
        (
            't:2:1: attainment 5 %: the row "b" applies, though "not_judged" leaves this case out; '
            'narrow the row, or what stands under "not_judged".'
        )
    ]
    narrowed = ("red", when(attainment={"at_least": 0.1, "below": 0.6}))
    assert told(table(AHEAD, narrowed, not_judged=left_out)) == []


def test_a_table_with_a_default_has_no_gaps() -> None:
    row = Row("young", when(years_left={"below": 25}), {"amount": 2})
    drawn = table(AHEAD, BEHIND)
    amounts = {"amount": Output("amount", "number", default=0)}
    assert prove_table(replace(drawn, rows=(row,), outputs=amounts)).is_sound
    without = {"amount": Output("amount", "number")}
    assert prove_table(replace(drawn, rows=(row,), outputs=without)).gaps


def test_a_table_that_collects_needs_no_row_for_every_case() -> None:
    assert prove_table(table(AHEAD, hit_policy="collect")).is_sound


def test_rows_that_both_apply_are_told_at_the_lower_with_a_case() -> None:
    drawn = table(AHEAD, ("yellow", when(attainment={"at_most": 0.6})))
    assert told(drawn) == [
        (
            't:2:1: attainment 60 %: both "a" (green, t:1:1) and "b" (yellow) apply; the hit '
            "policy is "
            '"unique": narrow one of them, so that only one can apply.'
        )
    ]


def test_rows_of_one_outcome_may_overlap_under_any() -> None:
    same = (
        AHEAD,
        ("green", when(attainment={"at_least": 0.5})),
        ("red", when(attainment={"below": 0.5})),
    )
    assert told(table(*same, hit_policy="any")) == []
    drawn = table(AHEAD, ("yellow", when(attainment={"at_least": 0.5})), BEHIND, hit_policy="any")
    clashes = [(one.upper.id, one.lower.id) for one in prove_table(drawn).overlaps]
    assert clashes == [("a", "b"), ("b", "c")]


def test_what_any_concludes_from_inputs_is_held_against_each_other() -> None:
    drawn = table(AHEAD, inputs=("attainment", "target"), hit_policy="any")
    rows = tuple(
        Row(name, ALWAYS, {"found": InputReference(name)}) for name in ("attainment", "target")
    )
    outputs = {"found": Output("found", "share")}
    (clash,) = prove_table(replace(drawn, rows=rows, outputs=outputs)).overlaps
    assert clash.case["attainment"] != clash.case["target"]
    same = tuple(replace(row, then={"found": InputReference("target")}) for row in rows)
    assert prove_table(replace(drawn, rows=same, outputs=outputs)).is_sound


def test_bounds_in_the_wrong_order_leave_a_row_that_can_never_decide() -> None:
    drawn = table(AHEAD, BEHIND, ("yellow", when(attainment={"at_least": 0.9, "below": 0.6})))
    assert told(drawn) == [
        (
            't:3:1: the row "c" can never decide: no attainment is at least 90 % and below '
            "60 %; mend "
            "its bounds, or take it out."
        )
    ]


def test_a_row_whose_cases_the_rows_above_take_is_told_with_their_names() -> None:
    drawn = table(
        ("green", when(attainment={"at_least": 0.6})),
        ("yellow", when(attainment={"at_least": 0.9})),
        ("red", ALWAYS),
        hit_policy="first",
    )
    assert told(drawn) == [
        (
            't:2:1: the row "b" can never decide: "a" above it takes all its cases '
            "(attainment 95 %); "
            "narrow what comes before it, move it up, or take it out."
        )
    ]


def test_a_row_that_decides_only_where_something_is_unknown_is_not_dead() -> None:
    assert told(table(AHEAD, BEHIND, ("yellow", ALWAYS), hit_policy="first")) == []


def test_a_row_of_lower_priority_is_dead_where_higher_ones_take_all_its_cases() -> None:
    rows = (("yellow", when(attainment={"at_least": 0.9})), AHEAD, BEHIND)
    ranked = {"status": Output("status", "text", ("green", "yellow", "red"))}
    drawn = replace(table(*rows, hit_policy="first"), hit_policy="priority", outputs=ranked)
    assert [one.row.id for one in prove_table(drawn).dead_rows] == ["a"]
    assert [one.taken_by[0].id for one in prove_table(drawn).dead_rows] == ["b"]


def test_thresholds_of_a_goal_in_the_wrong_order_are_told_with_their_values() -> None:
    target = InputReference("target")
    drawn = table(
        ("green", when(attainment={"at_least": 0.9})),
        ("yellow", when(attainment={"at_least": target, "below": 0.9})),
        ("red", AnyOf((when(attainment={"below": target, "at_most": 0.9}),))),
        inputs=("attainment", "target"),
    )
    assert prove_table(drawn, {"target": 0.5}).is_sound
    faults = proof_faults(drawn, prove_table(drawn, {"target": 0.9}), about='the goal "minid"')
    assert [str(one) for one in faults] == [
        (
            't:2:1: for the goal "minid": the row "b" can never decide: no attainment is at least '
            "target (90 %) and below 90 %; mend its bounds, or take it out."
        )
    ]


def test_a_better_answer_with_a_worse_colour_is_told_with_both_cases() -> None:
    drawn = table(
        ("yellow", when(attainment={"at_least": 0.6})), ("green", when(attainment={"below": 0.6}))
    )
    assert told(drawn) == [
        (
            't:1:1: a better answer gives a worse colour: attainment 50 % is green ("b", '
            "t:2:1) and "
            'attainment 75 % is yellow ("a"); move the bounds, or mend "better: up" of '
            '"attainment".'
        )
    ]


def test_grey_is_neither_better_nor_worse() -> None:
    assert told(table(("grey", AHEAD[1]), ("green", BEHIND[1]))) == []


@pytest.mark.parametrize("bound", [0.6, 1 / 3])
def test_shares_of_a_whole_add_up(bound: float) -> None:
    names = ("goals_assessed", "share_green", "share_red")
    drawn = table(
        ("green", when(share_green={"more_than": bound})),
        ("red", when(share_red={"at_least": 1 - bound})),
        ("yellow", when(share_green={"at_most": bound}, share_red={"below": 1 - bound})),
        inputs=names,
    )
    assert prove_table(drawn).overlaps
    assert prove_table(drawn, given=(COLOURS,)).overlaps == ()


def test_a_case_of_shares_is_one_that_whole_numbers_give() -> None:
    names = ("goals_assessed", "share_green", "share_red")
    drawn = table(
        ("green", when(share_green={"more_than": 0.3})),
        ("red", when(share_red={"at_least": 0.6})),
        inputs=names,
    )
    proof = prove_table(drawn, given=(COLOURS,))
    for case in (proof.gaps[0].case, proof.overlaps[0].case):
        count = case["goals_assessed"]
        assert isinstance(count, int)
        parts = [round(count * float(str(case[name]))) for name in names[1:]]
        assert [part / count for part in parts] == [case[name] for name in names[1:]]
        assert sum(parts) <= count


def test_shares_are_unknown_where_nothing_is_counted() -> None:
    names = ("goals_assessed", "share_green")
    rows = (
        ("green", when(share_green={"at_least": 0.5})),
        ("red", when(share_green={"below": 0.5})),
    )
    assert prove_table(table(*rows, inputs=names), given=(COLOURS,)).is_sound
    counted = (
        ("green", when(goals_assessed={"at_least": 1}, share_green={"at_least": 0.5})),
        rows[1],
    )
    assert prove_table(table(*counted, inputs=names)).gaps
    assert prove_table(table(*counted, inputs=names), given=(COLOURS,)).is_sound


def test_rows_that_clash_do_not_hide_a_worse_answer() -> None:
    drawn = table(
        ("green", when(attainment={"below": 0.3})),
        ("red", when(attainment={"at_least": 0.3})),
        ("red", when(attainment={"at_least": 0.8})),
    )
    (worse,) = prove_table(drawn).worse_answers
    assert (worse.case["attainment"], worse.better_case["attainment"]) == (0.25, 0.5)


def test_what_is_not_settled_in_time_is_named() -> None:
    drawn = table(AHEAD, BEHIND)
    proof = prove_table(drawn, seconds=0)
    assert not proof.is_sound
    told_of = [one.found for one in undecided_faults(drawn, proof)]
    assert 'not proved in time of "drawn": whether two rows can both apply' in told_of
    assert len(told_of) == 4


def test_the_same_table_gives_the_same_words_in_every_process() -> None:
    code = """
from hypothesis import given, settings, seed
from tests.decision.proof.drawn_tables import tables
from tests.decision.proof.proved import told
said = []
@seed(1)
@settings(max_examples=25, deadline=None, database=None)
@given(tables())
def tell(drawn):
    said.extend(told(drawn))
tell()
print(len(said) > 20, hash(1), __import__("hashlib").sha256("\\n".join(said).encode()).hexdigest())
"""
    first = run_apart(f"import sys; sys.path.insert(0, '.')\n{code}", seconds=120)
    assert first.startswith("True")
    assert run_apart(f"import sys; sys.path.insert(0, '.')\n{code}", seconds=120) == first
