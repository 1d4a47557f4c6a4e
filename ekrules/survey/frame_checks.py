"""Frame checks: the segments of each breakdown held against the respondents and the frame.

In: a Survey. Out: faults, each at the number that does not add up.
"""

from __future__ import annotations

from ekrules.errors import Faults
from ekrules.survey.codebook_checks import add_repeated
from ekrules.survey.frame import FrameBreakdown, FrameSegment, FrameTotal, ScoreBreakdown
from ekrules.survey.percents import check_percent
from ekrules.survey.survey import Survey


def check_frame(survey: Survey, faults: Faults) -> None:
    """Add a fault where a breakdown of frame.yaml does not add up, or a percent does not fit."""
    breakdowns = survey.frame.breakdowns if survey.frame else ()
    add_repeated("breakdown", ((one.id, one.at("id")) for one in breakdowns), faults)
    for breakdown in breakdowns:
        segments = breakdown.segments
        add_repeated("segment", ((one.id, one.at("id")) for one in segments), faults)
        _check_respondents(survey, breakdown, faults)
        if breakdown.has_frame:
            _check_frame_sizes(survey, breakdown, faults)
        _check_frame_percents(survey, breakdown, faults)


def _check_respondents(survey: Survey, breakdown: FrameBreakdown, faults: Faults) -> None:
    _check_sum(survey, breakdown, faults)
    expected = survey.respondents
    if breakdown.total.respondents != expected:
        found = f'the total of "{breakdown.id}" is {breakdown.total.respondents} respondents'
        faults.add(breakdown.total.at("respondents"), found, f"expected {expected}")


def _check_frame_sizes(survey: Survey, breakdown: FrameBreakdown, faults: Faults) -> None:
    expected = survey.frame_size
    framed = sum(segment.frame or 0 for segment in breakdown.segments)
    if framed != expected:
        found = f'the segments of "{breakdown.id}" hold a frame of {framed}'
        faults.add(breakdown.place, found, f"expected {expected}")
    if breakdown.total.frame != expected:
        found = f'the total of "{breakdown.id}" is a frame of {breakdown.total.frame}'
        faults.add(breakdown.total.at("frame"), found, f"expected {expected}")
    for segment in breakdown.segments:
        if segment.frame is not None and segment.respondents > segment.frame:
            found = f'{segment.respondents} answered of {segment.frame} in "{segment.id}"'
            faults.add(segment.at("respondents"), found, "expected no more than the frame")


def _check_frame_percents(survey: Survey, breakdown: FrameBreakdown, faults: Faults) -> None:
    so_far = 0
    for segment in breakdown.segments:
        so_far += segment.respondents
        everyone = survey.respondents
        check_percent(segment, "cumulative_percent", so_far, everyone, faults)
        _check_row(segment, segment.respondents, everyone, faults)
    _check_row(breakdown.total, breakdown.total.respondents, breakdown.total.respondents, faults)


def _check_row(row: FrameSegment | FrameTotal, count: int, everyone: int, faults: Faults) -> None:
    check_percent(row, "percent", count, everyone, faults)
    check_percent(row, "valid_percent", count, everyone, faults)
    if row.frame:
        check_percent(row, "response_rate", count, row.frame, faults, decimals=0)


def check_reference(survey: Survey, faults: Faults) -> None:
    """Add a fault where a breakdown of reference.yaml does not hold every respondent once."""
    breakdowns = survey.reference.breakdowns if survey.reference else ()
    add_repeated("breakdown", ((one.id, one.at("id")) for one in breakdowns), faults)
    for breakdown in breakdowns:
        segments = breakdown.segments
        add_repeated("segment", ((one.id, one.at("id")) for one in segments), faults)
        _check_scores(survey, breakdown, faults)


def _check_scores(survey: Survey, breakdown: ScoreBreakdown, faults: Faults) -> None:
    _check_sum(survey, breakdown, faults)
    for segment in breakdown.segments:
        if not segment.lowest <= segment.mean <= segment.highest:
            found = f'the mean {segment.mean} of "{segment.id}"'
            expected_mean = f"expected one from {segment.lowest} to {segment.highest}"
            faults.add(segment.at("mean"), found, expected_mean)


def _check_sum(survey: Survey, breakdown: FrameBreakdown | ScoreBreakdown, faults: Faults) -> None:
    """Every respondent is in one segment, and in one only."""
    expected = survey.respondents
    answered = sum(segment.respondents for segment in breakdown.segments)
    if answered != expected:
        found = f'the segments of "{breakdown.id}" hold {answered} respondents'
        faults.add(breakdown.place, found, f"expected {expected}")
