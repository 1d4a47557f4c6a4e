"""Evidence: figures from outside the survey, and notes on what the source itself gets wrong."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from ekrules.errors import Faults
from ekrules.survey.codebook import IDENTIFIER, Day
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording

# A figure may be newer than the survey it stands beside, but not of another time.
MOST_YEARS_AFTER = 2


class Evidence(Placed):
    """A share that someone else published: numerator of denominator, by whom and when."""

    id: str = Field(pattern=IDENTIFIER)
    """The figure's id; a measure names it under `evidence`."""
    label: Wording
    """What it counts."""
    publisher: str
    """Who published it."""
    date: Day
    """The day it holds for, as 2008-10-15."""
    numerator: int = Field(ge=0)
    """How many; no more than the denominator."""
    denominator: int = Field(ge=1)
    """Out of how many."""
    unit: Literal["share"]
    """What kind of figure it is; a share is the only kind so far."""
    section: str
    """Where the source cites it, in quotes, as "5.6"."""
    link: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=2000)
    """Where to find it, as https://... May be left out."""
    of: Wording | None = None
    """What the denominator counts. May be left out."""
    when: Wording | None = None
    """How the day is told, where `date` itself is assumed. May be left out."""
    note: Wording | None = None
    """What a reader should know of it. May be left out."""

    @model_validator(mode="after")
    def _is_a_share(self) -> Self:
        if self.numerator > self.denominator:
            raise ValueError(
                f'"numerator" is {self.numerator}, but "denominator" is {self.denominator}; '
                "the numerator counts some of the denominator, so no more"
            )
        return self


def check_evidence_date(evidence: Evidence, on: Day, faults: Faults) -> None:
    """Add a fault where the figure is of a year far after the survey: a slip is likelier."""
    if evidence.date.year > on.year + MOST_YEARS_AFTER:
        found = f'"{evidence.id}" is of {evidence.date}, and the survey of {on}'
        expected = f"expected a year no later than {on.year + MOST_YEARS_AFTER}"
        faults.add(evidence.at("date"), found, expected)


class EvidenceFile(Placed):
    """evidence.yaml."""

    evidence: tuple[Evidence, ...]
    """The figures."""


class SourceNote(Placed):
    """One thing the source gets wrong or leaves odd, and what the counts give."""

    id: str
    """The note's id."""
    section: str
    """Where in the source, in quotes, as "3.3"."""
    kind: Literal["table", "prose"]
    """Whether a table or a sentence is odd."""
    says: Wording
    """What stands there, in your own words."""
    should_be: Wording
    """What the counts give."""
    because: Wording
    """Why."""
    question: str | None = None
    """The id of the question it is about. May be left out."""
    printed_percent: float | int | None = None
    """The percent that is printed, 0 to 100. May be left out."""
    computed_percent: float | int | None = None
    """The percent that the counts give, 0 to 100. May be left out."""
    does_not_add_up: bool = False
    """true: the question's printed table contradicts itself or its routing, and is kept as it is;
    this note then stands instead of a fault.
    """

    @model_validator(mode="after")
    def _names_the_table_it_excuses(self) -> Self:
        if self.does_not_add_up and (self.kind != "table" or self.question is None):
            raise ValueError('"does_not_add_up" is said of the table (kind: table) of a "question"')
        return self


class SourceNotes(Placed):
    """source_notes.yaml."""

    notes: tuple[SourceNote, ...]
    """The notes; the report prints them."""
