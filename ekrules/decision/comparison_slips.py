"""Comparison slips: words under an input that are no operators, and what to write instead.

In: the map under an input's name. Out: one fault for each slip, with the exact text to write.
"""

from __future__ import annotations

from collections.abc import Mapping

from ekrules.decision.conditions import OPERATORS
from ekrules.decision.inputs import Input, said
from ekrules.decision.meant.operators import bounds_meant, range_meant, without_braces
from ekrules.decision.meant.values import value_meant
from ekrules.decision.meant.words import (
    KNOWN,
    RANGE_BEGINS,
    RANGE_ENDS,
    RANGES,
    UNKNOWN,
    folded,
    join_meant,
    operator_meant,
)
from ekrules.errors import Faults, listed, nearest_name
from ekrules.yaml_reader.flow import flow_text
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode, short

TESTS = (*OPERATORS, "unknown")
_COUNTS = {
    "at_least": "{} itself counts",
    "at_most": "{} itself counts",
    "more_than": "{} itself does not count",
    "below": "{} itself does not count",
}


def add_key_faults(
    declared: Input, tests: MapNode, inputs: Mapping[str, Input], faults: Faults
) -> bool:
    """Add a fault for each word that is no operator; say whether there was one."""
    strange = [word for word in tests.values if word not in TESTS]
    if len(strange) == 2 and (advice := _range_of(declared, tests, strange)):
        faults.add(tests.key_places[strange[0]], f"the keys {listed(strange)}", advice)
        return True
    if strange and (listed_bare := _listed_without_brackets(declared, tests, strange)):
        faults.add(tests.values["is_one_of"].place, *listed_bare)
        return True
    for word in strange:
        expected, near = _advice(declared, word, tests, inputs)
        faults.add(tests.key_places[word], f'the key "{short(word)}"', expected, near)
    return bool(strange)


def _listed_without_brackets(
    declared: Input, tests: MapNode, strange: list[str]
) -> tuple[str, str] | None:
    """Return what stands there and what to write for {is_one_of: yellow, red}, without brackets."""
    first = tests.values.get("is_one_of")
    are_bare = all(_is_nothing(tests.values[word]) for word in strange)
    if not isinstance(first, ScalarNode) or not first.text or not are_bare:
        return None
    texts = [first.text, *strange]
    values = [value_meant(declared, text) or text for text in texts]
    return f'"{", ".join(texts)}"', f"write is_one_of: [{', '.join(values)}]"


def _range_of(declared: Input, tests: MapNode, words: list[str]) -> str | None:
    """Return what to write for a range in two keys, as {from: 30 %, to: 60 %}."""
    first, last = (folded(word) for word in words)
    ends = [one.text for word in words if isinstance(one := tests.values[word], ScalarNode)]
    if first in RANGE_BEGINS and last in RANGE_ENDS and len(ends) == 2:
        meant = range_meant(declared, *ends)
        return None if meant is None else f"write {without_braces(meant)}"
    return None


def _advice(
    declared: Input, word: str, tests: MapNode, inputs: Mapping[str, Input]
) -> tuple[str, str | None]:
    """Return what to write for a word, and the nearest right one where it is merely misspelt."""
    node = tests.values[word]
    operator = operator_meant(word)
    if folded(word) in KNOWN | UNKNOWN:
        is_unknown = (folded(word) in UNKNOWN) == (getattr(node, "value", True) is not False)
        return f'write "unknown: {"true" if is_unknown else "false"}"', None
    if word in inputs:
        return _input_inside(declared, word, tests), None
    if advice := _range_in_key(declared, word, node):
        return advice, None
    if operator == "is_not" and folded(getattr(node, "text", "")) in UNKNOWN:
        return 'write "unknown: false"', None
    if operator is not None:
        return _operator_advice(declared, operator, node), None
    if folded(word) in RANGE_BEGINS | RANGE_ENDS:
        operator = "at_least" if folded(word) in RANGE_BEGINS else "below"
        return _operator_advice(declared, operator, node), None
    if join_meant(word) == "any" and isinstance(node, ListNode):
        return f'write "is_one_of: {flow_text(node)}"', None
    if join_meant(word) is not None:
        return f"conditions on {said(declared.name)} must all hold; take the word out", None
    if (meant := bounds_meant(declared, word)) and _is_nothing(node):
        return f"write {without_braces(meant)}", None
    if isinstance(node, MapNode) and node.values and all(key in TESTS for key in node.values):
        return f"take the word out: write {without_braces(flow_text(node))}", None
    return f"expected one of {listed(TESTS)}", nearest_name(word, TESTS)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value is None


def _input_inside(declared: Input, word: str, tests: MapNode) -> str:
    """Return how two inputs stand side by side, where one stands inside the other."""
    own = ", ".join(f"{key}: {flow_text(one)}" for key, one in tests.values.items() if key in TESTS)
    other = flow_text(tests.values[word])
    return f"an input stands beside another: write {{{declared.name}: {{{own}}}, {word}: {other}}}"


def _range_in_key(declared: Input, word: str, node: Node) -> str | None:
    """Return what to write for a range under one word, as between: [30 %, 60 %]."""
    if folded(word) not in RANGES:
        return None
    meant = None
    if isinstance(node, ListNode) and len(node.items) == 2:
        low, high = node.items
        if isinstance(low, ScalarNode) and isinstance(high, ScalarNode):
            meant = range_meant(declared, low.text, high.text)
    elif isinstance(node, ScalarNode):
        meant = bounds_meant(declared, node.text)
    return f"write {without_braces(meant or '{at_least: 30 %, below: 60 %}')}"


def _operator_advice(declared: Input, operator: str, node: Node) -> str:
    value = _as_written(declared, operator, node)
    if value is None:
        return f'write "{operator}" instead'
    counts = _COUNTS.get(operator, "").format(value)
    return f'write "{operator}: {value}"' + (f" ({counts})" if counts else "")


def _as_written(declared: Input, operator: str, node: Node) -> str | None:
    """Return the bound as it should stand, where that is short."""
    if isinstance(node, ScalarNode):
        text = value_meant(declared, node.text) or node.text
    else:
        text = flow_text(node)
    if operator == "is_one_of" and isinstance(node, ScalarNode):
        text = f"[{text}]"
    return text if text and len(text) <= 40 else None


def advice_on_bound(declared: Input, operator: str, node: Node) -> str | None:
    """Return what to write where something else than one value, or a list, stands as a bound."""
    if operator == "is_one_of":
        if isinstance(node, ListNode) and node.items:
            return None
        if isinstance(node, ScalarNode) and node.value is not None:
            value = value_meant(declared, node.text) or node.text
            return f"expected a list: write is_one_of: [{value}]"
        return f"expected a list of values (as [{_two_of(declared)}])"
    if isinstance(node, ListNode):
        if operator == "is" and node.items:
            return f"expected one value, or is_one_of: {flow_text(node)}"
        return "expected one value"
    if isinstance(node, MapNode):
        return _map_advice(node)
    return None


def _two_of(declared: Input) -> str:
    return ", ".join(declared.values[:2]) if len(declared.values) > 1 else "partial, full"


def _map_advice(node: MapNode) -> str | None:
    """Return what to write for a map as a bound; None for {input: name}, which is one."""
    keys = list(node.values)
    named = next(iter(node.values.values()), None)
    if keys == ["input"] and isinstance(named, ScalarNode):
        return None
    if keys == ["measure"] and isinstance(named, ScalarNode):
        return f'write the other measure as "measure:{named.text}"'
    if keys and all(key in TESTS for key in keys):
        return f"write {without_braces(flow_text(node))} in its place"
    return "expected one value"


def shown_bound(operator: str, node: Node) -> str:
    """Return what stands as a bound, with its operator, for a message."""
    return f'"{operator}" with {shown(node)}'
