"""Table lines: which lines of a file hold its table, as indicators.yaml says it.

In: the keys of a map. Out: the part of the file that is read. Refuses an end that is told twice.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from ekrules.indicators.file_texts import FileText, FileTexts
from ekrules.survey.answer_files.bounds import MOST_ROWS
from ekrules.survey.answer_files.file_part import FilePart
from ekrules.yaml_reader.models import Placed

Line = Annotated[int, Field(ge=1, le=MOST_ROWS)]


class TableLines(Placed):
    """Where in a file a table stands; all of the file where nothing is said."""

    sheet: FileText | None = None
    """The sheet of a workbook that has several. May be left out."""
    header_line: Line | None = None
    """The line of the file that the header stands in, where a title stands above it."""
    last_line: Line | None = None
    """The last line of the table, where something else stands below it."""
    ends_before: FileTexts | None = None
    """What the first line below the table begins with, where notes stand there: a text or a list
    of texts; "" is a blank line.
    """

    @model_validator(mode="after")
    def _ends_once_below_its_header(self) -> Self:
        if self.last_line is not None and self.ends_before is not None:
            raise ValueError('"last_line" and "ends_before" both say where it ends; keep one')
        if self.last_line is not None and self.last_line <= (self.header_line or 1):
            raise ValueError('"last_line" is not below the header; expected a line below it')
        return self

    @property
    def part(self) -> FilePart:
        """The lines that are read."""
        return FilePart(self.header_line or 1, self.last_line, self.ends_before or ())
