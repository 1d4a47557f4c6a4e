"""Differences: the cases on which two versions of a table decide differently.

In: the table as it was and as it is now. Out: for each pair of rows between which a case can move
one such case, the most natural. Only cases that both versions may be asked about: an input that
one of them does not declare is free there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ekrules.decision.inputs import Input
from ekrules.decision.proof.encoding import Encoding, Formula, encode
from ekrules.decision.proof.proofs import CaseValues
from ekrules.decision.proof.proving import SECONDS
from ekrules.decision.proof.questions import decision_order, differ, named_values
from ekrules.decision.proof.relations import Given
from ekrules.decision.proof.scales import NamedValues
from ekrules.decision.proof.search import OutOfTimeError, Search
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable

MOST_DIFFERENCES = 30

# The old row, the new row, and when a case moves from the one to the other.
_Pair = tuple[Row | None, Row | None, Formula]


@dataclass(frozen=True)
class Difference:
    """A case that moves from one row to another; None: no row decides it."""

    case: CaseValues
    old_row: Row | None
    new_row: Row | None


@dataclass(frozen=True)
class Differences:
    """What was found. is_complete: there are no further pairs; undecided: what was not settled."""

    found: tuple[Difference, ...]
    is_complete: bool
    undecided: tuple[str, ...] = ()


def differing_cases(
    old: DecisionTable,
    new: DecisionTable,
    most: int = MOST_DIFFERENCES,
    given: Sequence[Given] = (),
    seconds: float = SECONDS,
) -> Differences:
    """Return cases on which the two conclude something different, up to `most` pairs of rows.

    Where several rows may decide together, a row is compared with the one of the same id.
    """
    inputs, incomparable = _shared_inputs(old, new)
    if incomparable:
        return Differences((), is_complete=False, undecided=incomparable)
    named = _named_by_both(old, new)
    encoding, held = encode(inputs, named, given)
    search = Search(encoding, held, seconds)
    found: list[Difference] = []
    try:
        for difference in _differences(search, _pairs(encoding, old, new)):
            if len(found) == most:
                return Differences(tuple(found), is_complete=False)
            found.append(difference)
    except OutOfTimeError:
        undecided = (f'whether more cases of "{new.id}" differ',)
        return Differences(tuple(found), is_complete=False, undecided=undecided)
    return Differences(tuple(found), is_complete=True)


def _named_by_both(old: DecisionTable, new: DecisionTable) -> NamedValues:
    named = named_values([old, new], {})
    for one in (*old.inputs.values(), *new.inputs.values()):
        for end in (one.lowest, one.highest, *one.values):
            if end is not None:
                named.add(one.name, end)
    return named


def _differences(search: Search, pairs: Sequence[_Pair]) -> Iterator[Difference]:
    """Yield the pairs that a case can move between; asks of many at once before of each."""
    import z3

    def some_of(few: Sequence[_Pair]) -> bool:
        return search.is_possible(z3.Or(*(formula for _, _, formula in few)))

    by_old_row: dict[str | None, list[_Pair]] = {}
    for pair in pairs:
        by_old_row.setdefault(pair[0].id if pair[0] else None, []).append(pair)
    for few in by_old_row.values() if some_of(pairs) else ():
        for old_row, new_row, formula in few if some_of(few) else ():
            case = search.most_natural(formula)
            if case is not None:
                yield Difference(case.values, old_row, new_row)


def _pairs(encoding: Encoding, old: DecisionTable, new: DecisionTable) -> list[_Pair]:
    """Return the pairs of rows that conclude something different, and when both decide."""
    import z3

    if not (old.is_single_hit and new.is_single_hit):
        return _pairs_by_id(encoding, old, new)
    before, after = _deciding(encoding, old), _deciding(encoding, new)
    found: list[_Pair] = []
    for old_row, was in before:
        for new_row, is_now in after:
            differs = _differs(encoding, (old, old_row), (new, new_row))
            if not z3.is_false(differs):
                found.append((old_row, new_row, z3.And(was, is_now, differs)))
    return found


def _pairs_by_id(encoding: Encoding, old: DecisionTable, new: DecisionTable) -> list[_Pair]:
    import z3

    before, after = {row.id: row for row in old.rows}, {row.id: row for row in new.rows}
    found: list[_Pair] = []
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name), after.get(name)
        held = encoding.holds(one.condition) if one else z3.BoolVal(False)
        holds = encoding.holds(other.condition) if other else z3.BoolVal(False)
        if one is not None:
            found.append((one, None, z3.And(held, z3.Not(holds))))
        if other is not None:
            found.append((None, other, z3.And(holds, z3.Not(held))))
        if one is not None and other is not None:
            both = z3.And(held, holds, differ(encoding, one.then, other.then))
            found.append((one, other, both))
    return found


def _deciding(encoding: Encoding, table: DecisionTable) -> list[tuple[Row | None, Formula]]:
    """Return when each row decides, and last, with None, when no row holds."""
    import z3

    found: list[tuple[Row | None, Formula]] = []
    none_before: Formula = z3.BoolVal(True)
    for number in decision_order(table):
        row = table.rows[number]
        holds = encoding.holds(row.condition)
        found.append((row, z3.And(holds, none_before)))
        none_before = z3.And(none_before, z3.Not(holds))
    return [*found, (None, none_before)]


def _differs(
    encoding: Encoding,
    before: tuple[DecisionTable, Row | None],
    after: tuple[DecisionTable, Row | None],
) -> Formula:
    import z3

    outcomes = [table.defaults if row is None else row.then for table, row in (before, after)]
    old, new = outcomes
    if old is None or new is None:
        return z3.BoolVal(old is not new)
    return z3.simplify(differ(encoding, old, new))


def _shared_inputs(
    old: DecisionTable, new: DecisionTable
) -> tuple[dict[str, Input], tuple[str, ...]]:
    """Return the inputs of either, as narrow as both; or which can't be held together."""
    inputs: dict[str, Input] = {**old.inputs, **new.inputs}
    problems = []
    for name in old.inputs:
        if name in new.inputs:
            one, other = old.inputs[name], new.inputs[name]
            if one.type != other.type:
                problems.append(f'"{name}" was a {one.type} and is a {other.type}')
            elif one.values and other.values and not set(one.values) & set(other.values):
                problems.append(f'"{name}" has none of the values that it had')
            else:
                inputs[name] = _narrowed(one, other)
    return inputs, tuple(problems)


def _narrowed(one: Input, other: Input) -> Input:
    lows = [end for end in (one.lowest, other.lowest) if end is not None]
    highs = [end for end in (one.highest, other.highest) if end is not None]
    values = other.values or one.values
    if one.values and other.values:
        values = tuple(value for value in other.values if value in one.values)
    return Input(
        one.name,
        one.type,
        other.better,
        values,
        one.ordered or other.ordered,
        max(lows, default=None),
        min(highs, default=None),
    )
