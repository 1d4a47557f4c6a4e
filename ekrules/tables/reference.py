"""Reference table: mean, respondents, highest, lowest and median score, in all and by segment.

In: Scores made with the breakdowns. Out: SegmentScores, exact; small segments are suppressed
with a reason. Never rounds; `printed` gives whole points, as the source prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal

from ekrules.survey.frame import ScoreSummary
from ekrules.tables.scores import Scores

Hidden = Literal["nobody", "below_smallest_base", "would_reveal_another"]
# Segment -> respondents in it; out: those to hide, each with the reason.
Suppression = Callable[[Mapping[str, int]], Mapping[str, Hidden]]
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Summary:
    """Scores of a number of respondents, in points."""

    mean: Fraction
    median: Fraction
    highest: Fraction
    lowest: Fraction


@dataclass(frozen=True)
class SegmentScores:
    """One row of the table. summary is None where it is hidden, and `hidden` says why."""

    segment: str
    respondents: int
    summary: Summary | None
    hidden: Hidden | None = None


@dataclass(frozen=True)
class ReferenceScores:
    """The table: all respondents, and breakdown -> its segments in order.

    not_ranked: how many of the respondents have scores too unknown to be ranked; they are
    counted here all the same, with nothing for what is unknown.
    no_segment: breakdown -> respondents whose segment is not known.
    """

    total: SegmentScores
    breakdowns: Mapping[str, tuple[SegmentScores, ...]]
    not_ranked: int
    no_segment: Mapping[str, int]


def reference_table(
    scores: Scores,
    breakdowns: Mapping[str, Sequence[str]],
    smallest_base: int,
    suppression: Suppression | None = None,
) -> ReferenceScores:
    """Return the reference table; breakdowns: breakdown -> its segments, in order.

    A segment of fewer than smallest_base respondents is hidden, and where that leaves it to be
    worked out from the total, the next smallest too; `suppression` may judge in its place.
    """
    judge = suppression or (lambda counts: hidden_segments(counts, smallest_base))
    total = scores.totals
    whole: Mapping[str, Hidden] = hidden_segments({"total": len(total)}, smallest_base)
    by_breakdown: dict[str, tuple[SegmentScores, ...]] = {}
    without: dict[str, int] = {}
    for breakdown, segments in breakdowns.items():
        found: dict[str, list[int]] = {segment: [] for segment in segments}
        nowhere = 0
        for segment, units in zip(scores.segments(breakdown), total, strict=True):
            if segment in found:
                found[segment].append(units)
            else:
                nowhere += 1
        hidden = judge({segment: len(units) for segment, units in found.items()})
        by_breakdown[breakdown] = tuple(
            _segment(segment, units, scores, hidden.get(segment) or whole.get("total"))
            for segment, units in found.items()
        )
        without[breakdown] = nowhere
    return ReferenceScores(
        total=_segment("total", total, scores, whole.get("total")),
        breakdowns=by_breakdown,
        not_ranked=scores.is_ranked.count(False),
        no_segment=without,
    )


def hidden_segments(counts: Mapping[str, int], smallest_base: int) -> dict[str, Hidden]:
    """Return the segments of one breakdown to hide, so that what is shown gives none away.

    Those that are hidden hold smallest_base respondents or more together: the total less what is
    shown would tell their common mean.

    >>> hidden_segments({"a": 3, "b": 40, "c": 8}, smallest_base=5)
    {'a': 'below_smallest_base', 'c': 'would_reveal_another'}
    """
    hidden: dict[str, Hidden] = {}
    for segment, count in counts.items():
        if count < smallest_base:
            hidden[segment] = "below_smallest_base" if count else "nobody"
    small = [one for one, reason in hidden.items() if reason == "below_smallest_base"]
    others = sorted((count, one) for one, count in counts.items() if one not in hidden)
    together = sum(counts[one] for one in small)
    while small and others and (len(small) < 2 or together < smallest_base):
        count, segment = others.pop(0)
        hidden[segment] = "would_reveal_another"
        small.append(segment)
        together += count
    return {one: hidden[one] for one in counts if one in hidden}


def printed(row: SegmentScores) -> ScoreSummary | None:
    """Return a row in whole points, halves upwards, as the source prints it; None if hidden."""
    if row.summary is None:
        return None
    return ScoreSummary(
        mean=whole_points(row.summary.mean),
        respondents=row.respondents,
        highest=whole_points(row.summary.highest),
        lowest=whole_points(row.summary.lowest),
    )


def whole_points(points: Fraction) -> int:
    """Return points rounded to a whole number, halves upwards.

    >>> whole_points(Fraction(5, 2))
    3
    """
    return floor(points + HALF)


def quantile(ordered: Sequence[int], share: Fraction) -> Fraction:
    """Return the value with `share` of the ordered values below it, between two where it must.

    Linear between the values, the lowest at 0 and the highest at 1 (type 7 of Hyndman and Fan
    1996, the usual one in spreadsheets and R).

    >>> quantile([1, 2, 4], Fraction(1, 2)), quantile([1, 2], Fraction(1, 4))
    (Fraction(2, 1), Fraction(5, 4))
    """
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _segment(
    segment: str, units: Sequence[int], scores: Scores, hidden: Hidden | None
) -> SegmentScores:
    reason = hidden if units else "nobody"
    if reason is not None:
        return SegmentScores(segment, len(units), None, reason)
    ordered, scale = sorted(units), scores.scoring.scale
    return SegmentScores(
        segment,
        len(units),
        Summary(
            mean=Fraction(sum(ordered), len(ordered) * scale),
            median=quantile(ordered, HALF) / scale,
            highest=Fraction(ordered[-1], scale),
            lowest=Fraction(ordered[0], scale),
        ),
    )
