"""Reading conditions: `when` in YAML to a condition tree, typed by the inputs it names.

In: a map of conditions with its places. Out: the condition, and every fault in it at once.
Two leaf forms: `{attainment: {at_least: 60 %}}` in decision tables, and in findings
`{measure: m, at_least: 75 %}`, `{goal: g, status: {is: red}}`, `{theme: t, status: ...}` and
`{finding: f}`, which read the inputs named `measure:m`, `goal:g`, `theme:t` and `finding:f`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ekrules.decision.conditions import All, AnyOf, Condition, NoneOf
from ekrules.decision.from_yaml.finding_leaves import FINDING_KINDS, finding_leaf
from ekrules.decision.from_yaml.finding_slips import named_in
from ekrules.decision.from_yaml.joining_slips import JOINING_WORDS, add_join_fault, add_list_fault
from ekrules.decision.from_yaml.leaves import LeafReader
from ekrules.decision.from_yaml.table_leaves import table_leaf
from ekrules.decision.inputs import Input, InputType
from ekrules.decision.meant.conditions import sentence_meant
from ekrules.decision.meant.words import join_meant
from ekrules.decision.outputs import STATUSES
from ekrules.errors import Faults
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode

__all__ = [
    "FINDING_KINDS",
    "JOINING_WORDS",
    "STATUSES",
    "finding_inputs",
    "read_condition",
    "read_finding_condition",
]

_JOINS: dict[str, Callable[[tuple[Condition, ...]], Condition]] = {
    "all": All,
    "any": AnyOf,
    "none": NoneOf,
}
_Leaf = Callable[[LeafReader, MapNode], list[Condition]]


def read_condition(node: MapNode, inputs: Mapping[str, Input], faults: Faults) -> Condition:
    """Return a decision table's `when`; where faults were added, what is left of it."""
    return _Reader(LeafReader(inputs, faults), table_leaf).condition(node)


def read_finding_condition(node: MapNode, inputs: Mapping[str, Input], faults: Faults) -> Condition:
    """Return a finding's `when`; where faults were added, what is left of it.

    `inputs` are those of finding_inputs: what there is to ask about.
    """
    if not node.values:
        # A row that always holds may stand last in a table; a finding that does says nothing.
        faults.add(
            node.place, shown(node), "expected a condition (as {measure: m, at_least: 60 %})"
        )
    return _Reader(LeafReader(inputs, faults), finding_leaf).condition(node)


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
    leaves: LeafReader
    leaf: _Leaf

    def condition(self, node: MapNode) -> Condition:
        """Read a map: what its joining words hold, and its leaves; all must hold."""
        parts: list[Condition] = []
        rest: dict[str, Node] = {}
        for word, below in node.values.items():
            if word in _JOINS:
                parts.append(self._joined(word, below))
            elif word not in self.leaves.inputs and join_meant(word) is not None:
                add_join_fault(word, node, self.leaves.faults)
            else:
                rest[word] = below
        if rest:
            parts.extend(self.leaf(self.leaves, MapNode(node.place, rest, node.key_places)))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _joined(self, word: str, node: Node) -> Condition:
        if not isinstance(node, ListNode) or not node.items:
            add_list_fault(word, node, self.leaves.faults)
            return All(())
        parts = []
        for item in node.items:
            if isinstance(item, MapNode) and item.values:
                parts.append(self.condition(item))
            else:
                expected = self._instead_of(item)
                self.leaves.faults.add(item.place, shown(item), expected)
        return _JOINS[word](tuple(parts))

    def _instead_of(self, item: Node) -> str:
        if not isinstance(item, ScalarNode) or not item.text:
            return "expected a condition"
        of_finding = self.leaf is finding_leaf
        meant = named_in(self.leaves, item.text) if of_finding else None
        meant = meant or sentence_meant(item.text, of_finding=of_finding)
        return f"write {meant}" if meant else "expected a condition"
