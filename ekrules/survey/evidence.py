"""Evidence: figures from outside the survey, and notes on what the source itself gets wrong."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording


class Evidence(Placed):
    """A share that someone else published: numerator of denominator, by whom and when.

    of: what the denominator counts. when: how the date is told, where `date` itself is assumed.
    """

    id: str
    label: Wording
    publisher: str
    date: date
    numerator: int = Field(ge=0)
    denominator: int = Field(ge=1)
    unit: Literal["share"]
    section: str
    link: str | None = None
    of: Wording | None = None
    when: Wording | None = None
    note: Wording | None = None

    @model_validator(mode="after")
    def _is_a_share(self) -> Self:
        if self.numerator > self.denominator:
            raise ValueError('"numerator" counts some of "denominator", so no more than that')
        return self


class EvidenceFile(Placed):
    """evidence.yaml."""

    evidence: tuple[Evidence, ...]


class SourceNote(Placed):
    """One thing the source gets wrong or leaves odd, and what the counts give.

    does_not_add_up: the question's printed table contradicts itself or its routing, and is kept
    as printed; the note then stands instead of a fault.
    """

    id: str
    section: str
    kind: Literal["table", "prose"]
    says: Wording
    should_be: Wording
    because: Wording
    question: str | None = None
    printed_percent: float | int | None = None
    computed_percent: float | int | None = None
    does_not_add_up: bool = False

    @model_validator(mode="after")
    def _names_the_table_it_excuses(self) -> Self:
        if self.does_not_add_up and (self.kind != "table" or self.question is None):
            raise ValueError('"does_not_add_up" is said of the table (kind: table) of a "question"')
        return self


class SourceNotes(Placed):
    """source_notes.yaml."""

    notes: tuple[SourceNote, ...]
