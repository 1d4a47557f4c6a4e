"""Templates: the sentences staff edit, held to a small and harmless part of Jinja2.

In: narrative.<language>.yaml. Out: compiled templates. Allowed: text, {{ name.name | filter }},
{% if %}, and {% for %} over a list of figures, two deep. No calls, numbers, arithmetic,
assignments, macros or includes, so a template can neither run anything nor grow without bound,
and no digits in its text.
"""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field

from ekrules.errors import Fault, Faults, InputError, Place
from ekrules.narrative.runs import (
    Paragraph,
    holds_figure,
    marked_runs,
    read_back,
    unmarked,
    upper_first,
)
from ekrules.narrative.template_slips import (
    View,
    missing_name,
    names_in,
    single_braces,
    syntax_slip,
)
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Language, markup_in, stated_share

MOST_NESTED_LOOPS = 2
# The lists that views hold. A loop over a text would take it apart, letter by letter.
LISTS = ("figures",)
# The shipped templates nest 6 deep and give under 1000 letters; Python gives up at 100 levels.
MOST_LEVELS = 40
MOST_LETTERS = 100_000
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


class NarrativeFile(Placed):
    """narrative.<language>.yaml: one template for each kind of paragraph."""

    narrative: Language
    """The language of the file."""
    method: str = Field(max_length=20_000)
    """How the assessment was made: from which survey, by which rules."""
    response: str = Field(max_length=20_000)
    """Who answered, out of how many."""
    overall: str = Field(max_length=20_000)
    """The strategy as a whole."""
    swot: str = Field(max_length=20_000)
    """The findings."""
    theme: str = Field(max_length=20_000)
    """One theme, with its status."""
    goal: str = Field(max_length=20_000)
    """One goal, with its status and the figures it rests on."""


TEMPLATE_NAMES = ("method", "response", "overall", "swot", "theme", "goal")


@dataclass(frozen=True)
class NarrativeTemplate:
    """One compiled template and where it stands."""

    name: str
    source: _Source
    template: Template
    names: tuple[tuple[int, str], ...] = ()

    def may_read(self, name: str) -> bool:
        """Whether the name stands anywhere in the template; if not, it is nothing to work out."""
        return name in self.source.text

    @property
    def place(self) -> Place:
        """Where the template begins."""
        return self.source.place

    def render(self, view: View) -> Paragraph:
        """Return the paragraph; every fault is told at the template's place."""
        return read_back(self._filled_in(view), marked_runs(view), self.place)

    def _filled_in(self, view: View) -> str:
        rendered = ""
        try:
            for piece in self.template.generate(view):
                rendered += piece
                if len(rendered) > MOST_LETTERS:
                    break
        # A template has nothing to run, so whatever it trips over stands in it.
        except Exception as error:
            raise InputError([self._tripped(error, view)]) from error
        if len(rendered) > MOST_LETTERS:
            found = f'the template "{self.name}" gives more than {MOST_LETTERS} letters'
            raise InputError([Fault(self.place, found, "expected a paragraph")])
        return rendered

    def _tripped(self, error: Exception, view: View) -> Fault:
        steps = traceback.extract_tb(error.__traceback__)
        lines = [step.lineno or 1 for step in steps if step.filename == "<template>"]
        line = lines[-1] if lines else 1
        if isinstance(error, UndefinedError):
            slip = missing_name(self.names, line, str(error), view)
            return Fault(self.source.line(line), slip.found, slip.expected, slip.nearest)
        found = f'the template "{self.name}" can\'t be filled in ({error})'
        expected = "expected names that this kind of paragraph has"
        return Fault(self.source.line(line), found, expected)


@dataclass(frozen=True)
class _Source:
    """A template's text and where it stands in its file."""

    text: str
    place: Place

    def line(self, number: int) -> Place:
        """Where a line stands: a block of text ("|") begins on the line after its key.

        YAML folds other texts into one line before anyone sees them; they are told of as a whole.
        """
        if "\n" not in self.text or not self.place.line:
            return self.place
        return Place(self.place.file, self.place.line + number, 1)


def compile_templates(file: NarrativeFile, faults: Faults) -> dict[str, NarrativeTemplate]:
    """Return template name -> compiled template; faulty ones are added to `faults` and left out."""
    environment = _environment()
    done = {}
    for name in TEMPLATE_NAMES:
        source = _Source(unmarked(getattr(file, name)), file.at(name))
        template = _compiled(environment, name, source, faults)
        if template is not None:
            done[name] = template
    return done


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters = dict(_FILTERS)
    environment.tests = {}
    environment.globals = {}
    return environment


def _compiled(
    environment: ImmutableSandboxedEnvironment, name: str, source: _Source, faults: Faults
) -> NarrativeTemplate | None:
    before = len(faults.found)
    try:
        tree = environment.parse(source.text)
        _check_node(tree, source, faults)
        if len(faults.found) > before:
            return None
        # Only what has passed the checks is made into Python and run.
        names = names_in(tree)
        return NarrativeTemplate(name, source, environment.from_string(tree), names)
    except TemplateSyntaxError as error:
        slip = syntax_slip(environment, source.text, error)
        faults.add(source.line(slip.line), slip.found, slip.expected)
    except RecursionError:
        faults.add(source.place, "the template is nested too deeply", _FEW_LEVELS)
    except ValueError:  # a number too long for Python to read
        faults.add(source.place, "a number in a template", _FIGURES_COME_FROM)
    return None


_FEW_LEVELS = f"expected {MOST_LEVELS} levels at most"
_FIGURES_COME_FROM = "figures come from measures: write {{ ... }} instead"


def _check_node(
    node: nodes.Node, source: _Source, faults: Faults, loops: int = 0, level: int = 0
) -> None:
    here = source.line(node.lineno or 1)
    loops += isinstance(node, nodes.For)
    problem = _problem(node, loops, level)
    if problem is not None:
        faults.add(here, *problem)
        return
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        faults.add_unknown_name(here, "filter", node.name, _FILTERS)
    if isinstance(node, nodes.TemplateData):
        _check_figures(node, source, faults)
        for slip in single_braces(node):
            faults.add(source.line(slip.line), slip.found, slip.expected)
    for inner in node.iter_child_nodes():
        _check_node(inner, source, faults, loops, level + 1)


def _problem(node: nodes.Node, loops: int, level: int) -> tuple[str, str] | None:
    """Return what stands in a template that may not, and what was expected."""
    if not isinstance(node, _ALLOWED):
        return f'"{type(node).__name__.lower()}" in a template', "expected text, names, if and for"
    if isinstance(node, nodes.Const) and not isinstance(node.value, str | bool):
        return f'"{node.value}" in a template', _FIGURES_COME_FROM
    written = node.value if isinstance(node, nodes.Const) else ""
    if isinstance(written, str) and (share := stated_share(written)) is not None:
        return f'the share "{share}" in a template', _FIGURES_COME_FROM
    if loops > MOST_NESTED_LOOPS:
        return "loops inside loops", f"expected {MOST_NESTED_LOOPS} levels at most"
    if isinstance(node, nodes.For) and getattr(node.iter, "attr", None) not in LISTS:
        return "a loop over what is no list", "expected goal.figures"
    if level > MOST_LEVELS:
        return "the template is nested too deeply", _FEW_LEVELS
    return None


def _check_figures(node: nodes.TemplateData, source: _Source, faults: Faults) -> None:
    for match in re.finditer(r"\S+", node.data):
        if holds_figure(match.group()):
            line = (node.lineno or 1) + node.data.count("\n", 0, match.start())
            found = f'the figure "{match.group()[:40]}" in a template'
            faults.add(source.line(line), found, _FIGURES_COME_FROM)
    if (tag := markup_in(node.data)) is not None:
        line = (node.lineno or 1) + node.data.count("\n", 0, node.data.index(tag))
        expected = "a text is printed as it stands, so leave it out"
        faults.add(source.line(line), f'"{tag}" in a template', expected)
    share = stated_share(node.data)
    if share is not None and not holds_figure(share):
        line = (node.lineno or 1) + node.data.count("\n", 0, node.data.index(share))
        faults.add(source.line(line), f'the share "{share}" in a template', _FIGURES_COME_FROM)
