"""Breakdowns: ways to divide respondents, and the list of everyone who could have answered.

In: breakdowns.yaml of a survey with answers. Out: frozen models. Who is in which segment stands in
the frame list (units.py) or in the answers themselves.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from ekrules.survey.codebook import IDENTIFIER
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording


class BreakdownSegment(Placed):
    """One part of a breakdown; frame: how many could have answered, where no list says it."""

    id: str = Field(pattern=IDENTIFIER)
    label: Wording
    frame: int | None = Field(default=None, ge=0)


class Breakdown(Placed):
    """One way to divide respondents, as by region."""

    id: str = Field(pattern=IDENTIFIER)
    label: Wording
    segments: tuple[BreakdownSegment, ...] = Field(min_length=1)

    @property
    def segment_ids(self) -> tuple[str, ...]:
        """The ids of the segments, in the order written."""
        return tuple(one.id for one in self.segments)

    @model_validator(mode="after")
    def _counts_all_or_none(self) -> Self:
        if len({one.frame is None for one in self.segments}) > 1:
            raise ValueError('"frame" is given for every segment of a breakdown, or for none')
        return self


class BreakdownsFile(Placed):
    """breakdowns.yaml: the breakdowns, and the file that lists everyone in the frame."""

    section: str = "–"
    units: str | None = None
    sheet: str | None = None
    breakdowns: tuple[Breakdown, ...] = ()
