"""What the prover says of tables that are seldom drawn: other outputs, other counts, no answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import z3

from ekrules.decision.conditions import (
    ALWAYS,
    Compare,
    InputReference,
)
from ekrules.decision.inputs import Input
from ekrules.decision.outputs import Output
from ekrules.decision.proof import search
from ekrules.decision.proof.differences import Differences, differing_cases
from ekrules.decision.proof.encoding import Encoding
from ekrules.decision.proof.given import COUNTS, SharesOfWhole, Whole, values_of_whole
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.proof.scales import UNKNOWN, NamedValues, scales_of
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from tests.decision.proof.proved import COLOURS, table, when

AHEAD = ("green", when(attainment={"at_least": 0.6}))
BEHIND = ("red", when(attainment={"below": 0.6}))


def moves(found: Differences) -> set[tuple[str | None, str | None]]:
    return {
        (one.old_row.id if one.old_row else None, one.new_row.id if one.new_row else None)
        for one in found.found
    }


def test_a_row_that_is_new_or_gone_where_several_decide_is_a_difference_of_its_own() -> None:
    amounts = {"amount": Output("amount", "number")}
    kept = Row("kept", AHEAD[1], {"amount": 1})
    old, new = (
        replace(
            table(AHEAD),
            hit_policy="collect",
            outputs=amounts,
            rows=(kept, Row(name, BEHIND[1], {"amount": 2})),
        )
        for name in ("gone", "new")
    )
    assert moves(differing_cases(old, new)) == {("gone", None), (None, "new")}


def test_an_input_that_is_no_longer_declared_is_free() -> None:
    old = table(AHEAD, BEHIND, inputs=("attainment", "coverage"))
    new = table(AHEAD, BEHIND, inputs=("attainment",))
    assert differing_cases(old, new) == Differences((), is_complete=True)


def with_values(*values: str) -> DecisionTable:
    drawn = table(AHEAD, BEHIND, inputs=("attainment", "coverage"))
    return replace(
        drawn, inputs={**drawn.inputs, "coverage": Input("coverage", "text", values=values)}
    )


def test_inputs_without_a_value_in_common_can_not_be_compared() -> None:
    found = differing_cases(with_values("full", "partial"), with_values("whole", "other"))
    assert found == Differences(
        (), is_complete=False, undecided=('"coverage" has none of the values that it had',)
    )


def test_only_values_that_both_versions_know_make_a_difference() -> None:
    old, new = with_values("full", "partial"), with_values("partial", "half")
    new = replace(
        new,
        hit_policy="first",
        rows=tuple(
            Row(one, when(coverage={"is": one}), {"status": "yellow"})
            for one in ("partial", "half")
        ),
    )
    found = differing_cases(old, new)
    assert {one.case["coverage"] for one in found.found} == {"partial", None}
    assert (None, "half") not in moves(found)
    assert ("a", "half") not in moves(found)


def test_a_version_with_other_outputs_always_concludes_something_else() -> None:
    amounts = {"amount": Output("amount", "number")}
    counted = replace(table(AHEAD), outputs=amounts, rows=(Row("a", ALWAYS, {"amount": 1}),))
    assert moves(differing_cases(table(("green", ALWAYS)), counted)) == {("a", "a")}


def test_a_conclusion_read_from_an_input_differs_from_none_where_the_input_is_known() -> None:
    both = table(AHEAD, inputs=("attainment", "target"), hit_policy="first")
    outputs = {
        "colour": Output("colour", "text", default="green"), "share": Output("share", "share")
    }  # fmt: skip
    never = Row("a", when(attainment={"below": 0.0}), {"colour": "green", "share": 1.0})
    read = Row("b", ALWAYS, {"colour": "green", "share": InputReference("target")})
    old = replace(both, outputs=outputs, rows=(never,))
    (found,) = differing_cases(old, replace(old, rows=(read,))).found
    assert (found.old_row, found.new_row) == (None, read)
    assert found.case["target"] is not None


def test_what_any_concludes_from_an_input_is_held_against_a_value() -> None:
    drawn = table(AHEAD, inputs=("attainment", "target"), hit_policy="any")
    outputs = {"found": Output("found", "share")}
    read = Row("read", ALWAYS, {"found": InputReference("target")})
    fixed = Row("fixed", ALWAYS, {"found": 0.6})
    clash = replace(drawn, outputs=outputs, rows=(read, fixed))
    (found,) = prove_table(clash).overlaps
    assert (found.upper, found.lower) == (read, fixed)
    assert found.case["target"] != 0.6
    assert prove_table(clash, {"target": 0.6}).is_sound


def test_shares_add_up_where_the_table_asks_for_no_count_of_them() -> None:
    drawn = table(
        ("green", when(share_green={"more_than": 0.5})),
        ("red", when(share_red={"more_than": 0.5})),
        inputs=("share_green", "share_red"),
    )
    assert prove_table(drawn).overlaps
    proof = prove_table(drawn, given=(COLOURS,))
    assert proof.overlaps == ()
    (gap,) = proof.gaps
    assert float(str(gap.case["share_green"])) + float(str(gap.case["share_red"])) <= 1


def test_three_shares_of_a_large_count_are_whole_numbers_of_it() -> None:
    names = ("green", "yellow", "red")
    inputs = {"count": Input("count", "count")} | {one: Input(one, "share") for one in names}
    drawn = DecisionTable(
        "thirds",
        "How many?",
        "unique",
        inputs,
        tuple(
            Row(name, when(count={"at_least": 45}, green={"more_than": bound}), {"status": "green"})
            for name, bound in (("one", 0.2), ("two", 0.3))
        ),
    )
    proof = prove_table(drawn, given=(SharesOfWhole("count", names),), seconds=600)
    (found,) = proof.overlaps
    count = found.case["count"]
    assert isinstance(count, int)
    assert count >= 45
    parts = [round(count * float(str(found.case[name]))) for name in names]
    assert sum(parts) == count
    assert [part / count for part in parts] == [found.case[name] for name in names]


def test_an_unknown_share_is_no_part_of_a_whole() -> None:
    inputs = {name: Input(name, "share") for name in "ab"}
    scales = scales_of(inputs, NamedValues())
    whole = Whole(None, ("a", "b"), is_complete=True)
    ends = {value: scales["a"].positions[value] for value in (0.0, 1.0)}
    assert values_of_whole([whole], scales, {"a": ends[0.0], "b": ends[1.0]}) == {"a": 0, "b": 1}
    assert values_of_whole([whole], scales, {"a": UNKNOWN, "b": ends[1.0]}) is None
    assert len(COUNTS) == len(set(COUNTS)) == 200


def test_cases_that_no_whole_numbers_stand_behind_are_neither_shown_nor_denied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Encoding, "values", lambda *_: None)
    inputs = ("attainment", "target", "years_left", "coverage", "share_green", "share_red")
    proof = prove_table(table(AHEAD, inputs=inputs))
    assert proof.gaps == ()
    assert proof.undecided
    assert not proof.is_sound


class _GivesUp:
    """A solver that answers neither yes nor no."""

    def __init__(self) -> None:
        self.pushed = 0

    def push(self) -> None:
        self.pushed += 1

    def pop(self) -> None:
        self.pushed -= 1

    def set(self, *_: Any) -> None: ...

    def add(self, *_: Any) -> None: ...

    def check(self) -> Any:
        return z3.unknown


def test_what_the_solver_gives_up_on_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    assert prove_table(table(AHEAD)).gaps
    solver = _GivesUp()
    monkeypatch.setattr(z3, "SimpleSolver", lambda: solver)
    proof = prove_table(table(AHEAD, AHEAD))
    assert (proof.gaps, proof.overlaps) == ((), ())
    assert len(proof.undecided) >= 2
    assert solver.pushed == 0
    with pytest.raises(search.OutOfTimeError):
        search.Search(Encoding({}, {}, ()), [], 60).is_possible()


def test_a_text_in_order_with_values_declared_has_no_others() -> None:
    levels = Input("level", "text", values=("a", "b", "d"), ordered=True)
    drawn = replace(
        table(AHEAD),
        inputs={"level": levels},
        rows=(
            Row("up", Compare("level", "at_least", "b"), {"status": "green"}),
            Row("down", Compare("level", "is", "a"), {"status": "red"}),
        ),
    )
    assert prove_table(drawn).is_sound
    (gap,) = prove_table(replace(drawn, rows=drawn.rows[:1])).gaps
    assert gap.case == {"level": "a"}


def test_another_text_is_another_than_one_that_is_called_so() -> None:
    drawn = replace(
        table(AHEAD),
        inputs={"kind": Input("kind", "text")},
        rows=(Row("one", Compare("kind", "is", "another text"), {"status": "green"}),),
    )
    (gap,) = prove_table(drawn).gaps
    assert gap.case["kind"] not in (None, "another text")


def test_a_text_that_the_input_can_not_be_always_differs_from_it() -> None:
    drawn = table(AHEAD, inputs=("attainment", "coverage"), hit_policy="any")
    rows = (
        Row("read", ALWAYS, {"found": InputReference("coverage")}),
        Row("fixed", ALWAYS, {"found": "nothing"}),
    )
    clash = replace(drawn, outputs={"found": Output("found", "text")}, rows=rows)
    for coverage in ("full", "partial"):
        assert [
            one.case["coverage"] for one in prove_table(clash, {"coverage": coverage}).overlaps
        ] == [coverage]


def test_what_is_given_of_inputs_that_a_table_has_none_of_is_nothing_to_it() -> None:
    assert prove_table(table(AHEAD, BEHIND), given=(COLOURS,)) == prove_table(table(AHEAD, BEHIND))


def test_whether_the_prover_is_there_is_found_without_importing_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert search.is_available()
    monkeypatch.setattr(search, "find_spec", lambda name: None if name == "z3" else name)
    assert not search.is_available()
