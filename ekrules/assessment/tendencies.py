"""Tendencies: which segments are ahead of the others on a goal, and which lag.

In: each segment's measures, and those of the whole. Out: for each goal the segments whose share
differs from that of all other respondents by more than chance would give. A segment is held against
the others, not against the whole it is part of; and as several segments are tried on the same goal,
each must differ by more than one alone would have to (Bonferroni). Strata and post-strata tie the
two shares together, which is reckoned with.
"""

from __future__ import annotations

from collections.abc import Mapping

from ekrules.assessment.assessed import Direction, Tendency
from ekrules.facts.measures import SegmentMeasures
from ekrules.goals.strategy import Strategy
from ekrules.tables.difference import Difference, difference_of_shares
from ekrules.tables.measure import Measure


def tendencies_of(
    strategy: Strategy, segments: Mapping[str, SegmentMeasures], breakdowns: int = 1
) -> tuple[Tendency, ...]:
    """Return a tendency for each goal and segment that can be compared, in the strategy's order.

    breakdowns: how many are tried on the same goals; each must leave chance to the others.

    Goals whose attainment is no estimate of its own (a mean of different groups, a figure from
    outside) are left out, and so are segments too small to be shown.
    """
    found = []
    for goal in strategy.goals.values():
        name = goal.attainment
        pairs = {
            segment: (one.own[name], one.others[name], one.ties.get(name, 0.0))
            for segment, one in segments.items()
            if name is not None and _can_be_compared(one.own[name], one.others[name])
        }
        tried = len(pairs) * breakdowns
        for segment, (own, others, tie) in pairs.items():
            found.append(_tendency(goal.id, segment, own, others, tie, tried))
    return tuple(found)


def _can_be_compared(own: Measure, others: Measure) -> bool:
    return own.estimate is not None and others.estimate is not None and own.value is not None


def _tendency(
    goal: str, segment: str, own: Measure, others: Measure, tie: float, tried: int
) -> Tendency:
    assert own.estimate is not None
    assert others.estimate is not None
    difference = difference_of_shares(
        own.estimate, others.estimate, comparisons=tried, correlation=tie
    )
    return Tendency(
        goal=goal,
        segment=segment,
        share=own.estimate.value,
        others=others.estimate.value,
        counts=(own.numerator or 0, own.denominator or 0),
        other_counts=(others.numerator or 0, others.denominator or 0),
        points=100 * difference.value,
        low=100 * difference.low,
        high=100 * difference.high,
        direction=_direction(difference),
        weighted=own.weighted,
    )


def _direction(difference: Difference) -> Direction:
    if not difference.excludes_zero:
        return "unclear"
    return "ahead" if difference.value > 0 else "behind"
