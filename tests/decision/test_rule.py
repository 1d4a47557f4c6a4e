from __future__ import annotations

from datetime import date

import pytest

from ekrules.decision.checks import leaf_problem
from ekrules.decision.conditions import All, AnyOf, Compare, InputReference, IsUnknown, Value
from ekrules.decision.inputs import Case, Input
from ekrules.decision.rule import Firing, Rule, prepare
from ekrules.errors import InputError, Place

INPUTS = {
    one.name: one
    for one in (
        Input("attainment", "share", "up"),
        Input("target", "share"),
        Input("years_left", "years"),
        Input("coverage", "text", values=("full", "partial")),
        Input("deadline", "date"),
    )
}


@pytest.mark.parametrize(
    ("leaf", "found", "expected"),
    [
        (Compare("atainment", "below", 0.5), 'no input is called "atainment"', "declared"),
        (IsUnknown("zzz"), 'no input is called "zzz"', 'one of "attainment", "target"'),
        (Compare("coverage", "below", "full"), '"below" on "coverage"', "is, is_one_of or is_not"),
        (Compare("coverage", "is", ("full",)), '"is" with a list of 1', "one value"),
        (Compare("coverage", "is_one_of", "full"), '"is_one_of" with "full"', "a list"),
        (Compare("coverage", "is_one_of", ()), "a list of 0", "a list"),
        (
            Compare("coverage", "is_one_of", InputReference("target")),
            'with the input "target"',
            "a list",
        ),
        (Compare("coverage", "is", "ful"), 'is held against "ful"', 'one of "full", "partial"'),
        (Compare("coverage", "is_one_of", ("full", 1)), "held against 1", "a text"),
        (Compare("attainment", "below", 60), "held against 60", "a share from 0 to 1"),
        (Compare("deadline", "below", "2011-12-31"), 'against "2011-12-31"', "a date"),
        (Compare("attainment", "below", InputReference("tarjet")), '"tarjet"', "declared"),
        (
            Compare("attainment", "below", InputReference("years_left")),
            '"attainment" (a share) is held against "years_left" (a number of years)',
            "another input of the unit share",
        ),
    ],
)
def test_a_leaf_that_does_not_fit_is_told(
    leaf: Compare | IsUnknown, found: str, expected: str
) -> None:
    problem = leaf_problem(leaf, INPUTS)
    assert problem is not None
    assert found in problem.found
    assert expected in problem.expected


@pytest.mark.parametrize(
    "leaf",
    [
        IsUnknown("coverage"),
        Compare("attainment", "at_least", InputReference("target")),
        Compare("coverage", "is_one_of", ("full", "partial")),
        Compare("deadline", "at_most", date(2011, 12, 31)),
    ],
)
def test_a_leaf_that_fits_has_no_problem(leaf: Compare | IsUnknown) -> None:
    assert leaf_problem(leaf, INPUTS) is None


def test_without_inputs_the_fault_says_so() -> None:
    problem = leaf_problem(IsUnknown("a"), {})
    assert problem is not None
    assert problem.expected == "none is declared here"


def test_all_faults_of_all_rules_come_at_once_with_their_places() -> None:
    rules = [
        Rule("a", Compare("attainment", "below", 60), Place("r.yaml", 2, 3)),
        Rule("a", IsUnknown("coverag"), Place("r.yaml", 4, 3)),
    ]
    with pytest.raises(InputError) as told:
        prepare(INPUTS, rules, [])
    assert [str(fault.place) for fault in told.value.faults] == [
        "r.yaml:2:3",
        "r.yaml:4:3",
        "r.yaml:4:3",
    ]


def test_every_rule_with_too_many_clauses_is_told() -> None:
    inputs = {f"n{number}": Input(f"n{number}", "number") for number in range(20)}
    pairs = tuple(AnyOf((IsUnknown(f"n{n}"), IsUnknown(f"n{n + 10}"))) for n in range(10))
    rules = [Rule("a", All(pairs)), Rule("b", All(pairs), Place("b.yaml"))]
    with pytest.raises(InputError) as told:
        prepare(inputs, rules, [])
    assert len(told.value.faults) == 2


def test_the_trail_names_what_the_clause_read() -> None:
    condition = AnyOf(
        (IsUnknown("coverage"), Compare("attainment", "below", InputReference("target")))
    )
    values: dict[str, Value | None] = {
        "attainment": 0.5, "target": 0.9, "years_left": 1.0, "coverage": "full", "deadline": None,
    }  # fmt: skip
    prepared = prepare(INPUTS, [Rule("r", condition)], [Case("c", values)])
    assert prepared.firings([(0, 1)]) == (
        Firing("c", "r", 1, (("attainment", 0.5), ("target", 0.9))),
    )
