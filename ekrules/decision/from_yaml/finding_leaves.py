"""Finding leaves: conditions that name one measure, goal, theme or finding.

In: a map such as `{measure: journal, at_least: 60 %}`. Out: the comparisons on what it names.
"""

from __future__ import annotations

from ekrules.decision.comparison_slips import TESTS
from ekrules.decision.conditions import Compare, Condition
from ekrules.decision.from_yaml.finding_slips import (
    FINDING_KINDS,
    add_kind_fault,
    add_several_kinds,
    add_status_fault,
    add_tests_on_finding,
    named_twice,
)
from ekrules.decision.from_yaml.leaves import LeafReader
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import MapNode, ScalarNode

__all__ = ["FINDING_KINDS", "finding_leaf"]


def finding_leaf(leaves: LeafReader, node: MapNode) -> list[Condition]:
    """Read a map that names one measure, goal, theme or finding."""
    kinds = [key for key in node.values if key in FINDING_KINDS]
    if not kinds:
        add_kind_fault(leaves, node)
        return []
    if len(kinds) > 1:
        add_several_kinds(leaves, node, kinds)
        return []
    (kind,) = kinds
    named = node.values[kind]
    if not isinstance(named, ScalarNode) or named.value is None:
        expected = named_twice(kind, named)
        leaves.faults.add(named.place, f'"{kind}" with {shown(named)}', expected)
        return []
    name = f"{kind}:{named.text}"
    if name not in leaves.inputs:
        _add_unknown(leaves, kind, named)
        return []
    rest = {key: one for key, one in node.values.items() if key != kind}
    tests = MapNode(node.place, rest, node.key_places)
    if kind == "finding":
        return _finding(leaves, name, tests)
    return (
        _status(leaves, name, tests) if kind in ("goal", "theme") else _measure(leaves, name, tests)
    )


def _add_unknown(leaves: LeafReader, kind: str, named: ScalarNode) -> None:
    prefix = f"{kind}:"
    known = [one.removeprefix(prefix) for one in leaves.inputs if one.startswith(prefix)]
    others = [one for one in FINDING_KINDS if f"{one}:{named.text}" in leaves.inputs]
    if others:
        expected = f'write "{others[0]}: {named.text}"'
        found = f'"{named.text}" is a {others[0]}, and no {kind}'
        leaves.faults.add(named.place, found, expected)
    else:
        leaves.faults.add_unknown_name(named.place, kind, named.text, known)


def _finding(leaves: LeafReader, name: str, tests: MapNode) -> list[Condition]:
    if tests.values:
        add_tests_on_finding(leaves, name, tests)
        return []
    return [Compare(name, "is", True)]


def _status(leaves: LeafReader, name: str, tests: MapNode) -> list[Condition]:
    if add_status_fault(leaves, name, tests):
        return []
    return leaves.tests_on(name, tests.values["status"])


def _measure(leaves: LeafReader, name: str, tests: MapNode) -> list[Condition]:
    if "status" in tests.values and "status" not in TESTS:
        found = f'"status" of a measure ({name.removeprefix("measure:")})'
        expected = 'a measure has none: write {goal: ..., status: ...}, or a bound such as "below"'
        leaves.faults.add(tests.key_places["status"], found, expected)
        return []
    if not tests.values:
        own = name.removeprefix("measure:")
        expected = f"write one beside it (as {{measure: {own}, at_least: 60 %}})"
        leaves.faults.add(tests.place, f'"measure: {own}" without a bound', expected)
        return []
    return leaves.tests_on(name, tests)
