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

from ekrules.errors import Faults, Place, listed, nearest_name
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
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_LIKE_BOOLEANS = ("true", "false", "ja", "nei", "yes", "no")


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
    above = {id(node) for one in every for node in one.above}
    mistyped: dict[int, list[_Complaint]] = {}
    for one in every:
        if one.is_of_type and id(one.node) not in above:
            mistyped.setdefault(id(one.node), []).append(one)
        elif not one.is_of_type and not _follows(one):
            _add_fault(one, known, faults)
    for same in mistyped.values():
        _add_type_fault(same, faults)


def _follows(one: _Complaint) -> bool:
    """A list counts as too short when its items are wrong: those have faults of their own."""
    node, least = one.node, one.context.get("min_length", 0)
    return one.kind == "too_short" and isinstance(node, ListNode) and len(node.items) >= least


def _add_type_fault(same: Iterable[_Complaint], faults: Faults) -> None:
    """Add one fault for a value that is none of the types that may stand there."""
    each = list(same)
    node = each[0].node
    expected = " or ".join(dict.fromkeys(_expected(one) for one in each))
    choices = re.findall("'([^']*)'", expected)
    text = node.text if isinstance(node, ScalarNode) else ""
    faults.add(node.place, shown(node), f"expected {expected}", nearest_name(text, choices))


def _add_fault(one: _Complaint, known: KnownKeys, faults: Faults) -> None:
    steps = one.details["loc"]
    name = short(str(steps[-1])) if steps else ""
    if one.kind == "missing":
        faults.add(one.node.place, f'there is no "{name}" here', "it is required")
    elif one.kind == "extra_forbidden":
        parent = one.trail[-2]
        if add_split_number(parent, str(steps[-1]), faults):
            return
        names = known.get(id(parent), ())
        expected = f"expected one of {listed(names)}" if names else "no such key is used here"
        near = nearest_name(name, names)
        faults.add(_key_place(parent, str(steps[-1])), f'the key "{name}"', expected, near)
    elif name == "[key]":
        key = str(steps[-2])
        place = _key_place(one.trail[-2], key)
        faults.add(place, f'the key "{short(key)}"', f"expected {_expected(one)}")
    elif one.kind == "value_error" and isinstance(one.node, MapNode):
        reason = str(one.context["error"])
        begins = re.match('"([^"]+)"', reason)
        place = one.node.key_places.get(begins[1], one.node.place) if begins else one.node.place
        faults.add(place, "what stands here does not go together", reason)
    elif one.kind == "value_error":
        faults.add(one.node.place, shown(one.node), str(one.context["error"]))
    else:
        faults.add(one.node.place, shown(one.node), f"expected {_expected(one)}")


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
    faults.add(before.place, found, f"write decimals with a point here (as {before.text}.{key})")
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
    if one.kind in _EXPECTED:
        return _EXPECTED[one.kind].format(**one.context)
    return one.details["msg"][:1].lower() + one.details["msg"][1:]


def _nearly(kind: str, text: str) -> str | None:
    """Return what was expected where the text is a known slip of it."""
    if kind == "date_type" and (written := _DAY_FIRST.fullmatch(text)):
        day, month, year = (int(part) for part in written.groups())
        iso = f"{year:04}-{month:02}-{day:02}"
        return f"a date written {iso}" if isinstance(meaning(iso), date) else None
    # A number that is no number to pydantic stands in quotes.
    if kind == "int_type" and type(meaning(text)) is int:
        return "a whole number, without quotes"
    if kind == "float_type" and type(meaning(text)) in (int, float):
        return "a number, without quotes"
    if kind == "bool_type" and text.casefold() in _LIKE_BOOLEANS:
        return "true or false, in small letters"
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
