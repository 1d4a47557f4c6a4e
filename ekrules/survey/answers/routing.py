"""Routing: who was asked what, and so which cells are answers and which stand there by mistake.

In: a frame with what was read of every question (reading_cells.py). Out: the same frame with the
columns of the layout: not_asked wherever the earlier question's answer does not lead here, whatever
stands there; no_answer where one was asked and left it blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ekrules.survey.answer_layout import (
    CHOSEN,
    DONT_KNOW,
    LEFT_OUT,
    NO_ANSWER,
    NOT_ASKED,
    NOT_CHOSEN,
    AnswerColumn,
)
from ekrules.survey.answers.multiple import CONTRADICTION, TypeOf
from ekrules.survey.answers.read_columns import ReadQuestion, codes_of
from ekrules.survey.answers.reading_cells import number_name, type_of_codes

if TYPE_CHECKING:
    import narwhals as nw


def route(frame: Any, questions: Sequence[ReadQuestion]) -> Any:
    """Return the frame with the columns of the layout, in the order of the questionnaire.

    A follow-up reads the routed answer to the earlier question, so questions are taken by how many
    others they follow.
    """
    type_of = type_of_codes(frame)
    left = list(questions)
    routed: set[str] = set()
    while left:
        now = [one for one in left if _parent(one) is None or _parent(one) in routed]
        left = [one for one in left if one not in now]
        frame = frame.with_columns(
            *(one for question in now for one in _columns(question, type_of))
        )
        routed |= {one.question.id for one in now}
        if not now:
            break  # an earlier question is not in the file; mapping_checks.py says so
    return frame


def _parent(one: ReadQuestion) -> str | None:
    return one.question.asked_if.question if one.question.asked_if else None


def was_asked(one: ReadQuestion) -> nw.Expr | None:
    """Return whether the question was asked, over the layout; None where it was of all."""
    import narwhals as nw

    routing = one.question.asked_if
    if routing is None:
        return None
    return nw.any_horizontal(
        *(nw.col(routing.question) == answer for answer in routing.answers), ignore_nulls=True
    )


def _columns(one: ReadQuestion, type_of: TypeOf) -> list[nw.Expr]:
    if one.shape in ("options", "choices"):
        return [_option(one, column, type_of) for column in one.layout]
    if one.shape == "number":
        return _number(one, type_of)
    read = {column.part: column.read for column in one.columns}
    return [_routed(one, column, read[column.part], type_of) for column in one.layout]


def _routed(one: ReadQuestion, column: AnswerColumn, read: str, type_of: TypeOf) -> nw.Expr:
    import narwhals as nw

    dtype, asked = type_of(codes_of(column)), was_asked(one)
    if asked is None:
        return nw.col(read).alias(column.name)
    # A file that says "not asked" of one who was asked gives no answer.
    here = nw.when(nw.col(read) == NOT_ASKED).then(nw.lit(NO_ANSWER, dtype=dtype))
    answer = here.otherwise(nw.col(read))
    routed = nw.when(asked).then(answer).otherwise(nw.lit(NOT_ASKED, dtype=dtype))
    return routed.alias(column.name)


def _number(one: ReadQuestion, type_of: TypeOf) -> list[nw.Expr]:
    import narwhals as nw

    value, reason = one.layout
    column = one.columns[0]
    number, asked = nw.col(number_name(column)), was_asked(one)
    number = number if asked is None else nw.when(asked).then(number)
    return [number.alias(value.name), _routed(one, reason, column.read, type_of)]


def _option(one: ReadQuestion, column: AnswerColumn, type_of: TypeOf) -> nw.Expr:
    """An option's column says whether it was chosen, or why the question has no answer."""
    import narwhals as nw

    dtype, state = type_of(codes_of(column)), nw.col(one.state)

    def code(name: str) -> nw.Expr:
        return nw.lit(name, dtype=dtype)

    chosen = nw.when(nw.col(one.option_read(column.part or "")) == CHOSEN).then(code(CHOSEN))
    answer = chosen.otherwise(code(NOT_CHOSEN))
    asked = was_asked(one)
    for said in (NO_ANSWER, NOT_ASKED, DONT_KNOW, LEFT_OUT, CONTRADICTION):
        means = LEFT_OUT if said == CONTRADICTION else said
        if said == NOT_ASKED and asked is not None:
            means = NO_ANSWER
        answer = nw.when(state == said).then(code(means)).otherwise(answer)
    if asked is not None:
        answer = nw.when(asked).then(answer).otherwise(code(NOT_ASKED))
    return answer.alias(column.name)
