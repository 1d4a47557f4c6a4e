"""Recorded: a record as a history reads it: every goal's status, what decided it, and on what.

In: the text of a file. Out: a RecordedRun, or faults in plain words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ekrules.assessment.assessed import Status
from ekrules.assessment.basis import MeasureBasis
from ekrules.assessment.record_shape import GoalShape, Name, RecordShape, read_shape
from ekrules.errors import Faults, Place
from ekrules.tables.measure import Measure

Short = Annotated[str, Field(max_length=4000)]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Seen = bool | int | float | Short | None
# Of a goal's change: what the run that was held against an earlier record said.
Held = Literal["better", "worse", "same", "not_comparable"]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class DecidedShape(_Shape):
    """Which table and row decided, and in which file they stand."""

    file: Short
    table: Short
    row: Short


class SeenShape(_Shape):
    """What a goal's table saw: a value, its measure where it is one, and why it is unknown.

    since: the day a bound of the goal's own holds from; None for what is no bound.
    """

    value: Seen = None
    measure: Name | None = None
    reason: Short | None = None
    since: Short | None = None


class GoalRecordShape(GoalShape):
    """A goal in the record."""

    theme: Name
    decided_by: DecidedShape | None = None
    inputs: dict[Name, SeenShape] = {}
    override: dict[str, object] | None = None


class InputShape(_Shape):
    """A file it was made from."""

    path: Short
    sha256: Hash


class _Previous(_Shape):
    sha256: Hash


class _Hindered(_Shape):
    reason: Name


class GoalHeldShape(_Shape):
    """A goal's change since the earlier record that the run was given."""

    id: Name
    outcome: Held
    cause: Name | None = None
    not_compared: _Hindered | None = None


class _Changes(_Shape):
    previous: _Previous
    goals: tuple[GoalHeldShape, ...]


class HistoryShape(RecordShape):
    """A record, with what decided each goal."""

    goals: tuple[GoalRecordShape, ...]
    inputs: tuple[InputShape, ...] = ()
    changes: _Changes | None = None


@dataclass(frozen=True)
class RecordedRun:
    """One record: where it stands below the folder that was read, its hash, and what it says."""

    path: str
    sha256: str
    shape: HistoryShape
    goals: Mapping[str, GoalRecordShape]
    measures: Mapping[str, Measure]

    @property
    def order(self) -> tuple[int, date, str, str]:
        """What records are sorted by: wave and day, then what tells two of one day apart."""
        return self.shape.wave, self.shape.reference_date or date.min, self.path, self.sha256

    @property
    def hashes(self) -> Mapping[str, str]:
        """Each file's hash by its path."""
        return {one.path: one.sha256 for one in self.shape.inputs}

    def basis(self, measure: str) -> MeasureBasis | None:
        """Return what a measure rests on, where the record says so."""
        found = self.shape.measures.get(measure)
        return found.basis if found else None

    def status(self, goal: str) -> Status | None:
        """Return a goal's status; None where the goal is not in the record."""
        return self.goals[goal].status if goal in self.goals else None

    def attainment(self, goal: str) -> Measure | None:
        """Return the measure that says how far a goal has come."""
        inputs = self.goals[goal].inputs if goal in self.goals else {}
        # A method's table calls it the value.
        seen = inputs.get("attainment") or inputs.get("value")
        return self.measures.get(seen.measure) if seen and seen.measure else None

    def held_against(self, earlier: RecordedRun, goal: str) -> GoalHeldShape | None:
        """Return what the run itself said of a goal's change, if it was held against `earlier`."""
        changes = self.shape.changes
        if changes is None or changes.previous.sha256 != earlier.sha256:
            return None
        return next((one for one in changes.goals if one.id == goal), None)


def recorded_run(
    text: str, path: str, digest: str, place: Place, faults: Faults
) -> RecordedRun | None:
    """Return the record in a text, or None with the reasons added to `faults`."""
    if read_shape(text, place, faults) is None:
        return None
    try:
        shape = HistoryShape.model_validate_json(text)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step)[:60] for step in details["loc"] if step != "[key]")
        found = f'what stands in "{where}" is not what a record holds'
        faults.add(place, found, "expected an assessment.json, as ekrules assess writes it")
        return None
    return RecordedRun(
        path=path,
        sha256=digest,
        shape=shape,
        goals={one.id: one for one in shape.goals},
        measures={name: one.measure(name) for name, one in shape.measures.items()},
    )
