"""Response: who answered, out of whom, by each breakdown.

In: respondents by segment, and the frame. Out: the same Frame that frame.yaml gives where a report
printed it, so that what reads one reads the other. Percents are rounded here as a report prints
them, and are never computed with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ekrules.survey.breakdowns import Breakdown
from ekrules.survey.frame import Frame, FrameBreakdown, FrameSegment, FrameTotal
from ekrules.survey.units import FrameUnit, frame_totals

Respondents = Mapping[str, Mapping[str, int]]


def response_of(
    breakdowns: Sequence[Breakdown],
    respondents: Respondents,
    units: Sequence[FrameUnit],
    section: str,
    answered: int,
    frame: int,
) -> Frame:
    """Return answers and frame by segment.

    respondents: breakdown id -> segment id -> how many answered; answered of frame in all.
    """
    return Frame(
        section=section,
        breakdowns=tuple(
            _breakdown(one, respondents[one.id], frame_totals(units, one), answered, frame)
            for one in breakdowns
        ),
    )


def _breakdown(
    breakdown: Breakdown,
    respondents: Mapping[str, int],
    totals: Mapping[str, int] | None,
    answered: int,
    frame: int,
) -> FrameBreakdown:
    return FrameBreakdown(
        id=breakdown.id,
        label=breakdown.label,
        has_frame=totals is not None,
        segments=tuple(
            FrameSegment(
                id=one.id,
                label=one.label,
                respondents=respondents.get(one.id, 0),
                percent=_percent(respondents.get(one.id, 0), answered),
                valid_percent=_percent(respondents.get(one.id, 0), answered),
                frame=totals[one.id] if totals else None,
                response_rate=_rate(respondents.get(one.id, 0), totals[one.id]) if totals else None,
            )
            for one in breakdown.segments
        ),
        total=FrameTotal(
            respondents=answered,
            percent=100.0 if answered else 0.0,
            valid_percent=100.0 if answered else 0.0,
            frame=frame if totals else None,
            response_rate=_rate(answered, frame) if totals else None,
        ),
    )


def _percent(part: int, whole: int) -> float:
    exact = Decimal(100 * part) / Decimal(whole) if whole else Decimal(0)
    return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _rate(part: int, whole: int) -> int | None:
    if not whole:
        return None
    return int((Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP))
