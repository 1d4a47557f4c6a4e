"""Proving: a table to all that can be found wrong with it, on every case there is.

In: a table, the inputs that are held at one value, what is given between inputs, a time limit.
Out: a Proof. What is not settled in time is named in it, never passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from ekrules.decision.conditions import Value
from ekrules.decision.proof.dead_rows import find_dead_rows
from ekrules.decision.proof.gaps import find_gaps, find_rows_not_judged
from ekrules.decision.proof.overlaps import find_overlaps
from ekrules.decision.proof.proofs import Proof
from ekrules.decision.proof.questions import Questions, ask_about
from ekrules.decision.proof.relations import Given
from ekrules.decision.proof.search import OutOfTimeError
from ekrules.decision.proof.worse_answers import find_worse_answers
from ekrules.decision.tables import DecisionTable

SECONDS = 5.0

_T = TypeVar("_T")

_GAPS = "whether some row covers every case"
_OVERLAPS = "whether two rows can both apply"
_LEFT_OUT = "whether a row applies to what is not judged"
_DEAD = "whether every row can decide"
_WORSE = "whether a better answer can give a worse colour"


def prove_table(
    table: DecisionTable,
    constants: Mapping[str, Value | None] | None = None,
    given: Sequence[Given] = (),
    seconds: float = SECONDS,
) -> Proof:
    """Return what is wrong with the table. `constants`: inputs held at one value, by name.

    Gaps are asked for where one row is to decide and no output has a default; whether a better
    answer can give a worse colour, where a status is concluded. Needs z3 (see `is_available`).
    """
    held = {name: one for name, one in (constants or {}).items() if name in table.inputs}
    undecided: list[str] = []
    ask = partial(_ask, ask_about(table, held, given, seconds), undecided)
    overlaps = ask(find_overlaps, _OVERLAPS)
    rows_clash = bool(overlaps) or _OVERLAPS in undecided
    not_judged = ask(find_rows_not_judged, _LEFT_OUT)
    dead_rows = ask(find_dead_rows, _DEAD)
    needs_a_row = table.is_single_hit and table.defaults is None
    # Of a long table these take longest, so what is quickly settled is asked before them.
    gaps = ask(find_gaps, _GAPS) if needs_a_row else ()
    worse_answers = ask(partial(find_worse_answers, rows_clash=rows_clash), _WORSE)
    return Proof(
        table=table.id,
        constants=held,
        gaps=gaps,
        overlaps=overlaps,
        not_judged=not_judged,
        dead_rows=dead_rows,
        worse_answers=worse_answers,
        undecided=tuple(undecided),
    )


def _ask(
    questions: Questions,
    undecided: list[str],
    find: Callable[[Questions], Iterable[_T]],
    what: str,
) -> tuple[_T, ...]:
    """Return what was found until time ran out; where nothing was, what was asked is noted."""
    found: list[_T] = []
    try:
        found += find(questions)
    except OutOfTimeError:
        if not found:
            undecided.append(what)
    return tuple(found)
