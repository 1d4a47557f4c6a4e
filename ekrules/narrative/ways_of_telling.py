"""Ways of telling: by which of a goal's own facts a sentence is chosen.

In: a share, the time left, and a goal's place in the strategy. Out: a short name for each, for a
template to compare. What a goal says rests on that goal alone, so that no other goal's sentences
change when this one does.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from ekrules.facts.time_left import years_left
from ekrules.goals.strategy import Goal, StrategyTheme

Level = Literal["empty", "scarce", "low", "middle", "good", "high", "near_full", "full"]
TimeClass = Literal["passed", "soon", "next", "later", "none"]
# From which share each level holds; full is all and empty none, to the last one.
_LEVELS: tuple[tuple[Fraction, Level], ...] = (
    (Fraction(1), "full"),
    (Fraction(95, 100), "near_full"),
    (Fraction(80, 100), "high"),
    (Fraction(60, 100), "good"),
    (Fraction(40, 100), "middle"),
    (Fraction(15, 100), "low"),
)
WAYS = "abcd"


def level_of(share: Fraction) -> Level:
    """Return the level a share (0..1) lies on.

    >>> level_of(Fraction(161, 249)), level_of(Fraction(0))
    ('good', 'empty')
    """
    if share <= 0:
        return "empty"
    return next((name for bound, name in _LEVELS if share >= bound), "scarce")


def time_class(on: date, deadline: date | str) -> TimeClass:
    """Return whether a deadline is passed, within a year, within two, or later; or that none is.

    >>> time_class(date(2009, 4, 1), date(2009, 12, 31))
    'soon'
    """
    years = years_left(on, deadline)
    if years is None:
        return "none"
    if years < 0:
        return "passed"
    if years < 1:
        return "soon"
    return "next" if years < 2 else "later"


def way_of(theme: StrategyTheme, goal: Goal, ways: int, further: int = 0) -> str:
    """Return which of several ways of saying the same a goal takes: a, b, c or d.

    By its number and its theme's, so that neighbours read differently. further: how many of its
    figures are told before.
    """
    # Times two: what goes by three and what goes by four then meet anew from theme to theme.
    return WAYS[(2 * theme.number + goal.number + further) % ways]
