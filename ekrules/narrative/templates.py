"""Templates: the sentences staff edit, held to a small and harmless part of Jinja2.

In: narrative.<language>.yaml. Out: compiled templates. Allowed: text, {{ name.name | filter }},
{% if %} and {% for %} two deep. No calls, arithmetic, assignments, macros or includes, so a
template can neither run anything nor grow without bound, and no digits in its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field

from ekrules.errors import Fault, Faults, InputError, Place, nearest_name
from ekrules.narrative.runs import Paragraph, read_back, unmarked, upper_first
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Language

MOST_NESTED_LOOPS = 2
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
_FILTERS = {"upper_first": upper_first}

View = Mapping[str, object]


class NarrativeFile(Placed):
    """narrative.<language>.yaml: one template for each kind of paragraph."""

    narrative: Language
    method: str = Field(max_length=20_000)
    response: str = Field(max_length=20_000)
    overall: str = Field(max_length=20_000)
    swot: str = Field(max_length=20_000)
    theme: str = Field(max_length=20_000)
    goal: str = Field(max_length=20_000)


TEMPLATE_NAMES = ("method", "response", "overall", "swot", "theme", "goal")


@dataclass(frozen=True)
class NarrativeTemplate:
    """One compiled template and where it stands."""

    name: str
    place: Place
    template: Template

    def render(self, view: View) -> Paragraph:
        """Return the paragraph; every fault is told at the template's place."""
        try:
            rendered = self.template.render(view)
        except TemplateError as error:
            found = f'the template "{self.name}" can\'t be filled in ({error.message})'
            expected = "expected names that this kind of paragraph has"
            near = _nearest_in(view, error.message or "")
            raise InputError([Fault(self.place, found, expected, near)]) from error
        return read_back(rendered, self.place)


def compile_templates(file: NarrativeFile, faults: Faults) -> dict[str, NarrativeTemplate]:
    """Return template name -> compiled template; faulty ones are added to `faults` and left out."""
    environment = _environment()
    done = {}
    for name in TEMPLATE_NAMES:
        text, place = unmarked(getattr(file, name)), file.at(name)
        before = len(faults.found)
        _check(environment, text, place, faults)
        if len(faults.found) == before:
            done[name] = NarrativeTemplate(name, place, environment.from_string(text))
    return done


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters = dict(_FILTERS)
    environment.tests = {}
    environment.globals = {}
    return environment


def _check(
    environment: ImmutableSandboxedEnvironment, text: str, place: Place, faults: Faults
) -> None:
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        faults.add(_line(place, error.lineno), f"{error.message}", "expected a sound template")
        return
    except RecursionError:
        faults.add(place, "the template is nested too deeply", "expected a few levels at most")
        return
    _check_node(tree, 0, place, faults)


def _check_node(node: nodes.Node, loops: int, place: Place, faults: Faults) -> None:
    here = _line(place, node.lineno or 1)
    if not isinstance(node, _ALLOWED):
        word = type(node).__name__.lower()
        faults.add(here, f'"{word}" in a template', "expected text, names, if and for")
        return
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        faults.add_unknown_name(here, "filter", node.name, _FILTERS)
    if isinstance(node, nodes.TemplateData):
        _check_digits(node, place, faults)
    loops += isinstance(node, nodes.For)
    if loops > MOST_NESTED_LOOPS:
        faults.add(here, "loops inside loops", f"expected {MOST_NESTED_LOOPS} levels at most")
        return
    for inner in node.iter_child_nodes():
        _check_node(inner, loops, place, faults)


def _check_digits(node: nodes.TemplateData, place: Place, faults: Faults) -> None:
    match = re.search(r"\S*\d\S*", node.data)
    if match is not None:
        line = (node.lineno or 1) + node.data.count("\n", 0, match.start())
        expected = "figures come from measures: write {{ ... }} instead"
        faults.add(_line(place, line), f'the figure "{match.group()}" in a template', expected)


def _line(place: Place, line: int) -> Place:
    """A block of text ("|" or ">-") begins on the line after its key."""
    return Place(place.file, place.line + line, 1) if place.line else place


def _nearest_in(view: View, message: str) -> str | None:
    wanted = re.findall(r"'([^']+)'", message)
    names = set(view)
    for value in view.values():
        if isinstance(value, Mapping):
            names |= set(value)
    return nearest_name(wanted[-1], names) if wanted else None
