"""Targets: how far a goal should come, as it may be written.

A share in percent, a number in the measure's own unit, either by date, or none. Which of them is
right only the measure's unit tells, and that stands elsewhere: facts.unit_checks.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from ekrules.goals.parameters import DatedShare
from ekrules.yaml_reader.units import form_problem

# Of a goal that leaves the value to reach to its method, or to the catalogue of indicators.
NO_TARGET = "none"
PERCENT = r"^(\d{1,2}([.,]\d{1,20})?|100([.,]0{1,20})?)[ \u00a0\u202f]?%$"


def _percent_text(value: Any) -> Any:
    if isinstance(value, tuple | list):
        raise ValueError("expected one value, not a list")
    if isinstance(value, dict):
        raise ValueError("keys where a share is expected; write the share alone (as 60 %)")
    if problem := form_problem("share", "share", value):
        raise ValueError(problem)
    if re.fullmatch(PERCENT, value, re.ASCII) is None:
        raise ValueError('expected a percent from 0 to 100, as "100 %"')
    return value


Percent = Annotated[str, Field(pattern=PERCENT), BeforeValidator(_percent_text)]


def _is_dated(value: Any) -> str:
    """A map of single values, as {nb: 60 %}, was not meant to change with time."""
    if isinstance(value, dict):
        holds_more = any(isinstance(one, dict | tuple) for one in value.values())
        return "dated" if holds_more or value.keys() & {"values", "source"} else "plain"
    if value == NO_TARGET or _is_number(value):
        return "none" if value == NO_TARGET else "number"
    return "dated" if isinstance(value, DatedShare) else "plain"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


Target = Annotated[
    Annotated[Percent, Tag("plain")]
    | Annotated[Literal["none"], Tag("none")]
    | Annotated[Annotated[float, Field(allow_inf_nan=False)] | int, Tag("number")]
    | Annotated[DatedShare, Tag("dated")],
    Discriminator(_is_dated),
]
