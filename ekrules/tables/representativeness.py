"""Representativeness: the respondents held against the frame they come from, segment by segment.

In: how many answered and how many there are, by segment. Out: both shares, their difference, and
whether chance could have given it. Says nothing of what those who did not answer would have said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from ekrules.survey.frame import FrameBreakdown
from ekrules.tables.measure import exact_share

LEVEL = 0.95


@dataclass(frozen=True)
class SegmentRepresentation:
    """One segment: its share of the answers and of the frame (0..1), and how they differ.

    points: the first less the second, in percentage points. is_clear: a random draw of as many from
    the frame would have differed as much in under 5 % of cases, divided by the number of segments.
    """

    segment: str
    of_answers: float
    of_frame: float
    points: float
    is_clear: bool


def representation_of(breakdown: FrameBreakdown) -> tuple[SegmentRepresentation, ...]:
    """Return each segment's representation; nothing where the frame's segments are not known.

    The number from one segment in a random draw without replacement is hypergeometric; its normal
    approximation is used, with the variance n p (1 − p) (N − n)/(N − 1).
    """
    frame, respondents = breakdown.total.frame, breakdown.total.respondents
    if not breakdown.has_frame or not frame or not respondents:
        return ()
    sizes = [(one.id, one.respondents, one.frame or 0) for one in breakdown.segments]
    return _held_against(sizes, respondents, frame)


def _held_against(
    sizes: Sequence[tuple[str, int, int]], respondents: int, frame: int
) -> tuple[SegmentRepresentation, ...]:
    limit = NormalDist().inv_cdf(1 - (1 - LEVEL) / (2 * len(sizes)))
    found = []
    for segment, answered, size in sizes:
        share, of_frame = exact_share(answered, respondents), exact_share(size, frame)
        variance = of_frame * (1 - of_frame) / respondents * (frame - respondents)
        error = sqrt(variance / (frame - 1)) if frame > 1 else 0.0
        difference = share - of_frame
        clear = abs(difference) > limit * error
        found.append(SegmentRepresentation(segment, share, of_frame, 100 * difference, clear))
    return tuple(found)
