"""Quoting: values in cells, so that a text is never taken for a sign or a word of the notation.

In: a value as YAML holds it, or a piece of a cell. Out: the other of the two.
"""

from __future__ import annotations

import re

from ekrules.decision.inputs import Input
from ekrules.yaml_reader.nodes import MapNode, Node, ScalarNode

ANY = "-"
# Before the name of another input, where it would otherwise be a text.
REFERENCE = "inndata:"

# Texts that can stand bare; all that begins like a word of the notation is put in quotes.
_BARE = re.compile(r"[^\W_](?:[\w ./()+-]*[\w./()+-])?")
_SPOKEN = re.compile(
    r"(?:ukjent|kjent|[eé]n av\b.*|inndata\b.*"
    r"|(?:minst|over|mer enn|høyst|maks|under|mindre enn|ikke|er)\b.*)",
    re.IGNORECASE,
)


def cell_value(declared: Input, bound: Node) -> str:
    """Return one value, or the name of another input, as it stands in a cell."""
    if isinstance(bound, MapNode):
        name = bound.values.get("input")
        written = name.text if isinstance(name, ScalarNode) else ""
        return f"{REFERENCE} {written}" if declared.type == "text" else written
    assert isinstance(bound, ScalarNode)
    if declared.type == "text":
        return quoted(bound.text)
    if declared.type == "boolean" and isinstance(bound.value, bool):
        return "ja" if bound.value else "nei"
    return bound.text


def quoted(text: str) -> str:
    """Return a text as it stands in a cell.

    >>> quoted("full"), quoted("ikke besvart"), quoted('a "b"; c')
    ('full', '"ikke besvart"', '"a ""b""; c"')
    """
    if _BARE.fullmatch(text) and not _SPOKEN.fullmatch(text) and "  " not in text:
        return text
    return '"' + text.replace('"', '""') + '"'


def unquoted(text: str) -> str:
    """Return the text that stands in a cell, without its quotes."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    return text


def pieces(text: str, separator: str) -> list[str]:
    """Return the parts of a cell between separators that do not stand in quotes.

    >>> pieces('a; "b; c"', ";")
    ['a', '"b; c"']
    """
    found, is_quoted, part = [], False, ""
    for letter in text:
        is_quoted ^= letter == '"'
        if letter == separator and not is_quoted:
            found.append(part)
            part = ""
        else:
            part += letter
    return [one.strip() for one in (*found, part) if one.strip()]
