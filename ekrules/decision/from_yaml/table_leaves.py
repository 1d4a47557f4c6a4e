"""Table leaves: the conditions of a decision table, each under the name of an input.

In: a map of input names. Out: the comparisons on each; for a name that is no input, what it is.
"""

from __future__ import annotations

import re

from ekrules.decision.comparison_slips import TESTS
from ekrules.decision.conditions import Condition
from ekrules.decision.from_yaml.joining_slips import JOINING_WORDS
from ekrules.decision.from_yaml.leaves import LeafReader
from ekrules.decision.inputs import Input
from ekrules.decision.meant.operators import bounds_meant
from ekrules.decision.meant.values import example_of
from ekrules.decision.meant.words import operator_meant
from ekrules.errors import listed, nearest_name
from ekrules.yaml_reader.flow import flow_text
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode, short
from ekrules.yaml_reader.parsing import COMPARE_WITH_WORDS

# A finding asks this way; a table names its input first.
_ASKED_OF = ("measure", "input", "goal", "theme", "finding")
_SIGNED = re.compile(r"([^\W\d][\w -]*?)\s*([<>=≤≥≠!]{1,3}.*)")


def table_leaf(leaves: LeafReader, node: MapNode) -> list[Condition]:
    """Read the inputs of a map, each with its conditions."""
    if _add_fault_of_form(leaves, node):
        return []
    if _add_not_indented(leaves, node):
        return []
    found = []
    for name, tests in node.values.items():
        if name in leaves.inputs:
            found += leaves.tests_on(name, tests)
        else:
            _add_unknown(leaves, name, node)
    return found


def _add_not_indented(leaves: LeafReader, node: MapNode) -> bool:
    """Tell of conditions that stand beside their input, and not under it; say whether they do."""
    names = [name for name in node.values if name in leaves.inputs]
    tests = {key: one for key, one in node.values.items() if key in TESTS}
    if len(names) != 1 or not tests or len(names) + len(tests) < len(node.values):
        return False
    (name,) = names
    below = node.values[name]
    if not isinstance(below, ScalarNode) or below.value is not None:
        return False
    held = flow_text(MapNode(node.place, tests))
    found = f'"{next(iter(tests))}" beside "{name}", and not under it'
    expected = f"move it further in, or write {{{name}: {held}}}"
    leaves.faults.add(node.key_places[next(iter(tests))], found, expected)
    return True


def _add_fault_of_form(leaves: LeafReader, node: MapNode) -> bool:
    """Tell of a map in another form than a table's, as a whole; say whether it was one."""
    kind = next((key for key in node.values if key in _ASKED_OF), None)
    if kind is None or kind in leaves.inputs or not isinstance(node.values[kind], ScalarNode):
        return False
    named = node.values[kind]
    assert isinstance(named, ScalarNode)
    rest = {key: one for key, one in node.values.items() if key != kind}
    if list(rest) == ["status"] and kind in ("goal", "theme", "measure"):
        expected = f"a table asks of its own inputs ({listed(leaves.inputs)}); a finding asks so"
        leaves.faults.add(node.key_places[kind], f'"{kind}: {named.text}"', expected)
        return True
    if not rest or not all(operator_meant(key) or key in TESTS for key in rest):
        return False
    if named.text not in leaves.inputs:
        leaves.faults.add_unknown_name(named.place, "input", named.text, leaves.inputs)
        return True
    written = {operator_meant(key) or key: one for key, one in rest.items()}
    meant = f"{{{named.text}: {flow_text(MapNode(node.place, written))}}}"
    found = f'"{kind}: {named.text}"'
    leaves.faults.add(node.key_places[kind], found, f"a table names its input first: write {meant}")
    return True


def _add_unknown(leaves: LeafReader, name: str, node: MapNode) -> None:
    """Tell what stands where an input's name was expected."""
    place, tests = node.key_places[name], node.values[name]
    if signed := _SIGNED.fullmatch(name):
        leaves.faults.add(place, f'"{short(name)}"', _signed_advice(leaves, signed[1], signed[2]))
    elif name == "when":
        leaves.faults.add(place, '"when" inside "when"', "take the inner one out")
    elif name in TESTS or operator_meant(name):
        operator = operator_meant(name) or name
        found = f'"{short(name)}" without the name of an input before it'
        leaves.faults.add(place, found, f"write {_with_input(leaves, operator, tests)}")
    elif joined := _operator_in_name(leaves, name):
        bound = flow_text(tests)
        expected = f"write {joined[0]}: {{{joined[1]}: {bound}}}"
        leaves.faults.add(place, f'the key "{short(name)}"', expected)
    elif isinstance(tests, ListNode) and (join := nearest_name(name, JOINING_WORDS)):
        leaves.faults.add(place, f'the word "{short(name)}"', f'write "{join}"')
    else:
        leaves.faults.add_unknown_name(place, "input", name, leaves.inputs)


def _operator_in_name(leaves: LeafReader, name: str) -> tuple[str, str] | None:
    """Return the input and the operator that "attainment_at_least" or "min_attainment" names."""
    for one in leaves.inputs:
        rest = name.removeprefix(f"{one}_").removesuffix(f"_{one}")
        operator = operator_meant(rest) if rest != name else None
        if operator is not None:
            return one, operator
    return None


def _signed_advice(leaves: LeafReader, name: str, rest: str) -> str:
    declared = leaves.inputs.get(name)
    tests = None if declared is None else bounds_meant(declared, rest)
    return COMPARE_WITH_WORDS if tests is None else f"write {name}: {tests}"


def _with_input(leaves: LeafReader, operator: str, tests: Node) -> str:
    """Return an operator that stands alone, under the input that it is likely meant for."""
    if isinstance(tests, MapNode) and len(tests.values) == 1:
        ((name, bound),) = tests.values.items()
        if name in leaves.inputs:
            return f"{{{name}: {{{operator}: {flow_text(bound)}}}}}"
    if isinstance(tests, ScalarNode) and tests.value is not None:
        fits = [one for one in leaves.inputs.values() if _fits(one, tests)]
        declared = fits[0] if len(fits) == 1 else None
        name = "the name of the input" if declared is None else declared.name
        if declared is not None:
            return f"{{{name}: {{{operator}: {tests.text}}}}}"
    first = next(iter(leaves.inputs.values()), Input("attainment", "share"))
    return f"the input first (as {{{first.name}: {example_of(first)}}})"


def _fits(declared: Input, node: ScalarNode) -> bool:
    is_percent = "%" in node.text
    return is_percent if declared.type == "share" else not is_percent
