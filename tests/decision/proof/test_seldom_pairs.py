"""What the prover says of rows that clash, never decide or turn worse, in tables seldom drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from ekrules.decision.conditions import (
    ALWAYS,
    InputReference,
)
from ekrules.decision.inputs import Input
from ekrules.decision.outputs import Output
from ekrules.decision.proof import overlaps
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable, HitPolicy
from tests.decision.proof.drawn_tables import tables
from tests.decision.proof.proved import table, told, when

AHEAD = ("green", when(attainment={"at_least": 0.6}))
EVERYWHERE = table(*(("green", ALWAYS) for _ in range(4)))


def test_rows_that_clash_are_told_with_all_that_they_conclude() -> None:
    outputs = {"amount": Output("amount", "number"), "why": Output("why", "text")}
    rows = tuple(
        Row(name, ALWAYS, {"amount": amount, "why": "age"})
        for name, amount in (("one", 1), ("two", 2))
    )
    (found,) = told(replace(table(AHEAD, hit_policy="any"), outputs=outputs, rows=rows))
    for part in ('amount 1, why "age"', 'amount 2, why "age"', "or let both conclude the same"):
        assert part in found


def test_no_more_than_so_many_overlaps_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(prove_table(EVERYWHERE).overlaps) == 6
    monkeypatch.setattr(overlaps, "MOST_OVERLAPS", 2)
    shown = [(one.upper.id, one.lower.id) for one in prove_table(EVERYWHERE).overlaps]
    assert shown == [("a", "b"), ("a", "c")]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables())
def test_rows_too_many_to_pair_are_proved_as_few_are(
    monkeypatch: pytest.MonkeyPatch, drawn: DecisionTable
) -> None:
    for policy in ("unique", "any"):
        one = replace(drawn, hit_policy=policy) if drawn.is_single_hit else drawn
        with monkeypatch.context() as few:
            proof = prove_table(one)
            few.setattr(overlaps, "_MOST_PAIRS", 0)
            assert prove_table(one) == proof


def test_rows_too_many_to_pair_may_conclude_what_an_input_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    colours = Output("status", "text")
    read = InputReference("colour")
    drawn = replace(
        table(AHEAD, hit_policy="any"),
        inputs={
            "attainment": Input("attainment", "share", better="up"),
            "colour": Input("colour", "text", values=("green", "yellow", "red")),
        },
        outputs={"status": colours},
        rows=(
            Row("high", AHEAD[1], {"status": "yellow"}),
            Row("low", when(attainment={"below": 0.6}), {"status": "green"}),
            Row("read", when(attainment={"at_least": 0.6}), {"status": read}),
        ),
    )
    proof = prove_table(drawn)
    assert [(one.upper.id, one.lower.id) for one in proof.overlaps] == [("high", "read")]
    assert proof.overlaps[0].case["colour"] != "yellow"
    monkeypatch.setattr(overlaps, "_MOST_PAIRS", 0)
    assert prove_table(drawn) == proof


def test_of_many_worse_answers_to_one_input_three_pairs_are_shown() -> None:
    bands = [
        (colour, when(attainment={"at_least": number / 10, "below": (number + 1) / 10}))
        for number, colour in enumerate(("green", "red") * 4)
    ]
    found = prove_table(table(*bands)).worse_answers
    assert len(found) == 3
    assert len({(one.row.id, one.better_row.id) for one in found}) == 3
    for one in found:
        assert (one.row.status, one.better_row.status) == ("green", "red")
        assert str(one.case["attainment"]) < str(one.better_case["attainment"])


def test_rows_too_many_to_pair_still_hide_no_worse_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        ("green", when(attainment={"below": 0.3})),
        ("red", when(attainment={"at_least": 0.3})),
        ("red", when(attainment={"at_least": 0.8})),
        ("yellow", when(attainment={"at_least": 0.9})),
    )
    policies: tuple[HitPolicy, ...] = ("unique", "any")
    for policy in policies:
        drawn = table(*rows, hit_policy=policy)
        proof = prove_table(drawn)
        assert proof.overlaps
        assert [one.row.id for one in proof.worse_answers] == ["a"]
        with monkeypatch.context() as few:
            few.setattr(overlaps, "_MOST_PAIRS", 0)
            assert prove_table(drawn) == proof


def test_a_row_that_is_too_wide_is_told_once_with_all_that_it_overlaps() -> None:
    drawn = table(
        ("green", when(attainment={"below": 0.3})),
        ("yellow", ALWAYS),
        ("red", when(attainment={"at_least": 0.6})),
        ("green", when(attainment={"at_least": 0.3, "below": 0.6})),
    )
    assert len(prove_table(drawn).overlaps) == 3
    (found,) = told(drawn)
    assert 'both "a"' in found
    assert 'in other cases "b" beside "c"' in found
    assert '"d"' in found


def test_overlaps_of_rows_apart_are_told_each_by_itself() -> None:
    drawn = table(
        ("green", when(attainment={"below": 0.3})),
        ("yellow", when(attainment={"at_most": 0.3})),
        ("red", when(attainment={"more_than": 0.3})),
        ("green", when(attainment={"at_least": 0.6})),
    )
    found = [one for one in told(drawn) if "apply" in one]
    assert len(found) == 2
    assert not any("in other cases" in one for one in found)


def test_two_inputs_that_never_go_together_are_told_with_both() -> None:
    drawn = table(
        ("green", when(attainment={"below": InputReference("target")},
                       target={"below": InputReference("attainment")})),
        ("red", ALWAYS),
        inputs=("attainment", "target"),
        hit_policy="first",
    )  # fmt: skip
    (found,) = told(drawn)
    assert 'the row "a" can never decide: attainment is below target' in found
    assert "and target is below attainment never go together" in found


def test_a_row_that_no_two_comparisons_rule_out_is_told_as_a_whole() -> None:
    drawn = table(
        ("green", when(attainment={"at_least": 0.9, "below": InputReference("target")},
                       target={"at_most": 0.5})),
        ("red", ALWAYS),
        inputs=("attainment", "target"),
        hit_policy="first",
    )  # fmt: skip
    (found,) = told(drawn)
    assert 'the row "a" can never decide: no case meets all that it asks for' in found


def test_worse_answers_of_one_input_are_told_once_with_how_many_more_there_are() -> None:
    def banded(*colours: str) -> DecisionTable:
        return table(
            *(
                (colour, when(attainment={"at_least": number / 10, "below": (number + 1) / 10}))
                for number, colour in enumerate(colours)
            ),
            not_judged=when(attainment={"at_least": len(colours) / 10}),
        )

    (found,) = told(banded("green", "red", "red"))
    assert "and 1 more pair of rows like it" in found
    (found,) = told(banded("green", "red", "red", "red"))
    assert "and 2 more pairs of rows like it" in found
    (found,) = told(banded("green", "red"))
    assert "more pair" not in found
