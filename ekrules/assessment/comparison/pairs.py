"""Pairs: the shapes of a comparison of two methods' results, entity by entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ekrules.assessment.comparison.attribution import Attribution
from ekrules.assessment.comparison.causes import Cause
from ekrules.assessment.comparison.differences import Difference

Number = float | int | str | bool | None
# A level, an entity, and an indicator or a group.
Pair = tuple[str, str, str]


@dataclass(frozen=True)
class PairSeen:
    """What a pair came to on one side: colour, row, reason, and the numbers that were seen.

    period and at: of an indicator's newest value, and where it stands.
    """

    comes_to: str
    row: str | None
    reason: str | None
    numbers: Mapping[str, Number]
    period: str | None = None
    at: str | None = None


@dataclass(frozen=True)
class PairComparison:
    """An entity and an indicator or group of both sides, and what the differences do."""

    entity: str
    member: str
    old: PairSeen
    new: PairSeen
    attribution: Attribution


@dataclass(frozen=True)
class LevelComparison:
    """One level of a method, as its indicators or goals.

    same_though: pairs of the same colour that a part of what differs would have moved. alike: how
    many are the same and would have stayed so. new_pairs, gone_pairs: those of one side alone.
    """

    level: str
    pairs: tuple[PairComparison, ...]
    same_though: tuple[PairComparison, ...]
    alike: int
    new_pairs: int
    gone_pairs: int


@dataclass(frozen=True)
class MethodComparison:
    """Both results level by level; differences: of rules, method and catalogue, told once."""

    causes: tuple[Cause, ...]
    differences: tuple[Difference, ...]
    levels: tuple[LevelComparison, ...]

    @property
    def differs(self) -> bool:
        """Whether any pair has another colour, or is on one side alone."""
        return any(one.pairs or one.new_pairs or one.gone_pairs for one in self.levels)
