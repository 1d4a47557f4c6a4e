"""Example reading: a case and what it must come to, from YAML, every fault at once."""

from __future__ import annotations

from collections.abc import Mapping

from ekrules.decision.conditions import Value
from ekrules.decision.from_yaml.entries import ExampleEntry, ExpectEntry
from ekrules.decision.from_yaml.values import problem_at, read_value
from ekrules.decision.inputs import Input
from ekrules.decision.meant.words import UNKNOWN, folded
from ekrules.decision.outputs import STATUS, Outcome, Output
from ekrules.decision.rows import NO_ROW, Example, Expectation
from ekrules.errors import Faults
from ekrules.yaml_reader.complaints import add_split_number
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import MapNode, Node, ScalarNode


def read_example(
    entry: ExampleEntry,
    inputs: Mapping[str, Input],
    outputs: Mapping[str, Output],
    faults: Faults,
) -> Example:
    """Return an example as written; what is wrong in it is in `faults`."""
    given = read_given(entry.given.node, inputs, faults)
    return Example(entry.name, given, _expectation(entry.expect, outputs, faults), entry.place)


def _expectation(entry: ExpectEntry, outputs: Mapping[str, Output], faults: Faults) -> Expectation:
    then: dict[str, Value | None] = {}
    if entry.status is not None:
        then[STATUS] = entry.status
    for name, value in entry.then.node.values.items() if entry.then else ():
        assert entry.then is not None
        if name not in outputs:
            place = entry.then.node.key_places[name]
            faults.add_unknown_name(place, "output", name, outputs)
        else:
            then[name] = _known_or_not(outputs[name].as_input, value, faults)
    rows = (entry.row,) if entry.row is not None else entry.rows
    if rows == (NO_ROW,):
        rows = ()
    key = "row" if entry.row is not None else "rows"
    return Expectation(then or None, rows, entry.says, None if rows is None else entry.at(key))


def read_given(node: MapNode, inputs: Mapping[str, Input], faults: Faults) -> Outcome:
    """Return a case's values as written, by input; what is left empty is unknown."""
    given: dict[str, Value | None] = {}
    # The half of a split number that stands before its comma is no value.
    split = [name for name in node.values if add_split_number(node, name, faults)]
    for name, value in () if split else node.values.items():
        if name not in inputs:
            faults.add_unknown_name(node.key_places[name], "input", name, inputs)
        else:
            given[name] = _known_or_not(inputs[name], value, faults)
    return given


def _known_or_not(declared: Input, node: Node, faults: Faults) -> Value | None:
    if isinstance(node, ScalarNode) and node.value is None:
        return None
    if isinstance(node, ScalarNode) and problem_at(declared, node) is None:
        return read_value(declared, node, faults)
    if isinstance(node, ScalarNode) and folded(node.text) in UNKNOWN:
        expected = f'what is unknown is left out: take "{declared.name}" out of "given"'
        faults.add(node.place, shown(node), expected)
        return None
    if isinstance(node, MapNode) and (bound := _bound_alone(node)) is not None:
        found = f'a condition on "{declared.name}"'
        faults.add(node.place, found, f"an example gives a value: write {declared.name}: {bound}")
        return None
    return read_value(declared, node, faults)


def _bound_alone(node: MapNode) -> str | None:
    """Return the bound of a condition that holds just one, as it is written."""
    bounds = list(node.values.values())
    return bounds[0].text if len(bounds) == 1 and isinstance(bounds[0], ScalarNode) else None
