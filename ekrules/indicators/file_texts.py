"""File texts: what stands in a cell or over a column, as it is written in YAML.

In: texts, numbers, dates, true and false. Out: the text that the file has, alone or as a list.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field


def _as_written(value: Any) -> Any:
    """Turn a number, a date or true and false back to the text that stands in a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else value


def _as_list(value: Any) -> Any:
    return value if isinstance(value, tuple) else (value,)


FileText = Annotated[
    str, BeforeValidator(_as_written, json_schema_input_type=str | int | float | bool)
]
# One text, or a list of which any fits.
FileTexts = Annotated[
    tuple[FileText, ...],
    Field(min_length=1),
    BeforeValidator(_as_list, json_schema_input_type=FileText | tuple[FileText, ...]),
]
# How publishers write ids: SDG_01_10, 1.1.1, sdg1_wpc, NO030. At most a line.
Id = Annotated[FileText, Field(min_length=1, max_length=200)]
# The mark before decimals.
DecimalMark = Literal[",", "."]
