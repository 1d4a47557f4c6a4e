"""Meant tests: what stands in the place of conditions on one input, and how it is written.

In: an input and what was written for it ("over 60 %", "30-60 %", a list). Out: the same as YAML,
to be copied; None where nobody can tell. Never reads it as if it were written so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ekrules.decision.conditions import ORDER_OPERATORS
from ekrules.decision.inputs import Input
from ekrules.decision.meant.values import example_of, value_meant
from ekrules.decision.meant.words import KNOWN, RANGE_BEGINS, UNKNOWN, folded, operator_meant
from ekrules.yaml_reader.flow import flow_text, quoted
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode

_VALUE = r"[-+]?[0-9][0-9.,]*(?:[ \u00a0\u202f]?(?:%+|[^\W\d_]+\.?))?"
_RANGE = re.compile(
    rf"(?:mellom|between|fra|frå|from)?\s*({_VALUE})\s*"
    rf"(?:[-–—]|\.\.+|…|\b(?:opp til|til og med|til|to|og|and)\b)\s*({_VALUE})",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"([^\d+-]+?)\s*([-+]?[0-9].*)")
_AFTER = re.compile(rf"({_VALUE})\s*(?:,?\s*(?:eller|og|or|and)\s+)?([^\W\d]+|\+)", re.IGNORECASE)
_CHAIN = re.compile(rf"({_VALUE})\s*([<≤]=?|=<)\s*[^\W\d]\w*\s*([<≤]=?|=<)\s*({_VALUE})")
_BOTH = re.compile(r"\s+(?:and|og|men|but|&&?)\s+|\s*[,;]\s+")
_EITHER = re.compile(r"\s+(?:or|eller)\s+|\s*[,;/|]\s*")
_MORE = "mer meir mere over more above higher høyere større flere up oppover +"
_LESS = "mindre under less below lower lavere færre fewer nedover"
_OR_MORE, _OR_LESS = frozenset(_MORE.split()), frozenset(_LESS.split())
_NOT_WRITTEN = "expected a condition on it (as {})"


def bounds_meant(declared: Input, text: str) -> str | None:
    """Return the conditions that a text says in words or signs; None where it says none.

    >>> share = Input("attainment", "share")
    >>> bounds_meant(share, "≥60 %"), bounds_meant(share, "60 % eller mer")
    ('{at_least: 60 %}', '{at_least: 60 %}')
    >>> bounds_meant(share, "30-60 %")
    '{at_least: 30 %, below: 60 %} (or "at_most: 60 %", where 60 % itself counts)'
    """
    text = text.strip()
    if folded(text) in UNKNOWN and declared.name.startswith(("goal:", "theme:")):
        return "{is: grey}"
    if folded(text) in UNKNOWN | KNOWN:
        return f"{{unknown: {'true' if folded(text) in UNKNOWN else 'false'}}}"
    if not declared.may_be_ordered:
        return _choice_meant(declared, text)
    if whole := _RANGE.fullmatch(text):
        return range_meant(declared, whole[1], whole[2])
    return _two_meant(declared, text) or _one_meant(declared, text)


def _two_meant(declared: Input, text: str) -> str | None:
    """Return the two conditions that a text says, as ">= 30 % and < 60 %"."""
    if chain := _CHAIN.fullmatch(text):
        low = "more_than" if chain[2] == "<" else "at_least"
        first = _test(low, value_meant(declared, chain[1]))
        last = _one_meant(declared, f"{chain[3]} {chain[4]}")
        both = [first, last]
    else:
        parts = _BOTH.split(text)
        both = [_one_meant(declared, part) for part in parts] if len(parts) == 2 else []
    if not both or None in both:
        return None
    return "{" + ", ".join(str(one)[1:-1] for one in both) + "}"


def _one_meant(declared: Input, text: str) -> str | None:
    if written := _BEFORE.fullmatch(text):
        operator = operator_meant(written[1])
        if folded(written[1]) in RANGE_BEGINS:
            operator = "at_least"
        if operator in ORDER_OPERATORS or operator in ("is", "is_not"):
            return _test(operator, value_meant(declared, written[2]))
    if written := _AFTER.fullmatch(text):
        word = written[2].casefold()
        if word in _OR_MORE | _OR_LESS:
            value = value_meant(declared, written[1])
            return _test("at_least" if word in _OR_MORE else "at_most", value)
    return None


def without_braces(meant: str) -> str:
    """Return conditions as they stand beside others, between braces that are there already.

    >>> without_braces("{at_least: 30 %} (or more)")
    '"at_least: 30 %" (or more)'
    """
    inner, _, rest = meant.removeprefix("{").partition("}")
    return f'"{inner}"{rest}'


def _test(operator: str, value: str | None) -> str | None:
    return None if value is None else f"{{{operator}: {value}}}"


def _choice_meant(declared: Input, text: str) -> str | None:
    """Return the test that a text such as "er full" or "ikke full" says."""
    parts = _EITHER.split(text)
    values = [value_meant(declared, part) for part in parts]
    if len(parts) > 1 and None not in values:
        return f"{{is_one_of: [{', '.join(str(one) for one in values)}]}}"
    words = re.sub(r"^([=!<>≠]+)", r"\1 ", text).split()
    for many in range(min(3, len(words) - 1), 0, -1):
        operator = operator_meant(" ".join(words[:many]))
        if operator in ("is", "is_not"):
            rest = " ".join(words[many:])
            if folded(rest) in UNKNOWN:
                return f"{{unknown: {'false' if operator == 'is_not' else 'true'}}}"
            return _test(operator, value_meant(declared, rest))
    return None


def range_meant(declared: Input, low: str, high: str) -> str | None:
    """Return the conditions for a range, and what to write where its end belongs to it."""
    first, last = value_meant(declared, low), value_meant(declared, high)
    if first is None or last is None:
        return None
    return (
        f'{{at_least: {first}, below: {last}}} (or "at_most: {last}", where {last} itself counts)'
    )


def advice_on(declared: Input, node: Node) -> str:
    """Return what to write where `node` stands in the place of conditions on an input."""
    if isinstance(node, ScalarNode) and node.value is not None:
        return _advice_on_text(declared, node.text)
    if isinstance(node, ListNode) and (meant := _list_meant(declared, node)):
        return f"write {meant}"
    return _NOT_WRITTEN.format(example_of(declared))


def _advice_on_text(declared: Input, text: str) -> str:
    if tests := bounds_meant(declared, text):
        return f"write {tests}"
    value = value_meant(declared, text)
    if value is None:
        return _NOT_WRITTEN.format(example_of(declared))
    if not declared.may_be_ordered:
        return f"write {{is: {value}}}"
    return f"write {{at_least: {value}}}, or more_than, at_most or below in place of at_least"


def _list_meant(declared: Input, node: ListNode) -> str | None:
    texts = [one.text for one in node.items if isinstance(one, ScalarNode)]
    maps = [one for one in node.items if isinstance(one, MapNode)]
    if maps and len(maps) == len(node.items):
        return _side_by_side(maps)
    if len(texts) != len(node.items) or not texts:
        return None
    if declared.may_be_ordered and len(texts) == 2:
        return range_meant(declared, *texts)
    values = [value_meant(declared, one) or quoted(one) for one in texts]
    return None if declared.may_be_ordered else f"{{is_one_of: [{', '.join(values)}]}}"


def _side_by_side(maps: Iterable[MapNode]) -> str:
    held = [f"{key}: {flow_text(one)}" for each in maps for key, one in each.values.items()]
    return f"{{{', '.join(held)}}}"
