"""Proofs: what was found wrong with a table, each with a case that shows it.

Cases are in the user's own values: input name -> value, None where it is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ekrules.decision.conditions import Compare, Value
from ekrules.decision.rows import Row

CaseValues = Mapping[str, Value | None]


@dataclass(frozen=True)
class Extent:
    """How far a gap reaches along one input; None: as far as the input does."""

    low: Any = None
    low_included: bool = False
    high: Any = None
    high_included: bool = False
    is_unknown: bool = False


@dataclass(frozen=True)
class Gap:
    """A case that no row covers. extents: the inputs that it hangs on, and how far it reaches."""

    case: CaseValues
    extents: Mapping[str, Extent]


@dataclass(frozen=True)
class Overlap:
    """Two rows that both apply where the hit policy allows one (`any`: one outcome)."""

    case: CaseValues
    upper: Row
    lower: Row


@dataclass(frozen=True)
class NotJudged:
    """A row that applies to a case which the table leaves out on purpose."""

    case: CaseValues
    row: Row


@dataclass(frozen=True)
class DeadRow:
    """A row that can never decide.

    conflict: the comparisons of it that can't all be met, where they are few. taken_by: the rows
    that decide all of its cases instead, and `case` one of those; None where it has no case.
    """

    row: Row
    conflict: tuple[Compare, ...] = ()
    taken_by: tuple[Row, ...] = ()
    case: CaseValues | None = None


@dataclass(frozen=True)
class WorseAnswer:
    """A better answer to one input that gives a worse colour, all else alike."""

    input: str
    case: CaseValues
    row: Row
    better_case: CaseValues
    better_row: Row


@dataclass(frozen=True)
class Proof:
    """All that was found; where everything is empty, that much is proved of every case.

    undecided: what was not settled in time, each in a few words.
    constants: the inputs that were held at one value.
    """

    table: str
    constants: CaseValues
    gaps: tuple[Gap, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    not_judged: tuple[NotJudged, ...] = ()
    dead_rows: tuple[DeadRow, ...] = ()
    worse_answers: tuple[WorseAnswer, ...] = ()
    undecided: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong and nothing was left open."""
        return not any(
            (
                self.gaps,
                self.overlaps,
                self.not_judged,
                self.dead_rows,
                self.worse_answers,
                self.undecided,
            )
        )
