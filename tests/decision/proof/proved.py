"""Small tables in few words, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping

from ekrules.decision.conditions import All, Compare, Condition, InputReference, Operator, Value
from ekrules.decision.inputs import Input
from ekrules.decision.proof.faults import proof_faults
from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable, HitPolicy
from ekrules.errors import Place

INPUTS = (
    Input("attainment", "share", better="up"),
    Input("years_left", "years", better="up"),
    Input("coverage", "text", values=("full", "partial")),
    Input("target", "share"),
    Input("goals_assessed", "count"),
    Input("share_green", "share", better="up"),
    Input("share_red", "share", better="down"),
)
COLOURS = SharesOfWhole("goals_assessed", ("share_green", "share_yellow", "share_red"))


def when(**tests: Mapping[Operator, Value | InputReference]) -> Condition:
    """A row's `when`: input by input, operator by operator."""
    return All(
        tuple(
            Compare(name, operator, bound)
            for name, some in tests.items()
            for operator, bound in some.items()
        )
    )


def table(
    *rows: tuple[str, Condition],
    inputs: tuple[str, ...] = ("attainment", "years_left"),
    hit_policy: HitPolicy = "unique",
    not_judged: Condition | None = None,
) -> DecisionTable:
    """A table of statuses; its rows are called a, b, c and stand on lines 1, 2, 3."""
    return DecisionTable(
        id="drawn",
        asks="How far?",
        hit_policy=hit_policy,
        inputs={one.name: one for one in INPUTS if one.name in inputs},
        rows=tuple(
            Row("abcdefgh"[number], condition, {"status": status}, place=Place("t", number + 1, 1))
            for number, (status, condition) in enumerate(rows)
        ),
        place=Place("table", 1, 1),
        not_judged=not_judged,
    )


def told(
    drawn: DecisionTable,
    constants: Mapping[str, Value | None] | None = None,
    given: tuple[SharesOfWhole, ...] = (),
) -> list[str]:
    """What is found wrong with it, a sentence each."""
    return [str(one) for one in proof_faults(drawn, prove_table(drawn, constants, given))]
