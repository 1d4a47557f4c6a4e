"""Impact of methods, as plain shapes for the writers of an impact.

Out of project.impact, into impact_text, impact_record and impact_document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ekrules.assessment.impact_methods import LevelImpact

MethodState = Literal["same", "differs", "added", "removed"]


@dataclass(frozen=True)
class IndicatorsImpact:
    """What both versions make of one folder of indicators; folder: as it is named."""

    folder: str
    levels: tuple[LevelImpact, ...]

    @property
    def differs(self) -> bool:
        """Whether any case is judged otherwise."""
        return any(level.differing for level in self.levels)


@dataclass(frozen=True)
class MethodImpact:
    """One method; state: whether its file differs. same: only a catalogue that it judges does.

    indicators: each folder that both versions can judge.
    """

    id: str
    state: MethodState
    indicators: tuple[IndicatorsImpact, ...] = ()

    @property
    def moved(self) -> int:
        """How many cases get another colour, over all folders and levels."""
        return sum(len(level.moved) for one in self.indicators for level in one.levels)
