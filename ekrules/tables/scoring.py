"""Scoring: what each cell of a frame of answers is worth, in whole units.

In: exact points per answer (facts.scoring makes them of a strategy's weights). Out: frozen
values. One point is `scale` units, chosen so that every answer is worth a whole number of
them: totals are sums of whole numbers, ties are ties, and the order of adding is of no matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

# A number's place between the two ends of its scale is rounded to this many steps.
NUMBER_STEPS = 1000
# Sums of units times percents must stay within 64 bits, and whole as floats.
MOST_UNITS = 2**45


@dataclass(frozen=True)
class ScoredColumn:
    """One column of answers: code -> units. A code that is not named is an unknown answer."""

    name: str
    part: str | None
    units: Mapping[str, int]

    @property
    def most(self) -> int:
        """The units of the best answer."""
        return max(self.units.values())

    @property
    def least(self) -> int:
        """The units of the worst answer."""
        return min(self.units.values())


@dataclass(frozen=True)
class NumberPoints:
    """Units for a number: `step` units for each of NUMBER_STEPS steps from one end to the other."""

    column: str
    reason_column: str
    nothing_at: float
    full_at: float
    step: int


@dataclass(frozen=True)
class RoutingStep:
    """A question that decides who is asked: its column, and the codes of known answers."""

    column: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class ScoredQuestion:
    """One question: its columns, or its number; at most `cap` units in all.

    routing: the question that led to this one, then the one that led to that, and so on.
    """

    id: str
    theme: str
    columns: tuple[ScoredColumn, ...]
    number: NumberPoints | None = None
    cap: int | None = None
    routing: tuple[RoutingStep, ...] = ()

    @cached_property
    def most(self) -> int:
        """The most units that the question gives."""
        if self.number is not None:
            return self.number.step * NUMBER_STEPS
        every = sum(column.most for column in self.columns)
        return every if self.cap is None else min(every, self.cap)

    @property
    def column_names(self) -> tuple[str, ...]:
        """Every column of the frame that the question reads, its routing aside."""
        if self.number is not None:
            return self.number.column, self.number.reason_column
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True)
class Scoring:
    """Every scored question, in the order of the questionnaire.

    scale: units in one point. themes: those with something to gain, in order. most_unknown: a
    score with a larger share of its possible units resting on unknown answers is not ranked.
    """

    scale: int
    themes: tuple[str, ...]
    questions: tuple[ScoredQuestion, ...]
    most_unknown: Fraction

    @cached_property
    def theme_most(self) -> Mapping[str, int]:
        """Theme -> the most units that it gives."""
        return {
            theme: sum(one.most for one in self.questions if one.theme == theme)
            for theme in self.themes
        }

    @cached_property
    def most(self) -> int:
        """The most units that anyone can have."""
        return sum(one.most for one in self.questions)

    def points(self, units: int) -> Fraction:
        """Return units as points, exactly."""
        return Fraction(units, self.scale)
