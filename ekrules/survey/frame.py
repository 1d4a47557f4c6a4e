"""Frame and reference table: who could have answered, who did, and the published scores.

In: frame.yaml (answers and frame by segment) and reference.yaml (scores by segment).
Out: frozen models, numbers as printed.
"""

from __future__ import annotations

from pydantic import Field

from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording


class FrameTotal(Placed):
    """Answers in all, out of the frame; percents 0..100 as printed."""

    respondents: int = Field(ge=0)
    percent: float
    valid_percent: float
    frame: int | None = None
    response_rate: int | None = None


class FrameSegment(Placed):
    """Answers from one segment; frame and response rate where they are printed."""

    id: str
    label: Wording
    respondents: int = Field(ge=0)
    percent: float
    valid_percent: float
    cumulative_percent: float | None = None
    frame: int | None = None
    response_rate: int | None = None


class FrameBreakdown(Placed):
    """One way to divide the frame."""

    id: str
    label: Wording
    has_frame: bool
    segments: tuple[FrameSegment, ...]
    total: FrameTotal


class Frame(Placed):
    """frame.yaml."""

    section: str
    breakdowns: tuple[FrameBreakdown, ...]


class ScoreSummary(Placed):
    """Mean, highest and lowest total score (points) among a number of respondents."""

    mean: int
    respondents: int = Field(ge=0)
    highest: int
    lowest: int


class ScoreSegment(ScoreSummary):
    """The scores of one segment."""

    id: str
    label: Wording


class ScoreBreakdown(Placed):
    """The scores of all segments of one breakdown."""

    id: str
    label: Wording
    segments: tuple[ScoreSegment, ...]


class ReferenceTable(Placed):
    """reference.yaml."""

    section: str
    unit: str
    total: ScoreSummary
    breakdowns: tuple[ScoreBreakdown, ...]
