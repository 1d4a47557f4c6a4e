"""Mapping names: what one question's mapping may name, and what it must.

In: one QuestionMapping and the question it speaks of. Out: faults with places.
"""

from __future__ import annotations

from ekrules.errors import Faults, listed
from ekrules.survey.answer_layout import DONT_KNOW, NO_ANSWER, NOT_ASKED
from ekrules.survey.answers.mapping import QuestionMapping
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey

# left_out is what ekrules calls a cell that it could not read; no file says it of itself.
MAPPED_MISSING = (DONT_KNOW, NO_ANSWER, NOT_ASKED)
_SYNTHETIC = ("syntetisk", "synthetic")


def is_synthetic_mark(column: str) -> bool:
    """Whether a column of this name marks its rows as made up.

    >>> is_synthetic_mark("Syntetisk"), is_synthetic_mark("epj")
    (True, False)
    """
    return column.strip("_@ ").casefold() in _SYNTHETIC


def known_codes(survey: Survey, question: Question, *, one_per_option: bool) -> tuple[str, ...]:
    """Return what a question's codes may mean."""
    if question.kind == "number" or one_per_option:
        return MAPPED_MISSING
    return (*survey.option_ids(question), *MAPPED_MISSING)


def check_question_names(
    mapped: QuestionMapping, question: Question, survey: Survey, faults: Faults
) -> None:
    """Add the faults of one question's mapping: its shape, its parts, and what its codes mean."""
    if not _check_shape(mapped, question, faults):
        return
    _check_parts(mapped, question, survey, faults)
    wide = question.kind == "multi" and mapped.columns is not None
    known = known_codes(survey, question, one_per_option=wide)
    for code, meaning in mapped.codes.items():
        if meaning not in known:
            kind = f'answer to "{question.id}"'
            faults.add_unknown_name(mapped.at("codes", code), kind, meaning, known)
    _check_alike(mapped, faults)
    if both := sorted({*(mapped.chosen or ())} & {*(mapped.not_chosen or ()), *mapped.codes}):
        expected = 'expected each in one of "chosen", "not_chosen" and "codes"'
        faults.add(mapped.at("chosen"), f"{listed(both)} means two things", expected)


def _check_alike(mapped: QuestionMapping, faults: Faults) -> None:
    """Two codes that differ in the blanks around them are one."""
    first: dict[str, str] = {}
    for code in mapped.codes:
        known = first.setdefault(code.strip(), code)
        if known != code:
            expected = f"blanks around it do not count; it stands at {mapped.at('codes', known)}"
            faults.add(mapped.at("codes", code), f'the code "{code}" again', expected)


def _check_shape(mapped: QuestionMapping, question: Question, faults: Faults) -> bool:
    """Whether one column, or a column per part, is what the question needs."""
    kind, found = question.kind, None
    if kind in ("single", "number") and mapped.columns is not None:
        found, key, expected = f"columns for a {kind} question", "columns", 'expected one "column"'
    elif kind == "grid" and mapped.column is not None:
        found, key = "one column for a grid question", "column"
        expected = 'expected "columns", one for each item'
    elif kind == "multi" and mapped.column is not None and mapped.separator is None:
        found, key = "all choices in one column", "column"
        expected = 'expected the "separator" that stands between them'
    elif kind != "multi" and mapped.separator is not None:
        found, key, expected = f"a separator for a {kind} question", "separator", "take it out"
    elif kind != "multi" and (mapped.chosen is not None or mapped.not_chosen is not None):
        key = "chosen" if mapped.chosen is not None else "not_chosen"
        found, expected = f'"{key}" for a {kind} question', 'expected "codes"'
    if found is not None:
        faults.add(mapped.at(key), f'"{question.id}": {found}', expected)
    return found is None


def _check_parts(
    mapped: QuestionMapping, question: Question, survey: Survey, faults: Faults
) -> None:
    if mapped.columns is None:
        return
    grid = question.kind == "grid"
    needed = [one.id for one in question.items] if grid else survey.option_ids(question)
    known = [*needed, *(() if grid else MAPPED_MISSING)]
    noun = "item" if grid else "option"
    for part in mapped.columns:
        if part not in known:
            place = mapped.at("columns", part)
            faults.add_unknown_name(place, f'{noun} of "{question.id}"', part, known)
    absent = [one for one in needed if one not in mapped.columns]
    if absent:
        words = noun if len(absent) == 1 else f"{noun}s"
        found = f'"{question.id}": no column for the {words} {listed(absent)}'
        expected = 'expected one for each, or the question under "not_in_file"'
        faults.add(mapped.at("columns"), found, expected)
