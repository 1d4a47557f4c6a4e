"""Faults of a proof: each finding in one sentence, with its case, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ekrules.decision.conditions import InputReference, leaves, read_inputs
from ekrules.decision.outputs import STATUS
from ekrules.decision.proof.grouping import dead_by_cause, overlaps_by_row, worse_by_input
from ekrules.decision.proof.proofs import (
    DeadRow,
    Gap,
    NotJudged,
    Overlap,
    Proof,
    WorseAnswer,
)
from ekrules.decision.proof.wording import (
    case_in_words,
    comparison_in_words,
    extent_as_written,
    value_in_words,
)
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, listed


def proof_faults(table: DecisionTable, proof: Proof, about: str | None = None) -> list[Fault]:
    """Return a fault for each thing that is wrong, at its row, or at the table for gaps.

    about: for which goal the constants of the proof hold, as 'the goal "nav-1"'.
    """
    # What a row of impossible bounds was to cover is a gap for that: the row alone is told.
    gaps = () if any(one.conflict for one in proof.dead_rows) else proof.gaps
    faults = [
        *(_gap(table, one) for one in gaps),
        *(_overlap(table, one, same) for one, same in overlaps_by_row(proof.overlaps)),
        *_not_judged(table, proof.not_judged),
        *(_dead_row(table, proof, one, same) for one, same in dead_by_cause(proof.dead_rows)),
        *(_worse_answer(table, one, more) for one, more in worse_by_input(proof.worse_answers)),
    ]
    if about is None:
        return faults
    return [Fault(one.place, f"for {about}: {one.found}", one.expected) for one in faults]


def undecided_faults(table: DecisionTable, proof: Proof) -> list[Fault]:
    """Return a warning for each question that was not settled in time."""
    expected = "run it once more when the machine is idle, or split the table"
    return [
        Fault(table.place, f'not proved in time of "{table.id}": {what}', expected)
        for what in proof.undecided
    ]


def _gap(table: DecisionTable, gap: Gap) -> Fault:
    reaches = [
        extent_as_written(table.inputs[name], extent) for name, extent in gap.extents.items()
    ]
    row = f"{{{', '.join(reaches)}}}"
    case = case_in_words(table.inputs, gap.case, gap.extents or None)
    expected = f'write a row for "when: {row}", or put that under "not_judged"'
    return Fault(table.place, f'{case}: no row of "{table.id}"', expected)


def _overlap(table: DecisionTable, overlap: Overlap, others: Sequence[Row]) -> Fault:
    upper, lower = overlap.upper, overlap.lower
    case = case_in_words(table.inputs, overlap.case, _read(table, (upper, lower)))
    found = (
        f'{case}: both "{upper.id}" ({_concludes(table, upper)}, {upper.place}) and "{lower.id}"'
    )
    found += f" ({_concludes(table, lower)}) apply"
    if others:
        shared = upper if others[0] is upper else lower
        found += f', and in other cases "{shared.id}" beside {listed(one.id for one in others[1:])}'
        lower = shared
    advice = "narrow one of them, so that only one can apply"
    if table.hit_policy == "any":
        advice = "narrow one of them, or let both conclude the same"
    return Fault(lower.place, found, f'the hit policy is "{table.hit_policy}": {advice}')


def _not_judged(table: DecisionTable, every: Sequence[NotJudged]) -> list[Fault]:
    if not every:
        return []
    one, names = every[0], listed(each.row.id for each in every)
    case = case_in_words(table.inputs, one.case, _read(table, (one.row,)))
    apply = "the row {} applies" if len(every) == 1 else "the rows {} apply"
    found = f'{case}: {apply.format(names)}, though "not_judged" leaves this case out'
    expected = 'narrow the row, or what stands under "not_judged"'
    return [Fault(one.row.place, found, expected)]


def _dead_row(table: DecisionTable, proof: Proof, dead: DeadRow, others: Sequence[Row]) -> Fault:
    row = dead.row
    more = f", nor can {listed(one.id for one in others)}" if others else ""
    found = f'the row "{row.id}" can never decide{more}'
    if dead.taken_by:
        names = listed((one.id for one in dead.taken_by), most=3)
        case = case_in_words(table.inputs, dead.case or {}, _read(table, (row, *dead.taken_by)))
        before = "above it" if table.hit_policy == "first" else "of higher priority"
        found += f": {names} {before} {'takes' if len(dead.taken_by) == 1 else 'take'} all its"
        found += f" cases ({case})"
        return Fault(row.place, found, "narrow what comes before it, move it up, or take it out")
    if dead.conflict:
        told = [comparison_in_words(table.inputs, one, proof.constants) for one in dead.conflict]
        names_of = [one.input.replace(":", " ") for one in dead.conflict]
        if len(set(names_of)) == 1:
            found += f": no {names_of[0]} is {' and '.join(told)}"
        else:
            pairs = [f"{name} is {words}" for name, words in zip(names_of, told, strict=True)]
            found += f": {' and '.join(pairs)} never go together"
    else:
        found += ": no case meets all that it asks for"
    return Fault(row.place, found, "mend its bounds, or take it out")


def _worse_answer(table: DecisionTable, worse: WorseAnswer, more: int) -> Fault:
    declared = table.inputs[worse.input]
    read = _read(table, (worse.row, worse.better_row))
    shared = [name for name in read if name != worse.input]
    where = f"at {case_in_words(table.inputs, worse.case, shared)}, " if shared else ""
    one = case_in_words(table.inputs, worse.case, [worse.input])
    other = case_in_words(table.inputs, worse.better_case, [worse.input])
    found = (
        f"a better answer gives a worse colour: {where}{one} is {worse.row.status}"
        f' ("{worse.row.id}", {worse.row.place}) and {other} is {worse.better_row.status}'
        f' ("{worse.better_row.id}")'
    )
    if more:
        found += f", and {more} more {'pair' if more == 1 else 'pairs'} of rows like it"
    expected = f'move the bounds, or mend "better: {declared.better}" of "{worse.input}"'
    return Fault(worse.better_row.place, found, expected)


def _read(table: DecisionTable, rows: Iterable[Row]) -> list[str]:
    """Return the inputs that the rows hang on: where rows have an order, on all that is read."""
    ordered = table.hit_policy in ("first", "priority")
    parts = [leaf for row in (table.rows if ordered else rows) for leaf in leaves(row.condition)]
    concluded = [
        value.name
        for row in rows
        for value in row.then.values()
        if isinstance(value, InputReference)
    ]
    return [*read_inputs(parts), *concluded]


def _concludes(table: DecisionTable, row: Row) -> str:
    if row.status is not None and list(row.then) == [STATUS]:
        return row.status
    told = [
        f"{name} {value_in_words(table.outputs[name].as_input, value)}"
        for name, value in row.then.items()
    ]
    return ", ".join(told)
