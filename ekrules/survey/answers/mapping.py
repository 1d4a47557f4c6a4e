"""Mapping: which column of a file holds the answers to which question, and what its codes mean.

In: answers.yaml. Out: frozen models. What the names in it stand for is held against the codebook
and the file in mapping_checks.py. Never reads an answer.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed, read_model


def _as_written(value: Any) -> Any:
    """Turn a number, a date or true and false back to the text that stands in a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else value


# What stands in a cell or a header: text, however it is written in YAML. Keys are texts already.
FileText = Annotated[
    str, BeforeValidator(_as_written, json_schema_input_type=str | int | float | bool)
]


class QuestionMapping(Placed):
    """Where the answers to one question stand, and what its codes mean."""

    column: FileText | None = None
    """The one column of a question with one answer, or with all choices in one cell (then with a
    separator). A question has this or `columns`, never both.
    """
    columns: dict[str, FileText] | None = None
    """A column for each row of a grid or each option of a multi question, by its id; beside the
    options one may stand for dont_know, no_answer or not_asked.
    """
    codes: dict[str, FileText] = {}
    """What stands in the cell, in quotes, with what it means: an option's id, dont_know, no_answer
    or not_asked. Left out where the cells hold ids or labels.
    """
    chosen: tuple[FileText, ...] | None = None
    """What stands in an option's column where it was chosen; 1, ja, x and the like where left out.
    """
    not_chosen: tuple[FileText, ...] | None = None
    """What stands there where it was not chosen; 0, nei and the like where left out."""
    separator: str | None = Field(default=None, min_length=1, max_length=5)
    """What stands between the choices where all are in one cell, as ";"."""

    @model_validator(mode="after")
    def _has_one_place(self) -> Self:
        if (self.column is None) == (self.columns is None):
            raise ValueError('expected either "column" or "columns"')
        if self.separator is not None and self.column is None:
            raise ValueError('"separator" is for all choices in one "column"')
        if self.columns is None and (self.chosen is not None or self.not_chosen is not None):
            raise ValueError('"chosen" and "not_chosen" are for one column per option')
        return self

    @property
    def parts(self) -> dict[str | None, str]:
        """Item or option -> column; {None: column} where there is one column."""
        if self.columns is None:
            return {None: self.column or ""}
        return {part: column for part, column in self.columns.items()}  # noqa: C416 - wider keys


class AnswerMapping(Placed):
    """answers.yaml: a file of answers and how it is read."""

    file: str | None = None
    """The file of answers, beside this one; left out where a dataframe is given."""
    sheet: FileText | None = None
    """The sheet of a workbook that has several. May be left out."""
    respondent: FileText
    """The column that says who answered: an id, as a municipality's number."""
    name: FileText | None = None
    """The column with the respondent's name. May be left out."""
    wave: FileText | None = None
    """The column that says which wave a row is of; rows of other waves are left out."""
    weight: FileText | None = None
    """The column with a weight above 0 for each respondent. May be left out."""
    breakdowns: dict[str, FileText] = {}
    """Who is in which segment: a breakdown's id with its column."""
    questions: dict[str, QuestionMapping] = {}
    """Where the answers stand: a question's id with its column or columns."""
    not_used: tuple[FileText, ...] = ()
    """Columns that nobody reads, named so that nothing is dropped unseen."""
    not_in_file: tuple[FileText, ...] = ()
    """Ids of questions that this file does not hold; their answers are unknown."""


def read_mapping(path: Path, faults: Faults) -> AnswerMapping | None:
    """Return answers.yaml as a mapping, or None with every fault of the file added to `faults`."""
    return read_model(path, AnswerMapping, faults)
