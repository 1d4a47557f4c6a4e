"""Design: how the respondents were drawn, and how they are weighted to the frame.

In: how many answered in each cell (stratum × post-stratum), with the sums of their design weights,
and the frame's totals. Out: a Design, which knows each respondent's weight and how much chance each
stratum holds. Never sees an answer, and never decides that a group may be merged with another.

Three things may be true at once, and each may be absent:
- strata: the sample was drawn (or answered) group by group, n_h of N_h;
- design weights: each respondent came with a weight, else all in a stratum weigh N_h / n_h;
- post-strata: the weights are then made to add up to frame totals of other groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, isfinite

from ekrules.errors import Faults, Place
from ekrules.tables.counting import CodeSums
from ekrules.tables.post_strata import note_post_strata, post_stratified_weights

# Stratum and post-stratum.
Cell = tuple[str, str]
# The one stratum (or post-stratum) of a sample that was not divided.
WHOLE = ""


@dataclass(frozen=True)
class Design:
    """A sample as it was drawn.

    everyone: cell -> all who answered there (not only those of a question): how many, the sum of
    their design weights and of the weights' squares; without design weights each weighs one.
    frame: stratum -> N_h, how many could have been drawn; None where they were drawn with
    replacement or out of more than can be counted, so that there is no finite-population
    correction. post_frame: post-stratum -> how many there are in the frame; None for no
    post-stratification. weighted: the sums hold design weights. source: the file to name in faults.

    A stratum with one respondent says nothing of its own spread. As R's survey package does with
    lonely.psu = "adjust", its spread is taken around the whole sample's mean; a stratum whose only
    member answered adds nothing. lonely_strata names the former.

    Raises InputError for a stratum without respondents or frame total, for more respondents than
    frame, and for a post-stratum without respondents: each of them, at once.
    """

    everyone: Mapping[Cell, CodeSums]
    frame: Mapping[str, float | None]
    post_frame: Mapping[str, float] | None = None
    weighted: bool = False
    source: str = "design"

    def __post_init__(self) -> None:
        faults = Faults()
        self._note_strata(faults)
        self._note_weights(faults)
        faults.stop_if_any()
        if self.post_frame is not None:
            note_post_strata(self.post_weight, self.post_frame, self._place, faults)
            faults.stop_if_any()

    @property
    def _place(self) -> Place:
        return Place(self.source)

    def _note_strata(self, faults: Faults) -> None:
        if not self.sample:
            faults.add(self._place, "no respondents", "expected at least one")
            return
        for stratum in sorted({*self.sample, *self.frame}):
            n, there = self.sample.get(stratum, 0), self.frame.get(stratum)
            if stratum not in self.frame:
                found = f'the stratum "{stratum}" has {n} respondents and no frame total'
                faults.add(self._place, found, "expected how many could have been drawn")
            elif n == 0 and there != 0:
                found = f'the stratum "{stratum}" has no respondents'
                faults.add(self._place, found, "expected it merged with another")
            elif there is not None and not there >= n:
                found = f'the stratum "{stratum}" has {n} respondents and {there:g} in the frame'
                faults.add(self._place, found, "expected at least as many in the frame")

    def _note_weights(self, faults: Faults) -> None:
        for cell, sums in sorted(self.everyone.items()):
            if not (isfinite(sums.weight) and isfinite(sums.weight_squared) and sums.weight >= 0):
                found = f"the weights of {cell_name(cell)} add up to {sums.weight:g}"
                faults.add(self._place, found, "expected a number that is not negative")
        known = {self.frame.get(stratum) is not None for stratum in self.sample}
        if len(known) > 1 and not self.weighted:
            found = "some strata have a frame total and some have none"
            faults.add(self._place, found, "expected all to have one, or design weights")

    @cached_property
    def occupied(self) -> dict[Cell, CodeSums]:
        """The cells that someone stands in, with their sums; an empty one says nothing."""
        return {cell: sums for cell, sums in self.everyone.items() if sums.n}

    @cached_property
    def sample(self) -> dict[str, int]:
        """Stratum -> n_h, its respondents; strata without any are left out."""
        found: dict[str, int] = defaultdict(int)
        for (stratum, _), sums in self.occupied.items():
            found[stratum] += sums.n
        return dict(found)

    @cached_property
    def factors(self) -> dict[str, float]:
        """Stratum -> what a respondent's weight in the sums is multiplied by.

        N_h / n_h where there are no design weights. In an undivided sample all weigh the same, and
        one keeps a share the nearest float of its two counts.
        """
        if self.weighted or len(self.sample) == 1:
            return dict.fromkeys(self.sample, 1.0)
        return {stratum: (self.frame[stratum] or n) / n for stratum, n in self.sample.items()}

    @cached_property
    def post_weight(self) -> dict[str, float]:
        """Post-stratum -> the sum of its respondents' weights, before they are made to fit."""
        found: dict[str, list[float]] = defaultdict(list)
        for (stratum, post), sums in self.occupied.items():
            found[post].append(self.factors[stratum] * sums.weight)
        return {post: fsum(weights) for post, weights in found.items()}

    @cached_property
    def fits(self) -> dict[str, float]:
        """Post-stratum -> what its respondents' weights are multiplied by to fit the frame."""
        if self.post_frame is None:
            return dict.fromkeys(self.post_weight, 1.0)
        fits = post_stratified_weights(self.post_weight, self.post_frame, self.source)
        return {post: fits.get(post, 0.0) for post in self.post_weight}

    @cached_property
    def chance(self) -> dict[str, float]:
        """Stratum -> (1 − n_h/N_h) · n_h/(n_h − 1): zero where everyone in the frame answered."""
        return {
            stratum: unseen_share(n, self.frame[stratum]) * n / max(n - 1, 1)
            for stratum, n in self.sample.items()
        }

    @property
    def lonely_strata(self) -> tuple[str, ...]:
        """Strata with one respondent out of more: their own spread can't be known."""
        lonely = (one for one, n in self.sample.items() if n == 1 and self.chance[one] > 0)
        return tuple(sorted(lonely))


def simple_design(respondents: int, frame: float | None) -> Design:
    """Return an undivided sample: `respondents` of `frame`, None for no end of them.

    >>> simple_design(249, 430).chance[WHOLE] == (1 - 249 / 430) * 249 / 248
    True
    """
    return stratified_design({WHOLE: respondents}, {WHOLE: frame})


def stratified_design(
    sample: Mapping[str, int], frame: Mapping[str, float | None], source: str = "design"
) -> Design:
    """Return a sample drawn group by group, without design weights and post-strata.

    >>> stratified_design({"by": 10, "land": 20}, {"by": 20, "land": 200}).factors
    {'by': 2.0, 'land': 10.0}
    """
    everyone = {(stratum, WHOLE): counted(n) for stratum, n in sample.items()}
    return Design(everyone, frame, source=source)


def post_stratified_design(
    sample: Mapping[str, int],
    post_frame: Mapping[str, float],
    frame: float | None,
    source: str = "design",
) -> Design:
    """Return an undivided sample out of `frame`, weighted to fit the frame's groups.

    >>> post_stratified_design({"by": 10, "land": 20}, {"by": 20, "land": 200}, 220).fits
    {'by': 2.0, 'land': 10.0}
    """
    everyone = {(WHOLE, post): counted(n) for post, n in sample.items()}
    return Design(everyone, {WHOLE: frame}, post_frame, source=source)


def counted(n: int) -> CodeSums:
    """Return the sums of `n` respondents without design weights: each weighs one."""
    return CodeSums(n, float(n), float(n))


def unseen_share(sample: int, frame: float | None) -> float:
    """Return the finite-population correction, (N − n)/N: the share of the frame not seen."""
    return 1.0 if frame is None else (frame - sample) / frame


def cell_name(cell: Cell) -> str:
    """Return what a cell is called in a message."""
    return " and ".join(f'"{one}"' for one in cell if one) or "the respondents"
