"""Reading: a record as what a run can be made anew from; nothing in it is trusted.

In: a file that should be an assessment.json. Out: a GivenRecord, or one fault that says why it
can't be replayed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ekrules.assessment.previous import MOST_BYTES
from ekrules.assessment.record import SCHEMA_VERSION
from ekrules.assessment.record_shape import read_shape
from ekrules.errors import Faults, Place
from ekrules.survey.codebook import IDENTIFIER
from ekrules.yaml_reader.files import read_bytes, shown_path
from ekrules.yaml_reader.text_slips.encodings import decoded
from ekrules.yaml_reader.wording import Language

Name = Annotated[str, Field(pattern=IDENTIFIER, max_length=200)]
FilePath = Annotated[str, Field(min_length=1, max_length=4000)]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class GivenInput(_Shape):
    """A file that the record was made from, by path and hash."""

    path: FilePath
    sha256: Hash


class _Previous(_Shape):
    sha256: Hash


class _Changes(_Shape):
    previous: _Previous


class _Breakdown(_Shape):
    breakdown: Name


class Given(_Shape):
    """What of a record says how it was made."""

    ekrules: Annotated[str, Field(max_length=100)]
    strategy: Name
    engine: Literal["rete", "columnar", "rete+columnar", "columnar+rete", ""]
    language: Language
    answers: dict[str, Any] | None
    inputs: Annotated[tuple[GivenInput, ...], Field(min_length=1, max_length=100_000)]
    segments: tuple[_Breakdown, ...]
    changes: _Changes | None
    sentences: list[Any]

    @property
    def hashes(self) -> dict[str, str]:
        """Each file's hash by its path."""
        return {one.path: one.sha256 for one in self.inputs}

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """Whose segments were assessed."""
        return tuple(one.breakdown for one in self.segments)

    @property
    def previous_hash(self) -> str | None:
        """The hash of the earlier record it was held against, where there was one."""
        return self.changes.previous.sha256 if self.changes else None


@dataclass(frozen=True)
class GivenRecord:
    """A record: where it stands, its bytes, all its values, and how it was made."""

    path: Path
    raw: bytes
    values: dict[str, Any]
    given: Given

    @property
    def place(self) -> Place:
        """Where it stands, for messages."""
        return Place(shown_path(self.path))

    @property
    def digest(self) -> str:
        """The hash of its file."""
        return sha256(self.raw).hexdigest()


def read_record(path: Path, faults: Faults) -> GivenRecord | None:
    """Return the record in a file, or None with the reason added to `faults`."""
    place = Place(shown_path(path))
    raw = read_bytes(path, faults, MOST_BYTES)
    text = None if raw is None else decoded(raw, place, faults)
    # Bounds depth, types and numbers, so that what follows can take it as it is.
    shape = None if text is None else read_shape(text, place, faults)
    if raw is None or text is None or shape is None:
        return None
    if shape.schema_version != SCHEMA_VERSION:
        found = f"a record of schema version {shape.schema_version}"
        expected = f"replay takes version {SCHEMA_VERSION}, which says how it was made"
        faults.add(place, found, expected)
        return None
    try:
        given = Given.model_validate_json(text)
        # A number of 5000 digits is more than Python turns into one.
        values = json.loads(text)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step)[:60] for step in details["loc"]) or "the record"
        found = f'"{where}" does not say how the record was made'
        faults.add(place, found, "expected an assessment.json, as ekrules assess writes it")
        return None
    except (ValueError, RecursionError):
        found = "the file holds what no record holds"
        faults.add(place, found, "expected an assessment.json, as ekrules assess writes it")
        return None
    return GivenRecord(path, raw, values, given)
