"""Join slips: "all", "any" and "none" written otherwise, or without their list.

In: the map that holds the word. Out: one fault, with the exact text to write where it is short.
"""

from __future__ import annotations

from ekrules.decision.meant.words import join_meant
from ekrules.errors import Faults
from ekrules.yaml_reader.flow import flow_text
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node

JOINING_WORDS = ("all", "any", "none")
_HOLDS = {"all": "all must hold", "any": "one must hold", "none": "none may hold"}
_OF_FINDINGS = ("measure", "goal", "theme", "finding")
# Longer than this nobody copies from a message.
_LONGEST = 160


def add_join_fault(word: str, node: MapNode, faults: Faults) -> None:
    """Add a fault for a word that is meant to join conditions, as "and" or "Any"."""
    meant = join_meant(word) or "all"
    below = node.values[word]
    place = node.key_places[word]
    beside = {key: one for key, one in node.values.items() if join_meant(key) is None}
    if meant == "all" and beside and isinstance(below, MapNode):
        expected = 'conditions that stand side by side must all hold, so take "{}" out'
        held = flow_text(MapNode(node.place, {**beside, **below.values}))
        expected = expected.format(word) + (f": {held}" if len(held) <= _LONGEST else "")
        faults.add(place, f'the word "{word}"', expected)
        return
    if isinstance(below, ListNode) and below.items:
        expected = f'write "{meant}" ({_HOLDS[meant]})'
    else:
        expected = f"write {_with_list(meant, below)} ({_HOLDS[meant]})"
    faults.add(place, f'the word "{word}"', expected)


def add_list_fault(word: str, node: Node, faults: Faults) -> None:
    """Add a fault for a joining word without a list of conditions."""
    expected = f"expected a list of conditions: write {_with_list(word, node)}"
    faults.add(node.place, f'"{word}" with {shown(node)}', expected)


def _with_list(word: str, node: Node) -> str:
    held = ""
    if isinstance(node, MapNode) and node.values:
        is_of_finding = any(key in node.values for key in _OF_FINDINGS)
        # What stands side by side must all hold: "none" denies it as a whole.
        parts = [node] if is_of_finding or word == "none" else _each(node)
        held = f"{word}: [{', '.join(flow_text(one) for one in parts)}]"
    return held if 0 < len(held) <= _LONGEST else f"{word}: [{{...}}, {{...}}]"


def _each(node: MapNode) -> list[MapNode]:
    return [MapNode(one.place, {key: one}) for key, one in node.values.items()]
