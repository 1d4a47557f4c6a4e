"""Tables: made-up answers and their frame list as rows of a file.

In: made-up answers. Out: headers and rows, or a frame with the file's headers. Every row says that
it is made up, so that one that is copied elsewhere still does. Writes no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekrules.survey.answer_layout import NAME, RESPONDENT, breakdown_column
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.answers import SyntheticAnswers
from ekrules.survey.units import ID
from ekrules.survey.units import NAME as UNIT_NAME

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

    AnswersFrame = nw.DataFrame[pl.DataFrame]

# The column that marks every row as made up, and what it holds.
SYNTHETIC_COLUMN = SYNTHETIC_MARK = "syntetisk"

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A file's header and rows, all text; blank where there is nothing."""

    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class FileHeaders:
    """What the columns are called in the file; breakdowns: breakdown id -> header."""

    respondent: str
    name: str
    synthetic: str
    breakdowns: dict[str, str]

    @property
    def before_answers(self) -> Row:
        """The headers that stand before the answers'."""
        return (self.respondent, self.name, self.synthetic, *self.breakdowns.values())


def file_headers(answers: SyntheticAnswers, survey: Survey) -> FileHeaders:
    """Return the headers: kommunenr, kommune, syntetisk, and one for each breakdown.

    A header that is a column of answers already, or stands before, gets an underscore.
    """
    taken = {column.name for column in answers.layout}

    def free(name: str) -> str:
        while name in taken:
            name += "_"
        taken.add(name)
        return name

    unit = survey.description.unit.one.nb.replace(" ", "_")
    return FileHeaders(
        respondent=free(f"{unit}nr"),
        name=free(unit),
        synthetic=free(SYNTHETIC_COLUMN),
        breakdowns={one.id: free(one.id) for one in answers.breakdowns},
    )


def file_table(answers: SyntheticAnswers, survey: Survey) -> Table:
    """Return the answer file: one row per respondent; cells hold ids, as the codebook has them."""
    headers = file_headers(answers, survey)
    blank = ("",) * len(answers.respondents)
    columns = [answers.codes.get(column.name, blank) for column in answers.layout]
    rows = []
    for index, unit in enumerate(answers.respondents):
        segments = (unit.segments[one.id] for one in answers.breakdowns)
        codes = (column[index] for column in columns)
        rows.append((unit.id, unit.name, SYNTHETIC_MARK, *segments, *codes))
    names = (column.name for column in answers.layout)
    return Table((*headers.before_answers, *names), tuple(rows))


def file_frame(answers: SyntheticAnswers, survey: Survey, frame: AnswersFrame) -> AnswersFrame:
    """Return a frame in the canonical layout (from scaling.py) with the columns of the file."""
    import narwhals as nw

    headers = file_headers(answers, survey)
    breakdowns = [
        nw.col(breakdown_column(one)).alias(header) for one, header in headers.breakdowns.items()
    ]
    return frame.select(
        nw.col(RESPONDENT).alias(headers.respondent),
        nw.col(NAME).alias(headers.name),
        nw.lit(SYNTHETIC_MARK).alias(headers.synthetic),
        *breakdowns,
        *(nw.col(column.name) for column in answers.layout),
    )


def units_table(answers: SyntheticAnswers) -> Table:
    """Return frame.csv: everyone in the frame, each in its segments."""
    names = [one.id for one in answers.breakdowns]
    rows = tuple(
        (unit.id, unit.name, *(unit.segments[name] for name in names)) for unit in answers.units
    )
    return Table((ID, UNIT_NAME, *names), rows)
