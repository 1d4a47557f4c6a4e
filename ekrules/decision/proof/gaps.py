"""Gaps: the cases that no row covers, how far each reaches, and rows where none should be.

An input counts as known unless some condition asks whether it is; cases in `not_judged` are left
out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ekrules.decision.conditions import Compare, InputReference, leaves
from ekrules.decision.proof.boxes import bits
from ekrules.decision.proof.encoding import Formula
from ekrules.decision.proof.proofs import CaseValues, Extent, Gap, NotJudged
from ekrules.decision.proof.questions import Questions
from ekrules.decision.proof.scales import UNKNOWN
from ekrules.decision.proof.search import Found

# A person mends a few and runs again; after that the cases are often the same hole once more.
MOST_GAPS = 5

# Lowest and highest position of each input; the same twice: only there.
_Box = dict[str, tuple[int, int]]


def find_gaps(questions: Questions) -> Iterator[Gap]:
    """Yield up to MOST_GAPS gaps, each as far as it reaches."""
    import z3

    covered = z3.Or(*questions.holds, questions.left_out)
    known = questions.known_unless_asked
    # Inputs held against each other make gaps that are no boxes: one case has to do for them.
    most = 1 if _are_compared(questions) else MOST_GAPS
    with questions.search.within(*known):
        for _ in range(most):
            found = questions.search.most_natural(z3.Not(covered))
            if found is None:
                break
            # Added once: a long table takes long to add.
            with questions.search.within(covered):
                box = _widened(questions, found)
            yield Gap(found.values, _extents(questions, box, found.values))
            questions.search.add(z3.Not(z3.And(*_inside(questions, box))))


def find_rows_not_judged(questions: Questions) -> list[NotJudged]:
    """Return the rows that apply to a case which the table leaves out on purpose."""
    if questions.table.not_judged is None:
        return []
    rows, holds = questions.table.rows, questions.holds
    found = [
        (rows[one], questions.search.most_natural(holds[one], questions.left_out))
        for one in bits(questions.meeting_left_out)
    ]
    return [NotJudged(case.values, row) for row, case in found if case is not None]


def _are_compared(questions: Questions) -> bool:
    conditions = (row.condition for row in questions.table.rows)
    return any(
        isinstance(leaf, Compare) and isinstance(leaf.bound, InputReference)
        for condition in conditions
        for leaf in leaves(condition)
    )


def _widened(questions: Questions, found: Found) -> _Box:
    """Return the case stretched, input by input, as long as no row covers any of it.

    Asked where only cases that some row covers are possible.
    """
    box: _Box = {name: (at, at) for name, at in found.positions.items()}
    for name, (low, high) in list(box.items()):
        if low == UNKNOWN:
            continue
        allowed = sorted(at for at in questions.encoding.preferred[name] if at != UNKNOWN)
        at = allowed.index(low)
        first = _furthest(questions, box, name, [*reversed(allowed[: at + 1])])
        box[name] = (first, high)
        box[name] = (first, _furthest(questions, box, name, allowed[at:]))
    return box


def _furthest(questions: Questions, box: _Box, name: str, outward: list[int]) -> int:
    """Return how far outward the box may reach along an input and still be a gap throughout."""
    low, high = 0, len(outward) - 1
    while low < high:
        middle = (low + high + 1) // 2
        ends = (*box[name], outward[middle])
        wider = {**box, name: (min(ends), max(ends))}
        if questions.search.is_possible(*_inside(questions, wider)):
            high = middle - 1
        else:
            low = middle
    return outward[low]


def _inside(questions: Questions, box: _Box) -> list[Formula]:
    variables = questions.encoding.variables
    return [
        one
        for name, (low, high) in box.items()
        for one in (variables[name] >= low, variables[name] <= high)
    ]


def _extents(
    questions: Questions, box: Mapping[str, tuple[int, int]], case: CaseValues
) -> dict[str, Extent]:
    """Return how far the box reaches, without the inputs that it does not hang on."""
    extents: dict[str, Extent] = {}
    for name, (low, high) in box.items():
        allowed = sorted(at for at in questions.encoding.preferred[name] if at != UNKNOWN)
        if low == UNKNOWN:
            extents[name] = Extent(is_unknown=True)
        elif (low, high) != (allowed[0], allowed[-1]) or name in questions.asked:
            may_be_ordered = questions.table.inputs[name].may_be_ordered
            # Texts without an order have no bounds: the case itself has to do.
            alone = Extent(case[name], True, case[name], True)
            ranged = _extent(questions, name, low, high, allowed)
            extents[name] = ranged if may_be_ordered else alone
    return extents


def _extent(questions: Questions, name: str, low: int, high: int, allowed: list[int]) -> Extent:
    scale = questions.encoding.scales[name]
    at_low, at_high = scale.is_bound(low), scale.is_bound(high)
    return Extent(
        low=None
        if low == allowed[0]
        else scale.values[low]
        if at_low
        else scale.neighbours(low)[0],
        low_included=at_low,
        high=None
        if high == allowed[-1]
        else scale.values[high]
        if at_high
        else scale.neighbours(high)[1],
        high_included=at_high,
    )
