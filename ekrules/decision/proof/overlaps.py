"""Overlaps: two rows that both apply, where the hit policy lets only one (or one outcome) stand."""

from __future__ import annotations

from ekrules.decision.conditions import InputReference
from ekrules.decision.proof.boxes import Rows, bits
from ekrules.decision.proof.encoding import Formula
from ekrules.decision.proof.proofs import Overlap
from ekrules.decision.proof.questions import Questions, differ

MOST_OVERLAPS = 50

# Pairs that are asked about one by one. More of them make a formula that takes long to build.
_MOST_PAIRS = 20_000


def find_overlaps(questions: Questions) -> list[Overlap]:
    """Return the pairs of rows that clash, up to MOST_OVERLAPS, upper row first."""
    import z3

    table, search = questions.table, questions.search
    if table.hit_policy not in ("unique", "any"):
        return []
    rivals = _rivals_below(questions)
    if not any(rivals):
        return []
    clashes = [_clash(questions, upper, rows) for upper, rows in _few(rivals)]
    # One question for the whole table first: nearly always the answer is no.
    if clashes and not search.is_possible(z3.Or(*clashes)):
        return []
    found: list[Overlap] = []
    for upper, rows in enumerate(rivals):
        if len(found) == MOST_OVERLAPS:
            break
        if rows and search.is_possible(_clash(questions, upper, rows)):
            found += _of_row(questions, upper, rows, MOST_OVERLAPS - len(found))
    return found


def _of_row(questions: Questions, upper: int, rivals: Rows, most: int) -> list[Overlap]:
    """Return the pairs of a row with its rivals."""
    rows, found = questions.table.rows, list[Overlap]()
    for lower in bits(rivals):
        both = (questions.holds[upper], questions.holds[lower])
        case = questions.search.most_natural(*both, _differ(questions, upper, lower))
        if case is not None:
            found.append(Overlap(case.values, rows[upper], rows[lower]))
        if len(found) == most:
            break
    return found


def clashes_below(questions: Questions) -> list[Formula]:
    """Return for each row that may clash with one below it when it does."""
    rivals = _rivals_below(questions)
    few = _few(rivals)
    if few or not any(rivals):
        return [_clash(questions, upper, rows) for upper, rows in few]
    return _many_clashes(questions)


def _few(rivals: list[Rows]) -> list[tuple[int, Rows]]:
    """Return the rows with their rivals; none of them where there are too many."""
    if sum(rows.bit_count() for rows in rivals) > _MOST_PAIRS:
        return []
    return [(upper, rows) for upper, rows in enumerate(rivals) if rows]


def _rivals_below(questions: Questions) -> list[Rows]:
    """Return for each row the rows below it that may hold with it and conclude otherwise.

    Raises OutOfTimeError.
    """
    boxes, rows = questions.boxes, questions.table.rows
    alike: dict[object, Rows] = {}
    outcomes = [_outcome(questions, number) for number in range(len(rows))]
    for number, outcome in enumerate(outcomes):
        alike[outcome] = alike.get(outcome, 0) | 1 << number
    found = []
    for upper, outcome in enumerate(outcomes):
        questions.search.seconds_left()
        rivals = boxes.meeting(upper) & ~(0 if outcome is None else alike[outcome])
        found.append(rivals & _below(upper, len(rows)))
    return found


def _below(upper: int, count: int) -> Rows:
    """Return the rows that stand below one, of so many."""
    return (1 << count) - (1 << (upper + 1))


def _clash(questions: Questions, upper: int, rivals: Rows) -> Formula:
    import z3

    if questions.table.hit_policy == "unique":
        others = [questions.holds[one] for one in bits(rivals)]
    else:
        others = [
            z3.And(questions.holds[one], _differ(questions, upper, one)) for one in bits(rivals)
        ]
    return z3.And(questions.holds[upper], z3.Or(*others))


def _many_clashes(questions: Questions) -> list[Formula]:
    """Return the same of every row, where rivals are too many to be named."""
    import z3

    rows, holds = questions.table.rows, questions.holds
    if any(isinstance(one, InputReference) for row in rows for one in row.then.values()):
        every = range(len(rows))
        return [_clash(questions, upper, _below(upper, len(rows))) for upper in every]
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
    """Return what tells rows apart; None where nothing does: under `unique` all clash."""
    then = questions.table.rows[number].then
    if questions.table.hit_policy == "unique":
        return None
    if any(isinstance(one, InputReference) for one in then.values()):
        return None
    return tuple(sorted(then.items()))


def _differ(questions: Questions, upper: int, lower: int) -> Formula:
    import z3

    if questions.table.hit_policy == "unique":
        return z3.BoolVal(True)
    rows = questions.table.rows
    return differ(questions.encoding, rows[upper].then, rows[lower].then)
