"""Rules and firings: what engines are given, and the trail they give back.

In: rules, cases. Out: `Prepared`, checked and split into clauses, the same for every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ekrules.decision.checks import add_leaf_faults
from ekrules.decision.conditions import (
    UNPLACED,
    Clause,
    Condition,
    Value,
    clauses,
    leaves,
    read_inputs,
)
from ekrules.decision.inputs import Case, Input, check_cases
from ekrules.errors import Faults, InputError, Place


@dataclass(frozen=True)
class Rule:
    """A condition with an id; `place` is where a person wrote it."""

    id: str
    condition: Condition
    place: Place = UNPLACED


@dataclass(frozen=True)
class Firing:
    """One clause of one rule holds on one case; `seen` is what its leaves read, in order."""

    case: str
    rule: str
    clause_index: int
    seen: tuple[tuple[str, Value | None], ...]


@dataclass(frozen=True)
class NumberedClause:
    """A clause, the number of its rule in the run, and its own number in the rule."""

    rule_number: int
    index: int
    leaves: Clause


@dataclass(frozen=True)
class Prepared:
    """Rules and cases that fit together; every clause of every rule, in order."""

    inputs: Mapping[str, Input]
    rules: tuple[Rule, ...]
    cases: tuple[Case, ...]
    clauses: tuple[NumberedClause, ...]

    def firings(self, hits: Iterable[tuple[int, int]]) -> tuple[Firing, ...]:
        """Return the trail of (case number, clause number) pairs, in the order given to the run."""
        return tuple(self._firing(case, clause) for case, clause in sorted(hits))

    def _firing(self, case_number: int, clause_number: int) -> Firing:
        case, clause = self.cases[case_number], self.clauses[clause_number]
        seen = tuple((name, case.values[name]) for name in read_inputs(clause.leaves))
        return Firing(case.id, self.rules[clause.rule_number].id, clause.index, seen)


def prepare(inputs: Mapping[str, Input], rules: Sequence[Rule], cases: Sequence[Case]) -> Prepared:
    """Return rules and cases, checked; raises InputError with every fault of either."""
    check_rules(inputs, rules)
    check_cases(inputs, cases)
    return Prepared(inputs, tuple(rules), tuple(cases), split_rules(rules))


def check_rules(inputs: Mapping[str, Input], rules: Sequence[Rule]) -> None:
    """Raise InputError with every repeated id, unknown name and bound of a wrong type."""
    faults = Faults()
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            faults.add(rule.place, f'the rule id "{rule.id}" a second time', "keep one of them")
        seen.add(rule.id)
        for leaf in leaves(rule.condition):
            add_leaf_faults(rule.place, leaf, inputs, faults)
    faults.stop_if_any()


def split_rules(rules: Sequence[Rule]) -> tuple[NumberedClause, ...]:
    """Return every clause of every rule; raises InputError where one has too many."""
    faults = Faults()
    found: list[NumberedClause] = []
    for number, rule in enumerate(rules):
        try:
            split = clauses(rule.condition, rule.place)
        except InputError as error:
            faults.extend(error)
            continue
        found.extend(NumberedClause(number, index, one) for index, one in enumerate(split))
    faults.stop_if_any()
    return tuple(found)
