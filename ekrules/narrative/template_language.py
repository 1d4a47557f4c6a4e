"""Template language: the small and harmless part of Jinja2 that a template may use.

In: a template's tree. Out: faults, in the words of who wrote it. Allowed: text,
{{ name.name | filter }}, {% if %}, and {% for %} over a list of figures, two deep. No calls,
numbers, arithmetic, assignments, macros or includes, so a template can neither run anything nor
grow without bound, and no digits in its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ekrules.errors import Faults
from ekrules.narrative.runs import holds_figure, unmarked, upper_first
from ekrules.narrative.template_slips import dotted, single_braces
from ekrules.narrative.template_source import Offsets, Source
from ekrules.narrative.view_shapes import LOOP
from ekrules.yaml_reader.wording import markup_in, stated_share

MOST_NESTED_LOOPS = 2
# The shipped templates nest 6 deep; Python gives up at 100 levels.
MOST_LEVELS = 40
FIGURES_COME_FROM = "figures come from measures: write {{ ... }} instead"
FEW_LEVELS = f"expected {MOST_LEVELS} levels at most"
FILTERS = {"upper_first": upper_first}
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.If,
    nodes.For,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
    nodes.CondExpr,
)
_TAGS: Mapping[type[nodes.Node], str] = {
    nodes.Assign: "set",
    nodes.AssignBlock: "set",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.With: "with",
    nodes.Block: "block",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.Extends: "extends",
}
# What stands in a tag and is no name: what it is called, and a pattern that finds it in its line.
_SIGNS: Mapping[type[nodes.Node], tuple[str, str]] = {
    nodes.Call: ('a call "(...)"', r"\("),
    nodes.Getitem: ('"[...]" behind a name', r"\["),
    nodes.List: ('a list "[...]"', r"\["),
    nodes.Dict: ('a map "{...}"', r"(?<!\{)\{(?![{%])"),
    nodes.Tuple: ("several names with a comma", ","),
    nodes.Test: ('the word "is"', r"\bis\b"),
    nodes.Concat: ('the sign "~"', "~"),
    nodes.Add: ('the sign "+"', r"\+"),
    nodes.Sub: ('the sign "-"', r"(?<!%)-(?!%)"),
    nodes.Mul: ('the sign "*"', r"\*"),
    nodes.Div: ('the sign "/"', "/"),
    nodes.FloorDiv: ('the sign "//"', "//"),
    nodes.Mod: ('the sign "%"', r"(?<!\{)%(?!\})"),
    nodes.Pow: ('the sign "**"', r"\*\*"),
    nodes.Neg: ('the sign "-"', r"(?<!%)-(?!%)"),
    nodes.Pos: ('the sign "+"', r"\+"),
}
_ORDERS = {"gt": ">", "gteq": ">=", "lt": "<", "lteq": "<="}


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 with one filter, no tests and no globals; a name leads to keys of views only.

    The sandbox refuses attributes that are known to be dangerous. Here none is ever asked for.
    """

    def __init__(self) -> None:
        super().__init__(
            undefined=StrictUndefined,
            autoescape=False,
            finalize=_only_text,
            # There is nothing to reckon beforehand, and a chain of filters would take a second.
            optimized=False,
        )
        self.filters = dict(FILTERS)
        self.tests = {}
        self.globals = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the value under a key of a view, or what a loop knows of itself."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP.parts:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)


def _only_text(value: object) -> str:
    # An undefined one tells its own name when it is made into text.
    if not isinstance(value, str | Undefined):
        raise TypeError("only texts can be shown")
    return str(value)


def check_language(tree: nodes.Template, source: Source, faults: Faults) -> None:
    """Add a fault for everything in the tree that may not stand in a template."""
    _check_node(tree, source, faults, Offsets(source.text))


def _check_node(
    node: nodes.Node,
    source: Source,
    faults: Faults,
    offsets: Offsets,
    loops: int = 0,
    level: int = 0,
    line: int = 1,
) -> None:
    line = node.lineno or line  # a sign of comparison has no line of its own
    loops += isinstance(node, nodes.For)
    problem = _problem(node, loops, level)
    if problem is not None:
        pattern, found, expected = problem
        faults.add(source.sign(line, pattern), found, expected)
        return
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        here = source.name(node.lineno, node.name)
        faults.add_unknown_name(here, "filter", node.name, FILTERS)
    if isinstance(node, nodes.TemplateData):
        _check_text(node.data, offsets.of(node.data), source, faults)
    for inner in node.iter_child_nodes():
        _check_node(inner, source, faults, offsets, loops, level + 1, line)


def _problem(node: nodes.Node, loops: int, level: int) -> tuple[str, str, str] | None:
    """Return how to find it in its line, what may not stand in a template, what was expected."""
    if (tag := _TAGS.get(type(node))) is not None:
        found = f"{{% {tag} %}} can't stand in a template"
        return rf"\{{%[-+]?\s*{tag}\b", found, "expected text, names, {% if %} and {% for %}"
    if (sign := _SIGNS.get(type(node))) is not None:
        found = f"{sign[0]} can't stand in a template"
        return sign[1], found, "expected a name: a template only shows and chooses"
    if isinstance(node, nodes.Getattr) and dotted(node) is None:
        return (
            rf"\.\s*{re.escape(node.attr)}",
            f'".{node.attr[:40]}" behind no name',
            "expected a name",
        )
    if isinstance(node, nodes.Operand) and node.op in _ORDERS:
        found = f'"{_ORDERS[node.op]}" in a template, which knows figures only as texts'
        return _ORDERS[node.op], found, "judge figures in the rules, and ask for their result here"
    if not isinstance(node, _ALLOWED):
        word = type(node).__name__.lower()
        return r"\{[{%]", f'"{word}" in a template', "expected text, names, if and for"
    if isinstance(node, nodes.Const) and not isinstance(node.value, str | bool):
        word = str(node.value)[:40]
        if node.value is None:
            return r"\b[nN]one\b", '"none" in a template', "expected a name"
        return re.escape(word), f'"{word}" in a template', FIGURES_COME_FROM
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return _problem_in_literal(node.value)
    if loops > MOST_NESTED_LOOPS:
        expected = f"expected {MOST_NESTED_LOOPS} levels at most"
        return r"\{%[-+]?\s*for\b", "loops inside loops", expected
    if level > MOST_LEVELS:
        return r"\{[{%]", "the template is nested too deeply", FEW_LEVELS
    return None


def _problem_in_literal(text: str) -> tuple[str, str, str] | None:
    """Return the same of a text between quotes, where an escape may stand for a digit or a mark."""
    share = stated_share(text)
    if share is not None:
        return re.escape(share), f'the share "{share[:40]}" in a template', FIGURES_COME_FROM
    if holds_figure(text):
        found = f'the figure "{unmarked(text)[:40]}" in a template'
        return re.escape(text), found, FIGURES_COME_FROM
    if unmarked(text) != text:
        return r"[\"']", "a sign that can't be seen, between quotes", "expected letters"
    return None


def _check_text(text: str, offset: int, source: Source, faults: Faults) -> None:
    for match in re.finditer(r"\S+", text):
        if holds_figure(match.group()):
            found = f'the figure "{match.group()[:40]}" in a template'
            faults.add(source.at_offset(offset + match.start()), found, FIGURES_COME_FROM)
    if (tag := markup_in(text)) is not None:
        expected = "a text is printed as it stands, so leave it out"
        place = source.at_offset(offset + text.index(tag))
        faults.add(place, f'"{tag}" in a template', expected)
    share = stated_share(text)
    if share is not None and not holds_figure(share):
        place = source.at_offset(offset + text.index(share))
        faults.add(place, f'the share "{share}" in a template', FIGURES_COME_FROM)
    for start, found, expected in single_braces(text):
        faults.add(source.at_offset(offset + start), found, expected)
