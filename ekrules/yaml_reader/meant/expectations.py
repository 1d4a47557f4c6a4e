"""Expectations: what should stand at a place, in the words of the file.

In: the kind of complaint, as pydantic names it, and the node it is about. Out: what was expected;
where what stands there is a known slip, how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ekrules.errors import nearest_name
from ekrules.yaml_reader.meant.values import date_advice, number_meant
from ekrules.yaml_reader.meant.words import meant_by, nearest_known
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode, short
from ekrules.yaml_reader.scalars import meaning

_PLAIN = {
    "string_type": "a text",
    "int_type": "a whole number",
    "float_type": "a number (with a point, as 12.5)",
    "bool_type": "true or false",
    "date_type": "a date (as 2011-12-31)",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
    "less_than": "less than {lt}",
}
# How every room writes its ids; other patterns are told by what they are the pattern of.
_IDENTIFIER = "^[a-z0-9][a-z0-9_-]*$"
_PATTERNS = {
    _IDENTIFIER: 'a name of small letters a-z, digits, "_" and "-" (as "helse-2")',
    r"^https?://\S+$": "a web address without spaces (as https://www.ks.no/plan)",
}
# Letters that names of ids do without, as the shipped files write them.
_WITHOUT_SIGNS = str.maketrans({"æ": "ae", "ø": "o", "å": "aa", "é": "e", "ü": "u", "ö": "o"})
_BOUNDS = {"greater_than_equal": ("ge", "later"), "less_than_equal": ("le", "earlier")}
# What stands between the items of a list that is written as a text.
_BETWEEN = re.compile(r"\s+(?:og|and|eller|or)\s+|\s*[;/]\s*")
_LIST_KINDS, _MAP_KINDS = ("tuple_type", "list_type"), ("dict_type", "model_type")
_ONE_VALUE = ("string_type", "int_type", "float_type", "bool_type", "date_type", "literal_error")
# How a map of a kind is written, by its model.
_WRITTEN_AS = {
    "Option": "keys with values (as {{id: {text}, label: {{nb: ...}}}})",
    "Item": "keys with values (as {{id: {text}, label: {{nb: ...}}}})",
    "Routing": "keys with values (as {{question: {text}, is: ja}})",
    "Published": "keys with values (as {{status: {text}, firmness: explicit, ...}})",
    "Unit": "keys with values (as {{one: {{nb: {text}}}, many: {{nb: ...}}, every: {{nb: ...}}}})",
    "Weighting": "keys with values (as {{post_stratify: {text}}})",
    "Wording": "a text in each language (as {{nb: {text}}})",
}


def expected_of(kind: str, node: Node, context: Mapping[str, Any]) -> str:
    """Return what was expected at a node; context: what pydantic tells of its own limits.

    An empty text is returned for a kind that there are no words for.
    """
    text = node.text if isinstance(node, ScalarNode) else ""
    if kind in ("literal_error", "enum"):
        return str(context["expected"]).replace("'", '"')
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], f"the form {context['pattern']}")
    if kind in _BOUNDS and isinstance(meaning(str(context[_BOUNDS[kind][0]])), date):
        limit, side = _BOUNDS[kind]
        return f"{context[limit]} or {side}"
    if kind in ("string_too_short", "string_too_long", "too_short", "too_long"):
        return _length(kind, len(text), context)
    for advice in (_of_number_or_date(kind, text), _of_shape(kind, node, context)):
        if advice is not None:
            return advice
    if kind == "string_type" and text:
        return "a text (in quotes)"
    return _PLAIN[kind].format(**context) if kind in _PLAIN else ""


def _length(kind: str, length: int, context: Mapping[str, Any]) -> str:
    least, most = context.get("min_length", 0), context.get("max_length", 0)
    if kind == "string_too_long":
        return f"a text of at most {most} letters, and this has {length}"
    if kind == "string_too_short":
        return "a text" if least == 1 else f"a text of at least {least} letters"
    if kind == "too_long":
        return f"a list of at most {most}"
    return "at least one in the list" if least == 1 else f"a list of at least {least}"


def _of_number_or_date(kind: str, text: str) -> str | None:
    """Return how a number or a date is written that stands here in another form."""
    if kind == "date_type":
        if isinstance(meaning(text), date):
            return "a date without quotes"
        advice = date_advice(text)
        return advice.removeprefix("expected ") if advice else None
    if kind in ("int_type", "float_type"):
        return _of_number(text, whole=kind == "int_type")
    if kind == "bool_type" and (said := meant_by(text, ("true", "false"))):
        return f"true or false (here {said}, without quotes)"
    return None


def _of_number(text: str, *, whole: bool) -> str | None:
    name = "a whole number" if whole else "a number"
    # A number that is no number to pydantic stands in quotes.
    if type(meaning(text)) is int or (not whole and type(meaning(text)) is float):
        return f"{name}, without quotes"
    meant = number_meant(text, whole=whole)
    if meant is None:
        return None
    if not whole and "," in text:
        return f"a number with a point (as {meant})"
    return f"{name} alone (as {meant})"


def _of_shape(kind: str, node: Node, context: Mapping[str, Any]) -> str | None:
    """Return what was expected where one value, a list and keys stand for one another."""
    name = str(context.get("class_name"))
    if isinstance(node, ScalarNode):
        text = short(node.text)
        if kind in _LIST_KINDS and text and node.value is not None and text[0] not in "[{":
            return f"a list (as [{_BETWEEN.sub(', ', text)}])"
        if kind == "model_type" and name in _WRITTEN_AS:
            return _WRITTEN_AS[name].format(text=_in_braces(node))
    elif isinstance(node, ListNode):
        if kind in _ONE_VALUE and len(node.items) == 1 and isinstance(node.items[0], ScalarNode):
            return f"{_named(kind)} without brackets or hyphen (as {short(node.items[0].text)})"
        if kind in _ONE_VALUE:
            return f"{_named(kind)}, not a list"
        if kind == "model_type" and name in _WRITTEN_AS:
            return _WRITTEN_AS[name].format(text="...")
        if kind in _MAP_KINDS and any(isinstance(one, MapNode) for one in node.items):
            return 'keys with values, not a list (leave out the "-")'
    elif kind in _LIST_KINDS:
        if all(isinstance(one, ScalarNode) and not one.text for one in node.values.values()):
            return f"a list (as [{short(', '.join(node.values))}])"
        return 'a list (begin each with "- ")'
    elif kind == "string_type" and isinstance(bokmaal := node.values.get("nb"), ScalarNode):
        return f"a text without a language (as {short(bokmaal.text)})"
    return None


def _named(kind: str) -> str:
    return {"literal_error": "one value"}.get(kind, _PLAIN.get(kind, "one value").split(" (")[0])


def _in_braces(node: ScalarNode) -> str:
    """Return the text as it is written between braces, or dots where there is none."""
    text = short(node.text, most=40).replace('"', "'")
    if not isinstance(node.value, str) or not text:
        return "..."
    needs_quotes = re.search(r"[,{}\[\]#&*!|>%@`]|: |:$|^[-?'\d]", text) or "..." in text
    return f'"{text}"' if needs_quotes else text


def nearest_of(kind: str, text: str, expected: str, context: Mapping[str, Any]) -> str | None:
    """Return the name that was likely meant: a choice, or an id in letters that ids have."""
    if kind == "string_pattern_mismatch":
        return _as_identifier(text) if context["pattern"] == _IDENTIFIER else None
    choices = re.findall('"([^"]*)"', expected) if kind in ("literal_error", "enum") else []
    return nearest_known(text, choices) if choices else None


def _as_identifier(text: str) -> str | None:
    """Return the text as an id, or None where little of it is left.

    >>> _as_identifier("Helse 2"), _as_identifier("måling"), _as_identifier("?!")
    ('helse-2', 'maaling', None)
    """
    bare = text.strip().casefold().translate(_WITHOUT_SIGNS)
    joined = re.sub(r"\s+", "-", bare)
    name = re.sub(r"[^a-z0-9_-]", "", joined).strip("-_")
    return name if nearest_name(bare, [name]) else None
