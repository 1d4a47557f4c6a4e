"""Worse answers: where a better answer to one input turns the colour worse, all else alike.

Better is what the input declares; of colours green is better than yellow, yellow than red. Grey
and no row are not ranked: more knowledge is neither better nor worse.
"""

from __future__ import annotations

from collections.abc import Sequence

from ekrules.decision.inputs import Input
from ekrules.decision.outputs import STATUS
from ekrules.decision.proof.boxes import Boxes, Positions, Rows
from ekrules.decision.proof.encoding import APART, Formula
from ekrules.decision.proof.overlaps import clashes_below
from ekrules.decision.proof.proofs import WorseAnswer
from ekrules.decision.proof.questions import Questions
from ekrules.decision.proof.search import Found

RANKED = ("red", "yellow", "green")

# For each input: these show the flaw, and more would be the same flaw at another bound.
_MOST_OF_INPUT = 3


def find_worse_answers(questions: Questions, *, rows_clash: bool) -> list[WorseAnswer]:
    """Return the pairs of rows that show it, for each input that declares what is better.

    rows_clash: leave out the cases on which rows clash, since nothing is decided there.
    """
    import z3

    table = questions.table
    if not table.gives_status:
        return []
    asked = [
        declared
        for declared in table.inputs.values()
        if declared.better != "neither"
        and (declared.may_be_ordered or declared.type == "boolean")
        and _may_be_worse(questions, declared)
    ]
    if not asked:
        return []
    no_clash = z3.Not(z3.Or(*clashes_below(questions))) if rows_clash else z3.BoolVal(True)
    return [one for declared in asked for one in _of_input(questions, declared, no_clash)]


def _may_be_worse(questions: Questions, declared: Input) -> bool:
    """Whether some row has a worse one beyond it, on its better side, that is alike in all else.

    By the boxes of rows alone, which tells of most tables that there is none.
    """
    boxes, rows = questions.boxes, questions.table.rows
    at, worse = boxes.inputs.index(declared.name), _worse_rows(questions)
    for row, own in zip(rows, boxes.rows, strict=True):
        questions.search.seconds_left()
        for box in own.boxes if worse.get(row.status) else ():
            there = _beyond(boxes, at, box[at], declared) & worse[row.status]
            if there and there & boxes.meeting_boxes([box], but=declared.name):
                return True
    return False


def _beyond(boxes: Boxes, at: int, positions: Positions, declared: Input) -> Rows:
    """Return the rows that hold somewhere on the better side of some of the positions."""
    known = positions & boxes.known[at]
    if not known:
        return 0
    lowest, highest = known & -known, 1 << (known.bit_length() - 1)
    better = ~(2 * lowest - 1) if declared.better == "up" else highest - 1
    return boxes.standing[at].on(boxes.known[at] & better)


def _worse_rows(questions: Questions) -> dict[str | None, Rows]:
    """Return by each status but the worst the rows that conclude a worse one."""
    found: dict[str | None, Rows] = {}
    for rank, status in enumerate(RANKED[1:], start=1):
        found[status] = 0
        for number, row in enumerate(questions.table.rows):
            found[status] |= (row.status in RANKED[:rank]) << number
    return found


def _of_input(questions: Questions, declared: Input, no_clash: Formula) -> list[WorseAnswer]:
    import z3

    encoding, search, name = questions.encoding, questions.search, declared.name
    key = name + APART
    variable, better = encoding.variables[name], z3.Int(key)
    apart = [z3.substitute(one, (variable, better)) for one in questions.holds]
    _, held = encoding.variable(name, key)
    held += [
        one
        for whole in encoding.wholes
        if name in whole.parts
        for one in encoding.of_whole(whole, apart=name)
    ]
    held += encoding.of_relations(apart=name)
    held += [variable >= 0, better >= 0, no_clash, z3.substitute(no_clash, (variable, better))]
    held.append(better > variable if declared.better == "up" else better < variable)
    decides, order = _deciding(questions, questions.holds, "before")
    decides_apart, order_apart = _deciding(questions, apart, "before apart")
    held += [*order, *order_apart]
    found: list[WorseAnswer] = []
    try:
        with search.within(*held, _is_worse(questions, decides, decides_apart)):
            while len(found) < _MOST_OF_INPUT:
                case = search.most_natural()
                if case is None:
                    break
                row, better_row = _first(case, decides), _first(case, decides_apart)
                found.append(_worse(questions, name, case, row, better_row))
                search.add(z3.Not(z3.And(decides[row], decides_apart[better_row])))
    finally:
        del encoding.variables[key]
    return found


def _deciding(
    questions: Questions, holds: Sequence[Formula], name: str
) -> tuple[list[Formula], list[Formula]]:
    """Return when each row decides: where it holds and none that comes before it does.

    Also what defines the names in it: "none before" a row is named, for z3 would else write it out
    for every row anew.
    """
    import z3

    if questions.table.hit_policy in ("unique", "any"):
        return list(holds), []
    decides: list[Formula] = list(holds)
    defined: list[Formula] = []
    none_before: Formula = z3.BoolVal(True)
    for number in questions.order:
        decides[number] = z3.And(holds[number], none_before)
        none_here = z3.Bool(f"none {name} {number}")
        defined.append(none_here == z3.And(none_before, z3.Not(holds[number])))
        none_before = none_here
    return decides, defined


def _is_worse(
    questions: Questions, decides: Sequence[Formula], apart: Sequence[Formula]
) -> Formula:
    import z3

    ways = []
    for rank, status in enumerate(RANKED):
        worse = RANKED[:rank]
        ways.append(
            z3.And(_any_of(questions, decides, (status,)), _any_of(questions, apart, worse))
        )
    return z3.Or(*ways)


def _any_of(questions: Questions, decides: Sequence[Formula], wanted: Sequence[str]) -> Formula:
    import z3

    rows = zip(questions.table.rows, decides, strict=True)
    return z3.Or(*(one for row, one in rows if row.then[STATUS] in wanted))


def _first(case: Found, decides: Sequence[Formula]) -> int:
    return next(number for number, one in enumerate(decides) if case.meets(one))


def _worse(questions: Questions, name: str, case: Found, row: int, better_row: int) -> WorseAnswer:
    values = dict(case.values)
    better = values.pop(name + APART)
    rows = questions.table.rows
    return WorseAnswer(name, values, rows[row], {**values, name: better}, rows[better_row])
