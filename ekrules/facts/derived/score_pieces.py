"""Score pieces: the straight lines by which Open SDG turns progress into a score from -5 to +5.

Declared as values, so that another method can state its own. Source: Open SDG, Progress
Measurement Methodology, figures 1 and 2, with the factors as Open SDG rounds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True)
class ScorePiece:
    """slope x progress + constant, from at_least on (None: from the very start)."""

    at_least: Fraction | None
    slope: Fraction
    constant: Fraction


def _piece(at_least: str | None, slope: str, constant: str) -> ScorePiece:
    start = None if at_least is None else Fraction(at_least)
    return ScorePiece(start, Fraction(slope), Fraction(constant))


# Of the pace. 7.1429 is 5/0.7 and 4.1667 is 5/1.2, rounded: at 0.6 the score is 0.00004, not 0.
WITH_TARGET = (
    _piece(None, "4.1667", "-2.5"),
    _piece("0.6", "7.1429", "-4.2857"),
)
# Of the growth rate for the better, over the limit's factor where the rate is 0 or more.
WITHOUT_TARGET = (
    _piece(None, "125", "-2.5"),
    _piece("0", "500", "-2.5"),
    _piece("0.005", "250", "-1.25"),
    _piece("0.015", "500", "-5"),
)
LOWEST, HIGHEST = Fraction(-5), Fraction(5)


def stop_if_uneven(pieces: Sequence[ScorePiece]) -> None:
    """Raise ValueError unless one piece begins at the very start and the others rise from it."""
    starts = [one.at_least for one in pieces]
    bounds = [one for one in starts[1:] if one is not None]
    rising = all(one < after for one, after in pairwise(bounds))
    if not starts or starts[0] is not None or len(bounds) < len(starts) - 1 or not rising:
        raise ValueError("the pieces of a score begin at the very start, and then rise")


def score(progress: Fraction, pieces: Sequence[ScorePiece]) -> Fraction:
    """Return the score by the last piece that has begun, held within -5 and +5.

    >>> score(Fraction(1, 100), WITHOUT_TARGET)
    Fraction(5, 4)
    """
    begun = [one for one in pieces if one.at_least is None or progress >= one.at_least]
    piece = begun[-1]
    return min(max(piece.slope * progress + piece.constant, LOWEST), HIGHEST)
