"""Frame details: what is known of the frame beyond the survey's printed tables.

In: a YAML file with frame totals by breakdown, and which segment of a wider breakdown a segment
lies within (a county in a region). Out: frozen models. The file of a survey that is shipped with
ekrules lies beside this one, named as the survey.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from ekrules.errors import Faults
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.wording import Wording


class SegmentDetails(Placed):
    """How many of the frame are in a segment."""

    id: str
    """The segment's id."""
    label: Wording | None = None
    """Its name, for a segment that no table prints."""
    frame: int = Field(ge=0)
    """How many could have answered."""
    within: str | None = None
    """The id of the wider segment that it lies in. May be left out."""


class BreakdownDetails(Placed):
    """One breakdown of the frame."""

    id: str
    """The breakdown's id."""
    within: str | None = None
    """The id of the wider breakdown that its segments lie in. May be left out."""
    segments: tuple[SegmentDetails, ...] = Field(min_length=1)
    """Its parts."""


class FrameDetails(Placed):
    """The file; source: who published the figures, or that they are chosen."""

    source: str
    """Who published the figures, or that they are chosen."""
    breakdowns: tuple[BreakdownDetails, ...]
    """The ways to divide the frame."""

    def of(self, breakdown: str) -> BreakdownDetails | None:
        """Return what is known of one breakdown."""
        return next((one for one in self.breakdowns if one.id == breakdown), None)


def read_frame_details(path: Path, faults: Faults) -> FrameDetails | None:
    """Return the file's details, or None with every fault added to `faults`."""
    return read_model(path, FrameDetails, faults)


def shipped_frame_details(survey: Survey, faults: Faults) -> FrameDetails | None:
    """Return the details shipped for the survey, by its id; None where there are none."""
    path = Path(__file__).with_name(f"{survey.description.survey}.yaml")
    return read_frame_details(path, faults) if path.exists() else None
