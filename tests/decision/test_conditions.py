from __future__ import annotations

import pytest
from hypothesis import given, settings

from ekrules.decision.conditions import (
    ALWAYS,
    MOST_CLAUSES,
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsKnown,
    IsUnknown,
    NoneOf,
    clauses,
    leaves,
    read_inputs,
)
from ekrules.decision.inputs import Case
from ekrules.errors import InputError, Place
from tests.decision import generated
from tests.decision.oracle import truth

A = Compare("a", "at_least", 0.6)
B = Compare("b", "is", "full")
C = IsUnknown("c")


@settings(max_examples=200, deadline=None)
@given(generated.conditions(), generated.cases())
def test_a_rule_holds_exactly_when_its_formula_is_true_in_three_valued_logic(
    condition: Condition, case: Case
) -> None:
    split = clauses(condition)
    some_clause_holds = any(truth(All(clause), case.values) is True for clause in split)
    assert some_clause_holds == (truth(condition, case.values) is True)


def test_always_has_one_clause_without_leaves() -> None:
    assert clauses(ALWAYS) == ((),)


def test_any_of_nothing_never_holds() -> None:
    assert clauses(AnyOf(())) == ()
    assert clauses(All((A, AnyOf(())))) == ()


def test_all_over_any_splits_into_a_clause_for_each_way() -> None:
    assert clauses(All((A, AnyOf((B, C))))) == ((A, B), (A, C))


def test_none_complements_each_operator() -> None:
    pairs = [("at_least", "below"), ("more_than", "at_most"), ("is", "is_not")]
    for one, other in pairs:
        for operator, complement in ((one, other), (other, one)):
            leaf = Compare("a", operator, 1.0)  # type: ignore[arg-type]
            assert clauses(NoneOf((leaf,))) == ((Compare("a", complement, 1.0),),)  # type: ignore[arg-type]


def test_none_of_several_values_is_none_of_each() -> None:
    leaf = Compare("b", "is_one_of", ("x", "y"))
    assert clauses(NoneOf((leaf,))) == ((Compare("b", "is_not", "x"), Compare("b", "is_not", "y")),)


def test_none_of_unknown_is_known_and_back() -> None:
    assert clauses(NoneOf((C, IsKnown("d")))) == ((IsKnown("c"), IsUnknown("d")),)


def test_none_of_none_is_any() -> None:
    assert clauses(NoneOf((NoneOf((A, B)),))) == ((A,), (B,))


def test_repeated_leaves_and_clauses_stand_once() -> None:
    assert clauses(All((A, A))) == ((A,),)
    assert clauses(AnyOf((All((A, B)), All((B, A))))) == ((A, B),)


def test_as_many_clauses_as_are_allowed_are_given() -> None:
    parts = tuple(Compare("a", "is", float(number)) for number in range(MOST_CLAUSES))
    assert len(clauses(AnyOf(parts))) == MOST_CLAUSES


def test_more_clauses_are_refused_with_the_place() -> None:
    pairs = tuple(AnyOf((IsUnknown(f"a{n}"), IsUnknown(f"b{n}"))) for n in range(40))
    with pytest.raises(InputError, match=r"rules\.yaml:3:5: .* more than 64 ways; split it"):
        clauses(All(pairs), Place("rules.yaml", 3, 5))


def test_leaves_are_given_as_written() -> None:
    assert list(leaves(NoneOf((All((A, B)), AnyOf((C,)))))) == [A, B, C]


def test_read_inputs_names_bounds_too_and_each_once() -> None:
    against = Compare("a", "below", InputReference("b"))
    assert read_inputs((A, against, C)) == ("a", "b", "c")
