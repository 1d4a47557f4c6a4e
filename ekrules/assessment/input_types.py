"""Input types: what a condition on a measure is, by the measure's unit.

In: a unit. Out: share, or number where the unit is another: it is written without "%".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ekrules.decision.inputs import InputType
from ekrules.survey.indicator_series import SHARE


def input_type(unit: str) -> InputType:
    """Return what a condition on a measure of the unit is.

    >>> input_type("share"), input_type("t/ha")
    ('share', 'number')
    """
    return "share" if unit == SHARE else "number"


def input_types(measures: Iterable[str], units: Mapping[str, str]) -> dict[str, InputType]:
    """Return what a condition on each measure is; one without a unit of its own is a share."""
    return {name: input_type(units.get(name, SHARE)) for name in measures}
