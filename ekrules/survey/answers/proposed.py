"""Proposed: a mapping as the program would have it, for a person to correct.

In: nothing but values; proposing.py finds them, proposed_text.py writes them. Reads nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ProposedColumn:
    """A column of the file, why it was taken, and whether a person should look."""

    column: str
    ground: str
    unsure: bool = False


@dataclass(frozen=True)
class ProposedCodes:
    """What a question's cells were taken to mean; notes: what a person should look at.

    ground: why codes were taken so, where the file itself shows it. All empty where the cells hold
    ids or labels, which need no codes.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    not_chosen: tuple[str, ...] = ()
    separator: str | None = None
    notes: tuple[str, ...] = ()
    ground: str = ""


@dataclass(frozen=True)
class ProposedQuestion:
    """One question; columns: item or option -> column, None -> the one column; absent: parts."""

    question: str
    columns: Mapping[str | None, ProposedColumn]
    codes: ProposedCodes
    absent: tuple[str, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Whether a person should look at it."""
        columns = self.columns.values()
        return bool(self.absent or self.codes.notes or any(one.unsure for one in columns))


@dataclass(frozen=True)
class ProposedMapping:
    """What was found in a file, and what was not.

    not_found: questions without a column. not_used: columns that were matched with
    nothing. repeated: columns of the layout that say again what others do. without_segments:
    breakdowns of which neither a column nor a list of the frame says anything.
    """

    file: str
    sheet: str | None
    respondent: ProposedColumn | None
    name: ProposedColumn | None
    wave: ProposedColumn | None
    weight: ProposedColumn | None
    breakdowns: Mapping[str, ProposedColumn]
    questions: tuple[ProposedQuestion, ...]
    not_found: tuple[str, ...]
    not_used: tuple[str, ...]
    repeated: tuple[str, ...] = ()
    without_segments: tuple[str, ...] = ()

    @property
    def unsure(self) -> int:
        """How many entries a person should look at."""
        named = (self.respondent, self.name, self.wave, self.weight, *self.breakdowns.values())
        entries = [one.unsure for one in named if one is not None]
        entries += [one.is_unsure for one in self.questions]
        absent = len(self.not_found) + len(self.without_segments) + (self.respondent is None)
        return sum(entries) + absent
