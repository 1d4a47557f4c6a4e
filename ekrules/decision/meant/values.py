"""Meant values: what a person wrote for an input's value, and how that value is written.

In: an input and a text ("60 prosent", "2 år", "ja"). Out: the value to write, or None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ekrules.decision.inputs import Input
from ekrules.yaml_reader.flow import quoted
from ekrules.yaml_reader.meant.values import number_meant, percent_meant
from ekrules.yaml_reader.meant.words import nearest_known

# Other lengths of time than years: nobody should have to guess how they were counted.
_NOT_YEARS = re.compile(r"m(?:å|aa?)n(?:e|a)|month|uke|veke|week|dag|day|kvart|quarter", re.I)
# "ikke grønn" is most like "grønn" in its letters, and means the opposite.
_DENIED = re.compile(r"(?:not|non|no|ikke|ikkje|ingen|uten|unntatt|except|verken)[\s_-]", re.I)
_EXAMPLES: Mapping[str, str] = {
    "share": "{at_least: 60 %}",
    "number": "{at_least: 10}",
    "years": "{at_least: 2}",
    "count": "{at_least: 3}",
    "boolean": "{is: true}",
    "date": "{below: 2012-01-01}",
}


def value_meant(declared: Input, text: str) -> str | None:
    """Return the value that is meant, as it is written for the input; None: nobody can tell.

    >>> value_meant(Input("attainment", "share"), "60 prosent"), value_meant(
    ...     Input("years_left", "years"), "2 år")
    ('60 %', '2')
    """
    if declared.type == "share":
        return percent_meant(text)
    if declared.type in ("number", "years", "count"):
        if declared.type == "years" and _NOT_YEARS.search(text):
            return None
        return number_meant(text, whole=declared.type == "count")
    if _DENIED.match(text):
        return None
    if declared.type == "boolean":
        return nearest_known(text, ("true", "false"))
    if declared.type == "text" and declared.values:
        near = nearest_known(text, declared.values)
        return None if near is None else quoted(near)
    return None


def example_of(declared: Input) -> str:
    """Return a condition on the input, to show how one is written."""
    if declared.type == "text":
        return f"{{is: {quoted(declared.values[0] if declared.values else 'full')}}}"
    return _EXAMPLES[declared.type]
