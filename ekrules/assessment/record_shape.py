"""Record shape: what of a record is read back, with every type and number bounded.

In: the text of a file. Out: the parts of it that a later assessment is held against, or faults
with the path inside the record. Keys that nobody reads back are passed over.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticKnownError

from ekrules.assessment.assessed import Status
from ekrules.assessment.basis import MeasureBasis
from ekrules.errors import MOST_FAULTS_SHOWN, Faults, Place
from ekrules.survey.codebook import IDENTIFIER
from ekrules.survey.indicator_series import SHARE
from ekrules.tables.bases import Base
from ekrules.tables.measure import Measure, UnknownReason, exact_share

READABLE_VERSIONS = (1, 2, 3)
# Ends that were worked out in floats may lie a rounding away from the value.
SLACK = 1e-9

Name = Annotated[str, Field(pattern=IDENTIFIER, max_length=200)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Unit = Annotated[str, Field(min_length=1, max_length=200)]
Count = Annotated[int, Field(ge=0, le=10**12)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class _Version(_Shape):
    schema_version: int


class MeasureShape(_Shape):
    """A measure of the record: a share, or a number in a unit of its own."""

    # First, since what the others may be hangs on it.
    unit: Unit = SHARE
    value: Number | None
    numerator: Count | None = None
    denominator: Count | None = None
    base: Base | None = None
    low: Number | None = None
    high: Number | None = None
    reason: Name | None = None
    weighted: bool = False
    basis: MeasureBasis | None = None

    @field_validator("value", "low", "high")
    @classmethod
    def _is_share(cls, number: float | None, info: ValidationInfo) -> float | None:
        if number is None or info.data.get("unit", SHARE) != SHARE:
            return number
        if number < 0:
            raise PydanticKnownError("greater_than_equal", {"ge": 0})
        if number > 1:
            raise PydanticKnownError("less_than_equal", {"le": 1})
        return number

    @model_validator(mode="after")
    def _interval_holds_value(self) -> Self:
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        if self.value is None or low is None or high is None:
            return self
        if not low - SLACK <= self.value <= high + SLACK:
            raise ValueError('"value" lies between "low" and "high"')
        return self

    def measure(self, name: str) -> Measure:
        """Return it as a measure; counts that do not give the value are left out.

        Of why it is unknown only whether it was asked is read.
        """
        asked: UnknownReason = "part_is_unknown"
        reason: UnknownReason = "not_in_survey" if self.reason == "not_in_survey" else asked
        numerator, denominator = self._counts()
        return Measure(
            id=name,
            value=self.value,
            numerator=numerator,
            denominator=denominator,
            base=self.base,
            low=self.low,
            high=self.high,
            reason=reason if self.value is None else None,
            weighted=self.weighted,
            unit=self.unit,
        )

    def _counts(self) -> tuple[int | None, int | None]:
        if self.numerator is None or not self.denominator:
            return None, None
        if exact_share(self.numerator, self.denominator) != self.value:
            return None, None
        return self.numerator, self.denominator


class GoalShape(_Shape):
    """A goal's status in the record."""

    id: Name
    status: Status
    computed_status: Status
    reason: Name | None = None


class RollUpShape(_Shape):
    """The status of a theme or of the whole."""

    id: Name
    status: Status


class RecordShape(_Shape):
    """A record; reference_date and each measure's basis came with schema version 2."""

    schema_version: int
    strategy: Name
    survey: Name
    wave: int = Field(ge=1, le=9999)
    reference_date: date | None = None
    synthetic: bool = False
    measures: dict[Name, MeasureShape]
    goals: tuple[GoalShape, ...]
    themes: tuple[RollUpShape, ...]
    overall: RollUpShape

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.schema_version >= 2 and self.reference_date is None:
            raise ValueError('"reference_date" stands in every record of schema version 2')
        for kind, names in (("goals", self.goals), ("themes", self.themes)):
            ids = [one.id for one in names]
            if len(set(ids)) < len(ids):
                raise ValueError(f'each id stands once in "{kind}"')
        return self


def read_shape(text: str, place: Place, faults: Faults) -> RecordShape | None:
    """Return what of a record is read back, or None with the reasons added to `faults`."""
    try:
        version = _Version.model_validate_json(text).schema_version
    except ValidationError as error:
        _add_no_record(error.errors(include_url=False)[0], place, faults)
        return None
    if version not in READABLE_VERSIONS:
        found = f"a record of schema version {version}"
        known = " or ".join(str(one) for one in READABLE_VERSIONS)
        faults.add(place, found, f"this ekrules reads version {known}")
        return None
    try:
        return RecordShape.model_validate_json(text)
    except ValidationError as error:
        for details in error.errors(include_url=False)[:MOST_FAULTS_SHOWN]:
            _add_fault(details, place, faults)
        return None


_EXPECTED = "expected an assessment.json, as ekrules assess writes it"


def _add_no_record(details: ErrorDetails, place: Place, faults: Faults) -> None:
    if details["type"] == "json_invalid":
        why = str((details.get("ctx") or {}).get("error", "")).strip()
        faults.add(place, f"the file is no JSON ({why})", _EXPECTED)
    else:
        faults.add(place, "the file is no record of an assessment", _EXPECTED)


def _add_fault(details: ErrorDetails, place: Place, faults: Faults) -> None:
    steps = [str(step)[:60] for step in details["loc"] if step != "[key]"]
    path = ".".join(steps) or "the record"
    if details["type"] == "missing":
        faults.add(place, f'there is no "{path}"', "it stands in every record")
        return
    if details["type"] == "value_error":
        expected = str((details.get("ctx") or {}).get("error", ""))
        faults.add(place, f'what stands in "{path}" does not go together', expected)
        return
    message = details["msg"].removeprefix("Input should be ")
    shown = _shown(details["input"])
    faults.add(place, f'"{path}" is {shown}', f"expected {message[:1].lower()}{message[1:]}")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    text = str(value)
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'
