"""The prover and the engines mean the same: what one finds the other confirms."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.decision.conditions import Value
from ekrules.decision.inputs import Case, check_cases
from ekrules.decision.outputs import STATUS
from ekrules.decision.proof.differences import differing_cases
from ekrules.decision.proof.proofs import CaseValues, Proof
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.proof.questions import asked_inputs
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable, HitPolicy
from tests.decision.oracle import truth
from tests.decision.proof.drawn_tables import TRIED, tables

RANK = {"red": 0, "yellow": 1, "green": 2}
POSSIBLE = settings(max_examples=150, deadline=None)


def holding(table: DecisionTable, values: CaseValues) -> list[Row]:
    return [row for row in table.rows if truth(row.condition, values) is True]


def is_left_out(table: DecisionTable, values: CaseValues) -> bool:
    return table.not_judged is not None and truth(table.not_judged, values) is True


def deciding(table: DecisionTable, values: CaseValues) -> Row | None:
    held = holding(table, values)
    if table.hit_policy == "priority":
        held.sort(key=lambda row: table.outputs[STATUS].values.index(row.then[STATUS]))
    return held[0] if held else None


def every_case(table: DecisionTable) -> list[dict[str, Value | None]]:
    some = [[None, *TRIED[name]] for name in table.inputs]
    return [dict(zip(table.inputs, values, strict=True)) for values in product(*some)]


def always_known(table: DecisionTable) -> list[str]:
    left_out = [] if table.not_judged is None else [table.not_judged]
    asked = asked_inputs([*(row.condition for row in table.rows), *left_out])
    return [name for name in table.inputs if name not in asked]


def clash(table: DecisionTable, rows: list[Row]) -> bool:
    return len({id(row) if table.hit_policy == "unique" else row.status for row in rows}) > 1


def cases_shown(proof: Proof) -> list[CaseValues]:
    return [
        *(one.case for one in proof.gaps),
        *(one.case for one in proof.overlaps),
        *(one.case for one in proof.not_judged),
        *(one.case for one in proof.dead_rows if one.case is not None),
        *(one.case for one in proof.worse_answers),
        *(one.better_case for one in proof.worse_answers),
    ]


@POSSIBLE
@given(tables())
def test_what_the_prover_finds_is_so(table: DecisionTable) -> None:
    proof = prove_table(table, seconds=60)
    assert not proof.undecided
    shown = [Case(str(number), one) for number, one in enumerate(cases_shown(proof))]
    check_cases(table.inputs, shown)
    for gap in proof.gaps:
        assert not holding(table, gap.case)
        assert not is_left_out(table, gap.case)
        assert all(gap.case[name] is not None for name in always_known(table))
    for overlap in proof.overlaps:
        both = holding(table, overlap.case)
        assert overlap.upper in both
        assert overlap.lower in both
        assert clash(table, [overlap.upper, overlap.lower])
    for applies in proof.not_judged:
        assert applies.row in holding(table, applies.case)
        assert is_left_out(table, applies.case)
    for dead in proof.dead_rows:
        if dead.case is not None:
            assert dead.row in holding(table, dead.case)
            assert deciding(table, dead.case) in dead.taken_by
    for worse in proof.worse_answers:
        assert deciding(table, worse.case) == worse.row
        assert deciding(table, worse.better_case) == worse.better_row
        assert RANK[worse.row.status or ""] > RANK[worse.better_row.status or ""]
        changed = [name for name in worse.case if worse.case[name] != worse.better_case[name]]
        assert changed == [worse.input]


@POSSIBLE
@given(tables())
def test_what_the_prover_does_not_find_is_in_no_case_that_is_tried(table: DecisionTable) -> None:
    proof = prove_table(table, seconds=60)
    known = always_known(table)
    pairs = {(one.upper.id, one.lower.id) for one in proof.overlaps}
    never_decide = {one.row.id for one in proof.dead_rows}
    applies_left_out = {one.row.id for one in proof.not_judged}
    for values in every_case(table):
        held = holding(table, values)
        if (
            table.is_single_hit
            and not proof.gaps
            and all(values[name] is not None for name in known)
        ):
            assert held or is_left_out(table, values), values
        if table.hit_policy in ("unique", "any"):
            for number, upper in enumerate(held):
                for lower in held[number + 1 :]:
                    assert not clash(table, [upper, lower]) or (upper.id, lower.id) in pairs
        first = deciding(table, values)
        decide = held if table.hit_policy not in ("first", "priority") else [first] if first else []
        assert not never_decide & {row.id for row in decide}
        if is_left_out(table, values):
            assert {row.id for row in held} <= applies_left_out


@POSSIBLE
@given(tables(policies=("unique", "first", "priority")))
def test_where_no_answer_is_worse_none_that_is_tried_is(table: DecisionTable) -> None:
    proof = prove_table(table, seconds=60)
    if proof.overlaps or proof.worse_answers:
        return
    for values in every_case(table):
        row = deciding(table, values)
        for name, declared in table.inputs.items():
            if row is None or row.status == "grey" or declared.better == "neither":
                continue
            for other in TRIED[name]:
                mine = values[name]
                if mine is None or other == mine or (other > mine) != (declared.better == "up"):  # type: ignore[operator]
                    continue
                better = deciding(table, {**values, name: other})
                if better is not None and better.status != "grey":
                    assert RANK[better.status or ""] >= RANK[row.status or ""], (values, other)


@POSSIBLE
@given(st.data())
def test_versions_of_a_table_differ_exactly_where_it_is_told(data: st.DataObject) -> None:
    names = data.draw(st.sampled_from([("attainment", "target"), ("grade", "opened"), ("word",)]))
    single: tuple[HitPolicy, ...] = ("first", "priority")
    old = data.draw(tables(names=names, policies=single))
    new = data.draw(tables(names=names, policies=single))
    told = differing_cases(old, new, seconds=60)
    assert told.is_complete
    pairs = [(one.old_row, one.new_row) for one in told.found]
    for one in told.found:
        assert (deciding(old, one.case), deciding(new, one.case)) == (one.old_row, one.new_row)
    for values in every_case(old):
        was, is_now = deciding(old, values), deciding(new, values)
        if (was.status if was else None) != (is_now.status if is_now else None):
            assert (was, is_now) in pairs, values
