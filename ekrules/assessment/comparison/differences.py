"""Differences: what stands otherwise on the two sides, each with what it was and became.

Shapes alone; what differs for a goal is found in goal_differences, of a table in table_differences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ekrules.assessment.comparison.causes import Cause
from ekrules.decision.conditions import Value
from ekrules.errors import Place
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.units import Unit

DifferenceKind = Literal[
    "figure",
    "years_left",
    "reference_date",
    "deadline",
    "target",
    "parameter",
    "attainment",
    "input",
    "coverage",
    "definition",
    "row",
    "row_order",
    "hit_policy",
    "table_inputs",
    "judged_by",
    "override",
    "goal",
    "finding",
]


@dataclass(frozen=True)
class Written:
    """A value as it is written: a value of a unit, or plain text where there is none."""

    value: Value
    unit: Unit | None = None


def written(value: str | None) -> Written | None:
    """Return a text as a side of a difference; None where there is none."""
    return Written(value) if value else None


@dataclass(frozen=True)
class Overridden:
    """A person's judgement: what it sets, who, and the last day it holds."""

    status: str
    by: str
    until: str


Told = Measure | Written | Overridden


@dataclass(frozen=True)
class Difference:
    """One thing that differs: on the old side and on the new one, and where it stands on each.

    told and places: of the old side first; None where a side has it not, or knows no value. name:
    which one, as a measure's, parameter's or row's id; with a dot before a key of it. note: a code
    for what to know of it, as that a question was put otherwise.
    """

    cause: Cause
    kind: DifferenceKind
    name: str
    told: Sequence[Told | None]
    places: Sequence[Place | None]
    note: str | None = None

    @property
    def old(self) -> Told | None:
        """What it was."""
        return self.told[0]

    @property
    def new(self) -> Told | None:
        """What it became."""
        return self.told[1]

    @property
    def old_at(self) -> Place | None:
        """Where it stands on the old side."""
        return self.places[0]

    @property
    def new_at(self) -> Place | None:
        """Where it stands on the new side."""
        return self.places[1]
