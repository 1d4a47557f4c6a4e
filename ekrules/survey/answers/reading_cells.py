"""Reading cells: each cell of the file to a code, whatever the routing says of it.

In: a Narwhals frame of texts and the questions read from it. Out: the same frame with a column of
codes beside each column of texts, never blank: no_answer where the cell is blank, left_out where it
holds something that is no answer. Expressions only, so a lazy frame stays lazy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ekrules.survey.answer_layout import (
    CHOSEN,
    GIVEN,
    LEFT_OUT,
    MISSING,
    NO_ANSWER,
    NOT_CHOSEN,
)
from ekrules.survey.answers.multiple import TypeOf, option_state, with_choices
from ekrules.survey.answers.numbers import numbers_in
from ekrules.survey.answers.read_columns import ReadColumn, ReadQuestion

if TYPE_CHECKING:
    import narwhals as nw


def type_of_codes(frame: Any) -> TypeOf:
    """Return what gives codes their type: in Polars an Enum, where a code takes a byte."""
    import narwhals as nw

    is_polars = frame.implementation.is_polars()
    return lambda codes: nw.Enum(codes) if is_polars else nw.String()


def read_cells(frame: Any, questions: Sequence[ReadQuestion]) -> Any:
    """Return the frame with what was read of every question beside what stands there."""
    type_of = type_of_codes(frame)
    frame = _with_codes(frame, [one for one in questions if one.shape != "choices"], type_of)
    frame = _with_numbers(frame, [one for one in questions if one.shape == "number"], type_of)
    states = [option_state(one, type_of) for one in questions if one.shape == "options"]
    frame = frame.with_columns(*states) if states else frame
    for one in questions:
        if one.shape == "choices":
            frame = with_choices(frame, one, type_of)
    return frame


def _with_codes(frame: Any, questions: Sequence[ReadQuestion], type_of: TypeOf) -> Any:
    """Read texts as they mostly stand, and fold capitals only in columns where one is not known.

    That takes a third of the time. A lazy frame can't tell, so there every text is folded.
    """
    import narwhals as nw

    columns = [
        (one, type_of(_codes(question))) for question in questions for one in question.columns
    ]
    if not columns:
        return frame
    if isinstance(frame, nw.LazyFrame):
        return frame.with_columns(*(_code(one, dtype, folded=True) for one, dtype in columns))
    frame = frame.with_columns(*(_code(one, dtype, folded=False) for one, dtype in columns))
    unknown = frame.select(*((nw.col(one.read) == LEFT_OUT).any() for one, _ in columns)).row(0)
    again = [pair for pair, is_unknown in zip(columns, unknown, strict=True) if is_unknown]
    if not again:
        return frame
    return frame.with_columns(*(_code(one, dtype, folded=True) for one, dtype in again))


def _codes(question: ReadQuestion) -> tuple[str, ...]:
    """What may be read in a question's columns before the routing is looked at."""
    own = {"options": (CHOSEN, NOT_CHOSEN), "number": (GIVEN,)}
    return (*own.get(question.shape, question.layout[0].codes), *MISSING)


def _code(one: ReadColumn, dtype: Any, *, folded: bool) -> nw.Expr:
    import narwhals as nw

    text, known = nw.col(one.raw), one.meanings.by_text if folded else one.meanings.as_written
    if folded:
        text = text.str.strip_chars()
        text = text if one.meanings.capitals_matter else text.str.to_lowercase()
    read = nw.lit(LEFT_OUT, dtype=dtype)
    if known:
        read = text.replace_strict(dict(known), default=LEFT_OUT, return_dtype=dtype)
    blank = nw.when(nw.col(one.raw).is_null()).then(nw.lit(NO_ANSWER, dtype=dtype))
    return blank.otherwise(read).alias(one.read)


def number_name(one: ReadColumn) -> str:
    """Return the name of the column that holds the numbers read from a column of texts."""
    return f"number:{one.read}"


def _with_numbers(frame: Any, questions: Sequence[ReadQuestion], type_of: TypeOf) -> Any:
    """Read what has no meaning of its own as a number; what is none stays left out."""
    import narwhals as nw

    columns = [one.columns[0] for one in questions]
    if not columns:
        return frame
    frame = frame.with_columns(
        *(
            nw.when(nw.col(one.read) == LEFT_OUT)
            .then(numbers_in(nw.col(one.raw)))
            .alias(number_name(one))
            for one in columns
        )
    )
    given = nw.lit(GIVEN, dtype=type_of((GIVEN, *MISSING)))
    return frame.with_columns(
        *(
            nw.when(~nw.col(number_name(one)).is_null())
            .then(given)
            .otherwise(nw.col(one.read))
            .alias(one.read)
            for one in columns
        )
    )
