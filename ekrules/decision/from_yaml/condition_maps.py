"""Condition maps: the fields of a table or a finding that hold a map of any keys.

In: what stands there. Out: the map with its places, read on where the inputs are known; or what
to write in the place of a text or a list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import PlainValidator

from ekrules.decision.meant.conditions import OF_FINDING, OF_TABLE, advice_on_text
from ekrules.yaml_reader.nodes import PlacedMap

_VALUES = "expected inputs with values (as {attainment: 60 %})"
_OUTPUTS = "expected outputs with values (as {status: green})"


def _no_condition(value: Any, *, of_finding: bool) -> str:
    if isinstance(value, str | bool):
        text = value if isinstance(value, str) else str(value).lower()
        return advice_on_text(text, of_finding=of_finding)
    if isinstance(value, tuple) and value:
        return 'write "all: " before the list where all must hold, "any: " where one must'
    example = OF_FINDING if of_finding else OF_TABLE
    always = "" if of_finding else "; {} always holds"
    return f"expected a condition (as {example}{always})"


def _of_table(value: Any) -> str:
    return _no_condition(value, of_finding=False)


def _of_finding(value: Any) -> str:
    return _no_condition(value, of_finding=True)


def _given(value: Any) -> str:
    maps = [one for one in value if isinstance(one, dict)] if isinstance(value, tuple) else []
    return f"{_VALUES}, without dashes and brackets" if maps else _VALUES


def _outputs(_: Any) -> str:
    return _OUTPUTS


def _placed(otherwise: Callable[[Any], str]) -> PlainValidator:
    def placed(value: Any) -> PlacedMap:
        if not isinstance(value, PlacedMap):
            raise ValueError(otherwise(value))
        return value

    return PlainValidator(placed, json_schema_input_type=dict[str, Any])


# The type of a `when` field: read on with read_condition or read_finding_condition.
ConditionMap = Annotated[PlacedMap, _placed(_of_table)]
FindingConditionMap = Annotated[PlacedMap, _placed(_of_finding)]
# Values by the name of an input or an output.
GivenMap = Annotated[PlacedMap, _placed(_given)]
OutputMap = Annotated[PlacedMap, _placed(_outputs)]
