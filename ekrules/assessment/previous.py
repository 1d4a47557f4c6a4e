"""Previous: the record of an earlier assessment, read as something anyone may have written.

In: a file that should be an assessment.json. Out: a PreviousRecord, or faults in plain words.
Nothing in it is trusted: its size, depth, types and numbers are bounded before anything is used.
A record of schema version 1 does not say what its measures rest on, so it has no bases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from ekrules.assessment.assessed import Status
from ekrules.assessment.basis import MeasureBasis
from ekrules.assessment.record_shape import read_shape
from ekrules.errors import Faults, Place
from ekrules.survey.codebook import SurveyDescription
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.files import read_text, shown_path

# A record with every segment of four breakdowns takes about a twentieth of this.
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class PreviousGoal:
    """A goal as it was: its status, the computed one, and why that was grey."""

    goal: str
    status: Status
    computed: Status
    reason: str | None


@dataclass(frozen=True)
class PreviousRecord:
    """An earlier assessment: its figures, what they rest on, and its statuses.

    reference_date: the survey's day; None in a record of schema version 1. bases: measure id ->
    what it rests on, for those that say so. sha256: the hash of the record's file.
    """

    place: Place
    sha256: str
    strategy: str
    survey: str
    wave: int
    reference_date: date | None
    synthetic: bool
    measures: Mapping[str, Measure]
    bases: Mapping[str, MeasureBasis]
    goals: Mapping[str, PreviousGoal]
    themes: Mapping[str, Status]
    overall: Status = field(default=Status.GREY)


def read_previous(path: Path, faults: Faults) -> PreviousRecord | None:
    """Return the record in a file, or None with the reasons added to `faults`."""
    text = read_text(path, faults, MOST_BYTES)
    if text is None:
        return None
    digest = sha256(path.read_bytes()).hexdigest()
    return previous_of(text, Place(shown_path(path)), digest, faults)


def previous_of(text: str, place: Place, digest: str, faults: Faults) -> PreviousRecord | None:
    """Return the record in a text, or None with the reasons added to `faults`.

    digest: the SHA-256 of the file that holds it.
    """
    shape = read_shape(text, place, faults)
    if shape is None:
        return None
    return PreviousRecord(
        place=place,
        sha256=digest,
        strategy=shape.strategy,
        survey=shape.survey,
        wave=shape.wave,
        reference_date=shape.reference_date,
        synthetic=shape.synthetic,
        measures={name: one.measure(name) for name, one in shape.measures.items()},
        bases={name: one.basis for name, one in shape.measures.items() if one.basis is not None},
        goals={
            one.id: PreviousGoal(one.id, one.status, one.computed_status, one.reason)
            for one in shape.goals
        },
        themes={one.id: one.status for one in shape.themes},
        overall=shape.overall.status,
    )


def check_previous(
    previous: PreviousRecord, strategy: str, survey: SurveyDescription, faults: Faults
) -> None:
    """Add a fault where the record is of another strategy, or not from before this survey."""
    if previous.strategy != strategy:
        found = f'a record of the strategy "{previous.strategy}"'
        faults.add(previous.place, found, f'expected one of "{strategy}"')
    if previous.wave >= survey.wave:
        found = f"a record of the wave {previous.wave}"
        faults.add(previous.place, found, f"expected one from before {survey.wave}")
    elif previous.reference_date is not None and previous.reference_date >= survey.reference_date:
        found = f"a record as of {previous.reference_date.isoformat()}"
        expected = f"expected one from before {survey.reference_date.isoformat()}"
        faults.add(previous.place, found, expected)
