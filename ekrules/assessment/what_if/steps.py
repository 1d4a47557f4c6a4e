"""Steps: what a figure must do to come into a band, in whole respondents where they can be counted.

In: a measure with its parts, and a band of shares. Out: a Way: one step, every one of several, or
any one of several; None where no count leads there. A share is one division of two whole numbers,
so the counts are exact: the step is enough, and one less is not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ekrules.goals.strategy import Combination, MeasureDefinition
from ekrules.tables.measure import Measure, exact_share

Uncounted = Literal["weighted", "several_bases"]


@dataclass(frozen=True)
class Move:
    """From one count to another, of a base.

    answers: what is counted are answers to several questions, not respondents. asked: only so
    many were asked what counts here, fewer than `to`, so more must come past the question before.
    """

    start: int
    to: int
    of: int
    answers: bool = False
    asked: int | None = None

    @property
    def more(self) -> int:
        """How many more; negative: fewer."""
        return self.to - self.start


@dataclass(frozen=True)
class Step:
    """One figure's way from a share to the nearest one in the band.

    edge: the end of the band that it comes to first; end: the share that it comes to, which lies
    on the edge or, in whole counts, just past it. move: None where no count can be given, and
    uncounted says why.
    """

    measure: str
    start: Fraction
    edge: float
    end: float
    move: Move | None = None
    uncounted: Uncounted | None = None

    @property
    def points(self) -> Fraction:
        """Percentage points from where it stands to the edge of the band; negative downwards."""
        return (Fraction(self.edge) - self.start) * 100


@dataclass(frozen=True)
class Fork:
    """Several figures: every one of them must take its way, or any one will do, the nearest first.

    end: the share that the whole comes to.
    """

    needs: Literal["every", "any"]
    measure: str
    ways: tuple[Way, ...]
    end: float


Way = Step | Fork


@dataclass(frozen=True)
class Figures:
    """A strategy's measures and how they are made, to find ways through."""

    measures: Mapping[str, Measure]
    definitions: Mapping[str, MeasureDefinition]

    def way(self, name: str, lowest: float, highest: float) -> Way | None:
        """Return the shortest way of a figure into lowest..highest; None where there is none.

        Nor is there any for a figure that is unknown, or that lies in the band already.
        """
        measure = self.measures[name]
        if measure.value is None or lowest <= measure.value <= highest:
            return None
        up = measure.value < lowest
        made = self.definitions[name].combination
        if made in ("lowest_of", "highest_of"):
            return self._through_parts(name, made, lowest, highest, up=up)
        if why := self._why_uncounted(name, made):
            edge = lowest if up else highest
            return Step(name, measure.exact, edge, edge, uncounted=why)
        return self._counted(name, made, lowest, highest, up=up)

    def _why_uncounted(self, name: str, made: Combination | None) -> Uncounted | None:
        measure = self.measures[name]
        if measure.weighted:
            return "weighted"
        if measure.numerator is None or not measure.denominator:
            return "several_bases"
        if made == "mean_of" and any(
            self.definitions[part].combination is not None for part in self.definitions[name].parts
        ):
            # Counts of a mean of combinations are not counts of anyone's answers.
            return "several_bases"
        return None

    def _counted(
        self, name: str, made: Combination | None, lowest: float, highest: float, *, up: bool
    ) -> Step | None:
        measure = self.measures[name]
        start, of = measure.numerator or 0, measure.denominator or 0
        to = least_count(lowest, of) if up else most_count(highest, of)
        if to is None or not lowest <= exact_share(to, of) <= highest:
            return None
        asked = self._asked_last(name, to) if made == "joint_of" else None
        move = Move(start, to, of, made == "mean_of", asked)
        edge = lowest if up else highest
        return Step(name, measure.exact, edge, exact_share(to, of), move)

    def _asked_last(self, name: str, to: int) -> int | None:
        """How many were asked the last question, where that is fewer than must answer it so."""
        asked = self.measures[self.definitions[name].parts[-1]].denominator
        return asked if asked is not None and asked < to else None

    def _through_parts(
        self, name: str, made: Combination, lowest: float, highest: float, *, up: bool
    ) -> Way | None:
        """The lowest rises when all that lag do, and falls when any one does; highest: mirrored."""
        parts = self.definitions[name].parts
        if up == (made == "highest_of"):
            ways = self._ways_of_any(parts, lowest, highest)
            return Fork("any", name, ways, ways[0].end) if ways else None
        return self._way_of_all(name, parts, lowest, highest, up=up)

    def _ways_of_any(self, parts: Sequence[str], lowest: float, highest: float) -> tuple[Way, ...]:
        found = [self.way(part, lowest, highest) for part in dict.fromkeys(parts)]
        ways = [one for one in found if one is not None]
        return tuple(sorted(ways, key=_length))

    def _way_of_all(
        self, name: str, parts: Sequence[str], lowest: float, highest: float, *, up: bool
    ) -> Way | None:
        """Every part beyond the band's near edge must come to it; the whole must not overshoot."""
        # All of a base, or none of it, is past any bound: whatever lags behind has a way there.
        there = (lowest, 1.0) if up else (0.0, highest)
        found = {part: self.way(part, *there) for part in dict.fromkeys(parts)}
        ways = [way for way in found.values() if way is not None]
        held = (self.measures[part].value for part, way in found.items() if way is None)
        # Were a part unknown, so would the combination be.
        ends = [value for value in held if value is not None] + [way.end for way in ways]
        end = min(ends) if up else max(ends)
        return Fork("every", name, tuple(ways), end) if lowest <= end <= highest else None


def least_count(share: float, of: int) -> int | None:
    """Return the smallest count that is at least the share of `of`; None where even all is less.

    >>> least_count(0.6, 250), least_count(0.6, 249)
    (150, 150)
    """
    found = bisect_left(range(of + 1), share, key=lambda count: exact_share(count, of))
    return found if found <= of else None


def most_count(share: float, of: int) -> int | None:
    """Return the largest count that is at most the share of `of`; None where even none is more."""
    over = next_count_over(share, of)
    return over - 1 if over > 0 else None


def next_count_over(share: float, of: int) -> int:
    """Return the smallest count that is more than the share of `of`; of + 1 where none is."""
    return bisect_left(range(of + 1), True, key=lambda count: exact_share(count, of) > share)


def _length(way: Way) -> Fraction:
    """How far a way is, in points: of several ways at once the longest, else the shortest."""
    if isinstance(way, Step):
        return abs(way.points)
    lengths = [_length(one) for one in way.ways]
    return max(lengths) if way.needs == "every" else min(lengths)
