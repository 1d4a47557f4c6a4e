"""Boxes only spare the search questions: what is found is what it finds without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.decision.conditions import All, AnyOf, Compare, Condition, InputReference, Value
from ekrules.decision.inputs import Input
from ekrules.decision.proof import boxes as module
from ekrules.decision.proof.boxes import Boxes, RowBoxes, Standing
from ekrules.decision.proof.encoding import Encoding
from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.proof.proofs import Proof
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.proof.search import Search
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable, HitPolicy
from tests.decision.proof.drawn_tables import BOUNDS, tables
from tests.decision.proof.proved import COLOURS, table, when

pytest.importorskip("z3")


def told_nothing(
    encoding: Encoding, constants: Mapping[str, Value | None], conditions: Sequence[Condition]
) -> Boxes:
    """Return boxes that tell nothing: each row may hold anywhere."""
    everywhere = module.boxes_of(encoding, constants, [All(())])
    (row,) = everywhere.rows
    rows = tuple(RowBoxes(row.boxes, is_exact=False) for _ in conditions)
    every = (1 << len(conditions)) - 1
    standing = tuple(Standing({one: every}) for one in (row.boxes[0] if row.boxes else ()))
    return Boxes(everywhere.inputs, rows, everywhere.known, standing)


def by_search_alone(
    drawn: DecisionTable,
    constants: Mapping[str, Value | None] | None = None,
    wholes: Sequence[SharesOfWhole] = (),
) -> Proof:
    with patch("ekrules.decision.proof.questions.boxes_of", told_nothing):
        return prove_table(drawn, constants, wholes, seconds=60)


@given(tables())
@settings(max_examples=60, deadline=None)
def test_what_is_proved_is_the_same_by_search_alone(drawn: DecisionTable) -> None:
    assert prove_table(drawn, seconds=60) == by_search_alone(drawn)


@st.composite
def plain_tables(draw: st.DrawFn) -> DecisionTable:
    """Tables of rows that are one box each, as most are, of three inputs."""
    drawn = draw(tables(names=("attainment", "offices", "coverage")))
    rows: list[Row] = []
    for row in drawn.rows * 2:
        tests = tuple(
            Compare(name, draw(st.sampled_from(("at_least", "below", "is"))), bound)
            if name != "coverage"
            else Compare(name, "is", bound)
            for name in ("attainment", "offices", "coverage")
            for bound in draw(st.lists(st.sampled_from(BOUNDS[name]), max_size=2))
        )
        rows.append(replace(row, id=f"{row.id} {len(rows)}", condition=All(tests)))
    return replace(drawn, rows=tuple(rows))


@given(plain_tables())
@settings(max_examples=60, deadline=None)
def test_of_plain_rows_what_is_proved_is_the_same_by_search_alone(drawn: DecisionTable) -> None:
    assert prove_table(drawn, seconds=60) == by_search_alone(drawn)


@given(plain_tables())
@settings(max_examples=40, deadline=None)
def test_of_rows_at_many_places_what_is_proved_is_the_same_by_search_alone(
    drawn: DecisionTable,
) -> None:
    with patch.object(module, "_MOST_GROUPS", 0):
        found = prove_table(drawn, seconds=60)
    assert found == by_search_alone(drawn)


@given(plain_tables(), st.none() | st.sampled_from([0.3, 0.4, 0.6]))
@settings(max_examples=25, deadline=None)
def test_with_an_input_held_what_is_proved_is_the_same_by_search_alone(
    drawn: DecisionTable, share: float | None
) -> None:
    held = {"attainment": share}
    assert prove_table(drawn, held, seconds=60) == by_search_alone(drawn, held)


def test_shares_of_a_whole_are_left_to_the_search() -> None:
    colours = table(
        ("red", when(share_red={"at_least": 0.6})),
        ("green", when(share_green={"at_least": 0.6})),
        ("yellow", when(share_red={"at_least": 0.5}, share_green={"at_least": 0.55})),
        inputs=("goals_assessed", "share_green", "share_red"),
    )
    proof = prove_table(colours, given=[COLOURS])
    assert proof == by_search_alone(colours, wholes=[COLOURS])
    assert [one.row.id for one in proof.dead_rows] == ["c"]
    assert proof.overlaps == ()


def test_rows_held_against_another_input_are_left_to_the_search() -> None:
    target = InputReference("target")
    against = table(
        ("green", when(attainment={"at_least": target})),
        ("red", when(attainment={"below": target})),
        inputs=("attainment", "target"),
    )
    assert prove_table(against).overlaps == ()


def steps(
    count: int, *, wide: int | None = None, hit_policy: HitPolicy = "unique"
) -> DecisionTable:
    """A table of equal steps of a share, best last; the row `wide` reaches into the one above."""
    rows: list[Row] = []
    for number in range(count):
        end = number + (2 if number == wide else 1)
        tests = (
            Compare("attainment", "at_least", number / count),
            *((Compare("attainment", "below", end / count),) if end < count else ()),
        )
        status = "green" if number * 2 >= count else "red"
        rows.append(Row(f"step-{number}", All(tests), {"status": status}))
    share = Input("attainment", "share", better="up")
    return DecisionTable("steps", "?", hit_policy, {"attainment": share}, tuple(rows))


def questions_asked(drawn: DecisionTable) -> int:
    """How often z3 is asked whether a case exists."""
    asked = 0
    is_possible = Search.is_possible

    def counted(self: Search, *formulas: object) -> bool:
        nonlocal asked
        asked += 1
        return is_possible(self, *formulas)

    with patch.object(Search, "is_possible", counted):
        prove_table(drawn, seconds=60)
    return asked


@pytest.mark.parametrize("hit_policy", ["unique", "any", "first"])
def test_however_long_a_sound_table_of_steps_is_only_its_gaps_are_asked_about(
    hit_policy: HitPolicy,
) -> None:
    assert questions_asked(steps(10, hit_policy=hit_policy)) == 1
    assert questions_asked(steps(200, hit_policy=hit_policy)) == 1


def test_one_row_too_wide_is_found_among_a_thousand() -> None:
    proof = prove_table(steps(1000, wide=400), seconds=60)
    assert [(one.upper.id, one.lower.id) for one in proof.overlaps] == [("step-400", "step-401")]
    assert (proof.gaps, proof.dead_rows, proof.undecided) == ((), (), ())


def test_a_row_of_several_boxes_is_apart_from_what_lies_between_them() -> None:
    ends = AnyOf((Compare("attainment", "below", 0.2), Compare("attainment", "at_least", 0.8)))
    middle = All((Compare("attainment", "at_least", 0.2), Compare("attainment", "below", 0.8)))
    assert questions_asked(table(("red", ends), ("red", middle), inputs=("attainment",))) == 1


def test_a_table_without_inputs_has_one_case_that_every_row_takes() -> None:
    rows = tuple(Row(name, All(()), {"status": "red"}) for name in ("one", "two"))
    bare = DecisionTable("bare", "?", "unique", {}, rows, not_judged=All(()))
    proof = prove_table(bare)
    assert proof == by_search_alone(bare)
    assert [(one.upper.id, one.lower.id) for one in proof.overlaps] == [("one", "two")]
    assert [one.row.id for one in proof.not_judged] == ["one", "two"]
