"""Overlaps: two rows that both apply, where the hit policy lets only one (or one outcome) stand."""

from __future__ import annotations

from ekrules.decision.conditions import InputReference
from ekrules.decision.proof.encoding import Formula
from ekrules.decision.proof.proofs import Overlap
from ekrules.decision.proof.questions import Questions, differ

MOST_OVERLAPS = 50


def find_overlaps(questions: Questions) -> list[Overlap]:
    """Return the pairs of rows that clash, up to MOST_OVERLAPS, upper row first."""
    import z3

    table, search = questions.table, questions.search
    if table.hit_policy not in ("unique", "any"):
        return []
    clashes = clashes_below(questions)
    # One question for the whole table first: nearly always the answer is no.
    if not search.is_possible(z3.Or(*clashes)):
        return []
    found: list[Overlap] = []
    for upper, clash in enumerate(clashes):
        if len(found) == MOST_OVERLAPS:
            break
        if search.is_possible(clash):
            found += _of_row(questions, upper, MOST_OVERLAPS - len(found))
    return found


def _of_row(questions: Questions, upper: int, most: int) -> list[Overlap]:
    """Return the pairs of a row with those below it."""
    rows, found = questions.table.rows, list[Overlap]()
    for lower in range(upper + 1, len(rows)):
        both = (questions.holds[upper], questions.holds[lower])
        case = questions.search.most_natural(*both, _differ(questions, upper, lower))
        if case is not None:
            found.append(Overlap(case.values, rows[upper], rows[lower]))
        if len(found) == most:
            break
    return found


def clashes_below(questions: Questions) -> list[Formula]:
    """Return for each row when it holds together with one below it that it clashes with."""
    import z3

    rows, holds = questions.table.rows, questions.holds
    if any(isinstance(one, InputReference) for row in rows for one in row.then.values()):
        return [_clash_of_pairs(questions, upper) for upper in range(len(rows))]
    never = z3.BoolVal(False)
    outcomes = [_outcome(questions, number) for number in range(len(rows))]
    # For each outcome: when a row further down concludes it. Built upwards, so each row adds one.
    below: dict[object, Formula] = {}
    clashes = []
    for row, outcome in reversed(list(zip(holds, outcomes, strict=True))):
        others = [one for other, one in below.items() if other != outcome or outcome is None]
        clashes.append(z3.And(row, z3.Or(*others)))
        below[outcome] = z3.Or(row, below.get(outcome, never))
    return clashes[::-1]


def _outcome(questions: Questions, number: int) -> object:
    """Return what tells rows apart: under `unique` all clash, whatever they conclude."""
    if questions.table.hit_policy == "unique":
        return None
    return tuple(sorted(questions.table.rows[number].then.items()))


def _clash_of_pairs(questions: Questions, upper: int) -> Formula:
    import z3

    below = range(upper + 1, len(questions.holds))
    others = [z3.And(questions.holds[one], _differ(questions, upper, one)) for one in below]
    return z3.And(questions.holds[upper], z3.Or(*others))


def _differ(questions: Questions, upper: int, lower: int) -> Formula:
    import z3

    if questions.table.hit_policy == "unique":
        return z3.BoolVal(True)
    rows = questions.table.rows
    return differ(questions.encoding, rows[upper].then, rows[lower].then)
