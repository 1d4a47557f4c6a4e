"""Flow: a node as YAML on one line, so that it can stand as a value anywhere.

In: a node. Out: its text in flow style, which reads as the same node. Never wraps a line.
"""

from __future__ import annotations

import re

from ekrules.yaml_reader.nodes import ListNode, Node, ScalarNode
from ekrules.yaml_reader.scalars import meaning

# What may stand without quotes even inside brackets: it begins with a letter or digit, and holds
# no sign that YAML gives a meaning.
_PLAIN = re.compile(r"[^\W_](?:[\w .%/()+-]*[\w.%/()+-])?")


def flow_text(node: Node) -> str:
    """Return the node in flow style, on one line.

    >>> from ekrules.errors import Place
    >>> from ekrules.yaml_reader.nodes import MapNode
    >>> flow_text(MapNode(Place("f"), {"is": ScalarNode(Place("f"), "7", "7")}))
    "{is: '7'}"
    """
    if isinstance(node, ScalarNode):
        return quoted(node.text) if isinstance(node.value, str) else node.text or "null"
    if isinstance(node, ListNode):
        return "[" + ", ".join(map(flow_text, node.items)) + "]"
    held = (f"{quoted(key)}: {flow_text(one)}" for key, one in node.values.items())
    return "{" + ", ".join(held) + "}"


def quoted(text: str) -> str:
    """Return the text as YAML reads it back as a text: in quotes only where it needs them.

    >>> quoted("60 %"), quoted("true"), quoted("a, b"), quoted("it's: so")
    ('60 %', "'true'", "'a, b'", "'it''s: so'")
    """
    if _PLAIN.fullmatch(text) and meaning(text) == text:
        return text
    if "\n" in text or "\r" in text:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r") + '"'
    return "'" + text.replace("'", "''") + "'"
