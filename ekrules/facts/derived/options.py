"""Options: what a method declares about how derived inputs are worked out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ekrules.facts.derived.arithmetic import Number
from ekrules.facts.derived.score_pieces import (
    WITH_TARGET,
    WITHOUT_TARGET,
    ScorePiece,
    stop_if_uneven,
)

Weighting = Literal["equal", "by_order", "halving"] | tuple[Number, ...]


@dataclass(frozen=True)
class Options:
    """What a method declares; nothing here is done unless it says so.

    zero_taken_as: what a base or target of zero is taken as where a growth rate is asked for.
    pace_after_deadline: whether there is a pace where the newest observation is from after the
    deadline: the rate so far over the one that was required.
    at_most_years_old: how old the newest observation may be, in years before now.
    weights: of the observations in a regression, from the base to the newest: equal, by_order (1
    for the oldest, 2 for the next), halving (half as much for each half_life of years that it is
    older than the newest), or numbers for the newest, the one before and so on; the rest have none.
    limit_exponent: how sharply a natural limit eases the bounds.
    """

    zero_taken_as: Number | None = None
    pace_after_deadline: bool = False
    at_most_years_old: Number | None = None
    weights: Weighting = "equal"
    half_life: Number | None = None
    limit_exponent: Number = Fraction("4.44")
    score_with_target: tuple[ScorePiece, ...] = WITH_TARGET
    score_without_target: tuple[ScorePiece, ...] = WITHOUT_TARGET

    def __post_init__(self) -> None:
        if self.zero_taken_as == 0:
            raise ValueError("zero can't be taken as zero")
        if (self.weights == "halving") != (self.half_life is not None):
            raise ValueError("halving weights have a half-life, and no others have")
        if self.half_life is not None and not self.half_life > 0:
            raise ValueError("a half-life is above 0")
        if not isinstance(self.weights, str) and any(one < 0 for one in self.weights):
            raise ValueError("no weight is below 0")
        if not self.limit_exponent > 0:
            raise ValueError("a limit's exponent is above 0")
        for pieces in (self.score_with_target, self.score_without_target):
            stop_if_uneven(pieces)
