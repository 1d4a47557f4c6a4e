"""Suggesting: examples on each bound of a table and just to either side of it.

In: a table. Out: examples that it lacks, each with what the table decides of it today. That is what
the rules do and not what anyone meant: a person has to read them. Never changes a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from ekrules.decision.conditions import (
    ORDER_OPERATORS,
    Clause,
    Compare,
    InputReference,
    Value,
    clauses,
    leaves,
)
from ekrules.decision.deciding import Decision, conclude, fired_on
from ekrules.decision.engine import choose_engine
from ekrules.decision.inputs import Case, Input, shown_in
from ekrules.decision.neighbours import neighbours
from ekrules.decision.outputs import Outcome
from ekrules.decision.possible_cases import made_possible
from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.decision.witnesses import Given, points_of, witnesses
from ekrules.yaml_reader.nodes import short


@dataclass(frozen=True)
class SuggestedExample:
    """A case and what its table decides of it; says: the sentence of the row, in bokmål.

    then: None where the table concludes nothing or a list of outcomes.
    """

    name: str
    given: Mapping[str, Value]
    rows: tuple[str, ...]
    then: Outcome | None
    says: str | None = None


# How many cases are tried of each way to hold, until one shows the row deciding.
_TRIED = (1, 20, 400)
# Of one table at once: far more than anyone reads, and soon decided.
_MOST_AT_ONCE = 100_000


@dataclass(frozen=True)
class _Case:
    """A case worth an example: what it is about, and the input whose value it is chosen for."""

    about: str
    given: Given
    input: str | None = None


def suggest_examples(
    table: DecisionTable, wholes: Sequence[SharesOfWhole] = ()
) -> tuple[SuggestedExample, ...]:
    """Return the examples that the table lacks, in the order of its rows.

    For each bound of a row: a case on it, and one a step to either side. For each input: a case
    where it is unknown. For each row: a case that it decides. Last, a case in which nothing is
    known. A case is left out where an example gives the same, or gives the input in question the
    same value and is decided by the same rows.
    wholes: shares that divide a count among them; cases that they can't give are left out.
    """
    own = _decided(table, [_Case(one.name, _known(one.given)) for one in table.examples])
    covered = _Covered()
    for case, decision in own:
        covered.add(case.given, table.inputs, decision)
    found: list[tuple[_Case, Decision]] = []
    bases = _bases(table)
    around = [*islice(_on_bounds(table, bases), _MOST_AT_ONCE), *_unknown(table, bases)]
    around = list(_possible(table, around, wholes))
    for case, decision in _decided(table, around):
        if not covered.holds(case, decision):
            covered.add(case.given, table.inputs, decision)
            found.append((case, decision))
    for row, base in _first_bases(bases).items():
        cases = list(_possible(table, [_Case(f"a case for {row}", base)], wholes))
        for case, decision in _decided(table, cases) if row not in covered.rows else ():
            covered.add(case.given, table.inputs, decision)
            found.append((case, decision))
    # Nobody thinks of this one, and every table meets it: a survey that did not ask.
    nothing = list(_possible(table, [_Case("nothing known", {})], wholes))
    found += [one for one in _decided(table, nothing) if not covered.has_case({})]
    return tuple(_named(table, found))


def _possible(
    table: DecisionTable, cases: Iterable[_Case], wholes: Sequence[SharesOfWhole]
) -> Iterator[_Case]:
    for case in cases:
        given = made_possible(case.given, case.input, table.inputs, wholes)
        if given is not None:
            yield replace(case, given=given)


def _known(given: Mapping[str, Value | None]) -> Given:
    return {name: value for name, value in given.items() if value is not None}


@dataclass
class _Covered:
    """What examples cover so far: cases, values of inputs by deciding rows, and rows."""

    cases: set[frozenset[tuple[str, Value]]] = field(default_factory=set)
    values: set[tuple[str, Value | None, tuple[str, ...]]] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)

    def add(self, given: Given, inputs: Mapping[str, Input], decision: Decision) -> None:
        """Note an example."""
        rows = tuple(row.id for row in decision.rows)
        self.cases.add(frozenset(given.items()))
        self.values |= {(name, given.get(name), rows) for name in inputs}
        self.rows |= set(rows)

    def holds(self, case: _Case, decision: Decision) -> bool:
        """Say whether an example as good is there already."""
        rows = tuple(row.id for row in decision.rows)
        is_told = (case.input, case.given.get(case.input or ""), rows) in self.values
        return is_told or self.has_case(case.given)

    def has_case(self, given: Given) -> bool:
        """Say whether an example gives exactly this."""
        return frozenset(given.items()) in self.cases


def _decided(table: DecisionTable, cases: Sequence[_Case]) -> Iterator[tuple[_Case, Decision]]:
    """Yield each case with its decision; those on which rows clash are for `check` to tell."""
    unknown = dict.fromkeys(table.inputs)
    asked = [Case(str(number), {**unknown, **one.given}) for number, one in enumerate(cases)]
    # Many cases at once are what this engine is for; both conclude the same.
    trails = fired_on(table, asked, choose_engine("columnar")) if asked else ()
    for one, case, firings in zip(cases, asked, trails, strict=True):
        decision = conclude(table, case, firings)
        if isinstance(decision, Decision):
            yield one, decision


@dataclass(frozen=True)
class _Base:
    """A case that a row decides, by one of its clauses: what its bounds are tried on."""

    row: Row
    clause: Clause
    given: Given


def _bases(table: DecisionTable) -> tuple[_Base, ...]:
    """Return a base for each way in which a row can hold and decide, in the order written.

    A row that others always outdo has none; `check` tells of it.
    """
    points = points_of([leaf for row in table.rows for leaf in leaves(row.condition)], table.inputs)
    ways = [(row, clause) for row in table.rows for clause in clauses(row.condition, row.place)]
    found: dict[int, _Base] = {}
    for most in _TRIED:
        # All ways at once: an engine takes about as long for one case as for hundreds.
        tried = (
            _Case(str(number), given)
            for number, (_, clause) in enumerate(ways)
            if number not in found
            for given in islice(witnesses(clause, table.inputs, points), most)
        )
        cases = list(islice(tried, _MOST_AT_ONCE))
        for case, decision in _decided(table, cases):
            number = int(case.about)
            row, clause = ways[number]
            if row in decision.rows:
                found.setdefault(number, _Base(row, clause, case.given))
    return tuple(found[number] for number in sorted(found))


def _first_bases(bases: Sequence[_Base]) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for base in bases:
        found.setdefault(base.row.id, base.given)
    return found


def _on_bounds(table: DecisionTable, bases: Sequence[_Base]) -> Iterator[_Case]:
    for base in bases:
        for leaf in base.clause:
            if isinstance(leaf, Compare) and _has_sides(table.inputs[leaf.input], leaf):
                yield from _around(table.inputs[leaf.input], leaf, base.given)


def _has_sides(declared: Input, leaf: Compare) -> bool:
    return leaf.operator in ORDER_OPERATORS or declared.type not in ("text", "boolean")


def _around(declared: Input, leaf: Compare, given: Given) -> Iterator[_Case]:
    bounds = leaf.bound if isinstance(leaf.bound, tuple) else (leaf.bound,)
    for bound in bounds:
        value = given[bound.name] if isinstance(bound, InputReference) else bound
        words = bound.name if isinstance(bound, InputReference) else _words(declared, value)
        below, above = neighbours(declared, value)
        for one, where in ((below, "just below"), (value, "exactly"), (above, "just above")):
            if one is not None:
                case = {**given, declared.name: one}
                yield _Case(f"{declared.name} {where} {words}", case, declared.name)


def _unknown(table: DecisionTable, bases: Sequence[_Base]) -> Iterator[_Case]:
    for name in table.inputs:
        base = next((one for one in bases if name in one.given), None)
        if base is not None:
            rest = {other: value for other, value in base.given.items() if other != name}
            yield _Case(f"{name} unknown", rest, name)


def _words(declared: Input, value: Value) -> str:
    return short(value, 40) if isinstance(value, str) and value else shown_in(declared, value)


def _named(
    table: DecisionTable, found: Sequence[tuple[_Case, Decision]]
) -> Iterator[SuggestedExample]:
    """Yield the examples, each with a name that no other of the table has."""
    taken = {example.name for example in table.examples}
    for case, decision in found:
        rest = [
            f"{name} {_words(table.inputs[name], value)}"
            for name, value in case.given.items()
            if name != case.input
        ]
        name = " and ".join([f"{case.about} with {rest[0]}", *rest[1:]]) if rest else case.about
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name} ({number})"
        taken.add(free)
        yield _example(table, free, case.given, decision)


def _example(table: DecisionTable, name: str, given: Given, decision: Decision) -> SuggestedExample:
    order = {one: given[one] for one in table.inputs if one in given}
    rows = tuple(row.id for row in decision.rows)
    gives_list = not table.is_single_hit and table.aggregation == "list"
    then = None if gives_list else decision.outcome
    says = decision.row.says.nb if decision.row and decision.row.says and not gives_list else None
    return SuggestedExample(name, order, rows, then, says)
