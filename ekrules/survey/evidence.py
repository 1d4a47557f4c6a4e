"""Evidence: figures from outside the survey, and notes on what the source itself gets wrong."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording


class Evidence(Placed):
    """A share that someone else published: numerator of denominator, by whom and when."""

    id: str
    label: Wording
    publisher: str
    date: date
    numerator: int = Field(ge=0)
    denominator: int = Field(ge=1)
    unit: Literal["share"]
    section: str
    link: str | None = None
    note: Wording | str | None = None


class EvidenceFile(Placed):
    """evidence.yaml."""

    evidence: tuple[Evidence, ...]


class SourceNote(Placed):
    """One thing the source gets wrong or leaves odd, and what the counts give."""

    id: str
    section: str
    kind: Literal["table", "prose"]
    says: str
    should_be: str
    because: str
    question: str | None = None
    printed_percent: float | int | None = None
    computed_percent: float | int | None = None


class SourceNotes(Placed):
    """source_notes.yaml."""

    notes: tuple[SourceNote, ...]
