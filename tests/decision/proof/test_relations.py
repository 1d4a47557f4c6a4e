"""Relations between inputs: a case that breaks one is never shown, and others still are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ekrules.decision.conditions import ALWAYS, All, Compare, Condition, IsUnknown
from ekrules.decision.inputs import Input
from ekrules.decision.proof.differences import differing_cases
from ekrules.decision.proof.faults import proof_faults
from ekrules.decision.proof.proofs import Proof
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.proof.relations import (
    AlwaysKnown,
    KnownIfCounted,
    KnownWith,
    NeverAbove,
    Relation,
)
from ekrules.decision.proof.search import is_available
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable, HitPolicy

pytestmark = pytest.mark.skipif(not is_available(), reason="z3 is not installed")

LEAST, MEAN = Input("least", "number", better="up"), Input("mean", "number", better="up")
COUNT = Input("count", "count")
ORDER = NeverAbove("least", "mean")


def table(*rows: tuple[str, Condition, str], policy: HitPolicy = "unique") -> DecisionTable:
    inputs = {one.name: one for one in (LEAST, MEAN, COUNT)}
    made = tuple(Row(name, when, {"status": status}) for name, when, status in rows)
    return DecisionTable("made", "Is it?", policy, inputs, made)


def at_least(name: str, bound: float) -> Condition:
    return Compare(name, "at_least", bound)


def below(name: str, bound: float) -> Condition:
    return Compare(name, "below", bound)


def told(made: DecisionTable, *given: Relation) -> list[str]:
    proof: Proof = prove_table(made, None, given)
    assert proof.undecided == ()
    return [fault.found for fault in proof_faults(made, proof)]


WELL = ("well", at_least("least", 2), "green")
MIXED = ("mixed", All((at_least("mean", 2), below("least", 2))), "yellow")
POOR = ("poor", below("mean", 2), "red")


def test_a_case_that_breaks_an_order_is_no_overlap() -> None:
    (overlap,) = told(table(WELL, MIXED, POOR))
    assert 'both "well"' in overlap
    assert told(table(WELL, MIXED, POOR), ORDER) == []


def test_a_case_that_breaks_an_order_is_no_gap() -> None:
    rows = (("well", All((at_least("least", 2), at_least("mean", 2))), "green"), MIXED,
            ("poor", All((below("least", 2), below("mean", 2))), "red"))  # fmt: skip
    (gap,) = told(table(*rows))
    assert "no row of" in gap
    assert told(table(*rows), ORDER) == []


def test_a_gap_that_can_be_is_still_shown_beside_an_order() -> None:
    rows = (WELL, MIXED, ("poor", below("mean", 1.5), "red"))
    (gap,) = told(table(*rows), ORDER)
    assert "mean 1." in gap


def test_a_row_that_asks_for_what_breaks_an_order_is_dead() -> None:
    dead = ("never", All((at_least("least", 3), below("mean", 3))), "red")
    rest = ("rest", ALWAYS, "red")
    found = told(table(dead, rest, policy="first"), ORDER)
    assert ['can never decide: least is at least 3 and mean is below 3 never go together' in one
            for one in found] == [True]  # fmt: skip
    assert told(table(dead, rest, policy="first")) == []


def test_a_better_answer_is_not_held_against_one_that_can_not_be() -> None:
    """Only with a least of 3 or more would a mean of 2 or more turn worse, and then it is 3."""
    rows = (
        ("odd", All((at_least("least", 3), at_least("mean", 2))), "red"),
        ("low", All((at_least("least", 3), below("mean", 2))), "green"),
        ("rest", below("least", 3), "red"),
    )
    without = told(table(*rows))
    assert any("a better answer gives a worse colour" in one and "mean" in one for one in without)
    assert not any("a better answer" in one for one in told(table(*rows), ORDER))


@pytest.mark.parametrize(
    ("relation", "condition"),
    [
        (AlwaysKnown("count"), IsUnknown("count")),
        (KnownWith("mean", "least"), All((at_least("mean", 0), IsUnknown("least")))),
        (KnownIfCounted("mean", "count"), All((Compare("count", "is", 0), at_least("mean", 0)))),
        (KnownIfCounted("mean", "count"), All((at_least("count", 1), IsUnknown("mean")))),
    ],
)
def test_what_is_known_together_can_not_be_asked_for_apart(
    relation: Relation, condition: Condition
) -> None:
    rows = (("never", condition, "red"), ("rest", ALWAYS, "green"))
    (dead,) = told(table(*rows, policy="first"), relation)
    assert 'the row "never" can never decide' in dead
    assert not any("never decide" in one for one in told(table(*rows, policy="first")))


def test_a_relation_to_what_the_table_does_not_ask_about_is_passed_over() -> None:
    assert told(table(WELL, MIXED, POOR), NeverAbove("least", "most"), ORDER) == []


def test_two_tables_differ_only_on_cases_that_can_be() -> None:
    old = table(WELL, MIXED, POOR, policy="first")
    swapped = (("well", All((at_least("least", 2), at_least("mean", 2))), "green"), MIXED, POOR)
    new = table(*swapped, policy="first")
    assert _differ(old, new, []) > 0
    assert _differ(old, new, [ORDER, KnownWith("least", "mean")]) == 0


def _differ(old: DecisionTable, new: DecisionTable, given: Sequence[Relation]) -> int:
    return len(differing_cases(old, new, given=given).found)
