"""Finding slips: conditions of a finding in another form than the four there are.

In: the map that stands there. Out: one fault, with the exact text to write where it can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ekrules.decision.comparison_slips import TESTS
from ekrules.decision.from_yaml.leaves import LeafReader
from ekrules.decision.inputs import Input
from ekrules.decision.meant.operators import bounds_meant
from ekrules.decision.meant.values import value_meant
from ekrules.decision.meant.words import operator_meant
from ekrules.decision.outputs import STATUSES
from ekrules.errors import listed
from ekrules.yaml_reader.flow import flow_text
from ekrules.yaml_reader.meant.words import meant_by, nearest_known
from ekrules.yaml_reader.models import shown
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode, short

FINDING_KINDS = ("measure", "goal", "theme", "finding")
_FORMS = {
    "measure": "{measure: ..., at_least: 60 %}",
    "goal": "{goal: ..., status: {is: red}}",
    "theme": "{theme: ..., status: {is: red}}",
    "finding": "{finding: ...}",
}
_NO_KIND = f'expected "measure", "goal", "theme" or "finding" first (as {_FORMS["measure"]})'


def _kinds_called(leaves: LeafReader, name: str) -> list[str]:
    return [kind for kind in FINDING_KINDS if f"{kind}:{name}" in leaves.inputs]


def add_kind_fault(leaves: LeafReader, node: MapNode) -> None:
    """Tell of a map without a kind: it is misspelt, left out, or in the form of a table."""
    for key, value in node.values.items():
        place = node.key_places[key]
        if called := _kinds_called(leaves, key):
            rest = {one: below for one, below in node.values.items() if one != key}
            meant = _with_kind(called[0], key, value, rest)
            leaves.faults.add(place, f'"{key}" without "{called[0]}"', f"write {meant}")
            return
        if key in (*TESTS, "status"):
            continue
        text = value.text if isinstance(value, ScalarNode) else ""
        called = _kinds_called(leaves, text)
        kind = called[0] if called else _kind_meant(key)
        if kind is not None:
            leaves.faults.add(place, f'the key "{short(key)}"', _under_kind(kind, value))
            return
    leaves.faults.add(node.place, shown(node), _NO_KIND)


def _under_kind(kind: str, value: Node) -> str:
    if isinstance(value, ListNode) and value.items:
        first = f"{kind}: {flow_text(value.items[0])}"
        return f'write a condition for each (the first with {first}), under "all" or "any"'
    text = value.text if isinstance(value, ScalarNode) else ""
    return f'write "{kind}{": " if text else ""}{text}"'


def named_in(leaves: LeafReader, text: str) -> str | None:
    """Return the condition that a text says of what there is, as "helse-2 er rød"."""
    name, _, rest = text.strip().partition(" ")
    called = _kinds_called(leaves, name)
    if called == ["finding"]:
        return f"{{finding: {name}}}"
    if called[:1] in (["goal"], ["theme"]):
        meant = bounds_meant(Input("goal:", "text", values=STATUSES), rest)
        return f"{{{called[0]}: {name}, status: {meant}}}" if meant else None
    return None


def _kind_meant(key: str) -> str | None:
    return nearest_known(key, FINDING_KINDS) if operator_meant(key) is None else None


def _with_kind(kind: str, name: str, value: Node, rest: Mapping[str, Node]) -> str:
    """Return a condition that names its kind, with the tests that stand under or beside it."""
    tests = dict(value.values) if isinstance(value, MapNode) else dict(rest)
    held = [f"{kind}: {name}"]
    if kind in ("goal", "theme"):
        if "status" in tests:
            held += [f"status: {status_meant(tests['status'])}"]
        else:
            bare = value if isinstance(value, ScalarNode) and value.value is not None else None
            held += [f"status: {status_meant(bare) if bare else '{is: red}'}"]
    elif kind == "measure":
        held += [f"{operator_meant(key) or key}: {flow_text(one)}" for key, one in tests.items()]
        held += [] if tests else ["at_least: 60 %"]
    return f"{{{', '.join(held)}}}"


def add_several_kinds(leaves: LeafReader, node: MapNode, kinds: Iterable[str]) -> None:
    """Tell of two conditions in one map."""
    parts: list[dict[str, Node]] = []
    for key, value in node.values.items():
        if key in FINDING_KINDS:
            parts.append({})
        if parts:
            parts[-1][key] = value
    each = ", ".join(flow_text(MapNode(node.place, part)) for part in parts)
    expected = "each is a condition of its own"
    if len(each) <= 120:
        expected += f": write all: [{each}]"
    leaves.faults.add(node.place, f"{listed(kinds)} in one condition", expected)


def named_twice(kind: str, node: Node) -> str:
    """Return what to write where a list or a map stands as the name of a measure or goal."""
    if isinstance(node, ListNode) and len(node.items) == 1:
        return f"write {kind}: {flow_text(node.items[0])}"
    if isinstance(node, ListNode):
        return f'expected one {kind}: write one condition for each, under "all" or "any"'
    if isinstance(node, MapNode) and len(node.values) == 1:
        ((name, tests),) = node.values.items()
        return f"write {_with_kind(kind, name, tests, {})}"
    return f"expected the id of a {kind}"


def status_meant(node: Node) -> str:
    """Return the test of a status that is meant, as it is written."""
    if isinstance(node, MapNode):
        return flow_text(node)
    if isinstance(node, ListNode):
        names = [_colour(one) for one in node.items]
        return f"{{is_one_of: [{', '.join(names)}]}}"
    meant = bounds_meant(Input("goal:", "text", values=STATUSES), node.text)
    return meant or f"{{is: {_colour(node)}}}"


def _colour(node: Node) -> str:
    text = node.text if isinstance(node, ScalarNode) else ""
    return value_meant(Input("goal:", "text", values=STATUSES), text) or text or "red"


def add_status_fault(leaves: LeafReader, name: str, tests: MapNode) -> bool:
    """Tell of a goal or theme that is not asked for its status alone; say whether it was so."""
    kind = name.partition(":")[0]
    faults = leaves.faults
    if list(tests.values) == ["status"]:
        return _add_form_of_status(leaves, kind, tests.values["status"])
    key = next((one for one in tests.values if one != "status"), None)
    if key is None:
        expected = "write the status it must have (as status: {is: red})"
        faults.add(tests.place, f'"{name.replace(":", ": ")}" without "status"', expected)
    elif "status" in tests.values and (listed_bare := _listed_without_brackets(tests)):
        faults.add(tests.values["status"].place, f'"{listed_bare}"', _in_brackets(listed_bare))
    elif "status" in tests.values:
        faults.add(tests.key_places[key], f'"{short(key)}" beside "status"', "take it out")
    else:
        faults.add(tests.key_places[key], f'the key "{short(key)}"', _instead_of(kind, key, tests))
    return True


def _listed_without_brackets(tests: MapNode) -> str | None:
    """Return "yellow, red" where a comma between braces has made a key of the second."""
    texts = [one.text for one in tests.values.values() if isinstance(one, ScalarNode)]
    keys = [key for key in tests.values if key != "status"]
    is_first = next(iter(tests.values), "") == "status"
    is_bare = is_first and len(texts) == len(tests.values) and not any(texts[1:])
    return ", ".join([texts[0], *keys]) if is_bare and texts[0] else None


def _in_brackets(listed_bare: str) -> str:
    names = [nearest_known(one, STATUSES) or one for one in listed_bare.split(", ")]
    return f"write status: {{is_one_of: [{', '.join(names)}]}}"


def _instead_of(kind: str, key: str, tests: MapNode) -> str:
    value = tests.values[key]
    if meant_by(key, ("status",)):
        return f"write status: {status_meant(value)}"
    if key in ("is", "is_one_of", "is_not"):
        return f"write status: {{{key}: {flow_text(value)}}}"
    advice = f"a {kind} is asked for its status (as status: {{is: red}})"
    return f"{advice}, and a measure for its share (as {_FORMS['measure']})"


def _add_form_of_status(leaves: LeafReader, kind: str, node: Node) -> bool:
    if not isinstance(node, MapNode) or not node.values:
        is_written = not isinstance(node, MapNode) and getattr(node, "value", True) is not None
        expected = f"write status: {status_meant(node) if is_written else '{is: red}'}"
        leaves.faults.add(node.place, f'"status" with {shown(node)}', expected)
        return True
    for word in node.values:
        if operator_meant(word) in ("at_least", "more_than", "at_most", "below"):
            expected = "name the colours (as status: {is_one_of: [yellow, red]})"
            found = f'"{word}" on the status of a {kind}'
            leaves.faults.add(node.key_places[word], found, f"colours have no order: {expected}")
            return True
        if word == "unknown":
            found = f'"unknown" on the status of a {kind}'
            expected = "a status is never unknown: write {is: grey}, or {is_not: grey}"
            leaves.faults.add(node.key_places[word], found, expected)
            return True
    return False


def add_tests_on_finding(leaves: LeafReader, name: str, tests: MapNode) -> None:
    """Tell of a finding that is asked for more than whether it holds."""
    own = name.removeprefix("finding:")
    ((key, value), *_) = tests.values.items()
    is_negated = isinstance(value, ScalarNode) and value.value is False
    written = f"{{finding: {own}}}" if not is_negated else f"{{none: [{{finding: {own}}}]}}"
    leaves.faults.add(tests.key_places[key], f'"{short(key)}" beside "finding"', f"write {written}")
