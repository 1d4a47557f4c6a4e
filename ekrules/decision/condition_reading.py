"""Reading conditions: `when` in YAML to a condition tree, typed by the inputs it names.

In: a map of conditions with its places. Out: the condition, and every fault in it at once.
Two leaf forms: `{attainment: {at_least: 60 %}}` in decision tables, and in findings
`{measure: m, at_least: 75 %}`, `{goal: g, status: {is: red}}`, `{theme: t, status: ...}` and
`{finding: f}`, which read the inputs named `measure:m`, `goal:g`, `theme:t` and `finding:f`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator

from ekrules.decision.checks import add_leaf_faults
from ekrules.decision.conditions import (
    OPERATORS,
    All,
    AnyOf,
    Bound,
    Compare,
    Condition,
    InputReference,
    IsKnown,
    IsUnknown,
    NoneOf,
    Operator,
    Value,
)
from ekrules.decision.inputs import Input, InputType
from ekrules.decision.interval_checks import interval_problem
from ekrules.decision.written import read_value
from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.yaml_reader.complaints import add_split_number
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, PlacedMap, ScalarNode
from ekrules.yaml_reader.parsing import COMPARE_WITH_WORDS
from ekrules.yaml_reader.units import share_of

STATUSES = ("green", "yellow", "red", "grey")
FINDING_KINDS = ("measure", "goal", "theme", "finding")

_JOINS: dict[str, Callable[[tuple[Condition, ...]], Condition]] = {
    "all": All,
    "any": AnyOf,
    "none": NoneOf,
}
JOINING_WORDS = tuple(_JOINS)
_TESTS = (*OPERATORS, "unknown")


def _map_with_places(value: Any) -> PlacedMap:
    if not isinstance(value, PlacedMap):
        raise ValueError("expected keys with values")
    return value


# The type of a `when` field: read on with read_condition or read_finding_condition.
ConditionMap = Annotated[
    PlacedMap, PlainValidator(_map_with_places, json_schema_input_type=dict[str, Any])
]


def read_condition(node: MapNode, inputs: Mapping[str, Input], faults: Faults) -> Condition:
    """Return a decision table's `when`; where faults were added, what is left of it."""
    return _Reader(inputs, faults, _Reader.table_leaf).condition(node)


def read_finding_condition(node: MapNode, inputs: Mapping[str, Input], faults: Faults) -> Condition:
    """Return a finding's `when`; where faults were added, what is left of it.

    `inputs` are those of finding_inputs: what there is to ask about.
    """
    return _Reader(inputs, faults, _Reader.finding_leaf).condition(node)


def finding_inputs(
    measures: Mapping[str, InputType],
    goals: Iterable[str],
    themes: Iterable[str],
    findings: Iterable[str],
) -> dict[str, Input]:
    """Return the inputs that findings may read, by name: `measure:m`, `goal:g` and so on."""
    found = [Input(f"measure:{name}", type_) for name, type_ in measures.items()]
    found += [Input(f"goal:{name}", "text", values=STATUSES) for name in goals]
    found += [Input(f"theme:{name}", "text", values=STATUSES) for name in themes]
    found += [Input(f"finding:{name}", "boolean") for name in findings]
    return {one.name: one for one in found}


@dataclass(frozen=True)
class _Reader:
    inputs: Mapping[str, Input]
    faults: Faults
    leaf: Callable[[_Reader, MapNode], list[Condition]]

    def condition(self, node: MapNode) -> Condition:
        """Read a map: what its joining words hold, and its leaves; all must hold."""
        parts: list[Condition] = []
        if not node.values and self.leaf is _Reader.finding_leaf:
            # A row that always holds may stand last in a table; a finding that does says nothing.
            self.faults.add(node.place, shown(node), "expected a condition")
        for word in (key for key in node.values if key in _JOINS):
            parts.append(self._joined(word, node.values[word]))
        if any(key not in _JOINS for key in node.values):
            parts.extend(self.leaf(self, node))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _joined(self, word: str, node: Node) -> Condition:
        if not isinstance(node, ListNode) or not node.items:
            self.faults.add(node.place, f'"{word}" with {shown(node)}', "expected a list")
            return All(())
        parts = []
        for item in node.items:
            if isinstance(item, MapNode) and item.values:
                parts.append(self.condition(item))
            else:
                self.faults.add(item.place, shown(item), "expected a condition")
        return _JOINS[word](tuple(parts))

    def table_leaf(self, node: MapNode) -> list[Condition]:
        """Read the inputs of a map, each with its conditions."""
        return [
            one
            for name, tests in node.values.items()
            if name not in _JOINS
            for one in self._tests_on(name, "input", node.key_places[name], tests)
        ]

    def finding_leaf(self, node: MapNode) -> list[Condition]:
        """Read a map that names one measure, goal, theme or finding."""
        kinds = [key for key in node.values if key in FINDING_KINDS]
        if len(kinds) != 1:
            found = f"keys {listed(node.values)}"
            self.faults.add(node.place, found, f"expected one of {listed(FINDING_KINDS)}")
            return []
        named = node.values[kinds[0]]
        rest = {key: one for key, one in node.values.items() if key not in (*_JOINS, kinds[0])}
        tests: Node = MapNode(node.place, rest, node.key_places)
        if kinds[0] in ("goal", "theme"):
            tests = self._only("status", tests, rest)
        name = f"{kinds[0]}:{named.text if isinstance(named, ScalarNode) else ''}"
        if kinds[0] != "finding":
            return self._tests_on(name, kinds[0], named.place, tests)
        if rest:
            self.faults.add(node.place, f"keys {listed(rest)}", '"finding" stands alone')
        if not self._is_declared(name, "finding", named.place):
            return []
        return [Compare(name, "is", True)]

    def _only(self, key: str, node: Node, rest: Mapping[str, Node]) -> Node:
        if list(rest) != [key]:
            expected = f'expected "{key}" (as {{{key}: {{is: red}}}})'
            self.faults.add(node.place, f"keys {listed(rest)}" if rest else "no status", expected)
            return MapNode(node.place)
        return rest[key]

    def _is_declared(self, name: str, kind: str, place: Place) -> bool:
        if name in self.inputs:
            return True
        if kind == "input" and ("<" in name or ">" in name):
            self.faults.add(place, f'"{name}"', COMPARE_WITH_WORDS)
            return False
        prefix = "" if kind == "input" else f"{kind}:"
        known = [one.removeprefix(prefix) for one in self.inputs if one.startswith(prefix)]
        self.faults.add_unknown_name(place, kind, name.removeprefix(prefix), known)
        return False

    def _tests_on(self, name: str, kind: str, place: Place, tests: Node) -> list[Condition]:
        if not self._is_declared(name, kind, place):
            return []
        if not isinstance(tests, MapNode) or not tests.values:
            expected = "expected conditions (as {at_least: 60 %} or {is: full})"
            if isinstance(tests, ScalarNode) and tests.text[:1] in ("<", ">"):
                expected = COMPARE_WITH_WORDS
            self.faults.add(tests.place, shown(tests), expected)
            return []
        found: list[Condition] = []
        # The half of a split number that stands before its comma says nothing of its own.
        split = [one for one in tests.values if add_split_number(tests, one, self.faults)]
        for word, bound in () if split else tests.values.items():
            if word == "unknown":
                found.extend(self._unknown(name, bound))
            elif word in OPERATORS:
                found.extend(self._compare(name, word, bound))
            else:
                near = nearest_name(word, _TESTS)
                expected = f"expected one of {listed(_TESTS)}"
                self.faults.add(tests.key_places[word], f'the key "{word}"', expected, near)
        if (problem := interval_problem(self.inputs[name], found)) is not None:
            self.faults.add(tests.place, problem.found, problem.expected)
        return found

    def _unknown(self, name: str, node: Node) -> list[Condition]:
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return [IsUnknown(name) if node.value else IsKnown(name)]
        self.faults.add(node.place, shown(node), "expected true or false")
        return []

    def _compare(self, name: str, operator: Operator, node: Node) -> list[Condition]:
        before = len(self.faults.found)
        bound = self._bound(self.inputs[name], operator, node)
        if bound is None:
            return []
        leaf = Compare(name, operator, bound)
        if len(self.faults.found) == before:
            add_leaf_faults(node.place, leaf, self.inputs, self.faults)
        return [leaf] if len(self.faults.found) == before else []

    def _bound(self, declared: Input, operator: Operator, node: Node) -> Bound | None:
        if operator == "is_one_of":
            return self._values(declared, node)
        reference = _reference(declared, node)
        return reference or read_value(declared, node, self.faults)

    def _values(self, declared: Input, node: Node) -> tuple[Value, ...] | None:
        if not isinstance(node, ListNode):
            self.faults.add(node.place, shown(node), "expected a list (as [partial, full])")
            return None
        values = [read_value(declared, item, self.faults) for item in node.items]
        return tuple(value for value in values if value is not None)


def _reference(declared: Input, node: Node) -> InputReference | None:
    """Return the input that a bound names: a bare name, or {input: name}, as a text must have."""
    if isinstance(node, MapNode) and list(node.values) == ["input"]:
        name = node.values["input"]
        return InputReference(name.text) if isinstance(name, ScalarNode) else None
    if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
        return None
    # What begins like a number is a mistyped one, and no input's name.
    like_a_number = node.value[:1] in "+-.,0123456789" or share_of(node.value) is not None
    return None if declared.type == "text" or like_a_number else InputReference(node.value)
