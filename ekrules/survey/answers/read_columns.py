"""Read columns: which columns of the file are read, and under which names they are worked on.

In: a raw table, its mapping and the survey. Out: a ReadQuestion for each question the file holds.
A column of the file may be called as one of the layout, so work goes on under names of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from ekrules.survey.answer_files.table import RawColumn, RawTable
from ekrules.survey.answer_layout import MISSING, AnswerColumn, columns_of
from ekrules.survey.answers.mapping import AnswerMapping, QuestionMapping
from ekrules.survey.answers.meanings import Meanings, meanings_of
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey


def raw_name(index: int) -> str:
    """Return the name of the file's column at `index` while it is worked on."""
    return f"raw:{index}"


@dataclass(frozen=True)
class ReadColumn:
    """One column of the file that holds answers.

    part: the item or option it is for, None where the question has one column. raw, read: the
    names of the text as it stands and of what was read from it.
    """

    column: RawColumn
    part: str | None
    raw: str
    read: str
    meanings: Meanings


@dataclass(frozen=True)
class ReadQuestion:
    """One question, the columns that hold its answers and the columns of the layout it fills."""

    question: Question
    mapped: QuestionMapping
    columns: tuple[ReadColumn, ...]
    layout: tuple[AnswerColumn, ...]

    @property
    def shape(self) -> str:
        """How it is read: "code", "number", "options" (a column each) or "choices" (in a cell)."""
        if self.question.kind == "number":
            return "number"
        if self.question.kind == "multi":
            return "options" if self.mapped.columns is not None else "choices"
        return "code"

    @property
    def state(self) -> str:
        """The name of the column that says what became of a multiple-response question."""
        return f"state:{self.question.id}"

    def option_read(self, option: str) -> str:
        """Return the name of the column that says whether an option was chosen."""
        own = [one.read for one in self.columns if one.part == option]
        return own[0] if own else f"chosen:{self.question.id}:{option}"


def read_questions(
    raw: RawTable, mapping: AnswerMapping, survey: Survey
) -> tuple[ReadQuestion, ...]:
    """Return the questions that the mapping reads, in the order of the questionnaire."""
    index = {column.name: number for number, column in enumerate(raw.columns)}
    found = []
    for question in survey.questions.values():
        mapped = mapping.questions.get(question.id)
        if mapped is None:
            continue
        columns = []
        for part, name in mapped.parts.items():
            number = index[name]
            column = raw.columns[number]
            meanings = meanings_of(survey, question, mapped, column, part)
            read = f"read:{number}"
            columns.append(ReadColumn(column, part, raw_name(number), read, meanings))
        layout = columns_of(survey, question)
        found.append(ReadQuestion(question, mapped, tuple(columns), layout))
    return tuple(found)


def codes_of(column: AnswerColumn) -> tuple[str, ...]:
    """Return all that a column of codes may hold."""
    return (*column.codes, *MISSING)
