"""Declaration slips: an input whose unit or name disagrees with every place that reads it.

In: a table as it is written. Out: one fault at the declaration, in place of one at each bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ekrules.decision.from_yaml.entries import TableBody
from ekrules.decision.meant.words import join_meant
from ekrules.errors import Faults, Place, nearest_name
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode
from ekrules.yaml_reader.units import NUMERIC_UNITS, share_of, unit_called

# One value alone may itself be the slip.
_SEVERAL = 2


def add_declaration_faults(entry: TableBody, faults: Faults) -> bool:
    """Add a fault for each input that is declared otherwise than it is read; say whether any was.

    The places that read it are right among themselves, and are not told.
    """
    before = len(faults.found)
    asked = list(_asked(entry))
    for name in entry.inputs:
        texts = [text for one, _, node in asked if one == name for text in _values(node)]
        _add_unit_fault(entry, name, texts, faults)
    _add_undeclared(entry, [(name, place) for name, place, _ in asked], faults)
    return len(faults.found) > before


def _add_unit_fault(entry: TableBody, name: str, texts: list[str], faults: Faults) -> None:
    unit, place = entry.inputs[name].unit, entry.inputs[name].at("unit")
    if len(texts) < _SEVERAL or unit not in NUMERIC_UNITS:
        return
    with_sign = [share_of(text) is not None for text in texts]
    called = f'"{name}" is declared as {unit_called(unit)}'
    if unit != "share" and all(with_sign):
        faults.add(place, f'{called}, and all its values have "%"', "write unit: share")
    elif unit == "share" and all(map(_is_above_one, texts)):
        expected = (
            f'write them with "%" (as {texts[0]} %), or another unit (number, years or count)'
        )
        faults.add(place, f'{called}, and none of its values has "%"', expected)


def _is_above_one(text: str) -> bool:
    try:
        return float(text) == 0 or float(text) > 1
    except ValueError:
        return False


def _add_undeclared(entry: TableBody, asked: list[tuple[str, Place]], faults: Faults) -> None:
    """Tell where a name is declared in one spelling and read in another everywhere."""
    unread = [name for name in entry.inputs if name not in {one for one, _ in asked}]
    places: dict[str, list[Place]] = {}
    for name, place in asked:
        if name not in entry.inputs:
            places.setdefault(name, []).append(place)
    for name, where in places.items():
        declared = nearest_name(name, unread) or (unread[0] if len(unread) == 1 else None)
        if declared is None or len(where) < _SEVERAL:
            continue
        lines = ", ".join(str(one.line) for one in where[:6])
        found = f'the input "{declared}" is declared, and the rows read "{name}" (lines {lines})'
        faults.add(entry.key_at("inputs", declared), found, "write one name in both places")


def _asked(entry: TableBody) -> Iterator[tuple[str, Place, Node]]:
    """Yield each name under a condition or in an example's case, its place, and what is there."""
    conditions = [row.when.node for row in entry.rows]
    if entry.not_judged is not None:
        conditions.append(entry.not_judged.node)
    for node in conditions:
        yield from _named(node, entry.inputs)
    for example in entry.examples:
        given = example.given.node
        for name, value in given.values.items():
            yield name, given.key_places[name], value


def _named(node: MapNode, inputs: Iterable[str]) -> Iterator[tuple[str, Place, Node]]:
    for name, below in node.values.items():
        if name in inputs or join_meant(name) is None:
            yield name, node.key_places[name], below
        elif isinstance(below, ListNode):
            for item in below.items:
                if isinstance(item, MapNode):
                    yield from _named(item, inputs)


def _values(node: Node) -> Iterator[str]:
    """Yield the bounds in a condition on one input; names of inputs, true and false left out."""
    if isinstance(node, ScalarNode):
        if any(sign.isdigit() for sign in node.text):
            yield node.text
    else:
        for below in node.items if isinstance(node, ListNode) else node.values.values():
            yield from _values(below)
