"""As annotations: what is told, in the form that GitHub shows beside the lines of a change.

The form and its escapes: docs.github.com, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

from collections.abc import Sequence

from ekrules.project.told import Told

_COMMAND = {"error": "error", "warning": "warning", "note": "notice"}


def as_annotations(every: Sequence[Told]) -> str:
    """Return one workflow command for each thing told."""
    return "\n".join(_annotation(one) for one in every)


def _annotation(one: Told) -> str:
    place = one.fault.place
    where = {"file": place.file}
    if place.line:
        where |= {"line": str(place.line), "col": str(place.column or 1)}
    where["title"] = f"ekrules: {one.code}"
    properties = ",".join(f"{key}={_in_property(value)}" for key, value in where.items())
    sentence = str(one.fault).removeprefix(f"{place}: ")
    return f"::{_COMMAND[one.level]} {properties}::{_in_message(sentence)}"


def _in_message(text: str) -> str:
    """Return the text with what would end the command written otherwise.

    >>> _in_message("60 %")
    '60 %25'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")
