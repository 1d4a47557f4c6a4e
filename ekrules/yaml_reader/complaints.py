"""Complaints: what pydantic finds wrong with a map, told in the words of the file.

In: a ValidationError and the node it is about. Out: faults, one for each thing to mend. What
merely follows from another fault, and the other branches of an "either or", are not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ekrules.errors import Faults, Place, listed
from ekrules.yaml_reader.known_slips import (
    date_meant,
    name_meant,
    nearest_word,
    number_meant,
    percent_meant,
)
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode, nodes_along, short
from ekrules.yaml_reader.scalars import meaning

# id of a node -> the keys that its kind of map may hold.
KnownKeys = dict[int, tuple[str, ...]]

_EXPECTED = {
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
    "literal_error": "{expected}",
    "enum": "{expected}",
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
    "less_than": "less than {lt}",
    "string_too_short": "a text of length {min_length} or more",
    "string_too_long": "a text of length {max_length} or less",
    "too_short": "a list of at least {min_length}",
    "too_long": "a list of at most {max_length}",
}
# How every room writes its ids; other patterns are shown as they are.
_IDENTIFIER = "^[a-z0-9][a-z0-9_-]*$"
_WHOLE, _TAIL = re.compile("-?[0-9]{1,18}"), re.compile("[0-9]{1,18} ?%?")
_GLUED = re.compile(r"[\w-]+:(?=\S)")


@dataclass(frozen=True)
class _Complaint:
    """One pydantic error and the nodes from the root down to what it is about."""

    details: ErrorDetails
    trail: Sequence[Node]

    @property
    def kind(self) -> str:
        return self.details["type"]

    @property
    def node(self) -> Node:
        return self.trail[-1]

    @property
    def context(self) -> dict[str, Any]:
        return self.details.get("ctx") or {}

    @property
    def is_of_type(self) -> bool:
        """Whether the value is of the wrong type as a whole."""
        return self.kind.endswith("_type") or self.kind in ("literal_error", "enum")

    @property
    def above(self) -> Sequence[Node]:
        """The nodes that are of the right type, seeing that something else is wrong in them."""
        return self.trail[:-1] if self.is_of_type else self.trail


def add_faults(error: ValidationError, root: MapNode, known: KnownKeys, faults: Faults) -> None:
    """Add a fault for each thing that `error` says is wrong with `root`."""
    every = [
        _Complaint(details, nodes_along(root, details["loc"]))
        for details in error.errors(include_url=False)
    ]
    spelt = _spelt_otherwise(every, known)
    above = {id(node) for one in every for node in one.above}
    mistyped: dict[int, list[_Complaint]] = {}
    for one in every:
        if one.is_of_type and id(one.node) not in above:
            mistyped.setdefault(id(one.node), []).append(one)
        elif not one.is_of_type and not _follows(one, spelt):
            _add_fault(one, known, faults)
    for same in mistyped.values():
        _add_type_fault(same, faults)


def _spelt_otherwise(every: Iterable[_Complaint], known: KnownKeys) -> set[tuple[int, str]]:
    """Return the keys that stand in a map under another spelling, with the map's id."""
    spelt = set()
    for one in every:
        if one.kind == "extra_forbidden":
            parent = one.trail[-2]
            near = nearest_word(str(one.details["loc"][-1]), known.get(id(parent), ()))
            spelt |= {(id(parent), near)} if near else set()
    return spelt


def _follows(one: _Complaint, spelt: set[tuple[int, str]]) -> bool:
    """Whether another fault says it: that of a misspelt key, or of the items of a list."""
    if one.kind == "missing":
        return (id(one.node), str(one.details["loc"][-1])) in spelt
    node, least = one.node, one.context.get("min_length", 0)
    return one.kind == "too_short" and isinstance(node, ListNode) and len(node.items) >= least


def _add_type_fault(same: Iterable[_Complaint], faults: Faults) -> None:
    """Add one fault for a value that is none of the types that may stand there."""
    each = list(same)
    node = each[0].node
    expected = " or ".join(dict.fromkeys(_expected(one) for one in each))
    text = node.text if isinstance(node, ScalarNode) else ""
    faults.add(node.place, shown(node), f"expected {expected}", _meant(text, expected, each))


def _meant(text: str, expected: str, same: Iterable[_Complaint]) -> str | None:
    """Return the right value that is nearest to a text, or None."""
    kinds = {one.kind for one in same}
    if kinds & {"int_type", "float_type"} and not kinds & {"string_type"}:
        number = number_meant(text)
        return number if number != text and (number is None or _fits(number, kinds)) else None
    booleans = ("true", "false") if "bool_type" in kinds else ()
    if text in booleans:
        return None
    return nearest_word(text, (*re.findall("'([^']*)'", expected), *booleans))


def _fits(number: str, kinds: set[str]) -> bool:
    return "float_type" in kinds or "." not in number


def _add_fault(one: _Complaint, known: KnownKeys, faults: Faults) -> None:
    steps = one.details["loc"]
    name = short(str(steps[-1])) if steps else ""
    if one.kind == "missing":
        faults.add(one.node.place, f'there is no "{name}" here', "it is required")
    elif one.kind == "extra_forbidden":
        parent = one.trail[-2]
        key = str(steps[-1])
        if add_split_number(parent, key, faults) or add_glued_key(parent, key, faults):
            return
        names = known.get(id(parent), ())
        expected = f"expected one of {listed(names)}" if names else "no such key is used here"
        near = nearest_word(name, names)
        faults.add(_key_place(parent, str(steps[-1])), f'the key "{name}"', expected, near)
    elif name == "[key]":
        key = str(steps[-2])
        place = _key_place(one.trail[-2], key)
        expected = f"expected {_expected(one)}"
        faults.add(place, f'the key "{short(key)}"', expected, name_meant(key))
    elif one.kind == "value_error" and isinstance(one.node, MapNode):
        reason = str(one.context["error"])
        begins = re.match('"([^"]+)"', reason)
        place = one.node.key_places.get(begins[1], one.node.place) if begins else one.node.place
        faults.add(place, "what stands here does not go together", reason)
    elif one.kind == "value_error":
        reason, text = (
            str(one.context["error"]),
            one.node.text if isinstance(one.node, ScalarNode) else "",
        )
        near = percent_meant(text) if "percent" in reason else None
        faults.add(one.node.place, shown(one.node), reason, near)
    else:
        is_name = one.context.get("pattern") == _IDENTIFIER and isinstance(one.node, ScalarNode)
        near = name_meant(one.node.text) if is_name and isinstance(one.node, ScalarNode) else None
        faults.add(one.node.place, shown(one.node), f"expected {_expected(one)}", near)


def add_split_number(parent: Node, key: str, faults: Faults) -> bool:
    """Add a fault where `key` is the end of a number with a decimal comma; say whether it is.

    Between braces a comma ends the value: {at_least: 60,5 %} holds "at_least: 60" and "5 %".
    """
    if not isinstance(parent, MapNode) or key not in parent.values or not _TAIL.fullmatch(key):
        return False
    keys = list(parent.values)
    before = parent.values[keys[keys.index(key) - 1]]
    tail = parent.values[key]
    if key == keys[0] or not isinstance(before, ScalarNode) or not isinstance(tail, ScalarNode):
        return False
    if tail.text or not _WHOLE.fullmatch(before.text):
        return False
    found = f'"{before.text},{key}"'
    as_point = f"{before.text}.{key}"
    share = percent_meant(as_point) if before.text == "0" else None
    otherwise = f", or {share} for a share" if share and "%" not in key else ""
    faults.add(before.place, found, f"write decimals with a point here (as {as_point}{otherwise})")
    return True


def add_glued_key(parent: Node, key: str, faults: Faults) -> bool:
    """Add a fault where a key and its value are one word; say whether they are.

    Between braces YAML reads {at_least:60 %} as one long key without a value.
    """
    glued = _GLUED.match(key)
    if glued is None or not isinstance(parent, MapNode) or shown(parent.values[key]) != "nothing":
        return False
    place = _key_place(parent, key)
    after = Place(place.file, place.line, place.column + glued.end())
    faults.add(after, f'there is no space after "{glued[0]}"', 'write ": " between key and value')
    return True


def _key_place(parent: Node, key: str) -> Place:
    return parent.key_places.get(key, parent.place) if isinstance(parent, MapNode) else parent.place


def _expected(one: _Complaint) -> str:
    if one.kind == "string_pattern_mismatch":
        pattern = one.context["pattern"]
        if pattern == _IDENTIFIER:
            return 'a name of small letters a-z, digits, "_" and "-" (as "helse-2")'
        return f"the form {pattern}"
    if one.kind == "string_type" and isinstance(one.node, ScalarNode) and one.node.text:
        return "a text (in quotes)"
    if near := _nearly(one.kind, one.node.text if isinstance(one.node, ScalarNode) else ""):
        return near
    if one.kind == "model_type" and one.context.get("class_name") == "Wording":
        return "a text in each language (as {nb: Bredbånd})"
    bound = one.context.get("ge", one.context.get("le"))
    if isinstance(bound, date):
        return f"a date no {'earlier' if 'ge' in one.context else 'later'} than {bound}"
    if one.kind == "string_too_short" and one.context["min_length"] == 1:
        return "a text, not an empty one"
    if one.kind in _EXPECTED:
        return _EXPECTED[one.kind].format(**one.context)
    return one.details["msg"][:1].lower() + one.details["msg"][1:]


def _nearly(kind: str, text: str) -> str | None:
    """Return what was expected where the text is a known slip of it."""
    if kind == "date_type" and (iso := date_meant(text)):
        return "a date without quotes" if text == iso else f"a date written {iso}"
    # A number that is no number to pydantic stands in quotes.
    if kind == "int_type" and type(meaning(text)) is int:
        return "a whole number, without quotes"
    if kind == "float_type" and type(meaning(text)) in (int, float):
        return "a number, without quotes"
    if kind == "bool_type" and text.casefold() in ("true", "false"):
        return f"true or false, {'without quotes' if text.islower() else 'in small letters'}"
    if kind == "int_type" and text.isdecimal():
        return "a whole number of at most 18 digits"
    return None


def shown(node: Node) -> str:
    """Return what stands at a node, in a few words."""
    if isinstance(node, ListNode):
        return f"a list of {len(node.items)}"
    if isinstance(node, MapNode):
        return f"keys {listed(node.values, most=4)}" if node.values else "an empty map"
    if node.value is None:
        return "nothing"
    return f'"{short(node.text)}"'
