"""Template slips: what is wrong with a template, in the words of who wrote it, not of Jinja2.

In: a template's text and what Jinja2 says of it. Out: the place, what stands there, what was
expected. Runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, TemplateSyntaxError, nodes

from ekrules.errors import Fault, nearest_name
from ekrules.narrative.template_source import Source

View = Mapping[str, object]
_SINGLE_BRACE = re.compile(r"\{\s*([a-z_]+(?:\.[a-z_]+)*)\s*\}|[{}]")
_ENDS = {"endif": "if", "endfor": "for"}
_TAGS = ("if", "elif", "else", "endif", "for", "endfor")
# What people of other languages, programmed or spoken, write for a tag.
_MEANT = {
    "elseif": "elif",
    "elsif": "elif",
    "end": "endif",
    "fi": "endif",
    "end_if": "endif",
    "end_for": "endfor",
    "foreach": "for",
    "hvis": "if",
    "dersom": "if",
    "ellers": "else",
    "slutt": "endif",
}
_BEGINS = r"\{%[-+]?\s*"
# What stands in a tag and was meant as a word or sign that templates have.
_MEANT_SIGNS = (
    (r"&&?", "&&", "and"),
    (r"\|\|", "||", "or"),
    (r"!(?!=)", "!", "not"),
    (r"(?<![=!<>])=(?!=)", "=", "=="),
    (r"<>", "<>", "!="),
)


@dataclass(frozen=True)
class _Slip:
    """What stands there and what was expected; the line and a pattern that finds it there."""

    line: int
    pattern: str
    found: str
    expected: str
    nearest: str | None = None


def single_braces(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each brace in plain text stands, what it is and what was expected.

    It was meant as a name, and would be shown as it is.
    """
    for match in _SINGLE_BRACE.finditer(text):
        name = match[1] or "goal.remark"
        yield match.start(), f'a single "{match[0][0]}" in a template', f"write {{{{ {name} }}}}"


def syntax_fault(environment: Environment, source: Source, error: TemplateSyntaxError) -> Fault:
    """Return what Jinja2 could not read, at the place where it is to be mended."""
    slip = _slip(environment, source.text, error)
    return Fault(source.sign(slip.line, slip.pattern), slip.found, slip.expected, slip.nearest)


def _slip(environment: Environment, text: str, error: TemplateSyntaxError) -> _Slip:
    message, line = str(error.message), error.lineno
    written = _line(text, line)
    if (unknown := re.match("Encountered unknown tag '([^']+)'", message)) is not None:
        return _unknown_tag(environment, text, line, unknown[1], "needs to be closed" in message)
    if (else_if := re.search(_BEGINS + r"(else\s+if)\b", written)) is not None:
        found = f'"{else_if[1]}" in a template'
        return _Slip(line, _BEGINS + r"else\s+if", found, "write elif for it")
    for pattern, sign, meant in _MEANT_SIGNS:
        if _stands_in_a_tag(written, pattern):
            found = f'the sign "{sign}" in a template'
            return _Slip(line, pattern, found, f'write "{meant}" for it')
    if message == "unexpected '}'" and (half := re.search(r"\{%[^%}]*\}(?!\})", written)):
        tag = half[0].strip("{%-+ }")
        return _Slip(line, r"\{%[^%}]*\}", 'a "{%" closed by "}"', f"write {{% {tag} %}}")
    if message == "unexpected '}'":
        return _Slip(line, r"\{\{[^}]*\}", 'a single "}" in a template', "write {{ goal.remark }}")
    if "end of comment tag" in message:
        return _Slip(line, r"\{#", 'a "{#" that is not closed', "write #} behind the comment")
    if "end of print statement" in message:
        return _Slip(line, r"\{\{", 'a "{{" that is not closed', "write {{ goal.remark }}")
    if "end of statement block" in message:
        return _Slip(line, r"\{%", 'a "{%" that is not closed', "write {% if goal.remark %}")
    if "needs to be closed" in message and (begun := _innermost_open(environment, text)):
        return _never_closed(*begun)
    return _Slip(
        line, r"\{[{%]", f"this can't be read ({message})", "expected names, {% if %} and {% for %}"
    )


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _stands_in_a_tag(line: str, pattern: str) -> bool:
    tags = re.findall(r"\{%.*?%\}|\{\{.*?\}\}", line)
    return any(re.search(pattern, re.sub(r"\"[^\"]*\"|'[^']*'", "", tag)) for tag in tags)


def _never_closed(line: int, word: str) -> _Slip:
    found = f"this {{% {word} %}} is never closed"
    return _Slip(line, _BEGINS + word, found, f"expected {{% end{word} %}}")


def _unknown_tag(
    environment: Environment, text: str, line: int, tag: str, is_within: bool
) -> _Slip:
    pattern = _BEGINS + re.escape(tag)
    if tag in _ENDS:
        begun = _innermost_open(environment, text) if is_within else None
        if begun is not None:
            return _never_closed(*begun)
        found = f"{{% {tag} %}} closes nothing"
        return _Slip(line, pattern, found, f"expected {{% {_ENDS[tag]} ... %}} before it")
    if tag in ("else", "elif"):
        if is_within:
            found = f"{{% {tag} %}} behind an {{% else %}}, or within a {{% for %}}"
            return _Slip(line, pattern, found, "expected {% else %} last, before {% endif %}")
        found = f"{{% {tag} %}} stands in no {{% if %}}"
        return _Slip(line, pattern, found, "expected {% if ... %} before it")
    if (meant := _MEANT.get(tag.casefold())) is not None:
        return _Slip(line, pattern, f'"{tag}" in a template', f"write {meant} for {tag}")
    near = nearest_name(tag, _TAGS)
    expected = f"expected one of {', '.join(_TAGS)}"
    return _Slip(line, pattern, f"there is no {{% {tag} %}}", expected, near)


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


def dotted(node: nodes.Node) -> str | None:
    """Return a name as it is written, "goal.remark"; None where the node is none."""
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    return ".".join([node.name, *reversed(parts)]) if isinstance(node, nodes.Name) else None
