"""Parameters: a goal's own bounds, the day from which each value holds, and where it comes from.

In: what stands under a goal's `parameters`, or a dated `target`. Out: on a day, the value in
force, or none where the first begins later. Never decides anything by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field, PlainValidator

from ekrules.errors import Place
from ekrules.survey.codebook import Day
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.units import Unit, Value, form_problem, unit_problem, value_of
from ekrules.yaml_reader.wording import Wording

# Why a parameter, or a dated target, is unknown: its first value holds from a later day.
NOT_IN_FORCE = "parameter_not_in_force"


def _one_value(value: Any) -> Any:
    if not isinstance(value, (str, int, float, bool, date)):
        raise ValueError("expected one value")
    return value


def _in_bokmaal_where_bare(value: Any) -> Any:
    return {"nb": value} if isinstance(value, str) else value


Written = Annotated[Any, PlainValidator(_one_value, json_schema_input_type=Value)]
Source = Annotated[
    Wording, BeforeValidator(_in_bokmaal_where_bare, json_schema_input_type=str | Wording)
]


@dataclass(frozen=True)
class InForce:
    """The value that holds on a day, since when, and what is known of where it comes from."""

    unit: Unit
    value: Value
    since: date
    source: Wording
    link: str | None
    last_checked: date | None


class DatedValue(Placed):
    """A value, and the first day it holds; it holds until the next one does."""

    from_: Day = Field(alias="from")
    """The first day it holds, as 2008-01-01; it holds until the next value does."""
    value: Written
    """The value, in the unit of the parameter; a share is written with "%"."""


class DatedShare(Placed):
    """A share that changes with time, as a target may; or numbers in its measure's own unit."""

    values: tuple[DatedValue, ...] = Field(min_length=1)
    """The values with the day each begins to hold, the earliest first."""
    source: Source
    """Where the values come from: a decision, a plan or a person."""
    link: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=2000)
    """Where to read the source, as https://...; may be left out."""
    last_checked: Day | None = None
    """The day somebody last made sure that the values still hold. May be left out."""

    @property
    def is_of(self) -> Unit:
        """The unit of its values: a number where all are written as one."""
        written = [one.value for one in self.values]
        are_numbers = all(isinstance(one, int | float) for one in written)
        is_one_bool = any(isinstance(one, bool) for one in written)
        return "number" if are_numbers and not is_one_bool else "share"

    def in_force(self, on: date) -> InForce | None:
        """Return the value that holds on the day; None before the first. Takes sound values."""
        begun = [one for one in self.from_each_day() if one.since <= on]
        return begun[-1] if begun else None

    def from_each_day(self) -> tuple[InForce, ...]:
        """Return every value with the day it begins to hold. Takes sound values."""
        about = (self.source, self.link, self.last_checked)
        return tuple(
            InForce(self.is_of, _compared(self.is_of, one.value), one.from_, *about)
            for one in self.values
        )

    def every_value(self) -> Iterator[tuple[Value, Place]]:
        """Yield each value that is of the unit, with where it stands."""
        for position, one in enumerate(self.values):
            if value_problem(self.is_of, one.value) is None:
                yield _compared(self.is_of, one.value), self.at("values", position, "value")


class Parameter(DatedShare):
    """A goal's own bound, by name an input of the table that judges it."""

    unit: Unit
    """What kind of value it is, the same as the input of that name in the table."""
    label: Wording | None = None
    """What it is called in the report; its id is used where it is left out."""

    @property
    def is_of(self) -> Unit:
        """The unit of its values."""
        return self.unit


def value_problem(unit: Unit, written: object, name: str = "value") -> str | None:
    """Return what was expected where this is no way to write a value of the unit.

    >>> value_problem("share", 60)
    'a share is written with "%" (as 60 %)'
    """
    return form_problem(unit, name, written) or unit_problem(unit, value_of(unit, written))


def _compared(unit: Unit, written: object) -> Value:
    """The value as rules compare it; whole numbers but counts as floats, as measures are."""
    value = cast(Value, value_of(unit, written))
    return float(value) if unit in ("number", "years") and isinstance(value, int) else value
