"""Cell checks: which cells of a read and routed frame are faults, as expressions.

In: the questions read. Out: CellChecks, each a kind of fault in one column; fault_collecting.py
counts them and fetches the first. Never changes a cell: routing.py has done so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ekrules.errors import listed
from ekrules.survey.answer_layout import CHOSEN, DONT_KNOW, LEFT_OUT, NO_ANSWER, NOT_ASKED
from ekrules.survey.answers.cell_faults import CellFaultKind
from ekrules.survey.answers.multiple import CONTRADICTION
from ekrules.survey.answers.read_columns import ReadColumn, ReadQuestion
from ekrules.survey.answers.routing import was_asked


@dataclass(frozen=True)
class CellCheck:
    """One kind of fault in one column of the file.

    holds: an expression that is true where the fault is, and never blank. raw: the name of the
    texts as they stand. known: the texts among which the nearest is looked for.
    """

    kind: CellFaultKind
    question: str
    column: str
    raw: str
    holds: Any
    expected: str
    known: tuple[str, ...] = ()


def cell_checks(questions: Sequence[ReadQuestion]) -> list[CellCheck]:
    """Return the checks of every question, in the order of the questionnaire."""
    return [check for question in questions for check in _checks(question)]


def _checks(one: ReadQuestion) -> Iterator[CellCheck]:
    if one.shape == "options":
        yield from _option_checks(one)
    elif one.shape == "choices":
        yield from _choices_checks(one)
    else:
        for column in one.columns:
            yield from _column_checks(one, column)


def _column_checks(one: ReadQuestion, column: ReadColumn) -> Iterator[CellCheck]:
    import narwhals as nw

    read = nw.col(column.read)
    yield _unknown(one, column, _and_asked(one, read == LEFT_OUT))
    yield _missing(one, column, _and_asked(one, _is_silent(read, one)))
    yield from _not_asked(one, column, ~((read == NO_ANSWER) | (read == NOT_ASKED)))


def _option_checks(one: ReadQuestion) -> Iterator[CellCheck]:
    import narwhals as nw

    for column in one.columns:
        read = nw.col(column.read)
        yield _unknown(one, column, _and_asked(one, read == LEFT_OUT))
        both = (nw.col(one.state) == CONTRADICTION) & (read == DONT_KNOW)
        yield _contradiction(one, column, _and_asked(one, both))
        # Tools fill in "not chosen" also where nobody was asked; that is no answer.
        answers = (read == CHOSEN) | (read == DONT_KNOW) | (read == LEFT_OUT)
        yield from _not_asked(one, column, answers)
    yield _missing(one, one.columns[0], _and_asked(one, _is_silent(nw.col(one.state), one)))


def _choices_checks(one: ReadQuestion) -> Iterator[CellCheck]:
    import narwhals as nw

    state, column = nw.col(one.state), one.columns[0]
    yield _unknown(one, column, _and_asked(one, state == LEFT_OUT))
    yield _contradiction(one, column, _and_asked(one, state == CONTRADICTION))
    yield from _not_asked(one, column, ~((state == NO_ANSWER) | (state == NOT_ASKED)))
    yield _missing(one, column, _and_asked(one, _is_silent(state, one)))


def _and_asked(one: ReadQuestion, holds: Any) -> Any:
    asked = was_asked(one)
    return holds if asked is None else asked & holds


def _is_silent(read: Any, one: ReadQuestion) -> Any:
    """No answer; of a follow-up also one who is said not to have been asked, and was."""
    silent = read == NO_ANSWER
    return silent if one.question.asked_if is None else silent | (read == NOT_ASKED)


def _unknown(one: ReadQuestion, column: ReadColumn, holds: Any) -> CellCheck:
    shown, kind = column.meanings.shown, "unknown_code"
    expected = f"expected one of {listed(shown)}"
    if one.shape == "number":
        kind = "not_a_number"
        codes = f", or one of {listed(shown)}" if shown else ""
        expected = f"expected a number (as 12 or 12,5){codes}"
    elif one.shape == "choices":
        separator = one.mapped.separator
        expected = f'expected any of {listed(shown)}, with "{separator}" between'
    if len(one.columns) > 1 and one.shape == "options":
        expected += "; the question is left out for this respondent"
    return _check(one, column, kind, holds, expected, column.meanings.written)


def _contradiction(one: ReadQuestion, column: ReadColumn, holds: Any) -> CellCheck:
    expected = "expected choices or a reason why there are none; the question is left out"
    return _check(one, column, "contradiction", holds, expected)


def _missing(one: ReadQuestion, column: ReadColumn, holds: Any) -> CellCheck:
    if NO_ANSWER in one.question.missing:
        return _check(one, column, "missing", holds, "the codebook lets it be")
    expected = "the codebook has an answer from everyone who was asked"
    return _check(one, column, "unexpected_missing", holds, expected)


def _not_asked(one: ReadQuestion, column: ReadColumn, answers: Any) -> Iterator[CellCheck]:
    asked, routing = was_asked(one), one.question.asked_if
    if asked is None or routing is None:
        return
    expected = f'it is asked where "{routing.question}" is {listed(routing.answers)}'
    yield _check(one, column, "not_asked", answers & ~asked, expected)


def _check(
    one: ReadQuestion,
    column: ReadColumn,
    kind: Any,
    holds: Any,
    expected: str,
    known: tuple[str, ...] = (),
) -> CellCheck:
    name = column.column.name
    return CellCheck(kind, one.question.id, name, column.raw, holds, expected, known)
