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
    """One part of a breakdown."""

    id: str = Field(pattern=IDENTIFIER)
    """The segment's id."""
    label: Wording
    """The segment's name."""
    frame: int | None = Field(default=None, ge=0)
    """How many could have answered; left out where a list of the frame says it."""


class Breakdown(Placed):
    """One way to divide respondents, as by region."""

    id: str = Field(pattern=IDENTIFIER)
    """The breakdown's id, as region; --by takes it."""
    label: Wording
    """The breakdown's name."""
    segments: tuple[BreakdownSegment, ...] = Field(min_length=1)
    """Its parts, in the order to show them."""

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
    """Where the groups come from; printed as their source."""
    units: str | None = None
    """The list of everyone who could have answered: a file beside this one."""
    sheet: str | None = None
    """The sheet of a workbook that has several. May be left out."""
    breakdowns: tuple[Breakdown, ...] = ()
    """The ways to divide the respondents."""
