"""Meant conditions: a condition that is written as a sentence, and how it is written.

In: a text that stands where a condition could ("attainment over 60 %"). Out: the same as YAML, to
be copied, or None. Never reads it as if it were written so.
"""

from __future__ import annotations

import re

from ekrules.decision.inputs import Input, InputType
from ekrules.decision.meant.operators import bounds_meant
from ekrules.decision.meant.words import folded, operator_meant

_NAME = re.compile(r"([^\W\d][\w.-]*)\s*(.+)")
ALWAYS = frozenset(
    ["true", "yes", "ja", "always", "alltid", "else", "ellers", "otherwise", "default", "any"]
)
OF_TABLE = "{attainment: {at_least: 60 %}}"
OF_FINDING = "{measure: journal, at_least: 60 %}"


def sentence_meant(text: str, *, of_finding: bool) -> str | None:
    """Return the condition that a sentence says: a name, a word or sign, and a bound.

    >>> sentence_meant("attainment over 60 %", of_finding=False)
    '{attainment: {more_than: 60 %}}'
    """
    written = _NAME.fullmatch(text.strip())
    if written is None or operator_meant(written[1]) is not None:
        return None
    name, rest = folded(written[1]), written[2]
    unit: InputType = "share" if re.search(r"%|pro ?sent|percent|pst|pct", rest) else "number"
    tests = bounds_meant(Input(name, unit), rest)
    if tests is None:
        return None
    braced = tests[: tests.index("}") + 1]
    if of_finding:
        return f"{{measure: {name}, {braced[1:]}"
    return f"{{{name}: {braced}}}"


def advice_on_text(text: str, *, of_finding: bool) -> str:
    """Return what to write where a text stands in the place of a whole condition."""
    if text.strip()[:1] == "{":
        return "take the quotes away"
    meant = sentence_meant(text, of_finding=of_finding)
    if meant is not None:
        return f"write {meant}"
    if not of_finding and folded(text) in ALWAYS:
        return "write {}, which always holds"
    return f"expected a condition (as {OF_FINDING if of_finding else OF_TABLE})"
