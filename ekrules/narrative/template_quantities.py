"""Template quantities: words for how many that a template holds of its own.

In: a template's tree. Out: a fault for each, at its place. What {{ ... }} fills in is not looked
at: figures are traced, and quotations are somebody's own words. Runs nothing.
"""

from __future__ import annotations

import re

from jinja2 import nodes

from ekrules.errors import Faults
from ekrules.narrative.quantity_words import quantities_in
from ekrules.narrative.template_source import Offsets, Source
from ekrules.yaml_reader.wording import Language

# A name of each kind of paragraph that says how many.
_INSTEAD = {
    "goal": "m.words",
    "indicator_goal": "m.value",
    "theme": "theme.colours",
    "overall": "goals.colours",
    "swot": "findings.strengths",
    "method": "strategy.goals",
    "question": "question.yes.words",
}
_OF_EVERY_KIND = "survey.respondents"


def check_quantities(
    tree: nodes.Template, paragraph: str, language: Language, source: Source, faults: Faults
) -> None:
    """Add a fault for each word that states a quantity and that no measure gives."""
    offsets = Offsets(source.text)
    instead = _INSTEAD.get(paragraph, _OF_EVERY_KIND)
    for node in _shown(tree):
        is_text = isinstance(node, nodes.TemplateData)
        text = str(node.data if isinstance(node, nodes.TemplateData) else node.value)
        offset = offsets.of(text) if is_text else 0
        for start, words in quantities_in(text, language):
            pattern = re.escape(words)
            place = (
                source.at_offset(offset + start) if is_text else source.sign(node.lineno, pattern)
            )
            told = " ".join(words.split())[:60]
            faults.add(
                place,
                f'the quantity "{told}" in a template',
                f"quantities come from measures: write {{{{ {instead} }}}} or the like instead, or "
                f'say it without "{told}"',
            )


def _shown(node: nodes.Node) -> list[nodes.TemplateData | nodes.Const]:
    """Return the template's own texts, those between quotes among them, as they are written."""
    if isinstance(node, nodes.Compare):
        return []  # what a name is held against is not shown
    if isinstance(node, nodes.TemplateData):
        return [node]
    if isinstance(node, nodes.Const):
        return [node] if isinstance(node.value, str) else []
    return [one for inner in node.iter_child_nodes() for one in _shown(inner)]
