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
FileText = Annotated[str, BeforeValidator(_as_written)]


class QuestionMapping(Placed):
    """Where the answers to one question stand, and what its codes mean.

    column: the one column of a single-answer or a number question, or of a multiple-response
    question with all choices in one cell (then with a separator). columns: grid item or option ->
    column; beside the options a column of its own may stand for dont_know, no_answer or not_asked.
    codes: what stands in the cell -> an option's id or a missing kind; left out where the cells
    hold ids or labels. chosen, not_chosen: what stands in an option's column.
    """

    column: FileText | None = None
    columns: dict[str, FileText] | None = None
    codes: dict[str, FileText] = {}
    chosen: tuple[FileText, ...] | None = None
    not_chosen: tuple[FileText, ...] | None = None
    separator: str | None = Field(default=None, min_length=1, max_length=5)

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
    """answers.yaml: a file of answers and how it is read.

    file, sheet: left out where a dataframe is given. respondent, name, wave, weight, breakdowns:
    the columns that say who answered. not_used: columns that nobody reads, named so that nothing
    is dropped unseen. not_in_file: questions that this file does not hold.
    """

    file: str | None = None
    sheet: FileText | None = None
    respondent: FileText
    name: FileText | None = None
    wave: FileText | None = None
    weight: FileText | None = None
    breakdowns: dict[str, FileText] = {}
    questions: dict[str, QuestionMapping] = {}
    not_used: tuple[FileText, ...] = ()
    not_in_file: tuple[FileText, ...] = ()


def read_mapping(path: Path, faults: Faults) -> AnswerMapping | None:
    """Return answers.yaml as a mapping, or None with every fault of the file added to `faults`."""
    return read_model(path, AnswerMapping, faults)
