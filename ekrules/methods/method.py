"""Method: a method file with its tables built, sound in itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ekrules.decision.tables import DecisionTable
from ekrules.methods.level_file import RollUpEntry
from ekrules.methods.method_file import MethodFile

COLOUR = "colour"
# The lowest level.
INDICATOR = "indicator"
# What every case of an indicator has, whatever the method declares.
VALUE, BETTER = "value", "better"
BY_GROUP, BY_ALL = "group", "all"


@dataclass(frozen=True)
class Level:
    """Groups of what the level below judges: how they are made, rolled up and judged."""

    name: str
    by: str
    roll_ups: Mapping[str, RollUpEntry]
    table: DecisionTable


@dataclass(frozen=True)
class Method:
    """A method as read; `file` holds what was written, with places."""

    id: str
    file: MethodFile
    indicator: DecisionTable
    levels: tuple[Level, ...]

    @property
    def tables(self) -> tuple[DecisionTable, ...]:
        """Every table, from below."""
        return (self.indicator, *(level.table for level in self.levels))
