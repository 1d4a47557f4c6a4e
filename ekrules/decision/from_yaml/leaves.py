"""Leaf reading: the conditions on one input, as `{at_least: 60 %, below: 90 %}`.

In: the input's name, and what stands under it. Out: the comparisons, or what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ekrules.decision.checks import add_leaf_faults
from ekrules.decision.comparison_slips import add_key_faults, advice_on_bound, shown_bound
from ekrules.decision.conditions import (
    OPERATORS,
    Bound,
    Compare,
    Condition,
    InputReference,
    IsKnown,
    IsUnknown,
    Operator,
)
from ekrules.decision.from_yaml.values import problem_at, read_value
from ekrules.decision.inputs import Input, said
from ekrules.decision.interval_checks import interval_problem
from ekrules.decision.meant.operators import advice_on, bounds_meant, without_braces
from ekrules.decision.meant.values import value_meant
from ekrules.decision.meant.words import UNKNOWN, folded
from ekrules.errors import Faults, nearest_name
from ekrules.yaml_reader.complaints import add_split_number
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode
from ekrules.yaml_reader.units import share_of

# "target * 0.8", "80 % of target", "years_left + 1".
_WORKED_OUT = re.compile(r"[*+×]\s*[\w]|\w\s+-\s+\w|\s(?:av|of|ganger|times|pluss|plus)\s")
_LIKE_A_NUMBER = "+-.,0123456789<>=≤≥~≈"


@dataclass(frozen=True)
class LeafReader:
    """Reads conditions on the inputs that there are."""

    inputs: Mapping[str, Input]
    faults: Faults

    def tests_on(self, name: str, tests: Node) -> list[Condition]:
        """Return the conditions on the input `name`, which there is."""
        declared = self.inputs[name]
        if not isinstance(tests, MapNode) or not tests.values:
            self.faults.add(tests.place, shown(tests), advice_on(declared, tests))
            return []
        # The half of a split number that stands before its comma says nothing of its own.
        split = [one for one in tests.values if add_split_number(tests, one, self.faults)]
        if split or add_key_faults(declared, tests, self.inputs, self.faults):
            return []
        found: list[Condition] = []
        for word, bound in tests.values.items():
            if word == "unknown":
                found.extend(self._unknown(name, bound))
            elif word in OPERATORS:
                found.extend(self._compare(name, word, bound))
        if (problem := interval_problem(declared, found)) is not None:
            self.faults.add(tests.place, problem.found, problem.expected)
        return found

    def _unknown(self, name: str, node: Node) -> list[Condition]:
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return [IsUnknown(name) if node.value else IsKnown(name)]
        text = node.text if isinstance(node, ScalarNode) else ""
        meant = value_meant(Input(name, "boolean"), text)
        expected = f"write {meant}" if meant else "expected true or false"
        self.faults.add(node.place, shown(node), expected)
        return []

    def _compare(self, name: str, operator: Operator, node: Node) -> list[Condition]:
        before = len(self.faults.found)
        bound = self._bound(self.inputs[name], operator, node)
        if bound is None:
            return []
        leaf = Compare(name, operator, bound)
        if len(self.faults.found) == before and _is_one_share(self.inputs[name], leaf):
            found = f'"{operator}" on {said(name)}, which holds at exactly that share'
            expected = "write at_least, more_than, at_most or below"
            self.faults.add(node.place, found, expected)
        if len(self.faults.found) == before:
            add_leaf_faults(node.place, leaf, self.inputs, self.faults)
        return [leaf] if len(self.faults.found) == before else []

    def _bound(self, declared: Input, operator: Operator, node: Node) -> Bound | None:
        if (advice := advice_on_bound(declared, operator, node)) is not None:
            self.faults.add(node.place, shown_bound(operator, node), advice)
            return None
        if isinstance(node, ListNode):
            values = [read_value(declared, item, self.faults) for item in node.items]
            return tuple(value for value in values if value is not None)
        if isinstance(node, MapNode):
            named = node.values["input"]
            assert isinstance(named, ScalarNode)
            return self._reference(declared, named)
        if problem_at(declared, node) is None or not isinstance(node.value, str):
            return read_value(declared, node, self.faults)
        if declared.type != "text" and node.text in self.inputs:
            return self._reference(declared, node)
        return self._no_bound(declared, operator, node)

    def _reference(self, declared: Input, node: ScalarNode) -> InputReference | None:
        if node.text != declared.name:
            return InputReference(node.text)
        found = f"{said(declared.name)} is held against itself"
        expected = "write the bound (as 60 %), or the name of another input"
        self.faults.add(node.place, found, expected)
        return None

    def _no_bound(
        self, declared: Input, operator: Operator, node: ScalarNode
    ) -> InputReference | None:
        """Tell what a text is that is neither a value of the input nor another input."""
        text = node.text
        # What is not so is advised on only where its opposite can be written.
        opposite = "{unknown: false}" if folded(text) in UNKNOWN else None
        if tests := opposite if operator == "is_not" else bounds_meant(declared, text):
            self.faults.add(node.place, f'"{operator}: {text}"', f"write {without_braces(tests)}")
        elif declared.type != "text" and _WORKED_OUT.search(text):
            expected = "nothing is worked out in a rule: write the bound, or the name of an input"
            self.faults.add(node.place, shown(node), expected)
        elif declared.type == "text" or _is_like_a_value(declared, text):
            read_value(declared, node, self.faults)
        elif nearest_name(text, self.inputs) is not None:
            return InputReference(text)
        else:
            problem = problem_at(declared, node)
            expected = f'{problem}, or the name of an input that stands under "inputs"'
            self.faults.add(node.place, shown(node), expected)
        return None


def _is_one_share(declared: Input, leaf: Compare) -> bool:
    """Whether a comparison asks for just one share, which hardly any answers ever come to.

    None and all of them are shares that answers do come to.
    """
    bounds = leaf.bound if isinstance(leaf.bound, tuple) else (leaf.bound,)
    is_equal = declared.type == "share" and leaf.operator in ("is", "is_one_of")
    return is_equal and any(isinstance(one, float) and 0 < one < 1 for one in bounds)


def _is_like_a_value(declared: Input, text: str) -> bool:
    """Whether a text is a mistyped value, rather than the misspelt name of an input."""
    is_like_a_number = text[:1] in _LIKE_A_NUMBER or share_of(text) is not None
    return is_like_a_number or value_meant(declared, text) is not None
