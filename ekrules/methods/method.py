"""Method: a method file with its tables built, sound in itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ekrules.decision.tables import DecisionTable
from ekrules.facts.derived.options import Options
from ekrules.methods.columns import BETTER, DIRECTION, VALUE
from ekrules.methods.level_file import LevelEntry, RollUpEntry
from ekrules.methods.method_file import MethodFile
from ekrules.methods.series_file import SeriesEntry
from ekrules.methods.series_of_cases import options_of

__all__ = ["BETTER", "COLOUR", "DIRECTION", "INDICATOR", "VALUE", "Level", "Method"]

COLOUR = "colour"
# The lowest level.
INDICATOR = "indicator"
BY_GROUP, BY_ALL = "group", "all"


@dataclass(frozen=True)
class Level:
    """Groups of what the level below judges: how they are made, rolled up and judged."""

    name: str
    by: str
    roll_ups: Mapping[str, RollUpEntry]
    table: DecisionTable | None
    entry: LevelEntry
    also: Mapping[str, DecisionTable]


@dataclass(frozen=True)
class Method:
    """A method as read; `file` holds what was written, with places.

    Where no table is written there is scored, and not judged. also: tables by name that are decided
    before the other.
    """

    id: str
    file: MethodFile
    indicator: DecisionTable | None
    levels: tuple[Level, ...]
    also: Mapping[str, DecisionTable]

    @cached_property
    def series_of_derived(self) -> Mapping[str, SeriesEntry]:
        """What each derived input's series is: the method's, but for what it says itself."""
        return {name: one.of(self.file.series) for name, one in self.file.derived.items()}

    @cached_property
    def options_of_derived(self) -> Mapping[str, Options]:
        """How each derived input is worked out."""
        return {name: options_of(one) for name, one in self.series_of_derived.items()}

    @property
    def tables(self) -> tuple[DecisionTable, ...]:
        """Every table that is written, from below."""
        every: list[DecisionTable | None] = [*self.also.values(), self.indicator]
        for level in self.levels:
            every += [*level.also.values(), level.table]
        return tuple(table for table in every if table is not None)
