"""Dead rows: those that can never decide, and why: they have no case, or others take them all."""

from __future__ import annotations

from itertools import combinations

from ekrules.decision.conditions import All, Compare, Condition
from ekrules.decision.proof.boxes import Rows, bits
from ekrules.decision.proof.proofs import DeadRow
from ekrules.decision.proof.questions import Questions
from ekrules.decision.rows import Row

# More than these are not named: the reader looks at the rows above.
_MOST_NAMED = 3


def find_dead_rows(questions: Questions) -> list[DeadRow]:
    """Return the rows that can never decide, in the order of the table."""
    table = questions.table
    takes_cases = table.hit_policy in ("first", "priority")
    dead: dict[int, DeadRow] = {}
    taken: Rows = 0
    for place, number in enumerate(questions.order):
        if not _can_decide(questions, number, taken):
            dead[number] = DeadRow(table.rows[number])
            if takes_cases:
                dead[number] = DeadRow(table.rows[number], case={}, taken_by=table.rows[:place])
        if takes_cases:
            taken |= 1 << number
    return [_explained(questions, number, dead[number]) for number in sorted(dead)]


def _can_decide(questions: Questions, number: int, taken: Rows) -> bool:
    """Whether the row holds on a case on which none of the taken does. Raises OutOfTimeError."""
    questions.search.seconds_left()
    if questions.boxes.surely_decides(number, taken):
        return True
    before = [_not(questions.holds[one]) for one in bits(questions.boxes.meeting(number) & taken)]
    return questions.search.is_possible(questions.holds[number], *before)


def _not(formula: object) -> object:
    import z3

    return z3.Not(formula)


def _explained(questions: Questions, number: int, dead: DeadRow) -> DeadRow:
    search, row = questions.search, dead.row
    found = search.most_natural(questions.holds[number]) if dead.case is not None else None
    if found is None:
        return DeadRow(row, conflict=_conflict(questions, row.condition))
    case = found.values
    taken_by: list[Row] = []
    with search.within(questions.holds[number]):
        while found is not None and len(taken_by) < _MOST_NAMED:
            before = questions.order[: questions.order.index(number)]
            taker = next(one for one in before if found.meets(questions.holds[one]))
            taken_by.append(questions.table.rows[taker])
            search.add(_not(questions.holds[taker]))
            found = search.most_natural()
    named = tuple(row for row in questions.table.rows if row in taken_by) if found is None else ()
    return DeadRow(row, taken_by=named or dead.taken_by, case=case)


def _conflict(questions: Questions, condition: Condition) -> tuple[Compare, ...]:
    """Return one comparison, or two, of a plain condition that can't be met."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    compared = [part for part in parts if isinstance(part, Compare)]
    for size in (1, 2):
        for some in combinations(compared, size):
            formulas = [questions.encoding.holds(one) for one in some]
            if not questions.search.is_possible(*formulas):
                return some
    return ()
