"""Template compiling: the sentences staff edit, checked and made ready to be filled in.

In: narrative.<language>.yaml, and the templates that ship with ekrules for what it leaves out. Out:
compiled templates, one for each kind of paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files

from jinja2 import Template, TemplateSyntaxError, nodes
from pydantic import Field

from ekrules.errors import Fault, Faults, Place
from ekrules.narrative.runs import unmarked
from ekrules.narrative.shipped_code import Compiled, keep_code, kept_code
from ekrules.narrative.template_language import (
    FEW_LEVELS,
    FIGURES_COME_FROM,
    TemplateEnvironment,
    check_language,
)
from ekrules.narrative.template_names import check_names, steps_by_loops
from ekrules.narrative.template_quantities import check_quantities
from ekrules.narrative.template_rendering import NarrativeTemplate
from ekrules.narrative.template_slips import syntax_fault
from ekrules.narrative.template_source import Source
from ekrules.narrative.view_shapes import TEMPLATE_NAMES
from ekrules.yaml_reader.files import read_text, shown_path
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Language

__all__ = ["TEMPLATE_NAMES", "NarrativeFile", "NarrativeTemplate", "compile_templates"]

MOST_LETTERS_WRITTEN = 20_000


class NarrativeFile(Placed):
    """narrative.<language>.yaml: a template for each kind of paragraph that is not the shipped."""

    narrative: Language
    """The language of the file."""
    method: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """How the assessment was made: from which survey, by which rules. Left out: the shipped one."""
    response: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """Who answered, out of how many. Left out: the shipped one."""
    overall: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """The strategy as a whole. Left out: the shipped one."""
    outlook: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """What is due, and how firm the colours are. Left out: the shipped one."""
    swot: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """The findings. Left out: the shipped one."""
    judgement: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """One side of the judgement that closes the report. Left out: the shipped one."""
    theme: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """One theme, with its status. Left out: the shipped one."""
    goal: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """One goal, with its status and the figures it rests on. Left out: the shipped one."""
    indicator_goal: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """One goal that rests on an indicator, or is judged by a method. Left out: the shipped one."""
    question: str | None = Field(default=None, max_length=MOST_LETTERS_WRITTEN)
    """The answers to one question of the survey. Left out: the shipped one."""


def compile_templates(
    file: NarrativeFile, faults: Faults, lines: Sequence[str] = ()
) -> dict[str, NarrativeTemplate]:
    """Return template name -> compiled template, the file's own before the shipped ones.

    lines: those of the file as written, by which columns are told. Faulty templates are added to
    `faults` and left out.
    """
    done = dict(shipped_templates(file.narrative))
    environment = TemplateEnvironment()
    for name in TEMPLATE_NAMES:
        text = getattr(file, name)
        if text is None:
            _refuse_without_text(file, name, faults)
            continue
        source = Source(unmarked(text), file.at(name), lines)
        template = _checked(environment, name, file.narrative, source, faults)
        done.pop(name)
        if template is not None:
            done[name] = template
    return done


def _refuse_without_text(file: NarrativeFile, name: str, faults: Faults) -> None:
    """Add a fault where the key stands with nothing behind it: no paragraph can be left out."""
    if name in file.model_fields_set:
        expected = "expected a text; leave the key out to have the sentences of ekrules"
        faults.add(file.at(name), f'"{name}" without a value', expected)


@cache
def shipped_templates(language: Language) -> Mapping[str, NarrativeTemplate]:
    """Return the templates that ship with ekrules in a language; InputError where one is broken.

    They are checked by our own tests, and not anew in every run.
    """
    sources = _shipped_sources(language)
    environment = TemplateEnvironment()
    texts = [one.text for one in sources.values()]
    compiled = kept_code(language, texts)
    if compiled is None:
        faults = Faults()
        found = [_code(environment, one, environment.parse, faults) for one in sources.values()]
        faults.stop_if_any()
        compiled = tuple(one for one in found if one is not None)
        keep_code(language, texts, compiled)
    return {
        name: _template(environment, name, source, one)
        for (name, source), one in zip(sources.items(), compiled, strict=True)
    }


def _shipped_sources(language: Language) -> dict[str, Source]:
    faults = Faults()
    sources = {}
    folder = files("ekrules.narrative") / "templates" / language
    for name in TEMPLATE_NAMES:
        with as_file(folder / f"{name}.j2") as path:
            text = unmarked(read_text(path, faults) or "")
            sources[name] = Source(text, Place(shown_path(path), 1, 1), is_whole_file=True)
    faults.stop_if_any()
    return sources


def _checked(
    environment: TemplateEnvironment, name: str, language: Language, source: Source, faults: Faults
) -> NarrativeTemplate | None:
    """Return a template that staff wrote, made ready; None with what is wrong with it."""

    def parsed(text: str) -> nodes.Template | None:
        before = len(faults.found)
        tree = environment.parse(text)
        _check(tree, name, language, source, faults)
        return tree if len(faults.found) == before else None

    compiled = _code(environment, source, parsed, faults)
    return None if compiled is None else _template(environment, name, source, compiled)


def _code(
    environment: TemplateEnvironment,
    source: Source,
    parse: Callable[[str], nodes.Template | None],
    faults: Faults,
) -> Compiled | None:
    """Return the steps and the code; only what `parse` lets through is made into Python."""
    try:
        tree = parse(source.text)
        if tree is None:
            return None
        # The steps first: compiling rewrites the tree.
        return steps_by_loops(tree), environment.compile(tree)
    except TemplateSyntaxError as error:
        faults.found.append(syntax_fault(environment, source, error))
    except (RecursionError, MemoryError, SyntaxError):  # Python gives up on what nests too deeply
        faults.add(source.place, "the template is nested too deeply", FEW_LEVELS)
    except ValueError:  # a number too long for Python to read
        faults.add(source.place, "a number in a template", FIGURES_COME_FROM)
    return None


def _template(
    environment: TemplateEnvironment, name: str, source: Source, compiled: Compiled
) -> NarrativeTemplate:
    steps, code = compiled
    template = Template.from_code(environment, code, environment.make_globals(None))
    return NarrativeTemplate(name, source, template, steps)


def faults_in_shipped(language: Language) -> tuple[Fault, ...]:
    """Return what a strategy would be told of the shipped templates, had it written them."""
    faults = Faults()
    for name, template in shipped_templates(language).items():
        tree = TemplateEnvironment().parse(template.source.text)
        _check(tree, name, language, template.source, faults)
    return tuple(faults.found)


def _check(
    tree: nodes.Template, name: str, language: Language, source: Source, faults: Faults
) -> None:
    before = len(faults.found)
    check_language(tree, source, faults)
    if len(faults.found) == before:
        check_names(tree, name, source, faults)
    check_quantities(tree, name, language, source, faults)
