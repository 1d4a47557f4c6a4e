"""Multiple: several choices to one question, in one column for each option or all in one cell.

In: a frame with the texts of the file (and, for one column per option, what was read of each). Out:
for each question a state, which is what its cells say together, and for each option whether it was
chosen. A state is never blank.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ekrules.survey.answer_layout import (
    CHOSEN,
    DONT_KNOW,
    LEFT_OUT,
    NO_ANSWER,
    NOT_ASKED,
    NOT_CHOSEN,
)
from ekrules.survey.answers.meanings import Meanings, compared
from ekrules.survey.answers.read_columns import ReadQuestion

if TYPE_CHECKING:
    import narwhals as nw

# An answer that is a choice and a "don't know" at once.
CONTRADICTION = "contradiction"
STATES = (CHOSEN, NOT_CHOSEN, DONT_KNOW, NO_ANSWER, NOT_ASKED, LEFT_OUT, CONTRADICTION)

TypeOf = Callable[[Sequence[str]], Any]
_SPECIAL = r".^$*+?{}[]\|()"


def option_state(question: ReadQuestion, type_of: TypeOf) -> nw.Expr:
    """Return what the option columns of one question say together.

    One cell that is no answer leaves the question out for the respondent: the other cells are no
    whole answer. Beside a choice, a blank is an option not chosen.
    """
    import narwhals as nw

    def some(code: str) -> nw.Expr:
        cells = (nw.col(one.read) == code for one in question.columns)
        return nw.any_horizontal(*cells, ignore_nulls=True)

    return _state(question, type_of, [(code, some(code)) for code in (LEFT_OUT, *_ORDER)])


# What decides where a question's cells say several things: the first that any of them says.
_ORDER = (CHOSEN, DONT_KNOW, NOT_CHOSEN, NOT_ASKED)


def _state(question: ReadQuestion, type_of: TypeOf, said: Sequence[tuple[str, nw.Expr]]) -> nw.Expr:
    import narwhals as nw

    dtype, by_code = type_of(STATES), dict(said)
    both = by_code[CHOSEN] & by_code[DONT_KNOW]
    state = nw.lit(NO_ANSWER, dtype=dtype)
    for code in reversed(_ORDER):
        if code in by_code:
            state = nw.when(by_code[code]).then(nw.lit(code, dtype=dtype)).otherwise(state)
    state = nw.when(both).then(nw.lit(CONTRADICTION, dtype=dtype)).otherwise(state)
    left_out = nw.when(by_code[LEFT_OUT]).then(nw.lit(LEFT_OUT, dtype=dtype))
    return left_out.otherwise(state).alias(question.state)


def with_choices(frame: Any, question: ReadQuestion, type_of: TypeOf) -> Any:
    """Return the frame with the choices that stand in one cell, one column per option.

    Only texts are compared, so that every kind of frame can do it: with a separator on both sides
    of each choice, a choice is there where its text is; what is left when all known choices are
    taken out is none.
    """
    import narwhals as nw

    cell = _Cell(question)
    text = f"cell:{question.question.id}"
    frame = frame.with_columns(cell.fenced().alias(text))
    found, rest = cell.found_in(nw.col(text))
    dtype = type_of((CHOSEN, NOT_CHOSEN))
    yes, no = nw.lit(CHOSEN, dtype=dtype), nw.lit(NOT_CHOSEN, dtype=dtype)
    none = nw.col(text) != nw.col(text)
    options = {one.part or "" for one in question.layout}
    chosen = [found[one] for one in sorted(options & found.keys())] or [none]
    state = _state(
        question,
        type_of,
        [
            (LEFT_OUT, rest != ""),
            (CHOSEN, nw.any_horizontal(*chosen, ignore_nulls=True)),
            (DONT_KNOW, found.get(DONT_KNOW, none)),
            (NOT_ASKED, found.get(NOT_ASKED, none)),
        ],
    )
    return frame.with_columns(
        state,
        *(
            nw.when(found.get(one, none)).then(yes).otherwise(no).alias(question.option_read(one))
            for one in sorted(options)
        ),
    ).drop(text)


class _Cell:
    """The texts of one cell that holds all choices."""

    def __init__(self, question: ReadQuestion) -> None:
        self._column = question.columns[0]
        self._separator = question.mapped.separator or ";"
        escaped = "".join(f"\\{one}" if one in _SPECIAL else one for one in self._separator)
        self._around = rf"\s*{escaped}\s*"

    @property
    def _meanings(self) -> Meanings:
        return self._column.meanings

    def fenced(self) -> nw.Expr:
        """Return the text with two separators between choices and around them; "" if blank."""
        import narwhals as nw

        raw, once = nw.col(self._column.raw), nw.lit(self._separator)
        text = raw.str.strip_chars()
        if not self._meanings.capitals_matter:
            text = text.str.to_lowercase()
        text = nw.concat_str(once, text.str.replace_all(self._around, self._separator), once)
        twice = text.str.replace_all(self._separator, self._separator * 2, literal=True)
        return nw.when(raw.is_null()).then(nw.lit("")).otherwise(twice)

    def _choice(self, text: str) -> str:
        import re

        written = text.strip() if self._meanings.capitals_matter else compared(text)
        inner = re.sub(self._around, lambda _: self._separator, written)
        return (
            self._separator
            + inner.replace(self._separator, self._separator * 2)
            + (self._separator)
        )

    def found_in(self, text: nw.Expr) -> tuple[dict[str, nw.Expr], nw.Expr]:
        """Return code -> whether it is in the text, and what is left besides separators.

        A label that holds the separator ("Ja, noe") goes first and is taken out, so that no part
        of it is found as another choice.
        """
        import narwhals as nw

        choices = {self._choice(one): code for one, code in self._meanings.by_text.items()}
        longest_first = sorted(choices, key=lambda one: (-len(one), one))
        each: dict[str, list[nw.Expr]] = {}
        rest = text
        for choice in longest_first:
            each.setdefault(choices[choice], []).append(rest.str.contains(choice, literal=True))
            if self._separator in choice.strip(self._separator):
                rest = rest.str.replace_all(choice, "", literal=True)
        for choice in longest_first:
            rest = rest.str.replace_all(choice, "", literal=True)
        rest = rest.str.replace_all(self._separator, "", literal=True).str.strip_chars()
        found = {code: nw.any_horizontal(*parts, ignore_nulls=True) for code, parts in each.items()}
        return found, rest
