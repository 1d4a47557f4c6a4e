"""Template slips: what is wrong with a template, in the words of who wrote it, not of Jinja2.

In: a template's text or tree and what Jinja2 says of it. Out: the line, what stands there, what
was expected. Runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, TemplateSyntaxError, nodes

from ekrules.errors import nearest_name

View = Mapping[str, object]
_SINGLE_BRACE = re.compile(r"\{\s*([a-z_]+(?:\.[a-z_]+)*)\s*\}|[{}]")
_ENDS = {"endif": "if", "endfor": "for"}


@dataclass(frozen=True)
class Slip:
    """A line of the template (from 1), what stands there and what was expected."""

    line: int
    found: str
    expected: str
    nearest: str | None = None


def single_braces(node: nodes.TemplateData) -> Iterator[Slip]:
    """Yield a slip for each brace in plain text: meant as a name, it would be shown as it is."""
    for match in _SINGLE_BRACE.finditer(node.data):
        line = (node.lineno or 1) + node.data.count("\n", 0, match.start())
        name = match[1] or "goal.remark"
        yield Slip(line, f'a single "{match[0][0]}" in a template', f"write {{{{ {name} }}}}")


def syntax_slip(environment: Environment, text: str, error: TemplateSyntaxError) -> Slip:
    """Return what Jinja2 could not read, at the line where it is to be mended."""
    message = str(error.message)
    if message == "unexpected '}'":
        return Slip(error.lineno, 'a single "}" in a template', "write {{ goal.remark }}")
    if "end of print statement" in message:
        return Slip(error.lineno, 'a "{{" that is not closed', "write {{ goal.remark }}")
    if "end of statement block" in message:
        return Slip(error.lineno, 'a "{%" that is not closed', "write {% if goal.remark %}")
    if "needs to be closed" in message and (begun := _innermost_open(environment, text)):
        line, word = begun
        return Slip(line, f"this {{% {word} %}} is never closed", f"expected {{% end{word} %}}")
    if stray := re.match("Encountered unknown tag 'end(if|for)'", message):
        found = f"{{% end{stray[1]} %}} closes nothing"
        return Slip(error.lineno, found, f"expected {{% {stray[1]} ... %}} before it")
    return Slip(error.lineno, message, "expected a sound template")


def _innermost_open(environment: Environment, text: str) -> tuple[int, str] | None:
    """Return line and word of the tag that was open last where Jinja2 stopped."""
    begun: list[tuple[int, str]] = []
    tokens = [one for one in environment.lex(text) if one[1] != "whitespace"]
    for before, (line, kind, word) in pairwise(tokens):
        if before[1] != "block_begin" or kind != "name":
            continue
        if word in _ENDS.values():
            begun.append((line, word))
        elif word in _ENDS and begun:
            if begun[-1][1] != _ENDS[word]:
                break
            begun.pop()
    return begun[-1] if begun else None


def names_in(tree: nodes.Template) -> tuple[tuple[int, str], ...]:
    """Return the names that a template uses, each with its line: (3, "goal.remark")."""
    every = (one for one in tree.find_all((nodes.Name, nodes.Getattr)))
    return tuple((one.lineno, name) for one in every if (name := _dotted(one)) is not None)


def _dotted(node: nodes.Node) -> str | None:
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    return ".".join([node.name, *reversed(parts)]) if isinstance(node, nodes.Name) else None


def missing_name(names: tuple[tuple[int, str], ...], line: int, message: str, view: View) -> Slip:
    """Return the name on a line that the view does not have; message: what Jinja2 says of it."""
    wanted = (re.findall("'([^']+)'", message) or [""])[-1]
    there = [name for number, name in names if number == line]
    name = next((one for one in there if one.rpartition(".")[2] == wanted), wanted)
    expected = "expected a name that this kind of paragraph has"
    return Slip(
        line, f'there is no "{name}" here', expected, nearest_name(name, _known(view, name))
    )


def _known(view: View, name: str) -> set[str]:
    """Return the names in a view as a template writes them; a loop's own name leads to a list."""
    known = set(_below(view, ""))
    first = name.partition(".")[0]
    if first not in view:
        lists = (
            one for part in view.values() if isinstance(part, Mapping) for one in part.values()
        )
        items = (item for one in lists if isinstance(one, list | tuple) for item in one)
        known |= {f"{first}.{key}" for item in items if isinstance(item, Mapping) for key in item}
    return known


def _below(view: View, prefix: str) -> Iterator[str]:
    for key, value in view.items():
        yield f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _below(value, f"{prefix}{key}.")
