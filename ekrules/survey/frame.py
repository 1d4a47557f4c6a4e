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
    """How many answered."""
    percent: float
    """The percent as printed, 0 to 100."""
    valid_percent: float
    """The percent of valid answers as printed, 0 to 100."""
    frame: int | None = None
    """How many could have answered, where it is printed."""
    response_rate: int | None = None
    """How many of them did, in whole percent, as printed."""


class FrameSegment(Placed):
    """Answers from one segment; frame and response rate where they are printed."""

    id: str
    """The segment's id."""
    label: Wording
    """The segment's name."""
    respondents: int = Field(ge=0)
    """How many answered."""
    percent: float
    """The percent as printed, 0 to 100."""
    valid_percent: float
    """The percent of valid answers as printed, 0 to 100."""
    cumulative_percent: float | None = None
    """The running percent as printed, 0 to 100."""
    frame: int | None = None
    """How many could have answered, where it is printed."""
    response_rate: int | None = None
    """How many of them did, in whole percent, as printed."""


class FrameBreakdown(Placed):
    """One way to divide the frame."""

    id: str
    """The breakdown's id, as region."""
    label: Wording
    """The breakdown's name."""
    has_frame: bool
    """Whether it is printed how many could have answered."""
    segments: tuple[FrameSegment, ...]
    """Its parts, which add up to the total."""
    total: FrameTotal
    """The printed total."""


class Frame(Placed):
    """frame.yaml."""

    section: str
    """Where it is printed, in quotes, as "1.4"."""
    breakdowns: tuple[FrameBreakdown, ...]
    """The ways to divide the respondents."""


class ScoreSummary(Placed):
    """Mean, highest and lowest total score (points) among a number of respondents."""

    mean: int
    """The mean score, in points."""
    respondents: int = Field(ge=0)
    """How many it is the mean of."""
    highest: int
    """The highest score, in points."""
    lowest: int
    """The lowest score, in points."""


class ScoreSegment(ScoreSummary):
    """The scores of one segment."""

    id: str
    """The segment's id."""
    label: Wording
    """The segment's name."""


class ScoreBreakdown(Placed):
    """The scores of all segments of one breakdown."""

    id: str
    """The breakdown's id, as county."""
    label: Wording
    """The breakdown's name."""
    segments: tuple[ScoreSegment, ...]
    """The scores of its parts."""


class ReferenceTable(Placed):
    """reference.yaml."""

    section: str
    """Where it is printed, in quotes, as "4"."""
    unit: str
    """What the scores are counted in, as points."""
    total: ScoreSummary
    """The scores of all respondents."""
    breakdowns: tuple[ScoreBreakdown, ...]
    """The ways to divide the respondents."""
