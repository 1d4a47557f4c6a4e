"""Standing: one respondent's score and answers beside those of its peers.

In: Scores made with the breakdowns, the same answers, and which segments are hidden. Out:
Standing, values without text (labels come from the codebook). Peers are the others: a respondent
is never compared with itself. Fewer peers than the smallest base are not shown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ekrules.tables.ranks import RankInterval
from ekrules.tables.reference import quantile
from ekrules.tables.scores import Score

QuestionState = Literal["known", "unknown", "not_asked"]
NotShown = Literal["no_segment", "below_smallest_base", "hidden_segment"]


@dataclass(frozen=True)
class PeerPoints:
    """What the peers have, in points: mean and quartiles, beside one's own out of the most."""

    own: Fraction
    most: Fraction
    mean: Fraction
    lower_quartile: Fraction
    median: Fraction
    upper_quartile: Fraction

    @property
    def above(self) -> Fraction:
        """How far one's own is above the peers' mean; below 0 where it is under."""
        return self.own - self.mean


@dataclass(frozen=True)
class PeerGroup:
    """The others in one segment (breakdown None: all the others).

    not_shown: why there is nothing to see, and then total is None and themes empty.
    """

    breakdown: str | None
    segment: str | None
    peers: int
    total: PeerPoints | None
    themes: Mapping[str, PeerPoints]
    not_shown: NotShown | None = None


@dataclass(frozen=True)
class PeerShare:
    """Of the peers whose answer is known (base): the shares with as good an answer, or better.

    best: the share with all the points there are. None where the base is too small, or one's own
    answer unknown.
    """

    base: int
    same_or_better: Fraction | None
    better: Fraction | None
    best: Fraction | None = None


@dataclass(frozen=True)
class QuestionStanding:
    """One scored question: what was answered, what it gave, and how the peers answered.

    answers: the code of each item or option, or of the question itself (None); a number for a
    number question. open: the points that what is unknown of it would add at its best. waits_for:
    where the question was not asked, the one that decides it. peers: breakdown (None: everybody)
    -> shares, for the groups that are shown.
    """

    question: str
    theme: str
    state: QuestionState
    answers: Mapping[str | None, str | float | None]
    points: Fraction
    open: Fraction
    most: Fraction
    waits_for: str | None
    peers: Mapping[str | None, PeerShare]

    @property
    def lost(self) -> Fraction:
        """How many points a better answer could still give."""
        return self.most - self.points


@dataclass(frozen=True)
class Standing:
    """One respondent beside its peers.

    rank out of `ranked`; None where the score is not ranked (score.not_ranked says why). against:
    the group (its breakdown, None: everybody) whose means the strengths are held against, the
    first that is shown; `compared` is False where none is.
    """

    score: Score
    rank: int | None
    ranked: int
    interval: RankInterval | None
    groups: tuple[PeerGroup, ...]
    questions: tuple[QuestionStanding, ...]
    compared: bool
    against: str | None

    def strengths(self, most: int = 3) -> tuple[tuple[str, PeerPoints], ...]:
        """Return the themes that are furthest above the peers' mean, furthest first."""
        group = next((one for one in self.groups if one.breakdown == self.against), None)
        above = [one for one in (group.themes.items() if group else ()) if one[1].above > 0]
        return tuple(sorted(above, key=lambda one: -one[1].above)[:most])

    def to_gain(self, most: int = 5) -> tuple[QuestionStanding, ...]:
        """Return the questions where the most points are to be gained, most first.

        Only what is known to be lacking: an unknown answer may be a good one already. Where a
        follow-up was not asked, the question that decides it stands for it.
        """
        scored = {one.question for one in self.questions}
        lacking = [
            one
            for one in self.questions
            if one.state == "known" or (one.state == "not_asked" and one.waits_for not in scored)
        ]
        gains = {one.question: self.gain(one) for one in lacking}
        lacking = [one for one in lacking if gains[one.question] > 0]
        return tuple(sorted(lacking, key=lambda one: -gains[one.question])[:most])

    def gain(self, question: QuestionStanding) -> Fraction:
        """Return what the best answer would add, the follow-ups that it opens for among it."""
        waiting = [one for one in self.questions if one.waits_for == question.question]
        return sum((self.gain(one) for one in waiting), question.lost)

    def unknown(self) -> tuple[QuestionStanding, ...]:
        """Return the questions whose answer is unknown, those that could give most first."""
        found = [one for one in self.questions if one.state == "unknown"]
        return tuple(sorted(found, key=lambda one: -one.open))


class OthersColumn:
    """One column of units among a group, sorted, so that anyone's others are read off at once."""

    def __init__(self, units: Sequence[int]) -> None:
        self._ordered = sorted(units)
        self._sum = sum(self._ordered)
        # Many have the same units, and so the same others.
        self._points: dict[tuple[int, int, int], PeerPoints] = {}
        self._shares: dict[tuple[int, bool, int, int | None], PeerShare] = {}

    def points(self, own: int, most: int, scale: int) -> PeerPoints:
        """Return the others' mean and quartiles beside `own`, which is one of the group."""
        key = own, most, scale
        if key not in self._points:
            others = _Without(self._ordered, bisect_left(self._ordered, own))
            quartiles = (quantile(others, Fraction(part, 4)) / scale for part in (1, 2, 3))
            mean = Fraction(self._sum - own, (len(self._ordered) - 1) * scale)
            points = PeerPoints(Fraction(own, scale), Fraction(most, scale), mean, *quartiles)
            self._points[key] = points
        return self._points[key]

    def share(
        self, own: int, *, is_member: bool, smallest_base: int, most: int | None = None
    ) -> PeerShare:
        """Return how many of the others have as many units as `own`, more, or the `most`."""
        key = own, is_member, smallest_base, most
        if key not in self._shares:
            self._shares[key] = self._share(own, is_member, smallest_base, most)
        return self._shares[key]

    def _share(self, own: int, is_member: bool, smallest_base: int, most: int | None) -> PeerShare:
        base = len(self._ordered) - is_member
        if base < smallest_base or not is_member:
            return PeerShare(base, None, None)
        as_good = len(self._ordered) - bisect_left(self._ordered, own) - 1
        better = len(self._ordered) - bisect_right(self._ordered, own)
        if most is None:
            return PeerShare(base, Fraction(as_good, base), Fraction(better, base))
        best = len(self._ordered) - bisect_left(self._ordered, most) - (own >= most)
        shares = (Fraction(count, base) for count in (as_good, better, best))
        return PeerShare(base, *shares)


class _Without(Sequence[int]):
    """A sorted list without the value at one position."""

    def __init__(self, ordered: Sequence[int], left_out: int) -> None:
        self._ordered, self._left_out = ordered, left_out

    def __len__(self) -> int:
        return len(self._ordered) - 1

    def __getitem__(self, position: int) -> int:  # type: ignore[override]
        return self._ordered[position + (position >= self._left_out)]
